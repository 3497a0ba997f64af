"""How the machine's own Chromium is started: quietly, and as root too."""

from __future__ import annotations

import shutil
from typing import Any

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def launch_options() -> dict[str, Any]:
    """What Playwright's `chromium.launch` gets."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    return {"executable_path": path, "args": list(QUIET)}
