"""Whatever people and providers say: Slack takes the blocks, and nothing in them is live but our own mention.

The rules of Block Kit are the sandbox's, which were written from Slack's reference and not from these blocks.
"""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.telling import Audience, Kind, Shown, Told
from bot.sandbox.slack.blockkit.surface import check_message, check_view
from bot.sandbox.slack.file import File
from handlers.blocks import announcement, outcome
from handlers.blocks.details import details_view
from handlers.blocks.edit_form import edit_view
from handlers.blocks.preview import preview_blocks
from tests.handlers.telling import TURN, announced, bill, shown, told
from tests.handlers.test_details import CALL, PART, entry

LIVE = ["<!channel>", "<@U2>", "<https://evil.example|here>", "<!here|x>", "&lt;!here&gt;", "<#C1>"]
foreign = st.one_of(
    st.text(max_size=30),
    st.sampled_from(LIVE),
    st.sampled_from(["x", "&", "<", "\n", "🦊", "*_~`"]).flatmap(lambda c: st.integers(1, 9000).map(lambda n: c * n)),
)
versions = st.builds(shown, quality=foreign, image_model=foreign, alt_text=foreign, differences=st.tuples(foreign))
ends = st.builds(
    told,
    kind=st.sampled_from(Kind),
    receipt=st.sampled_from([bill(), None]),
    audience=st.sampled_from(Audience),
    shown=st.lists(versions, min_size=1, max_size=4).map(tuple),
    sentence=foreign.map(lambda said: said or "No."),
    next_step=foreign,
    mention=st.booleans(),
    can_retry=st.booleans(),
    lane_name=st.one_of(st.none(), foreign),
)


def no_file(_: str) -> File | None:
    """There is no file in these messages."""
    return None


def ready_file(file_id: str) -> File:
    """A file that Slack has looked at."""
    return File(
        file_id, "preview.png", "U0BOT", 0, "", mimetype="image/png", width=16, height=16, completed=True, ready=True
    )


def texts(node: Any) -> list[str]:
    """Every text in blocks."""
    if isinstance(node, dict):
        own = [node["text"]] if isinstance(node.get("text"), str) else []
        return own + [text for value in node.values() for text in texts(value)]
    return [text for item in node for text in texts(item)] if isinstance(node, list) else []


def dead(text: str) -> bool:
    """Whether nothing in *text* is live."""
    return "<" not in text and ">" not in text


@given(ends)
def test_slack_takes_every_last_message(made: Told) -> None:
    """However long the words are."""
    check_message(outcome.blocks(made), no_file)


@given(ends)
def test_nothing_in_a_last_message_is_live_but_the_mention_of_who_asked(made: Told) -> None:
    """Neither in the blocks nor in the text that notifications show."""
    for text in [outcome.text(made), *texts(outcome.blocks(made))]:
        assert dead(text.removeprefix("<@U1> ") if made.mention else text)


def test_slack_takes_every_first_message() -> None:
    """With what stands in it there is little to go wrong."""
    check_message(announcement.blocks(announced(), TURN), no_file)


calls = st.builds(
    lambda revised, echo, action: {**CALL, "revised_prompt": revised, "echoed_size": echo, "action": action},
    st.one_of(st.none(), foreign),
    foreign,
    foreign,
)
parts = st.builds(
    lambda note, nano: {**PART, "note": note, "nano_usd": nano}, foreign, st.one_of(st.none(), st.integers(0, 10**12))
)


@given(foreign, st.lists(calls, max_size=8), st.lists(parts, max_size=60))
def test_slack_takes_the_details_of_every_turn(
    asked: str, made: list[dict[str, Any]], paid: list[dict[str, Any]]
) -> None:
    """And nothing in them is live."""
    trace = {
        "turn": {"id": TURN, "text": asked, "quote_nano": None},
        "tool_calls": made,
        "ledger": [entry("settlement", *paid, nano=1)],
    }
    view = details_view(trace)
    check_view(view, no_file, "modal")
    assert all(map(dead, texts(view["blocks"])))


def test_slack_takes_the_edit_form() -> None:
    """With what it carries."""
    check_view(edit_view('{"channel":"C1","root":"1.0","version":"v1"}'), no_file, "modal")


@given(foreign)
def test_slack_takes_every_preview_and_nobody_takes_it_for_the_picture(alt_text: str) -> None:
    """It says so, to those who look and to those who listen."""
    blocks = preview_blocks("F1", alt_text)
    check_message(blocks, ready_file)
    assert "not finished" in blocks[0]["alt_text"]
    assert any("not finished" in text for text in texts(blocks))


@given(st.lists(versions, min_size=1, max_size=4))
def test_the_buttons_of_a_picture_carry_its_first_version(made: list[Shown]) -> None:
    """Edit and Variations change it; Details belong to the turn."""
    [*_, row] = outcome.blocks(told(shown=tuple(made)))
    assert {button["action_id"]: button["value"] for button in row["elements"]} == {
        "edit": made[0].version_id,
        "variations": made[0].version_id,
        "details": TURN,
    }
