"""The official contract as it stands now: the dated files, the operator's models, and today. Asks nobody outside."""

from datetime import UTC, datetime

from bot.domain.answers import ContractAnswer
from bot.domain.contract import Used, stale
from bot.domain.policy import Policy
from bot.ports import Clock
from bot.providers.config import contract_file


class OfficialContract:
    """Says what is official, and what of that is stale."""

    def __init__(self, policy: Policy, clock: Clock) -> None:
        self._used = Used(policy.mainline_model, policy.image_model)
        self._clock = clock

    def answer(self) -> ContractAnswer:
        """Return the contract of this moment."""
        now = self._clock()
        contract = contract_file.contract(self._used, now)
        return ContractAnswer(contract, stale(contract, datetime.fromtimestamp(now / 1000, UTC).date()))
