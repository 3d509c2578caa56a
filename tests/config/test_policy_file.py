"""The policy file: every key does what it says, and a wrong one is a sentence that names it."""

import tomllib
from operator import attrgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.budgets import Period, Scope, ScopeKind, Seed
from bot.domain.gates.route import Purpose
from bot.domain.money import NanoUsd
from bot.domain.options.sizes import nearest_legal_size
from bot.domain.policy import Policy, Receipts
from bot.providers.config.policy_file import PolicyFileError, load, parse

ROOT = Path(__file__).parents[2]


def seed(kind: ScopeKind, name: str, period: Period, limit: int) -> Seed:
    """A budget with the usual thresholds."""
    return Seed(Scope(kind, name), period, NanoUsd(limit), (80, 100))


KEYS: list[tuple[str, str, object]] = [
    ('people.reviewers = ["U7"]', "reviewers", frozenset({"U7"})),
    ("gates.four_eyes = false", "four_eyes", False),
    ('channels.purposes = {C1 = "internal"}', "purposes", {"C1": Purpose.INTERNAL}),
    ('receipts = "requester"', "receipts", Receipts.REQUESTER),
    ('receipts = "off"', "receipts", Receipts.OFF),
    ('books_zone = "Europe/Berlin"', "books_zone", "Europe/Berlin"),
    ('people.admins = ["U1", "U2"]', "admins", {"U1", "U2"}),
    ('people.allowed_teams = ["T2"]', "allowed_teams", {"T2"}),
    ("people.guests = true", "guests_allowed", True),
    ('channels.only = ["C1"]', "channels_only", {"C1"}),
    ('channels.never = ["C2"]', "channels_never", {"C2"}),
    ("channels.mention_only = true", "mention_only", True),
    ('defaults.size = "1536x864"', "defaults.size", "1536x864"),
    ('defaults.quality = "low"', "defaults.quality", "low"),
    ('defaults.format = "webp"', "defaults.output_format", "webp"),
    ('defaults.background = "opaque"', "defaults.background", "opaque"),
    ('defaults.moderation = "low"', "defaults.moderation", "low"),
    ("defaults.previews = 0", "defaults.previews", 0),
    ('models.mainline = "gpt-5.4-mini"', "mainline_model", "gpt-5.4-mini"),
    ('models.image = "gpt-image-2-2026-04-21"', "image_model", "gpt-image-2-2026-04-21"),
    ('models.reasoning_effort = "none"', "reasoning_effort", "none"),
    ("models.max_output_tokens = 900", "max_output_tokens", 900),
    ("models.background = false", "background", False),
    ("models.store = false", "store_responses", False),
    ("running.concurrency = 3", "concurrency", 3),
    ("running.retry_rate_limited = 0", "retry_rate_limited", 0),
    ("running.sockets = 1", "sockets", 1),
    ("running.slack_pace = 2.5", "slack_pace", 2.5),
    ("budgets.workspace = { day = 20.5 }", "budgets", (seed(ScopeKind.WORKSPACE, "", Period.DAY, 20_500_000_000),)),
    ('budgets.people = { "*" = { month = 4 } }', "budgets", (seed(ScopeKind.PERSON, "*", Period.MONTH, 4 * 10**9),)),
    ("budgets.channels = { C1 = { month = 9 } }", "budgets", (seed(ScopeKind.CHANNEL, "C1", Period.MONTH, 9 * 10**9),)),
    ("budgets.alerts = [90, 50, 90]", "alert_at", (50, 90)),
    ("budgets.ask_above = 0.1", "ask_above_nano", 100_000_000),
    ("budgets.overruns = false", "overruns", False),
    ("budgets.hold_days = 30", "hold_days", 30),
    ('budgets.summary_channel = "C1"', "summary_channel", "C1"),
]


@pytest.mark.parametrize(("line", "field", "value"), KEYS, ids=[line for line, _, _ in KEYS])
def test_a_key_sets_what_it_names_and_nothing_else(line: str, field: str, value: object) -> None:
    """All others keep their defaults."""
    policy = parse(line)
    assert attrgetter(field)(policy) == value
    assert attrgetter(field)(Policy()) != value
    for _, other, _ in KEYS:
        if other != field:
            assert attrgetter(other)(policy) == attrgetter(other)(Policy())


def test_an_empty_file_is_the_default_policy() -> None:
    """As is no file."""
    assert parse("") == load(None) == Policy()


def test_the_example_shows_every_key_with_its_default() -> None:
    """Copied as it is, it changes nothing; what it leaves out, nobody would find."""
    text = (ROOT / "policy.example.toml").read_text(encoding="utf-8")
    assert parse(text) == Policy()
    shown = {f"{table}.{key}" for table, rows in tomllib.loads(text).items() if isinstance(rows, dict) for key in rows}
    assert {line.partition(" = ")[0] for line, _, _ in KEYS if "." in line.partition(" = ")[0]} == shown
    assert "[fallbacks]" in text


