"""The parts that receive what Slack delivers, and the chores done beside them."""

from bot.assembly.house import House, purse_of
from bot.assembly.outside import Outside
from bot.assembly.reviewing import Reviewing
from bot.providers.charts.charts import Charts
from bot.providers.clock import IdMaker, now_ms
from bot.providers.config.setup import Setup
from bot.services.accounts import Accounts
from bot.services.alerting import Alerting
from bot.services.answering import Answering
from bot.services.approving import Approving
from bot.services.budgeting import Budgeting
from bot.services.chores import Chores
from bot.services.dispatch import Dispatch
from bot.services.greeting import Greeting
from bot.services.homes import Homes
from bot.services.intake import Intake
from bot.services.reviews.watching import Watching
from bot.services.stopping import Stopping
from bot.services.usage import UsageReports
from bot.services.writing_off import WritingOff


def intake_of(
    setup: Setup, house: House, outside: Outside, dispatch: Dispatch, ids: IdMaker, reviewing: Reviewing
) -> Intake:
    """Return what deals with deliveries."""
    store, policy = house.store, setup.policy
    stage, directory, reception = outside.stage, outside.directory, outside.reception
    reports = UsageReports(store, now_ms, policy.hold_days)
    homes = Homes(
        store=store,
        clock=now_ms,
        directory=directory,
        reception=reception,
        reports=reports,
        prices=house.prices,
        policy=policy,
        gateway=reviewing.gateway,
    )
    return Intake(
        store=store,
        clock=now_ms,
        ids=ids,
        directory=directory,
        stage=stage,
        dispatch=dispatch,
        stopping=Stopping(store, directory, stage, dispatch, policy),
        approving=_approving(setup, house, outside, dispatch, ids),
        writing_off=WritingOff(
            store=store, clock=now_ms, ids=ids, directory=directory, stage=stage, homes=homes, policy=policy
        ),
        answering=Answering(
            reception,
            Accounts(reports, directory, Charts(), reception, policy),
            Budgeting(store, now_ms, ids, directory, reports, policy),
            reviewing.gateway,
        ),
        review_clicks=reviewing.clicks,
        greeting=Greeting(store, now_ms, reception, homes),
        policy=policy,
    )


def _approving(setup: Setup, house: House, outside: Outside, dispatch: Dispatch, ids: IdMaker) -> Approving:
    return Approving(
        store=house.store,
        clock=now_ms,
        ids=ids,
        directory=outside.directory,
        stage=outside.stage,
        reception=outside.reception,
        dispatch=dispatch,
        purse=purse_of(setup.policy),
        policy=setup.policy,
    )


def chores_of(setup: Setup, house: House, outside: Outside, alerting: Alerting, watching: Watching) -> Chores:
    """Return what is done now and then."""
    return Chores(
        store=house.store,
        clock=now_ms,
        reception=outside.reception,
        reports=UsageReports(house.store, now_ms, setup.policy.hold_days),
        alerting=alerting,
        watching=watching,
        policy=setup.policy,
        team=outside.identity.team_id,
    )
