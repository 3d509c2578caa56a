"""What a turn came to, as values: to be changed by a test where it matters."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.domain import receipt
from bot.domain.announcement import Announcement
from bot.domain.ledger import Basis, Part, Purpose
from bot.domain.money import NanoUsd
from bot.domain.options.image_options import ImageOptions
from bot.domain.prices import TokenClass
from bot.domain.receipt import Receipt
from bot.domain.telling import Audience, Kind, Shown, Told

TURN = "t0000000k3"


def part(purpose: Purpose, nano: int | None, basis: Basis = Basis.METERED) -> Part:
    """A part of a bill."""
    amount = None if nano is None else NanoUsd(nano)
    return Part(purpose, "gpt-image-2", TokenClass.IMAGE_OUT, 1, "row", basis, amount)


PARTS = (
    part(Purpose.PICTURE, 41_160_000),
    part(Purpose.PREVIEWS, 6_000_000),
    part(Purpose.IMAGE_INPUT, 300_000),
    part(Purpose.PLANNING, 6_700_000),
)


def bill(parts: Sequence[Part] = PARTS, *, pictures_given: bool = False) -> Receipt:
    """A receipt."""
    return receipt.make(parts, TURN, pictures_given=pictures_given)


def shown(**more: Any) -> Shown:
    """A landscape, the first of its thread."""
    made = Shown(
        version_id="v0000000k4",
        label="v1",
        sha256="a" * 64,
        media_type="image/png",
        width=1536,
        height=1024,
        quality="medium",
        image_model="gpt-image-2",
        alt_text="A lighthouse at dusk",
        from_label=None,
        differences=(),
    )
    return replace(made, **more)


def told(kind: Kind = Kind.PICTURE, **more: Any) -> Told:
    """A turn's last message: a picture with two previews, unless said otherwise."""
    made = Told(
        kind=kind,
        turn=TURN,
        actor="U1",
        receipt=bill(),
        audience=Audience.CHANNEL,
        shown=(shown(),) if kind is Kind.PICTURE else (),
        preview_count=2,
        seconds=41,
    )
    return replace(made, **more)


def announced(**more: Any) -> Announcement:
    """A turn's first message."""
    made = Announcement(
        label="v1",
        options=ImageOptions("1536x1024"),
        estimate=NanoUsd(53_400_000),
        quote=NanoUsd(76_100_000),
        certain=True,
        source_label=None,
        lately_s=(35, 60),
    )
    return replace(made, **more)
