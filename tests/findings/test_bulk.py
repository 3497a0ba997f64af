"""One action on many findings: judged one by one, at once or as an operation, with what was left out and why."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest

from tenantpilot.access.capabilities import Role
from tenantpilot.access.handles import seal
from tenantpilot.findings import bulk, bulk_run
from tenantpilot.findings.bulk import Chosen, change_chosen, change_matching, preview_chosen, preview_matching
from tenantpilot.findings.events import KIND
from tenantpilot.findings.filters import FindingFilters
from tenantpilot.findings.workflow import MOVES
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import new_public_id
from tenantpilot.operations import dispatch, execution, spreadsheets
from tenantpilot.operations.artifacts import open_download
from tenantpilot.operations.names import EXPORT_FINDINGS
from tests.findings.world import observation
from tests.people import account_of


def fill(world, many, **more):
    """Open findings "0", "1", ... of the first tenant, read an hour ago."""
    world.read(*(observation(str(at), **more) for at in range(many)), at=now() - timedelta(hours=1))


def chosen(world, ctx, *keys):
    rows = [world.row(key) for key in keys]
    return [Chosen(seal(ctx, KIND, row["public_id"]), row["version"]) for row in rows]


def reasons(result):
    return {one.reason: one.findings for one in result.reasons}


def work(world, run_ref):
    """Do a run as a worker does; its row afterwards."""
    (row,) = world.all("select workspace_id, id from operation_run where public_id = %s", run_ref)
    mine = execution.claim(row["workspace_id"], row["id"])
    assert mine is not None
    execution.work(mine)
    return world.all("select * from operation_run where public_id = %s", run_ref)[0]


@pytest.mark.proves("FWK-008", "FWE-013", negative=True)
def test_each_finding_is_judged_by_itself_and_what_is_left_out_says_why(world):
    fill(world, 6)
    ctx = world.person("northwind-operator")
    picked = chosen(world, ctx, "0", "1", "3", "4")
    # One was moved on by somebody else, one is there already, one stands where it cannot be done.
    change_chosen(world.person(), "triage", chosen(world, world.person(), "0"), reason="")
    change_chosen(ctx, "start", chosen(world, ctx, "1"))
    change_chosen(ctx, "resolve", chosen(world, ctx, "2"), reason="done")
    picked += chosen(world, ctx, "2")
    before = preview_chosen(ctx, "start", picked)
    assert (before.findings, before.possible, reasons(before)) == (5, 2, {"version": 1, "done": 1, "state": 1})
    result = change_chosen(ctx, "start", picked)
    assert (result.changed, result.left_out, reasons(result)) == (2, 3, reasons(before))
    assert {one.subject_name: one.reason for one in result.examples} == {
        "Policy 0": "version", "Policy 1": "done", "Policy 2": "state",
    }  # fmt: skip
    assert {world.row(key)["status"] for key in "34"} == {"in_progress"}
    assert (world.row("5")["status"], world.row("0")["status"]) == ("new", "triaged")
    (entry,) = world.all("select * from audit_entry where action = 'finding.changed_many' order by seq desc limit 1")
    assert json.loads(entry["after"]) == {"action": "start", "changed": 2, "left_out": 3}
    assert [one["action"] for one in world.entries(world.row("3"))][-1] == "finding.started"


@pytest.mark.proves("FWK-008", "FWE-013", negative=True)
def test_an_action_does_what_the_role_allows_and_no_more(world):
    fill(world, 2)
    operator, reader = world.person("northwind-operator"), world.person("northwind-read-only")
    result = change_chosen(operator, "dismiss", chosen(world, operator, "0", "1"), reason="why")
    assert (result.changed, reasons(result)) == (0, {"capability": 2})
    for action in ("triage", "start", "claim", "assign", "own"):
        assert reasons(change_chosen(reader, action, chosen(world, reader, "0", "1"))).keys() <= {"capability", "done"}
    assert {world.row(key)["version"] for key in "01"} == {1}
    assert change_chosen(world.person(), "dismiss", chosen(world, world.person(), "0"), reason="why").changed == 1


@pytest.mark.proves("FWK-008", negative=True)
def test_a_double_submit_changes_nothing_twice(world):
    fill(world, 3)
    ctx = world.person()
    picked = chosen(world, ctx, "0", "1", "2")
    assert change_chosen(ctx, "triage", picked).changed == 3
    again = change_chosen(ctx, "triage", picked)
    assert (again.changed, reasons(again)) == (0, {"done": 3})
    assert {world.row(key)["version"] for key in "012"} == {2}


@pytest.mark.proves("FWK-008", negative=True)
def test_what_cannot_be_asked_is_refused_whole(world):
    fill(world, 1)
    ctx = world.person()
    picked = chosen(world, ctx, "0")
    never = [move.name for move in MOVES if move.name not in ("triage", "start", "stop", "resolve", "reject", "dismiss",
                                                              "reopen")]  # fmt: skip
    for action in (*never, "", "x"):
        with pytest.raises(InvalidInputError) as refused:
            change_chosen(ctx, action, picked, reason="why")
        assert set(refused.value.fields) == {"action"}
    for reason in ("", "  ", "a" * 2001):
        with pytest.raises(InvalidInputError):
            change_chosen(ctx, "resolve", picked, reason=reason)
    with pytest.raises(InvalidInputError):
        change_chosen(ctx, "triage", [])
    with pytest.raises(InvalidInputError):
        change_chosen(ctx, "triage", picked * (bulk.AT_ONCE + 1))
    with pytest.raises(InvalidInputError):
        change_chosen(ctx, "assign", picked, person=account_of("fabrikam-operator").public_id)
    with pytest.raises(NotFoundError):
        change_chosen(ctx, "triage", [Chosen("forged", 1)])
    with pytest.raises(NotFoundError):
        change_chosen(ctx, "triage", chosen(world, world.person("northwind-operator"), "0"))
    with pytest.raises((ForbiddenError, NotFoundError)):
        change_chosen(world.person("northwind-customer-viewer"), "triage", [])
    assert world.row("0")["version"] == 1


@pytest.mark.proves("FWK-008", negative=True)
def test_a_finding_out_of_reach_is_left_out_as_if_it_were_not_there(world):
    world.read(observation("0"), tenant=0)
    world.read(observation("far"), tenant=1)
    far = world.all("select * from finding where subject_ref = 'pol far'")[0]
    narrowed = world.person("northwind-temporary")
    picked = [Chosen(seal(narrowed, KIND, ref), 1)
              for ref in (far["public_id"], world.row("0")["public_id"], new_public_id("fnd"))]  # fmt: skip
    result = preview_chosen(narrowed, "triage", picked)
    assert reasons(result)["reach"] >= 2
    assert change_chosen(narrowed, "triage", picked).left_out >= 2


@pytest.mark.proves("FWK-009")
def test_ownership_goes_to_many_at_once_and_only_to_who_can_work(world):
    fill(world, 4)
    ctx, operator = world.person(), account_of("northwind-operator")
    assert change_chosen(ctx, "assign", chosen(world, ctx, "0", "1"), person=operator.public_id).changed == 2
    assert {world.row(key)["assignee_id"] for key in "01"} == {operator.id}
    reader = account_of("northwind-read-only").public_id
    assert reasons(change_chosen(ctx, "assign", chosen(world, ctx, "2"), person=reader)) == {"person": 1}
    assert change_chosen(ctx, "own", chosen(world, ctx, "2"), person=reader).changed == 1
    mine = change_chosen(ctx, "claim", chosen(world, ctx, "0", "3"))
    assert (mine.changed, reasons(mine)) == (1, {"taken": 1})
    back = change_chosen(ctx, "release", chosen(world, ctx, "0", "1", "2", "3"))
    assert (back.changed, reasons(back)) == (3, {"done": 1})
    assert [one["name"] for one in world.events(world.row("0"))] == [
        "finding.opened", "finding.assigned", "finding.assigned",
    ]  # fmt: skip


@pytest.mark.proves("FWK-010")
def test_a_little_that_matches_is_done_at_once(world):
    fill(world, 3)
    world.read(observation("far", severity="low"), tenant=1)
    ctx = world.person()
    filters = FindingFilters(view="decide", environment_id=world.tenants[0][1])
    before = preview_matching(ctx, "triage", filters)
    assert (before.findings, before.possible, before.tenants, before.is_run) == (3, 3, 1, False)
    result = change_matching(ctx, "triage", filters)
    assert (result.changed, result.run_ref) == (3, "")
    assert change_matching(ctx, "triage", filters).changed == 0
    assert world.one("select status from finding where subject_ref = 'pol far'") == "new"
    with pytest.raises(InvalidInputError):
        change_matching(ctx, "triage", FindingFilters(view="x"))


@pytest.fixture
def small(monkeypatch):
    """More than ten is much, and three make a batch."""
    monkeypatch.setattr(bulk, "AT_ONCE", 10)
    monkeypatch.setattr(bulk_run, "AT_ONCE", 3)


@pytest.mark.proves("FWK-010")
def test_much_that_matches_becomes_an_operation_that_reports_what_it_left(world, small):
    fill(world, 14)
    ctx = world.person("northwind-operator")
    change_chosen(ctx, "start", chosen(world, ctx, "13"))
    filters = FindingFilters(severity="high")
    assert preview_matching(ctx, "triage", filters).is_run
    result = change_matching(ctx, "triage", filters, reason="Together.")
    assert result.run_href.endswith(result.run_ref)
    # Pressed twice it is the same work; what comes after it was asked for is not touched, nor what somebody decided.
    assert change_matching(ctx, "triage", filters, reason="Together.").run_ref == result.run_ref
    change_chosen(world.person(), "resolve", chosen(world, world.person(), "4"), reason="done")
    world.read(*(observation(str(at)) for at in range(15)), at=now() - timedelta(minutes=1))
    run = work(world, result.run_ref)
    facts = json.loads(run["diagnostics"])
    assert (run["outcome"], facts["findings_changed"], facts["left_out"]) == ("succeeded", 12, 2)
    assert (facts["left_out_version"], facts["left_out_state"]) == (1, 1)
    assert {world.row(str(at))["status"] for at in range(13) if at != 4} == {"triaged"}
    assert [world.row(key)["status"] for key in ("4", "13", "14")] == ["resolved", "in_progress", "new"]
    left = world.all("select label, reason_code from run_item where status = 'skipped' order by number")
    assert {one["reason_code"] for one in left} == {"finding_version", "finding_state"}
    (event,) = [one for one in world.events(world.row("0")) if one["name"] == "finding.triaged"]
    assert (event["reason"], event["run_ref"]) == ("Together.", result.run_ref)


@pytest.mark.proves("FWK-010", negative=True)
def test_an_operation_loses_what_the_person_loses(world, small):
    fill(world, 12)
    ctx = world.person("northwind-operator")
    result = change_matching(ctx, "triage", FindingFilters())
    world.do("alter table membership disable trigger user")
    world.do("update membership set role = %s where user_id = %s", Role.READ_ONLY.value, ctx.user_id)
    run = work(world, result.run_ref)
    assert json.loads(run["diagnostics"])["left_out_capability"] == 12
    assert {row["status"] for row in world.all("select status from finding")} == {"new"}
    world.do("update membership set revoked_at = now() where user_id = %s", ctx.user_id)


@pytest.mark.proves("FWK-010", negative=True)
def test_a_run_that_ends_early_has_changed_what_it_says(world, small):
    fill(world, 12)
    ctx = world.person()
    result = change_matching(ctx, "triage", FindingFilters())
    (row,) = world.all("select workspace_id, id from operation_run where public_id = %s", result.run_ref)
    mine = execution.claim(row["workspace_id"], row["id"])
    execution.work(mine, lambda: True)  # after one batch it is asked to stop
    half = world.one("select count(*) from finding where status = 'triaged'")
    assert 0 < half < 12
    run = work(world, result.run_ref)
    assert (run["outcome"], json.loads(run["diagnostics"])["findings_changed"]) == ("succeeded", 12)
    assert world.one("select max(version) from finding") == 2


@pytest.mark.proves("FWK-013")
def test_findings_leave_as_a_table_that_no_spreadsheet_computes(world, monkeypatch):
    monkeypatch.setattr(spreadsheets, "AT_ONCE", 2)
    names = ["=cmd()", "+1", "-1", "@x", 'plain, "quoted"\nand more']
    world.read(*(observation(name, subject_name=name) for name in names), at=now() - timedelta(hours=1))
    ctx = world.person("northwind-operator")
    change_chosen(ctx, "claim", chosen(world, ctx, "+1"))
    started = dispatch.start(ctx, EXPORT_FINDINGS, {"view": "open", "severity": "high"})
    run = work(world, started.run_ref)
    assert (run["outcome"], run["done"]) == ("succeeded", 3)
    (file,) = world.all("select public_id, name from artifact")
    text = b"".join(open_download(ctx, file["public_id"]).chunks).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["subject"] for row in rows} == {"'=cmd()", "'+1", "'-1", "'@x", names[-1]}
    assert [row["assignee"] for row in rows if row["subject"] == "'+1"] == [ctx.display_name]
    assert {row["status"] for row in rows} == {"new"}
    assert world.one("select count(*) from audit_entry where action = 'finding.exported'") == 1
    with pytest.raises(ForbiddenError):
        dispatch.start(world.person("northwind-read-only"), EXPORT_FINDINGS, {})
