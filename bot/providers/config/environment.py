"""The environment: the only place secrets come from. A value is read once, at start."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

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
