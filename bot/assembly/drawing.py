"""The parts that play a turn: lanes, understanding, planning, drawing, booking, telling."""

from collections.abc import Callable

import structlog

from bot.assembly.house import House, purse_of
from bot.assembly.outside import Outside
from bot.domain.budgets import Crossed
from bot.domain.errors import ProviderError
from bot.domain.tariff import AsStated, ByTokens
from bot.domain.turn import Turn
from bot.ports import Upstream
from bot.providers.clock import IdMaker, now_ms
from bot.providers.config import signals_file
from bot.providers.config.setup import Setup
from bot.providers.openai.errors import named, translate
from bot.services.alerting import Alerting
from bot.services.asking import Asking
from bot.services.books import Books
from bot.services.closing import Closing
from bot.services.contract import OfficialContract
from bot.services.covering import Covering
from bot.services.declining import Declining
from bot.services.delivery import Delivery
from bot.services.dispatch import Dispatch
from bot.services.follow import Follow
from bot.services.interrupted import Interrupted
from bot.services.lanes import Lanes, OpenLane
from bot.services.official import Official
from bot.services.references import References
from bot.services.rendering import Rendering
from bot.services.reviews.desk import Desk
from bot.services.turn_story import TurnStory
from bot.services.understanding import Understanding

log = structlog.get_logger(__name__)


def lanes_of(setup: Setup, house: House, outside: Outside) -> Lanes:
    """Return the official lane and every fallback of the policy, those without a key as such."""

    def follow(upstream: Upstream, name: Callable[[ProviderError], ProviderError] = lambda error: error) -> Follow:
        return Follow(
            store=house.store,
            clock=now_ms,
            upstream=upstream,
            blobs=house.blobs,
            pictures=house.looking,
            translate=translate,
            name=name,
        )

    fallbacks = setup.policy.fallbacks
    for keyless in fallbacks.keys() - outside.fallbacks.keys():
        log.warning("fallback does not start: no key", fallback=keyless, variable=fallbacks[keyless].key_env)
    return Lanes(
        OpenLane(setup.lane, ByTokens(house.prices), follow(outside.upstream)),
        {
            name: OpenLane(one.lane, AsStated(one), follow(upstream, named(one.provider, one.key_env)), one)
            for name, upstream in outside.fallbacks.items()
            for one in [fallbacks[name]]
        },
        {name: one for name, one in fallbacks.items() if name not in outside.fallbacks},
    )


def story_of(
    setup: Setup, house: House, outside: Outside, dispatch: Dispatch, ids: IdMaker, alerting: Alerting, desk: Desk
) -> TurnStory:
    """Return the story that dispatch plays."""
    store, stage, policy = house.store, outside.stage, setup.policy

    def heard(_turn: Turn, _crossed: tuple[Crossed, ...]) -> None:
        dispatch.later(alerting.tell_all())

    lanes, covering = lanes_of(setup, house, outside), Covering(store, now_ms, policy)
    books = Books(store, now_ms, ids, lanes, covering, purse_of(policy), heard)
    rendering = Rendering(store, now_ms, books, lanes, policy)
    references = References(store, now_ms, house.blobs, house.looking, outside.attachments)
    return TurnStory(
        store=store,
        clock=now_ms,
        policy=policy,
        lanes=lanes,
        covering=covering,
        stage=stage,
        understanding=Understanding(store, references, policy),
        rendering=rendering,
        asking=Asking(store, now_ms, ids, policy),
        declining=Declining(
            Official(house.prices, now_ms), OfficialContract(policy, now_ms), signals_file.signals().rows
        ),
        interrupted=Interrupted(store, stage, books, rendering, lanes),
        closing=Closing(store, now_ms, ids, policy),
        delivery=Delivery(store, now_ms, stage),
        desk=desk,
        later=dispatch.later,
    )
