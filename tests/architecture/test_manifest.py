"""The manifest asks Slack for what the bot uses, and for nothing else."""

import ast
import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from bot.domain.commands import COMMANDS
from bot.providers.config import app_manifest
from handlers import inbound, slack_app
from tests.architecture.listeners import listened, made, registered
from tests.architecture.manifest_shape import Manifest
from tests.architecture.tree import ROOT, calls, modules, name
from tests.handlers.payloads import BOT, Json, delivered, mentioned, said

SCOPES: dict[str, set[str]] = {
    # method → scopes, any of which Slack accepts (for conversations.replies: all, one for each kind of conversation)
    "agents.sessions.setStatus": {"chat:write"},
    "assistant.threads.setStatus": {"assistant:write", "chat:write"},
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.open": {"im:write"},
    "files.completeUploadExternal": {"files:write"},
    "files.delete": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    "reactions.add": {"reactions:write"},
    "reactions.remove": {"reactions:write"},
    "users.info": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.update": set(),
}
HISTORY = {
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
}
EVENT_SCOPES: dict[str, set[str]] = {
    **{event: {scope} for event, scope in HISTORY.items()},
    "app_mention": {"app_mentions:read"},
    "agent_session_stopped": {"assistant:write"},
    "app_home_opened": set(),
    "member_joined_channel": {"channels:read", "groups:read"},
}
READ_BY_HISTORY = {"conversations.replies", "conversations.history"}
METHOD = re.compile(r"[a-z]+(?:\.[a-z]+)*\.[a-z][A-Za-z]+")


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    """The manifest as it ships."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return loaded


def scopes(manifest: dict[str, Any]) -> set[str]:
    """What it asks for."""
    return set(manifest["oauth_config"]["scopes"]["bot"])


def bot_events(manifest: dict[str, Any]) -> set[str]:
    """What it subscribes to."""
    return set(manifest["settings"]["event_subscriptions"]["bot_events"])


def speaking_modules() -> list[Path]:
    """The files that speak to Slack."""
    return [path for path in modules("bot", "handlers") if not name(path).startswith(("bot/sandbox/", "bot/cli/"))]


def methods() -> dict[str, str]:
    """Every Web API method that is called, by where: `call("chat.delete", …)` or `client.views_open(…)`."""
    return {method: name(path) for path in speaking_modules() for call in calls(path) for method in named(call)}


def named(call: ast.Call) -> Iterator[str]:
    """The methods a call names."""
    first = call.args[0] if call.args else None
    if not isinstance(call.func, ast.Attribute):
        return
    if call.func.attr in {"call", "api_call"} and isinstance(first, ast.Constant) and isinstance(first.value, str):
        yield first.value
    if ast.unparse(call.func.value).endswith("client") and "_" in call.func.attr and call.func.attr != "api_call":
        yield ".".join(call.func.attr.split("_", 1))


def test_every_method_that_is_called_has_its_scope(manifest: dict[str, Any]) -> None:
    """Else Slack answers missing_scope, on somebody's first picture."""
    used = methods()
    assert {"chat.postMessage", "files.completeUploadExternal", "views.open", "auth.test"} <= set(used)
    for method, where in used.items():
        if method in READ_BY_HISTORY:
            continue
        assert method in SCOPES, f"{where} calls {method}: write its scope into this table"
        assert not SCOPES[method] or SCOPES[method] & scopes(manifest), f"{where} calls {method}"


def test_a_method_is_only_called_by_its_whole_name() -> None:
    """So that the test above sees it: no name is put together."""
    for path in speaking_modules():
        for call in calls(path):
            if isinstance(call.func, ast.Attribute) and ast.unparse(call.func).endswith("_sender.call"):
                first = call.args[0]
                assert isinstance(first, ast.Constant), f"{name(path)}:{call.lineno}"
                assert METHOD.fullmatch(str(first.value)), f"{name(path)}:{call.lineno}"


def test_a_thread_can_be_read_wherever_messages_are_heard(manifest: dict[str, Any]) -> None:
    """Each kind of conversation has a history scope of its own."""
    heard = {event for event in bot_events(manifest) if event.startswith("message.")}
    assert heard
    assert {HISTORY[event] for event in heard} <= scopes(manifest)


def test_every_event_has_its_scope(manifest: dict[str, Any]) -> None:
    """Slack refuses a manifest without."""
    for event in bot_events(manifest):
        assert event in EVENT_SCOPES, f"{event}: write its scope into this table"
        assert EVENT_SCOPES[event] <= scopes(manifest)


def commands_scope(manifest: dict[str, Any]) -> set[str]:
    """What Slack wants for slash commands, and for shortcuts as well."""
    features = manifest["features"]
    return {"commands"} if features.get("slash_commands") or features.get("shortcuts") else set()


def test_commands_and_shortcuts_have_their_scope(manifest: dict[str, Any]) -> None:
    """One for both."""
    assert commands_scope(manifest) <= scopes(manifest)


