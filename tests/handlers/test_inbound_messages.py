"""What an event means to the bot: a message of a person, Slack's own Stop, or nothing."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import FileRef, Message, Place, Stopped
from handlers import inbound, inbound_forms
from tests.handlers.payloads import BOT, FILE, SECRET, Json, delivered, mentioned, said


def heard(event: Json, **more: Any) -> Message:
    """The message an event means."""
    message = inbound.event(delivered(event, **more), BOT)
    assert isinstance(message, Message)
    return message


def test_a_message_in_a_channel() -> None:
    """Who said what where, and nothing more is assumed."""
    assert heard(said()) == Message(
        event_id="Ev1",
        team="T1",
        channel="C1",
        place=Place.CHANNEL,
        ts="1.0",
        root="1.0",
        user="U1",
        user_team=None,
        text="a fox",
        mentions_bot=False,
        mentions_others=False,
        files=(),
        complete=True,
        shared_channel=False,
        marked="a fox",
    )


PARTICULARS: list[tuple[str, Json, Json]] = [
    ("a reply", said(thread_ts="0.5"), {"root": "0.5", "ts": "1.0", "in_thread": True}),
    ("the first message of a thread", said(thread_ts="1.0"), {"root": "1.0", "in_thread": False}),
    ("a direct message", said(channel="D1", channel_type="im"), {"place": Place.DIRECT}),
    ("a private channel", said(channel="G1", channel_type="group"), {"place": Place.CHANNEL}),
    ("a conversation of several", said(channel="G1", channel_type="mpim"), {"place": Place.CHANNEL}),
    ("a reply that is also sent to the channel", said(subtype="thread_broadcast", thread_ts="0.5"), {"root": "0.5"}),
    ("an act told with /me", said(subtype="me_message"), {"text": "a fox"}),
    ("words without text", {k: v for k, v in said().items() if k != "text"}, {"text": ""}),
    ("a mention", mentioned(), {"mentions_bot": True, "text": "a fox", "complete": False}),
    ("a mention with files", mentioned(files=[FILE]), {"mentions_bot": True, "complete": True}),
    ("a message with a mention", said(f"<@{BOT}> a fox"), {"mentions_bot": True, "complete": True, "text": "a fox"}),
    (
        "a mention of a colleague",
        said("<@U2> look"),
        {"mentions_bot": False, "mentions_others": True, "text": "@U2 look"},
    ),
    ("a mention of both", said(f"<@{BOT}> and <@U2>"), {"mentions_bot": True, "mentions_others": True}),
    ("a mention by its old name", said(f"<@{BOT}|darkroom> a fox"), {"mentions_bot": True, "text": "a fox"}),
    ("a guest of another team", said(user_team="T2", source_team="T3"), {"user_team": "T2"}),
    ("somebody of another team", said(source_team="T3"), {"user_team": "T3"}),
    ("escaped words", said("a &lt;b&gt; &amp; c"), {"text": "a <b> & c"}),
]


@pytest.mark.parametrize(("event", "expected"), [row[1:] for row in PARTICULARS], ids=[row[0] for row in PARTICULARS])
def test_the_particulars_of_a_message(event: Json, expected: Json) -> None:
    """As far as the manners and the turn need them."""
    message = heard(event)
    assert {name: getattr(message, name) for name in expected} == expected


def test_a_channel_shared_with_others_is_known_as_such() -> None:
    """There, other people's money is private."""
    assert heard(said(), is_ext_shared_channel=True).shared_channel
    unsaid = {name: value for name, value in delivered(said()).items() if name != "is_ext_shared_channel"}
    message = inbound.event(unsaid, BOT)
    assert isinstance(message, Message)
    assert not message.shared_channel


FILES: list[tuple[str, Json, FileRef]] = [
    (
        "a file as it comes",
        FILE,
        FileRef("F1", "fox.png", "https://files.slack.com/files-pri/T1-F1/download/fox.png", 2000, "image/png"),
    ),
    (
        "a file that must be asked for",
        {"id": "F1", "mode": "hidden_by_limit"},
        FileRef("F1", "the attached file", None, None, None),
    ),
    ("a file with a title alone", {"id": "F1", "title": "Fox"}, FileRef("F1", "Fox", None, None, None)),
    (
        "a file without a download link",
        {"id": "F1", "name": "a", "url_private": "https://files.slack.com/a"},
        FileRef("F1", "a", "https://files.slack.com/a", None, None),
    ),
]


