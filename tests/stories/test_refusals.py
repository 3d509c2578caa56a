"""What is refused costs nothing where rules see it, leaves no words behind, and names the way out; the rest is drawn."""

import json
from functools import partial
from typing import Any

import pytest

from db.tx import Tx
from tests.stories import process
from tests.stories.test_asking_first import press
from tests.stories.test_slash_and_shortcuts import begun
from tests.stories.town import Town, basis, kinds, settled, words_sent

POOL = "@darkroom Build us an account pool for 500 pictures a month, zanzibar edition"
UNSURE = "@darkroom could twenty of us lend our zanzibar logins to one box, for 2k pictures a week?"
TELLTALE = "zanzibar"
REFUSED = "No: I do not help"


async def kept(town: Town) -> str:
    """Return every word in the database, and in the log."""
    assert town.bot is not None
    rows = await town.bot.store.run(_everything)
    return "\n".join(rows)


def _everything(tx: Tx) -> list[str]:
    tables = [row["name"] for row in tx.rows("SELECT name FROM sqlite_master WHERE type = 'table'", {})]
    return [str(tuple(row)) for table in tables for row in tx.rows(f'SELECT * FROM "{table}"', {})]


async def declined(town: Town, category: str, text: str = UNSURE, **how: Any) -> tuple[Any, dict[str, Any]]:
    """Have the mainline decline *text*; return the answer and the trace."""
    town.openai.script.function("decline_request", {"category": category})
    asked = await town.say(text, **how)
    return await town.answer(asked), await town.trace(asked)


async def test_a_certain_refusal_sends_nothing_and_costs_nothing(here: Town) -> None:
    """Risk, stop rule, the official route at their volume, levers and the list for the move, in one message."""
    asked = await here.say(POOL)
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    assert here.uploaded() == []
    assert (trace["ledger"], trace["attempts"], here.openai.meter.bills) == ([], [], [])
    assert answer.all_text.strip().startswith("No: I do not help to build, join, rotate or hide an account pool")
    for part in (
        "Risk: ",
        "Stop; nothing but leaving it.",
        "500 pictures a month",
        "$20.58 medium",
        "low quality",
        "edits",
    ):
        assert part in answer.all_text
    assert (trace["turn"]["outcome"], trace["turn"]["error"]) == ("refused", "declined:account_pool")
    assert here.thread(asked) == [answer]


