"""The environment: the only place secrets come from. A value is read once, at start."""

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.domain.fallbacks import Fallback
from bot.domain.host_key import HostKey

SLACK_API = "https://slack.com/api/"
OPENAI_API = "https://api.openai.com/v1"


class Environment(BaseSettings):
    """Every variable the program reads; each is documented in docs/settings.md."""

    model_config = SettingsConfigDict(env_prefix="", extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = SLACK_API
    openai_api_key: SecretStr | None = None
    openai_base_url: str = OPENAI_API
    openai_admin_key: SecretStr | None = None
    openai_project_id: str | None = None
    darkroom_home: Path = Field(default=Path("var"))
    darkroom_policy: Path | None = None

    def missing(self, *, http: bool) -> list[str]:
        """Return the names of the variables that `run` cannot do without."""
        needed = {"SLACK_BOT_TOKEN": self.slack_bot_token, "OPENAI_API_KEY": self.openai_api_key}
        extra = (
            {"SLACK_SIGNING_SECRET": self.slack_signing_secret} if http else {"SLACK_APP_TOKEN": self.slack_app_token}
        )
        return [name for name, value in {**needed, **extra}.items() if value is None]

    def fallback_keys(self, fallbacks: Mapping[str, Fallback]) -> dict[str, HostKey]:
        """Return the keys of the fallbacks that have one, each bound to its host.

        A value that is another secret of this program is no key of a fallback's: it would leave for another host.
        """
        mine = {value.get_secret_value() for value in dict(self).values() if isinstance(value, SecretStr)}
        found = {name: os.environ.get(fallback.key_env, "").strip() for name, fallback in fallbacks.items()}
        return {
            name: HostKey(fallbacks[name].lane.host, value)
            for name, value in found.items()
            if value and value not in mine
        }
