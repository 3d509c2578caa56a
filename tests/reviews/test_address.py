"""Addresses: what may be reviewed, what is refused with which reason, and one form for each."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import PersonError
from bot.domain.gates.address import addresses, check, host_of, lookalike, normalized

HOSTS = frozenset({"api.openai.com", "eu.api.openai.com", "us.api.openai.com"})

TAKEN = [
    ("https://api.example.ai/v1", "https://api.example.ai/v1"),
    ("api.example.ai", "https://api.example.ai"),
    ("api.example.ai/v1/", "https://api.example.ai/v1"),
    ("HTTPS://API.Example.AI/V1//", "https://api.example.ai/V1"),
    ("https://api.example.ai:443/v1", "https://api.example.ai/v1"),
    ("https://api.example.ai:8443/v1", "https://api.example.ai:8443/v1"),
    ("https://api.example.ai.", "https://api.example.ai"),
    ("https://api.example.ai.:443/", "https://api.example.ai"),
    ("https://api.example.ai/v1?token=x", "https://api.example.ai/v1"),
    ("https://api.example.ai/v1#part", "https://api.example.ai/v1"),
    ("  https://api.example.ai/v1  ", "https://api.example.ai/v1"),
    ("https://münchen.example.de/v1", "https://xn--mnchen-3ya.example.de/v1"),
    ("https://xn--mnchen-3ya.example.de/v1", "https://xn--mnchen-3ya.example.de/v1"),
    ("https://api.example。ai", "https://api.example.ai"),
    ("https://api.openai.com/v1", "https://api.openai.com/v1"),
    ("https://api.openai。com/v1", "https://api.openai.com/v1"),
    ("https://api.open\u200bai.com/v1", "https://api.openai.com/v1"),
    ("https://openai.example.ai", "https://openai.example.ai"),
]


@pytest.mark.parametrize(("said", "base_url"), TAKEN)
def test_a_public_https_address_is_taken_in_one_form(said: str, base_url: str) -> None:
    """However it is written: as the wire would carry it, without what stands behind its path."""
    assert check(said, HOSTS) == base_url


REFUSED = [
    ("http://api.example.ai/v1", "address_scheme"),
    ("ftp://api.example.ai", "address_scheme"),
    ("ws://api.example.ai", "address_scheme"),
    ("https://mo:secret@api.example.ai/v1", "address_credentials"),
    ("https://mo@api.example.ai", "address_credentials"),
    ("mo@example.ai", "address_credentials"),
    ("https://api.openai.com@example.ai", "address_credentials"),
    ("https://api.openai.com\\@example.ai", "address_credentials"),
    ("http://mo:secret@api.example.ai", "address_credentials"),
    ("https://203.0.113.7/v1", "address_ip"),
    ("https://203.0.113.7:8443", "address_ip"),
    ("https://127.1", "address_ip"),
    ("https://2130706433", "address_ip"),
    ("https://0x7f000001/v1", "address_ip"),
    ("https://0x7f.0.0.1", "address_ip"),
    ("https://0177.0.0.1", "address_ip"),
    ("https://１２７.0.0.1", "address_ip"),
    ("https://127.0.0.1.", "address_ip"),
    ("https://[::1]/v1", "address_ip"),
    ("https://[2001:db8::7]:8443", "address_ip"),
    ("https://[fe80::1%25eth0]/v1", "address_ip"),
    ("https://[::ffff:127.0.0.1]", "address_ip"),
    ("https://localhost:8080", "address_private"),
    ("https://relay.localhost", "address_private"),
    ("https://gateway", "address_private"),
    ("https://gateway.internal/v1", "address_private"),
    ("https://GATEWAY.Internal./v1", "address_private"),
    ("https://nas.local", "address_private"),
    ("https://relay.corp", "address_private"),
    ("https://router.home.arpa", "address_private"),
    ("https://аpi.openai.com/v1", "address_lookalike"),
    ("https://api.оpenai.com/v1", "address_lookalike"),
    ("https://xn--pi-6kc.openai.com/v1", "address_lookalike"),
    ("https://api.openal.com/v1", "address_lookalike"),
    ("https://api.opena1.com/v1", "address_lookalike"),
    ("https://api.0penai.com/v1", "address_lookalike"),
    ("https://apí.openai.com/v1", "address_lookalike"),
    ("https://api.openaı.com", "address_lookalike"),
    ("https://api.openai.corn", "address_lookalike"),
    ("https://api..example.ai", "address"),
    ("https://-api.example.ai", "address"),
    ("https://api-.example.ai", "address"),
    ("https://api example.ai", "address"),
    ("https://%61pi.example.ai", "address"),
    ("https://api.example.ai:99999", "address"),
    ("https://api.example.ai:port", "address"),
    ("https://[::1", "address"),
    ("https://xn--.com", "address"),
    (f"https://{'a' * 64}.example.ai", "address"),
    (f"https://{'abc.' * 80}ai", "address"),
    ("javascript:alert(1)", "address"),
    ("https://", "address"),
    ("//api.example.ai", "address"),
    ("", "address"),
]


@pytest.mark.parametrize(("said", "code"), REFUSED)
def test_what_is_no_route_is_refused_with_its_reason(said: str, code: str) -> None:
    """One reason each, in a sentence."""
    with pytest.raises(PersonError) as told:
        check(said, HOSTS)
    assert told.value.code == code
    assert told.value.sentence.endswith((".", "?"))


def test_credentials_are_never_said_back() -> None:
    """Not even the name."""
    with pytest.raises(PersonError) as told:
        check("https://moritz:hunter2@api.example.ai", HOSTS)
    assert "moritz" not in told.value.sentence
    assert "hunter2" not in told.value.sentence


def test_a_lookalike_is_shown_as_the_wire_would_carry_it() -> None:
    """A sentence that showed it as it looks would say nothing."""
    with pytest.raises(PersonError) as told:
        check("https://аpi.openai.com", HOSTS)
    assert "xn--pi-6kc.openai.com only looks like api.openai.com" in told.value.sentence


@pytest.mark.parametrize("host", ["api.openai.com", "api.example.ai", "openai.example.com", "api.open-router.example"])
def test_an_honest_name_looks_like_no_other(host: str) -> None:
    """An official host is not its own lookalike."""
    assert lookalike(host, HOSTS) is None


odd = st.text(alphabet="abiо1.:/@[]%-_?#\\ \tѕı。．ß\u200b0x7f", max_size=40)
hosts = st.one_of(odd, st.text(max_size=30), st.from_regex(r"https?://[a-z0-9.:@/\[\]%-]{0,40}", fullmatch=True))


@given(hosts)
def test_whatever_is_said_it_is_taken_or_refused_with_a_sentence(said: str) -> None:
    """And what was taken is taken again as it is."""
    try:
        base_url = check(said, HOSTS)
    except PersonError as refused:
        assert refused.sentence
    else:
        assert check(base_url, HOSTS) == base_url
        assert base_url.startswith("https://")
        assert host_of(base_url).isascii()


@given(hosts)
def test_the_one_form_of_an_address_is_its_own_form(said: str) -> None:
    """So that a route is one row."""
    with suppress(ValueError):
        once = normalized(said)
        assert normalized(once) == once


FOUND = [
    ("Can we use https://api.example.ai/v1?", ("https://api.example.ai/v1",)),
    ("(see https://example.ai/terms).", ("https://example.ai/terms",)),
    ("<https://example.ai|here>", ("https://example.ai",)),
    ("api.example.ai, or relay.example.net:8443/v1", ("https://api.example.ai", "https://relay.example.net:8443/v1")),
    ("first b.example.com then https://a.example.com", ("https://a.example.com", "https://b.example.com")),
    ("https://a.example.com and https://a.example.com", ("https://a.example.com",)),
    ("write to support@example.ai", ()),
    ("see terms.pdf and v1.2.3", ()),
    ("HTTPS://API.EXAMPLE.AI", ("HTTPS://API.EXAMPLE.AI",)),
    ("**https://api.example.ai**", ("https://api.example.ai",)),
    ("nothing here", ()),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_addresses_are_found_in_sentences(text: str, found: tuple[str, ...]) -> None:
    """Without what punctuation leaves on them; what is no address of the web is none."""
    assert addresses(text) == found


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://API.example.ai:8443/v1", "api.example.ai"),
        ("api.example.ai./v1", "api.example.ai"),
        ("https://münchen.example.de", "xn--mnchen-3ya.example.de"),
        ("https://[::1", ""),
        ("", ""),
    ],
)
def test_the_host_of_an_address_is_comparable(address: str, host: str) -> None:
    """One form, or nothing."""
    assert host_of(address) == host