async def test_only_the_category_stays(here: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Not a word of it is left in any table, nor in the log."""
    await here.ask(POOL)
    everything = await kept(here)
    assert TELLTALE not in everything.lower()
    assert "declined:account_pool" in everything
    logged = capsys.readouterr().out.lower()
    assert "category=account_pool" in logged
    assert TELLTALE not in logged


async def test_a_command_is_refused_like_a_message(here: Town) -> None:
    """A picture is wanted for certain there, but not that one."""
    await here.slack.command(user="mo", channel="general", command="/image", text=POOL.removeprefix("@darkroom "))
    root = await begun(here)
    answer = await here.answer(root)
    assert REFUSED in answer.all_text
    assert here.uploaded() == []
    assert TELLTALE not in (await kept(here)).lower()


async def test_the_mainline_s_refusal_is_obeyed_and_its_planning_paid(here: Town) -> None:
    """The same words, with a receipt; nothing is drawn."""
    answer, trace = await declined(here, "credentials")
    assert "No: I do not help to take, trade or reuse sessions, cookies, tokens or keys." in answer.all_text
    assert "8,667 pictures a month" in answer.all_text
    assert "metered: prompt and planning" in answer.all_text
    assert settled(trace) == here.bill(trace) > 0
    assert (basis(trace), kinds(trace)) == (["metered"], ["reservation", "settlement"])
    assert trace["versions"] == []
    assert (trace["turn"]["outcome"], trace["turn"]["error"]) == ("refused", "declined:credentials")


async def test_the_words_the_mainline_declined_are_gone_everywhere(here: Town) -> None:
    """From the turn, its plan and the recorded request; the request itself had them."""
    _, trace = await declined(here, "account_pool")
    assert TELLTALE in words_sent(here.uploaded()[0])[-1]
    assert TELLTALE not in (await kept(here)).lower()
    assert (trace["turn"]["text"], trace["attempts"][0]["parameters"]["input"]) == ("", [])
    assert trace["attempts"][0]["parameters"]["tools"][0]["size"] == "1024x1024"
    assert trace["attempts"][0]["chosen"] == "account_pool"


async def test_no_byte_of_it_is_left_in_the_file(empty_town: Town) -> None:
    """Once the bot has stopped and the log of changes has been taken in."""
    async with empty_town.open() as here:
        for padding in (1, 40, 400):
            await here.ask(f"{POOL} {'zanzibar ' * padding}")
            await declined(here, "account_pool", f"{UNSURE} {'zanzibar ' * padding}")
    files = [path for path in empty_town.home.iterdir() if path.name.startswith("darkroom.db")]
    assert files
    assert not [path.name for path in files if TELLTALE.encode() in path.read_bytes().lower()]


@pytest.mark.parametrize("first", [POOL, UNSURE])
async def test_later_turns_are_not_told_of_it(here: Town, first: str) -> None:
    """The digest of the thread is silent on what was refused."""
    if first is UNSURE:
        here.openai.script.function("decline_request", {"category": "account_pool"}, prompt=TELLTALE)
    root = await here.say(first)
    await here.answer(root)
    await here.ask("@darkroom a red bicycle", thread=root)
    assert len(here.uploaded()) == (2 if first is UNSURE else 1)
    assert TELLTALE not in json.dumps(here.uploaded()[-1]).lower()


async def test_a_copy_that_was_asked_about_first_is_blanked_too(empty_town: Town) -> None:
    """A question "shall I?" is a turn of its own, with the same words."""
    async with empty_town.open(ask_above_nano=0) as here:
        root = await here.say(UNSURE)
        question = await here.answer(root)
        here.openai.script.function("decline_request", {"category": "limits"})
        await press(here, question, "approve")
        await here.until(lambda _: [m for m in here.thread(root) if "No: I do not help" in m.all_text] or None)
        await here.idle_trace(root)
        assert TELLTALE not in (await kept(here)).lower()


FAIR = [
    ("@darkroom how do I detect an account pool?", "Many accounts or logins listed in a file"),
    ("@darkroom how do we leave an account pool? We draw 500 pictures a month.", "$20.58 medium"),
    ("@darkroom is our vendor an account pool?", "can I use URL for PURPOSE?"),
    ("@darkroom what is official?", "api.openai.com"),
]


@pytest.mark.parametrize(("text", "part"), FAIR)
async def test_fair_questions_are_answered_for_nothing(here: Town, text: str, part: str) -> None:
    """By rules, without a call."""
    asked = await here.say(text)
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    assert part in answer.all_text
    assert "No:" not in answer.all_text
    assert (trace["turn"]["outcome"], trace["turn"]["error"]) == ("answered", None)
    assert here.uploaded() == []


async def test_a_fair_question_that_only_the_mainline_understood_is_answered(here: Town) -> None:
    """Its choice of a topic is obeyed, and its planning is on the receipt; its words stay, like any answered ones."""
    here.openai.script.function("answer_about_routes", {"topic": "leave"})
    asked = await here.say("@darkroom our reseller scares us, where do we begin?")
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    assert "Revoke what was handed over" in answer.all_text
    assert (trace["turn"]["outcome"], trace["attempts"][0]["chosen"]) == ("answered", "leave")
    assert settled(trace) == here.bill(trace) > 0
    assert "reseller" in trace["turn"]["text"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("sell_accounts", {"category": "limits"}),
        ("decline_request", {"category": "poetry"}),
        ("decline_request", "{half"),
        ("answer_about_routes", "x" * 5_000),
    ],
)
async def test_a_choice_that_means_nothing_ends_in_a_sentence(here: Town, name: str, arguments: Any) -> None:
    """It is no refusal; the person may try again, and what was spent is booked."""
    here.openai.script.function(name, arguments)
    asked = await here.say("@darkroom who knows?")
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    assert "OpenAI ended without a picture and without a word." in answer.all_text
    assert (trace["turn"]["outcome"], trace["attempts"][0]["chosen"]) == ("failed", None)
    assert settled(trace) == here.bill(trace) > 0


@pytest.mark.parametrize(
    "text",
    [
        "draw a swimming pool with many accounts of waves",
        "a cookie jar",
        "a token harvest festival poster",
        "a robot bypassing a speed limit sign",
        'a poster that says "how to rotate ChatGPT accounts"',
        "画一个装满饼干的罐子",
    ],
)
async def test_pictures_are_drawn_whatever_is_in_them(here: Town, text: str) -> None:
    """Rules and functions stand in nobody's way."""
    answer = await here.ask(f"@darkroom {text}")
    assert len(answer.files) == 1


async def test_a_picture_can_be_rotated(here: Town) -> None:
    """As an edit like any other."""
    root = await here.say("@darkroom a red bicycle")
    await here.answer(root)
    answer = await here.ask("@darkroom rotate it by 90 degrees", thread=root)
    assert "*v2*" in answer.all_text


async def test_a_cut_stream_does_not_lose_the_choice(here: Town) -> None:
    """The response is asked for again, and says the same."""
    here.openai.faults.add("cut", after="response.output_item.added")
    answer, trace = await declined(here, "moderation")
    assert "No: I do not help to get around moderation." in answer.all_text
    assert trace["turn"]["error"] == "declined:moderation"


async def test_killed_before_it_was_told_it_is_refused_all_the_same(empty_town: Town) -> None:
    """The choice rests with the attempt; the words are gone when the turn has ended."""
    running = await process.start(empty_town)
    empty_town.openai.script.function("decline_request", {"category": "limits"})
    empty_town.slack.faults.add("chat.postMessage", "late", seconds=60.0, containing="No: I do not help")
    asked = await empty_town.say(UNSURE)
    await empty_town.until(
        lambda _: [c for c in empty_town.slack.calls_to("chat.postMessage") if REFUSED in str(c)] or None
    )
    await process.kill(running)
    empty_town.slack.faults.clear()
    running = await process.start(empty_town)
    told = partial(_told, empty_town, asked)
    await empty_town.until(lambda _: told())
    await process.finish(running)
    trace = await process.aftermath(empty_town, asked)
    assert trace["turn"]["error"] == "declined:limits"
    assert TELLTALE not in json.dumps(trace).lower()


def _told(town: Town, asked: Any) -> Any:
    return [m for m in town.thread(asked) if "No: I do not help to get around limits" in m.all_text] or None
