"""Questions to the outside: they end, they blame nobody, and a secret goes no further than the address asked."""

import asyncio
import threading
from datetime import UTC, date, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.providers.checks.names import Names
from bot.providers.checks.question import NO_ANSWER, WAIT_S, Answer, ask, asking
from bot.services.doctor.openai import last_day
from tests.doctor.listener import listening


async def asked(url: str, names: Names | None = None, wait_s: float = WAIT_S) -> Answer:
    """Ask *url* with a secret."""
    async with asking(names, wait_s) as session:
        return await ask(session, "GET", url, "xoxb-secret")


def test_a_dead_name_server_holds_up_nothing() -> None:
    """Neither the question nor the end of the program: its thread is left where it is."""
    released = threading.Event()

    def look_up(*_: Any) -> list[Any]:
        released.wait()
        return []

    assert asyncio.run(asked("https://slack.test/api/auth.test", Names(look_up), wait_s=0.05)) == NO_ANSWER
    assert not released.is_set()
    released.set()


@pytest.mark.parametrize("host", ["no..name.test", f"{'x' * 80}.test"])
async def test_a_name_that_is_none_is_not_reached(host: str) -> None:
    """Whatever the system's resolver raises for it."""
    assert await asked(f"https://{host}/") == NO_ANSWER


async def test_a_name_is_looked_up() -> None:
    """As the system does."""
    async with listening(lambda _: web.json_response({"ok": True})) as (port, _):
        assert (await asked(f"http://localhost:{port}/")).body == {"ok": True}


async def test_an_answer_that_is_no_object_is_still_an_answer() -> None:
    """A login page or a proxy's own words: reached, but nothing is known."""
    async with listening(lambda _: web.Response(text="<html>sign in", status=503)) as (port, _):
        answer = await asked(f"http://127.0.0.1:{port}/")
    assert (answer.status, answer.body) == (503, {})


async def test_a_secret_does_not_follow_a_redirect() -> None:
    """The other address is not asked at all."""
    async with (
        listening(lambda _: web.json_response({"ok": True})) as (elsewhere, heard),
        listening(lambda _: web.Response(status=302, headers={"location": f"http://127.0.0.1:{elsewhere}/"})) as (
            port,
            _,
        ),
    ):
        assert (await asked(f"http://127.0.0.1:{port}/")).status == 302
    assert heard == []


DATES = [
    ("Tue, 24 Nov 2026 10:00:00 GMT", datetime(2026, 11, 24, 10, tzinfo=UTC)),
    ("Tue, 24 Nov 2026 10:00:00 -0000", datetime(2026, 11, 24, 10, tzinfo=UTC)),
    ("soon", None),
    (None, None),
]


@pytest.mark.parametrize(("said", "read"), DATES)
def test_the_time_there_is_read_or_left(said: str | None, read: datetime | None) -> None:
    """Always in UTC."""
    assert Answer(200, {}, {} if said is None else {"date": said}).date == read


DAYS = [
    ("2027-04-01", date(2027, 4, 1)),
    ("2027-04-01T00:00:00Z", date(2027, 4, 1)),
    (1_806_537_600, date(2027, 4, 1)),
    ("next spring", None),
    (10**20, None),
    (None, None),
    ({}, None),
]


@pytest.mark.parametrize(("said", "day"), DAYS)
def test_a_last_day_is_read_as_date_or_seconds(said: object, day: date | None) -> None:
    """And what cannot be read leaves the dated table in force."""
    assert last_day(said) == day
