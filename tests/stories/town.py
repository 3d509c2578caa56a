"""A town to tell stories in: a Slack workspace and an OpenAI on loopback, and the real bot between them.

The bot is started as an operator starts it and reached by its wires alone; its own tracing is asked for the books.
"""

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image

from bot.app import Bot, running
from bot.domain.host_key import HostKey
from bot.domain.lanes import SANDBOX, Lane
from bot.domain.money import NanoUsd
from bot.domain.policy import Policy
from bot.providers.blobs import Blobs
from bot.providers.config.setup import Secrets, Setup
from bot.sandbox.openai.server import OpenAISandbox
from bot.sandbox.openai.settings import Settings as OpenAISettings
from bot.sandbox.slack.envelope import Envelope
from bot.sandbox.slack.file import Attachment, File
from bot.sandbox.slack.message import Message
from bot.sandbox.slack.server import SlackSandbox
from bot.sandbox.slack.settings import Settings as SlackSettings
from bot.sandbox.slack.workspace import Workspace
from bot.services import verification
from db.tx import Tx

T = TypeVar("T")
PATIENCE_S = 20.0
UNHURRIED = Policy(slack_pace=1000, ask_above_nano=NanoUsd(10**12))
SETTLED = frozenset({"settlement", "adjustment"})


def picture(size: tuple[int, int] = (64, 48), colour: str = "teal", kind: str = "PNG", **options: Any) -> bytes:
    """Return a small real picture."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def opened(file: File) -> Image.Image:
    """Return what Slack holds of a file, decoded to its last pixel."""
    image = Image.open(io.BytesIO(file.data))
    image.load()
    return image


@dataclass(slots=True)
class Town:
    """Both sandboxes, a provider's where there is one, and, while it runs, the bot."""

    slack: SlackSandbox
    openai: OpenAISandbox
    home: Path
    policy: Policy = UNHURRIED
    bot: Bot | None = None
    provider: OpenAISandbox | None = None
    keys: dict[str, str] = field(default_factory=dict)

    @property
    def setup(self) -> Setup:
        """What the bot is started with."""
        lane = Lane(SANDBOX, self.openai.base_url, self.openai.base_url.split("/")[2])
        fallbacks = self.policy.fallbacks
        keys = {
            name: HostKey(fallbacks[name].lane.host, value) for name, value in self.keys.items() if name in fallbacks
        }
        secrets = Secrets("xoxb-sandbox", "xapp-sandbox", "sk-sandbox", fallback_keys=keys)
        return Setup(self.home, self.slack.api_url, lane, self.policy, secrets)

    @asynccontextmanager
    async def open(self, **policy: Any) -> AsyncIterator["Town"]:
        """Run the bot."""
        self.policy = replace(self.policy, **policy)
        async with running(self.setup) as self.bot:
            yield self

    async def say(
        self,
        text: str,
        *,
        user: str = "mo",
        channel: str = "general",
        thread: Message | None = None,
        files: Iterable[Attachment] = (),
        **how: Any,
    ) -> Message:
        """Somebody writes; `@darkroom` is a mention."""
        root = thread.root if thread else None
        return await self.slack.post(user=user, channel=channel, text=text, thread_ts=root, files=files, **how)

    async def answer(self, to: Message, timeout: float = PATIENCE_S) -> Message:
        """Return the outcome that the bot tells about a message, once the turn is closed."""
        trace = await self.closed(to, timeout)
        told = [row for row in trace["outbox"] if row["slack_ts"]]
        return self.slack.workspace.message(to.channel, told[-1]["slack_ts"])

    async def ask(self, text: str, timeout: float = PATIENCE_S, **how: Any) -> Message:
        """Say something and return the outcome."""
        return await self.answer(await self.say(text, **how), timeout)

    async def closed(self, asked: Message, timeout: float = PATIENCE_S) -> dict[str, Any]:
        """Return the trace of a message's turn as soon as it is closed."""
        await self.until(partial(self._gone, asked), timeout)
        return await self.idle_trace(asked)

    async def idle_trace(self, asked: Message) -> dict[str, Any]:
        """Wait until nothing runs, and return the trace of a message."""
        assert self.bot is not None
        assert await self.bot.dispatch.drain(PATIENCE_S) == 0
        await self.bot.stage.settle()
        return await self.trace(asked)

    async def trace(self, asked: Message) -> dict[str, Any]:
        """Return what the bot knows of the turn that a message asked for."""
        found = await self.traces(asked)
        assert found, "no turn was made of this message"
        return next((trace for trace in found if trace["turn"]["key"] == asked.ts), found[-1])

    async def traces(self, asked: Message) -> list[dict[str, Any]]:
        """Return every turn behind a message or its thread."""
        assert self.bot is not None
        return await self.bot.tracing.find(f"/archives/{asked.channel}/p{asked.ts.replace('.', '')}")

    def _gone(self, asked: Message, workspace: Workspace) -> bool:
        """Whether a new word of the bot stands behind *asked* and nothing passing is left."""
        said = [m for m in workspace.replies(asked) if m.by_bot and m.ts > asked.ts]
        return any(not _passing(message) for message in said)

    async def until(self, predicate: Callable[[Workspace], T | None], timeout: float = PATIENCE_S) -> T:
        """Wait until something is so in the workspace."""
        return await self.slack.wait_for(predicate, timeout)

    async def verdict(self, asked: Message) -> list[str]:
        """Return how the deliveries about a message were met, once all of them have been dealt with."""
        await self.until(lambda _: self._told(asked) or None)
        ids = [envelope.payload["event_id"] for envelope in self._told(asked)]
        async with asyncio.timeout(PATIENCE_S):
            while len(met := await self._met(ids)) < len(ids):
                await asyncio.sleep(0.005)
        return met

    def _told(self, asked: Message) -> list[Envelope]:
        """Return the deliveries of a message, once each of them has been acknowledged."""
        about = [e for e in self.slack.sockets.log if e.payload.get("event", {}).get("ts") == asked.ts]
        return about if all(envelope.state == "acked" for envelope in about) else []

    async def _met(self, ids: list[str]) -> list[str]:
        assert self.bot is not None
        return await self.bot.store.run(partial(_verdicts, ids))

    def uploaded(self) -> list[dict[str, Any]]:
        """Return the bodies of the requests that OpenAI received, oldest first."""
        return [entry.body for entry in self.openai.journal.of("POST", "/v1/responses")]

    def thread(self, root: Message) -> list[Message]:
        """Return what the bot has standing in a thread."""
        return [message for message in self.slack.workspace.replies(root) if message.by_bot]

    def whispers(self, user: str) -> list[str]:
        """Return what only this person was told."""
        return [message.all_text for message in self.slack.workspace.ephemerals_for(user)]

    def bill(self, trace: dict[str, Any]) -> int:
        """Return what the sandbox bills for a turn."""
        return sum(bill.nano_usd for bill in self.openai.meter.select(turn=trace["turn"]["id"]))

    async def verified(self) -> verification.Verified:
        """Return what `darkroom verify` finds."""
        assert self.bot is not None
        return await verification.run(self.bot.store, Blobs(self.home))


