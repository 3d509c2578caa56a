"""Blanking a refused turn: its words leave the database in the transaction that ends it; what it cost and when stays.

Words rest in the turn, in its plan, in the parameters of its attempts and in what the model said. Earlier turns of the
thread with the very same words are copies (asked first, tried again) and are blanked as well, unless they drew.
"""

from typing import Any

import orjson

from db.tx import Tx

SAME_WORDS = """
    SELECT o.id FROM turns t JOIN turns o ON o.thread_id = t.thread_id AND o.text = t.text
    WHERE t.id = :turn AND (o.id = t.id OR (t.text <> '' AND coalesce(o.outcome, 'drawn') <> 'drawn'))
"""


def blank(tx: Tx, *, turn_id: str) -> None:
    """Take the words of a turn, and of the copies it was made from, out of the database."""
    for row in tx.rows(SAME_WORDS, {"turn": turn_id}):
        _turn(tx, str(row["id"]))


def _turn(tx: Tx, turn_id: str) -> None:
    for row in tx.rows("SELECT id, parameters FROM attempts WHERE turn_id = :turn", {"turn": turn_id}):
        parameters = orjson.dumps(_unsaid(orjson.loads(row["parameters"]))).decode()
        tx.write(
            "UPDATE attempts SET parameters = :parameters, words = NULL WHERE id = :id",
            {"id": row["id"], "parameters": parameters},
        )
    plan = tx.value("SELECT plan FROM turns WHERE id = :turn", {"turn": turn_id})
    tx.write(
        "UPDATE turns SET text = '', plan = :plan WHERE id = :turn",
        {"turn": turn_id, "plan": orjson.dumps(_unplanned(orjson.loads(plan))).decode() if plan else None},
    )


def _unsaid(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return a request without its input; which pictures went with it, the plan still says."""
    return {**parameters, "input": []}


def _unplanned(plan: dict[str, Any]) -> dict[str, Any]:
    """Return a plan whose steps have no instruction and no digest."""
    return {**plan, "steps": [{**step, "instruction": "", "digest": ""} for step in plan["steps"]]}
