"""The hooks by which Slack's own command line (`slack run`) finds the manifest and starts the bot; see .slack/hooks.json.

It asks `get-hooks` what there is, wraps nothing around answers in its default protocol, and a boundary on both sides in
the other. For `start` it hands over tokens of its own, under names of its own; as in its own order of precedence, what
the environment sets already comes first. Calls name the interpreter by its path, so that no PATH has to.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from bot.providers.config import app_manifest

BOUNDARIES = "message-boundaries"
TOKENS = {"SLACK_CLI_XOXB": "SLACK_BOT_TOKEN", "SLACK_CLI_XAPP": "SLACK_APP_TOKEN"}


def hooks() -> dict[str, Any]:
    """Return what can be called, and how."""
    call = f"'{sys.executable}' -m bot.cli.slack_hooks"
    return {
        "hooks": {"get-manifest": f"{call} get-manifest", "start": f"{call} start"},
        "config": {
            "protocol-version": [BOUNDARIES, "default"],
            "sdk-managed-connection-enabled": True,
            "watch": {
                "app": {"filter-regex": "\\.(py|toml|md)$", "paths": ["bot", "handlers", "prompts", "db"]},
                "manifest": {"paths": ["manifest.yml"]},
            },
        },
        "runtime": "python",
    }


ANSWERS: dict[str, Callable[[], dict[str, Any]]] = {"get-hooks": hooks, "get-manifest": app_manifest.load}


def start() -> int:
    """Run the bot with the tokens that the command line handed over; the environment's own win."""
    from bot.cli import run  # noqa: PLC0415 - the other hooks answer at once

    for theirs, ours in TOKENS.items():
        if not os.environ.get(ours):
            os.environ[ours] = os.environ.get(theirs, "")
    return run.main(None)


def main(arguments: Sequence[str]) -> int:
    """Answer a hook; return its exit code."""
    parser = argparse.ArgumentParser(prog="slack_hooks")
    parser.add_argument("hook", choices=[*ANSWERS, "start"])
    parser.add_argument("--protocol")
    parser.add_argument("--boundary", default="")
    asked, _ = parser.parse_known_args(arguments)
    if asked.hook == "start":
        return start()
    edge = asked.boundary if asked.protocol == BOUNDARIES else ""
    print(f"{edge}{json.dumps(ANSWERS[asked.hook]())}{edge}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
