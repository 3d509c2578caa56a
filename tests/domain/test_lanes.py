"""Official is https to a host on the list, and nothing that only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lanes import OFFICIAL, SANDBOX, is_loopback, lane_of

HOSTS = frozenset({"api.openai.com"})

OFFICIAL_URLS = [
    "https://api.openai.com/v1",
    "https://api.openai.com",
    "https://api.openai.com/",
    "https://api.openai.com:443/v1",
    "https://API.OpenAI.com/v1",
    "HTTPS://api.openai.com/v1",
]
SANDBOX_URLS = [
    ("http://127.0.0.1:8080/v1", "127.0.0.1:8080"),
    ("http://localhost:9/v1", "localhost:9"),
    ("https://localhost/v1", "localhost"),
    ("http://LOCALHOST:9/v1", "localhost:9"),
    ("http://[::1]/v1", "::1"),
    ("http://127.1.2.3/v1", "127.1.2.3"),
]
NEITHER = [
    "http://api.openai.com/v1",
    "https://api.openai.com:8443/v1",
    "https://api.openai.com:80/v1",
    "https://api.openai.com:99999/v1",
    "https://api.openai.com:port/v1",
    "https://api.openai.com.evil.example/v1",
    "https://evil.example/api.openai.com",
    "https://evil.example/?https://api.openai.com/v1",
    "https://evil.example#https://api.openai.com/v1",
    "https://api.openai.com@evil.example/v1",
    "https://evil.example@api.openai.com/v1",
    "https://user:password@api.openai.com/v1",
    "https://:password@api.openai.com/v1",
    "https://@api.openai.com/v1",
    "https://api.openai.com\\@evil.example/v1",
    "https://evil.example\\@api.openai.com/v1",
    "https://api.openai.com./v1",
    "https://.api.openai.com/v1",
    "https://www.api.openai.com/v1",
    "https://openai.com/v1",
    "https://api-openai.com/v1",
    "https://api.openai.com%2eevil.example/v1",
    "https://api%2eopenai.com/v1",
    "https://api.openai.co/v1",
    "https://api.οpenai.com/v1",  # Greek omicron
    "https://api.openaı.com/v1",  # dotless i
    "https://api．openai．com/v1",  # full-width dots
    "https://ａpi.openai.com/v1",  # full-width a
    "https://api.openai.com／.evil.example/v1",  # full-width slash
    "https://api.openai。com/v1",
    "https://xn--api-openai-0f4e.com/v1",
    "https:///v1",
    "https:api.openai.com/v1",
    "//api.openai.com/v1",
    "api.openai.com/v1",
    "ws://api.openai.com/v1",
    "file:///etc/hosts",
    "https://eu.api.openai.com/v1",
    "http://localhost.evil.example/v1",
    "http://127.0.0.1.evil.example/v1",
    "http://127.0.0.1@evil.example/v1",
    "http://0.0.0.0:80/v1",
    "http://192.168.0.1/v1",
    "http://10.0.0.1/v1",
    "http://169.254.169.254/v1",
    "http://[::]/v1",
    "http://[fe80::1]/v1",
    "http://[::1/v1",
    "https://",
    "",
    " ",
]


@pytest.mark.parametrize("url", OFFICIAL_URLS)
def test_openai_s_own_api_is_official(url: str) -> None:
    """However its name is spelt."""
    lane = lane_of(url, HOSTS)
    assert lane is not None
    assert (lane.name, lane.host) == (OFFICIAL, "api.openai.com")


@pytest.mark.parametrize(("url", "host"), SANDBOX_URLS)
def test_this_machine_is_the_sandbox(url: str, host: str) -> None:
    """In every usual way of naming it."""
    lane = lane_of(url, HOSTS)
    assert lane is not None
    assert (lane.name, lane.host) == (SANDBOX, host)


@pytest.mark.parametrize("url", NEITHER)
def test_what_only_looks_official_or_local_is_neither(url: str) -> None:
    """It has no lane, so that nobody's key is sent there; a broken address is no exception."""
    assert lane_of(url, HOSTS) is None


@given(st.text(max_size=40))
def test_any_text_is_a_lane_or_none(text: str) -> None:
    """What stands in an environment variable is not trusted to be an address."""
    for url in (text, f"https://{text}", f"https://api.openai.com{text}", f"https://{text}api.openai.com"):
        lane = lane_of(url, HOSTS)
        assert lane is None or lane.name == SANDBOX or lane.host == "api.openai.com"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.255.255.254", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost.localdomain.example", False),
        ("128.0.0.1", False),
        ("0.0.0.0", False),
        ("", False),
        ("127.0.0.1.nip.io", False),
    ],
)
def test_loopback_is_this_machine_and_nothing_else(host: str, loopback: bool) -> None:
    """The whole of 127/8, and ::1."""
    assert is_loopback(host) is loopback
