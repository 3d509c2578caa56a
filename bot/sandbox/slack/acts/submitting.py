"""People fill in modals, send them off, or close them; the ack says what becomes of the modal."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.sandbox.slack import forms, interactions
from bot.sandbox.slack.acts import rights
from bot.sandbox.slack.acts.posting import Attached, attached
from bot.sandbox.slack.blockkit import surface
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.person import Person
from bot.sandbox.slack.refusal import NotPossible, Refusal
from bot.sandbox.slack.view import View
from bot.sandbox.slack.web import views
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World

TROUBLE = "We had some trouble connecting. Try again?"


async def submit(world: World, user: str, view_id: str, values: Mapping[str, Any]) -> Envelope:
    """Fill in a modal and send it; returns once the bot has answered or failed to."""
    person = rights.actor(world, user)
    view = _open(world, person, view_id)
    view.values = forms.fill(view, values, lambda files: _handed_over(world, person, files))
    envelope = world.tell(Envelope("interactive", interactions.submission(world, person, view)))
    await envelope.settled()
    _follow(world, view, envelope)
    return envelope


async def close(world: World, user: str, view_id: str) -> Envelope | None:
    """Close a modal; the bot hears of it only if the modal says so."""
    person = rights.actor(world, user)
    view = _open(world, person, view_id)
    view.open = False
    world.workspace.changes.ring()
    if not view.content.get("notify_on_close"):
        return None
    envelope = world.tell(Envelope("interactive", interactions.closing(world, person, view)))
    await envelope.settled()
    return envelope


def _open(world: World, person: Person, view_id: str) -> View:
    view = world.workspace.views.get(view_id)
    if view is None or not view.open or view.user != person.id:
        raise NotPossible(f"{person.name} has no modal {view_id} open")
    return view


def _handed_over(world: World, person: Person, given: Iterable[Attached]) -> list[Json]:
    files = [attached(world, person, one) for one in given]
    for file in files:
        file.handed_over = True
    return [file.wire() for file in files]


def _follow(world: World, view: View, envelope: Envelope) -> None:
    answer = envelope.answer or {}
    try:
        if not envelope.acked:
            view.errors = {"": TROUBLE}
        else:
            ANSWERS[answer.get("response_action", "close")](world, view, answer)
    except (Refusal, KeyError) as error:
        view.errors = {"": f"{TROUBLE} ({error})"}
    world.workspace.changes.ring()


def _close(_world: World, view: View, _answer: Json) -> None:
    view.open = False


def _errors(_world: World, view: View, answer: Json) -> None:
    blocks = {block["block_id"] for block in view.blocks}
    if not answer["errors"].keys() <= blocks:
        raise Refusal("invalid_arguments", f"errors name blocks that are not there: {sorted(answer['errors'])}")
    view.errors = answer["errors"]


def _update(world: World, view: View, answer: Json) -> None:
    surface.check_view(answer["view"], world.workspace.usable_file, "modal")
    views.replace(world, view, answer["view"])


def _push(world: World, view: View, answer: Json) -> None:
    surface.check_view(answer["view"], world.workspace.usable_file, "modal")
    views.show(world, view.user, answer["view"], view)


def _clear(world: World, view: View, _answer: Json) -> None:
    for other in world.workspace.open_views(view.user):
        other.open = False


ANSWERS: dict[str, Callable[[World, View, Json], None]] = {
    "close": _close,
    "errors": _errors,
    "update": _update,
    "push": _push,
    "clear": _clear,
}
