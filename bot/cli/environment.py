"""From the environment to a setup, or to the sentence that says what is missing."""

from pathlib import Path

from bot.domain.lanes import lane_of
from bot.domain.policy import Policy
from bot.providers.config import dated_data, policy_file
from bot.providers.config.environment import Environment
from bot.providers.config.setup import Secrets, Setup


class CannotStartError(RuntimeError):
    """What is missing or wrong, in a sentence for whoever runs the bot."""


def setup(environment: Environment, *, http: bool) -> Setup:
    """Return everything the bot is started with; raises CannotStartError."""
    if missing := environment.missing(http=http):
        raise CannotStartError(f"Set {', '.join(missing)} in the environment. README.md says where each comes from.")
    lane = lane_of(environment.openai_base_url, dated_data.official_hosts())
    if lane is None:
        raise CannotStartError(
            f"OPENAI_BASE_URL is {environment.openai_base_url}, which is not OpenAI's own API over https. Unset it to use "
            "the official route. A provider's route is never taken silently: name it in the policy under fallbacks, "
            "where it needs a verdict in force and is used only when somebody picks it."
        )
    try:
        policy = policy_file.load(environment.darkroom_policy)
    except policy_file.PolicyFileError as error:
        raise CannotStartError(f"The policy file cannot be used: {error}") from error
    return Setup(environment.darkroom_home, environment.slack_api_url, lane, policy, _secrets(environment, policy))


def _secrets(environment: Environment, policy: Policy) -> Secrets:
    bot_token, app_token = environment.slack_bot_token, environment.slack_app_token
    key, signing = environment.openai_api_key, environment.slack_signing_secret
    assert bot_token is not None  # noqa: S101 - `missing` has just said so
    assert key is not None  # noqa: S101
    return Secrets(
        slack_bot_token=bot_token.get_secret_value(),
        slack_app_token=app_token.get_secret_value() if app_token else None,
        openai_api_key=key.get_secret_value(),
        slack_signing_secret=signing.get_secret_value() if signing else None,
        fallback_keys=environment.fallback_keys(policy.fallbacks),
    )


def home_of(environment: Environment) -> Path:
    """Return the home folder; raises CannotStartError where there is no database in it."""
    if not (environment.darkroom_home / "darkroom.db").is_file():
        raise CannotStartError(f"There is no database in {environment.darkroom_home}; set DARKROOM_HOME.")
    return environment.darkroom_home
