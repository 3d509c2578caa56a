"""`darkroom reconcile`: the books beside OpenAI's bill, day by day and line by line. Works beside a running bot."""

import asyncio
import json
import sys
from functools import partial
from typing import Any

from bot.cli.environment import CannotStartError, home_of
from bot.domain.errors import PersonError
from bot.domain.lanes import Lane, lane_of
from bot.domain.money import exact
from bot.domain.periods import describe
from bot.domain.reconciling import Did, Line
from bot.providers.clock import IdMaker, now_ms
from bot.providers.config import dated_data, policy_file
from bot.providers.config.environment import Environment
from bot.providers.openai.bills import BillUnavailableError, OpenAIBills
from bot.services import opening
from bot.services.reconcile import Compared, Reconciler, Reconciliation
from db.store import Store

NO_KEY = (
    "Set OPENAI_ADMIN_KEY: an admin key of the organization that may read usage. Without one, an admin can write off "
    "what is held at its ceiling, with a reason."
)
WORDS = {
    (Did.ADJUSTED, False): "the attempt was set to the bill",
    (Did.ADJUSTED, True): "would set the attempt to the bill",
    (Did.BOOKED, False): "booked as of no attempt",
    (Did.BOOKED, True): "would book as of no attempt",
}


def main(days: str, *, as_json: bool, dry_run: bool) -> int:
    """Run the command; return its exit code: 0 where books and bill agree now, 1 where a difference remains."""
    environment = Environment()
    try:
        bills, lane = _bills(environment)
        home = home_of(environment)
        zone = policy_file.load(environment.darkroom_policy).books_zone
    except (CannotStartError, policy_file.PolicyFileError) as error:
        print(error, file=sys.stderr)
        return 2
    store = Store.open(home / "darkroom.db")
    try:
        reconciler = Reconciler(store, now_ms, IdMaker(), bills, lane.name)
        made = asyncio.run(_run(store, zone, reconciler, days, dry_run=dry_run))
    except PersonError as error:
        print(error.sentence, file=sys.stderr)
        return 2
    except BillUnavailableError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        store.close()
    print(json.dumps(answer(made), indent=2, ensure_ascii=False) if as_json else _text(made))
    return 0 if made.agrees else 1


def _bills(environment: Environment) -> tuple[OpenAIBills, Lane]:
    if environment.openai_admin_key is None:
        raise CannotStartError(NO_KEY)
    lane = lane_of(environment.openai_base_url, dated_data.official_hosts())
    if lane is None:
        raise CannotStartError("OPENAI_BASE_URL is not OpenAI's own API over https: no admin key is sent there.")
    key = environment.openai_admin_key.get_secret_value()
    return OpenAIBills(lane.base_url, key, environment.openai_project_id), lane


async def _run(store: Store, zone: str, reconciler: Reconciler, days: str, *, dry_run: bool) -> Reconciliation:
    """Books that no bot of this version has opened yet are counted first."""
    await store.run(partial(opening.first_catch_up, zone_name=zone, at=now_ms()))
    return await reconciler.reconcile(days, dry_run=dry_run)


def answer(made: Reconciliation) -> dict[str, Any]:
    """Return the comparison as JSON knows it: amounts are integer nano-dollars."""
    lines = [one.line for one in made.compared]
    return {
        "from": made.span.first_day,
        "to": made.span.last_day,
        "zone": "UTC",
        "books_zone": made.zone,
        "currency": "USD",
        "dry_run": made.dry_run,
        "agrees": made.agrees,
        "ledger_nano_usd": sum(line.ledger for line in lines),
        "provider_nano_usd": sum(line.provider for line in lines),
        "difference_nano_usd": sum(line.difference for line in lines),
        "unexplained_nano_usd": sum(line.unexplained for line in lines),
        "lines": [_line(one) for one in made.compared],
    }


def _line(one: Compared) -> dict[str, Any]:
    line = one.line
    return {
        "day": line.day,
        "line_item": line.item,
        "ledger_nano_usd": line.ledger,
        "provider_nano_usd": line.provider,
        "difference_nano_usd": line.difference,
        "unexplained_nano_usd": line.unexplained,
        "explanations": [
            {"attempt": it.attempt_id, "why": it.why.name.lower(), "nano_usd": it.nano} for it in line.explanations
        ],
        "did": one.did.value,
        "attempt": line.the_one if one.did is Did.ADJUSTED else None,
        "because": one.because,
    }


def _text(made: Reconciliation) -> str:
    ledger = sum(one.line.ledger for one in made.compared)
    provider = sum(one.line.provider for one in made.compared)
    lines = [f"{describe(made.span)} UTC: books {exact(ledger)}, bill {exact(provider)}"]
    if made.zone != "UTC":
        lines.append(
            f"The bill's days are UTC's and the books count in {made.zone}: drawings are compared by the UTC day in "
            "which they were sent, and corrections are booked under that date."
        )
    lines += [text for one in made.compared for text in _told(one, dry_run=made.dry_run)]
    lines.append("Books and bill agree." if made.agrees else "A difference remains.")
    return "\n".join(lines)


def _told(one: Compared, *, dry_run: bool) -> list[str]:
    line = one.line
    head = f"  {line.day}  {line.item}: books {exact(line.ledger)}, bill {exact(line.provider)}"
    if not line.difference and one.did is Did.NOTHING:
        return [head]
    done = WORDS.get((one.did, dry_run), f"nothing booked: {one.because}")
    return [f"{head}, difference {exact(line.difference)} — {done}", *_explained(line)]


def _explained(line: Line) -> list[str]:
    uncertain = [f"    {it.attempt_id}: {exact(it.nano)} {it.why.value}" for it in line.explanations]
    return [*uncertain, *([f"    nothing explains {exact(line.unexplained)}"] if line.unexplained else [])]
