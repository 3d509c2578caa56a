"""What cannot be had is said in one sentence, with the nearest that can."""

from typing import Any

import pytest

from bot.domain.options.image_options import ImageOptions
from bot.domain.options.parsing import parse

USUAL = ImageOptions("1024x1024", "medium", "png", "auto", "auto", 2, 1)
ALL_FLAGS = "--size, --quality, --format, --background, --moderation, --previews, --n"

PROBLEMS: list[tuple[str, str, str, str]] = [
    (
        "--size 1000x1000",
        "size",
        "1000×1000 cannot be drawn: edges are multiples of 16. The nearest is 1008×1008.",
        "1008x1008",
    ),
    (
        "--size 4000x2250",
        "size",
        "4000×2250 cannot be drawn: no edge is longer than 3840. The nearest is 3840×2160.",
        "3840x2160",
    ),
    (
        "at 320x240",
        "size",
        "320×240 cannot be drawn: a picture has at least 655,360 pixels. The nearest is 944×704.",
        "944x704",
    ),
    (
        "--size 3840x3840",
        "size",
        "3840×3840 cannot be drawn: a picture has at most 8,294,400 pixels. The nearest is 2880×2880.",
        "2880x2880",
    ),
    (
        "--ar 5:1",
        "size",
        "--ar 5:1 cannot be drawn: the long edge is at most 3 times the short one. The nearest is 1536×512.",
        "1536x512",
    ),
    ("--size big", "size", "big is no size; say for example 1536x1024, 16:9 or landscape.", "1024x1024"),
    ("--size auto", "size", "auto is no size; say for example 1536x1024, 16:9 or landscape.", "1024x1024"),
    ("--size 0:4", "size", "0:4 is no size; say for example 1536x1024, 16:9 or landscape.", "1024x1024"),
    ("--quality ultra", "quality", "Quality can be low, medium or high, not ultra; the nearest is high.", "high"),
    ("--quality auto", "quality", "Quality can be low, medium or high, not auto; the nearest is medium.", "medium"),
    ("--quality hihg", "quality", "Quality can be low, medium or high, not hihg; the nearest is high.", "high"),
    ("--quality zzz", "quality", "Quality can be low, medium or high, not zzz; the nearest is medium.", "medium"),
    ("--format gif", "output_format", "Format can be png, jpeg or webp, not gif; the nearest is png.", "png"),
    ("as an SVG", "output_format", "Format can be png, jpeg or webp, not svg; the nearest is png.", "png"),
    (
        "--background none",
        "background",
        "Background can be transparent, opaque or auto, not none; the nearest is transparent.",
        "transparent",
    ),
    ("--moderation high", "moderation", "Moderation can be auto or low, not high; the nearest is auto.", "auto"),
    ("--previews 7", "previews", "0 to 3 previews are possible, not 7.", "3"),
    ("with 5 previews", "previews", "0 to 3 previews are possible, not 5.", "3"),
    ("--previews many", "previews", "0 to 3 previews are possible, not many.", "0"),
    ("--n 9", "count", "1 to 4 pictures can be drawn at once, not 9.", "4"),
    ("--n 0", "count", "1 to 4 pictures can be drawn at once, not 0.", "1"),
    (", 12 versions", "count", "1 to 4 pictures can be drawn at once, not 12.", "4"),
    ("--quality", "quality", "--quality needs a value: low, medium or high.", ""),
    ("--n --no-previews", "count", "--n needs a value: a number from 1 to 4.", ""),
    (
        "--sizze 4k",
        "",
        "There is no option --sizze; the nearest is --size: a size such as 1536x1024, 16:9 or landscape.",
        "--size",
    ),
    ("--prevews 2", "", "There is no option --prevews; the nearest is --previews: a number from 0 to 3.", "--previews"),
    ("--seed 42", "", f"There is no option --seed; there are {ALL_FLAGS}.", ""),
    (
        "in landscape format, portrait orientation",
        "size",
        "Both “in landscape format” and “portrait orientation” were asked for; say which.",
        "1536x1024",
    ),
    (
        "--size square --size landscape",
        "size",
        "Both “--size square” and “--size landscape” were asked for; say which.",
        "1024x1024",
    ),
    ("in square format, 16:9", "size", "Both “in square format” and “16:9” were asked for; say which.", "1024x1024"),
    (", square 16:9", "size", "Both “square” and “16:9” were asked for; say which.", "1024x1024"),
    (
        "--size 1024x1024 --size 2k",
        "size",
        "Both “--size 1024x1024” and “--size 2k” were asked for; say which.",
        "1024x1024",
    ),
    (
        "--quality low, high quality",
        "quality",
        "Both “--quality low” and “high quality” were asked for; say which.",
        "low",
    ),
    ("--n 2 --n 3", "count", "Both “--n 2” and “--n 3” were asked for; say which.", "2"),
    (
        "on a transparent background as jpeg",
        "output_format",
        "JPEG has no transparent background; the nearest format that has is png.",
        "png",
    ),
]


@pytest.mark.parametrize(("said", "option", "sentence", "suggestion"), PROBLEMS)
def test_one_problem_one_sentence(said: str, option: str, sentence: str, suggestion: str) -> None:
    """And the prompt keeps nothing of what was tried, but for an unknown flag's value."""
    request = parse(f"a fox {said}", USUAL)
    (problem,) = request.problems
    assert (problem.option, problem.sentence, problem.suggestion) == (option, sentence, suggestion)
    assert request.prompt.startswith("a fox")
    assert option in request.stated | {""}


@pytest.mark.parametrize(("said", "option", "sentence", "suggestion"), PROBLEMS)
def test_the_options_already_hold_the_suggestion(said: str, option: str, sentence: str, suggestion: str) -> None:
    """So that "use that" needs no second reading."""
    if option and suggestion:
        assert str(getattr(parse(f"a fox {said}", USUAL).options, option)) == suggestion


AGREEING: list[tuple[str, dict[str, Any]]] = [
    ("landscape format, 16:9", {"size": "1536x864"}),
    ("landscape format --size 1536x1024", {"size": "1536x1024"}),
    ("--size 1536x1024 --ar 3:2", {"size": "1536x1024"}),
    ("--size 1920x1088 --ar 16:9", {"size": "1920x1088"}),
    ("high quality --quality high", {"quality": "high"}),
    ("portrait format --size 4k", {"size": "2160x3840"}),
    ("--size 2k --ar 3:2", {"size": "2048x1360"}),
    ("--format jpg --format jpeg", {"output_format": "jpeg"}),
    ("--n two", {"count": 2}),
]


@pytest.mark.parametrize(("said", "options"), AGREEING)
def test_saying_it_twice_is_no_contradiction(said: str, options: dict[str, Any]) -> None:
    """The more exact one counts."""
    request = parse(f"a fox {said}", USUAL)
    assert request.problems == ()
    assert {name: getattr(request.options, name) for name in options} == options


def test_what_was_not_said_gives_way() -> None:
    """A default never contradicts a person."""
    jpeg = ImageOptions("1024x1024", "medium", "jpeg", "auto", "auto", 2, 1)
    request = parse("a logo, transparent background", jpeg)
    assert (request.options.output_format, request.problems) == ("png", ())
    clear = ImageOptions("1024x1024", "medium", "png", "transparent", "auto", 2, 1)
    request = parse("a logo as jpeg", clear)
    assert (request.options.background, request.problems) == ("auto", ())
