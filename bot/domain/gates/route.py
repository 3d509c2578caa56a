"""What a reviewer asks about, what class it is of, and what it is for.

An account pool is one whoever else says so; official is decided by the host alone; a failed mapping makes a wrapper.
The stop rules are those of the seed's table of routes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from bot.domain.gates.acceptance import Gate, Graded
from bot.domain.gates.facts import Grade
from bot.domain.gates.seen import Effect, SignalSeen


class RouteClass(StrEnum):
    """What stands behind a route."""

    OFFICIAL = "official"
    PROVIDER_GATEWAY = "provider_gateway"
    WRAPPER = "wrapper"
    ACCOUNT_POOL = "account_pool"
    UNKNOWN = "unknown"


STOP_RULES: Mapping[RouteClass, str] = {
    RouteClass.OFFICIAL: "Default for production.",
    RouteClass.PROVIDER_GATEWAY: "Must verify terms and failed-call billing.",
    RouteClass.WRAPPER: "Do not handle sensitive assets unless terms are clear.",
    RouteClass.ACCOUNT_POOL: "Stop; nothing but leaving it.",
    RouteClass.UNKNOWN: "Manual tests only, until every gate is evidenced.",
}


class Purpose(StrEnum):
    """What a route or a channel is for."""

    EXPERIMENTS = "experiments"
    INTERNAL = "internal"
    PUBLIC = "public content"
    CUSTOMER = "customer or brand assets"
    SENSITIVE = "anything sensitive"


ALSO_SAID: Mapping[str, Purpose] = {
    "experiment": Purpose.EXPERIMENTS,
    "public": Purpose.PUBLIC,
    "customer": Purpose.CUSTOMER,
    "brand": Purpose.CUSTOMER,
    "customer assets": Purpose.CUSTOMER,
    "brand assets": Purpose.CUSTOMER,
    "sensitive": Purpose.SENSITIVE,
}


def purpose_of(said: str) -> Purpose | None:
    """Return the purpose that a person names, by its first word or in full; None where there is no such purpose."""
    words = " ".join(said.replace("_", " ").replace("-", " ").lower().split())
    return {**ALSO_SAID, **{purpose.value: purpose for purpose in Purpose}}.get(words)


@dataclass(frozen=True, slots=True)
class Route:
    """Base URL, key group, model and endpoint. *official* is whether the host is on the dated list, *stated* what is said."""

    base_url: str
    model: str
    endpoint: str = ""
    key_group: str = ""
    stated: RouteClass | None = None
    official: bool = False

    @property
    def host(self) -> str:
        """Return the host, never what else an address may carry."""
        try:
            return urlsplit(self.base_url if "://" in self.base_url else f"//{self.base_url}").hostname or "no host"
        except ValueError:
            return "no host"


def pool_grounds(route: Route, signals: Sequence[SignalSeen]) -> tuple[str, ...]:
    """Return what shows an account pool: the class as stated, and signals. Empty is none."""
    stated = ("class:account_pool",) if route.stated is RouteClass.ACCOUNT_POOL else ()
    return (*stated, *(f"signal:{seen.id}" for seen in signals if seen.effect == Effect.ACCOUNT_POOL))


def class_of(route: Route, gates: Mapping[Gate, Graded], signals: Sequence[SignalSeen]) -> RouteClass:
    """Return the class of a route; where none is stated, a proven owner and mapping are a provider's gateway."""
    if pool_grounds(route, signals):
        return RouteClass.ACCOUNT_POOL
    if route.official:
        return RouteClass.OFFICIAL
    if gates[Gate.MAPPING].grade is Grade.FAILED:
        return RouteClass.WRAPPER
    if route.stated not in {None, RouteClass.OFFICIAL}:
        return route.stated or RouteClass.UNKNOWN
    proven = all(gates[gate].grade is Grade.EVIDENCED for gate in (Gate.OWNER, Gate.MAPPING))
    return RouteClass.PROVIDER_GATEWAY if proven else RouteClass.UNKNOWN
