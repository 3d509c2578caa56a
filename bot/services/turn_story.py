"""The story of a turn, from accepted to told. The one place, with Bolt's error handler, that catches broadly.

    understand → plan, estimate, quote → announce → draw each step → conclude → deliver
A turn found open after a crash goes on from where its rows say it stood.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import partial
from typing import Any

import structlog
from pydantic import TypeAdapter

from bot.domain.alt_text import alt_text
from bot.domain.announcement import Announcement, lately
from bot.domain.errors import OurError, PersonError
from bot.domain.fallbacks import label
from bot.domain.helping import help_text
from bot.domain.intent import Intent
from bot.domain.money import NanoUsd
from bot.domain.plan import Plan, Via, make
from bot.domain.policy import Policy, Receipts
from bot.domain.prices import MissingPriceError
from bot.domain.telling import Kind
from bot.domain.turn import Outcome, Turn, TurnState
from bot.ports import Clock, Stage
from bot.services.asking import Asking
from bot.services.closing import Closing
from bot.services.conclusion import Conclusion, conclude
from bot.services.covering import Covering
from bot.services.declining import Declining
from bot.services.delivery import Delivery
from bot.services.dispatch import Flags
from bot.services.followed import Followed
from bot.services.interrupted import Interrupted
from bot.services.lanes import Lanes, OpenLane
from bot.services.previews import Previews
from bot.services.rendering import Rendering
from bot.services.reviews.desk import Desk
from bot.services.understanding import Understanding, Understood
from db import attempts, transients, turns
from db.store import Store
from db.tx import Tx
from prompts.library import load

log = structlog.get_logger(__name__)
PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)
SIBLING_WAIT_S = 0.7
OUR_FAULT = "Something went wrong on the bot's side; the trace id lets whoever runs it find out what."


class TurnStory:
    """Plays turns."""

    def __init__(  # noqa: PLR0913 - the parts it is made of, by name
        self,
        *,
        store: Store,
        clock: Clock,
        policy: Policy,
        lanes: Lanes,
        covering: Covering,
        stage: Stage,
        understanding: Understanding,
        rendering: Rendering,
        asking: Asking,
        declining: Declining,
        interrupted: Interrupted,
        closing: Closing,
        delivery: Delivery,
        desk: Desk,
        later: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._store, self._clock, self._policy, self._stage = store, clock, policy, stage
        self._lanes, self._covering = lanes, covering
        self._understanding, self._rendering, self._interrupted = understanding, rendering, interrupted
        self._closing, self._delivery, self._later = closing, delivery, later
        self._asking, self._desk, self._declining = asking, desk, declining
        self._previews: dict[str, Previews] = {}

    async def play(self, turn_id: str, flags: Flags) -> None:
        """Bring a turn to its end, whatever happens on the way."""
        turn, state = await self._store.run(partial(_load, turn_id))
        if state in {TurnState.ACCEPTED, TurnState.DRAWING}:
            await self._to_an_outcome(turn, state, flags)
        await self._or_let_go(turn, self._delivery.deliver(turn))
        await self._or_let_go(turn, self._desk.told(turn))
        self._later(self._or_let_go(turn, self._tidy(turn, self._previews.pop(turn.id, None))))

    async def _or_let_go(self, turn: Turn, work: Coroutine[Any, Any, None]) -> None:
        """Do *work*; where it fails by our own fault, leave the turn for recovery to take up again."""
        try:
            await work
        except Exception:
            log.exception("turn not told", turn=turn.id)
            await self._store.run(partial(turns.let_go, turn_id=turn.id))

    async def _tidy(self, turn: Turn, previews: Previews | None) -> None:
        if previews is not None:
            await previews.over()
        await self._delivery.tidy(turn)

    async def _to_an_outcome(self, turn: Turn, state: TurnState, flags: Flags) -> None:
        try:
            if state is TurnState.ACCEPTED:
                await self._begin(turn, flags)
            else:
                await self._carry_on(turn, flags)
        except PersonError as error:
            await self._closing.refuse(turn, error)
        except MissingPriceError as error:
            await self._closing.refuse(turn, _no_price(error))
        except Exception:
            log.exception("turn failed", turn=turn.id)
            await self._interrupted.hold_open(turn)
            await self._desk.hold_open(turn)
            await self._closing.conclude(turn, Conclusion(Outcome.FAILED, Kind.NOT_DRAWN, OUR_FAULT), "internal")

    async def _begin(self, turn: Turn, flags: Flags) -> None:
        await self._stage.status(turn, working=True)
        turn = await self._whole(turn, flags)
        if await self._desk.play(turn, flags):
            return
        understood = await self._understanding.read(turn)
        if understood.intent is Intent.ACKNOWLEDGE:
            await self._stage.thank(turn.channel, turn.key)
            await self._closing.acknowledge(turn)
        elif understood.intent is Intent.EXPLAIN:
            await self._closing.conclude(turn, Conclusion(Outcome.ANSWERED, Kind.WORDS, help_text()))
        elif understood.choice is not None:
            await self._closing.conclude(turn, self._declining.conclusion(understood.choice, turn.text))
        else:
            lane = self._lanes.of(understood.via)
            plan = self._plan(understood, lane, await self._covering.via(turn, lane))
            await self._draw(turn, plan, understood, lane, flags)

    async def _whole(self, turn: Turn, flags: Flags) -> Turn:
        """Return the turn with its files: Slack tells of a mention twice, and one telling may lack them."""
        if turn.complete:
            return turn
        try:
            await asyncio.wait_for(flags.complete.wait(), SIBLING_WAIT_S)
        except TimeoutError:
            log.info("no second event for a mention", turn=turn.id)
        return (await self._store.run(partial(_load, turn.id)))[0]

    def _plan(self, understood: Understood, lane: OpenLane, via: Via | None) -> Plan:
        options = understood.options if via is None else replace(understood.options, previews=0)
        instructions = len(load("mainline").text.encode())
        return make(understood.intent, understood.context, options, lane.models(self._policy), instructions, via)

    async def _draw(self, turn: Turn, plan: Plan, understood: Understood, lane: OpenLane, flags: Flags) -> None:
        now, tariff = self._clock(), lane.tariff
        about = NanoUsd(sum(tariff.estimate(step, plan.models, now) for step in plan.steps))
        most = NanoUsd(sum(tariff.quote(step, plan.models, now).nano for step in plan.steps))
        planned = partial(
            turns.plan,
            turn_id=turn.id,
            intent=plan.intent.value,
            plan=PLAN.dump_python(plan, mode="json"),
            estimate=about,
            quote=most,
        )
        await self._store.run(planned)
        if question := await self._asking.question(turn, plan, about, most):
            await self._closing.conclude(turn, question, "asked")
            return
        await self._rendering.check(turn, plan)
        await self._announce(turn, plan, understood, about, most)
        await self._steps(turn, plan, list(range(len(plan.steps))), [], flags)

    async def _announce(self, turn: Turn, plan: Plan, understood: Understood, about: NanoUsd, most: NanoUsd) -> None:
        step = plan.steps[0]
        lane = self._lanes.of(plan.via.name if plan.via else None)
        seconds = partial(attempts.recent_seconds, lane=lane.lane.name, quality=step.options.quality)
        announcement = Announcement(
            label=f"v{understood.next_number}",
            options=step.options,
            estimate=about,
            quote=most,
            certain=step.forced,
            source_label=next((source.label for source in step.sources if source.label), None),
            lately_s=lately(await self._store.run(seconds)),
            tells_cost=self._policy.audience(shared_channel=turn.shared) is Receipts.CHANNEL,
            via=label(plan.via.name, plan.via.notes) if plan.via else None,
        )
        ts = await self._stage.announce(turn, announcement)
        if ts is not None:
            add = partial(transients.add, turn_id=turn.id, kind="status", channel=turn.channel, ts=ts, file_id=None)
            await self._store.run(add)

    async def _steps(self, turn: Turn, plan: Plan, left: list[int], ends: list[Followed], flags: Flags) -> None:
        previews = Previews(self._store, self._stage, turn, alt_text(None, plan.steps[0].instruction))
        try:
            for index in left:
                if flags.stop.is_set():
                    ends.append(Followed(stopped=True))
                    break
                ends.append(await self._step(turn, plan, index, previews, flags, begun=any(end.made for end in ends)))
                if not ends[-1].made:
                    break
        finally:
            previews.close()
            self._previews[turn.id] = previews
        stopped_by = ends[-1].error or ends[-1].declined
        await self._closing.conclude(
            turn,
            conclude(plan, ends, self._declining.conclusion, self._provider(plan)),
            stopped_by.code if stopped_by else None,
        )

    def _provider(self, plan: Plan) -> str:
        """Return who drew, in a sentence; a fallback that is set up no more by the name it had."""
        if plan.via is None:
            return self._lanes.official.provider
        lane = self._lanes.fallbacks.get(plan.via.name)
        return lane.provider if lane else plan.via.name

    async def _step(
        self, turn: Turn, plan: Plan, index: int, previews: Previews, flags: Flags, *, begun: bool
    ) -> Followed:
        """Carry out one step; pictures that were made before it stay, whatever speaks against one more."""
        try:
            return await self._rendering.render(turn, plan, plan.steps[index], previews, flags)
        except PersonError as error:
            if not begun:
                raise
            return Followed(declined=error)

    async def _carry_on(self, turn: Turn, flags: Flags) -> None:
        """Go on with a turn that an earlier process was drawing."""
        plan = await self._store.run(partial(_plan_of, turn.id))
        await self._stage.status(turn, working=True)
        await self._interrupted.take_up(turn, plan, flags)
        ends = await self._interrupted.so_far(turn)
        left = [step.index for step in plan.steps[len(ends) :]]
        await self._steps(turn, plan, [] if ends and not ends[-1].made else left, ends, flags)


def _load(turn_id: str, tx: Tx) -> tuple[Turn, TurnState]:
    turn = turns.get(tx, turn_id=turn_id)
    if turn is None:
        raise OurError("no_such_turn", OUR_FAULT)
    return turn, turns.state(tx, turn_id=turn_id)


def _plan_of(turn_id: str, tx: Tx) -> Plan:
    return PLAN.validate_json(turns.plan_of(tx, turn_id=turn_id) or "")


def _no_price(error: MissingPriceError) -> PersonError:
    sentence = (
        f"This bot's price list has no row for {error.model} ({error.token_class.value}), so nothing can be quoted; "
        "whoever runs it can add one."
    )
    return PersonError("no_price", sentence)
