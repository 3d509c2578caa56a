"""From an order to pictures in base64: painted in a thread, or taken from the can where only their weight matters."""

import asyncio
from dataclasses import dataclass

import pybase64

from bot.sandbox.openai.canned_picture import canned
from bot.sandbox.openai.painter import Order, paint
from bot.sandbox.openai.settings import Settings


class UnreadablePicture(Exception):
    """The picture to be edited passed for one at the door and cannot be read to its end."""


@dataclass(frozen=True, slots=True)
class Developed:
    """A finished picture and its previews, in base64."""

    final: str
    previews: list[str]


async def develop(order: Order, previews: int, stamp: str, settings: Settings) -> Developed:
    """Return the pictures of *order*; raises `UnreadablePicture`. *stamp* tells canned pictures apart."""
    if size_bytes := settings.canned_picture_bytes:
        small = settings.canned_preview_bytes or size_bytes
        return Developed(
            canned(order, size_bytes, stamp), [canned(order, small, f"{stamp}-{at}") for at in range(previews)]
        )
    try:
        painted = await asyncio.to_thread(paint, order, previews)
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadablePicture("The image could not be read.") from error
    return Developed(_base64(painted.final), [_base64(one) for one in painted.previews])


def _base64(data: bytes) -> str:
    return pybase64.b64encode(data).decode()
