"""Waiting for something to be so in the workspace: looked at anew after every change, never by the clock."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.sandbox.slack.message import Message
from bot.sandbox.slack.workspace import Workspace
from bot.sandbox.slack.world import World

T = TypeVar("T")
CALLS_SHOWN = 15


class NeverHappened(TimeoutError):
    """What was waited for did not come; the message shows everything that did."""


async def wait_for(world: World, predicate: Callable[[Workspace], T | None], timeout: float) -> T:  # noqa: ASYNC109
    """Return the first truthy answer of *predicate*; where it finds nothing to look at, it looks again later."""
    missing: list[LookupError] = []
    try:
        async with asyncio.timeout(timeout):
            while not (found := _look(world.workspace, predicate, missing)):
                await world.workspace.changes.next()
            return found
    except TimeoutError:
        why = f", last for {missing[-1]!r}" if missing else ""
        raise NeverHappened(f"waited {timeout:g} s in vain{why}\n{dump(world)}") from None


def _look(workspace: Workspace, predicate: Callable[[Workspace], T | None], missing: list[LookupError]) -> T | None:
    try:
        return predicate(workspace)
    except LookupError as error:
        missing.append(error)
        return None


def dump(world: World) -> str:
    """All channels as a person would read them, and the last calls of the bot."""
    lines = []
    for channel in world.workspace.channels.values():
        messages = world.workspace.messages(channel.id)
        messages += [m for m in world.workspace.ephemerals if m.channel == channel.id]
        if messages:
            lines.append(f"#{channel.name or channel.id}")
            lines += [line for message in messages for line in describe(world.workspace, message)]
    lines.append(f"last calls of {len(world.calls)}:")
    lines += [f"  {call.method} → {call.outcome}" for call in list(world.calls)[-CALLS_SHOWN:]]
    return "\n".join(lines)


def describe(workspace: Workspace, message: Message) -> list[str]:
    """A message in a few lines."""
    indent = "    " if message.thread_ts else "  "
    to = f" (only for {message.only_for})" if message.only_for else ""
    lines = [f"{indent}{message.ts} {workspace.people[message.user].name}{to}: {message.text}"]
    lines += [f"{indent}  | {text}" for text in message.block_texts if text != message.text]
    lines += [f"{indent}  file {f.name} {f.mimetype or 'not ready'} {f.width}x{f.height}" for f in message.files]
    return lines + [f"{indent}  broken picture {file_id}" for file_id in message.not_found_images]
