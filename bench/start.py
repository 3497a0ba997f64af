"""From `make demo` to a page: first start, later starts, memory when idle."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.rows import Row
from tenantpilot.commands import frontend
from tests.live import answers, free_port
from tests.servers import ROOT, clean_environment

IDLE_SECONDS = 15
MIB = 2**20


def measure() -> list[Row]:
    """Rows of the goal "start"."""
    with tempfile.TemporaryDirectory(prefix="tp-bench-") as folder:
        place = Path(folder)
        fresh = _fresh_clone(place)
        frontend.build()
        first, _ = _demo(ROOT, place / "data")
        second, memory = _demo(ROOT, place / "data")
    return [
        Row(
            "make demo on a fresh clone, until the page answers",
            "at most 3 minutes",
            f"{fresh:.0f} s",
            fresh <= 180,
            note="virtual environment, packages, front end, database and data made from nothing; packages may come "
            "from the package managers' caches",
        ),
        Row("first demo with everything installed and built", "-", f"{first:.1f} s", None),
        Row("second start", "at most 15 s", f"{second:.1f} s", second <= 15),
        Row(
            f"memory of the whole idle product, {IDLE_SECONDS} s after start",
            "at most 700 MiB",
            f"{memory:.0f} MiB",
            memory <= 700,
            note="proportional set size of all processes, PostgreSQL and Redis included",
        ),
    ]


def _fresh_clone(place: Path) -> float:
    clone = place / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    port, sandbox = free_port(), free_port()
    began = time.monotonic()
    command = ["make", "demo", f"ARGS=--port {port} --sandbox-port {sandbox}"]
    seconds, _ = _until_ready(command, clone, port, began)
    shutil.rmtree(clone)
    return seconds


def _demo(folder: Path, data: Path) -> tuple[float, float]:
    port = free_port()
    command = [sys.executable, "-m", "tenantpilot.cli", "demo", "--data", str(data), "--port", str(port)]
    return _until_ready(command, folder, port, time.monotonic())


def _until_ready(command: list[str], folder: Path, port: int, began: float) -> tuple[float, float]:
    environ = {name: value for name, value in clean_environment().items() if name != "VIRTUAL_ENV"}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            while not answers(f"http://localhost:{port}/readyz"):
                if process.poll() is not None:
                    output.seek(0)
                    raise RuntimeError(output.read().decode(errors="replace"))
                time.sleep(0.1)
            seconds = time.monotonic() - began
            time.sleep(IDLE_SECONDS)
            return seconds, _memory(process.pid)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
                process.wait(60)


def _memory(pid: int) -> float:
    me = psutil.Process(pid)
    return sum(one.memory_full_info().pss for one in [me, *me.children(recursive=True)]) / MIB
