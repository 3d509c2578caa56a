"""What an upstream stream says, in the order it says it: one frozen value per thing worth knowing.

The stream parser makes these, the turn runner reads them. Token counts are as reported: `None` is "not said",
never zero. Pictures are files already on disk, named by path, never bytes in memory.
Source of the shapes: the Responses API's streaming events and `Response` object (openai 3.54 types).
"""

from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A decoded picture in a temporary file: complete, hashed, not yet looked at."""

    path: PurePath
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class ImageTokens:
    """`tool_usage.image_gen`: tokens of the image model, disjoint from the mainline's."""

    text_in: int | None
    image_in: int | None
    output: int | None
    text_in_cached: int | None = None
    image_in_cached: int | None = None
    input_total: int | None = None
    image_out: int | None = None
    text_out: int | None = None
    cached_total: int | None = None


@dataclass(frozen=True, slots=True)
class MainlineTokens:
    """`usage`: tokens of the mainline model alone."""

    input: int | None
    output: int | None
    cached: int | None = None
    cache_write: int | None = None
    reasoning: int | None = None


@dataclass(frozen=True, slots=True)
class UpstreamError:
    """An error as the wire told it, before anybody blames anyone. `moderation_categories` may be empty."""

    code: str | None
    message: str
    type: str | None = None
    param: str | None = None
    moderation_stage: str | None = None
    moderation_categories: tuple[str, ...] = ()
    http_status: int | None = None
    retry_after_s: float | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class ToolCall:
    """An `image_generation_call` item with its result left out: what was really done, as echoed."""

    call_id: str
    status: str | None
    action: str | None = None
    size: str | None = None
    quality: str | None = None
    background: str | None = None
    output_format: str | None = None
    revised_prompt: str | None = None
    error: UpstreamError | None = None


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """A `function_call` item: what the mainline chose to call. `arguments` is JSON text as it wrote it, or empty."""

    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Opened:
    """The first event that names the response: from here on it can be resumed."""

    response_id: str
    sequence: int | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A partial image. `picture` is None where it could not be decoded or was too large: a lost preview is no error."""

    index: int
    sequence: int | None
    picture: PictureFile | None


@dataclass(frozen=True, slots=True)
class Final:
    """A finished tool call. `picture` is None where the call has no usable result; then `problem` says why."""

    call: ToolCall
    picture: PictureFile | None
    sequence: int | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """The terminal event: completed, failed, incomplete or cancelled, with whatever usage it carried."""

    response_id: str | None
    status: str
    sequence: int | None
    model: str | None
    service_tier: str | None
    image_model: str | None
    mainline: MainlineTokens | None
    image: ImageTokens | None
    text: str
    incomplete_reason: str | None = None
    error: UpstreamError | None = None
    function: FunctionCall | None = None


@dataclass(frozen=True, slots=True)
class StreamError:
    """An `error` event (flat or nested) instead of an end."""

    error: UpstreamError
    sequence: int | None


StreamEvent = Opened | Preview | Final | Ended | StreamError
