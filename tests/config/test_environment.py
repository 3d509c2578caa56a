"""The environment: what is missing is named, and no secret is ever shown."""

import os
from pathlib import Path

import pytest

from bot.providers.config.environment import Environment

SECRETS = {
    "SLACK_BOT_TOKEN": "made-up-bot",
    "SLACK_APP_TOKEN": "made-up-app",
    "SLACK_SIGNING_SECRET": "made-up-signature",
    "OPENAI_API_KEY": "made-up-key",
}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shell in which nothing of ours is set."""
    for name in Environment.model_fields:
        for spelling in {name, name.upper()} & set(os.environ):
            monkeypatch.delenv(spelling)


NEEDED = [
    (set(), False, ["SLACK_BOT_TOKEN", "OPENAI_API_KEY", "SLACK_APP_TOKEN"]),
    (set(), True, ["SLACK_BOT_TOKEN", "OPENAI_API_KEY", "SLACK_SIGNING_SECRET"]),
    ({"SLACK_BOT_TOKEN", "OPENAI_API_KEY", "SLACK_APP_TOKEN"}, False, []),
    ({"SLACK_BOT_TOKEN", "OPENAI_API_KEY", "SLACK_APP_TOKEN"}, True, ["SLACK_SIGNING_SECRET"]),
    ({"SLACK_BOT_TOKEN", "OPENAI_API_KEY", "SLACK_SIGNING_SECRET"}, True, []),
    ({"SLACK_BOT_TOKEN", "OPENAI_API_KEY", "SLACK_SIGNING_SECRET"}, False, ["SLACK_APP_TOKEN"]),
    ({"OPENAI_API_KEY"}, False, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
]


@pytest.mark.parametrize(("given", "http", "missing"), NEEDED)
def test_what_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, given: set[str], http: bool, missing: list[str]
) -> None:
    """All of it at once, as it is spelt in a shell."""
    for name in given:
        monkeypatch.setenv(name, SECRETS[name])
    assert sorted(Environment().missing(http=http)) == sorted(missing)


def test_an_empty_variable_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """`export OPENAI_API_KEY=` is a common way of having none; an empty address is the usual one."""
    for name in (*SECRETS, "OPENAI_BASE_URL", "SLACK_API_URL", "DARKROOM_POLICY", "DARKROOM_HOME"):
        monkeypatch.setenv(name, "")
    found = Environment()
    assert len(found.missing(http=False)) == 3
    assert found.openai_base_url.startswith("https://api.openai.com")
    assert found.slack_api_url.startswith("https://slack.com")
    assert (found.darkroom_policy, found.darkroom_home) == (None, Path("var"))


def test_what_is_set_is_what_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """And variables of others are none of our business."""
    monkeypatch.setenv("DARKROOM_HOME", "/srv/darkroom")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("DARKROOM_COLOUR", "red")
    found = Environment()
    assert (found.darkroom_home, found.openai_base_url) == (Path("/srv/darkroom"), "http://127.0.0.1:9/v1")


def test_no_secret_is_ever_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither in a log of the settings nor in their JSON."""
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    found = Environment()
    for text in (repr(found), str(found), found.model_dump_json()):
        assert not [value for value in SECRETS.values() if value in text]
