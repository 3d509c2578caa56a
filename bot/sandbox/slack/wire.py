"""What travels: every payload, answer and block is a JSON object, kept as it came."""

from typing import Any

Json = dict[str, Any]
