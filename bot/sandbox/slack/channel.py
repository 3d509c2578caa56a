"""The conversations of the workspace: public, private, shared with another company, and direct messages."""

from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.slack.person import BOT_USER, OTHER_TEAM, PEOPLE, TEAM
from bot.sandbox.slack.wire import Json

Kind = Literal["public", "private", "im"]

# kind → (channel_type of a message event, event subscription, scope for reading, part of a file's `shares`)
EVENT_TYPE: dict[Kind, str] = {"public": "channel", "private": "group", "im": "im"}
SUBSCRIPTION: dict[Kind, str] = {"public": "message.channels", "private": "message.groups", "im": "message.im"}
SCOPE_FAMILY: dict[Kind, str] = {"public": "channels", "private": "groups", "im": "im"}
SHARES: dict[Kind, str] = {"public": "public", "private": "private", "im": "private"}


@dataclass(slots=True)
class Channel:
    """A conversation and who is in it."""

    id: str
    name: str
    kind: Kind = "public"
    members: set[str] = field(default_factory=set)
    is_ext_shared: bool = False

    @property
    def has_bot(self) -> bool:
        """Whether the bot is a member."""
        return BOT_USER in self.members

    @property
    def person(self) -> str | None:
        """The other side of a direct message."""
        return next(iter(self.members - {BOT_USER}), None) if self.kind == "im" else None

    def wire(self) -> Json:
        """The `channel` object of conversations.info."""
        if self.kind == "im":
            return {"id": self.id, "created": 1700000000, "is_im": True, "is_org_shared": False, "user": self.person}
        return {
            "id": self.id,
            "name": self.name,
            "created": 1700000000,
            "is_channel": self.kind == "public",
            "is_group": False,
            "is_im": False,
            "is_mpim": False,
            "is_private": self.kind == "private",
            "is_archived": False,
            "is_general": self.name == "general",
            "is_member": self.has_bot,
            "is_shared": self.is_ext_shared,
            "is_ext_shared": self.is_ext_shared,
            "is_org_shared": False,
            "context_team_id": TEAM,
            "shared_team_ids": [TEAM, OTHER_TEAM] if self.is_ext_shared else [TEAM],
            "num_members": len(self.members),
        }


def seed() -> list[Channel]:
    """The channels that a new workspace has, and one direct message per person."""
    ada, mo, rae, gus, xen = "U0ADA", "U0MO", "U0RAE", "U0GUS", "U0XEN"
    named = [
        Channel("C0GENERAL", "general", members={ada, mo, rae, gus, BOT_USER}),
        Channel("C0CAMPAIGNS", "campaigns", members={ada, mo, rae, BOT_USER}),
        Channel("C0SOCIAL", "social", members={ada, mo, rae, gus, BOT_USER}),
        Channel("C0PRIVATELAB", "private-lab", "private", {ada, rae}),
        Channel("C0PARTNERS", "partners", members={ada, mo, rae, xen, BOT_USER}, is_ext_shared=True),
    ]
    people = [person for person in PEOPLE if person.role != "bot"]
    return named + [Channel(f"D0{p.name.upper()}", "", "im", {p.id, BOT_USER}) for p in people]
