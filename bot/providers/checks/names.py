"""Names looked up in threads that nobody waits for.

The system's resolver cannot be interrupted, and a program waits at its end for the threads of its pool: without this, a
dead name server holds up a command for longer than all of its own time limits.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

Found = Sequence[tuple[Any, Any, Any, Any, Any]]
LookUp = Callable[..., Found]
NUMERIC = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV


class Names(AbstractResolver):
    """A resolver for aiohttp; *look_up* is the system's."""

    def __init__(self, look_up: LookUp = socket.getaddrinfo) -> None:
        self._look_up = look_up

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of *host*; raises OSError where it has none."""
        answer: asyncio.Future[Found] = asyncio.get_running_loop().create_future()
        asked = partial(self._look_up, host, port, family, socket.SOCK_STREAM)
        Thread(target=_answer, args=(asked, answer), daemon=True).start()
        return [
            ResolveResult(hostname=host, host=at[0], port=at[1], family=kind, proto=proto, flags=NUMERIC)
            for kind, _, proto, _, at in await answer
        ]

    async def close(self) -> None:
        """Nothing is held."""


def _answer(asked: Callable[[], Found], answer: asyncio.Future[Found]) -> None:
    try:
        give = partial(_give, answer, asked(), None)
    except (OSError, UnicodeError) as error:
        give = partial(_give, answer, [], OSError(str(error)))
    with suppress(RuntimeError):  # the loop is closed: whoever asked has left
        answer.get_loop().call_soon_threadsafe(give)


def _give(answer: asyncio.Future[Found], found: Found, error: OSError | None) -> None:
    if answer.done():
        return
    if error is None:
        answer.set_result(found)
    else:
        answer.set_exception(error)
