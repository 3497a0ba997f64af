"""`tenantpilot audit …` as an operator runs it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tenantpilot.audit.signing import public_key_base64, public_key_pem
from tenantpilot.cli import main
from tenantpilot.kernel.settings import settings
from tenantpilot.sandbox.people import WORKSPACE_NAMES
from tenantpilot.store.engine import dispose
from tests.audit.test_tampering import cut_tail_and_rewind_head, edit
from tests.audit.world import administrator
from tests.servers import ROOT, clean_environment, environment


def run(*words):
    done = CliRunner().invoke(main, ["audit", *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.mark.proves("AUD-006")
def test_verify_speaks_of_every_chain(log):
    done = run("verify")
    lines = done.output.splitlines()
    assert done.exit_code == 0
    assert len(lines) == len(WORKSPACE_NAMES) + 1
    assert f"{log.name}: sound, 40 entries, no checkpoint yet" in lines
    assert any(line.startswith("installation: sound") for line in lines)


@pytest.mark.proves("AUD-006", negative=True)
def test_verify_ends_with_an_error_and_names_the_entry(log, other):
    with administrator(log.database) as power:
        edit("reason")(power, log, other)
    done = run("verify")
    assert done.exit_code == 1
    assert f"{log.name}: BROKEN (altered): entry 17 does not say what it said when it was written" in done.output
    assert run("verify", "--workspace", other.name).exit_code == 0
    assert run("verify", "--workspace", log.name).exit_code == 1


@pytest.mark.proves("AUD-005", "AUD-006", negative=True)
def test_a_checkpoint_kept_as_printed_finds_a_cut_tail(log, other, tmp_path):
    done = run("checkpoint", "--workspace", log.name)
    assert done.exit_code == 0
    assert json.loads(done.output)["seq"] == 40
    kept = tmp_path / "kept.jsonl"
    kept.write_text(done.output)
    with administrator(log.database) as power:
        cut_tail_and_rewind_head(power, log, other)
        power.execute("delete from audit_checkpoint")
    assert run("verify").exit_code == 0
    done = run("verify", "--checkpoints", str(kept))
    assert done.exit_code == 1
    assert f"{log.name}: BROKEN (cut_off): entry 36" in done.output


@pytest.mark.proves("AUD-006", negative=True)
def test_a_vanished_workspace_is_missed_by_its_checkpoint(log, tmp_path):
    kept = tmp_path / "kept.jsonl"
    kept.write_text(run("checkpoint", "--workspace", log.name).output.replace(log.name, "wsp_gone"))
    done = run("verify", "--checkpoints", str(kept))
    assert done.exit_code == 1
    assert "wsp_gone: BROKEN" in done.output


def test_checkpoint_signs_all_chains_but_the_broken_one(log, other):
    with administrator(log.database) as power:
        edit("reason")(power, log, other)
    done = run("checkpoint")
    assert done.exit_code == 1
    assert {json.loads(line)["chain"] for line in done.stdout.splitlines()} == {other.name, "installation"}
    assert f"{log.name}: entry 17" in done.stderr


@pytest.mark.parametrize("words", [("verify",), ("checkpoint",)])
def test_an_unknown_chain_is_said_to_be_unknown(database, words):
    done = run(*words, "--workspace", "wsp_nowhere")
    assert done.exit_code == 1
    assert "There is no chain wsp_nowhere." in done.output


def test_kept_checkpoints_that_cannot_be_read(log, tmp_path):
    kept = tmp_path / "kept.jsonl"
    assert run("verify", "--checkpoints", str(kept)).exit_code == 1
    kept.write_text("nonsense")
    assert "line 1 is not a checkpoint" in run("verify", "--checkpoints", str(kept)).output


@pytest.mark.proves("AUD-006")
def test_the_command_works_as_a_process_of_its_own(servers, log):
    variables = clean_environment() | environment(servers, log.database, owner=False)
    done = subprocess.run(
        [sys.executable, "-m", "tenantpilot.cli", "audit", "verify", "--workspace", log.name],
        cwd=ROOT, env=variables, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{log.name}: sound, 40 entries, no checkpoint yet\n"


def test_the_public_key_is_printed_for_files_and_for_variables(database):
    assert run("public-key").output == public_key_pem()
    assert run("public-key", "--short").output == f"{public_key_base64()}\n"


def test_a_server_that_is_away_is_said_to_be_away(database, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    settings.cache_clear()
    dispose()
    done = run("verify")
    dispose()
    assert done.exit_code == 1
    assert done.stderr.startswith("DATABASE_URL: the server does not answer")
