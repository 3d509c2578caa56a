"""Who may look at what a turn cost: whoever asked and admins always; others as far as the policy's receipts go."""

from typing import Any

from bot.domain import people
from bot.domain.policy import Policy, Receipts
from bot.ports import Directory

NOT_FOR_YOU = "Only whoever asked for this picture, or an admin, can see its details."


class Disclosure:
    """Decides about details."""

    def __init__(self, directory: Directory, policy: Policy) -> None:
        self._directory, self._policy = directory, policy

    async def denial(self, user: str, turn: dict[str, Any]) -> str | None:
        """Return the sentence that turns *user* away from the details of *turn* (a traced row), or None."""
        if user == turn["actor"]:
            return None
        person = await self._directory.person(user)
        if people.is_admin(person, self._policy):
            return None
        outsider = people.denial(person, turn["team"], turn["channel"], self._policy)
        open_to_all = self._policy.audience(shared_channel=bool(turn["shared"])) is Receipts.CHANNEL
        return None if open_to_all and outsider is None else NOT_FOR_YOU
