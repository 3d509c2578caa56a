"""What an examination is about: the environment, the policy that would hold, and the moment."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.checkup import Finding
from bot.domain.policy import Policy
from bot.providers.config.environment import Environment


@dataclass(frozen=True, slots=True)
class Case:
    """`policy` is the default one where its file cannot be used; `now` is in UTC."""

    environment: Environment
    policy: Policy
    now: datetime

    @property
    def models(self) -> list[str]:
        """The models that the policy asks for, each once."""
        return list(dict.fromkeys([self.policy.mainline_model, self.policy.image_model]))


Check = Callable[[Case], Awaitable[Sequence[Finding]]]
