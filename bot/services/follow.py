"""Following one upstream call to its end: previews shown on the way, the final on disk at once, never too early.

    stream ─ terminal event ─▶ over
       └─ cut, or ended early ─▶ asked for by response id until it is over ─▶ over
                                      └─ gone, or never named ─▶ over, unknown
    Stop, at any point ─▶ cancelled upstream, and what the answer to that says is kept

A preview is never taken for the final. A stream without a terminal event is broken, whatever else it said.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import Any

from bot.domain.errors import BrokenStream, PersonError, ProviderError
from bot.domain.refusing.tools import chosen
from bot.domain.upstream import Ended, Final, Opened, Preview, StreamError, StreamEvent, UpstreamError
from bot.ports import Blobs, Clock, Pictures, Upstream, UpstreamStream
from bot.services.followed import Followed, Kept
from bot.services.previews import Previews
from db import attempts
from db.store import Store
from db.turnstile import Turnstile

RUNNING = frozenset({"queued", "in_progress"})
LOOK_EVERY_S = (0.2, 0.5, 1.0, 2.0)
LOOK_FOR_S = 900.0
Translate = Callable[[UpstreamError], ProviderError]
Name = Callable[[ProviderError], ProviderError]


class StoppedByPerson(Exception):
    """Stop was pressed."""


class Follow:
    """Follows attempts. It books nothing: whoever calls it settles what it returns."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        clock: Clock,
        upstream: Upstream,
        blobs: Blobs,
        pictures: Pictures,
        translate: Translate,
        name: Name = lambda error: error,
        look_every_s: tuple[float, ...] = LOOK_EVERY_S,
    ) -> None:
        self._store, self._clock, self._upstream = store, clock, upstream
        self._blobs, self._pictures, self._translate, self._name = blobs, pictures, translate, name
        self._look_every_s = look_every_s
        self._turnstile = Turnstile()

    async def draw(self, attempt_id: str, body: dict[str, Any], previews: Previews, stop: asyncio.Event) -> Followed:
        """Send *body* and follow the answer to its end. Raises nothing of the provider's: errors are in the result."""
        followed = Followed()
        await self._turnstile.through()
        try:
            await self._read(self._upstream.draw(body, attempt_id), attempt_id, followed, previews, stop)
        except StoppedByPerson:
            await self._cancel(attempt_id, followed, previews)
        except BrokenStream as error:
            await self._recover(attempt_id, followed, error, previews, stop)
        except ProviderError as error:
            followed.error = error
        return self._named(followed)

    async def resume(self, attempt_id: str, followed: Followed, previews: Previews, stop: asyncio.Event) -> Followed:
        """Take up an attempt of an earlier process by its response id, which *followed* holds."""
        followed.previews_certain = False
        await self._recover(attempt_id, followed, BrokenStream("the process ended"), previews, stop)
        return self._named(followed)

    def _named(self, followed: Followed) -> Followed:
        """Return *followed* with its error told of whoever drew."""
        followed.error = self._name(followed.error) if followed.error is not None else None
        return followed

    async def _recover(
        self, attempt_id: str, followed: Followed, broken: BrokenStream, previews: Previews, stop: asyncio.Event
    ) -> None:
        """Look until the response is over; what cannot be found again stays *broken*."""
        followed.error = broken
        if followed.response_id is None:
            return
        followed.previews_certain = False
        try:
            await self._look_until_over(attempt_id, followed, previews, stop)
        except StoppedByPerson:
            await self._cancel(attempt_id, followed, previews)
        except ProviderError:
            followed.error = broken

    async def _look_until_over(
        self, attempt_id: str, followed: Followed, previews: Previews, stop: asyncio.Event
    ) -> None:
        assert followed.response_id is not None  # noqa: S101 - both callers made sure
        deadline = asyncio.get_running_loop().time() + LOOK_FOR_S
        for wait in _pauses(self._look_every_s):
            look = self._upstream.look(followed.response_id)
            followed.ended = None
            await self._read(look, attempt_id, followed, previews, stop)
            if _is_over(followed):
                return
            if asyncio.get_running_loop().time() > deadline:
                raise BrokenStream("the response did not end")
            await _pause(wait, stop)

    async def _cancel(self, attempt_id: str, followed: Followed, previews: Previews) -> None:
        """Cancel upstream; whatever the answer says of usage is kept, silence leaves it unknown."""
        followed.stopped, followed.error = True, None
        if followed.response_id is None:
            return
        try:
            cancel = self._upstream.cancel(followed.response_id)
            await self._read(cancel, attempt_id, followed, previews, asyncio.Event())
        except ProviderError:
            followed.ended = None

    async def _read(
        self,
        answer: AbstractAsyncContextManager[UpstreamStream],
        attempt_id: str,
        followed: Followed,
        previews: Previews,
        stop: asyncio.Event,
    ) -> None:
        """Read *answer* to its end in a task of its own, so that Stop closes the stream where it stands."""
        await _or_stop(self._read_all(answer, attempt_id, followed, previews), stop)

    async def _read_all(
        self,
        answer: AbstractAsyncContextManager[UpstreamStream],
        attempt_id: str,
        followed: Followed,
        previews: Previews,
    ) -> None:
        async with answer as stream:
            followed.request_id = stream.request_id or followed.request_id
            async for event in stream.events:
                await self._meet(event, attempt_id, followed, previews)

    async def _meet(self, event: StreamEvent, attempt_id: str, followed: Followed, previews: Previews) -> None:
        match event:
            case Opened():
                await self._opened(event, attempt_id, followed)
            case Preview():
                await self._preview(event, attempt_id, followed, previews)
            case Final():
                await self._final(event, followed)
            case Ended():
                self._over(event, followed)
            case StreamError():
                followed.error = self._translate(event.error)

    async def _opened(self, event: Opened, attempt_id: str, followed: Followed) -> None:
        followed.response_id = event.response_id
        named = partial(
            attempts.named,
            attempt_id=attempt_id,
            response_id=event.response_id,
            x_request_id=followed.request_id,
            at=self._clock(),
        )
        await self._store.run(named)

    async def _preview(self, event: Preview, attempt_id: str, followed: Followed, previews: Previews) -> None:
        followed.previews += 1
        followed.sequence = event.sequence or followed.sequence
        counted = partial(
            attempts.preview,
            attempt_id=attempt_id,
            previews=followed.previews,
            sequence=event.sequence,
            at=self._clock(),
        )
        await self._store.run(counted)
        if event.picture is not None:
            previews.offer(event.picture)

    async def _final(self, event: Final, followed: Followed) -> None:
        followed.sequence = event.sequence or followed.sequence
        call = event.call
        if event.picture is None:
            followed.lost[call.call_id] = (call, event.problem or "")
            if call.error is not None:
                followed.error = self._translate(call.error)
            return
        try:
            looked = await self._pictures.look(event.picture.path)
        except PersonError as error:
            Path(event.picture.path).unlink(missing_ok=True)
            followed.lost[call.call_id] = (call, error.sentence)
            return
        await asyncio.to_thread(self._blobs.keep, event.picture.path, event.picture.sha256)
        followed.kept[call.call_id] = Kept(call, event.picture, looked)
        followed.lost.pop(call.call_id, None)
        followed.final_at = self._clock()

    def _over(self, event: Ended, followed: Followed) -> None:
        followed.ended = event
        followed.sequence = event.sequence or followed.sequence
        followed.response_id = event.response_id or followed.response_id
        if event.status in RUNNING:
            return
        followed.choice = chosen(event.function)
        if isinstance(followed.error, BrokenStream):
            followed.error = None
        if event.error is not None:
            followed.error = self._translate(event.error)


def _is_over(followed: Followed) -> bool:
    return followed.ended is not None and followed.ended.status not in RUNNING


def _pauses(steps: tuple[float, ...]) -> Iterator[float]:
    yield from steps
    while True:
        yield steps[-1]


async def _pause(seconds: float, stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
    raise StoppedByPerson


async def _or_stop(work: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    """Wait for *work*, or raise StoppedByPerson as soon as *stop* is set; then *work* is cancelled and cleaned up."""
    task, waiter = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({task, waiter}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise StoppedByPerson
        task.result()
    finally:
        waiter.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
