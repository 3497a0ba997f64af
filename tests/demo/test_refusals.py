"""A demonstration that cannot start says why and what to do, and leaves nothing behind."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.demo.running import refusal
from tests.live import free_port
from tests.servers import ROOT, clean_environment


def _ports() -> list[str]:
    return ["--port", str(free_port()), "--sandbox-port", str(free_port())]


@pytest.mark.parametrize("which", ["--port", "--sandbox-port"])
def test_a_taken_port_is_named(tmp_path: Path, which: str):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        text = refusal("--data", str(tmp_path / "data"), *_ports(), which, str(port))
    assert f"Port {port} is taken" in text
    assert "--port" in text
    assert not (tmp_path / "data" / "postgres").exists()


def test_files_of_somebody_else_are_left_alone(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("three years of work")
    text = refusal("--data", str(tmp_path), *_ports(), "--reset")
    assert "thesis.txt" in text
    assert "--data" in text
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_place_that_is_no_directory_is_named(tmp_path: Path):
    (tmp_path / "file").touch()
    text = refusal("--data", str(tmp_path / "file" / "data"), *_ports())
    assert f"{tmp_path / 'file' / 'data'} cannot be used" in text


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small disk needs root")
@pytest.mark.parametrize(("size", "reason"), [("8k", "the disk is full"), ("40m", "MiB are needed: free some space")])
def test_a_full_disk_is_said(tmp_path: Path, size: str, reason: str):
    disk = tmp_path / "disk"
    disk.mkdir()
    demo = [sys.executable, "-m", "tenantpilot.cli", "demo", "--data", str(disk / "data"), *_ports()]
    mounted = 'mount -t tmpfs -o size="$0" tmpfs "$1" && shift && exec "$@"'
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", mounted, size, str(disk), *demo],
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.proves("STI-005", negative=True)
def test_a_wrong_variable_of_the_terminal_is_named(tmp_path: Path):
    text = refusal("--data", str(tmp_path / "data"), *_ports(), TENANTPILOT_LEASE_SECONDS="soon")
    assert "TENANTPILOT_LEASE_SECONDS" in text
    assert "nothing was started" in text
