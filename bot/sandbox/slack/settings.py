"""What of the workspace can be set, by tests at any time and over `/sandbox/settings`.

Every default is what Slack does, but for two: delays are short, and rate limits are off until asked for.
Faults that happen a counted number of times live in `faults.py`; here is only what holds until changed.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

BOT_SCOPES = frozenset(
    {
        "app_mentions:read",
        "assistant:write",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "reactions:write",
        "usergroups:read",
        "users:read",
    }
)
BOT_EVENTS = frozenset(
    {
        "agent_session_stopped",
        "app_home_opened",
        "app_mention",
        "member_joined_channel",
        "message.channels",
        "message.groups",
        "message.im",
    }
)


class Settings(BaseModel):
    """Times are seconds. A field may be assigned at any time; a wrong value is refused."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    scopes: frozenset[str] = BOT_SCOPES
    events: frozenset[str] = BOT_EVENTS

    ready_delay: float = 0.02
    """From completing an upload to `mimetype` and the dimensions."""
    share_delay: float = 0.02
    """From completing an upload to its message and `shares`; never before it is ready."""
    upload_blocks: Literal["accepted", "invalid_blocks", "invalid_arguments"] = "accepted"
    """What completing an upload says to `blocks`."""

    ack_timeout: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    """Pauses before an unacknowledged event is told again; interactions and commands never are."""
    disconnect_grace: float = 10.0
    """From a `disconnect` message to the closing of that socket."""
    max_sockets: int = 10
    trigger_ttl: float = 3.0
    response_url_uses: int = 5

    refused_blocks: frozenset[str] = frozenset()
    """Block types that this workspace does not know yet."""
    mention_files: bool = False
    """Whether `app_mention` carries the message's files too."""
    escaped_commands: frozenset[str] = frozenset()
    """Commands whose text arrives with people and channels as `<@U…|name>`."""
    agent_sessions: Literal["accepted", "not_authorized"] = "accepted"

    enforce_limits: bool = False
    limit_minute: float = 60.0
    """How long a minute lasts for rate limits."""

    def change(self, values: dict[str, Any]) -> None:
        """Set several fields, all or none. Raises ValueError for an unknown field or a wrong value."""
        checked = Settings.model_validate(self.model_dump() | values)
        for name in values:
            setattr(self, name, getattr(checked, name))
