"""What Slack's manifest reference knows: which keys may stand where, and how long a text may be. Anything else is refused.

Only what this app's manifest uses is written here; a new key is looked up there first.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl


class Part(BaseModel):
    """A table of the manifest: no key stands in it that is not written here."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Metadata(Part):
    """`_metadata`"""

    major_version: Literal[1, 2]


class DisplayInformation(Part):
    """`display_information`"""

    name: Annotated[str, Field(min_length=1, max_length=35)]
    description: Annotated[str, Field(min_length=1, max_length=140)]
    long_description: Annotated[str, Field(min_length=174, max_length=4000)]
    background_color: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Prompt(Part):
    """One of the first sentences to click."""

    title: Annotated[str, Field(min_length=1)]
    message: Annotated[str, Field(min_length=1)]


class AgentView(Part):
    """`features.agent_view`"""

    agent_description: Annotated[str, Field(min_length=1, max_length=300)]
    suggested_prompts: Annotated[list[Prompt], Field(max_length=4)]


class AppHome(Part):
    """`features.app_home`"""

    home_tab_enabled: bool
    messages_tab_enabled: bool
    messages_tab_read_only_enabled: bool


class BotUser(Part):
    """`features.bot_user`"""

    display_name: Annotated[str, Field(max_length=80, pattern=r"^[a-z0-9._-]+$")]
    always_online: bool


class SlashCommand(Part):
    """One of `features.slash_commands`; `url` where no socket is used."""

    command: Annotated[str, Field(max_length=32, pattern=r"^/[a-z0-9_-]+$")]
    description: Annotated[str, Field(min_length=1, max_length=2000)]
    usage_hint: Annotated[str, Field(min_length=1, max_length=1000)]
    should_escape: bool
    url: HttpUrl | None = Field(default=None, strict=False)


class Shortcut(Part):
    """One of `features.shortcuts`"""

    name: Annotated[str, Field(min_length=1, max_length=24)]
    type: Literal["message", "global"]
    callback_id: Annotated[str, Field(min_length=1, max_length=255)]
    description: Annotated[str, Field(min_length=1, max_length=150)]


class Features(Part):
    """`features`; agent_view and the older assistant_view exclude each other, and the older one is going away."""

    agent_view: AgentView
    app_home: AppHome
    bot_user: BotUser
    slash_commands: Annotated[list[SlashCommand], Field(max_length=50)]
    shortcuts: Annotated[list[Shortcut], Field(max_length=10)]


class Scopes(Part):
    """`oauth_config.scopes`: the bot acts as itself, never for a person."""

    bot: list[str]


class OAuthConfig(Part):
    """`oauth_config`"""

    scopes: Scopes


class EventSubscriptions(Part):
    """`settings.event_subscriptions`; `request_url` where no socket is used."""

    bot_events: list[str]
    request_url: HttpUrl | None = Field(default=None, strict=False)


class Interactivity(Part):
    """`settings.interactivity`; `request_url` where no socket is used."""

    is_enabled: bool
    request_url: HttpUrl | None = Field(default=None, strict=False)


class Settings(Part):
    """`settings`"""

    event_subscriptions: EventSubscriptions
    interactivity: Interactivity
    org_deploy_enabled: bool
    socket_mode_enabled: bool
    token_rotation_enabled: bool


class Manifest(Part):
    """The whole."""

    metadata: Metadata = Field(alias="_metadata")
    display_information: DisplayInformation
    features: Features
    oauth_config: OAuthConfig
    settings: Settings
