"""People press buttons and choose options. What is not there cannot be pressed."""

from collections.abc import Sequence

from bot.sandbox.slack import interactions
from bot.sandbox.slack.acts import picking, rights
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.message import PICKERS, Button, Message, buttons
from bot.sandbox.slack.person import Person
from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.view import View
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World


def in_message(world: World, user: str, channel: str, ts: str, action_id: str, value: str | None) -> Envelope:
    """Click something that stands in a message which this person can see."""
    person, where = rights.member(world, user, channel)
    message = _seen(world, person, where.id, ts)
    button = _the(world, message.buttons, action_id, value)
    return _tell(world, interactions.message_click(world, person, message, button))


def in_view(world: World, user: str, view_id: str, action_id: str, value: str | None) -> Envelope:
    """Click something in an open modal or on a Home tab."""
    person = rights.actor(world, user)
    view = _open(world, person, view_id)
    button = _the(world, buttons(view.blocks), action_id, value)
    return _tell(world, interactions.view_click(world, person, view, button))


def shortcut(world: World, user: str, callback_id: str, channel: str | None, ts: str | None) -> Envelope:
    """Use a global shortcut, or one on a message."""
    if channel is None or ts is None:
        return _tell(world, interactions.global_shortcut(world, rights.actor(world, user), callback_id))
    person, where = rights.member(world, user, channel)
    message = rights.message(world, where.id, ts)
    return _tell(world, interactions.message_shortcut(world, person, callback_id, message))


def _tell(world: World, payload: Json) -> Envelope:
    return world.tell(Envelope("interactive", payload))


def _seen(world: World, person: Person, channel_id: str, ts: str) -> Message:
    ephemeral = world.workspace.ephemeral(ts)
    if ephemeral is None:
        return rights.message(world, channel_id, ts)
    if ephemeral.only_for != person.id:
        raise NotPossible(f"{person.name} cannot see {ts}")
    return ephemeral


def _open(world: World, person: Person, view_id: str) -> View:
    home = world.workspace.homes.get(person.id)
    view = home if home and home.id == view_id else world.workspace.views.get(view_id)
    if view is None or not view.open or view.user != person.id:
        raise NotPossible(f"{person.name} has no view {view_id} open")
    return view


def _the(world: World, there: Sequence[Button], action_id: str, value: str | None) -> Button:
    picker = next((b for b in there if b.action_id == action_id and b.element["type"] in PICKERS), None)
    if picker:
        return picking.picked(world, picker, value)
    found = [b for b in there if b.action_id == action_id and value in {None, b.value}]
    if not found:
        raise NotPossible(f"no {action_id!r} to click, only {[(b.action_id, b.value) for b in there]}")
    if len(found) > 1 and value is None:
        raise NotPossible(f"say which {action_id!r}: {[b.value for b in found]}")
    return found[0]
