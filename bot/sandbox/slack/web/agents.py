"""Agent sessions and what stands under a thread while the bot works."""

from typing import Literal

from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.web import reach
from bot.sandbox.slack.web.arguments import Arguments, JsonList
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.workspace import Session
from bot.sandbox.slack.world import World

TITLE_LIMIT = 255
PROMPTS, LOADING_MESSAGES = 4, 10


class SetSession(Arguments):
    """agents.sessions.setStatus."""

    channel_id: str
    status: Literal["processing", "active", "suspended", "closed"]
    thread_ts: str
    title: str | None = None
    initiator_user_id: str | None = None


class RenameSession(Arguments):
    """agents.sessions.rename."""

    channel_id: str
    thread_ts: str
    title: str


class SetStatus(Arguments):
    """assistant.threads.setStatus."""

    channel_id: str
    thread_ts: str
    status: str
    loading_messages: JsonList | None = None


class SetPrompts(Arguments):
    """assistant.threads.setSuggestedPrompts."""

    channel_id: str
    prompts: JsonList
    thread_ts: str | None = None
    title: str | None = None


def set_session(world: World, asked: SetSession) -> Json:
    """Set the status of a thread's session, making the session where there is none."""
    thread_ts = _thread(world, asked.channel_id, asked.thread_ts)
    session = world.workspace.sessions.setdefault(
        (asked.channel_id, thread_ts), Session(asked.channel_id, thread_ts, asked.status)
    )
    session.status = asked.status
    session.title = asked.title or session.title
    session.history.append(asked.status)
    world.workspace.changes.ring()
    return _warning(world)


def rename_session(world: World, asked: RenameSession) -> Json:
    """Give a session another title."""
    thread_ts = _thread(world, asked.channel_id, asked.thread_ts)
    session = world.workspace.sessions.get((asked.channel_id, thread_ts))
    if session is None:
        raise Refusal("session_not_found")
    session.title = asked.title
    world.workspace.changes.ring()
    return {}


def set_status(world: World, asked: SetStatus) -> Json:
    """Say under a thread what the bot is doing; an empty status says nothing."""
    channel = reach.joined(world, asked.channel_id)
    if len(asked.loading_messages or []) > LOADING_MESSAGES:
        raise Refusal("invalid_arguments", f"no more than {LOADING_MESSAGES} loading_messages")
    world.workspace.statuses[channel.id, reach.message(world, channel, asked.thread_ts).root] = asked.status
    world.workspace.changes.ring()
    return {}


def set_prompts(world: World, asked: SetPrompts) -> Json:
    """Offer first sentences in a direct message."""
    channel = reach.joined(world, asked.channel_id)
    fits = all(isinstance(p, dict) and p.keys() == {"title", "message"} for p in asked.prompts)
    if not fits or not 1 <= len(asked.prompts) <= PROMPTS:
        raise Refusal("invalid_arguments", f"one to {PROMPTS} prompts of title and message")
    world.workspace.suggested_prompts[channel.id] = asked.prompts
    world.workspace.changes.ring()
    return {}


def _thread(world: World, channel_id: str, thread_ts: str) -> str:
    if world.settings.agent_sessions == "not_authorized":
        raise Refusal("not_authorized")
    channel = reach.joined(world, channel_id)
    return reach.message(world, channel, thread_ts, "thread_not_found").root


def _warning(world: World) -> Json:
    if "agent_session_stopped" in world.settings.events:
        return {}
    warning = "missing_agent_session_stopped_event_subscription"
    return {"warning": warning, "response_metadata": {"warnings": [warning]}}
