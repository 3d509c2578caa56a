"""`darkroom doctor`: what is wrong, in plain sentences, each with its remedy. Exit 1 where something is a problem."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby

from bot.domain.checkup import Finding, State, healthy
from bot.providers.config.environment import Environment
from bot.services.doctor import examination

MARKS = {State.OK: "ok", State.WARNING: "warning", State.PROBLEM: "PROBLEM", State.UNKNOWN: "unknown"}
WIDTH = max(map(len, MARKS.values()))


def main(*, as_json: bool) -> int:
    """Run the command; return its exit code."""
    findings = asyncio.run(examination.run(Environment(), datetime.now(UTC)))
    print(_json(findings) if as_json else _text(findings))
    return 0 if healthy(findings) else 1


def _json(findings: Sequence[Finding]) -> str:
    checks = [
        {"group": one.group, "name": one.name, "state": one.state, "sentence": one.sentence, "remedy": one.remedy}
        for one in findings
    ]
    return json.dumps({"ok": healthy(findings), "checks": checks}, indent=2, ensure_ascii=False)


def _text(findings: Sequence[Finding]) -> str:
    lines = []
    for group, rows in groupby(findings, key=lambda one: one.group):
        lines += [group, *(line for one in rows for line in _lines(one)), ""]
    return "\n".join([*lines, _summary(findings)])


def _summary(findings: Sequence[Finding]) -> str:
    problems, warnings, unknown = (
        sum(one.state is state for one in findings) for state in (State.PROBLEM, State.WARNING, State.UNKNOWN)
    )
    rest = f", {unknown} not known yet" if unknown else ""
    return f"{_count(problems, 'problem')}, {_count(warnings, 'warning')}{rest}."


def _lines(finding: Finding) -> list[str]:
    head = f"  {MARKS[finding.state]:<{WIDTH}}  {finding.sentence}"
    return [head, f"  {'':<{WIDTH}}  → {finding.remedy}"] if finding.remedy else [head]


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"
