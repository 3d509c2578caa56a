"""The bot's token goes to Slack's file hosts and nowhere else."""

import pytest

from bot.providers.slack.hosts import FileHosts

REAL = FileHosts("https://slack.com/api/")
SANDBOX = FileHosts("http://127.0.0.1:8123/api/")


@pytest.mark.parametrize("url", ["https://files.slack.com/files-pri/T1-F1/a.png", "https://slack-files.com/T1-F1-abc"])
def test_slacks_file_hosts_may_have_the_token(url: str) -> None:
    assert REAL.may_have_token(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://files.slack.com/a.png",
        "https://files.slack.com:8443/a.png",
        "https://files.slack.com.evil.example/a.png",
        "https://evil.example/files.slack.com/a.png",
        "https://files.slack.com@evil.example/a.png",
        "https://evil.example#files.slack.com",
        "http://127.0.0.1:8123/files/a.png",
        "file:///etc/passwd",
        "",
    ],
)
def test_nobody_else_may(url: str) -> None:
    assert not REAL.may_have_token(url)


def test_a_loopback_api_address_counts_as_a_file_host_with_its_port() -> None:
    assert SANDBOX.may_have_token("http://127.0.0.1:8123/files-pri/a.png")
    assert not SANDBOX.may_have_token("http://127.0.0.1:8124/files-pri/a.png")
    assert not SANDBOX.may_have_token("http://localhost:8123/files-pri/a.png")
