"""`--via NAME`: which lane a person picks. It is said, never guessed, and leaves the picture's words alone."""

import pytest

from bot.domain.options.image_options import ImageOptions
from bot.domain.options.parsing import parse

SAID = [
    ("a fox --via acme", "a fox", "acme"),
    ("a fox --via=acme --size 1536x1024", "a fox", "acme"),
    ("--via ACME a fox", "a fox", "acme"),
    ("a fox —via acme.", "a fox.", "acme"),
    ("a fox --route acme", "a fox", "acme"),
    ("a fox --lane acme-2, in the snow", "a fox, in the snow", "acme-2"),
    ("a fox --via acme --via acme", "a fox", "acme"),
    ("a parcel sent via acme", "a parcel sent via acme", None),
    ("a road sign that says “--via acme”", "a road sign that says “--via acme”", None),
]


@pytest.mark.parametrize(("text", "prompt", "via"), SAID)
def test_a_lane_is_picked_by_its_flag_alone(text: str, prompt: str, via: str | None) -> None:
    """In any spelling a chat client makes of it."""
    request = parse(text, ImageOptions())
    assert (request.prompt, request.via, request.problems) == (prompt, via, ())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a fox --via", "--via needs a value: the name of a fallback lane."),
        ("a fox --via acme --via other", "Both --via acme and --via other are said; one lane draws a picture."),
        ("a fox --vya acme", "There is no option --vya; the nearest is --via: the name of a fallback lane."),
    ],
)
def test_a_lane_that_cannot_be_told_is_a_sentence(text: str, sentence: str) -> None:
    """Nothing is drawn by a lane that was not named."""
    (problem,) = parse(text, ImageOptions()).problems
    assert problem.sentence == sentence
