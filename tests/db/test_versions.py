"""Versions: numbered by turn, lettered within it, shown with what came back, and descended from what they changed."""

import sqlite3

import pytest

from bot.domain.upstream import ToolCall
from db import artifacts, closing, threads
from db.tx import Tx
from tests.db import house
from tests.db.house import AT, REFERENCE


def labels(tx: Tx, thread_id: str = "h1") -> list[str]:
    """What the thread shows."""
    return [v.label for v in threads.history(tx, thread_id=thread_id, before="tz").versions]


def test_each_turn_has_the_next_number_in_its_thread() -> None:
    """Another thread begins at one."""
    tx = house.in_memory()
    for name in "abc":
        house.drawn(tx, name)
    house.drawn(tx, "d", thread="h2", root="2.0")
    assert labels(tx) == ["v1", "v2", "v3"]
    assert labels(tx, "h2") == ["v1"]


def test_pictures_of_one_turn_share_its_number(tx: Tx) -> None:
    """With a letter each, also where another turn was faster."""
    house.drawn(tx, "a")
    made = house.planned(tx, "b")
    for position, name in enumerate("xyz"):
        attempt_id = house.settled(tx, made, name, step=position)
        assert artifacts.letters_used(tx, turn_id=made.id) == position
        house.shown(tx, made, attempt_id, name, letter="abc"[position])
        if name == "x":
            house.drawn(tx, "c")
    assert labels(tx) == ["v1", "v2a", "v2b", "v2c", "v3"]


def test_a_label_is_given_once(tx: Tx) -> None:
    """Two pictures with one name could not be told apart."""
    made = house.planned(tx, "a")
    house.shown(tx, made, house.settled(tx, made, "x"), "x")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        house.shown(tx, made, house.settled(tx, made, "y", step=1), "y")


def test_a_tool_call_makes_one_version(tx: Tx) -> None:
    """A resumed stream tells of the same call again."""
    made = house.planned(tx, "a")
    attempt_id = house.settled(tx, made, "x")
    house.shown(tx, made, attempt_id, "x")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        house.shown(tx, made, attempt_id, "y", letter="b")


def test_the_same_bytes_are_one_artifact(tx: Tx) -> None:
    """Kept again, it is no longer deleted, and is what it was first."""
    artifacts.keep(tx, artifact=house.artifact(REFERENCE, kind="reference"), at=AT)
    tx.write("UPDATE artifacts SET deleted_at = 1", {})
    artifacts.keep(tx, artifact=house.artifact(REFERENCE, kind="original"), at=AT + 1)
    [row] = tx.rows("SELECT kind, deleted_at, created_at FROM artifacts", {})
    assert tuple(row) == ("reference", None, AT)


def test_where_slack_shows_a_version_is_known_of_it_and_of_its_bytes(tx: Tx) -> None:
    """So that a permalink leads back to it."""
    house.drawn(tx, "a")
    artifacts.delivered(tx, version_id="va", file_id="F9", ts="5.0")
    row = tx.row("SELECT v.slack_file_id, v.slack_ts, a.slack_file_id FROM versions v, artifacts a", {})
    assert row is not None
    assert tuple(row) == ("F9", "5.0", "F9")


def test_a_deleted_picture_is_no_longer_a_source(tx: Tx) -> None:
    """Neither by its place in the thread nor by its id."""
    house.drawn(tx, "a")
    house.drawn(tx, "b")
    tx.write("UPDATE artifacts SET deleted_at = 1 WHERE sha256 = :sha", {"sha": "b" * 64})
    assert labels(tx) == ["v1"]
    assert threads.version(tx, version_id="vb") is None
    found = threads.version(tx, version_id="va")
    assert found is not None
    assert (found.label, found.instruction, found.quality) == ("v1", "a fox, a", "medium")


DIFFERENCES = [
    (house.call(), "gpt-image-2", ()),
    (house.call(size=None, quality=None), None, ()),
    (house.call(quality="low"), "gpt-image-2", ("quality asked medium, got low",)),
    (
        house.call(quality="high"),
        "gpt-image-1",
        ("quality asked medium, got high", "model asked gpt-image-2, got gpt-image-1"),
    ),
]


@pytest.mark.parametrize(("echo", "model", "differences"), DIFFERENCES)
def test_what_came_back_otherwise_than_asked_is_told(
    tx: Tx, echo: ToolCall, model: str | None, differences: tuple[str, ...]
) -> None:
    """An echo that is missing differs from nothing."""
    made = house.planned(tx, "a")
    attempt_id = house.settled(tx, made, "x")
    tx.write("UPDATE attempts SET image_model_echoed = :model", {"model": model})
    house.shown(tx, made, attempt_id, "x", echo=echo)
    [shown] = closing.shown(tx, turn_id=made.id)
    assert shown.differences == differences


def test_the_size_told_is_that_of_the_picture_itself(tx: Tx) -> None:
    """An echo may say what it likes."""
    made = house.planned(tx, "a")
    attempt_id = house.settled(tx, made, "x")
    artifacts.keep(tx, artifact=house.artifact("x" * 64, width=1536), at=AT)
    house.shown(tx, made, attempt_id, "x")
    [shown] = closing.shown(tx, turn_id=made.id)
    assert (shown.width, shown.height) == (1536, 1024)
    assert shown.differences == ("size asked 1024x1024, got 1536x1024",)


def test_a_version_names_the_one_it_was_made_from(tx: Tx) -> None:
    """The source, not a reference that was shown beside it."""
    house.drawn(tx, "a")
    house.drawn(tx, "b", parent="a")
    made = house.planned(tx, "c")
    version = house.shown(tx, made, house.settled(tx, made, "c"), "c")
    artifacts.keep(tx, artifact=house.artifact(REFERENCE, kind="reference"), at=AT)
    artifacts.descend(tx, child=version, position=0, parent=REFERENCE, parent_version=None, role="reference")
    [child], [lone] = closing.shown(tx, turn_id="tb"), closing.shown(tx, turn_id="tc")
    assert (child.from_label, lone.from_label) == ("v1", None)
