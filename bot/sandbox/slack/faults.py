"""Scripted misbehaviour: what goes wrong, where, how often.

A fault is put on a Web API method by its name, or on one of four places: `file` (processing after an upload),
`download`, `upload` (the POST of the bytes) and `envelope` (Socket Mode). Faults of one place happen in the order
they were added, each `times` times, and only to what contains `containing`: the call's arguments as JSON, the
file's name, the envelope's payload.

    ratelimited   method    HTTP 429 with Retry-After: retry_after
    server_error  method    HTTP `status`
    refused       method    ok:false with `error`
    delayed       method    done and answered after `seconds`
    late          method    done at once, answered after `seconds`
    cut_before    method    connection closed, nothing happened
    cut_after     method    it happened, then the connection was closed
    never_ready   file      `mimetype` never appears, nor a share
    never_shared  file      ready, but never shared
    login_page    download  the HTML of a login page, whatever the token
    redirect      download  302 to `location`
    truncated     download  half of the bytes
    missing       download  404
    server_error  download  HTTP `status`
    server_error  upload    HTTP `status`
    ack_lost      envelope  an ack that the workspace does not see
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal[
    "ratelimited",
    "server_error",
    "refused",
    "delayed",
    "late",
    "cut_before",
    "cut_after",
    "never_ready",
    "never_shared",
    "login_page",
    "redirect",
    "truncated",
    "missing",
    "ack_lost",
]

PLACES: dict[str, frozenset[Kind]] = {
    "file": frozenset({"never_ready", "never_shared"}),
    "download": frozenset({"login_page", "redirect", "truncated", "missing", "server_error"}),
    "upload": frozenset({"server_error"}),
    "envelope": frozenset({"ack_lost"}),
}
ON_METHODS: frozenset[Kind] = frozenset(
    {"ratelimited", "server_error", "refused", "delayed", "late", "cut_before", "cut_after"}
)


class Fault(BaseModel):
    """One thing that will go wrong *times* times."""

    model_config = ConfigDict(extra="forbid")

    on: str
    kind: Kind
    times: int = Field(default=1, ge=1)
    containing: str = ""
    status: int = 500
    retry_after: int = 1
    error: str = "internal_error"
    messages: list[str] = Field(default_factory=list)
    seconds: float = 1.0
    location: str | None = None

    @model_validator(mode="after")
    def _belongs(self) -> "Fault":
        if self.kind not in PLACES.get(self.on, ON_METHODS):
            raise ValueError(f"{self.kind} does not happen on {self.on}")
        return self


class Faults:
    """The faults still to come."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, on: str, kind: Kind, **parameters: object) -> Fault:
        """Script a fault; *parameters* are the other fields of `Fault`. Raises ValueError for nonsense."""
        fault = Fault.model_validate({"on": on, "kind": kind, **parameters})
        self.waiting.append(fault)
        return fault

    def clear(self) -> None:
        """Let nothing more go wrong."""
        self.waiting.clear()

    def take(self, on: str, subject: str = "") -> Fault | None:
        """The next fault for this place and subject; one of its times is used up."""
        for fault in self.waiting:
            if fault.on == on and fault.containing in subject:
                fault.times -= 1
                if fault.times == 0:
                    self.waiting.remove(fault)
                return fault
        return None
