"""`darkroom demo` in a process of its own, as a newcomer starts it."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

URL = re.compile(r"http://127\.0\.0\.1:\d+")


@contextmanager
def running(home: Path) -> Iterator[str]:
    """Start the demo, give the one URL that it prints, and stop it."""
    command = [sys.executable, "-m", "bot", "demo", "--home", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield next(found[0] for line in process.stdout if (found := URL.search(line)))
        finally:
            process.terminate()


def pause(url: str, seconds: float) -> None:
    """Let so much time pass before each preview, as the panel of the page does."""
    body = json.dumps({"preview_interval_s": seconds}).encode()
    headers = {"Content-Type": "application/json"}
    urlopen(Request(f"{url}/sandbox/upstream/settings", body, headers, method="PATCH")).close()
