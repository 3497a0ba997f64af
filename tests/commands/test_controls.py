"""Stopping operations from the command line: what it prints, what it changes, what it refuses."""

from __future__ import annotations

import psycopg
import pytest
from click.testing import CliRunner

from tenantpilot.cli import main
from tenantpilot.kernel.settings import settings
from tenantpilot.operations.dispatch import preflight
from tests.people import context_of, space_of


def said(*arguments: str) -> tuple[int, str]:
    """Exit status and everything printed."""
    result = CliRunner().invoke(main, ["controls", *arguments], catch_exceptions=False)
    return result.exit_code, result.output


@pytest.mark.proves("OPS-028", "OPS-030", negative=True)
@pytest.mark.parametrize("is_general", [True, False])
def test_stop_list_release(database, is_general):
    space = space_of("northwind")
    place = "the installation" if is_general else space
    where = [] if is_general else ["--workspace", space]
    assert said("list") == (0, "Nothing is stopped.\n")
    assert said("stop", "run.export", *where, "--reason", "an  incident") == (0, f"run.export is stopped in {place}\n")
    status, told = said("list")
    assert (status, told.count("\n")) == (0, 1)
    assert told.startswith(f"run.export  {'installation' if is_general else space}  since 20")
    assert told.rstrip().endswith("an incident")
    assert preflight(context_of("northwind-owner"), "run.export").may_start is False
    assert preflight(context_of("fabrikam-owner"), "run.export").may_start is not is_general
    assert said("stop", "run.export", *where, "--reason", "x")[0] == 1
    assert said("release", "run.export", *where, "--reason", "over") == (0, f"run.export is not stopped in {place}\n")
    assert said("release", "run.export", *where, "--reason", "over")[0] == 1
    assert preflight(context_of("northwind-owner"), "run.export").may_start
    with psycopg.connect(database.administrator_url) as rows:
        told = rows.execute(
            "select action, actor_kind, reason from audit_entry where subject_kind = 'control' order by seq"
        )
        assert told.fetchall() == [
            ("control.engaged", "system", "an incident"), ("control.released", "system", "over"),
        ]  # fmt: skip


@pytest.mark.proves("OPS-030", negative=True)
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["stop", "no.such", "--reason", "x"], "Known: all, audit.export"),
        (["stop", "all", "--workspace", "wsp_aaaaaaaaaaaaaaaaaaaa", "--reason", "x"], "There is no workspace"),
        (["stop", "all", "--workspace", "nonsense", "--reason", "x"], "There is no workspace"),
        (["stop", "all", "--reason", " "], "Give a reason"),
        (["stop", "all"], "Missing option '--reason'"),
    ],
)
def test_what_makes_no_sense_changes_nothing(database, arguments, told):
    status, output = said(*arguments)
    assert status != 0
    assert told in output
    assert said("list") == (0, "Nothing is stopped.\n")


@pytest.mark.proves("OPS-031", negative=True)
def test_the_installation_needs_the_owner_s_address(database, monkeypatch):
    monkeypatch.delenv("DATABASE_OWNER_URL")
    settings.cache_clear()
    try:
        status, output = said("stop", "all", "--reason", "x")
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert status == 1
    assert "DATABASE_OWNER_URL is not set" in output
