"""The last message of a turn, as people see it: a picture with its receipt, words, or why there is nothing."""

from dataclasses import replace

import pytest
from inline_snapshot import snapshot

from bot.domain.ledger import Basis, Purpose
from bot.domain.receipt import Receipt
from bot.domain.telling import Audience, Kind, Told
from handlers.blocks import outcome
from tests.handlers.telling import PARTS, TURN, bill, part, shown, told

REFUSED = bill((part(Purpose.PLANNING, 7_000_000), part(Purpose.PICTURE, 47_000_000, Basis.CEILING)))


def test_a_picture() -> None:
    """What it is, what it cost to the digit, and what can be done with it."""
    assert outcome.blocks(told()) == snapshot(
        [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": """\
*v1* · 1536×1024 · medium · gpt-image-2 · 41 s
*$0.054* metered: picture $0.041, 2 previews $0.006, prompt and planning $0.007 · `t0000000k3`
Reply to change it.\
""",
                },
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Edit"},
                        "action_id": "edit",
                        "value": "v0000000k4",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Variations"},
                        "action_id": "variations",
                        "value": "v0000000k4",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Details"},
                        "action_id": "details",
                        "value": "t0000000k3",
                    },
                ],
            },
        ]
    )


def test_two_versions_of_which_one_came_otherwise_than_asked() -> None:
    """A line for each; what differs is said."""
    two = (
        shown(label="v2a", from_label="v1"),
        shown(
            version_id="v0000000k5",
            label="v2b",
            from_label="v1",
            quality="low",
            differences=("quality asked medium, got low",),
        ),
    )
    assert outcome.blocks(told(shown=two)) == snapshot(
        [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": """\
*v2a* from v1 · 1536×1024 · medium · gpt-image-2 · 41 s
*v2b* from v1 · 1536×1024 · low · gpt-image-2 · 41 s
Not as asked: quality asked medium, got low
*$0.054* metered: picture $0.041, 2 previews $0.006, prompt and planning $0.007 · `t0000000k3`
Reply to change it.\
""",
                },
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Edit"},
                        "action_id": "edit",
                        "value": "v0000000k4",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Variations"},
                        "action_id": "variations",
                        "value": "v0000000k4",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Details"},
                        "action_id": "details",
                        "value": "t0000000k3",
                    },
                ],
            },
        ]
    )


def test_a_picture_somebody_waited_for_over_a_named_fallback() -> None:
    """Whoever asked is mentioned; the fallback keeps its name."""
    assert outcome.blocks(told(mention=True, seconds=95, lane_name="acme")) == snapshot(
        [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": """\
<@U1> *v1* · 1536×1024 · medium · gpt-image-2 · 95 s
via acme, not first-party
*$0.054* metered: picture $0.041, 2 previews $0.006, prompt and planning $0.007 · `t0000000k3`
Reply to change it.\
""",
                },
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Edit"},
                        "action_id": "edit",
                        "value": "v0000000k4",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Variations"},
                        "action_id": "variations",
                        "value": "v0000000k4",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Details"},
                        "action_id": "details",
                        "value": "t0000000k3",
                    },
                ],
            },
        ]
    )


def test_a_picture_whose_receipt_is_the_requester_s_alone() -> None:
    """The trace id stays, the money does not."""
    assert outcome.blocks(told(audience=Audience.REQUESTER)) == snapshot(
        [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": """\
*v1* · 1536×1024 · medium · gpt-image-2 · 41 s
`t0000000k3`
Reply to change it.\
""",
                },
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Edit"},
                        "action_id": "edit",
                        "value": "v0000000k4",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Variations"},
                        "action_id": "variations",
                        "value": "v0000000k4",
                    },
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Details"},
                        "action_id": "details",
                        "value": "t0000000k3",
                    },
                ],
            },
        ]
    )


def test_an_answer_in_words() -> None:
    """Its cost under it, and no buttons."""
    made = told(Kind.WORDS, sentence="A fox has <four> legs & a tail.", receipt=bill(PARTS[3:]), preview_count=0)
    assert outcome.blocks(made) == snapshot(
        [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": """\
A fox has &lt;four&gt; legs &amp; a tail.
*$0.007* metered: prompt and planning $0.007 · `t0000000k3`\
""",
                },
            }
        ]
    )


def test_a_refusal() -> None:
    """What is known of the money, what is not, and what to do next."""
    made = told(
        Kind.NOT_DRAWN,
        sentence="OpenAI's safety check stopped it (input stage: violence).",
        next_step="Ask again in other words.",
        receipt=REFUSED,
    )
    assert outcome.blocks(made) == snapshot(
        [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": """\
*Not drawn.* OpenAI's safety check stopped it (input stage: violence).
It cost $0.007. Whether the rest is billed is unknown; up to $0.047 stays reserved.
Ask again in other words.
`t0000000k3`\
""",
                },
            }
        ]
    )


def test_something_that_can_be_tried_again() -> None:
    """Nothing was sent, so it cost nothing."""
    made = told(Kind.NOT_DRAWN, sentence="OpenAI cannot be reached.", receipt=None, can_retry=True)
    assert outcome.blocks(made) == snapshot(
        [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": """\
*Not drawn.* OpenAI cannot be reached.
It cost nothing.
`t0000000k3`\
""",
                },
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Try again"},
                        "action_id": "again",
                        "value": "t0000000k3",
                    }
                ],
            },
        ]
    )


def test_a_turn_that_was_stopped() -> None:
    """By whoever asked, at a cost that is not known yet."""
    assert outcome.blocks(told(Kind.STOPPED, sentence="Stopped.", receipt=REFUSED)) == snapshot(
        [
            {
                "type": "section",
                "text": {
                    "type": "mrkdwn",
                    "text": """\
*Stopped.*
It cost $0.007. Whether the rest is billed is unknown; up to $0.047 stays reserved.
`t0000000k3`\
""",
                },
            },
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": {"type": "plain_text", "text": "Try again"},
                        "action_id": "again",
                        "value": "t0000000k3",
                    }
                ],
            },
        ]
    )


RECEIPTS: list[tuple[str, Receipt, int, str]] = [
    (
        "metered",
        bill(),
        2,
        "*$0.054* metered: picture $0.041, 2 previews $0.006, prompt and planning $0.007",
    ),
    (
        "one preview",
        bill(PARTS[:2]),
        1,
        "*$0.047* metered: picture $0.041, 1 preview $0.006",
    ),
    (
        "with a picture as input",
        bill(pictures_given=True),
        2,
        "*$0.054* metered: picture $0.041, 2 previews $0.006, picture input under $0.001, prompt and planning $0.007",
    ),
    (
        "by formula",
        bill((part(Purpose.PICTURE, 41_000_000), part(Purpose.PREVIEWS, 6_000_000, Basis.FORMULA))),
        2,
        "*$0.047* partly by formula: picture $0.041, 2 previews $0.006",
    ),
    (
        "at most",
        bill((part(Purpose.PICTURE, 41_000_000, Basis.CEILING), part(Purpose.PLANNING, 7_000_000))),
        0,
        "*Up to $0.048* at most, part of the bill is unknown: picture $0.041, prompt and planning $0.007",
    ),
    ("nothing", bill(()), 0, "*$0.000* metered"),
    ("a missing price", bill((part(Purpose.PICTURE, None),)), 0, "*Cost unknown*: a price is missing"),
]


@pytest.mark.parametrize(
    ("receipt", "previews", "line"), [row[1:] for row in RECEIPTS], ids=[row[0] for row in RECEIPTS]
)
def test_a_receipt_in_one_line(receipt: Receipt, previews: int, line: str) -> None:
    """Sum, basis and parts that add up to it, then where to find it again."""
    assert outcome.receipt_line(receipt, previews) == f"{line} · `{TURN}`"


NOTHING_CAME = (Kind.NOT_DRAWN, Kind.STOPPED)
MONEY: list[tuple[str, Receipt | None, str]] = [
    ("nothing was booked", None, "It cost nothing."),
    ("all is known", bill(PARTS[3:]), "It cost $0.007."),
    ("nothing was used", bill(()), "It cost nothing."),
    (
        "some is known",
        REFUSED,
        "It cost $0.007. Whether the rest is billed is unknown; up to $0.047 stays reserved.",
    ),
    (
        "nothing is known",
        bill((part(Purpose.PICTURE, 47_000_000, Basis.CEILING),)),
        "Whether the rest is billed is unknown; up to $0.047 stays reserved.",
    ),
    ("a price is missing", bill((part(Purpose.PLANNING, None),)), "What it cost is not known: a price is missing."),
]


@pytest.mark.parametrize("kind", NOTHING_CAME)
@pytest.mark.parametrize(("receipt", "said"), [row[1:] for row in MONEY], ids=[row[0] for row in MONEY])
def test_what_came_to_nothing_says_what_it_cost(kind: Kind, receipt: Receipt | None, said: str) -> None:
    """Unknown is not nothing."""
    assert said in outcome.text(told(kind, sentence="No.", receipt=receipt)).splitlines()


EVERY_END: list[Told] = [
    told(),
    told(Kind.WORDS, sentence="Yes."),
    told(Kind.NOT_DRAWN, sentence="No.", receipt=REFUSED),
    told(Kind.NOT_DRAWN, sentence="No.", receipt=None),
    told(Kind.STOPPED, sentence="Stopped.", receipt=REFUSED),
]


@pytest.mark.parametrize("made", EVERY_END, ids=lambda made: made.kind.value)
@pytest.mark.parametrize("audience", [Audience.REQUESTER, Audience.NOBODY])
def test_other_people_s_money_is_private(made: Told, audience: Audience) -> None:
    """Where the receipt is not the channel's, no dollar is in the message; the trace id of what was booked is."""
    private = replace(made, audience=audience)
    assert "$" not in outcome.text(private) + str(outcome.blocks(private))
    assert TURN in outcome.text(private)
