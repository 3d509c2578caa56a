"""Reported image tokens against the formula: differences are kept, agreements are counted, and doctor tells of both."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.auditing import Audit, Audited, audit
from bot.domain.checkup import State, formula
from bot.domain.upstream import Ended, ImageTokens, ToolCall, UpstreamError
from db import audits
from db.checkup import look
from db.store import connect
from db.tx import Tx
from tests.db import house
from tests.db.house import AT
from tests.stories.conftest import empty_town
from tests.stories.town import Town

__all__ = ["empty_town"]
ASK = "@darkroom a lighthouse --quality low --previews 2"
FORMULA = 196


def ended(output: int | None, words: int = 0, model: str = "gpt-image-2") -> Ended:
    """A call that reported *output* tokens."""
    image = ImageTokens(text_in=50, image_in=0, output=output, text_out=words)
    return Ended("resp_1", "completed", 9, "gpt-5.4", None, model, None, image, "")


def low(**changes: object) -> ToolCall:
    """A finished call of 196 tokens."""
    return replace(house.call(quality="low"), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("output", "previews", "expected"),
    [
        (FORMULA, 0, Audit(196, 196, None)),
        (FORMULA, 2, Audit(196, 196, False)),
        (FORMULA + 200, 2, Audit(396, 396, True)),
        (FORMULA + 201, 2, Audit(396, 397, True)),
        (FORMULA + 100, 2, Audit(196, 296, None)),
        (FORMULA - 1, 2, Audit(196, 195, False)),
        (FORMULA + 7, 0, Audit(196, 203, None)),
    ],
)
def test_a_call_agrees_with_its_previews_or_without(output: int, previews: int, expected: Audit) -> None:
    """What is neither is measured from the nearer one; in the middle it belongs to none."""
    assert audit(ended(output), "gpt-image-2", [low()], previews) == expected


def test_words_of_the_image_model_are_no_picture() -> None:
    """They are reported within the output."""
    assert audit(ended(FORMULA + 5, words=5), "gpt-image-2", [low()], 0) == Audit(196, 196, None)


@pytest.mark.parametrize(
    "unsaid",
    [
        (None, [low()], 0),
        (ended(None), [low()], 0),
        (ended(0), [low()], 0),
        (ended(FORMULA, model="gpt-image-1.5"), [low()], 0),
        (ended(FORMULA), [], 0),
        (ended(FORMULA), [low(size="auto")], 0),
        (ended(FORMULA), [low(quality=None)], 0),
        (ended(FORMULA), [low(), low(error=UpstreamError(None, "no"))], 0),
        (ended(FORMULA), [low()], None),
    ],
)
def test_where_something_is_missing_nothing_is_said(unsaid: tuple[Ended | None, list[ToolCall], int | None]) -> None:
    """No usage, no formula, no echo, a failed call beside it, or a gap in the stream."""
    reported, calls, previews = unsaid
    assert audit(reported, "gpt-image-2", calls, previews) is None


def test_differences_are_kept_and_agreements_only_counted(tx: Tx) -> None:
    """Newest first, and told once each."""
    made = house.planned(tx, "a")
    for step, counted in enumerate((True, False, None)):
        attempt_id = house.settled(tx, made, f"g{step}", step=step)
        audits.record(tx, attempt_id=attempt_id, audit=Audit(196, 196, counted), at=AT)
    for step in (3, 4):
        attempt_id = house.settled(tx, made, f"d{step}", step=step)
        audits.record(tx, attempt_id=attempt_id, audit=Audit(196, 190 + step, None), at=AT + step)
        audits.record(tx, attempt_id=attempt_id, audit=Audit(196, 190 + step, None), at=AT + step)
    assert [(row["attempt_id"], row["difference"]) for row in audits.differences(tx, count=9)] == [
        ("ad4", -2),
        ("ad3", -3),
    ]
    assert audits.audited(tx, count=1) == Audited({1: 1, 0: 1, None: 1}, 2, ("ad4",))


def test_doctor_says_how_calls_compare() -> None:
    """Nothing yet, all well with where previews are counted, or which calls to look at."""
    assert formula(Audited())[0] is State.UNKNOWN
    assert formula(Audited({None: 3, 1: 2}))[:2] == (
        State.OK,
        "5 calls agreed with the formula (2 with previews inside the reported usage).",
    )
    state, sentence, remedy = formula(Audited({0: 4}, 2, ("a2", "a1")))
    assert (state, "darkroom trace" in remedy) == (State.WARNING, True)
    assert sentence == (
        "4 calls agreed with the formula (4 with previews on top of the reported usage), and 2 did not; "
        "the latest are a2, a1."
    )


def test_a_database_from_before_audits_can_still_be_looked_at(path: Path) -> None:
    """It waits for its migration."""
    connect(path).close()
    outside = house.raw(path)
    for table in ("audits", "audit_agreements"):
        outside.execute(f"DROP TABLE {table}")
    outside.execute("DELETE FROM _sqlite_migrations WHERE name = '0003_audits'")
    outside.close()
    looked = look(path)
    assert (looked.problem, looked.pending, looked.audited) == (None, ("0003_audits",), Audited())


@pytest.mark.parametrize("inside", [True, False])
async def test_every_metered_call_is_audited_when_it_is_settled(empty_town: Town, inside: bool) -> None:
    """With the previews where the lane counts them; a call without usage is not."""
    empty_town.openai.settings.previews_in_usage = inside
    async with empty_town.open() as here:
        await here.ask(ASK)
        here.openai.faults.add("no_tool_usage")
        await here.ask(ASK)
        assert here.bot is not None
        found = await here.bot.store.run(lambda tx: audits.audited(tx, count=5))
        assert found == Audited({int(inside): 1})
        assert (await here.verified()).findings == ()
