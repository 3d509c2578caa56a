"""Budgets: what an amount may be, what is left, which thresholds are reached, and what a refusal says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budget_refusal import NOTHING_FITS, BudgetExceeded
from bot.domain.budgets import (
    Budget,
    Holder,
    Period,
    Scope,
    ScopeKind,
    Standing,
    crossed,
    limit_of,
    named,
    parse_amount,
    remark,
    scopes_of,
    thresholds_of,
)
from bot.domain.errors import PersonError
from bot.domain.fitting import Fit
from bot.domain.money import NanoUsd, exact
from bot.domain.options.image_options import ImageOptions

USD = 1_000_000_000
CENT = USD // 100


@pytest.mark.parametrize(
    ("text", "nano"),
    [
        ("$25", 25 * USD),
        ("25 USD", 25 * USD),
        ("25.50", 25_500_000_000),
        ("1,200", 1_200 * USD),
        ("$1,200,000", None),
        ("$ 1,000,000.00", 1_000_000 * USD),
        ("usd 3", 3 * USD),
        ("US$3", 3 * USD),
        ("3 dollars", 3 * USD),
        ("1 Dollar", USD),
        ("  7 ", 7 * USD),
        ("0.000000001", 1),
        ("0.0000000001", None),
        ("0", None),
        ("$0.00", None),
        ("-5", None),
        ("−5", None),
        ("€20", None),
        ("20 EUR", None),
        ("£20", None),
        ("20 yen", None),
        ("twenty", None),
        ("", None),
        ("1,20", None),
        ("12,00.5", None),
        ("1.2.3", None),
        ("1e9", None),
        ("٢٥", None),
        ("$25 $30", None),
        ("9" * 400, None),
    ],
)
def test_an_amount_is_read_as_dollars_or_refused_in_a_sentence(text: str, nano: int | None) -> None:
    """Never taken for another amount, nor for another currency."""
    if nano is not None:
        assert parse_amount(text) == nano
        return
    with pytest.raises(PersonError) as refused:
        parse_amount(text)
    assert refused.value.code == "amount"
    assert refused.value.sentence.endswith(".")


def test_a_foreign_amount_is_told_which_money_budgets_are_in() -> None:
    """OpenAI bills dollars."""
    with pytest.raises(PersonError) as refused:
        parse_amount("€20")
    assert refused.value.sentence.startswith("Budgets are in US dollars, as OpenAI bills them.")


@given(st.integers(1, 10**15))
def test_an_exact_amount_is_read_as_it_is_said(nano: int) -> None:
    """Written out and read again it is the same, to the nano-dollar."""
    assert parse_amount(exact(nano)) == nano


@given(st.text(max_size=40))
def test_any_text_is_an_amount_or_a_sentence(text: str) -> None:
    """Nothing else is raised, and no budget is nothing."""
    try:
        assert parse_amount(text) > 0
    except PersonError as error:
        assert error.sentence


@pytest.mark.parametrize(("percents", "kept"), [([100, 80, 80], (80, 100)), ([], ()), ([1], (1,))])
def test_thresholds_stand_in_order_each_once(percents: list[int], kept: tuple[int, ...]) -> None:
    """However they were written."""
    assert thresholds_of(percents) == kept


@pytest.mark.parametrize("percent", [0, -1, 101])
def test_a_threshold_is_a_percentage(percent: int) -> None:
    """Of the budget itself."""
    with pytest.raises(PersonError, match="threshold"):
        thresholds_of([50, percent])


def standing(kind: ScopeKind = ScopeKind.CHANNEL, limit: int = 10 * USD, **more: int) -> Standing:
    """A budget for November beside what is used of it."""
    scope = Scope(kind, "" if kind is ScopeKind.WORKSPACE else "X1")
    budget = Budget("b1", "T1", scope, Period.MONTH, NanoUsd(limit), (80, 100), "U9", 0, "slack")
    used = {name: NanoUsd(more.get(name, 0)) for name in ("spent", "reserved", "lapsed", "overrun")}
    return Standing(budget, scope, "2026-11", **used)


amounts = st.integers(0, 20 * USD)


@given(amounts, amounts, amounts, amounts, amounts)
def test_whatever_fits_what_is_left_stays_within_the_room(
    spent: int, reserved: int, lapsed: int, over: int, quote: int
) -> None:
    """And what is left is never negative."""
    found = standing(spent=spent, reserved=reserved, lapsed=min(lapsed, spent), overrun=over)
    assert found.left >= 0
    if 0 < quote <= found.left:
        assert found.spent + found.reserved + quote <= found.room


@pytest.mark.parametrize(
    ("spent", "lapsed", "reached"),
    [
        (8 * USD - 1, 0, ()),
        (8 * USD, 0, (80,)),
        (10 * USD - 1, 0, (80,)),
        (10 * USD, 0, (80, 100)),
        (12 * USD, 5 * USD, ()),
    ],
)
def test_a_threshold_is_reached_by_what_is_spent(spent: int, lapsed: int, reached: tuple[int, ...]) -> None:
    """To the nano-dollar; what lapsed does not count."""
    assert crossed(standing(spent=spent, lapsed=lapsed, reserved=9 * USD)) == reached


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (ScopeKind.PERSON, "your budget for Nov 2026"),
        (ScopeKind.CHANNEL, "this channel’s budget for Nov 2026"),
        (ScopeKind.WORKSPACE, "the workspace’s budget for Nov 2026"),
    ],
)
def test_a_budget_has_a_name(kind: ScopeKind, name: str) -> None:
    """That says whose and for when."""
    assert named(standing(kind=kind)) == name


def test_a_refusal_names_the_budget_what_is_left_what_is_reserved_and_what_fits() -> None:
    """Who holds the rest is not in the sentence: not everybody may read it."""
    tight = standing(spent=9_800_000_000, reserved=157_100_000)
    fit = Fit(ImageOptions("1536x1024", "low", previews=0), NanoUsd(39_100_000))
    holders = (Holder("U2", 2, NanoUsd(107_100_000)), Holder("U3", 1, NanoUsd(50_000_000)))
    error = BudgetExceeded(tight, NanoUsd(105_500_000), holders, fit)
    assert error.sentence == (
        "This channel’s budget for Nov 2026 has $0.042 of $10.00 left, and this may cost up to $0.106. "
        "$0.158 of it is reserved by 3 drawings under way. "
        "What fits: 1536×1024 low without previews, at most $0.040."
    )
    assert (error.code, error.over, error.holders[0].actor) == ("budget", 62_600_000, "U2")


def test_a_refusal_says_where_nothing_fits() -> None:
    """And nothing of reservations where there are none."""
    sentence = BudgetExceeded(standing(spent=10 * USD), NanoUsd(CENT)).sentence
    assert sentence.endswith(f"has $0.000 of $10.00 left, and this may cost up to $0.010. {NOTHING_FITS}")


@given(amounts, amounts, st.integers(1, 20 * USD))
def test_an_overrun_of_what_it_goes_over_makes_it_fit(spent: int, reserved: int, quote: int) -> None:
    """Exactly: with a nano-dollar less it would not."""
    tight = standing(spent=spent, reserved=reserved)
    over = BudgetExceeded(tight, NanoUsd(quote)).over
    if over > 0:
        assert standing(spent=spent, reserved=reserved, overrun=over).left == quote
        assert standing(spent=spent, reserved=reserved, overrun=over - 1).left == quote - 1


@pytest.mark.parametrize(
    ("used", "words"),
    [
        ({"spent": 9 * USD}, None),
        ({"spent": 12 * USD}, "$12.00 is spent already in Nov 2026: nothing more is drawn until then is over."),
        (
            {"spent": 9 * USD, "reserved": USD},
            "$9.00 is spent already in Nov 2026, and $1.00 is reserved: nothing more is drawn until then is over.",
        ),
    ],
)
def test_a_budget_set_below_what_is_used_is_allowed_and_said(used: dict[str, int], words: str | None) -> None:
    """Whoever sets it learns what it means."""
    assert remark(standing(ScopeKind.CHANNEL, **used)) == words


def test_a_turn_counts_for_its_person_its_channel_and_the_workspace() -> None:
    """Each once."""
    assert [(scope.kind.value, scope.id) for scope in scopes_of("U1", "C1")] == [
        ("person", "U1"),
        ("channel", "C1"),
        ("workspace", ""),
    ]


def test_a_limit_is_exact_or_refused() -> None:
    """To nine digits after the point."""
    assert limit_of(Decimal("0.1")) == 100_000_000
    with pytest.raises(PersonError):
        limit_of(Decimal("1.0000000001"))
