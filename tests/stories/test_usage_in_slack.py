"""`/image-usage` and `/image-budget`: who sees what, in which form, and who may change it."""

import csv
import io
from typing import Any

import pytest

from bot.sandbox.slack.message import Message
from bot.sandbox.slack.workspace import Workspace
from tests.stories.town import Town, opened

ASK = "@darkroom a lighthouse --quality low --previews 0"


async def told(here: Town, user: str, command: str, text: str = "", channel: str = "general") -> Message:
    """Type a command; return what only this person is told."""
    known = len(here.slack.workspace.ephemerals_for(user))
    await here.slack.command(user=user, channel=channel, command=command, text=text)

    def new(workspace: Workspace) -> Message | None:
        notes = workspace.ephemerals_for(user)
        return notes[-1] if len(notes) > known else None

    return await here.until(new)


def table(message: Message) -> list[list[str]]:
    """The cells of a message's table, people and channels by id."""
    rows = next(block["rows"] for block in message.blocks if block["type"] == "table")
    return [[_cell(cell) for cell in row] for row in rows]


def _cell(cell: dict[str, Any]) -> str:
    if cell["type"] == "raw_text":
        return str(cell["text"])
    element = cell["elements"][0]["elements"][0]
    return str(element.get("user_id") or element.get("channel_id"))


async def drawn(here: Town) -> int:
    """Three pictures of two people; return what they cost."""
    for user in ("mo", "mo", "rae"):
        await here.ask(ASK, user=user)
    return sum(bill.nano_usd for bill in here.openai.meter.bills)


async def test_admins_see_everybody_and_rows_add_up(here: Town) -> None:
    """In a table that ends in the total, with the basis and the zone."""
    await drawn(here)
    message = await told(here, "ada", "/image-usage", "month")
    rows = table(message)
    assert [row[0] for row in rows] == ["Person", "U0MO", "U0RAE", "Together"]
    assert [row[1] for row in rows[1:]] == ["2", "1", "3"]
    assert "UTC" in message.all_text
    assert "Metered $0.0" in message.text
    assert "3 images" in message.text


async def test_members_see_themselves_alone(here: Town) -> None:
    """Whatever they write."""
    await drawn(here)
    message = await told(here, "rae", "/image-usage", "month by user")
    assert [row[0] for row in table(message)] == ["Person", "U0RAE", "Together"]
    refused = await told(here, "rae", "/image-usage", "@mo")
    assert "Only admins can see what others spent." in refused.all_text


async def test_a_person_a_channel_and_a_stretch_can_be_chosen(here: Town) -> None:
    """By the ids that Slack puts in."""
    await drawn(here)
    message = await told(here, "ada", "/image-usage", "today by day @mo #general")
    assert len(table(message)) == 3
    assert "2 images" in message.text


async def test_where_slack_refuses_tables_the_same_is_said_in_lines(here: Town) -> None:
    """The figures are the same."""
    await drawn(here)
    here.slack.settings.refused_blocks = frozenset({"table"})
    message = await told(here, "ada", "/image-usage")
    assert not any(block["type"] == "table" for block in message.blocks)
    assert "<@U0MO> $0.0" in message.all_text


async def test_a_chart_comes_privately_as_a_picture(here: Town) -> None:
    """In a direct message, described in words."""
    await drawn(here)
    await told(here, "ada", "/image-usage", "chart")
    direct = here.slack.workspace.dm("U0ADA").id
    message = await here.until(lambda w: next((m for m in w.messages(direct) if m.files), None))
    assert opened(message.files[0]).size[0] > 1000
    assert "Mo $0.0" in message.files[0].title


async def test_a_csv_comes_privately_as_a_file(here: Town) -> None:
    """With names, nano-dollars and dollars; its rows add up to the bill."""
    billed = await drawn(here)
    await told(here, "ada", "/image-usage", "by user csv")
    direct = here.slack.workspace.dm("U0ADA").id
    message = await here.until(lambda w: next((m for m in w.messages(direct) if m.files), None))
    rows = list(csv.DictReader(io.StringIO(message.files[0].data.decode())))
    assert sum(int(row["nano_usd"]) for row in rows) == billed
    assert [row["name"] for row in rows] == ["Mo", "Rae"]


async def test_its_buttons_ask_on(here: Town) -> None:
    """By channel, for the same stretch."""
    await drawn(here)
    message = await told(here, "ada", "/image-usage", "today")
    button = next(one for one in message.buttons if one.label == "By channel")
    known = len(here.slack.workspace.ephemerals_for("ada"))
    await here.slack.click(
        user="ada", channel=message.channel, message_ts=message.ts, action_id=button.action_id, value=button.value
    )
    await here.until(lambda w: len(w.ephemerals_for("ada")) > known or None)
    assert [row[0] for row in table(here.slack.workspace.ephemerals_for("ada")[-1])] == [
        "Channel",
        "C0GENERAL",
        "Together",
    ]