WRONG: list[tuple[str, str]] = [
    ('channels.purposes = {C1 = "fun"}', "channels.purposes.C1: .*no purpose; use one of experiments"),
    ("colour = 1", "colour: "),
    ("[people]\nadmin = []", "people.admin: "),
    ("[nothing]", "nothing: "),
    ("defaults.colour = 1\nrunning.speed = 2", "defaults.colour: .*; running.speed: "),
    ('receipts = "everybody"', "receipts: .*'channel', 'requester' or 'off'"),
    ('people.admins = "U1"', "people.admins: "),
    ('people.guests = "perhaps"', "people.guests: "),
    ('defaults.quality = "auto"', "defaults.quality: .*'low', 'medium' or 'high'"),
    ('defaults.format = "gif"', "defaults.format: "),
    ("defaults.previews = 4", "defaults.previews: .*less than or equal to 3"),
    ("defaults.previews = -1", "defaults.previews: "),
    ("running.concurrency = 0", "running.concurrency: "),
    ("running.sockets = 11", "running.sockets: "),
    ("running.slack_pace = 0", "running.slack_pace: "),
    ("running.slack_pace = nan", "running.slack_pace: "),
    ("models.max_output_tokens = 100", "models.max_output_tokens: "),
    (
        'models.image = "gpt-image-2.6-sunburst"',
        r"models.image: .*gpt-image-2\.6-sunburst has no published token formula",
    ),
    ('models.image = "gpt-image-1"', "models.image: "),
    ('books_zone = "Berlin"', "books_zone: .*Berlin is not a time zone; write it like Europe/Berlin"),
    ('books_zone = "../../etc/passwd"', "books_zone: .*is not a time zone"),
    ('books_zone = ""', "books_zone: "),
    ('defaults.size = "1000x1000"', "defaults.size: .*1000x1000 .*the nearest is 1008x1008"),
    ('defaults.size = "8000x8000"', "defaults.size: .*the nearest is 2880x2880"),
    ('defaults.size = "auto"', "defaults.size: .*auto is not WIDTHxHEIGHT"),
    ('defaults.size = "landscape"', "defaults.size: .*landscape is not WIDTHxHEIGHT"),
    ("defaults.size = 1024", "defaults.size: "),
    ("budgets.workspace = { day = 0 }", "budgets.workspace.day: .*more than nothing; to have none, remove it"),
    ("budgets.workspace = { week = 5 }", "budgets.workspace.week.*'day' or 'month'"),
    ('budgets.workspace = { day = "€20" }', "budgets.workspace.day: "),
    ("budgets.people = { U1 = 3 }", "budgets.people.U1: "),
    ("budgets.channels = { C1 = { month = 2000000 } }", "budgets.channels.C1.month: .*more than \\$1000000"),
    ("budgets.alerts = [80, 101]", "budgets.alerts: .*101 is not a percentage from 1 to 100"),
    ("budgets.ask_above = -1", "budgets.ask_above: "),
    ("budgets.ask_above = nan", "budgets.ask_above: "),
    ("receipts = ", "not valid TOML: .*line 1|not valid TOML: .*end of document"),
    ("receipts = 'off'\nreceipts = 'off'", "not valid TOML"),
    ("[people", "not valid TOML"),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG, ids=[text for text, _ in WRONG])
def test_what_cannot_be_is_refused_by_its_name(text: str, sentence: str) -> None:
    """Never taken for something else, never ignored."""
    with pytest.raises(PolicyFileError, match=sentence):
        parse(text)


BOUNDS = [
    # as docs/settings.md states them
    ("defaults.previews", 0, 3),
    ("models.max_output_tokens", 256, 16_000),
    ("running.concurrency", 1, 500),
    ("running.retry_rate_limited", 0, 5),
    ("running.sockets", 1, 10),
    ("budgets.hold_days", 1, 366),
]


@pytest.mark.parametrize(("key", "least", "most"), BOUNDS)
def test_a_number_is_taken_up_to_its_documented_bounds_and_refused_beyond(key: str, least: int, most: int) -> None:
    """Both ends belong to it."""
    for number in (least, most):
        parse(f"{key} = {number}")
    for number in (least - 1, most + 1):
        with pytest.raises(PolicyFileError, match=key):
            parse(f"{key} = {number}")


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_a_size_is_taken_or_refused_with_the_nearest_that_is(width: int, height: int) -> None:
    """So that whoever wrote it can copy the right one from the sentence."""
    nearest = "{}x{}".format(*nearest_legal_size(width, height))
    line = f'defaults.size = "{width}x{height}"'
    if nearest == f"{width}x{height}":
        assert parse(line).defaults.size == nearest
    else:
        with pytest.raises(PolicyFileError, match=f"the nearest is {nearest}$"):
            parse(line)


@given(st.text(max_size=80))
def test_any_text_is_a_policy_or_a_sentence(text: str) -> None:
    """Nothing else is raised."""
    try:
        assert isinstance(parse(text), Policy)
    except PolicyFileError as error:
        assert str(error)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """With the reason in words."""
    with pytest.raises(PolicyFileError, match=r"nowhere\.toml cannot be read: No such file"):
        load(tmp_path / "nowhere.toml")
    with pytest.raises(PolicyFileError, match="cannot be read: Is a directory"):
        load(tmp_path)


def test_a_file_is_read_in_any_script(tmp_path: Path) -> None:
    """It is UTF-8."""
    path = tmp_path / "policy.toml"
    path.write_text('# für alle 🦊\nreceipts = "off"', encoding="utf-8")
    assert load(path).receipts is Receipts.OFF
