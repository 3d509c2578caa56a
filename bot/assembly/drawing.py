"""The parts that play a turn: understanding, planning, drawing, booking, telling."""

from bot.assembly.house import House, purse_of
from bot.assembly.outside import Outside
from bot.domain.budgets import Crossed
from bot.domain.lanes import OFFICIAL, SANDBOX
from bot.domain.turn import Turn
from bot.providers.clock import IdMaker, now_ms
from bot.providers.config import signals_file
from bot.providers.config.setup import Setup
from bot.providers.openai.errors import translate
from bot.services.alerting import Alerting
from bot.services.asking import Asking
from bot.services.books import Books
from bot.services.closing import Closing
from bot.services.contract import OfficialContract
from bot.services.declining import Declining
from bot.services.delivery import Delivery
from bot.services.dispatch import Dispatch
from bot.services.follow import Follow
from bot.services.interrupted import Interrupted
from bot.services.official import Official
from bot.services.references import References
from bot.services.rendering import Rendering
from bot.services.reviews.desk import Desk
from bot.services.turn_story import TurnStory
from bot.services.understanding import Understanding


def story_of(
    setup: Setup, house: House, outside: Outside, dispatch: Dispatch, ids: IdMaker, alerting: Alerting, desk: Desk
) -> TurnStory:
    """Return the story that dispatch plays."""
    store, stage, lane, policy = house.store, outside.stage, setup.lane, setup.policy

    def heard(_turn: Turn, _crossed: tuple[Crossed, ...]) -> None:
        dispatch.later(alerting.tell_all())

    books = Books(store, now_ms, ids, house.prices, lane, purse_of(policy), heard)
    follow = Follow(
        store=store,
        clock=now_ms,
        upstream=outside.upstream,
        blobs=house.blobs,
        pictures=house.looking,
        translate=translate,
    )
    rendering = Rendering(store, now_ms, books, follow, policy)
    references = References(store, now_ms, house.blobs, house.looking, outside.attachments)
    first_party = lane.name in {OFFICIAL, SANDBOX}
    return TurnStory(
        store=store,
        clock=now_ms,
        policy=policy,
        prices=house.prices,
        lane_name=lane.name,
        stage=stage,
        understanding=Understanding(store, references, policy),
        rendering=rendering,
        asking=Asking(store, now_ms, ids, policy),
        declining=Declining(
            Official(house.prices, now_ms), OfficialContract(policy, now_ms), signals_file.signals().rows
        ),
        interrupted=Interrupted(store, stage, books, rendering),
        closing=Closing(store, now_ms, ids, policy, None if first_party else lane.name),
        delivery=Delivery(store, now_ms, stage),
        desk=desk,
        later=dispatch.later,
    )
