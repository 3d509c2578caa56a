"""`darkroom gate verdict`, run as a person runs it: its contract, its exit codes, and what it says of a wrong file."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli import gate_file
from bot.domain.gates.facts import Fact
from bot.domain.gates.permissions import Permission
from tests.stories.test_commands import darkroom

ROUTE = {"base_url": "https://api.example.ai/v1", "model": "gpt-image-2"}
KEYS = {"class", "headline", "gates", "permissions", "stop_rule", "valid_until"}
EVIDENCED = {fact.value: {"grade": "evidenced"} for fact in Fact}


def asked(**changes: Any) -> dict[str, Any]:
    """A file's content: a route with everything evidenced, but for what is changed."""
    return {"route": ROUTE, "facts": EVIDENCED} | changes


async def judged(tmp_path: Path, content: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Run the command on *content*; return its exit code and its answer."""
    file = tmp_path / "route.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    code, out, err = await darkroom("gate", "verdict", str(file), "--json")
    assert err == ""
    return code, json.loads(out)


def last_day(answer: dict[str, Any]) -> timedelta:
    """How long a verdict of today holds."""
    return date.fromisoformat(answer["valid_until"]) - datetime.now(UTC).date()


async def test_the_answer_is_the_contract(tmp_path: Path) -> None:
    """With all its keys, and a grade for every gate."""
    code, answer = await judged(tmp_path, asked())
    assert code == 0
    assert answer.keys() >= KEYS
    assert answer["class"] == "provider_gateway"
    assert answer["gates"] == dict.fromkeys(["owner", "mapping", "billing", "rights", "observability"], "evidenced")
    assert answer["permissions"].keys() == {use.value for use in Permission}
    assert all(use["allowed"] and use["because"] for use in answer["permissions"].values())
    assert last_day(answer) in {timedelta(89), timedelta(90)}


async def test_every_key_of_the_contract_is_read(tmp_path: Path) -> None:
    """Optional ones and null included."""
    content = asked(
        route=ROUTE | {"endpoint": "images/edits", "key_group": None, "class": "wrapper"},
        purpose="customer or brand assets",
        signals=[{"id": "9", "strength": "strong", "effect": "mapping_failed", "where": "line 3", "quote": "cat"}],
        facts=EVIDENCED | {"mapping.proof": {"grade": "evidenced", "note": "Probe of 22 Nov"}},
    )
    code, answer = await judged(tmp_path, content)
    assert code == 1
    assert (answer["class"], answer["gates"]["mapping"]) == ("wrapper", "failed")
    assert answer["permissions"]["customer_assets"]["because"] == ["signal:9"]
    assert last_day(answer) in {timedelta(29), timedelta(30)}


async def test_an_account_pool_is_stopped_whatever_its_gates(tmp_path: Path) -> None:
    """By its class alone."""
    code, answer = await judged(tmp_path, asked(route=ROUTE | {"class": "account_pool"}, purpose="experiments"))
    assert code == 1
    assert answer["class"] == "account_pool"
    assert not any(use["allowed"] for use in answer["permissions"].values())


async def test_the_official_host_needs_no_facts(tmp_path: Path) -> None:
    """It is the default."""
    code, answer = await judged(tmp_path, {"route": ROUTE | {"base_url": "https://api.openai.com/v1"}, "facts": {}})
    assert code == 0
    assert answer["class"] == "official"


async def test_the_exit_code_tells_whether_the_route_fits_its_purpose(tmp_path: Path) -> None:
    """Experiments need no gate; without a purpose production is meant."""
    assert (await judged(tmp_path, asked(facts={}, purpose="experiments")))[0] == 0
    assert (await judged(tmp_path, asked(facts={})))[0] == 1


async def test_the_card_is_for_people_and_keeps_no_secret(tmp_path: Path) -> None:
    """Neither credentials in an address nor a key in a note are repeated."""
    file = tmp_path / "route.json"
    key = "sk-" + "a1b2c3d4" * 4
    route = ROUTE | {"base_url": "https://me:hunter2@api.example.ai/v1", "key_group": key}
    facts = {"owner.abuse": {"grade": "failed", "note": f"they sent {key}\x1b[31m\nand no name"}}
    file.write_text(json.dumps({"route": route, "facts": facts}), encoding="utf-8")
    for form in ([], ["--json"]):
        code, out, _ = await darkroom("gate", "verdict", str(file), *form)
        assert code == 1
        assert "owner refused or contradicted" in out
        assert "hunter2" not in out
        assert key not in out
        assert "\x1b" not in out


async def test_a_wrong_file_is_wrong_usage_in_one_sentence(tmp_path: Path) -> None:
    """Which names the file and the key."""
    file = tmp_path / "route.json"
    file.write_text(json.dumps(asked(purpos="internal")), encoding="utf-8")
    code, out, err = await darkroom("gate", "verdict", str(file))
    assert (code, out) == (2, "")
    assert err.strip() == f"{file}: purpos: there is no such key."
    assert (await darkroom("gate", "verdict", str(tmp_path / "nowhere.json")))[0] == 2
    assert (await darkroom("gate", "verdict", str(tmp_path)))[0] == 2


async def test_the_commands_have_help() -> None:
    """With their exit codes."""
    for arguments in (["gate"], ["gate", "verdict"]):
        code, out, _ = await darkroom(*arguments, "--help")
        assert code == 0
        assert "Usage" in out


WRONG = [
    ("", "not valid JSON"),
    ("{", "not valid JSON"),
    ("[]", "the file: it should be an object"),
    ("[" * 100_000, "nested too deeply"),
    ('{"route": ' + "9" * 5000 + "}", "not valid JSON"),
    ("{}", "route: it is missing"),
    (json.dumps(asked(route={"base_url": "x"})), "route.model: it is missing"),
    (json.dumps(asked(route=ROUTE | {"model": " "})), "route.model: it is empty"),
    (json.dumps(asked(route=ROUTE | {"base_url": "https://a\x1b[31m"})), "route.base_url: it holds signs"),
    (json.dumps(asked(route=ROUTE | {"clas": "wrapper"})), "route.clas: there is no such key"),
    (json.dumps(asked(route=ROUTE | {"clas": None})), "route.clas: there is no such key"),
    (json.dumps(asked(route=ROUTE | {"class": "gateway"})), "route.class: it should be 'official'"),
    (json.dumps(asked(purpose="fun")), "purpose: use one of experiments, internal, public content"),
    (json.dumps(asked(facts={"owner.name": {"grade": "claimed"}})), "facts.owner.name: there is no such fact"),
    (json.dumps(asked(facts={"owner.abuse": {"grade": "proven"}})), "facts.owner.abuse.grade: it should be 'failed'"),
    (json.dumps(asked(facts={"owner.abuse": "claimed"})), "facts.owner.abuse: it should be an object"),
    (json.dumps(asked(facts={"owner.abuse": {"grade": "claimed", "notes": ""}})), "facts.owner.abuse.notes: there is"),
    (json.dumps(asked(signals=["1"])), "signals.0: there is no signal 1; say its effect, one of account_pool, mapping"),
    (json.dumps(asked(signals=[1])), "signals.0: it should be an object"),
    (json.dumps(asked(signals=[{"id": "1", "effect": "bad"}])), "signals.0.effect: it should be 'account_pool'"),
    ('{"route": {}, "route": {}}', "route stands there twice"),
    ('{"facts": {"owner.abuse": {"grade": "claimed"}, "owner.abuse": {}}}', "owner.abuse stands there twice"),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG)
def test_what_is_wrong_in_a_file_is_named(text: str, sentence: str) -> None:
    """By its place, in words."""
    with pytest.raises(gate_file.GateFileError) as refused:
        gate_file.parse(text)
    said = str(refused.value)
    assert sentence in said
    assert said.endswith(".")


SEEN = [
    ("s01-pool-host", "account_pool"),
    ({"id": "s01-pool-host"}, "account_pool"),
    ({"id": "s01-pool-host", "strength": "weak", "effect": "question"}, "account_pool"),
    ({"id": "s13-flat-price", "effect": "mapping_failed"}, "mapping_failed"),
    ({"id": "ours", "effect": "question"}, "question"),
]


@pytest.mark.parametrize(("told", "effect"), SEEN)
def test_a_signal_has_the_graver_effect_of_file_and_table(told: Any, effect: str) -> None:
    """A file cannot soften what the table says; a signal of one's own needs an effect."""
    assert [one.effect for one in gate_file.parse(json.dumps(asked(signals=[told]))).signals] == [effect]


async def test_what_a_scan_finds_a_verdict_reads(tmp_path: Path) -> None:
    """As it is printed."""
    page = tmp_path / "compose.yml"
    page.write_text("services:\n  relay:\n    image: ghcr.io/someone/chatgpt2api\n", encoding="utf-8")
    _, out, _ = await darkroom("gate", "scan", str(page), "--json")
    found = json.loads(out)["signals"]
    assert found
    _, answer = await judged(tmp_path, asked(signals=found))
    assert answer["class"] == json.loads(out)["class"] == "account_pool"


async def test_signals_that_only_ask_are_asked(tmp_path: Path) -> None:
    """In the words of their table."""
    code, answer = await judged(tmp_path, asked(signals=["s13-flat-price", {"id": "ours", "effect": "question"}]))
    assert code == 0
    assert answer["questions"][0].endswith("?")
    assert answer["questions"][1] == "What does signal ours mean?"


@pytest.mark.parametrize(
    ("base_url", "official"),
    [
        ("https://api.openai.com/v1", True),
        ("http://api.openai.com/v1", False),
        ("https://api.openai.com.example.ai/v1", False),
        ("https://api.openai.com@example.ai/v1", False),
        ("http://127.0.0.1:8080/v1", False),
        ("api.openai.com", False),
        ("https://[", False),
    ],
)
def test_only_https_to_a_listed_host_is_official(base_url: str, official: bool) -> None:
    """Whatever the file calls it."""
    content = asked(route=ROUTE | {"base_url": base_url, "class": "official"})
    assert gate_file.parse(json.dumps(content)).route.official is official


@pytest.mark.parametrize(
    "said", ["public", "public_content", "Public content", "customer", "brand-assets", "sensitive"]
)
def test_a_purpose_may_be_named_by_its_first_word(said: str) -> None:
    """As people write it."""
    assert gate_file.parse(json.dumps(asked(purpose=said))).purpose is not None


def test_only_the_mapping_rests_on_a_probe() -> None:
    """Where its note speaks of one."""
    notes = {
        "mapping.proof": {"grade": "evidenced", "note": "statement, and probed on 22 Nov"},
        "billing.retry": {"grade": "evidenced", "note": "probe of 22 Nov"},
        "mapping.claim": {"grade": "evidenced", "note": "probably the price list"},
    }
    facts = gate_file.parse(json.dumps(asked(facts=notes))).facts
    assert [fact.value for fact, told in facts.items() if told.by_probe] == ["mapping.proof"]
