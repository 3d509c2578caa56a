"""What was brought into reviews: texts, the facts found in them, the signals they showed. Nothing is taken out again.

A fact can be withdrawn and a signal dismissed, by a person, by name; both stay in their tables.
"""

from collections.abc import Sequence
from datetime import date

from bot.domain.gates.facts import Fact
from bot.domain.gates.seen import SignalSeen
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, EvidenceKind, SignalFound
from bot.domain.reviews.replies import Reply
from db import reviews
from db.tx import Row, Tx


def load(tx: Tx, *, review_id: str) -> Dossier | None:
    """Return a review with all that counts in it; of long texts the beginning."""
    review = reviews.get(tx, review_id=review_id)
    if review is None:
        return None
    return Dossier(
        review,
        tuple(evidence_of(tx, review_id=review_id)),
        tuple(_answers(tx, review_id)),
        tuple(_signals(tx, review_id)),
    )


def evidence_of(tx: Tx, *, review_id: str) -> list[Evidence]:
    """Return every text of a review, in order; of long ones the beginning."""
    rows = tx.rows("SELECT * FROM evidence_in_brief WHERE review_id = :id ORDER BY number", {"id": review_id})
    return [_evidence(row) for row in rows]


def of_turn(tx: Tx, *, turn_id: str) -> list[Evidence]:
    """Return what a turn brought, in order and whole."""
    return [
        _evidence(row) for row in tx.rows("SELECT * FROM evidence WHERE turn_id = :id ORDER BY number", {"id": turn_id})
    ]


def evidence(tx: Tx, *, evidence_id: str) -> tuple[Evidence, str] | None:
    """Return a text, whole, and the id of its review."""
    row = tx.row("SELECT * FROM evidence WHERE id = :id", {"id": evidence_id})
    return (_evidence(row), str(row["review_id"])) if row else None


def bring(tx: Tx, *, review_id: str, turn_id: str | None, brought: Evidence) -> None:
    """Write a text down; its number is the next of its review."""
    tx.write(
        """
        INSERT INTO evidence (id, review_id, turn_id, number, kind, name, text, sha256, given_by, given_at, author, url,
            read_on, attributed_by, confirmed_by)
        VALUES (:id, :review, :turn,
            (SELECT coalesce(max(number), 0) + 1 FROM evidence WHERE review_id = :review),
            :kind, :name, :text, :sha256, :by, :at, :author, :url, :read_on, :attributed, :confirmed)
        """,
        {
            "id": brought.id,
            "review": review_id,
            "turn": turn_id,
            "kind": brought.kind.value,
            "name": brought.name,
            "text": brought.text,
            "sha256": brought.sha256,
            "by": brought.given_by,
            "at": brought.given_at_ms,
            "author": brought.author.value,
            "url": brought.url,
            "read_on": brought.read_on.isoformat(),
            "attributed": brought.attributed_by,
            "confirmed": brought.confirmed_by,
        },
    )


def attribute(tx: Tx, *, evidence_id: str, author: Author, by: str, url: str, read_on: str) -> None:
    """Write down whose words a text is, as a person says, and where and when they were read, where that is said."""
    tx.write(
        """
        UPDATE evidence SET author = :author, attributed_by = :by,
            url = CASE WHEN :url = '' THEN url ELSE :url END,
            read_on = CASE WHEN :read_on = '' THEN read_on ELSE :read_on END
        WHERE id = :id
        """,
        {"id": evidence_id, "author": author.value, "by": by, "url": url, "read_on": read_on},
    )


def confirm(tx: Tx, *, evidence_id: str, by: str) -> bool:
    """Write down that a person confirms a transcription; False where somebody has."""
    return bool(
        tx.write(
            "UPDATE evidence SET confirmed_by = :by WHERE id = :id AND kind = 'screenshot' AND confirmed_by IS NULL",
            {"id": evidence_id, "by": by},
        )
    )


def at_address(tx: Tx, *, team: str, url: str, besides: Evidence) -> list[tuple[Evidence, str]]:
    """Return a team's other texts by the same author from one address, whole, each with the id of its review.

    What counts for nothing is left out: what was overtaken, and pictures nobody confirmed.
    """
    rows = tx.rows(
        """
        SELECT e.* FROM evidence e JOIN reviews r ON r.id = e.review_id
        WHERE r.team = :team AND e.url = :url AND e.author = :author AND e.id <> :besides AND e.superseded_by IS NULL
            AND (e.kind <> 'screenshot' OR e.confirmed_by IS NOT NULL)
        ORDER BY e.id
        """,
        {"team": team, "url": url, "author": besides.author.value, "besides": besides.id},
    )
    return [(_evidence(row), str(row["review_id"])) for row in rows]


def quotes(tx: Tx, *, evidence_id: str) -> list[str]:
    """Return the words that facts take from a text."""
    sql = "SELECT quote FROM facts WHERE evidence_id = :id AND withdrawn_at IS NULL ORDER BY id"
    return [str(row["quote"]) for row in tx.rows(sql, {"id": evidence_id})]


