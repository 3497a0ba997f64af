"""What a figure depends on: cores, memory and versions; nothing that names the machine."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

from tenantpilot.embedded.postgres import wheel_programs
from tenantpilot.embedded.redis_server import wheel_program


def facts() -> dict[str, str]:
    """Label and value, in the order they are shown."""
    return {
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": f"{_memory_gib():.0f} GiB",
        "PostgreSQL": _version(wheel_programs() / "postgres").split()[2],
        "Redis": _version(wheel_program()).split("v=")[1].split()[0],
        "Python": platform.python_version(),
        "Reflex": version("reflex"),
    }


def _memory_gib() -> float:
    first = Path("/proc/meminfo").read_text().splitlines()[0]
    return int(first.split()[1]) / 2**20


def _version(program: Path) -> str:
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
