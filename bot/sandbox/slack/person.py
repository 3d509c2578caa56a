"""The people of the workspace: one for each kind of actor a bot must tell apart."""

from dataclasses import dataclass
from typing import Literal

from bot.sandbox.slack.wire import Json

TEAM = "T0SANDBOX"
OTHER_TEAM = "T0OTHER"
APP = "A0SANDBOX"
BOT_USER = "U0DARKROOM"
BOT = "B0DARKROOM"
SLACKBOT = "USLACKBOT"

Role = Literal["admin", "member", "guest", "stranger", "deleted", "bot"]

FLAGS: dict[Role, Json] = {
    "admin": {"is_admin": True},
    "member": {},
    "guest": {"is_restricted": True, "is_ultra_restricted": True},
    "stranger": {"is_stranger": True},
    "deleted": {"deleted": True},
    "bot": {"is_bot": True},
}
NO_FLAGS: Json = {
    "deleted": False,
    "is_admin": False,
    "is_owner": False,
    "is_primary_owner": False,
    "is_restricted": False,
    "is_ultra_restricted": False,
    "is_bot": False,
    "is_app_user": False,
}


@dataclass(frozen=True, slots=True)
class Person:
    """A user account, people and the bot alike."""

    id: str
    name: str
    real_name: str
    role: Role
    about: str = ""
    team: str = TEAM

    def wire(self) -> Json:
        """The `user` object of users.info."""
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "real_name": self.real_name,
            "tz": "Etc/UTC",
            "tz_label": "Coordinated Universal Time",
            "tz_offset": 0,
            "updated": 1700000000,
            "profile": self._profile(),
            **NO_FLAGS,
            **FLAGS[self.role],
        }

    def _profile(self) -> Json:
        profile: Json = {"real_name": self.real_name, "display_name": self.name, "team": self.team}
        if self.id == BOT_USER:
            profile |= {"api_app_id": APP, "bot_id": BOT}
        return profile


PEOPLE = (
    Person("U0ADA", "ada", "Ada", "admin", "workspace admin"),
    Person("U0MO", "mo", "Mo", "member", "member"),
    Person("U0RAE", "rae", "Rae", "member", "member, the reviewer"),
    Person("U0GUS", "gus", "Gus", "guest", "single-channel guest"),
    Person("U0XEN", "xen", "Xen", "stranger", "from another company", OTHER_TEAM),
    Person("U0DEL", "del", "Del", "deleted", "deactivated"),
    Person(BOT_USER, "darkroom", "Darkroom", "bot", "the bot"),
    Person(SLACKBOT, "slackbot", "Slackbot", "bot", "Slack itself"),
)