@pytest.mark.parametrize(("file", "ref"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_the_files_of_a_message(file: Json, ref: FileRef) -> None:
    """What Slack says of a file proves nothing, and may be missing."""
    message = heard(said(subtype="file_share", files=[file]))
    assert (message.files, message.complete) == ((ref,), True)


NOT_FOR_US = [
    (
        "an edited message",
        {"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1.0", "message": said()},
    ),
    ("a deleted message", {"type": "message", "subtype": "message_deleted", "channel": "C1", "ts": "1.0"}),
    ("somebody joined", said(subtype="channel_join")),
    ("a topic was set", said(subtype="channel_topic")),
    ("a bot's message", said(subtype="bot_message", bot_id="B1")),
    ("a message of an app in a person's name", said(bot_id="B1")),
    ("our own message", said(user=BOT)),
    ("our own file", said(user=BOT, subtype="file_share", files=[FILE])),
    ("a message of nobody", {k: v for k, v in said().items() if k != "user"}),
    ("a message without a channel", {k: v for k, v in said().items() if k != "channel"}),
    ("a message without a time", {k: v for k, v in said().items() if k != "ts"}),
    ("a message whose files are none", said(files="F1")),
    ("a file without an id", said(subtype="file_share", files=[{"name": "a"}])),
    ("a reaction", {"type": "reaction_added", "user": "U1", "item": {"type": "message"}}),
    ("an event of a kind nobody knows", {"type": "dream_shared"}),
    ("an event of no kind", {}),
    ("an event whose kind is no word", {"type": ["message"]}),
]


@pytest.mark.parametrize("event", [row[1] for row in NOT_FOR_US], ids=[row[0] for row in NOT_FOR_US])
def test_what_is_not_for_the_bot_means_nothing(event: Json) -> None:
    """No turn, no error."""
    assert inbound.event(delivered(event), BOT) is None


@pytest.mark.parametrize("field", ["team_id", "event_id", "event"])
def test_an_envelope_with_a_hole_means_nothing(field: str) -> None:
    """Without its id it could not be told from its redelivery."""
    assert inbound.event({k: v for k, v in delivered(said()).items() if k != field}, BOT) is None


def test_secrets_end_here() -> None:
    """In the words and in the names of files; the person is told of which kind they were."""
    message = heard(said(f"draw {SECRET} in gold", subtype="file_share", files=[{**FILE, "name": f"{SECRET}.png"}]))
    assert SECRET not in repr(message)
    assert message.secrets == ("Slack token",)
    assert message.text == "draw [Slack token removed] in gold"


STOPS: list[tuple[Json, Stopped | None]] = [
    ({"channel_id": "C1", "thread_ts": "1.0", "user_id": "U1"}, Stopped("Ev1", "C1", "1.0", "U1")),
    ({"channel": "C1", "thread_ts": "1.0", "user": "U1"}, Stopped("Ev1", "C1", "1.0", "U1")),
    ({"channel_id": "C1", "user_id": "U1"}, None),
    ({"thread_ts": "1.0", "user_id": "U1"}, None),
    ({"channel_id": "C1", "thread_ts": "1.0"}, None),
    ({"channel_id": 7, "thread_ts": "1.0", "user_id": "U1"}, None),
]


@pytest.mark.parametrize(("fields", "stopped"), STOPS)
def test_slack_s_own_stop_names_a_thread_and_a_person(fields: Json, stopped: Stopped | None) -> None:
    """Or means nothing."""
    assert inbound.event(delivered({"type": "agent_session_stopped", **fields}), BOT) == stopped


json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=10)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=10), inner, max_size=4)),
    max_leaves=12,
)
fields = st.sampled_from([*said(), "subtype", "bot_id", "files", "thread_ts", "user_team"])


@given(st.dictionaries(fields, json, max_size=4), st.sampled_from(["message", "app_mention", "agent_session_stopped"]))
def test_garbage_means_nothing_and_breaks_nothing(garbage: Json, kind: str) -> None:
    """Whatever stands in whichever field."""
    found = inbound.event(delivered({**said(), **garbage, "type": kind}), BOT)
    assert found is None or isinstance(found, Message | Stopped)


@given(st.dictionaries(st.text(max_size=10), json, max_size=4))
def test_any_body_can_be_read(body: Json) -> None:
    """As an event, a click or a form."""
    assert inbound.event(body, BOT) is None
    assert inbound.action(body) is None
    assert inbound_forms.edit_form(body) is None


OWN = [
    (delivered(said(user=BOT)), True),
    (delivered({"type": "message", "subtype": "message_changed", "channel": "C1", "message": said(user=BOT)}), True),
    (delivered({"type": "message", "subtype": "message_deleted", "previous_message": said(user=BOT)}), True),
    (delivered(said()), False),
    (delivered({"type": "message", "subtype": "message_changed", "channel": "C1", "message": said()}), False),
    (delivered(mentioned()), False),
    (delivered({"type": "member_joined_channel", "user": BOT, "channel": "C1"}), False),
    ({"type": "block_actions"}, False),
    ({}, False),
]


@pytest.mark.parametrize(("body", "own"), OWN)
def test_what_the_bot_itself_said_is_known_from_outside(body: Json, own: bool) -> None:
    """Its own messages, and changes and removals of them; that it was invited is news."""
    assert inbound.by(body, BOT) is own
