"""`darkroom gate contract`: what is official, what it costs, where that was read and when. Reads no home, calls nobody.

Exit 1 where something in it is stale, 2 where the policy file cannot be used, 0 otherwise.
"""

import json
import sys
from datetime import date
from decimal import Decimal
from typing import Any

from bot.domain import contract_words
from bot.domain.answers import ContractAnswer
from bot.domain.contract import Source
from bot.domain.money import NANO
from bot.providers.clock import now_ms
from bot.providers.config import policy_file
from bot.providers.config.environment import Environment
from bot.services.contract import OfficialContract


def main(*, as_json: bool) -> int:
    """Run the command; return its exit code."""
    try:
        policy = policy_file.load(Environment().darkroom_policy)
    except policy_file.PolicyFileError as error:
        print(f"The policy file cannot be used: {error}", file=sys.stderr)
        return 2
    said = OfficialContract(policy, now_ms).answer()
    print(_json(said) if as_json else "\n".join(contract_words.lines(said.contract, said.stale)))
    return 1 if said.stale else 0


def _json(said: ContractAnswer) -> str:
    contract = said.contract
    used = {"mainline": contract.used.mainline, "image": contract.used.image, "pinned": contract.used.pinned}
    answer = {
        "used": used,
        "stale": [{"what": one.what, "why": one.why.value, "sentence": one.sentence} for one in said.stale],
        **_official(said),
        "prices": [
            {
                "model": one.model, "class": one.token_class.value, "usd_per_million": _usd(one.nano_per_million),
                "valid_from": one.valid_from.isoformat(), **_read(one.source),
            }
            for one in contract.prices
        ],
        "table": [
            {
                "model": contract.table.model, "size": one.size, "quality": one.quality, "tokens": one.tokens,
                "nano_usd": one.nano, "published_usd": _usd(one.published), "agrees": one.agrees,
            }
            for one in contract.table.rows
        ],
        "table_source": _read(contract.table.source),
        "formula_source": _read(contract.table.formula),
    }  # fmt: skip
    return json.dumps(answer, indent=2, ensure_ascii=False)


def _official(said: ContractAnswer) -> dict[str, Any]:
    contract = said.contract
    return {
        "models": [
            {
                "id": one.id,
                "role": one.role.value,
                "snapshot": one.snapshot or None,
                "last_day": _day(one.last_day),
                **_read(one.source),
            }
            for one in contract.models
        ],
        "endpoints": [{"path": one.path, "jobs": one.jobs, **_read(one.source)} for one in contract.endpoints],
        "hosts": list(contract.hosts),
        "hosts_source": _read(contract.hosts_source),
        "last_days": {model: last.isoformat() for model, last in contract.leaving},
        "last_days_source": _read(contract.leaving_source),
    }


def _read(source: Source) -> dict[str, str]:
    return {"source": source.url, "checked_on": source.checked_on.isoformat()}


def _day(one: date | None) -> str | None:
    return one.isoformat() if one else None


def _usd(nano: int) -> str:
    return f"{(Decimal(nano) / NANO).normalize():f}"
