"""What a button or a form means: a turn of whoever pressed it, a stop, or nothing."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.message import Click
from handlers import inbound, inbound_forms
from tests.handlers.payloads import SECRET, Json, clicked, submitted
from tests.handlers.test_inbound_messages import json


def test_a_button_of_a_version() -> None:
    """Who pressed which button of which message, and what it carries."""
    assert inbound.action(clicked()) == Click(
        event_id="click:C1:3.0:U1:variations",
        key="3.0:U1:variations",
        team="T1",
        channel="C1",
        message_ts="2.0",
        root="1.0",
        user="U1",
        user_team="T1",
        action="variations",
        value="v1",
        trigger_id="1.2.abc",
    )


@pytest.mark.parametrize("name", ["stop", "variations", "offer", "again"])
def test_buttons_that_make_a_turn_or_stop_one(name: str) -> None:
    """Each by its own name."""
    click = inbound.action(clicked(name))
    assert click is not None
    assert click.action == name


@pytest.mark.parametrize("name", ["edit", "details", "somebody_else_s", ""])
def test_buttons_that_only_open_something_are_no_turn(name: str) -> None:
    """Nor are those nobody knows."""
    assert inbound.action(clicked(name)) is None


KEYS = [
    ("pressed twice by Slack's redelivery", clicked(), clicked(), True),
    ("by another person", clicked(), clicked(user={"id": "U2"}), False),
    ("another button", clicked("variations"), clicked("again"), False),
    (
        "pressed again later",
        clicked(),
        clicked(actions=[{"action_id": "variations", "value": "v1", "action_ts": "4.0"}]),
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "same"), [row[1:] for row in KEYS], ids=[row[0] for row in KEYS])
def test_each_press_is_one_delivery(one: Json, other: Json, same: bool) -> None:
    """The same press delivered twice is the same, everything else is not."""
    first, second = inbound.action(one), inbound.action(other)
    assert first is not None
    assert second is not None
    assert (first.event_id == second.event_id) is same
    assert (first.key == second.key) is same


def test_a_button_outside_a_thread_begins_one_at_its_message() -> None:
    """An ephemeral message or a file message may name no thread."""
    click = inbound.action(clicked(container={"channel_id": "C1", "message_ts": "2.0"}))
    assert click is not None
    assert click.root == "2.0"


def test_the_channel_may_stand_beside_the_container() -> None:
    """As it does in some surfaces."""
    click = inbound.action(clicked(container={"message_ts": "2.0"}))
    assert click is not None
    assert click.channel == "C1"


@pytest.mark.parametrize(
    "body",
    [
        clicked(container={"channel_id": "C1"}),
        clicked(container={"message_ts": "2.0"}, channel=None),
        clicked(actions=[]),
        clicked(user=None),
        clicked(team={}),
        clicked(actions=[{"value": "v1"}]),
        {},
    ],
)
def test_a_click_that_does_not_say_where_or_who_means_nothing(body: Json) -> None:
    """No turn, no error."""
    assert inbound.action(body) is None


OFFERS = [
    (orjson.dumps({"v": "v3", "t": "make it darker"}).decode(), "v3", "make it darker"),
    (orjson.dumps({"t": "make it darker"}).decode(), "", "make it darker"),
    ("not json", "", ""),
    ("[1, 2]", "", ""),
    ("", "", ""),
]


@pytest.mark.parametrize(("value", "version", "text"), OFFERS)
def test_an_offer_carries_the_words_it_was_made_for(value: str, version: str, text: str) -> None:
    """A broken one carries nothing."""
    click = inbound.action(clicked("offer", value))
    assert click is not None
    assert (click.value, click.text) == (version, text)


def test_secrets_in_an_offer_end_here() -> None:
    """What the button carries comes from outside."""
    click = inbound.action(clicked("offer", orjson.dumps({"v": "", "t": f"draw {SECRET}"}).decode()))
    assert click is not None
    assert SECRET not in repr(click)
    assert click.secrets == ("Slack token",)


def test_the_edit_form_asks_for_a_change_of_its_version() -> None:
    """In the thread where its button stood."""
    assert inbound_forms.edit_form(submitted()) == Click(
        event_id="submit:view:V1:U1",
        key="view:V1:U1",
        team="T1",
        channel="C1",
        message_ts="1.0",
        root="1.0",
        user="U1",
        user_team="T1",
        action="edit_form",
        value="v1",
        trigger_id="",
        text="make it darker",
    )


def test_secrets_in_the_edit_form_end_here() -> None:
    """Before anything is kept."""
    click = inbound_forms.edit_form(submitted(f"write {SECRET}"))
    assert click is not None
    assert SECRET not in repr(click)
    assert click.secrets == ("Slack token",)


@pytest.mark.parametrize("left_out", ["view", "user", "team"])
def test_a_form_with_a_hole_means_nothing(left_out: str) -> None:
    """It cannot be said whose it is."""
    assert inbound_forms.edit_form({k: v for k, v in submitted().items() if k != left_out}) is None


@pytest.mark.parametrize(
    "view",
    [
        {"private_metadata": ""},
        {"private_metadata": "{}"},
        {"private_metadata": "not json"},
        {"private_metadata": '{"channel":"C1"}'},
        {"state": {}},
        {"state": {"values": {}}},
        {"state": {"values": {"instruction": None}}},
        {"state": None},
    ],
)
def test_a_form_that_was_not_ours_means_nothing(view: Json) -> None:
    """No turn, no error."""
    assert inbound_forms.edit_form(submitted(**view)) is None


def test_an_empty_form_asks_for_nothing_in_words() -> None:
    """What comes of it is decided where it is read."""
    body = submitted()
    body["view"]["state"]["values"]["instruction"]["text"]["value"] = None
    click = inbound_forms.edit_form(body)
    assert click is not None
    assert click.text == ""


@given(st.sampled_from(sorted(clicked())), json)
def test_garbage_in_a_click_breaks_nothing(field: str, garbage: object) -> None:
    """Whatever stands in whichever field."""
    found = inbound.action({**clicked(), field: garbage})
    assert found is None or isinstance(found, Click)


@given(st.sampled_from(["view", "user", "team", "private_metadata", "state", "id"]), json)
def test_garbage_in_a_form_breaks_nothing(field: str, garbage: object) -> None:
    """In the body or in the view."""
    body = submitted()
    if field in body:
        body[field] = garbage
    else:
        body["view"][field] = garbage
    found = inbound_forms.edit_form(body)
    assert found is None or isinstance(found, Click)
