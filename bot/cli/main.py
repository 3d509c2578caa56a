"""The command line: one function a command, each importing what it needs when it runs, so that help is instant.

Exit codes: 0 fine, 1 a problem was found, 2 wrong usage.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

app = typer.Typer(
    name="darkroom",
    help="A Slack bot that draws and edits images in threads, and keeps the books true.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def demo(
    once: Annotated[
        str | None, typer.Option("--once", metavar="PROMPT", help="Draw one picture, print JSON and leave.")
    ] = None,
    port: Annotated[int, typer.Option(help="Port of the sandbox workspace; 0 takes a free one.")] = 0,
    home: Annotated[Path | None, typer.Option(help="Where to keep data; a temporary folder by default.")] = None,
) -> None:
    """Run a sandbox workspace and the bot in one process: no account anywhere."""
    from bot.cli import demo as command

    raise typer.Exit(command.main(once, port, home))


@app.command()
def run(
    http: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Serve Slack over HTTP instead of Socket Mode.")
    ] = None,
) -> None:
    """Serve a real workspace. Tokens and keys come from the environment."""
    from bot.cli import run as command

    raise typer.Exit(command.main(http))


@app.command()
def trace(
    what: Annotated[str, typer.Argument(metavar="ID|PERMALINK", help="An id, or the link of a Slack message.")],
    as_json: Json = False,
) -> None:
    """Show everything that is known of a turn."""
    from bot.cli import trace as command

    raise typer.Exit(command.main(what, as_json=as_json))


@app.command()
def verify(as_json: Json = False) -> None:
    """Re-hash every artifact, walk the lineage, fold the ledger."""
    from bot.cli import verify as command

    raise typer.Exit(command.main(as_json=as_json))


@app.command()
def usage(
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day or month, 2026-10-01.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day or month, itself included.")] = None,
    by: Annotated[
        Literal["user", "channel", "model", "lane", "quality", "day"], typer.Option(help="What the rows are made by.")
    ] = "user",
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print the rows as CSV.")] = False,
) -> None:
    """Show what was spent; by default in the present month, by person."""
    from bot.cli import usage as command

    raise typer.Exit(command.main(first, last, by, as_json=as_json, as_csv=as_csv))


@app.command()
def reconcile(
    days: Annotated[str, typer.Argument(metavar="FROM[..TO]", help="Days or months, such as 2026-10 or yesterday.")],
    as_json: Json = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compare, and book nothing.")] = False,
) -> None:
    """Hold the books against OpenAI's bill by day and line item, and book what differs. Needs OPENAI_ADMIN_KEY."""
    from bot.cli import reconcile as command

    raise typer.Exit(command.main(days, as_json=as_json, dry_run=dry_run))


@app.command()
def prices(as_json: Json = False) -> None:
    """Show the dated price table, and which rows are in force today."""
    from bot.cli import prices as command

    raise typer.Exit(command.main(as_json=as_json))


@app.command()
def doctor(as_json: Json = False) -> None:
    """Say what is wrong with this set-up, each with its remedy. Works beside a running bot, and without a network."""
    from bot.cli import doctor as command

    raise typer.Exit(command.main(as_json=as_json))


@app.command()
def manifest(
    http: Annotated[
        str | None, typer.Option(metavar="URL", help="For an app that Slack reaches at this public https address.")
    ] = None,
) -> None:
    """Print the app's manifest as JSON."""
    from bot.cli import manifest as command

    raise typer.Exit(command.main(http))


gate = typer.Typer(help="Judge a route that is not official.", rich_markup_mode=None, no_args_is_help=True)
app.add_typer(gate, name="gate")


@gate.command("verdict")
def gate_verdict(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Route, facts and signals as JSON; - reads a pipe.")],
    as_json: Json = False,
) -> None:
    """Say what a route may be used for, from recorded facts alone. Exit 1: not for its purpose, or for production."""
    from bot.cli import gate as command

    raise typer.Exit(command.verdict(file, as_json=as_json))


@gate.command("scan")
def gate_scan(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A page, a configuration, an answer or a HAR; - reads a pipe.")
    ],
    as_json: Json = False,
) -> None:
    """Look for signals that speak against a route. Exit 1: one of them decides. A clean scan proves nothing."""
    from bot.cli import gate_scan as command

    raise typer.Exit(command.main(file, as_json=as_json))


@gate.command("contract")
def gate_contract(as_json: Json = False) -> None:
    """Say what is official: models, endpoints, hosts and prices, each with its source and date. Exit 1: something is stale."""
    from bot.cli import gate_contract as command

    raise typer.Exit(command.main(as_json=as_json))
