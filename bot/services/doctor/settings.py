"""What the environment and the policy file say, looked at before anything is started. No network, no database."""

from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot.domain import checkup, checkup_outside
from bot.domain.checkup import SETTINGS, Finding, State
from bot.domain.lanes import OFFICIAL, SANDBOX, is_loopback, lane_of
from bot.domain.policy import Policy
from bot.providers.config import dated_data, policy_file
from bot.providers.config.environment import OPENAI_API, SLACK_API, Environment
from bot.services.doctor.case import Case

# What each secret begins with, and where it is found.
SECRETS = {
    "SLACK_BOT_TOKEN": ("xoxb-", "OAuth & Permissions in the app's settings"),
    "SLACK_APP_TOKEN": ("xapp-", "Basic Information, with the scope connections:write"),
    "OPENAI_API_KEY": ("sk-", "the bot's own project at OpenAI"),
}
LANES: dict[str, checkup.Judged] = {
    OFFICIAL: (State.OK, "Pictures come from OpenAI's own API.", ""),
    SANDBOX: (
        State.WARNING,
        "OPENAI_BASE_URL is on this machine: everything drawn is a sandbox's.",
        "Unset it for real pictures.",
    ),
}
PROVIDER_ROUTE = (
    State.PROBLEM,
    "OPENAI_BASE_URL is not OpenAI's own API over https; the bot does not start with it.",
    f"Unset it, or set it to {OPENAI_API}; a provider's route is named in the policy, under fallbacks.",
)


def policy_of(environment: Environment) -> Policy:
    """Return the policy that would hold; the default one where its file cannot be used, which is told by `examine`."""
    try:
        return policy_file.load(environment.darkroom_policy)
    except policy_file.PolicyFileError:
        return Policy()


def usable(environment: Environment, name: str) -> str | None:
    """Return a secret that is set and looks like what it should be: nothing else is sent anywhere."""
    value = _value(environment, name)
    return value if checkup_outside.token(name, value, *SECRETS[name])[0] is State.OK else None


def _value(environment: Environment, name: str) -> str | None:
    secret: SecretStr | None = getattr(environment, name.lower())
    return secret.get_secret_value() if secret else None


async def examine(case: Case) -> list[Finding]:
    """Return what is set, what is missing, and what cannot be."""
    environment = case.environment
    return [
        *(Finding(SETTINGS, name.lower(), *_token(environment, name)) for name in SECRETS),
        Finding(SETTINGS, "signing_secret", *checkup_outside.signing(_value(environment, "SLACK_SIGNING_SECRET"))),
        Finding(SETTINGS, "admin_key", *checkup_outside.admin_key(*_keys(environment))),
        Finding(SETTINGS, "slack_address", *_slack_address(environment.slack_api_url)),
        Finding(SETTINGS, "lane", *_lane(environment.openai_base_url)),
        Finding(SETTINGS, "policy", *_policy(environment.darkroom_policy)),
        Finding(SETTINGS, "reviewers", *checkup.reviewers(case.policy)),
    ]


def _keys(environment: Environment) -> tuple[str | None, str | None]:
    return _value(environment, "OPENAI_ADMIN_KEY"), _value(environment, "OPENAI_API_KEY")


def _token(environment: Environment, name: str) -> checkup.Judged:
    value = _value(environment, name)
    state, sentence, remedy = checkup_outside.token(name, value, *SECRETS[name])
    if name == "SLACK_APP_TOKEN" and value is None and environment.slack_signing_secret:
        return State.WARNING, sentence, "Only `darkroom run --http` can be used without it."
    return state, sentence, remedy


def _slack_address(url: str) -> checkup.Judged:
    if url == SLACK_API:
        return State.OK, "Slack is reached at its own address.", ""
    if is_loopback(urlsplit(url).hostname or ""):
        return (
            State.WARNING,
            "SLACK_API_URL is on this machine: the workspace is a sandbox.",
            "Unset it for a real one.",
        )
    return State.WARNING, f"SLACK_API_URL is {url}: tokens are sent there.", "Unset it unless that is a proxy of yours."


def _lane(base_url: str) -> checkup.Judged:
    lane = lane_of(base_url, dated_data.official_hosts())
    return LANES[lane.name] if lane else PROVIDER_ROUTE


def _policy(path: Path | None) -> checkup.Judged:
    if path is None:
        return State.OK, "No policy file: the defaults hold.", ""
    try:
        policy = policy_file.load(path)
    except policy_file.PolicyFileError as error:
        return State.PROBLEM, f"The policy file cannot be used: {error}", "docs/settings.md explains every key."
    admins = f"{len(policy.admins)} admins" if policy.admins else "workspace admins are admins"
    return State.OK, f"The policy file holds; {admins}.", ""
