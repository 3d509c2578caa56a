"""The vocabulary of these tests: turns, attempts, money and pictures as the services write them down."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.domain.ledger import Basis, EntryKind, Part, Purpose, part
from bot.domain.message import FileRef, Place
from bot.domain.prices import TokenClass
from bot.domain.turn import Origin, Outcome, Turn
from bot.domain.upstream import ToolCall
from bot.domain.uses import Use
from bot.providers.config import dated_data
from db import artifacts, attempts, bookings, catching_up, ledger, outbox, spending, threads, turns
from db.artifacts import NewArtifact, NewVersion
from db.attempts import NewAttempt
from db.bookings import Booking
from db.migrations import migrate
from db.tx import Tx

AT = 1_795_305_600_000  # 22 November 2026
DAY = "2026-11-22"
LEASE = 60_000
PRICES = dated_data.prices()
PICTURE_PRICE = PRICES.at("gpt-image-2", TokenClass.IMAGE_OUT, AT)
FILE = FileRef("F1", "fox.png", "https://files.slack.com/fox.png", 1000, "image/png")
REFERENCE = "f" * 64


def picture_part(tokens: int = 1372, basis: Basis = Basis.METERED) -> Part:
    """What a picture cost."""
    return part(Purpose.PICTURE, PICTURE_PRICE, tokens, basis)


def turn(name: str, *, thread: str = "h1", channel: str = "C1", root: str = "1.0", **more: Any) -> Turn:
    """A turn of a person, not yet written down."""
    made = Turn(
        id=f"t{name}",
        thread_id=thread,
        team="T1",
        channel=channel,
        place=Place.CHANNEL,
        root=root,
        key=f"{name}.0",
        actor="U1",
        origin=Origin.MESSAGE,
        text=f"a fox, {name}",
        files=(),
        complete=True,
        accepted_at_ms=AT,
    )
    return replace(made, **more)


def thread(tx: Tx, name: str = "h1", *, channel: str = "C1", root: str = "1.0") -> str:
    """A thread, made where it is new."""
    return threads.ensure(tx, new_id=name, team="T1", channel=channel, root=root, at=AT)


def accepted(tx: Tx, name: str, owner: str = "p1", lease: int = AT + LEASE, **more: Any) -> Turn:
    """A turn that was accepted."""
    made = turn(name, **more)
    thread(tx, made.thread_id, channel=made.channel, root=made.root)
    assert turns.accept(tx, turn=made, owner=owner, lease_until=lease)
    return made


def planned(tx: Tx, name: str, **more: Any) -> Turn:
    """A turn that has a plan."""
    made = accepted(tx, name, **more)
    turns.plan(tx, turn_id=made.id, intent="draw", plan={"steps": 1}, estimate=50_000_000, quote=80_000_000)
    return made


def attempt(tx: Tx, made: Turn, name: str, *, step: int = 0) -> str:
    """An attempt written down, not yet with its money."""
    new = NewAttempt(
        id=f"a{name}",
        turn_id=made.id,
        step=step,
        lane="sandbox",
        base_host="localhost:1",
        mainline_model="gpt-5.4",
        image_model="gpt-image-2",
        parameters={"model": "gpt-5.4", "tools": []},
        prompt_digests={"mainline": "0" * 16},
    )
    attempts.reserve(tx, attempt=new, at=AT)
    return new.id


def entry(tx: Tx, made: Turn, attempt_id: str, kind: EntryKind, parts: Sequence[Part], name: str = "") -> str:
    """A ledger entry."""
    entry_id = f"e{attempt_id}{kind.value[:3]}{name}"
    ledger.append(tx, entry_id=entry_id, turn_id=made.id, attempt_id=attempt_id, kind=kind, parts=parts, at=AT)
    return entry_id


def booking(made: Turn, attempt_id: str, *, day: str = DAY, quality: str = "medium", quote: int = 0) -> Booking:
    """Where an attempt counts."""
    return Booking(
        attempt_id, made.id, made.team, day, made.actor, made.channel, "sandbox", "gpt-image-2", quality, quote
    )


def reserved(tx: Tx, made: Turn, name: str, *, step: int = 0, day: str = DAY, quality: str = "medium") -> str:
    """An attempt with its reservation."""
    attempt_id = attempt(tx, made, name, step=step)
    ceiling = picture_part(1572, Basis.CEILING)
    booked = booking(made, attempt_id, day=day, quality=quality, quote=ceiling.nano or 0)
    assert spending.reserve(tx, booking=booked, standings=())
    bookings.book(tx, booking=booked)
    entry(tx, made, attempt_id, EntryKind.RESERVATION, [ceiling])
    return attempt_id


def ended(tx: Tx, attempt_id: str, state: str = "settled", *, final_at: int | None = AT + 40_000) -> None:
    """The end of an attempt, without its money; what it came to, if nobody has said yet."""
    came_to(tx, attempt_id, Use.PICTURE if state == "settled" else Use.RELEASED)
    attempts.ended(
        tx,
        attempt_id=attempt_id,
        state=state,
        status="completed",
        image_model="gpt-image-2",
        x_request_id="req_1",
        sequence=9,
        words=None,
        failure=None,
        final_at=final_at,
        at=AT + 41_000,
    )


def came_to(tx: Tx, attempt_id: str, use: Use) -> None:
    """What an attempt came to."""
    bookings.came_to(tx, attempt_id=attempt_id, use=use, images=int(use is Use.PICTURE))


def settled(
    tx: Tx, made: Turn, name: str, *, parts: Sequence[Part] = (), step: int = 0, use: Use = Use.PICTURE, **where: Any
) -> str:
    """An attempt that was opened, came to an end and was settled."""
    attempt_id = reserved(tx, made, name, step=step, **where)
    attempts.opened(tx, attempt_id=attempt_id, at=AT)
    came_to(tx, attempt_id, use)
    entry(tx, made, attempt_id, EntryKind.SETTLEMENT, parts or [picture_part()])
    ended(tx, attempt_id)
    return attempt_id


def artifact(sha256: str, *, width: int = 1024, height: int = 1024, kind: str = "original") -> NewArtifact:
    """A picture on disk."""
    return NewArtifact(sha256, "image/png", width, height, 1000, kind, "a fox")


def call(name: str = "ig_1", *, size: str | None = "1024x1024", quality: str | None = "medium") -> ToolCall:
    """A tool call with its echo."""
    return ToolCall(name, "completed", "generate", size, quality, "auto", "png", "a red fox")


def shown(tx: Tx, made: Turn, attempt_id: str, name: str, *, letter: str = "", echo: ToolCall | None = None) -> str:
    """A version: its artifact, its tool call and its number."""
    sha256 = (name * 64)[:64]
    artifacts.keep(tx, artifact=artifact(sha256), at=AT)
    told = echo or call()
    attempts.tool_call(
        tx, attempt_id=attempt_id, call=told, asked_size="1024x1024", asked_quality="medium", artifact=sha256
    )
    number = artifacts.number_for(tx, thread_id=made.thread_id, turn_id=made.id)
    version = NewVersion(f"v{name}", made.thread_id, made.id, attempt_id, told.call_id, sha256, number, letter)
    artifacts.show(tx, version=version, at=AT)
    return version.id


def told(tx: Tx, made: Turn, outcome: Outcome = Outcome.DRAWN) -> None:
    """The end of a turn, which Slack has heard."""
    turns.deliver(tx, turn_id=made.id, outcome=outcome, error=None)
    outbox.put(tx, new_id=f"o{made.id}", turn_id=made.id, kind="outcome", body={"text": "Drawn."}, at=AT)
    outbox.sent(tx, outbox_id=f"o{made.id}", slack_ts=f"9{made.key}", at=AT)
    turns.close(tx, turn_id=made.id, at=AT + 42_000)


def drawn(tx: Tx, name: str, *, parent: str | None = None, **more: Any) -> Turn:
    """A whole turn, from its acceptance to its close, with one version; *parent* is the name of the one it changed."""
    made = planned(tx, name, **more)
    version = shown(tx, made, settled(tx, made, name), name)
    if parent is not None:
        sha256 = (parent * 64)[:64]
        artifacts.descend(tx, child=version, position=0, parent=sha256, parent_version=f"v{parent}", role="source")
    told(tx, made)
    return made


def in_memory() -> Tx:
    """A fresh database without a file, for properties."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys=ON")
    migrate(connection)
    made = Tx(connection)
    opened(made)
    return made


def opened(tx: Tx) -> None:
    """The books as a start leaves them: priced, and counted in a zone."""
    ledger.seed_prices(tx, prices=PRICES)
    catching_up.catch_up(tx, zone_name="UTC", day_of=lambda _: DAY, at=AT)


def raw(path: Path) -> sqlite3.Connection:
    """The same file from outside, without any of our rules."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection
