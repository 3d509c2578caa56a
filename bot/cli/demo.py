"""`darkroom demo`: the sandboxes and the bot in one process, which meet over loopback and nowhere else."""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from bot.app import Bot, running
from bot.cli import logs
from bot.domain.lanes import SANDBOX, Lane
from bot.domain.policy import Policy
from bot.providers.blobs import Blobs
from bot.providers.config import app_manifest
from bot.providers.config.setup import Secrets, Setup
from bot.sandbox.openai.server import OpenAISandbox
from bot.sandbox.openai.settings import Settings as OpenAISettings
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.server import SlackSandbox
from bot.sandbox.slack.settings import Settings as SlackSettings
from bot.sandbox.slack.waiting import NeverHappened
from bot.sandbox.slack.workspace import Workspace

PATIENCE_S = 60.0
PREVIEW_PAUSE_S = 0.7
REVIEWERS = frozenset({"U0ADA", "U0RAE"})
PERSON, CHANNEL = "mo", "general"
INTRODUCTION = """\
Darkroom demo: a sandbox workspace on this machine, no account anywhere.

  {url}

Open that, and click one of the three prompts. {data} Stop with Ctrl-C.
"""


@dataclass(frozen=True, slots=True)
class Demo:
    """Everything that runs in a demo."""

    slack: SlackSandbox
    openai: OpenAISandbox
    bot: Bot
    home: Path


@asynccontextmanager
async def started(home: Path, port: int, pause_s: float) -> AsyncIterator[Demo]:
    """Start both sandboxes and the bot against their addresses."""
    openai = OpenAISandbox(settings=OpenAISettings(preview_interval_s=pause_s))
    await openai.start()
    slack = _workspace(openai.url)
    try:
        await slack.start(port=port)
        lane = Lane(SANDBOX, openai.base_url, openai.base_url.split("/")[2])
        secrets = Secrets("xoxb-sandbox", "xapp-sandbox", "sk-sandbox")
        policy = Policy(reviewers=REVIEWERS)
        async with running(Setup(home, slack.api_url, lane, policy, secrets)) as bot:
            yield Demo(slack, openai, bot, home)
    finally:
        await slack.stop()
        await openai.stop()


def _workspace(upstream: str) -> SlackSandbox:
    """Return a workspace that has this app installed: its commands and events are the manifest's."""
    manifest = app_manifest.load()
    commands = manifest["features"].get("slash_commands", [])
    settings = SlackSettings(
        scopes=frozenset(manifest["oauth_config"]["scopes"]["bot"]),
        events=frozenset(manifest["settings"]["event_subscriptions"]["bot_events"]),
        escaped_commands=frozenset(row["command"] for row in commands if row.get("should_escape")),
    )
    return SlackSandbox(settings=settings, manifest=manifest, upstream=upstream)


def main(once: str | None, port: int, home: Path | None) -> int:
    """Run the command; return its exit code."""
    if once is not None and not once.strip():
        print("Say what to draw: darkroom demo --once PROMPT", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="darkroom-") as temporary:
        folder = home or Path(temporary)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "logs").mkdir(mode=0o700, exist_ok=True)
        os.umask(0o077)  # whatever this process writes is for its user alone
        logs.configure(folder / "logs")
        try:
            if once is None:
                return asyncio.run(_serve(folder, port, keep=home is not None))
            return asyncio.run(_once(once, folder, port, keep=home is not None))
        except KeyboardInterrupt:
            return 0
        except OSError as error:
            print(f"The demo cannot start: {error}", file=sys.stderr)
            return 1


async def _serve(folder: Path, port: int, *, keep: bool) -> int:
    data = f"Data is kept in {folder}." if keep else "Nothing is kept when it stops; --home DIR keeps it."
    async with started(folder, port, PREVIEW_PAUSE_S) as demo:
        print(INTRODUCTION.format(url=demo.slack.origin, data=data), flush=True)
        await asyncio.Event().wait()
    return 0


async def _once(prompt: str, folder: Path, port: int, *, keep: bool) -> int:
    async with started(folder, port, 0.0) as demo:
        asked = await demo.slack.post(user=PERSON, channel=CHANNEL, text=f"@darkroom {prompt}")
        try:
            answer = await demo.slack.wait_for(partial(_answered, asked), timeout=PATIENCE_S)
        except NeverHappened as error:
            print(error, file=sys.stderr)
            return 1
        await demo.bot.dispatch.drain(PATIENCE_S)
        report = await _report(demo, asked, keep=keep)
        print(json.dumps(report, indent=2, ensure_ascii=False))
        if not answer.files:
            print(answer.all_text, file=sys.stderr)
        return 0 if report["artifact"] else 1


def _answered(asked: Message, workspace: Workspace) -> Message | None:
    """Return the bot's last word in the thread: a picture's file, or a message without a Stop button."""
    for message in workspace.replies(asked):
        final = message.files or not any(button.action_id == "stop" for button in message.buttons)
        preview = (message.metadata or {}).get("event_type") == "darkroom_preview"
        if message.by_bot and final and not preview:
            return message
    return None


async def _report(demo: Demo, asked: Message, *, keep: bool) -> dict[str, Any]:
    """Return the turn as the outside contract names it: read from the books, beside the sandbox's own bill."""
    link = f"/archives/{asked.channel}/p{asked.ts.replace('.', '')}"
    trace = (await demo.bot.tracing.find(link))[0]
    turn, ends = trace["turn"], [e for e in trace["ledger"] if e["kind"] in {"settlement", "adjustment"}]
    amounts = [entry["nano_usd"] for entry in ends]
    return {
        "turn": turn["id"],
        "thread": turn["thread_id"],
        "outcome": turn["outcome"],
        "artifact": _artifact(demo, trace, keep=keep),
        "quote_nano_usd": turn["quote_nano"],
        "settled_nano_usd": None if None in amounts else sum(amounts),
        "basis": ends[-1]["basis"] if ends else None,
        "parts": [part for entry in ends for part in entry["parts"]],
        "previews": sum(attempt["previews"] for attempt in trace["attempts"]),
        "lineage": trace["lineage"],
        "provider_bill_nano_usd": sum(bill.nano_usd for bill in demo.openai.meter.select(turn=turn["id"])),
    }


def _artifact(demo: Demo, trace: dict[str, Any], *, keep: bool) -> dict[str, Any] | None:
    """Return the first version's picture, only if its bytes are really there; a temporary home is copied out of."""
    if not trace["versions"]:
        return None
    row = trace["versions"][0]
    blobs = Blobs(demo.home)
    if not blobs.has(row["sha256"]) or blobs.digest(row["sha256"]) != row["sha256"]:
        return None
    path = blobs.path(row["sha256"])
    if not keep:
        copy = Path(tempfile.gettempdir()) / f"darkroom-{row['sha256'][:16]}.{row['media_type'].split('/')[1]}"
        copy.write_bytes(path.read_bytes())
        path = copy
    names = ("sha256", "width", "height", "media_type")
    return {"path": str(path), **{name: row[name] for name in names}}
