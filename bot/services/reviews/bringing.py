"""Taking in what a message brings: its words, its documents and its pictures, each as a text with a number.

Everything is read before anything is written, and written in one go: a message is in the review whole, or not at all.
What cannot be read is said, and keeps nothing else out.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from bot.domain.context import Source
from bot.domain.errors import PersonError
from bot.domain.gates.address import addresses, host_of
from bot.domain.gates.days import day
from bot.domain.gates.seen import SignalSeen
from bot.domain.gates.signals import SignalTable, scan
from bot.domain.gates.signals_reading import kind_of
from bot.domain.message import FileRef
from bot.domain.prices import PriceList
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Evidence, EvidenceKind, Review, SignalFound
from bot.domain.reviews.wishes import is_pasted
from bot.domain.turn import Turn
from bot.ports import Attachments, Clock, Documents, Ids
from bot.services.references import References
from db import dossiers
from db.store import Store
from db.tx import Tx

LEAD, LARGEST = 300, 10_000_000


@dataclass(slots=True)
class Brought:
    """What a message brought. `old` texts were in the review before; `notes` are sentences for whoever wrote it."""

    texts: list[Evidence] = field(default_factory=list)
    pictures: list[Source] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    signals: list[SignalFound] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def documents(self) -> list[Evidence]:
        """The texts of which it matters whose words they are."""
        return [one for one in self.texts if one.kind is not EvidenceKind.MESSAGE or is_pasted(one.text)]


class Bringing:
    """Takes things in."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        attachments: Attachments,
        documents: Documents,
        references: References,
        prices: PriceList,
        table: SignalTable,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._attachments, self._documents, self._references = attachments, documents, references
        self._prices, self._table = prices, table

    async def bring(self, turn: Turn, review: Review) -> Brought:
        """Take in what *turn* brings; what an earlier process took in is not taken in twice."""
        brought = Brought(texts=await self._store.run(partial(dossiers.of_turn, turn_id=turn.id)))
        pictures = [file for file in turn.files if _is_picture(file)]
        await self._look(pictures, brought)
        if brought.texts:
            return brought
        fresh = await self._texts(turn, review, brought)
        if fresh:
            brought.signals = [found for one in fresh for found in await self._signals(one)]
            brought.texts = await self._store.run(partial(_write, review.id, turn.id, fresh, brought.signals))
        return brought

    async def keep(self, review: Review, turn_id: str | None, text: Evidence) -> Evidence:
        """Write down one more text, such as what was read off a screenshot or typed into a form."""
        return (await self._store.run(partial(_write, review.id, turn_id, [text], await self._signals(text))))[-1]

    def evidence(  # noqa: PLR0913 - one row's worth of named values
        self,
        kind: EvidenceKind,
        name: str,
        text: str,
        by: str,
        *,
        url: str = "",
        sha256: str = "",
        author: Author = Author.SOMEBODY,
        read_on: date | None = None,
    ) -> Evidence:
        """Return a text as it will rest; its number is given where it is written down."""
        at = self._clock()
        return Evidence(
            id=self._ids("w"),
            number=0,
            kind=kind,
            name=name,
            text=text,
            sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
            given_by=by,
            given_at_ms=at,
            author=author,
            url=url,
            read_on=read_on or day(at),
        )

    async def _texts(self, turn: Turn, review: Review, brought: Brought) -> list[Evidence]:
        link = _link(turn.text, review)
        texts: list[Evidence] = []
        if turn.text.strip():
            url = link if is_pasted(turn.text) else ""
            texts.append(self.evidence(EvidenceKind.MESSAGE, "the message", turn.text.strip(), turn.actor, url=url))
        files = [file for file in turn.files if not _is_picture(file)]
        read = [await self._document(file, turn, link, brought) for file in files]
        return texts + [one for one in read if one is not None]

    async def _document(self, file: FileRef, turn: Turn, link: str, brought: Brought) -> Evidence | None:
        try:
            path = await self._attachments.fetch(file, most_bytes=LARGEST)
            try:
                document = await self._documents.read(path, file.name)
            finally:
                with suppress(FileNotFoundError):
                    Path(path).unlink()
        except PersonError as error:
            brought.notes.append(error.sentence)
            return None
        brought.notes += document.notes
        where = link or f"file:{file.name.casefold()}"
        text, digest = document.text, document.sha256
        return self.evidence(EvidenceKind.FILE, file.name, text, turn.actor, url=where, sha256=digest)

    async def _look(self, files: Sequence[FileRef], brought: Brought) -> None:
        for file in files:
            try:
                brought.pictures += await self._references.gather([file])
            except PersonError as error:
                brought.notes.append(error.sentence)
            else:
                brought.names.append(file.name)

    async def _signals(self, text: Evidence) -> list[SignalFound]:
        """Return the signals of a text that was brought from elsewhere; what people say in passing is not scanned.

        A long text takes seconds to look through, beside the loop.
        """
        if text.kind is EvidenceKind.MESSAGE and not is_pasted(text.text):
            return []
        kind, at = kind_of(text.name, text.text), self._clock()
        found = await asyncio.to_thread(scan, text.text, kind, self._table, self._prices, at)
        return [
            SignalFound(SignalSeen(one.id, one.strength, one.effect), text.id, one.where, one.quote, one.note)
            for one in found
        ]


def _write(
    review_id: str, turn_id: str | None, texts: Sequence[Evidence], signals: Sequence[SignalFound], tx: Tx
) -> list[Evidence]:
    for text in texts:
        dossiers.bring(tx, review_id=review_id, turn_id=turn_id, brought=text)
    dossiers.saw(tx, found=signals)
    kept = [dossiers.evidence(tx, evidence_id=text.id) for text in texts]
    return [found[0] for found in kept if found]


def _link(text: str, review: Review) -> str:
    """Return the address that a message names beside the route's own: where what it brings stands."""
    return next((url for url in addresses(text[:LEAD]) if host_of(url) != review.route.host), "")


def _is_picture(file: FileRef) -> bool:
    return (file.media_type or "").startswith("image/")
