"""`darkroom manifest`: the app's manifest as JSON, for Slack's "From a manifest"; the one source is manifest.yml."""

import json
import sys

from bot.providers.config import app_manifest


def main(http: str | None) -> int:
    """Run the command; return its exit code."""
    try:
        manifest = app_manifest.load()
        made = app_manifest.for_http(manifest, http) if http is not None else manifest
    except app_manifest.ManifestError as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(made, indent=2, ensure_ascii=False))
    return 0
