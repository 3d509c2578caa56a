"""Slack's text both ways: a person's markup becomes words, and words never become markup."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack_text import clip, escape, mentions, plain

BOT = "U0BOT"

PLAIN = [
    (f"<@{BOT}> a fox", "a fox"),
    (f"a fox <@{BOT}>", "a fox"),
    (f"<@{BOT}|darkroom> a fox", "a fox"),
    ("<@U2> and <@W3|bo>", "@U2 and @bo"),
    ("in <#C1|general>", "in #general"),
    ("in <#C1>", "in #channel"),
    ("in <#C1|>", "in #channel"),
    ("<https://example.org|our site>", "our site"),
    ("<https://example.org/a?b=c&amp;d=e>", "https://example.org/a?b=c&d=e"),
    ("<mailto:ada@example.org|ada@example.org>", "ada@example.org"),
    ("<tel:+4912345|call>", "call"),
    ("<!here> look", "@here look"),
    ("<!channel>", "@channel"),
    ("<!here|here>", "@here"),
    ("<!subteam^S1|@design> look", "@design look"),
    ("a &lt;b&gt; &amp; c", "a <b> & c"),
    ("&amp;lt; stays as written", "&lt; stays as written"),
    ("*bold* _it_ `code`", "*bold* _it_ `code`"),
    ("two\nlines", "two\nlines"),
    ("  spaces  ", "spaces"),
    ("3 < 4 is never sent like this", "3 < 4 is never sent like this"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "words"), PLAIN)
def test_markup_becomes_words(text: str, words: str) -> None:
    """As the person saw them while typing; the bot's own name goes."""
    assert plain(text, BOT) == words


@pytest.mark.parametrize(
    ("text", "users"),
    [
        ("<@U1> <@W2|bo> <@U1>", ["U1", "W2", "U1"]),
        ("@U1 and &lt;@U1&gt;", []),
        ("<#C1> <!here>", []),
        ("", []),
    ],
)
def test_who_is_mentioned(text: str, users: list[str]) -> None:
    """Only by live mentions: written words mention nobody."""
    assert mentions(text) == users


written = st.text(max_size=60)


@given(written)
def test_what_was_typed_is_what_is_read(text: str) -> None:
    """Slack escapes it on its way; nothing that was typed is taken for markup."""
    assert plain(escape(text), BOT) == text.strip()
    assert mentions(escape(text)) == []


@given(st.lists(st.sampled_from([f"<@{BOT}>", f"<@{BOT}|darkroom>", "a", " ", "fox", "\n", "<@U2>"]), max_size=10))
def test_the_bot_is_never_told_its_own_name(pieces: list[str]) -> None:
    """However often it is mentioned."""
    assert BOT not in plain("".join(pieces), BOT)
    assert "darkroom" not in plain("".join(pieces), BOT)


@given(st.one_of(written, st.sampled_from(["<!channel>", "<@U1>", "<https://e.org|x>", "&lt;!here&gt;", "<#C1>"])))
def test_nothing_in_escaped_text_is_live(text: str) -> None:
    """No angle bracket is left, and every ampersand begins one of the three entities; it reads as before."""
    safe = escape(text)
    assert not {"<", ">"} & set(safe)
    assert "&" not in safe.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert safe.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
    assert html.unescape(html.unescape(safe)) == html.unescape(text)


@given(st.text(max_size=60), st.integers(1, 40))
def test_clipped_text_keeps_its_limit_and_its_beginning(text: str, limit: int) -> None:
    """Short text is untouched."""
    clipped = clip(text, limit)
    assert len(clipped) <= limit
    if len(text) <= limit:
        assert clipped == text
    else:
        assert clipped.endswith("…")
        assert text.startswith(clipped[:-1])