def overtake(tx: Tx, *, evidence_id: str, by: str) -> bool:
    """Let a newer text take an older one's place; False where that has happened."""
    sql = "UPDATE evidence SET superseded_by = :by WHERE id = :id AND superseded_by IS NULL"
    return bool(tx.write(sql, {"id": evidence_id, "by": by}))


def answer(tx: Tx, *, review_id: str, given: Answer) -> bool:
    """Write a fact down; False where this text answers it so already, or a person took back what a model now finds again."""
    return bool(
        tx.write(
            """
            INSERT INTO facts (id, review_id, evidence_id, fact, answer, quote, given_by, given_at, found_by)
            SELECT :id, :review, :evidence, :fact, :answer, :quote, :by, :at, :found
            WHERE :found = 'person' OR NOT EXISTS (
                SELECT 1 FROM facts WHERE evidence_id = :evidence AND fact = :fact AND answer = :answer
            )
            ON CONFLICT (evidence_id, fact, answer) WHERE withdrawn_at IS NULL DO NOTHING
            """,
            {
                "id": given.id,
                "review": review_id,
                "evidence": given.evidence_id,
                "fact": given.fact.value,
                "answer": given.reply.value,
                "quote": given.quote,
                "by": given.given_by,
                "at": given.given_at_ms,
                "found": given.found_by,
            },
        )
    )


def answered(tx: Tx, *, answer_id: str) -> tuple[Answer, str] | None:
    """Return an answer that counts, and the id of its review."""
    row = tx.row("SELECT * FROM facts WHERE id = :id AND withdrawn_at IS NULL", {"id": answer_id})
    return (_answer(row), str(row["review_id"])) if row else None


def withdraw(tx: Tx, *, answer_id: str, by: str, at: int) -> bool:
    """Take an answer back; False where it was."""
    return bool(
        tx.write(
            "UPDATE facts SET withdrawn_by = :by, withdrawn_at = :at WHERE id = :id AND withdrawn_at IS NULL",
            {"id": answer_id, "by": by, "at": at},
        )
    )


def saw(tx: Tx, *, found: Sequence[SignalFound]) -> None:
    """Write down which signals a text showed."""
    for one in found:
        tx.write(
            """
            INSERT INTO signals_seen (evidence_id, signal, strength, effect, place, quote, note)
            VALUES (:evidence, :signal, :strength, :effect, :place, :quote, :note)
            ON CONFLICT (evidence_id, signal, place) DO NOTHING
            """,
            {
                "evidence": one.evidence_id,
                "signal": one.seen.id,
                "strength": one.seen.strength,
                "effect": str(one.seen.effect),
                "place": one.place,
                "quote": one.quote,
                "note": one.note,
            },
        )


def dismiss(tx: Tx, *, review_id: str, signal: str, by: str) -> int:
    """Let a person take a signal out of account in a review, by name; return how often it was seen."""
    return tx.write(
        """
        UPDATE signals_seen SET dismissed_by = :by
        WHERE signal = :signal AND dismissed_by IS NULL
            AND evidence_id IN (SELECT id FROM evidence WHERE review_id = :review)
        """,
        {"review": review_id, "signal": signal, "by": by},
    )


def _answers(tx: Tx, review_id: str) -> list[Answer]:
    rows = tx.rows("SELECT * FROM facts WHERE review_id = :id AND withdrawn_at IS NULL ORDER BY id", {"id": review_id})
    return [_answer(row) for row in rows]


def _signals(tx: Tx, review_id: str) -> list[SignalFound]:
    rows = tx.rows(
        """
        SELECT s.* FROM signals_seen s JOIN evidence e ON e.id = s.evidence_id
        WHERE e.review_id = :id AND s.dismissed_by IS NULL ORDER BY e.number, s.signal, s.place
        """,
        {"id": review_id},
    )
    return [
        SignalFound(
            SignalSeen(row["signal"], row["strength"], row["effect"]),
            row["evidence_id"],
            row["place"],
            row["quote"],
            row["note"],
        )
        for row in rows
    ]


def _answer(row: Row) -> Answer:
    return Answer(
        id=row["id"],
        fact=Fact(row["fact"]),
        reply=Reply(row["answer"]),
        quote=row["quote"],
        evidence_id=row["evidence_id"],
        given_by=row["given_by"],
        given_at_ms=row["given_at"],
        found_by=row["found_by"],
    )


def _evidence(row: Row) -> Evidence:
    return Evidence(
        id=row["id"],
        number=row["number"],
        kind=EvidenceKind(row["kind"]),
        name=row["name"],
        text=row["text"],
        sha256=row["sha256"],
        given_by=row["given_by"],
        given_at_ms=row["given_at"],
        author=Author(row["author"]),
        url=row["url"],
        read_on=date.fromisoformat(row["read_on"]),
        confirmed_by=row["confirmed_by"],
        attributed_by=row["attributed_by"],
        superseded=row["superseded_by"] is not None,
    )
