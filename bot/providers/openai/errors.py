"""The one table that translates what OpenAI says into blame. First row that fits wins; the last one fits everything.

Sources: the error-code and rate-limit guides, and `ResponseError.code`. Whether a refused call is billed is published
nowhere: it stays unknown, and so held.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.domain.errors import Billed, Blame, Moderation, ProviderError, Refusal
from bot.domain.upstream import UpstreamError

MODERATION_CODES = frozenset({"moderation_blocked", "image_content_policy_violation", "content_policy_violation"})
QUOTA_CODES = frozenset(
    {
        "insufficient_quota",
        "credit_balance_exhausted",
        "project_spend_limit_exceeded",
        "organization_spend_limit_exceeded",
        "organization_usage_limit_exceeded",
        "billing_hard_limit_reached",
    }
)
PICTURE_CODES = frozenset(
    {
        "invalid_image",
        "invalid_image_format",
        "invalid_base64_image",
        "invalid_image_url",
        "image_too_large",
        "image_too_small",
        "image_parse_error",
        "invalid_image_mode",
        "image_file_too_large",
        "unsupported_image_media_type",
        "empty_image_file",
        "failed_to_download_image",
        "image_file_not_found",
    }
)

REFUSED = Blame(
    "moderation_blocked", "OpenAI's safety check stopped it", Billed.UNKNOWN, next_step="Reword it and ask again."
)


@dataclass(frozen=True, slots=True)
class Row:
    """When every given condition holds, `blame` is the translation."""

    blame: Blame
    status: int | None = None
    codes: frozenset[str] = frozenset()
    says: str = ""

    def fits(self, error: UpstreamError) -> bool:
        """Whether *error* is this row's."""
        said = (error.message or "").lower()
        return (
            (self.status is None or error.http_status == self.status)
            and (not self.codes or error.code in self.codes)
            and self.says in said
        )


NO, UNKNOWN = Billed.NO, Billed.UNKNOWN
TABLE: tuple[Row, ...] = (
    Row(REFUSED, codes=MODERATION_CODES),
    Row(
        Blame(
            "quota",
            "OpenAI declined: the account's credit or spending limit is used up.",
            NO,
            next_step="An admin can raise it.",
        ),
        codes=QUOTA_CODES,
    ),
    Row(
        Blame(
            "invalid_picture",
            "OpenAI could not read an attached picture.",
            NO,
            next_step="Attach it again as PNG or JPEG.",
        ),
        codes=PICTURE_CODES,
    ),
    Row(
        Blame(
            "key_rejected",
            "OpenAI does not accept this bot's key.",
            NO,
            next_step="An admin needs to check OPENAI_API_KEY.",
        ),
        status=401,
    ),
    Row(
        Blame(
            "organization_unverified",
            "OpenAI wants the organization verified before it draws.",
            NO,
            next_step="An admin can do that in OpenAI's organization settings.",
        ),
        says="verif",
    ),
    Row(
        Blame(
            "forbidden",
            "OpenAI does not let this bot's key draw.",
            NO,
            next_step="An admin needs to check the key's permissions.",
        ),
        status=403,
    ),
    Row(
        Blame(
            "model_unavailable",
            "OpenAI does not offer this bot the model it asks for.",
            NO,
            next_step="An admin needs to check the models in the policy.",
        ),
        status=404,
    ),
    Row(
        Blame(
            "rate_limited",
            "OpenAI is limiting how fast this bot may draw.",
            NO,
            retryable=True,
            next_step="Try again in a minute.",
        ),
        status=429,
    ),
    Row(
        Blame(
            "rate_limited",
            "OpenAI is limiting how fast this bot may draw.",
            UNKNOWN,
            next_step="Try again in a minute.",
        ),
        codes=frozenset({"rate_limit_exceeded"}),
    ),
    Row(
        Blame("background_rejected", "OpenAI does not take background requests here.", NO, next_step="Try again."),
        status=400,
        says="background",
    ),
    Row(
        Blame(
            "rejected",
            "OpenAI did not accept the request.",
            NO,
            next_step="Ask again in other words, or show an admin the trace.",
        ),
        status=400,
    ),
    Row(
        Blame("too_large", "The request was too large for OpenAI.", NO, next_step="Attach smaller pictures."),
        status=413,
    ),
    Row(Blame("timeout", "OpenAI did not answer in time.", UNKNOWN, next_step="Try again."), status=408),
    Row(Blame("upstream_failed", "OpenAI failed while working on it.", UNKNOWN, next_step="Try again.")),
)

NOT_REACHED = Blame("not_reached", "OpenAI could not be reached.", Billed.NO, next_step="Try again in a minute.")
NO_ANSWER = Blame(
    "no_answer", "The connection to OpenAI broke before it answered.", Billed.UNKNOWN, next_step="Try again."
)


def translate(error: UpstreamError) -> ProviderError:
    """Return the project's error for OpenAI's *error*; every error has one."""
    blame = next(row.blame for row in TABLE if row.fits(error))
    if blame is REFUSED:
        moderation = Moderation(error.moderation_stage, error.moderation_categories)
        return Refusal(blame, moderation, request_id=error.request_id)
    return ProviderError(blame, retry_after_s=error.retry_after_s, request_id=error.request_id)


def named(provider: str, variable: str) -> Callable[[ProviderError], ProviderError]:
    """Return what tells an error of *provider*, whose key *variable* holds, instead of OpenAI."""

    def of(said: str) -> str:
        return said.replace("OPENAI_API_KEY", variable).replace("OpenAI", provider)

    def tell(error: ProviderError) -> ProviderError:
        error.blame = replace(error.blame, sentence=of(error.blame.sentence), next_step=of(error.blame.next_step))
        error.sentence = error.blame.sentence
        return error

    return tell
