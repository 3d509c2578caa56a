"""Where responses are kept for those who ask again: running ones always, finished ones for a while."""

from collections.abc import Callable

from bot.sandbox.openai.refusal import Refusal
from bot.sandbox.openai.settings import Settings
from bot.sandbox.openai.work import Work


class Shelf:
    """Responses by id. What was never stored, is too old or was pushed out is a 404."""

    def __init__(self, settings: Settings, clock: Callable[[], float]) -> None:
        self._settings, self._clock = settings, clock
        self._works: dict[str, Work] = {}

    def put(self, work: Work) -> None:
        """Keep *work*, and drop the oldest finished ones that are too many."""
        self._works[work.id] = work
        finished = [kept.id for kept in self._works.values() if kept.ended]
        for response_id in finished[: max(0, len(finished) - self._settings.retained_responses)]:
            self.drop(response_id)

    def get(self, response_id: str) -> Work:
        """Return the work; raises a 404 `Refusal`."""
        work = self._works.get(response_id)
        if work is None or self._expired(work):
            self.drop(response_id)
            raise Refusal(f"Response with id '{response_id}' not found.", status=404)
        return work

    def drop(self, response_id: str) -> None:
        """Forget it, if it is there."""
        self._works.pop(response_id, None)

    def running(self) -> list[Work]:
        """Return everything that is still being made."""
        return [work for work in self._works.values() if not work.ended]

    def _expired(self, work: Work) -> bool:
        ended = work.completed_at if work.background else None
        return ended is not None and self._clock() - ended > self._settings.background_retention_s
