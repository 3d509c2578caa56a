"""`python -m bot` and the installed command `darkroom`."""


def main() -> None:
    """Run the command line."""
    from bot.cli.main import app

    app()


if __name__ == "__main__":
    main()
