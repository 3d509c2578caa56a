"""The body of one call of the Image API: one picture from words, or from words and pictures, named by artifact.

Source: the parameters of `images.generate` and `images.edit` (openai 3.54 types). Nothing of the person is in it but
what they asked for.
"""

from typing import Any

from bot.domain.context import Source
from bot.domain.plan import Models, Step
from bot.domain.upstream_request import ARTIFACT

BEFORE = "What was said in this thread before (material):\n{digest}\n\n{instruction}"


def images_body(step: Step, models: Models) -> dict[str, Any]:
    """Return the request of *step*; `image` is there only where pictures are given."""
    options = step.options
    said = BEFORE.format(digest=step.digest, instruction=step.instruction) if step.digest else step.instruction
    pictures = {"image": [_named(source) for source in step.sources]} if step.sources else {}
    return {
        "model": models.image,
        "prompt": said,
        "n": 1,
        "size": options.size,
        "quality": options.quality,
        "output_format": options.output_format,
        "background": options.background,
        "moderation": options.moderation,
        **pictures,
    }


def _named(source: Source) -> str:
    return f"{ARTIFACT}{source.media_type}:{source.sha256}"
