"""The log under test, and the verifier that auditors have."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from tenantpilot.audit.signing import public_key_base64
from tests.audit.world import Log, forty, load_verifier, log_of
from tests.servers import Database


@pytest.fixture
def log(database: Database) -> Log:
    """Forty entries, no checkpoint."""
    return forty(database)


@pytest.fixture
def other(database: Database) -> Log:
    """The log of the other workspace."""
    return log_of(database, "fabrikam")


@pytest.fixture(scope="module")
def standing_log(module_database: Database) -> Log:
    """Forty entries for all tests of a file, with a checkpoint at the end."""
    log = forty(module_database)
    log.sign()
    return log


@pytest.fixture(scope="session")
def verifier() -> ModuleType:
    """tools/verify_audit.py."""
    return load_verifier()


@pytest.fixture
def judge(verifier, tmp_path, capsys):
    """Runs the stand-alone verifier on some bytes: exit status and what it printed."""

    def run(content: bytes, *options: str | Path, key: str | None = "") -> tuple[int, str]:
        path = tmp_path / "export.jsonl"
        path.write_bytes(content)
        keys = [] if key is None else ["--key", key or public_key_base64()]
        status = verifier.main([str(path), *keys, *map(str, options)])
        shown = capsys.readouterr()
        return status, shown.out + shown.err

    return run
