"""A modal or a Home tab: what the bot opened, and what a person has done with it."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.slack.person import APP, BOT, TEAM
from bot.sandbox.slack.wire import Json


@dataclass(slots=True, eq=False)
class View:
    """A view as it stands. `open` ends with submit or close; `errors` are what the last submit was refused for."""

    id: str
    user: str
    content: Json
    hash: str
    root: str
    previous: str | None = None
    open: bool = True
    errors: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """modal or home."""
        return str(self.content["type"])

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        return list(self.content.get("blocks", []))

    def wire(self) -> Json:
        """The `view` object of answers and payloads."""
        shown = {name: self.content.get(name) for name in ("title", "submit", "close")}
        return {
            "id": self.id,
            "team_id": TEAM,
            "app_id": APP,
            "bot_id": BOT,
            "app_installed_team_id": TEAM,
            "type": self.type,
            "blocks": self.blocks,
            "callback_id": self.content.get("callback_id", ""),
            "private_metadata": self.content.get("private_metadata", ""),
            "external_id": self.content.get("external_id", ""),
            "clear_on_close": self.content.get("clear_on_close", False),
            "notify_on_close": self.content.get("notify_on_close", False),
            "hash": self.hash,
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "state": {"values": self.values},
            **shown,
        }
