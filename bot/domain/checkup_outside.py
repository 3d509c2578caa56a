"""Judgements of what the environment, Slack and OpenAI say: secrets, scopes, models and their last days, the clock.

Pure, as all of the examination's judgements; thresholds and answers stand in tables.
"""

from collections.abc import Mapping
from datetime import date

from bot.domain.checkup import Judged, State

SHUTDOWN_NEAR_DAYS = 30
SKEW_S = 60
NOT_REACHED = "Check the network, a proxy, and whether this machine may reach it."


def shutdown(model: str, last_day: date | None, today: date) -> Judged:
    """Judge how long a model will still be served."""
    if last_day is None:
        return State.OK, f"{model} has no known last day.", ""
    days = (last_day - today).days
    if days < 0:
        return State.PROBLEM, f"{model} was shut down on {last_day}.", "Choose another model in the policy: [models]."
    if days <= SHUTDOWN_NEAR_DAYS:
        return (
            State.WARNING,
            f"{model} will be shut down on {last_day}, in {days} days.",
            "Choose another model in the policy: [models].",
        )
    return State.OK, f"{model} is served until {last_day}.", ""


def clock(skew_s: float, who: str) -> Judged:
    """Judge how far this machine's clock is from somebody else's."""
    if abs(skew_s) > SKEW_S:
        sentence = f"This machine's clock is {abs(skew_s):.0f} s {'ahead of' if skew_s > 0 else 'behind'} {who}."
        return State.WARNING, sentence, "Let it be set by NTP: signatures and days of the books depend on it."
    return State.OK, f"This machine's clock agrees with {who}.", ""


def scopes(granted: frozenset[str], needed: frozenset[str]) -> Judged:
    """Judge what Slack has granted against what the manifest asks for."""
    missing, more = sorted(needed - granted), sorted(granted - needed)
    if missing:
        return (
            State.PROBLEM,
            f"The app lacks {', '.join(missing)}.",
            "Update the app from `darkroom manifest` and install it again.",
        )
    if more:
        return (
            State.WARNING,
            f"The app has every scope it needs, and {', '.join(more)} besides.",
            "Remove what is not in `darkroom manifest`, and install it again.",
        )
    return State.OK, f"The app has the {len(needed)} scopes it needs.", ""


def token(name: str, value: str | None, prefix: str, where: str) -> Judged:
    """Judge whether a secret is set and looks like what it should be; it is never shown."""
    if value is None:
        return State.PROBLEM, f"{name} is not set.", f"Take it from {where}."
    if value != value.strip():
        return State.PROBLEM, f"{name} has spaces or a line break around it.", "Set it again, without them."
    if not value.startswith(prefix):
        return State.PROBLEM, f"{name} does not begin with {prefix}.", f"Take it from {where}; it may be another token."
    return State.OK, f"{name} is set.", ""


def signing(value: str | None) -> Judged:
    """Judge the secret of HTTP mode, which only that mode needs."""
    if value is None:
        return State.OK, "SLACK_SIGNING_SECRET is not set: only Socket Mode can be used.", ""
    if value != value.strip() or value.startswith(("xox", "xapp-")):
        sentence = "SLACK_SIGNING_SECRET does not look like a signing secret."
        return State.PROBLEM, sentence, "Take it from Basic Information in the app's settings; it is not a token."
    return State.OK, "SLACK_SIGNING_SECRET is set: `darkroom run --http` can be used.", ""


def admin_key(value: str | None, key: str | None) -> Judged:
    """Judge the key that reads the organization's bill; *key* is the one that the bot draws with."""
    if value is None:
        return State.OK, "OPENAI_ADMIN_KEY is not set: `darkroom reconcile` cannot be used.", ""
    if value != value.strip() or not value.startswith("sk-") or value == key:
        sentence = "OPENAI_ADMIN_KEY does not look like an admin key of its own."
        return (
            State.PROBLEM,
            sentence,
            "Make an admin key in the organization's settings; the bot's own key reads no bills.",
        )
    return State.OK, "OPENAI_ADMIN_KEY is set: `darkroom reconcile` can be used.", ""


# Errors of Slack's own that say nothing about a token.
PASSING = frozenset({"ratelimited", "internal_error", "fatal_error", "request_timeout", "service_unavailable"})
REFUSED: Mapping[str, tuple[str, str]] = {
    "SLACK_BOT_TOKEN": ("Slack does not accept SLACK_BOT_TOKEN", "Install the app again and take its new token."),
    "SLACK_APP_TOKEN": (
        "Slack gives no socket for SLACK_APP_TOKEN",
        "It must be an app-level token with connections:write, and Socket Mode must be on.",
    ),
}


def slack(token: str, status: int, ok: object, error: object) -> Judged | None:
    """Judge what Slack answered to a token; None where it is good. `status` is 0 where nothing came back."""
    if not status:
        return State.WARNING, f"Slack was not reached; whether {token} is good is not known.", NOT_REACHED
    if ok is True:
        return None
    if ok is None or error in PASSING:
        return State.WARNING, f"Slack could not say whether {token} is good: {error or status}.", "Ask again later."
    sentence, remedy = REFUSED[token]
    return State.PROBLEM, f"{sentence}: {error}.", remedy


MODEL_ANSWERS: Mapping[int, Judged] = {
    0: (State.WARNING, "OpenAI was not reached; whether {model} can be used is not known.", NOT_REACHED),
    200: (State.OK, "{model} can be used with this key.", ""),
    401: (State.PROBLEM, "OpenAI does not accept OPENAI_API_KEY.", "Make a key in the bot's own project and set it."),
    403: (
        State.PROBLEM,
        "This key may not use {model}.",
        "Verify the organization in OpenAI's settings, and allow the model in the project's limits.",
    ),
    404: (
        State.PROBLEM,
        "{model} does not exist for this key.",
        "Choose another in the policy: [models]; for an image model, also verify the organization in OpenAI's settings.",
    ),
    429: (State.WARNING, "OpenAI answered “too many requests” about {model}.", "Ask again in a minute."),
}


def model(name: str, status: int) -> Judged:
    """Judge what OpenAI answered when asked about a model."""
    state, sentence, remedy = MODEL_ANSWERS.get(
        status, (State.WARNING, f"OpenAI answered {status} about {{model}}.", "Ask again later.")
    )
    return state, sentence.format(model=name), remedy
