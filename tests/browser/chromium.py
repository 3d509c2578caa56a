"""Debian's Chromium, as a test starts it: headless, quiet on the network, and missed loudly."""

import shutil

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "The page is tested in Chromium, and there is none on PATH. "
    "Install it, on Debian and its relatives with: apt-get install chromium"
)


def path() -> str:
    """Return where Chromium is; raises RuntimeError with the sentence that tells how to get it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise RuntimeError(MISSING)
    return found
