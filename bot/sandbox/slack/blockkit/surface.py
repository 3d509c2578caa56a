"""Where blocks may stand: messages take 50, views 100, and each refuses in its own words."""

from bot.sandbox.slack.blockkit.checks import FindFile, Walk, items, typed
from bot.sandbox.slack.blockkit.shapes import BLOCKS, IN_MESSAGES, VIEWS
from bot.sandbox.slack.mrkdwn import walk
from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.wire import Json

MESSAGE_BLOCKS = items(typed(BLOCKS, *IN_MESSAGES), 50, 0)


def check_message(blocks: object, find_file: FindFile, unknown: frozenset[str] = frozenset()) -> None:
    """Refuse blocks that a message cannot have; *unknown* types are not known in this workspace."""
    seen = Walk(find_file)
    for at, block in enumerate(blocks if isinstance(blocks, list) else []):
        if isinstance(block, dict) and block.get("type") in unknown:
            seen.note(f"unsupported type: {block['type']}", f"/blocks/{at}/type")
    MESSAGE_BLOCKS(seen, blocks, "/blocks")
    if seen.problems:
        raise Refusal("invalid_blocks", *seen.problems)


def check_view(view: Json, find_file: FindFile, *types: str) -> None:
    """Refuse what cannot be a modal or a Home tab."""
    seen = Walk(find_file)
    typed(VIEWS, *types)(seen, view, "/view")
    inputs = any(isinstance(block, dict) and block.get("type") == "input" for block in view.get("blocks") or [])
    if view.get("type") == "modal" and inputs and "submit" not in view:
        seen.note("missing required field: submit, as there are input blocks", "/view")
    if seen.problems:
        raise Refusal("invalid_arguments", *seen.problems)


def shown_files(blocks: list[Json], find_file: FindFile) -> list[str]:
    """The ids of the files that image blocks show."""
    wanted = (node["slack_file"] for node in walk(blocks) if isinstance(node.get("slack_file"), dict))
    found = (find_file(str(reference.get("id") or reference.get("url"))) for reference in wanted)
    return [file.id for file in found if file is not None]
