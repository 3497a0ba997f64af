"""What is installed is what was reviewed: exact versions with digests, for Python and for npm."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.sources import tracked_files
from tests.architecture.specification import ROOT

REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))
NPM_LOCKS = sorted(path for path in tracked_files() if path.name == "package-lock.json")
FRONT_END = ROOT / "reflex.lock" / "package-lock.json"


@pytest.mark.proves("STI-011")
@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_python_package_has_one_version_and_a_digest(path: Path):
    entries = re.split(r"\n(?=[A-Za-z0-9])", path.read_text(encoding="utf-8"))
    names = [entry for entry in entries if re.match(r"[A-Za-z0-9]", entry)]
    assert names
    loose = [one.split()[0] for one in names if not (re.match(r"\S+==\S+", one) and "--hash=sha256:" in one)]
    assert loose == []


@pytest.mark.proves("STI-011")
@pytest.mark.parametrize("path", NPM_LOCKS, ids=lambda path: path.parent.name)
def test_every_npm_package_has_a_digest(path: Path):
    packages = json.loads(path.read_text(encoding="utf-8"))["packages"]
    without = [
        name for name, entry in packages.items() if name and not entry.get("integrity", "").startswith("sha512-")
    ]
    assert without == []
    assert len(packages) > 1


def test_the_front_end_has_a_lock():
    assert FRONT_END in NPM_LOCKS


@pytest.mark.proves("STI-011", negative=True)
def test_a_package_with_other_content_is_not_installed(tmp_path: Path):
    wheel = tmp_path / "swapped-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("swapped-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: swapped\nVersion: 1.0\n")
        archive.writestr("swapped-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("swapped-1.0.dist-info/RECORD", "")
    wanted = tmp_path / "requirements.txt"
    wanted.write_text(f"swapped==1.0 --hash=sha256:{'0' * 64}\n")
    assert "--require-hashes" in (ROOT / "scripts" / "setup").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "pip", "--isolated", "install", "--no-index", "--find-links", str(tmp_path)]
    command += ["--require-hashes", "--target", str(tmp_path / "installed"), "-r", str(wanted)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
