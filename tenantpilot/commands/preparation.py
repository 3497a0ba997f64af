"""What has to be done before the demonstration's processes start: the front end, the schema, the data."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date

from tenantpilot.commands import frontend
from tenantpilot.embedded.errors import SetUpError
from tenantpilot.embedded.process import die_with_parent


def prepare(
    owner: Mapping[str, str], application: Mapping[str, str], day: date | None, *, say: Callable[[str], None]
) -> None:
    """Build the front end while the schema and the demonstration data are made, the latter as the application.

    With `day` the data holds the year of the tenants that ends then.

    Raises:
        SetUpError: one of the steps failed; the text carries its output.
    """
    building: list[subprocess.Popen[str]] = []
    if not frontend.is_built():
        say("Building the front end; the first time this takes a minute or two.")
        building.append(_start("build", application))
    try:
        _finish("migrate", _start("migrate", owner))
        _finish("seed", _start("seed", application, *(["--history", day.isoformat()] if day else [])))
        for process in building:
            _finish("build", process)
    finally:
        for process in building:
            if process.poll() is None:
                process.terminate()
                process.wait()


def _start(name: str, environ: Mapping[str, str], *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tenantpilot.cli", name, *options],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - one prctl call, no locks
    )


def _finish(name: str, process: subprocess.Popen[str]) -> None:
    output, _ = process.communicate()
    if process.returncode != 0:
        hint = "\nIf the data was made by another version, --reset starts afresh." if name == "seed" else ""
        raise SetUpError(f"`tenantpilot {name}` failed:\n{output.strip()}{hint}")
