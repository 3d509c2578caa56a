"""Attempts: one upstream call each. Reserved before it is opened, opened before a byte leaves, ended exactly once."""

from dataclasses import dataclass
from typing import Any

import orjson

from bot.domain.upstream import ToolCall
from db.tx import Row, Tx


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """What is known of an attempt before it is made."""

    id: str
    turn_id: str
    step: int
    lane: str
    base_host: str
    mainline_model: str
    image_model: str
    parameters: dict[str, Any]
    prompt_digests: dict[str, str]


def reserve(tx: Tx, *, attempt: NewAttempt, at: int) -> None:
    """Write an attempt down; its number is the next of its step."""
    tx.write(
        """
        INSERT INTO attempts (id, turn_id, step, number, lane, base_host, mainline_model, image_model_asked, parameters,
            prompt_digests, state, reserved_at)
        VALUES (:id, :turn, :step,
            (SELECT coalesce(max(number), 0) + 1 FROM attempts WHERE turn_id = :turn AND step = :step),
            :lane, :host, :mainline, :image, :parameters, :digests, 'reserved', :at)
        """,
        {
            "id": attempt.id,
            "turn": attempt.turn_id,
            "step": attempt.step,
            "lane": attempt.lane,
            "host": attempt.base_host,
            "mainline": attempt.mainline_model,
            "image": attempt.image_model,
            "parameters": orjson.dumps(attempt.parameters).decode(),
            "digests": orjson.dumps(attempt.prompt_digests).decode(),
            "at": at,
        },
    )


def opened(tx: Tx, *, attempt_id: str, at: int) -> None:
    """From here on something may have been sent."""
    tx.write(
        "UPDATE attempts SET state = 'opened', opened_at = :at WHERE id = :id AND state = 'reserved'",
        {"id": attempt_id, "at": at},
    )


def named(tx: Tx, *, attempt_id: str, response_id: str, x_request_id: str | None, at: int) -> None:
    """From here on the response can be asked for again."""
    tx.write(
        """
        UPDATE attempts SET response_id = :response, x_request_id = coalesce(:request, x_request_id), named_at = :at
        WHERE id = :id
        """,
        {"id": attempt_id, "response": response_id, "request": x_request_id, "at": at},
    )


def preview(tx: Tx, *, attempt_id: str, previews: int, sequence: int | None, at: int) -> None:
    """Count the previews that have come."""
    tx.write(
        """
        UPDATE attempts SET previews = :previews, last_sequence = coalesce(:sequence, last_sequence),
            first_preview_at = coalesce(first_preview_at, :at) WHERE id = :id
        """,
        {"id": attempt_id, "previews": previews, "sequence": sequence, "at": at},
    )


def ended(  # noqa: PLR0913 - one row's worth of named values
    tx: Tx,
    *,
    attempt_id: str,
    state: str,
    status: str,
    image_model: str | None,
    x_request_id: str | None,
    sequence: int | None,
    words: str | None,
    failure: dict[str, Any] | None,
    final_at: int | None,
    at: int,
) -> None:
    """Close an attempt: *state* is `settled` or `released`."""
    tx.write(
        """
        UPDATE attempts SET state = :state, status = :status, image_model_echoed = :image,
            x_request_id = coalesce(:request, x_request_id), last_sequence = coalesce(:sequence, last_sequence),
            words = :words, failure = :failure, final_at = :final, ended_at = :at
        WHERE id = :id AND state IN ('reserved', 'opened')
        """,
        {
            "id": attempt_id,
            "state": state,
            "status": status,
            "image": image_model,
            "request": x_request_id,
            "sequence": sequence,
            "words": words,
            "failure": orjson.dumps(failure).decode() if failure else None,
            "final": final_at,
            "at": at,
        },
    )


def chose(tx: Tx, *, attempt_id: str, choice: str) -> None:
    """Write down what the mainline chose instead of drawing: one word from a closed list."""
    tx.write("UPDATE attempts SET chosen = :choice WHERE id = :id", {"id": attempt_id, "choice": choice})


def tool_call(
    tx: Tx, *, attempt_id: str, call: ToolCall, asked_size: str, asked_quality: str, artifact: str | None
) -> None:
    """Record what a tool call was asked and what it echoed."""
    error = call.error
    tx.write(
        """
        INSERT INTO tool_calls (attempt_id, call_id, status, action, revised_prompt, asked_size, asked_quality,
            echoed_size, echoed_quality, echoed_background, echoed_format, error, moderation_stage,
            moderation_categories, artifact_sha256)
        VALUES (:attempt, :call, :status, :action, :revised, :asked_size, :asked_quality, :size, :quality, :background,
            :format, :error, :stage, :categories, :artifact)
        ON CONFLICT (attempt_id, call_id) DO NOTHING
        """,
        {
            "attempt": attempt_id,
            "call": call.call_id,
            "status": call.status,
            "action": call.action,
            "revised": call.revised_prompt,
            "asked_size": asked_size,
            "asked_quality": asked_quality,
            "size": call.size,
            "quality": call.quality,
            "background": call.background,
            "format": call.output_format,
            "error": error.code if error else None,
            "stage": error.moderation_stage if error else None,
            "categories": orjson.dumps(error.moderation_categories).decode() if error else None,
            "artifact": artifact,
        },
    )


def unfinished(tx: Tx, *, turn_id: str) -> list[Row]:
    """Return the attempts of a turn that have no end yet, in order."""
    return tx.rows(
        """
        SELECT id, step, state, response_id, x_request_id, previews, last_sequence, parameters, opened_at, lane, base_host
        FROM attempts WHERE turn_id = :turn AND state IN ('reserved', 'opened') ORDER BY step, number
        """,
        {"turn": turn_id},
    )


def settled(tx: Tx, *, turn_id: str) -> list[Row]:
    """Return what the settled attempts of a turn came to, in order: status, words, choice, failure, pictures kept and not."""
    return tx.rows(
        """
        SELECT a.step, a.status, a.words, a.chosen, a.failure,
            (SELECT count(*) FROM versions v WHERE v.attempt_id = a.id) AS versions,
            (SELECT count(*) FROM tool_calls c WHERE c.attempt_id = a.id AND c.artifact_sha256 IS NULL) AS unusable
        FROM attempts a WHERE a.turn_id = :turn AND a.state = 'settled' ORDER BY a.step, a.number
        """,
        {"turn": turn_id},
    )


def recent_seconds(tx: Tx, *, lane: str, quality: str) -> list[float]:
    """Return how long the last finished pictures of this lane and quality took, in seconds."""
    rows = tx.rows(
        """
        SELECT (a.final_at - a.opened_at) / 1000.0 AS seconds FROM attempts a
        WHERE a.final_at IS NOT NULL AND a.lane = :lane
            AND EXISTS (SELECT 1 FROM tool_calls c WHERE c.attempt_id = a.id AND c.asked_quality = :quality)
        ORDER BY a.final_at DESC LIMIT 20
        """,
        {"lane": lane, "quality": quality},
    )
    return [float(row["seconds"]) for row in rows]
