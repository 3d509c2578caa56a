"""`[fallbacks.NAME]`: everything has to be said, its address is a provider's, and its key has a variable of its own."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.domain.fallbacks import FailedCalls
from bot.domain.policy import Policy
from bot.providers.config.environment import Environment
from bot.providers.config.fallback_section import FallbackSection
from bot.providers.config.policy_file import PolicyFileError, parse

ROOT = Path(__file__).parents[2]
WHOLE: dict[str, str] = {
    "provider": '"Acme"',
    "base_url": '"https://api.acme.ai/v1/"',
    "key_env": '"ACME_API_KEY"',
    "price_usd": "0.04",
    "failed_calls": '"not billed"',
    "output_rights": '"Commercial use by its terms of 1 October 2026."',
    "stop_rule": '"Stop when a bill differs."',
}


def table(name: str = "acme", /, **changes: str | None) -> str:
    """A fallback with *changes*; None leaves a key out."""
    rows = {key: value for key, value in {**WHOLE, **changes}.items() if value is not None}
    return "\n".join([f"[fallbacks.{name}]", *(f"{key} = {value}" for key, value in rows.items())])


def test_what_is_said_of_a_fallback_is_what_the_policy_holds() -> None:
    """With the defaults of what may be left out."""
    acme = parse(table()).fallbacks["acme"]
    assert (acme.name, acme.provider, acme.base_url) == ("acme", "Acme", "https://api.acme.ai/v1")
    assert (acme.model, acme.endpoint, acme.key_group) == ("gpt-image-2", "images/generations", "default")
    assert (acme.key_env, acme.failed_calls) == ("ACME_API_KEY", FailedCalls.NOT_BILLED)
    assert acme.prices == {"low": 40_000_000, "medium": 40_000_000, "high": 40_000_000}
    assert (acme.lane.name, acme.lane.host) == ("fallback:acme", "api.acme.ai")


@pytest.mark.parametrize("said", ['"0.04"', "0.04", "{ low = 0.04, medium = '0.04', high = 0.04 }"])
def test_a_price_is_a_number_a_string_or_one_for_each_quality(said: str) -> None:
    """To the nano-dollar."""
    assert set(parse(table(price_usd=said)).fallbacks["acme"].prices.values()) == {40_000_000}


@pytest.mark.parametrize("missing", list(WHOLE))
def test_a_missing_key_is_a_sentence_that_names_it(missing: str) -> None:
    """Nothing of it is guessed."""
    with pytest.raises(PolicyFileError, match=rf"^fallbacks\.acme\.{missing}: it is missing, and has no default$"):
        parse(table("acme", **dict[str, str | None]({missing: None})))


WRONG: list[tuple[dict[str, str], str]] = [
    ({"base_url": '"https://api.openai.com/v1"'}, "is OpenAI's own. The official route is no fallback"),
    ({"base_url": '"https://api.0penai.com/v1"'}, "only looks like api.openai.com"),
    ({"base_url": '"http://api.acme.ai/v1"'}, "over https"),
    ({"base_url": '"https://me:secret-word@api.acme.ai/v1"'}, "holds credentials"),
    ({"base_url": '"https://10.0.0.7/v1"'}, "bare IP address"),
    ({"base_url": '"https://gateway.internal/v1"'}, "your own network"),
    ({"base_url": '"http://127.0.0.1:8000/v1"'}, "only tests allow that, with allow_loopback = true"),
    ({"key_env": '"OPENAI_API_KEY"'}, "OPENAI_API_KEY belongs to somebody else"),
    ({"key_env": '"OPENAI_ADMIN_KEY"'}, "OPENAI_ADMIN_KEY belongs to somebody else"),
    ({"key_env": '"SLACK_BOT_TOKEN"'}, "SLACK_BOT_TOKEN belongs to somebody else"),
    ({"key_env": '"SLACK_WHATEVER"'}, "SLACK_WHATEVER belongs to somebody else"),
    ({"key_env": '"sk-acme-0123456789abcdef"'}, "is not the name of a variable"),
    ({"price_usd": "0"}, "greater than 0"),
    ({"price_usd": '"free"'}, "price_usd"),
    ({"price_usd": "{ low = 0.01 }"}, "price_usd.*medium: it is missing"),
    ({"failed_calls": '"sometimes"'}, "'billed', 'not billed' or 'unknown'"),
    ({"endpoint": '"chat/completions"'}, "'responses' or 'images/generations'"),
    ({"output_rights": '"  "'}, "output_rights"),
    ({"colour": '"red"'}, "colour"),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG, ids=[str(row[0]) for row in WRONG])
def test_what_cannot_be_a_fallback_is_refused(changes: dict[str, str], sentence: str) -> None:
    """Before the bot starts; what an address carried is not repeated."""
    with pytest.raises(PolicyFileError, match=sentence) as caught:
        parse(table(**changes))
    assert "secret-word" not in str(caught.value)


@pytest.mark.parametrize("name", ["Acme", "a b", "1st", "official", "sandbox"])
def test_a_name_is_a_lower_case_word_of_its_own(name: str) -> None:
    """It is typed behind `--via`."""
    with pytest.raises(PolicyFileError, match="cannot be a lane's name"):
        parse(table(f'"{name}"'))


def test_two_fallbacks_share_a_variable_only_where_their_host_is_the_same() -> None:
    """A key goes to one host."""
    one, other = table(), table("other", base_url='"https://api.other.ai/v1"')
    with pytest.raises(PolicyFileError, match="acme and other share ACME_API_KEY, but not their host"):
        parse(f"{one}\n{other}")
    same_host = table("other", model="'gpt-image-1'")
    assert len(parse(f"{one}\n{same_host}").fallbacks) == 2


def test_the_example_s_fallback_is_a_whole_one_with_every_key() -> None:
    """Where its comment signs are taken away."""
    text = (ROOT / "policy.example.toml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text[text.index("# [fallbacks.acme]") :].splitlines()]
    shown: dict[str, Any] = tomllib.loads("\n".join(lines))["fallbacks"]["acme"]
    assert shown.keys() == FallbackSection.model_fields.keys()
    assert parse("\n".join(lines)).fallbacks["acme"].provider == "Acme"


def policy() -> Policy:
    """A policy with a fallback."""
    return parse(table())


def test_a_key_is_read_from_its_variable_and_bound_to_its_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """And is shown nowhere."""
    monkeypatch.setenv("ACME_API_KEY", " sk-acme \n")
    keys = Environment().fallback_keys(policy().fallbacks)
    assert (keys["acme"].host, keys["acme"].value) == ("api.acme.ai", "sk-acme")
    assert "sk-acme" not in repr(keys)


@pytest.mark.parametrize("value", ["", "  ", "sk-official", "xoxb-official"])
def test_another_service_s_secret_is_no_key_of_a_fallback(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """It would leave for another host."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-official")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-official")
    monkeypatch.setenv("ACME_API_KEY", value)
    assert Environment().fallback_keys(policy().fallbacks) == {}
