"""Block Kit: what Slack takes and what it refuses, row by row, with the place of the mistake."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.slack.blockkit.surface import check_message, check_view
from bot.sandbox.slack.refusal import Refusal

Block = dict[str, Any]


def plain(text: str) -> Block:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    """A mrkdwn object."""
    return {"type": "mrkdwn", "text": text}


def button(**more: Any) -> Block:
    """A button."""
    return {"type": "button", "text": plain("Go"), "action_id": "go", **more}


def actions(*elements: Block) -> Block:
    """An actions block."""
    return {"type": "actions", "elements": list(elements)}


def image(**more: Any) -> Block:
    """An image from somewhere else."""
    return {"type": "image", "image_url": "https://example.org/a.png", "alt_text": "a", **more}


OPTION = {"text": plain("One"), "value": "1"}
FEEDBACK = {
    "type": "feedback_buttons",
    "action_id": "rate",
    "positive_button": {"text": plain("Good"), "value": "good"},
    "negative_button": {"text": plain("Bad"), "value": "bad"},
}
INPUT = {"type": "input", "label": plain("Prompt"), "element": {"type": "plain_text_input", "action_id": "prompt"}}

TAKEN: list[Block] = [
    {"type": "section", "text": mrkdwn("x" * 3000)},
    {"type": "section", "fields": [plain("a"), mrkdwn("b")], "accessory": button()},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    image(alt_text="x" * 2000, title=plain("A lighthouse")),
    {"type": "context", "elements": [mrkdwn("about $0.05"), image()]},
    actions(*[button(action_id=f"b{n}") for n in range(25)]),
    actions({"type": "static_select", "action_id": "size", "options": [OPTION], "initial_option": OPTION}),
    actions({"type": "overflow", "action_id": "more", "options": [OPTION]}),
    {"type": "context_actions", "elements": [FEEDBACK, {"type": "icon_button", "icon": "trash", "text": plain("Bin")}]},
    {"type": "markdown", "text": "**bold**"},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}]},
]

REFUSED: list[tuple[Block, str]] = [
    ({"type": "carousel_of_dreams"}, "unsupported type: carousel_of_dreams [json-pointer:/blocks/0/type]"),
    (INPUT, "unsupported type: input [json-pointer:/blocks/0/type]"),
    (
        {"type": "section", "text": mrkdwn("x" * 3001)},
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    ({"type": "section", "text": mrkdwn("")}, "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ({"type": "section"}, "one of text, fields is required [json-pointer:/blocks/0]"),
    ({"type": "section", "fields": [plain("a")] * 11}, "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    (
        {"type": "section", "fields": [plain("x" * 2001)]},
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        {"type": "section", "text": plain("a"), "colour": "red"},
        "invalid additional property: colour [json-pointer:/blocks/0]",
    ),
    ({"type": "header", "text": mrkdwn("a")}, "must be a plain_text object [json-pointer:/blocks/0/text]"),
    (
        {"type": "header", "text": plain("x" * 151)},
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        {"type": "image", "image_url": "https://example.org/a.png"},
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    ({"type": "image", "alt_text": "a"}, "one of image_url, slack_file is required [json-pointer:/blocks/0]"),
    (image(alt_text="x" * 2001), "must be less than 2001 characters [json-pointer:/blocks/0/alt_text]"),
    (
        {"type": "image", "alt_text": "a", "slack_file": {"id": "F0NOWHERE"}},
        "invalid slack file [json-pointer:/blocks/0/slack_file]",
    ),
    (
        {"type": "image", "alt_text": "a", "slack_file": {}},
        "must have either id or url [json-pointer:/blocks/0/slack_file]",
    ),
    (
        actions(*[button(action_id=f"b{n}") for n in range(26)]),
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (actions(), "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
    (
        actions(button(text=plain("x" * 76))),
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (actions(button(value="x" * 2001)), "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]"),
    (
        actions(button(action_id="x" * 256)),
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        actions(button(), button()),
        "action_id 'go' already exists in this block [json-pointer:/blocks/0/elements/1/action_id]",
    ),
    (actions(button(style="loud")), "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]"),
    (
        actions({"type": "plain_text_input"}),
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
    ),
    (
        {"type": "context", "elements": [mrkdwn("a")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        {"type": "context_actions", "elements": [button()]},
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    ({"type": "markdown", "text": "x" * 12_001}, "must be less than 12001 characters [json-pointer:/blocks/0/text]"),
    (
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}] * 21]},
        "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]",
    ),
    ({"type": "divider", "block_id": "x" * 256}, "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
]


def problems(*blocks: Block) -> list[str]:
    """What a message with these blocks would be refused for."""
    try:
        check_message(list(blocks), lambda _: None)
    except Refusal as refusal:
        assert refusal.error == "invalid_blocks"
        return list(refusal.messages)
    return []


@pytest.mark.parametrize("block", TAKEN, ids=lambda block: block["type"])
def test_slack_takes_it(block: Block) -> None:
    """Up to the limit, everything stands."""
    assert problems(block) == []


@pytest.mark.parametrize(("block", "problem"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_slack_refuses_it(block: Block, problem: str) -> None:
    """One past the limit does not, and the refusal says where."""
    assert problems(block) == [problem]


def test_every_mistake_is_named_at_once() -> None:
    """A refusal is a list."""
    assert len(problems({"type": "section"}, {"type": "header", "text": plain("x" * 151)}, {"type": "nothing"})) == 3


def test_a_message_takes_fifty_blocks_with_ids_of_their_own() -> None:
    """Fifty-one are too many, and two may not share an id."""
    assert problems(*[{"type": "divider"}] * 50) == []
    assert problems(*[{"type": "divider"}] * 51) == ["no more than 50 items allowed [json-pointer:/blocks]"]
    twins = [{"type": "divider", "block_id": "same"}] * 2
    assert problems(*twins) == ["block_id 'same' already exists [json-pointer:/blocks/1/block_id]"]


@pytest.mark.parametrize(
    ("view", "problem"),
    [
        (
            {"type": "modal", "title": plain("x" * 25), "blocks": []},
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        ({"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
        (
            {"type": "modal", "title": plain("T"), "blocks": [INPUT]},
            "missing required field: submit, as there are input blocks [json-pointer:/view]",
        ),
        (
            {"type": "home", "blocks": [], "title": plain("T")},
            "invalid additional property: title [json-pointer:/view]",
        ),
        ({"type": "window", "blocks": []}, "unsupported type: window [json-pointer:/view/type]"),
        (
            {"type": "home", "blocks": [{"type": "divider"}] * 101},
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
        (
            {"type": "home", "blocks": [], "private_metadata": "x" * 3001},
            "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        ),
    ],
)
def test_views_have_their_own_limits(view: Block, problem: str) -> None:
    """A view is refused with invalid_arguments."""
    with pytest.raises(Refusal) as raised:
        check_view(view, lambda _: None, "modal", "home")
    assert (raised.value.error, list(raised.value.messages)) == ("invalid_arguments", [problem])


async def test_a_refusal_reaches_the_bot_in_slacks_words(client: AsyncWebClient) -> None:
    """Error, errors and response_metadata."""
    with pytest.raises(SlackApiError) as raised:
        await client.chat_postMessage(channel="C0SOCIAL", text="x", blocks=[{"type": "section"}])
    problem = "one of text, fields is required [json-pointer:/blocks/0]"
    assert raised.value.response.data == {
        "ok": False,
        "error": "invalid_blocks",
        "errors": [problem],
        "response_metadata": {"messages": [f"[ERROR] {problem}"]},
    }