def _passing(message: Message) -> bool:
    return (message.metadata or {}).get("event_type") in {"darkroom_status", "darkroom_preview"}


def settled(trace: dict[str, Any]) -> int:
    """Return what the books say a turn cost."""
    return sum(entry["nano_usd"] for entry in trace["ledger"] if entry["kind"] in SETTLED)


def basis(trace: dict[str, Any]) -> list[str]:
    """Return the basis of each settlement."""
    return [entry["basis"] for entry in trace["ledger"] if entry["kind"] == "settlement"]


def kinds(trace: dict[str, Any]) -> list[str]:
    """Return the kinds of ledger entries, in order."""
    return [entry["kind"] for entry in trace["ledger"]]


@asynccontextmanager
async def town(home: Path, **settings: Any) -> AsyncIterator[Town]:
    """Build a town without a bot in it yet."""
    escaped = frozenset({"/image-usage", "/image-budget"})  # as the manifest has it
    slack = SlackSandbox(settings=SlackSettings(escaped_commands=escaped))
    openai = OpenAISandbox(settings=OpenAISettings(**settings))
    await openai.start()
    await slack.start()
    try:
        yield Town(slack, openai, home)
    finally:
        await slack.stop()
        await openai.stop()


def _verdicts(ids: list[str], tx: Tx) -> list[str]:
    rows = [tx.row("SELECT verdict FROM inbox WHERE event_id = :id AND state = 'done'", {"id": i}) for i in ids]
    return [row["verdict"] for row in rows if row is not None]


def pictures_sent(body: dict[str, Any]) -> list[str]:
    """Return the input pictures of a request, as the journal abbreviates them."""
    return [part["image_url"] for part in body["input"][-1]["content"] if part["type"] == "input_image"]


def words_sent(body: dict[str, Any]) -> list[str]:
    """Return the texts of a request's last message."""
    return [part["text"] for part in body["input"][-1]["content"] if part["type"] == "input_text"]
