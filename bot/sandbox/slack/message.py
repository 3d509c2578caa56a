"""A message: what was sent, as it was sent, and what a reader would see of it.

`text` and `blocks` are stored unchanged. Everything that a test or the page wants to know (buttons, pictures,
alt texts, broken pictures) is read out of them, never kept beside them.
"""

from dataclasses import dataclass, field

from bot.sandbox.slack.file import File
from bot.sandbox.slack.mrkdwn import walk
from bot.sandbox.slack.person import APP, BOT, BOT_USER, TEAM
from bot.sandbox.slack.wire import Json

PICKERS = frozenset({"users_select", "conversations_select", "channels_select", "datepicker"})
CHOOSERS = frozenset({"static_select", "overflow", "radio_buttons"})
CLICKABLE = frozenset({"button", "icon_button", "feedback_buttons", *CHOOSERS, *PICKERS})


@dataclass(frozen=True, slots=True)
class Revision:
    """What a message said before it was changed."""

    text: str
    blocks: list[Json]


@dataclass(frozen=True, slots=True)
class Button:
    """Something in a message that can be clicked: one entry per value it can send. A picker's is still open."""

    action_id: str
    block_id: str
    label: str
    value: str | None
    style: str | None
    element: Json


@dataclass(slots=True, eq=False)
class Message:
    """A message as the channel holds it; an ephemeral one when `only_for` names its only reader."""

    ts: str
    channel: str
    user: str
    text: str
    team: str = TEAM
    thread_ts: str | None = None
    blocks: list[Json] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    bot_id: str | None = None
    metadata: Json | None = None
    reply_broadcast: bool = False
    subtype: str | None = None
    client_msg_id: str | None = None
    only_for: str | None = None
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    broadcasts: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    not_found_images: list[str] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    deleted: bool = False

    @property
    def by_bot(self) -> bool:
        """Whether the bot wrote it."""
        return self.user == BOT_USER

    @property
    def root(self) -> str:
        """The ts of the thread that it belongs to or would start."""
        return self.thread_ts or self.ts

    @property
    def alt_texts(self) -> list[str]:
        """The alt text of every image block and file."""
        in_blocks = [str(node["alt_text"]) for node in walk(self.blocks) if node.get("type") == "image"]
        return in_blocks + [file.alt_txt for file in self.files if file.alt_txt]

    @property
    def block_texts(self) -> list[str]:
        """Every text that the blocks show, in order."""
        return [node["text"] for node in walk(self.blocks) if isinstance(node.get("text"), str)]

    @property
    def all_text(self) -> str:
        """Everything that can be read in it."""
        return "\n".join([self.text, *self.block_texts])

    @property
    def buttons(self) -> list[Button]:
        """Everything in it that can be clicked."""
        return buttons(self.blocks)

    def button(self, action_id: str) -> Button:
        """The one with that action id. Raises LookupError naming those that are there."""
        for button in self.buttons:
            if button.action_id == action_id:
                return button
        raise LookupError(f"no button {action_id!r} here, only {[b.action_id for b in self.buttons]}")

    def wire(self, *, with_metadata: bool = False, in_event: bool = False) -> Json:
        """The message object, as Slack's answers and events carry it."""
        return {
            "type": "message",
            "user": self.user,
            "team": self.team,
            "ts": self.ts,
            "text": self.text,
            **self._authorship(),
            **self._optional(in_event=in_event),
            **self._metadata(in_full=with_metadata),
        }

    def _authorship(self) -> Json:
        if self.bot_id:
            return {"bot_id": BOT, "app_id": APP, "bot_profile": {"id": BOT, "app_id": APP, "name": "Darkroom"}}
        return {"client_msg_id": self.client_msg_id} if self.client_msg_id else {}

    def _optional(self, *, in_event: bool) -> Json:
        reactions = [{"name": n, "users": list(who), "count": len(who)} for n, who in self.reactions.items()]
        everything: Json = {
            "subtype": self.subtype,
            "thread_ts": self.thread_ts,
            "blocks": self.blocks,
            "files": [file.wire(in_event=in_event) for file in self.files],
            "upload": bool(self.files) and in_event,
            "edited": self.edited,
            "reactions": reactions,
        }
        return {name: value for name, value in everything.items() if value}

    def _metadata(self, *, in_full: bool) -> Json:
        if self.metadata is None:
            return {}
        return {"metadata": self.metadata if in_full else {"event_type": self.metadata["event_type"]}}


def buttons(blocks: list[Json]) -> list[Button]:
    """Everything clickable in *blocks*."""
    return [
        button
        for block in blocks
        for node in walk(block)
        if node.get("type") in CLICKABLE and block.get("type") != "input"
        for button in _choices(node, str(block.get("block_id", "")))
    ]


def _choices(element: Json, block_id: str) -> list[Button]:
    action_id = str(element.get("action_id", ""))

    def choice(text: Json | None, value: str | None) -> Button:
        label = str((text or {}).get("text", ""))
        return Button(action_id, block_id, label, value, element.get("style"), element)

    match element["type"]:
        case "button" | "icon_button":
            return [choice(element.get("text"), element.get("value"))]
        case "feedback_buttons":
            sides = (element["positive_button"], element["negative_button"])
            return [choice(side.get("text"), side.get("value")) for side in sides]
        case kind if kind in PICKERS:
            return [choice(element.get("placeholder"), None)]
        case _:
            return [choice(option.get("text"), option.get("value")) for option in offered(element)]


def offered(element: Json) -> list[Json]:
    """The options of an element, out of their groups."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def named(blocks: list[Json]) -> list[Json]:
    """The blocks, each with a block_id, as Slack hands them back."""
    return [{"block_id": f"b{number}", **block} for number, block in enumerate(blocks)]
