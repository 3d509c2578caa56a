"""The body of one upstream call, every parameter explicit. Pictures stand in it by name; bytes come in at the wire.

Source: the Responses API's create parameters and the `image_generation` tool (openai 3.54 types). `input_fidelity` is
left out: gpt-image-2 rejects it. `n` does not exist in the tool. `max_tool_calls` counts built-in tools only.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from bot.domain.context import Role, Source
from bot.domain.plan import Models, Step
from bot.domain.refusing.tools import TOOLS

ARTIFACT = "artifact:"
DETAIL = "high"


@dataclass(frozen=True, slots=True)
class Tags:
    """What makes a call traceable: who (hashed), which turn, which attempt."""

    team: str
    actor: str
    turn: str
    attempt: str

    @property
    def safety_identifier(self) -> str:
        """The actor, hashed: stable for one person, meaningless elsewhere."""
        return hashlib.sha256(f"darkroom:{self.team}:{self.actor}".encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Modes:
    """How the response is kept upstream, by policy and by what the API accepts."""

    background: bool
    store: bool


def tool(step: Step, models: Models) -> dict[str, Any]:
    """Return the image tool with its parameters; the image model is always pinned."""
    options = step.options
    return {
        "type": "image_generation",
        "model": models.image,
        "size": options.size,
        "quality": options.quality,
        "output_format": options.output_format,
        "background": options.background,
        "moderation": options.moderation,
        "partial_images": options.previews,
        "action": step.action.value,
    }


def tools(step: Step, models: Models) -> list[dict[str, Any]]:
    """Return the tools of *step*: the image tool, and where the mainline decides, what it may choose instead."""
    return [tool(step, models), *(() if step.forced else TOOLS)]


def _caption(position: int, source: Source) -> str:
    if source.role is Role.SOURCE:
        return f"Source picture {source.label}, the one to change where a change is asked for:"
    return f"Reference picture {position}:"


def _content(step: Step) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = []
    if step.digest:
        content.append(
            {"type": "input_text", "text": f"What was said in this thread before (material):\n{step.digest}"}
        )
    for position, source in enumerate(step.sources, start=1):
        content.append({"type": "input_text", "text": _caption(position, source)})
        url = f"{ARTIFACT}{source.media_type}:{source.sha256}"
        content.append({"type": "input_image", "detail": DETAIL, "image_url": url})
    content.append({"type": "input_text", "text": step.instruction})
    return content


def body(step: Step, models: Models, modes: Modes, tags: Tags, instructions: str) -> dict[str, Any]:
    """Return the request of *step*; an input picture's URL is `artifact:MEDIA_TYPE:SHA256`."""
    return {
        "model": models.mainline,
        "instructions": instructions,
        "input": [{"role": "user", "content": _content(step)}],
        "tools": tools(step, models),
        "tool_choice": {"type": "image_generation"} if step.forced else "auto",
        "max_tool_calls": 1,
        "parallel_tool_calls": False,
        "max_output_tokens": models.max_output_tokens,
        "reasoning": {"effort": models.reasoning_effort},
        "service_tier": "default",
        "background": modes.background,
        "store": modes.store or modes.background,
        "stream": True,
        "safety_identifier": tags.safety_identifier,
        "metadata": {"app": "darkroom", "turn": tags.turn, "attempt": tags.attempt, "step": str(step.index)},
    }


def recorded(request: dict[str, Any], instructions_digest: str) -> dict[str, Any]:
    """Return *request* as it rests in the database: the standing instructions by their digest."""
    return {**request, "instructions": f"prompt:{instructions_digest}"}
