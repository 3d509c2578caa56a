"""Every way this OpenAI can be told to misbehave, as a table: name → when it strikes and what can be said about it.

`answer` faults strike before any work, in place of the answer; `making` faults change what is made; `delivery` faults
change how it travels. A fault takes only the parameters its row names.
"""

from dataclasses import dataclass
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Stage = Literal["answer", "making", "delivery"]
Route = Literal["create", "retrieve", "cancel", "models", "images"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table: the stage, and the parameters it understands."""

    stage: Stage
    params: frozenset[str] = frozenset()


def _kind(stage: Stage, *params: str) -> Kind:
    return Kind(stage, frozenset(params))


MODERATION: Final = ("stage", "categories", "code", "message")
SPOIL: Final = ("where",)
AT_EVENT: Final = ("after", "nth")

KINDS: Final[dict[str, Kind]] = {
    "http_401": _kind("answer", "message"),
    "http_403_unverified": _kind("answer", "message"),
    "http_404_model": _kind("answer", "message"),
    "http_429_rate": _kind("answer", "message", "retry_after"),
    "http_429_quota": _kind("answer", "message", "code"),
    "http_500": _kind("answer", "message"),
    "http_503": _kind("answer", "message", "retry_after"),
    "http_400_moderation": _kind("answer", *MODERATION),
    "http_400_invalid": _kind("answer", "message", "code", "param"),
    "background_rejected": _kind("answer", "message"),
    "retrieve_404": _kind("answer"),
    "drop_before_headers": _kind("answer"),
    "slow_start": _kind("answer", "delay_s"),
    "failed_moderation": _kind("making", *MODERATION),
    "item_failed": _kind("making", *MODERATION),
    "error_flat": _kind("making", "code", "message"),
    "error_nested": _kind("making", *MODERATION),
    "incomplete": _kind("making", "reason"),
    "no_tool_usage": _kind("making"),
    "zero_tool_usage": _kind("making"),
    "no_usage": _kind("making"),
    "cached_omitted": _kind("making"),
    "final_generating": _kind("making"),
    "final_only_in_terminal": _kind("making"),
    "corrupt_base64": _kind("making", *SPOIL),
    "truncated_base64": _kind("making", *SPOIL),
    "not_a_picture": _kind("making", *SPOIL),
    "oversized": _kind("making", "size_bytes", *SPOIL),
    "bomb": _kind("making", *SPOIL),
    "wrong_size": _kind("making", "size"),
    "fewer_previews": _kind("making", "count"),
    "two_images": _kind("making"),
    "no_image": _kind("making", "message"),
    "slow": _kind("making", "delay_s"),
    "hang": _kind("making", *AT_EVENT),
    "cut": _kind("delivery", "after_bytes", *AT_EVENT),
    "early_end": _kind("delivery", *AT_EVENT),
    "cr_lines": _kind("delivery", "ends"),
    "tiny_chunks": _kind("delivery", "size_bytes"),
}
HOME: Final[dict[str, Route]] = {"retrieve_404": "retrieve"}  # where a fault strikes unless told otherwise
WHEN: Final = frozenset({"kind", "on", "prompt", "times"})


class Fault(BaseModel):
    """One piece of misbehaviour. Every kind reads only its own parameters and refuses the others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    on: Route = "create"
    prompt: str | None = Field(default=None, description="only where the instruction contains this")
    times: int | None = Field(default=1, ge=1, description="how many requests it strikes; null for all of them")

    after: str | None = Field(default=None, description="an event's type; strikes once that has been sent")
    nth: int = Field(default=1, ge=1, description="the how-many-eth event of that type")
    after_bytes: int | None = Field(default=None, ge=0, description="strikes after exactly this much of the body")
    size_bytes: int | None = Field(default=None, ge=1)
    size: str = Field(default="512x512", pattern=r"^[1-9]\d{0,3}x[1-9]\d{0,3}$")
    count: int = Field(default=0, ge=0)
    delay_s: float = Field(default=0.05, ge=0)
    retry_after: float = Field(default=1, ge=0)
    reason: Literal["max_output_tokens", "max_messages", "content_filter", "steered"] = "max_output_tokens"
    stage: Literal["input", "output", "unknown"] = "output"
    categories: tuple[str, ...] = ("violence",)
    where: Literal["final", "previews", "both"] = "final"
    ends: Literal["cr", "crlf"] = "cr"
    code: str | None = None
    message: str | None = None
    param: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _at_home(cls, data: object) -> object:
        return {"on": HOME.get(str(data.get("kind")), "create"), **data} if isinstance(data, dict) else data

    @model_validator(mode="after")
    def _known(self) -> "Fault":
        if self.kind not in KINDS:
            raise ValueError(f"unknown fault {self.kind!r}; known are {', '.join(KINDS)}")
        if strange := self.model_fields_set - WHEN - KINDS[self.kind].params:
            raise ValueError(f"{self.kind} takes no {', '.join(sorted(strange))}")
        return self

    def moderation_details(self) -> dict[str, object]:
        """Return what a moderation error says about itself."""
        return {"moderation_stage": self.stage, "categories": list(self.categories)}
