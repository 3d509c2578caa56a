"""What the environment and the policy file say, looked at before anything is started. No network, no database."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from bot.domain import checkup
from bot.domain.checkup import Finding, State
from bot.domain.lanes import OFFICIAL, SANDBOX, is_loopback, lane_of
from bot.domain.policy import Policy
from bot.providers.config import dated_data, policy_file
from bot.providers.config.environment import OPENAI_API, SLACK_API, Environment

GROUP = "Settings"
LANES = {
    OFFICIAL: "Pictures come from OpenAI's own API.",
    SANDBOX: "OPENAI_BASE_URL is on this machine: everything drawn is a sandbox's.",
}
PROVIDER_ROUTE = (
    State.PROBLEM,
    "OPENAI_BASE_URL is not OpenAI's own API over https; the bot does not start with it.",
    f"Unset it, or set it to {OPENAI_API}: a provider's route needs a verdict in force.",
)


def policy_of(environment: Environment) -> Policy | None:
    """Return the policy that would hold, or None where its file cannot be used."""
    try:
        return policy_file.load(environment.darkroom_policy)
    except policy_file.PolicyFileError:
        return None


def examine(environment: Environment) -> Iterator[Finding]:
    """Yield what is set, what is missing, and what cannot be."""
    yield from _tokens(environment)
    yield Finding(GROUP, "signing_secret", *_signing(environment))
    yield Finding(GROUP, "slack_address", *_slack_address(environment.slack_api_url))
    yield Finding(GROUP, "lane", *_lane(environment.openai_base_url))
    yield Finding(GROUP, "policy", *_policy(environment.darkroom_policy))


def _tokens(environment: Environment) -> Iterator[Finding]:
    secrets = (
        ("SLACK_BOT_TOKEN", environment.slack_bot_token, "xoxb-", "OAuth & Permissions in the app's settings"),
        (
            "SLACK_APP_TOKEN",
            environment.slack_app_token,
            "xapp-",
            "Basic Information, with the scope connections:write",
        ),
        ("OPENAI_API_KEY", environment.openai_api_key, "sk-", "the bot's own project at OpenAI"),
    )
    for name, secret, prefix, where in secrets:
        value = secret.get_secret_value() if secret else None
        state, sentence, remedy = checkup.token(name, value, prefix, where)
        if name == "SLACK_APP_TOKEN" and value is None and environment.slack_signing_secret:
            state, remedy = State.WARNING, "Only `darkroom run --http` can be used without it."
        yield Finding(GROUP, name.lower(), state, sentence, remedy)


def _signing(environment: Environment) -> tuple[State, str, str]:
    if environment.slack_signing_secret is None:
        return State.OK, "SLACK_SIGNING_SECRET is not set: only Socket Mode can be used.", ""
    return State.OK, "SLACK_SIGNING_SECRET is set: `darkroom run --http` can be used.", ""


def _slack_address(url: str) -> tuple[State, str, str]:
    if url == SLACK_API:
        return State.OK, "Slack is reached at its own address.", ""
    if is_loopback(urlsplit(url).hostname or ""):
        return (
            State.WARNING,
            "SLACK_API_URL is on this machine: the workspace is a sandbox.",
            "Unset it for a real one.",
        )
    return State.WARNING, f"SLACK_API_URL is {url}: tokens are sent there.", "Unset it unless that is a proxy of yours."


def _lane(base_url: str) -> tuple[State, str, str]:
    lane = lane_of(base_url, dated_data.official_hosts())
    return (State.OK if lane.name == OFFICIAL else State.WARNING, LANES[lane.name], "") if lane else PROVIDER_ROUTE


def _policy(path: Path | None) -> tuple[State, str, str]:
    if path is None:
        return State.OK, "No policy file: the defaults hold.", ""
    try:
        policy = policy_file.load(path)
    except policy_file.PolicyFileError as error:
        return State.PROBLEM, f"The policy file cannot be used: {error}", "docs/settings.md explains every key."
    admins = f"{len(policy.admins)} admins" if policy.admins else "workspace admins are admins"
    return State.OK, f"The policy file holds; {admins}.", ""
