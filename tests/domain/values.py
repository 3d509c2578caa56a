"""The vocabulary of these tests: a step and its models, the shipped prices, pictures, and what a call may report."""

from datetime import UTC, datetime

from bot.domain.context import Role, Source, ThreadVersion
from bot.domain.options.image_options import ImageOptions
from bot.domain.plan import Action, Models, Step
from bot.domain.upstream import Ended, ImageTokens, MainlineTokens, ToolCall
from bot.providers.config import dated_data

PRICES = dated_data.prices()
AT = int(datetime(2026, 11, 22, tzinfo=UTC).timestamp() * 1000)
MODELS = Models(mainline="gpt-5.4", image="gpt-image-2", max_output_tokens=1500, reasoning_effort="low")


def picture(width: int = 1024, height: int = 1024, *, name: str = "a") -> Source:
    """A version that will be sent."""
    return Source(name * 64, "image/png", width, height, Role.SOURCE, f"v{name}", "v1")


def reference(name: str = "b") -> Source:
    """A picture somebody attached."""
    return Source(name * 64, "image/jpeg", 800, 600, Role.REFERENCE)


def step(
    options: ImageOptions | None = None,
    *,
    instruction: str = "a lighthouse at dusk",
    digest: str = "",
    sources: tuple[Source, ...] = (),
    action: Action = Action.AUTO,
    forced: bool = False,
) -> Step:
    """One upstream call, with 1,000 bytes of standing instructions."""
    return Step(0, instruction, digest, options or ImageOptions(), sources, action, forced, 1000)


def version(number: int, letter: str = "", *, width: int = 1024, height: int = 1024) -> ThreadVersion:
    """A version of the thread."""
    label = f"v{number}{letter}"
    sha256 = f"{number:063d}{letter or '0'}"
    return ThreadVersion(label, number, letter, label, sha256, "image/png", width, height, "medium", "a lighthouse")


def call(size: str | None = "1536x1024", quality: str | None = "medium") -> ToolCall:
    """A tool call that made a picture, as echoed."""
    return ToolCall("ig_1", "completed", "generate", size, quality, "auto", "png", "a lighthouse")


def ended(
    mainline: MainlineTokens | None,
    image: ImageTokens | None,
    *,
    model: str | None = "gpt-5.4",
    tier: str | None = "default",
    status: str = "completed",
) -> Ended:
    """The terminal event with what it reports."""
    return Ended("resp_1", status, 9, model, tier, "gpt-image-2", mainline, image, "")