async def test_it_works_as_a_mention_in_a_thread(here: Town) -> None:
    """Where slash commands do not exist; only the asker reads it, once."""
    asked = await here.say(ASK)
    await here.answer(asked)
    await here.say("@darkroom image-usage today", thread=asked)
    await here.until(lambda _: [said for said in here.whispers("mo") if "1 image" in said] or None)
    await here.slack.open_home(user="rae")
    await here.until(lambda w: w.homes.get("U0RAE"))
    assert len([said for said in here.whispers("mo") if "1 image" in said]) == 1


WRONG = [
    ("2026-13", "calendar"),
    ("2026-02-30", "calendar"),
    ("2026-11-20..2026-11-02", "earlier day first"),
    ("2031-01", "has not come yet"),
    ("by dog", "cannot be made by dog"),
    ("@nobody", "I do not know @nobody"),
    ("#nowhere", "I do not know #nowhere"),
    ("csv chart", "One form at a time"),
    ("when it rained", "is not a period"),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG)
async def test_what_cannot_be_answered_is_said(here: Town, text: str, sentence: str) -> None:
    """In a clear sentence, to the asker alone."""
    assert sentence in (await told(here, "ada", "/image-usage", text)).all_text


async def test_an_admin_sets_replaces_and_removes_a_budget_by_name(here: Town) -> None:
    """Each answer says what it was before."""
    message = await told(here, "ada", "/image-budget", "set $5 #general per day alert 50,90")
    assert "Set to $5.00 a day." in message.all_text
    assert "<#C0GENERAL>" in message.all_text
    message = await told(here, "ada", "/image-budget", "set 2.50 #general daily")
    assert "Set to $2.50 a day, in place of $5.00 that <@U0ADA> had set." in message.all_text
    assert "No budget holds" in (await told(here, "mo", "/image-budget", channel="social")).all_text
    seen = (await told(here, "mo", "/image-budget")).all_text
    assert "$2.50 a day" in seen
    assert "spent" not in seen, "what others spent there is not for members"
    assert "$2.50 a day · $0.000 spent" in (await told(here, "ada", "/image-budget")).all_text
    assert "Removed: $2.50 a day" in (await told(here, "ada", "/image-budget", "remove #general per day")).all_text
    assert "There is no budget." in (await told(here, "ada", "/image-budget")).all_text


async def test_a_budget_below_what_is_spent_is_set_and_said_so(here: Town) -> None:
    """And refuses from then on."""
    await here.ask(ASK)
    message = await told(here, "ada", "/image-budget", "set $0.001")
    assert "is spent already" in message.all_text
    assert (await here.ask(ASK)).files == []


BAD = [
    ("set 0", "more than nothing"),
    ("set -5", "cannot be negative"),
    ("set €20", "US dollars"),
    ("set", "Say how much"),
    ("set lots", "not an amount"),
    ("set $5 @mo #general", "one of them at a time"),
    ("set $5 @nobody", "I do not know @nobody"),
    ("set $5 daily monthly", "for a day or for a month"),
    ("set $5 alert 120", "percentage"),
    ("remove @mo", "no such budget"),
    ("double", "not something to do"),
]


@pytest.mark.parametrize(("text", "sentence"), BAD)
async def test_a_budget_that_cannot_be_is_refused(here: Town, text: str, sentence: str) -> None:
    """And nothing changes."""
    assert sentence in (await told(here, "ada", "/image-budget", text)).all_text
    assert "There is no budget." in (await told(here, "ada", "/image-budget")).all_text


async def test_members_cannot_change_budgets(here: Town) -> None:
    """Not even their own."""
    assert "Only admins can change budgets." in (await told(here, "mo", "/image-budget", "set $500 @mo")).all_text


async def test_two_admins_at_once_leave_one_budget(empty_town: Town) -> None:
    """Both are told what became of theirs; nothing is changed by half."""
    async with empty_town.open(admins=frozenset({"U0ADA", "U0RAE"})) as here:
        for user, amount in (("ada", "$5"), ("rae", "$7")):
            await here.slack.command(user=user, channel="general", command="/image-budget", text=f"set {amount}")
        await here.until(lambda _: here.whispers("ada") and here.whispers("rae"))
        message = await told(here, "ada", "/image-budget")
        assert message.text.count("*Workspace*") == 1
