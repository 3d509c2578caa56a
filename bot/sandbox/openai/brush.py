"""Where the paint goes: backgrounds, shapes and the band at the bottom. Seeded by a digest, never random."""

from hashlib import sha256
from typing import Final

from PIL import Image, ImageDraw, ImageFont, ImageOps

Colour = tuple[int, int, int]
MARK: Final = "SANDBOX"
PALETTES: Final[tuple[tuple[Colour, Colour, Colour], ...]] = (
    ((24, 34, 74), (240, 130, 92), (255, 209, 128)),
    ((12, 66, 72), (122, 196, 160), (246, 238, 190)),
    ((58, 22, 72), (214, 92, 140), (255, 196, 196)),
    ((20, 48, 96), (92, 164, 220), (232, 244, 250)),
    ((70, 44, 20), (206, 150, 82), (250, 228, 178)),
    ((30, 52, 30), (140, 178, 84), (240, 240, 160)),
)
SHAPES: Final = 7


def seed_of(*texts: str) -> bytes:
    """Return 32 bytes that are the same for the same texts."""
    return sha256("\x1f".join(texts).encode()).digest()


def gradient(size: tuple[int, int], seed: bytes) -> Image.Image:
    """Return an opaque background in the palette that *seed* picks."""
    dark, middle, _ = _palette(seed)
    ramp = Image.linear_gradient("L").resize(size)
    return ImageOps.colorize(ramp if seed[1] % 2 else ImageOps.flip(ramp), dark, middle)


def shapes(image: Image.Image, seed: bytes) -> None:
    """Put a handful of translucent discs and slabs on *image*, wherever it is meant to be painted."""
    pen = ImageDraw.Draw(image, "RGBA")
    for at in range(SHAPES):
        box = _box(image.size, seed[4 * at : 4 * at + 4])
        fill = (*_palette(seed)[at % 2 + 1], 110 + seed[at] % 120)
        if seed[at] % 3:
            pen.ellipse(box, fill=fill)
        else:
            pen.rounded_rectangle(box, radius=min(image.size) // 24, fill=fill)


def tint(image: Image.Image, seed: bytes) -> Image.Image:
    """Return *image* in the light of the palette, still itself."""
    return Image.blend(image, Image.new("RGB", image.size, _palette(seed)[1]), 0.25)


def badge(image: Image.Image, seed: bytes) -> None:
    """Put the one shape on an edited picture that was not there before."""
    pen = ImageDraw.Draw(image, "RGBA")
    box = _box(image.size, seed[8:12])
    pen.ellipse(box, fill=(*_palette(seed)[2], 190), outline=(255, 255, 255, 255), width=max(2, min(image.size) // 128))


def band(image: Image.Image, caption: str) -> None:
    """Write the mark and *caption* over the bottom edge."""
    width, height = image.size
    large, small = max(16, min(image.size) // 16), max(11, min(image.size) // 42)
    top = height - large - 3 * small
    pen = ImageDraw.Draw(image, "RGBA")
    pen.rectangle((0, top, width, height), fill=(0, 0, 0, 150))
    pen.text((small, top + small // 2), MARK, font=ImageFont.load_default(large), fill=(255, 255, 255, 255))
    letters = max(8, 2 * width // small - 4)
    pen.text(
        (small, height - 2 * small), caption[:letters], font=ImageFont.load_default(small), fill=(235, 235, 235, 255)
    )


def _palette(seed: bytes) -> tuple[Colour, Colour, Colour]:
    return PALETTES[seed[0] % len(PALETTES)]


def _box(size: tuple[int, int], four: bytes) -> tuple[int, int, int, int]:
    width, height = size
    across, down = width * four[0] // 256, height * four[1] // 256
    reach = min(size) * (24 + four[2] % 96) // 512
    return across - reach, down - reach, across + reach, down + reach
