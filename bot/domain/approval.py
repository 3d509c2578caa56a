"""Approvals: what somebody has to say yes to before it is spent, or before it goes over a budget.

    waiting ─ yes ─▶ approved      no ─▶ declined      nobody in time ─▶ expired

A yes holds for the turn it was asked for, or the turn that goes on in its place, and for what was estimated then.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.money import NanoUsd


class ApprovalKind(StrEnum):
    """Above the policy's `ask_above`, or over a budget."""

    SPEND = "spend"
    OVERRUN = "overrun"


class ApprovalState(StrEnum):
    """Where it stands; every state but the first is final."""

    WAITING = "waiting"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Approval:
    """A question and, once there is one, its answer. `digest` names what was estimated."""

    id: str
    turn_id: str
    kind: ApprovalKind
    estimate: NanoUsd
    quote: NanoUsd
    digest: str
    asked_by: str
    asked_at_ms: int
    expires_at_ms: int
    state: ApprovalState = ApprovalState.WAITING
    decided_by: str | None = None
    decided_at_ms: int | None = None
    budget_id: str | None = None
    overrun: NanoUsd | None = None
    next_turn_id: str | None = None
