"""What Pillow's readers raise on files that lie: whatever their parsing met, so the list is long but not everything."""

import struct
from typing import Final

from PIL import Image

PILLOW_ERRORS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    AssertionError,
    EOFError,
    MemoryError,
    NotImplementedError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