def test_no_scope_is_asked_for_that_nothing_needs(manifest: dict[str, Any]) -> None:
    """An admin reads this list before saying yes."""
    needed = {scope for event in bot_events(manifest) for scope in EVENT_SCOPES[event]}
    needed |= commands_scope(manifest)
    needed |= {scope for method in methods() for scope in SCOPES.get(method, set())}
    assert scopes(manifest) - needed == set()


def test_the_events_are_those_that_are_listened_to(manifest: dict[str, Any]) -> None:
    """None arrives that nobody hears, none is waited for that never comes; `message.*` all arrive as `message`."""
    assert {event.partition(".")[0] for event in bot_events(manifest)} == listened()


ARRIVING: dict[str, Json] = {
    "message": said(),
    "app_mention": mentioned(),
    "agent_session_stopped": {"type": "agent_session_stopped", "channel": "C1", "thread_ts": "1.0", "user": "U1"},
    "app_home_opened": {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home"},
    "member_joined_channel": {"type": "member_joined_channel", "user": BOT, "channel": "C1", "team": "T1"},
}


def test_every_event_that_arrives_is_read(manifest: dict[str, Any]) -> None:
    """It means something to the bot, at least in its usual form."""
    for event in bot_events(manifest):
        assert inbound.event(delivered(ARRIVING[event.partition(".")[0]]), BOT) is not None


def test_it_speaks_over_a_socket_as_an_agent(manifest: dict[str, Any]) -> None:
    """No public address is needed; the two views exclude each other, and the older one is going away."""
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert "agent_view" in manifest["features"]
    assert "assistant_view" not in manifest["features"]
    assert "request_url" not in manifest["settings"]["event_subscriptions"]


def test_people_can_write_to_it(manifest: dict[str, Any]) -> None:
    """A bot user, and a message tab that takes messages."""
    home = manifest["features"]["app_home"]
    assert (home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (True, False)
    assert manifest["features"]["bot_user"]["display_name"]


def test_slack_knows_every_key_and_takes_every_text(manifest: dict[str, Any]) -> None:
    """As it ships and as it is made for HTTPS: a misspelt key or a text too long is refused on somebody's first day."""
    Manifest.model_validate(manifest)
    Manifest.model_validate(app_manifest.for_http(manifest, "https://bot.example.com"))


BROKEN: list[tuple[str, Any]] = [
    ("features.app_home.home_tab_enabld", True),
    ("features.bot_user.shown", True),
    ("features.slash_commands.0.hint", "x"),
    ("features.slash_commands.0.command", "image"),
    ("features.slash_commands.0.usage_hint", "x" * 1001),
    ("features.shortcuts.0.type", "channel"),
    ("features.shortcuts.0.name", "x" * 25),
    ("features.agent_view.agent_description", "x" * 301),
    ("features.agent_view.suggested_prompts", [{"title": "t", "message": "m"}] * 5),
    ("features.assistant_view", {"assistant_description": "x"}),
    ("oauth_config.scopes.user", ["files:read"]),
    ("settings.event_subscriptions.bot_event", []),
    ("settings.interactivity.is_enabled", "yes"),
]


@pytest.mark.parametrize(("where", "value"), BROKEN)
def test_what_slack_would_refuse_is_refused_here(manifest: dict[str, Any], where: str, value: Any) -> None:
    """Each at its place."""
    broken: Any = copy.deepcopy(manifest)
    *path, last = where.split(".")
    at = broken
    for key in path:
        at = at[int(key)] if isinstance(at, list) else at[key]
    at[last] = value
    with pytest.raises(ValidationError, match=re.escape(last)):
        Manifest.model_validate(broken)


def test_the_commands_are_those_that_are_answered(manifest: dict[str, Any]) -> None:
    """By name, in both directions; each is in the table of commands, and its text arrives as the table says."""
    declared = {row["command"] for row in manifest["features"]["slash_commands"]}
    assert declared == registered("command") == {f"/{command.name}" for command in COMMANDS}


def test_the_shortcuts_are_those_that_are_answered(manifest: dict[str, Any]) -> None:
    """By callback id, in both directions."""
    assert {row["callback_id"] for row in manifest["features"]["shortcuts"]} == registered("shortcut")


def test_the_home_tab_is_there_and_heard_of(manifest: dict[str, Any]) -> None:
    """A tab without its event would stay empty."""
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
    assert "app_home_opened" in bot_events(manifest)
    assert "views.publish" in methods()


def test_every_button_is_answered_and_every_answer_has_its_button(manifest: dict[str, Any]) -> None:
    """A click that nobody hears does nothing, and is acknowledged all the same."""
    assert {inbound.NUMBERED.sub("", one) for one in made("button")} == registered("action")
    assert manifest["settings"]["interactivity"]["is_enabled"] is bool(made("button"))


def test_every_form_is_taken_and_every_taker_has_its_form() -> None:
    """By callback id, in both directions; what is kept of a form is in the table of forms."""
    assert made("callback_id") == registered("view") == set(slack_app.FORMS)
