"""What a modal's fields hold: a person's simple values in, Slack's `state.values` out.

A field is named by its action id. Values that a client would not let through (an option that is not offered, an
empty required field) cannot be entered.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.slack.message import offered
from bot.sandbox.slack.mrkdwn import walk
from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.view import View
from bot.sandbox.slack.wire import Json

# element type → (its name in the state, its name in the element before anybody touched it)
FIELDS: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "datepicker": ("selected_date", "initial_date"),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_users_select": ("selected_users", "initial_users"),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "file_input": ("files", ""),
}

Convert = Callable[[Json, Any], Any]
State = dict[str, dict[str, Any]]


def fill(view: View, values: Mapping[str, Any], files: Callable[[Any], list[Json]]) -> State:
    """The state of *view* with *values* entered. Raises NotPossible."""
    state: State = {}
    left = dict(values)
    for block, element in fields(view):
        name = str(element.get("action_id", "action"))
        held = _held(element, left.pop(name, None), files)
        if block["type"] == "input" and not block.get("optional") and _empty(held):
            raise NotPossible(f"{name} must be filled in")
        state.setdefault(block["block_id"], {})[name] = held
    if left:
        raise NotPossible(f"no such field: {', '.join(left)}")
    return state


def fields(view: View) -> list[tuple[Json, Json]]:
    """Every block and element that holds a value."""
    return [(block, node) for block in view.blocks for node in walk(block) if node.get("type") in FIELDS]


def _held(element: Json, value: Any, files: Callable[[Any], list[Json]]) -> Json:
    kind = element["type"]
    name, initial = FIELDS[kind]
    if value is None:
        return {"type": kind, name: element.get(initial)}
    converters: dict[str, Convert] = {
        "selected_option": _option,
        "selected_options": lambda e, chosen: [_option(e, one) for one in chosen],
        "files": lambda _, attached: files(attached),
    }
    return {"type": kind, name: converters.get(name, _as_is)(element, value)}


def _as_is(_element: Json, value: Any) -> Any:
    return value


def _option(element: Json, value: Any) -> Json:
    options = offered(element)
    for option in options:
        if option["value"] == value:
            return dict(option)
    raise NotPossible(f"{value!r} is not offered, only {[option['value'] for option in options]}")


def _empty(held: Json) -> bool:
    return all(not value for name, value in held.items() if name != "type")
