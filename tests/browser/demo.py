"""`darkroom demo` in a process of its own, as a newcomer starts it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
