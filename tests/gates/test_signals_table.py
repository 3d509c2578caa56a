"""The dated table of signals: complete, each with the one effect the design gives it, and strict about its rows."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.domain.gates.seen import Effect
from bot.domain.gates.signals import DETECTORS
from bot.providers.config import signals_file
from bot.providers.config.signals_file import SignalRow, SignalsFile

ROWS = signals_file.signals().rows
POOL = {1, 2, 3, 4, 10, 17, 18}
MAPPING = {6, 7, 8, 9, 11}
ROW: dict[str, Any] = {
    "id": "s99-a-signal",
    "what": "Something",
    "strength": "weak",
    "effect": "question",
    "source": "https://example.com",
    "ask": "What is it?",
    "look": [{"pattern": "something"}],
}


def test_credentials_and_hosts_decide_the_class_behaviour_the_mapping_and_all_else_only_asks() -> None:
    """All twenty-six rows of them."""
    effects = {int(row.id[1:3]): row.effect for row in ROWS}
    expected = {
        number: Effect.ACCOUNT_POOL
        if number in POOL
        else Effect.MAPPING_FAILED
        if number in MAPPING
        else Effect.QUESTION
        for number in range(1, 27)
    }
    assert effects == expected


def test_every_row_that_decides_can_be_seen_in_a_file() -> None:
    """And every detector is used by a row."""
    assert [row.id for row in ROWS if not row.looks] == []
    assert {look.detector for row in ROWS for look in row.looks} - {""} == set(DETECTORS)


@pytest.mark.parametrize(
    "change",
    [
        {"strength": "huge"},
        {"effect": "stop"},
        {"source": "hearsay"},
        {"id": "4"},
        {"ask": ""},
        {"effect": "account_pool"},
        {"look": [{"pattern": "("}]},
        {"look": [{"detector": "sixth_sense"}]},
        {"look": [{"pattern": "a", "detector": "no_usage"}]},
        {"look": [{}]},
        {"look": [{"pattern": "a", "kinds": ["video"]}]},
        {"weight": 3},
    ],
)
def test_a_wrong_row_is_refused(change: dict[str, Any]) -> None:
    """Rather than overlooked."""
    SignalRow.model_validate(ROW)
    with pytest.raises(ValidationError):
        SignalRow.model_validate(ROW | change)


def test_no_signal_stands_there_twice() -> None:
    """Since one would win in silence."""
    with pytest.raises(ValidationError, match="twice"):
        SignalsFile.model_validate({"checked_on": "2026-11-22", "signal": [ROW, ROW]})
