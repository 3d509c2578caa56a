"""What follows `/gateway`: a verb and its object, read strictly enough to say what is wrong."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import PersonError

USAGE = "Use: review URL for what · list · show ID · revoke ID why · export ID · contract."


class Verb(StrEnum):
    """What can be done."""

    REVIEW = "review"
    LIST = "list"
    SHOW = "show"
    REVOKE = "revoke"
    EXPORT = "export"
    CONTRACT = "contract"


NEEDS_OBJECT = frozenset({Verb.REVIEW, Verb.SHOW, Verb.REVOKE, Verb.EXPORT})


@dataclass(frozen=True, slots=True)
class GatewayRequest:
    """A verb, what it is about, and what else was said."""

    verb: Verb
    about: str = ""
    rest: str = ""


def parse(text: str) -> GatewayRequest:
    """Return what *text* asks; raises PersonError with the usage."""
    verb, _, rest = text.strip().partition(" ")
    if not verb:
        return GatewayRequest(Verb.LIST)
    found = next((one for one in Verb if one == verb.lower()), None)
    if found is None:
        raise PersonError("gateway_verb", f"There is no “{verb}” here. {USAGE}")
    about, _, more = rest.strip().partition(" ")
    if found in NEEDS_OBJECT and not about:
        raise PersonError("gateway_object", f"{found} what? {USAGE}")
    return GatewayRequest(found, about.strip("`<>") if found is not Verb.REVIEW else rest.strip(), more.strip())


def reviews_a_route(text: str) -> bool:
    """Whether *text* asks for a review, which begins a thread."""
    verb, _, rest = text.strip().partition(" ")
    return verb.lower() == Verb.REVIEW and bool(rest.strip())
