"""The one table that translates what Slack says into blame. Nothing at Slack costs money."""

from bot.domain.errors import Billed, Blame, ProviderError

NEVER_SHARED = "never_shared"
RETRY = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
        "accesslimited",
        "connection_lost",
        "http_error",
        NEVER_SHARED,
    }
)
BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", "invalid_arguments", "invalid_arg_name"})
STALE = frozenset({"file_not_found", "file_deleted"})
NOT_THERE = frozenset({"not_in_channel", "channel_not_found", "is_archived", "restricted_action"})
GONE = frozenset({"message_not_found", "file_not_found", "file_deleted", "already_reacted", "no_reaction"})


def slack_error(code: str, retry_after_s: float | None = None) -> ProviderError:
    """Return the project's error for Slack's *code*; unknown codes are final."""
    blame = Blame(f"slack_{code}", "Slack did not take the message.", Billed.NO, retryable=code in RETRY)
    return ProviderError(blame, retry_after_s=retry_after_s)


def slack_code(error: ProviderError) -> str:
    """Return Slack's own code of an error made here."""
    return error.code.removeprefix("slack_")
