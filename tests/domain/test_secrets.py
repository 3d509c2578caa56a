"""Secrets are masked wherever they stand, and ordinary words are left alone.

The made-up secrets are put together here, so that no scanner takes them for real ones.
"""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.secrets import mask

LETTERS = "Ab1" * 20
PEM = f"-----BEGIN RSA {'PRIVATE'} KEY-----\nMII{LETTERS}\n-----END RSA {'PRIVATE'} KEY-----"

SECRETS = [
    ("Slack token", "xoxb-" + "1234567890-" * 2 + LETTERS, LETTERS),
    ("Slack token", "xoxp-" + LETTERS, LETTERS),
    ("Slack token", "xoxe-1-" + LETTERS, LETTERS),
    ("Slack token", "xapp-1-A1-" + LETTERS, LETTERS),
    ("Slack webhook", "https://hooks.slack.com/services/T0/B0/" + LETTERS, LETTERS),
    ("Slack webhook", "https://hooks.slack.com/triggers/T0/1/" + LETTERS, LETTERS),
    ("OpenAI key", "sk-" + LETTERS, LETTERS),
    ("OpenAI key", "sk-proj-" + LETTERS + "_-" + LETTERS, LETTERS),
    ("OpenAI key", "sk-admin-" + LETTERS, LETTERS),
    ("Anthropic key", "sk-ant-api03-" + LETTERS, LETTERS),
    ("OpenAI session", "sess-" + LETTERS, LETTERS),
    ("Google key", "AIza" + LETTERS[:35], LETTERS[:35]),
    ("AWS key", "AKIA" + "ABCD1234" * 2, "ABCD1234"),
    ("AWS key", "ASIA" + "ABCD1234" * 2, "ABCD1234"),
    ("GitHub token", "ghp_" + LETTERS[:36], LETTERS[:36]),
    ("GitHub token", "github_pat_" + LETTERS, LETTERS),
    ("JSON web token", f"eyJ{LETTERS}.eyJ{LETTERS}.{LETTERS}", LETTERS),
    ("authorization header", "Authorization: Bearer " + LETTERS, LETTERS),
    ("authorization header", "bearer  " + LETTERS, LETTERS),
    ("cookie", f"Cookie: session={LETTERS}; theme=dark", LETTERS),
    ("cookie", f"Set-Cookie: sid={LETTERS}; Path=/; HttpOnly", LETTERS),
    ("session cookie", f"__Secure-next-auth.session-token={LETTERS}", LETTERS),
    ("session cookie", f"sessionToken: {LETTERS}", LETTERS),
    ("credentials in a URL", f"https://ada:{LETTERS}@db.example/x", LETTERS),
    ("private key", PEM, LETTERS),
    ("private key", PEM.partition("-----END")[0], LETTERS),
]
IDS = [f"{number} {kind}" for number, (kind, _, _) in enumerate(SECRETS)]

ORDINARY = [
    "draw a cookie: golden, with chocolate chips",
    "Cookie: a dog on a sofa",
    "a task-force of cats and a risk-averse fox",
    "the ring bearer walks slowly",
    "a skier, sk-8 shoes",
    "https://example.org/a?b=c:d@e",
    "https://example.org:8443/path",
    "mail me at ada@example.org",
    "a poster: session token ring",
    "the session starts at 10:30, token of thanks: a mug",
    "xoxo, grandma",
    "-----BEGIN-----",
    "AKIA is a made-up town",
    "1536x1024 --quality high",
    "eyJ",
    "C++ & <b>bold</b>",
]
around = st.text(max_size=60)


@pytest.mark.parametrize(("kind", "secret", "core"), SECRETS, ids=IDS)
@pytest.mark.parametrize("text", ["{}", "draw {} as a wall", "key={}\nand a dog", "({})", '"{}"', "a: {}, b", "<{}>"])
def test_a_secret_is_masked_wherever_it_stands(kind: str, secret: str, core: str, text: str) -> None:
    """Its kind is named, so that the person knows what to revoke; nothing of it stays."""
    masked = mask(text.format(secret))
    assert core not in masked.text
    assert kind in masked.kinds
    assert f"[{kind} removed]" in masked.text


@pytest.mark.parametrize(("kind", "secret", "core"), SECRETS, ids=IDS)
def test_the_words_around_a_secret_stay(kind: str, secret: str, core: str) -> None:
    """They may be the picture that was asked for."""
    masked = mask(f"a red fox\n{secret}\non a hill" if kind != "private key" else f"a red fox\n{secret}")
    assert masked.text.startswith("a red fox\n")
    assert kind == "private key" or masked.text.endswith("\non a hill")


@given(st.lists(st.sampled_from([secret for _, secret, _ in SECRETS]), min_size=2, max_size=4), around)
def test_of_several_secrets_none_is_left(secrets: list[str], between: str) -> None:
    """Whatever stands between them."""
    masked = mask(f" {between} ".join(secrets))
    for _, secret, core in SECRETS:
        if secret in secrets:
            assert core not in masked.text


@given(st.lists(st.one_of(around, st.sampled_from([secret for _, secret, _ in SECRETS])), max_size=5).map("".join))
@example(f"https://a:{'sk-' + LETTERS}@host")
@example("cookie: a=b\ncookie: c=d")
def test_masking_twice_changes_nothing_more(text: str) -> None:
    """What was masked once may pass again, on its way from Slack to the model to the logs."""
    once = mask(text)
    again = mask(once.text)
    assert again.text == once.text
    assert again.kinds == ()


@pytest.mark.parametrize("text", ORDINARY)
def test_words_that_only_sound_like_secrets_stay(text: str) -> None:
    """A cookie may be a biscuit."""
    assert mask(text).text == text


words = st.text(st.characters(categories=["L", "M", "S"], exclude_characters="=@:/"), min_size=1, max_size=12)


@given(st.lists(words, max_size=12), st.sampled_from([" ", ", ", ".\n", " – "]))
def test_ordinary_text_is_untouched(listed: list[str], between: str) -> None:
    """In any script."""
    text = between.join(listed)
    assert mask(text) == type(mask(""))(text, ())
