"""`darkroom gate verdict`: what a route may be used for, decided from recorded facts alone. Calls nobody.

Exit 1 where the route may not be used for its purpose, which is production where none is named; 2 where the file is
wrong, 0 otherwise.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.cli import gate_file
from bot.domain.gates.card import card, why
from bot.domain.gates.verdict import Verdict, decide
from bot.domain.official_cost import per_picture
from bot.providers.clock import now_ms
from bot.providers.config import dated_data


def verdict(path: Path, *, as_json: bool) -> int:
    """Run the command; return its exit code."""
    try:
        asked = gate_file.load(path)
    except gate_file.GateFileError as error:
        print(error, file=sys.stderr)
        return 2
    decided = decide(asked.route, asked.facts, asked.signals, asked.purpose, datetime.now(UTC).date())
    print(json.dumps(answer(decided), indent=2, ensure_ascii=False) if as_json else _text(decided))
    return 0 if decided.fits else 1


def answer(decided: Verdict) -> dict[str, Any]:
    """Return the verdict as the contract has it, and beside that what it was decided from."""
    route = decided.route
    return {
        "class": decided.route_class.value,
        "headline": decided.headline,
        "gates": {gate.value: graded.grade.value for gate, graded in decided.gates.items()},
        "permissions": {
            use.value: {"allowed": made.allowed, "because": list(made.because), "otherwise": made.otherwise}
            for use, made in decided.permissions.items()
        },
        "stop_rule": decided.stop_rule,
        "valid_until": decided.valid_until.isoformat(),
        "purpose": decided.purpose,
        "fits_purpose": decided.fits,
        "why": why(decided),
        "official_instead": official_cost(),
        "route": {
            "host": route.host, "model": route.model, "endpoint": route.endpoint, "key_group": route.key_group,
        },
        "facts": {fact.value: {"grade": told.grade.value, "note": told.note} for fact, told in decided.facts.items()},
        "questions": list(questions(decided)),
    }  # fmt: skip


def questions(decided: Verdict) -> tuple[str, ...]:
    """Return what to ask about signals that decide nothing by themselves."""
    table = gate_file.table()
    asked = (table[one].ask if one in table else f"What does signal {one} mean?" for one in decided.ask)
    return tuple(dict.fromkeys(asked))


def official_cost() -> str:
    """Say what a picture costs on the official route today."""
    return per_picture(dated_data.prices(), now_ms())


def _text(decided: Verdict) -> str:
    return "\n".join(str(line) for line in card(decided, official_cost(), questions(decided)))
