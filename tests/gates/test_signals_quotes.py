"""Quotes are verbatim, short, and never hold a secret; cookies and credentials of a HAR are dropped before all else.

The made-up secrets are put together here, so that no scanner takes them for real ones.
"""

import base64
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.signals_quote import LONGEST
from bot.domain.gates.signals_scene import Kind
from tests.gates.scanning import POOLS, numbers, scanned

SECRET = "Zq9" * 12


def token(**claims: object) -> str:
    """Return a JSON web token that says this."""
    said = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"eyJhbGciOiJub25lIn0.{said}.{SECRET}"


JWT = token(iss="https://auth.openai.com", **{"https://api.openai.com/auth": {"chatgpt_account_id": "0"}})
KEYS = "log entries request response headers data usage tools size content text type url".split()  # noqa: SIM905
DOCUMENTS: st.SearchStrategy[object] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
)


@pytest.mark.parametrize(
    "line",
    [
        f"sub2api key sk-proj-{SECRET}",
        f"sub2api Authorization: Bearer {SECRET}",
        f"sub2api refresh_token={SECRET}",
        f'sub2api {{"session_token": "{SECRET}"}}',
        f"sub2api https://user:{SECRET}@host/",
        f"sub2api https://host/?api_key={SECRET}&n=1",
        f"sub2api Cookie: __Secure-next-auth.session-token={SECRET}",
        f"sub2api someone@example.com----{SECRET}----{SECRET}",
        f"sub2api token: {JWT}",
        f"sub2api password: {SECRET}",
        f"sub2api -----BEGIN {'PRIVATE'} KEY-----{SECRET}-----END {'PRIVATE'} KEY-----",
    ],
)
@pytest.mark.parametrize("padding", [0, 3900, 4000, 9000])
def test_no_quote_holds_a_secret(line: str, padding: int) -> None:
    """Wherever in a long line it stands, and in JSON as in text."""
    text = "a " * (padding // 2) + line + " b" * (padding // 2)
    for found in (scanned(text, Kind.TEXT), scanned(json.dumps({"note": text}))):
        assert 4 in numbers(found)
        assert all(SECRET[:9] not in one.quote + one.where for one in found)


@given(before=st.text(max_size=400), after=st.text(max_size=400))
def test_a_quote_is_short_and_shows_what_was_found(before: str, after: str) -> None:
    """In whatever it stands."""
    found = [one for one in scanned(f"{before} sub2api {after}", Kind.TEXT) if one.id == "s04-pool-software"]
    assert found
    assert all(len(one.quote) <= LONGEST for one in found)
    assert "sub2api" in found[0].quote


def test_a_quote_is_verbatim() -> None:
    """As far as it goes, with an ellipsis where it is cut."""
    line = f"{'before ' * 40}sub2api{' after' * 40}"
    (found,) = scanned(line, Kind.TEXT)
    assert found.quote.strip("…") in line
    assert found.quote[0] == found.quote[-1] == "…"


def test_a_login_token_is_known_by_its_account_and_never_shown() -> None:
    """A company's own login is none of it, nor a workload's."""
    found = scanned(f"OPENAI_API_KEY={JWT}", Kind.CONFIG)
    assert numbers(found) == {2}
    assert JWT[:30] not in found[0].quote
    for issuer in ("https://sts.windows.net/x/", "https://auth.openai.com"):
        assert scanned(f"AZURE_AD_VALUE={token(iss=issuer)}", Kind.CONFIG) == ()


@pytest.mark.parametrize("path", POOLS, ids=lambda path: path.name)
def test_nothing_made_up_as_a_secret_is_quoted(path: Path) -> None:
    """In none of the fixtures."""
    for found in scanned(path.read_text(encoding="utf-8"), name=path.name):
        assert "made-up" not in found.quote + found.where
        assert "@example.com" not in found.quote


def test_what_is_in_cookies_and_credentials_of_a_har_is_not_looked_at() -> None:
    """Only names of cookies are left."""
    headers = [
        {"name": "Cookie", "value": "a=sub2api; theme=flaresolverr-openai"},
        {"name": "api-key", "value": "sub2api"},
    ]
    request = {"url": "https://x.example", "headers": headers, "cookies": [{"name": "a", "value": "sub2api"}]}
    assert scanned(json.dumps({"log": {"entries": [{"request": request, "response": {}}]}})) == ()


@given(DOCUMENTS)
def test_no_form_of_json_breaks_a_scan(document: object) -> None:
    """Whatever a provider sends."""
    for kind in Kind:
        scanned(json.dumps(document), kind)
    scanned(json.dumps({"log": {"entries": [document, {"request": document, "response": document}]}}))
