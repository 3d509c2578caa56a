"""The parts that review routes: hearing, judging, watching, and what shows them."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from bot.assembly.house import House, purse_of
from bot.assembly.outside import Outside
from bot.domain.gates.signals import SignalTable
from bot.providers.clock import IdMaker, now_ms
from bot.providers.config import dated_data, signals_file
from bot.providers.config.setup import Setup
from bot.providers.documents.reader import DocumentReader
from bot.providers.openai.errors import translate
from bot.services.closing import Closing
from bot.services.contract import OfficialContract
from bot.services.follow import Follow
from bot.services.official import Official
from bot.services.references import References
from bot.services.reviews.bringing import Bringing
from bot.services.reviews.cards import Cards
from bot.services.reviews.clicks import Clicks
from bot.services.reviews.desk import Desk
from bot.services.reviews.excepting import Excepting
from bot.services.reviews.filing import Filing
from bot.services.reviews.gateway import Gateway
from bot.services.reviews.hearing import Hearing
from bot.services.reviews.judging import Judging
from bot.services.reviews.opening import Opening
from bot.services.reviews.reading import Reading
from bot.services.reviews.reference import Reference
from bot.services.reviews.saying import Saying
from bot.services.reviews.standing import Standing
from bot.services.reviews.watching import Watching
from db.store import Store


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What the rest of the bot knows of reviews."""

    desk: Desk
    clicks: Clicks
    gateway: Gateway
    watching: Watching
    reference: Reference


@dataclass(frozen=True, slots=True)
class _Common:
    """What several parts share."""

    store: Store
    ids: IdMaker
    cards: Cards
    saying: Saying
    standing: Standing
    official: Official
    table: SignalTable
    bringing: Bringing


def reviewing_of(setup: Setup, house: House, outside: Outside, ids: IdMaker, stack: AsyncExitStack) -> Reviewing:
    """Return it; what is open is closed by *stack*."""
    common = _common(house, outside, ids, stack)
    store, board, saying, cards = common.store, outside.board, common.saying, common.cards
    judging = _judging(setup, outside, common)
    filing = Filing(
        store=store,
        clock=now_ms,
        ids=ids,
        bringing=common.bringing,
        standing=common.standing,
        cards=cards,
        saying=saying,
    )
    excepting = Excepting(store, now_ms, ids, saying, judging)
    return Reviewing(
        desk=_desk(setup, house, outside, common, judging),
        clicks=Clicks(store, outside.stage, outside.reception, filing, judging, excepting),
        gateway=Gateway(
            store=store,
            clock=now_ms,
            reception=outside.reception,
            board=board,
            judging=judging,
            excepting=excepting,
            contract=OfficialContract(setup.policy, now_ms),
        ),
        watching=Watching(
            store=store, clock=now_ms, stage=outside.stage, saying=saying, cards=cards, team=outside.identity.team_id
        ),
        reference=Reference(store, now_ms),
    )


def _common(house: House, outside: Outside, ids: IdMaker, stack: AsyncExitStack) -> _Common:
    store, board, table = house.store, outside.board, signals_file.signals()
    documents = DocumentReader()
    stack.callback(documents.close)
    bringing = Bringing(
        store=store,
        clock=now_ms,
        ids=ids,
        attachments=outside.attachments,
        documents=documents,
        references=References(store, now_ms, house.blobs, house.looking, outside.attachments),
        prices=house.prices,
        table=table,
    )
    return _Common(
        store=store,
        ids=ids,
        cards=Cards(store, now_ms, board),
        saying=Saying(store, now_ms, board),
        standing=Standing(store, now_ms),
        official=Official(house.prices, now_ms),
        table=table,
        bringing=bringing,
    )


def _judging(setup: Setup, outside: Outside, common: _Common) -> Judging:
    return Judging(
        store=common.store,
        clock=now_ms,
        ids=common.ids,
        directory=outside.directory,
        saying=common.saying,
        cards=common.cards,
        official=common.official,
        table=common.table,
        policy=setup.policy,
    )


def _desk(setup: Setup, house: House, outside: Outside, common: _Common, judging: Judging) -> Desk:
    store, ids, board = common.store, common.ids, outside.board
    reading = _reading(setup, house, outside, ids)
    hearing = Hearing(
        store=store,
        clock=now_ms,
        ids=ids,
        bringing=common.bringing,
        reading=reading,
        standing=common.standing,
        table=common.table,
    )
    hosts = dated_data.hosts()
    opening = Opening(
        store=store,
        clock=now_ms,
        ids=ids,
        board=board,
        official=common.official,
        hosts=hosts.hosts,
        hosts_checked_on=hosts.checked_on.isoformat(),
    )
    return Desk(
        store=store,
        opening=opening,
        hearing=hearing,
        reading=reading,
        judging=judging,
        cards=common.cards,
        board=board,
        closing=Closing(store, now_ms, ids, setup.policy),
    )


def _reading(setup: Setup, house: House, outside: Outside, ids: IdMaker) -> Reading:
    follow = Follow(
        store=house.store,
        clock=now_ms,
        upstream=outside.upstream,
        blobs=house.blobs,
        pictures=house.looking,
        translate=translate,
    )
    return Reading(
        store=house.store,
        clock=now_ms,
        ids=ids,
        prices=house.prices,
        lane=setup.lane,
        purse=purse_of(setup.policy),
        follow=follow,
        stage=outside.stage,
        policy=setup.policy,
    )
