"""Both sandboxes in a process of their own, so that what they cost is not the bot's: `python -m benchmarks.world`."""

import asyncio

from benchmarks import child
from bot.sandbox.openai.server import OpenAISandbox
from bot.sandbox.slack.server import SlackSandbox


async def main() -> None:
    """Run both until the input closes; the hello holds their addresses."""
    slack, openai = SlackSandbox(), OpenAISandbox()
    await slack.start()
    await openai.start()
    try:
        await child.serve(
            {"slack": slack.origin, "slack_api": slack.api_url, "openai": openai.url, "openai_api": openai.base_url}
        )
    finally:
        await slack.stop()
        await openai.stop()


if __name__ == "__main__":
    asyncio.run(main())
