"""What the model will see of a thread: the right source, and never more than a bounded amount."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import context, plan
from bot.domain.context import History, Role
from bot.domain.intent import Intent
from bot.domain.options.image_options import ImageOptions
from bot.domain.upstream_request import Modes, Tags, body
from tests.domain.values import MODELS, reference, version

THREAD = History((version(1), version(2), version(3)), ("v1: a lighthouse", "v2: darker", "v3: add snow"))
EMPTY = History((), ())
NOTHING_ATTACHED: list[context.Source] = []

SELECTED = [
    # words, the button's version, pictures attached, labels sent as source, references, branch
    ("make it darker", None, 0, ["v3"], 0, False),
    ("go back to v1", None, 0, ["v1"], 0, True),
    ("v3 again", None, 0, ["v3"], 0, False),
    ("make it darker", 2, 0, ["v2"], 0, True),
    ("like v1, but darker", 2, 0, ["v2"], 0, True),
    ("in this style", None, 2, [], 2, False),
    ("v1 in this style", None, 1, ["v1"], 1, True),
    ("in this style", 3, 1, ["v3"], 1, False),
]


@pytest.mark.parametrize(("words", "chosen", "attached", "labels", "references", "branch"), SELECTED)
def test_the_source_is_the_button_s_then_the_named_then_the_newest(
    words: str, chosen: int | None, attached: int, labels: list[str], references: int, branch: bool
) -> None:
    """A message with its own pictures that names no version leaves the thread's versions out."""
    picked = THREAD.versions[chosen - 1] if chosen else None
    made = context.select(THREAD, words, [reference(letter) for letter in "bc"[:attached]], picked)
    assert [s.label for s in made.sources if s.role is Role.SOURCE] == labels
    assert sum(s.role is Role.REFERENCE for s in made.sources) == references
    assert made.branch is branch


def test_the_first_message_of_a_thread_has_no_source_and_no_digest() -> None:
    """There is nothing to change yet."""
    made = context.select(EMPTY, "a lighthouse", NOTHING_ATTACHED)
    assert (made.sources, made.digest, made.branch, made.instruction) == ((), "", False, "a lighthouse")


def test_a_source_is_sent_as_the_version_it_is() -> None:
    """Its bytes, its size, and the ids that lineage will be written from."""
    chosen = version(2, width=1536)
    [source] = context.select(THREAD, "darker", NOTHING_ATTACHED, chosen).sources
    assert (source.sha256, source.version_id, source.width) == (chosen.sha256, "v2", 1536)


@pytest.mark.parametrize(("attached", "sent"), [(0, 1), (14, 15), (15, 16), (16, 16), (40, 16)])
def test_however_many_pictures_are_attached_a_call_takes_sixteen(attached: int, sent: int) -> None:
    """The source is never among those that are left out."""
    made = context.select(THREAD, "v2 like these", [reference()] * attached)
    assert len(made.sources) == sent
    assert made.sources[0].label == "v2"


lines = st.lists(st.text(max_size=4000), max_size=40).map(tuple)


@given(lines)
def test_the_digest_stays_within_a_few_hundred_characters(said: tuple[str, ...]) -> None:
    """One line for each thing said, the last ones only."""
    digest = context.digest(History((), said))
    assert len(digest) <= 700
    assert len(digest.splitlines()) <= 4 or any(len(line.splitlines()) > 1 for line in said)


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20), min_size=5, max_size=40))
def test_the_digest_keeps_the_last_words_in_order(said: list[str]) -> None:
    """Old ones go first."""
    assert context.digest(History((), tuple(said))).splitlines() == [f"- {line}" for line in said[-4:]]


def size_of_request(history: History) -> int:
    """Bytes of the request for the same words in a thread with this history."""
    made = context.select(history, "make it darker", NOTHING_ATTACHED)
    [step] = plan.make(Intent.OPEN, made, ImageOptions(), MODELS, 1000).steps
    request = body(step, MODELS, Modes(background=True, store=True), Tags("T1", "U1", "t1", "a1"), "Draw.")
    return len(orjson.dumps(request))


@given(st.integers(5, 60), st.integers(1, 500))
def test_a_request_does_not_grow_with_the_thread(turns: int, words: int) -> None:
    """A thread of sixty turns sends what a thread of five sends."""

    def thread(length: int) -> History:
        numbers = range(10, 10 + length)
        return History(tuple(version(n) for n in numbers), tuple(f"v{n}: {'snow ' * words}" for n in numbers))

    assert size_of_request(thread(turns)) == size_of_request(thread(5))
