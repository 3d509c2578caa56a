"""A preview: the picture as it is so far, which is not the picture."""

from handlers.blocks.parts import Block, context
from handlers.slack_text import clip


def preview_blocks(file_id: str, alt_text: str) -> list[Block]:
    """Return an image block for a file that is ready, marked as a preview."""
    image = {
        "type": "image",
        "slack_file": {"id": file_id},
        "alt_text": clip(f"Preview, not finished: {alt_text}", 1000),
    }
    return [image, context("Preview, not finished")]
