"""The lanes of this bot: the official one, used wherever nothing else is said, and the fallbacks a person may pick.

A lane is picked by name and by nothing else: none takes over for another, and an attempt is asked for only where it was
sent.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from bot.domain import fallbacks
from bot.domain.errors import PersonError
from bot.domain.fallbacks import IMAGES, FailedCalls, Fallback
from bot.domain.images_request import images_body
from bot.domain.lanes import Lane
from bot.domain.plan import Models, Step
from bot.domain.policy import Policy
from bot.domain.tariff import Tariff
from bot.domain.upstream_request import Modes, Tags, body
from bot.services.follow import Follow

NO_KEY = (
    "The lane {name} does not start: {variable} holds no key of its own on the machine this bot runs on. Whoever runs it "
    "can set it; leave out --via for the official route."
)
ON_FALLBACKS = Modes(background=False, store=False)


@dataclass(frozen=True, slots=True)
class OpenLane:
    """A lane that can be drawn on: where it is, how it counts, and who follows its answers."""

    lane: Lane
    tariff: Tariff
    follow: Follow
    fallback: Fallback | None = None

    @property
    def provider(self) -> str:
        """Who draws, in a sentence."""
        return self.fallback.provider if self.fallback else "OpenAI"

    @property
    def retries(self) -> bool:
        """Whether a further try surely costs nothing but itself."""
        return self.fallback is None or self.fallback.failed_calls is FailedCalls.NOT_BILLED

    def models(self, policy: Policy) -> Models:
        """Return the models it draws with; the Image API has no mainline."""
        if self.fallback is None:
            mainline, image = policy.mainline_model, policy.image_model
        else:
            mainline = "" if self.fallback.endpoint == IMAGES else policy.mainline_model
            image = self.fallback.model
        return Models(mainline, image, policy.max_output_tokens, policy.reasoning_effort)

    def modes(self, official: Modes) -> Modes:
        """Return how answers are kept upstream: not at all where it is not OpenAI."""
        return official if self.fallback is None else ON_FALLBACKS

    def body(self, step: Step, models: Models, modes: Modes, tags: Tags, instructions: str) -> dict[str, Any]:
        """Return the request of *step*."""
        if self.fallback is not None and self.fallback.endpoint == IMAGES:
            return images_body(step, models)
        return body(step, models, modes, tags, instructions)


@dataclass(frozen=True, slots=True)
class Lanes:
    """`without_key` are fallbacks of the policy whose variable holds no key: they do not start."""

    official: OpenLane
    fallbacks: Mapping[str, OpenLane] = field(default_factory=dict)
    without_key: Mapping[str, Fallback] = field(default_factory=dict)

    @property
    def names(self) -> AbstractSet[str]:
        """The names a person may pick."""
        return self.fallbacks.keys() | self.without_key.keys()

    def of(self, name: str | None) -> OpenLane:
        """Return the lane a person picked, the official one for None; raises PersonError where it does not start."""
        if name is None:
            return self.official
        if keyless := self.without_key.get(name):
            raise PersonError("lane_without_key", NO_KEY.format(name=name, variable=keyless.key_env))
        if name not in self.fallbacks:
            raise PersonError("no_such_lane", fallbacks.unknown(name, self.names))
        return self.fallbacks[name]

    def sent_by(self, lane_name: str, base_host: str) -> OpenLane | None:
        """Return the lane that an attempt was sent by; None where a fallback is gone or stands elsewhere now."""
        name = fallbacks.name_of(lane_name)
        if name is None:
            return self.official
        lane = self.fallbacks.get(name)
        return lane if lane is not None and lane.lane.host == base_host else None
