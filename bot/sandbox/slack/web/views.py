"""`views.*`: modals and the Home tab."""

from bot.sandbox.slack.blockkit import surface
from bot.sandbox.slack.message import named
from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.view import View
from bot.sandbox.slack.web.arguments import Arguments, JsonObject
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import Trigger, World

STACK = 3


class OpenView(Arguments):
    """views.open and views.push."""

    trigger_id: str
    view: JsonObject


class UpdateView(Arguments):
    """views.update."""

    view: JsonObject
    view_id: str | None = None
    external_id: str | None = None
    hash: str | None = None


class PublishView(Arguments):
    """views.publish."""

    user_id: str
    view: JsonObject
    hash: str | None = None


def open_view(world: World, asked: OpenView) -> Json:
    """Open a modal before the person whose trigger this is."""
    surface.check_view(asked.view, world.workspace.usable_file, "modal")
    trigger = exchange(world, asked.trigger_id)
    return {"view": show(world, trigger.user, asked.view).wire()}


def push(world: World, asked: OpenView) -> Json:
    """Put a modal on top of the one whose trigger this is."""
    surface.check_view(asked.view, world.workspace.usable_file, "modal")
    trigger = exchange(world, asked.trigger_id)
    below = world.workspace.views.get(trigger.view or "")
    if below is None or not below.open:
        raise Refusal("not_found")
    return {"view": show(world, trigger.user, asked.view, below).wire()}


def update(world: World, asked: UpdateView) -> Json:
    """Replace a modal's content, unless it has changed meanwhile."""
    view = _find(world, asked)
    if asked.hash is not None and asked.hash != view.hash:
        raise Refusal("hash_conflict")
    surface.check_view(asked.view, world.workspace.usable_file, view.type)
    replace(world, view, asked.view)
    return {"view": view.wire()}


def publish(world: World, asked: PublishView) -> Json:
    """Set a person's Home tab."""
    if asked.user_id not in world.workspace.people:
        raise Refusal("user_not_found")
    surface.check_view(asked.view, world.workspace.usable_file, "home")
    home = world.workspace.homes.get(asked.user_id)
    if home is not None and asked.hash not in {None, home.hash}:
        raise Refusal("hash_conflict")
    if home is None:
        home = made(world, asked.user_id, asked.view)
        world.workspace.homes[asked.user_id] = home
    replace(world, home, asked.view)
    return {"view": home.wire()}


def exchange(world: World, trigger_id: str) -> Trigger:
    """Use a trigger up. It opens one view, and soon."""
    trigger = world.triggers.get(trigger_id)
    if trigger is None:
        raise Refusal("invalid_trigger_id")
    if trigger.expires < world.clock():
        raise Refusal("expired_trigger_id")
    if trigger.used:
        raise Refusal("exchanged_trigger_id")
    trigger.used = True
    return trigger


def show(world: World, user: str, content: Json, below: View | None = None) -> View:
    """Open a checked modal; a fresh one closes whatever was open."""
    if below is None:
        for other in world.workspace.open_views(user):
            other.open = False
    elif len(world.workspace.open_views(user)) >= STACK:
        raise Refusal("push_limit_reached")
    view = made(world, user, content, below)
    world.workspace.views[view.id] = view
    world.workspace.changes.ring()
    return view


def made(world: World, user: str, content: Json, below: View | None = None) -> View:
    """A view that is not shown yet."""
    view_id = world.workspace.stamps.id("V")
    root, previous = (below.root, below.id) if below else (view_id, None)
    return View(view_id, user, _named(content), world.workspace.stamps.secret(), root, previous)


def replace(world: World, view: View, content: Json) -> None:
    """Give a view new content and a new hash."""
    view.content, view.hash, view.errors = _named(content), world.workspace.stamps.secret(), {}
    world.workspace.changes.ring()


def _named(content: Json) -> Json:
    return content | {"blocks": named(content["blocks"])}


def _find(world: World, asked: UpdateView) -> View:
    for view in world.workspace.views.values():
        by_external = asked.external_id and view.content.get("external_id") == asked.external_id
        if view.open and (view.id == asked.view_id or by_external):
            return view
    raise Refusal("not_found")
