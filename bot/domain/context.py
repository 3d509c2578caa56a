"""What the model will see of a thread: bounded, whatever the thread's length.

The selected source picture(s), a short digest of the conversation and the new instruction; never the whole chain.
Branching picks another source.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

DIGEST_TURNS = 4
DIGEST_LINE = 160
MAX_SOURCES = 16
ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
}
NOUNS = "one|version|picture|image|draft|drawing|attempt|try"
NOT_OURS = r"(?<!\ba )(?<!\ban )(?<!\bher )(?<!\bhis )(?<!\btheir )(?<!['’]s )"
ENDS = r"(?=\s*(?:[,.;:!?)]|$)|\s+(?:but|with|without|and|again|instead|please|now)\b)"
LABEL = re.compile(rf"(?<![\w.]){NOT_OURS}v(\d{{1,3}})([a-d])?(?![\w.]*\w)", re.IGNORECASE)
ORDINAL = re.compile(rf"\b{NOT_OURS}({'|'.join(ORDINALS)})\s+(?:{NOUNS})\b", re.IGNORECASE)
ORIGINAL = re.compile(rf"\b(?:the|your)\s+original(?:\s+(?:{NOUNS})\b|{ENDS})", re.IGNORECASE)
PREVIOUS = re.compile(
    rf"\b(?:previous|last but one|penultimate)\s+(?:{NOUNS})\b|\bthe\s+(?:one before|previous){ENDS}", re.IGNORECASE
)
QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')


class Role(StrEnum):
    """Why a picture is shown to the model."""

    SOURCE = "source"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Source:
    """A picture that will be sent: a version of the thread, or what a person attached."""

    sha256: str
    media_type: str
    width: int
    height: int
    role: Role
    version_id: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadVersion:
    """A version of the thread: `label` is v1, v2, v3a; `number` and `letter` are its parts."""

    id: str
    number: int
    letter: str
    label: str
    sha256: str
    media_type: str
    width: int
    height: int
    quality: str
    instruction: str


@dataclass(frozen=True, slots=True)
class History:
    """What has happened in a thread, oldest first: its versions and the words of its closed turns."""

    versions: tuple[ThreadVersion, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What goes upstream besides the standing instructions."""

    instruction: str
    digest: str
    sources: tuple[Source, ...]
    branch: bool


class NoSuchVersionError(LookupError):
    """The text names a version that the thread does not have."""

    def __init__(self, label: str, have: Sequence[str]) -> None:
        super().__init__(label)
        self.label = label
        self.have = tuple(have)


def _by_number(versions: Sequence[ThreadVersion], number: int, letter: str, label: str) -> ThreadVersion:
    found = [v for v in versions if v.number == number and (not letter or v.letter == letter)]
    if not found:
        raise NoSuchVersionError(label, [v.label for v in versions])
    return found[0]


def named(text: str, versions: Sequence[ThreadVersion]) -> ThreadVersion | None:
    """Return the version that *text* names, or None; raises NoSuchVersionError where it names one that is not there.

    Quoted words belong to the picture and name nothing.
    """
    if not versions:
        return None
    plain = QUOTED.sub(" ", text)
    if label := LABEL.search(plain):
        return _by_number(versions, int(label[1]), (label[2] or "").lower(), label[0])
    if ordinal := ORDINAL.search(plain):
        return _by_number(versions, ORDINALS[ordinal[1].lower()], "", ordinal[0])
    if ORIGINAL.search(plain):
        return versions[0]
    if PREVIOUS.search(plain):
        return versions[-2] if len(versions) > 1 else versions[0]
    return None


def _source(version: ThreadVersion) -> Source:
    return Source(
        version.sha256, version.media_type, version.width, version.height, Role.SOURCE, version.id, version.label
    )


def _clip(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= DIGEST_LINE else f"{line[: DIGEST_LINE - 1]}…"


def digest(history: History) -> str:
    """Return the last few instructions of the thread, clipped: at most a few hundred characters."""
    return "\n".join(f"- {_clip(said)}" for said in history.said[-DIGEST_TURNS:])


def select(
    history: History, instruction: str, references: Sequence[Source], chosen: ThreadVersion | None = None
) -> Context:
    """Return what the model will see. *chosen* (a button's version) wins over what the words name, that over the newest.

    A message that brings its own pictures and names no version leaves the thread's versions out.
    """
    picked = chosen or named(instruction, history.versions)
    newest = history.versions[-1] if history.versions and not references else None
    version = picked or newest
    sources = ((_source(version),) if version else ()) + tuple(references)
    branch = version is not None and version.id != history.versions[-1].id
    return Context(instruction, digest(history), sources[:MAX_SOURCES], branch)
