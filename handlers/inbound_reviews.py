"""What submitted forms of reviews mean: pure, and secrets end here as they do in inbound.py."""

from datetime import date
from typing import Any

from pydantic import ValidationError

from bot.domain.message import Click
from bot.domain.reviews import forms
from bot.domain.reviews.forms import Entered
from bot.domain.secrets import mask
from handlers.inbound import Tolerant
from handlers.inbound_forms import Submission, View

FORMS = (forms.ANSWER, forms.WHOSE, forms.CORRECT, forms.BASICS, forms.EXCEPTION)


class Where(Tolerant):
    """What a form of a review carries: where the review stands, and what the form is about."""

    channel: str
    root: str
    thing: str


def form(body: dict[str, Any]) -> Click | None:
    """Return what a submitted form says."""
    try:
        sent = Submission.model_validate(body)
        where = Where.model_validate_json(sent.view.private_metadata or "{}")
    except ValidationError:
        return None
    entered, kinds = _entered(sent.view)
    key = f"view:{sent.view.id}:{sent.user.id}"
    return Click(
        event_id=f"submit:{key}",
        key=key,
        team=sent.team.id,
        channel=where.channel,
        message_ts=where.root,
        root=where.root,
        user=sent.user.id,
        user_team=sent.user.team_id,
        action=str((body.get("view") or {}).get("callback_id")),
        value=where.thing,
        trigger_id="",
        text=entered.write(),
        secrets=kinds,
    )


def problems(body: dict[str, Any], today: date) -> dict[str, str]:
    """Return what is wrong with a submitted form, field by field."""
    sent = Submission.model_validate(body)
    return forms.problems(str((body.get("view") or {}).get("callback_id")), _entered(sent.view)[0], today)


def _entered(view: View) -> tuple[Entered, tuple[str, ...]]:
    masked = {block: mask(view.entered(block)) for block in view.state.values}
    kinds = dict.fromkeys(kind for one in masked.values() for kind in one.kinds)
    return Entered({block: one.text for block, one in masked.items()}), tuple(kinds)
