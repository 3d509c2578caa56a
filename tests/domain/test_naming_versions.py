"""Which version a person's words name, and the many words that only sound like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.context import NoSuchVersionError, named
from tests.domain.values import version

THREAD = (version(1), version(2), version(3, "a"), version(3, "b"), version(4))

NAMED = [
    ("v1", "v1"),
    ("use v2", "v2"),
    ("V2!", "v2"),
    ("v2, but darker", "v2"),
    ("v2: darker", "v2"),
    ("(v2)", "v2"),
    ("v2?", "v2"),
    ("go back to v1.", "v1"),
    ("v1. And make it blue", "v1"),
    ("the sky of v2 please", "v2"),
    ("v2's sky, but stormy", "v2"),
    ("like v2…", "v2"),
    ("v3b with a hat", "v3b"),
    ("V3A", "v3a"),
    ("v3", "v3a"),
    ("take v2 and not v1", "v2"),
    ('v2 with the words "v1 forever"', "v2"),
    ("the first one", "v1"),
    ("the 2nd version, but at night", "v2"),
    ("first picture with more snow", "v1"),
    ("go back to your first try", "v1"),
    ("the second image please", "v2"),
    ("I liked the third attempt more", "v3a"),
    ("the FIRST ONE", "v1"),
    ("fourth version", "v4"),
    ("the original", "v1"),
    ("the original, but blue", "v1"),
    ("go back to the original?", "v1"),
    ("the original one with a dog", "v1"),
    ("the original with more light", "v1"),
    ("your original image", "v1"),
    ("the previous version", "v3b"),
    ("previous one, without the hat", "v3b"),
    ("go back to the previous", "v3b"),
    ("the one before", "v3b"),
    ("the one before, but in green", "v3b"),
    ("the last but one picture", "v3b"),
    ("the penultimate try", "v3b"),
]

NOT_NAMED = [
    "draw the first snow",
    "a V8 engine",
    "a car with a V8",
    "the roar of a v12",
    "write v2.0 on the box",
    "v1.5 of the app on a phone",
    "upgrade from 3.v2",
    "an IPv4 packet as a train",
    "a rev3 board",
    "vv2",
    "v 2",
    "v",
    "v1000 robots",
    "v2b5 on the licence plate",
    "v2x",
    "a sign that says “v2”",
    'a poster with the words "the first one"',
    "a cover titled «v1»",
    "her first drawing on the fridge",
    "a child's first picture",
    "a baby’s first try at walking",
    "a first attempt at flying",
    "his second image of the moon",
    "the original Mona Lisa as a cat",
    "in the style of the original Game Boy",
    "an original idea",
    "the original colours",
    "the previous owner waves",
    "the one before the war",
    "the first light of dawn",
    "the second world war",
    "third person view",
    "the second floor",
    "one two three",
    "make it darker",
    "the newest one",
    "another version",
    "a picture of the sea",
    "",
    "…",
]

MISSING = [("v9", "v9"), ("go back to v5", "v5"), ("v2c", "v2c"), ("v4b please", "v4b"), ("the fifth one", "fifth one")]


@pytest.mark.parametrize(("text", "label"), NAMED)
def test_words_that_name_a_version(text: str, label: str) -> None:
    """By label, by order, or by where it stands."""
    found = named(text, THREAD)
    assert found is not None
    assert found.label == label


@pytest.mark.parametrize("text", NOT_NAMED)
def test_words_of_the_picture_name_nothing(text: str) -> None:
    """Engines, first snows, quotations, version numbers of other things."""
    assert named(text, THREAD) is None


@pytest.mark.parametrize(("text", "said"), MISSING)
def test_a_version_that_is_not_there_is_refused_by_its_name(text: str, said: str) -> None:
    """And the refusal knows what there is."""
    with pytest.raises(NoSuchVersionError) as refused:
        named(text, THREAD)
    assert refused.value.label == said
    assert refused.value.have == ("v1", "v2", "v3a", "v3b", "v4")


@pytest.mark.parametrize("text", [text for text, _ in NAMED])
def test_before_there_is_a_picture_no_words_name_one(text: str) -> None:
    """The first message of a thread is never refused for a version."""
    assert named(text, ()) is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("first", 1),
        ("1st", 1),
        ("second", 2),
        ("2nd", 2),
        ("third", 3),
        ("3rd", 3),
        ("fourth", 4),
        ("4th", 4),
        ("fifth", 5),
        ("5th", 5),
    ],
)
@pytest.mark.parametrize("noun", ["one", "version", "picture", "image", "draft", "drawing", "attempt", "try"])
def test_any_place_in_the_order_names_its_version(words: str, number: int, noun: str) -> None:
    """In words or in digits."""
    found = named(f"the {words} {noun}, please", [version(n) for n in range(1, 8)])
    assert found is not None
    assert found.number == number


@pytest.mark.parametrize("text", ["the original", "the previous version", "v1", "the first one"])
def test_in_a_thread_with_one_picture_it_is_meant(text: str) -> None:
    """Also by "the previous": there is no other."""
    assert named(text, THREAD[:1]) == THREAD[0]


@given(st.text(alphabet=st.characters(exclude_characters='"“”«»')), st.sampled_from(['"{}"', "“{}”", "«{}»"]))
def test_quoted_words_belong_to_the_picture(words: str, marks: str) -> None:
    """Whatever they say."""
    assert named(f"a sign: {marks.format(words)}", THREAD) is None


@given(st.text())
def test_any_text_names_a_version_of_the_thread_or_none_or_is_refused(text: str) -> None:
    """Nothing else can come of it."""
    try:
        found = named(text, THREAD)
    except NoSuchVersionError as refused:
        assert refused.label in text
    else:
        assert found is None or found in THREAD
