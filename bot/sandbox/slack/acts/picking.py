"""People pick somebody, some place or some day. What does not exist cannot be picked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.sandbox.slack.acts import rights
from bot.sandbox.slack.message import Button
from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.world import World


def picked(world: World, picker: Button, value: str | None) -> Button:
    """The picker with what was picked in it."""
    if value is None:
        raise NotPossible(f"say what to pick in {picker.action_id!r}")
    return replace(picker, value=FINDERS[picker.element["type"]](world, value))


def _person(world: World, value: str) -> str:
    return rights.person(world, value).id


def _place(world: World, value: str) -> str:
    return rights.channel(world, value).id


def _public_place(world: World, value: str) -> str:
    where = rights.channel(world, value)
    if where.kind != "public":
        raise NotPossible(f"{value!r} is no public channel")
    return where.id


def _day(_world: World, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise NotPossible(f"{value!r} is no day") from None


FINDERS: dict[str, Callable[[World, str], str]] = {
    "users_select": _person,
    "conversations_select": _place,
    "channels_select": _public_place,
    "datepicker": _day,
}
