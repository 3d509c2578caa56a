"""Questions that wait for a click, and what stands in their place once they are answered."""

from bot.domain.approval import Approval
from handlers.blocks.parts import Block, actions, button, section


def asked(text: str, approval: Approval) -> list[Block]:
    """Return a question to an admin, with its buttons. The text carries a mention, and is safe."""
    allow, decline = button("Allow it", "approve", approval.id, "primary"), button("Decline", "decline", approval.id)
    return [section(text), actions(allow, decline)]


def settled(text: str) -> list[Block]:
    """Return the answer."""
    return [section(text)]
