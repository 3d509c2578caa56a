"""Thanks, words, changes and flags: where the rules are certain, and the phrases they must leave alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intent import Intent, decide, has_flag, has_words, is_change, is_thanks

THANKS = [
    "thanks",
    "Thanks!",
    "thank you",
    "Thank you so much!",
    "thank you very much.",
    "thanks a lot",
    "thx",
    "ty",
    "many thanks",
    "cheers",
    "merci",
    "danke",
    "gracias",
    "obrigada",
    "thanks everyone",
    "thanks, everyone!",
    "Thank you, darkroom!",
    "thanks all",
    "perfect",
    "Perfect!",
    "that's perfect",
    "that’s perfect",
    "This is great",
    "looks great",
    "looks amazing!!",
    "it's lovely",
    "how cool",
    "so beautiful",
    "love it",
    "I love it",
    "i really like this",
    "I like that.",
    "nice",
    "Nice one",
    "good job",
    "great work",
    "well done",
    "ok",
    "Okay.",
    "got it",
    "👍",
    "🙏🙏",
    "❤️",
    "perfect, thanks",
    "Perfect! Thank you!",
    "thanks, love it",
    "great, thanks everyone",
    "beautiful and perfect",
    "nice - thanks",
    "awesome :)",
    "  thanks  ",
    "thanks :heart:",
    "love it :heart_eyes: :tada:",
    ":pray: thank you",
    "THANK YOU",
]

NOT_THANKS = [
    "nice, but make it darker",
    "thanks, now make it blue",
    "thanks! another one",
    "perfect, just remove the hat",
    "great, again please",
    "love it but bigger",
    "love it and add a dog",
    "ok, now as a poster",
    "ok make it blue",
    "okay but without the dog",
    "got it, but where is the cat",
    "I love it, can you add a dog",
    "I like it more in green",
    "nice; darker",
    "nice, all darker",
    "great - darker",
    "draw a thank you card",
    "a thank you card for mum",
    "thank you note in gold letters",
    "perfect circle",
    "perfect storm over the sea",
    "the perfect gift",
    "great wall of china",
    "great white shark",
    "a cool cat",
    "cool colors please",
    "nice house",
    "lovely garden",
    "brilliant diamond",
    "well done steak",
    "cheers mug",
    "make it nice",
    "looks great in blue",
    "looks amazing with snow",
    "beautiful woman with umbrella",
    "how great is this mountain",
    "is this perfect?",
    "I like turtles",
    "not great",
    "no thanks",
    "thx but no",
    "thanks? no, try again",
    "that's not it",
    "that is great, darker",
    "good morning",
    "more",
    "love",
    "and",
    "!!!",
    "?",
    "",
    " ",
    ",",
    ":heart:",
]

WORDS = ["hello", "1", "é", "日本語", "нет", "ก", "½", ":heart: draw", "…a", "שלום", "مرحبا", "a:heart:b", "①"]
NO_WORDS = ["", " ", "\n", "👍", ":heart:", ":+1::skin-tone-2:", "...", "?!", "— –", "❤️❤️", "_ _", ":tada: :tada:", "🇩🇪"]

CHANGES = [
    "make it darker",
    "Make the sky stormy",
    "please make it blue",
    "please, remove the hat",
    "can you add a dog?",
    "could you please crop it",
    "and now without the tree",
    "but with more snow",
    "maybe try a wider crop",
    "now zoom in",
    "turn it into winter",
    "bigger",
    "more contrast",
    "less noise",
    "again",
    "redo",
    "without text",
    "use the logo",
    "swap the sky",
    "colour it red",
    "recolor the roof",
    "Extend the canvas",
    "  erase the sign",
    "REPLACE the car",
]
NO_CHANGES = [
    "I think it should be darker",
    "what about a dog?",
    "the sky is too dark",
    "it looks odd",
    "who made this?",
    "makes sense",
    "making progress",
    "used to be better",
    "addicted to this",
    "turns out we don't need it",
    "moved to tomorrow",
    "user stories are ready",
    "nice",
    "thanks",
    "lunch?",
    "that cost how much?",
    "removed from the calendar",
    "triangle",
    "",
    "?",
]

FLAGS = ["a fox --size 1024x1024", "--n 2", "—quality high", "–n 2", "a fox\n--format webp", "a --Previews 0"]
NO_FLAGS = [
    "a fox -- a red one",
    "a -- b",
    "a--b",
    "well-known",
    "a - b",
    "a — b",
    "a dash—like this",
    "- item",
    "--",
    "-q",
    "a --9",
    "2–3 foxes",
    "",
]


@pytest.mark.parametrize("text", THANKS)
def test_thanks_and_praise_are_met_with_a_nod(text: str) -> None:
    """No call, no reply."""
    assert is_thanks(text)


@pytest.mark.parametrize("text", NOT_THANKS)
def test_praise_with_a_wish_is_a_wish(text: str) -> None:
    """And pictures of nice things are pictures."""
    assert not is_thanks(text)


@given(st.sampled_from(THANKS), st.sampled_from(["make it darker", "one more in blue", "draw a red fox"]))
def test_a_wish_behind_any_thanks_is_heard(thanks: str, wish: str) -> None:
    """However politely it begins."""
    assert not is_thanks(f"{thanks}, {wish}")
    assert not is_thanks(f"{thanks} and {wish}")
    assert not is_thanks(f"{thanks}. {wish}")


@pytest.mark.parametrize("text", WORDS)
def test_words_of_any_script_are_words(text: str) -> None:
    """Numbers too."""
    assert has_words(text)


@pytest.mark.parametrize("text", NO_WORDS)
def test_emoji_and_marks_are_not_words(text: str) -> None:
    """Also as Slack spells them."""
    assert not has_words(text)


@pytest.mark.parametrize("text", CHANGES)
def test_an_instruction_about_a_picture_is_one(text: str) -> None:
    """Then a bystander is offered a button."""
    assert is_change(text)


@pytest.mark.parametrize("text", NO_CHANGES)
def test_talk_about_a_picture_is_no_instruction(text: str) -> None:
    """Colleagues may talk without being interrupted."""
    assert not is_change(text)


@pytest.mark.parametrize("text", FLAGS)
def test_a_flag_proves_that_a_picture_is_wanted(text: str) -> None:
    """Also where a phone made one dash of two."""
    assert has_flag(text)


@pytest.mark.parametrize("text", NO_FLAGS)
def test_a_dash_is_not_a_flag(text: str) -> None:
    """People use dashes."""
    assert not has_flag(text)


DECIDED = [
    # words, options stated, pictures attached, intent
    ("help", False, False, Intent.EXPLAIN),
    ("Help!", False, True, Intent.EXPLAIN),
    ("what can you do?", False, False, Intent.EXPLAIN),
    ("??", False, False, Intent.EXPLAIN),
    ("help the knight find his horse", False, False, Intent.OPEN),
    ("thanks!", False, False, Intent.ACKNOWLEDGE),
    ("love it", False, True, Intent.OPEN),
    ("", False, False, Intent.NOTHING),
    (":tada:", False, True, Intent.NOTHING),
    ("a fox", True, False, Intent.DRAW),
    ("a fox", False, False, Intent.OPEN),
    ("make it darker", False, False, Intent.OPEN),
    ("what is a fox?", False, True, Intent.OPEN),
]


@pytest.mark.parametrize(("text", "certain", "pictures", "intent"), DECIDED)
def test_rules_decide_only_where_they_are_certain(text: str, certain: bool, pictures: bool, intent: Intent) -> None:
    """Everything else is the mainline's to decide."""
    assert decide(text, certain_draw=certain, has_pictures=pictures) is intent


@given(st.text(max_size=80), st.booleans(), st.booleans())
def test_nothing_without_words_is_ever_drawn(text: str, certain: bool, pictures: bool) -> None:
    """No call is made for a smile."""
    if not has_words(text):
        assert decide(text, certain_draw=certain, has_pictures=pictures) not in {Intent.DRAW, Intent.OPEN}
