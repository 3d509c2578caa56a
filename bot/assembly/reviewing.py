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
from bot.services.reviews.official import Official
from bot.services.reviews.opening import Opening
from bot.services.reviews.reading import Reading
from bot.services.reviews.reference import Reference
from bot.services.reviews.saying import Saying
from bot.services.reviews.standing import Standing
from bot.services.reviews.watching import Watching


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What the rest of the bot knows of reviews."""

    desk: Desk
    clicks: Clicks
    gateway: Gateway
    watching: Watching
    reference: Reference


def reviewing_of(setup: Setup, house: House, outside: Outside, ids: IdMaker, stack: AsyncExitStack) -> Reviewing:
    """Return it; what is open is closed by *stack*."""
    store, table = house.store, signals_file.signals()
    cards = Cards(store, now_ms, outside.board)
    saying, standing = Saying(store, now_ms, outside.board), Standing(store, now_ms)
    bringing = _bringing(house, outside, ids, table, stack)
    judging = _judging(setup, house, outside, ids, cards, saying, table)
    filing = Filing(
        store=store, clock=now_ms, ids=ids, bringing=bringing, standing=standing, cards=cards, saying=saying
    )
    excepting = Excepting(store, now_ms, ids, saying, judging)
    reading = _reading(setup, house, outside, ids)
    hearing = Hearing(
        store=store, clock=now_ms, ids=ids, bringing=bringing, reading=reading, standing=standing, table=table
    )
    desk = Desk(
        store=store,
        opening=_opening(house, outside, ids),
        hearing=hearing,
        reading=reading,
        judging=judging,
        cards=cards,
        board=outside.board,
        closing=Closing(store, now_ms, ids, setup.policy, None),
    )
    return Reviewing(
        desk=desk,
        clicks=Clicks(store, outside.stage, filing, judging, excepting),
        gateway=_gateway(setup, house, outside, judging, excepting),
        watching=_watching(house, outside, cards, saying),
        reference=Reference(store, now_ms),
    )


def _bringing(house: House, outside: Outside, ids: IdMaker, table: SignalTable, stack: AsyncExitStack) -> Bringing:
    documents = DocumentReader()
    stack.callback(documents.close)
    return Bringing(
        store=house.store,
        clock=now_ms,
        ids=ids,
        attachments=outside.attachments,
        documents=documents,
        references=References(house.store, now_ms, house.blobs, house.looking, outside.attachments),
        prices=house.prices,
        table=table,
    )


def _judging(
    setup: Setup, house: House, outside: Outside, ids: IdMaker, cards: Cards, saying: Saying, table: SignalTable
) -> Judging:
    return Judging(
        store=house.store,
        clock=now_ms,
        ids=ids,
        directory=outside.directory,
        saying=saying,
        cards=cards,
        official=Official(house.prices, now_ms),
        table=table,
        policy=setup.policy,
    )


def _opening(house: House, outside: Outside, ids: IdMaker) -> Opening:
    hosts = dated_data.hosts()
    return Opening(
        store=house.store,
        clock=now_ms,
        ids=ids,
        board=outside.board,
        official=Official(house.prices, now_ms),
        hosts=hosts.hosts,
        hosts_checked_on=hosts.checked_on.isoformat(),
    )


def _gateway(setup: Setup, house: House, outside: Outside, judging: Judging, excepting: Excepting) -> Gateway:
    return Gateway(
        store=house.store,
        clock=now_ms,
        reception=outside.reception,
        board=outside.board,
        judging=judging,
        excepting=excepting,
        contract=OfficialContract(setup.policy, now_ms),
    )


def _watching(house: House, outside: Outside, cards: Cards, saying: Saying) -> Watching:
    return Watching(
        store=house.store,
        clock=now_ms,
        stage=outside.stage,
        saying=saying,
        cards=cards,
        team=outside.identity.team_id,
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
