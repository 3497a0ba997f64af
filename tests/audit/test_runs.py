"""Verify audit chain and Export audit log as runs, from the request to the file."""

from __future__ import annotations

import json

import pytest

from tenantpilot.access.capabilities import CAPABILITIES, Capability, Role
from tenantpilot.audit import export, proving
from tenantpilot.audit.signing import parse_checkpoints
from tenantpilot.kernel.errors import ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.operations.artifacts import open_download
from tenantpilot.operations.dispatch import start
from tests.audit.test_tampering import edit
from tests.audit.world import administrator, lines_of
from tests.operations.world import World, claimed, execute
from tests.people import context_of

VERIFY, EXPORT = Capability.AUDIT_VERIFY.value, Capability.AUDIT_EXPORT.value
OWNER, NARROWED, READER = "northwind-owner", "northwind-temporary", "northwind-read-only"


@pytest.fixture
def world(log):
    made = World(log.database)
    yield made
    made.close()


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(proving, "AT_ONCE", 16)
    monkeypatch.setattr(export, "AT_ONCE", 16)


def run(world, ctx, kind, arguments=None):
    made = start(ctx, kind, arguments or {})
    execute(world.run(made.run_ref))
    return world.run(made.run_ref)


def files(world, ctx, row):
    refs = world.all("select public_id from artifact where run_id = %s", row["id"])
    found = [open_download(ctx, one["public_id"]) for one in refs]
    return [(one.name, b"".join(one.chunks)) for one in found]


def entries(world, log, action):
    query = 'select actor_ref, run_ref, subject_kind, "after" from audit_entry where workspace_id = %s and action = %s'
    return world.all(query, log.key, action)


@pytest.mark.proves("AUD-008")
def test_a_verification_run_checks_everything_and_hands_out_a_checkpoint(world, log, small):
    owner = world.person(OWNER)
    row = run(world, owner, VERIFY)
    assert (row["outcome"], row["reason_code"]) == ("succeeded", "")
    assert row["done"] == row["total"] == 3
    ((name, content),) = files(world, owner, row)
    (checkpoint,) = parse_checkpoints(content.decode())
    assert name == f"checkpoint-{log.name}.json"
    assert checkpoint.is_genuine
    assert checkpoint.link.seq >= 41
    (entry,) = entries(world, log, "audit.verified")
    assert (entry["actor_ref"], entry["run_ref"], entry["subject_kind"]) == (
        owner.user_ref,
        row["public_id"],
        "audit_log",
    )
    assert json.loads(entry["after"]) == {"is_sound": True, "entries": 41}
    assert log.verify(checkpoint).is_sound


@pytest.mark.proves("AUD-008", negative=True)
def test_a_verification_run_of_a_broken_chain_fails_and_names_the_entry(world, log, other, small):
    with administrator(log.database) as power:
        edit("reason")(power, log, other)
    owner = world.person(OWNER)
    row = run(world, owner, VERIFY)
    assert (row["outcome"], row["reason_code"]) == ("failed", "audit_chain_broken")
    facts = json.loads(row["diagnostics"])
    assert (facts["fault"], facts["entry"]) == ("altered", 17)
    items = world.all("select label, status from run_item where run_id = %s order by number", row["id"])
    assert [(one["label"], one["status"]) for one in items] == [("1-16", "done"), ("17-32", "failed")]
    assert files(world, owner, row) == []
    (entry,) = entries(world, log, "audit.verified")
    assert json.loads(entry["after"]) == {"is_sound": False, "entries": 41, "fault": "altered", "entry": 17}


@pytest.mark.proves("AUD-007", "AUD-008")
def test_an_export_run_makes_a_file_that_the_verifier_accepts(world, log, small, judge):
    owner = world.person(OWNER)
    row = run(world, owner, EXPORT)
    assert (row["outcome"], row["done"]) == ("succeeded", 3)
    ((name, content),) = files(world, owner, row)
    assert name == f"audit-{log.name}.jsonl"
    header = lines_of(content)[0]
    assert (header["run"], header["made_by"]) == (row["public_id"], owner.user_ref)
    assert judge(content)[0] == 0
    (entry,) = entries(world, log, "audit.exported")
    assert json.loads(entry["after"]) == {"first": 1, "last": 41, "entries": 41, "withheld": 0}


@pytest.mark.proves("AUD-008", "AUD-011", negative=True)
def test_an_export_run_contains_what_its_initiator_may_read(world, log, small, judge):
    row = run(world, world.person(NARROWED), EXPORT)
    ((_, content),) = files(world, world.person(NARROWED), row)
    shown = [one for one in lines_of(content) if "action" in one]
    assert {one["tenant_ref"] for one in shown} == {log.tenants()[0][1]}
    assert judge(content)[0] == 0
    # Also nobody else's: the file of a narrowed member stays with whoever may see the run.
    ref = world.all("select public_id from artifact where run_id = %s", row["id"])[0]["public_id"]
    with pytest.raises(NotFoundError):
        open_download(world.person("fabrikam-owner"), ref)


@pytest.mark.proves("AUD-008", negative=True)
def test_an_export_of_a_chain_that_broke_since_its_checkpoint_is_refused(world, log, other):
    with administrator(log.database) as power:
        edit("reason")(power, log, other)
    row = run(world, world.person(OWNER), EXPORT)
    assert (row["outcome"], row["reason_code"]) == ("failed", "audit_chain_broken")
    assert world.all("select 1 from artifact") == []


@pytest.mark.proves("AUD-008", negative=True)
@pytest.mark.parametrize("kind", [VERIFY, EXPORT])
def test_runs_need_their_capability_at_the_start_and_at_every_part(world, log, small, kind):
    with pytest.raises(ForbiddenError):
        start(world.person(READER), kind)
    with pytest.raises(NotFoundError):
        start(context_of("fabrikam-owner", space=world.person(OWNER).space), kind)
    made = start(world.person("northwind-operator"), kind)
    world.do("alter table membership disable trigger all")
    world.do("update membership set role = 'read_only' where role = 'operator'")
    assert Capability(kind) not in CAPABILITIES[Role.READ_ONLY]
    execute(world.run(made.run_ref))
    row = world.run(made.run_ref)
    assert (row["outcome"], row["reason_code"]) == ("blocked", "capability_lost")
    assert world.all("select 1 from artifact") == []


@pytest.mark.parametrize("arguments", [{"nonsense": "x"}, {"since": 1}, {"denials_only": "yes"}, {"text": None}])
def test_arguments_of_an_export_are_checked(world, arguments):
    with pytest.raises(InvalidInputError):
        start(world.person(OWNER), EXPORT, arguments)


def test_an_export_asked_for_with_days_that_are_none_ends_with_its_reason(world):
    row = run(world, world.person(OWNER), EXPORT, {"since": "yesterday"})
    assert (row["outcome"], row["reason_code"]) == ("failed", "arguments_invalid")


def test_a_filtered_export_keeps_its_filters(world, judge):
    row = run(world, world.person(OWNER), EXPORT, {"action": "tenant.added"})
    ((_, content),) = files(world, world.person(OWNER), row)
    assert {one["action"] for one in lines_of(content) if "action" in one} == {"tenant.added"}
    assert lines_of(content)[0]["filters"] == {"action": "tenant.added"}
    assert judge(content)[0] == 0


def test_an_export_taken_over_by_another_worker_is_whole(world, log, small, judge, monkeypatch):
    owner = world.person(OWNER)
    made = start(owner, EXPORT)
    from tenantpilot.operations import execution

    claim = claimed(world.run(made.run_ref))
    stops = iter([False, True])
    execution.work(claim, should_stop=lambda: next(stops))  # two parts, then the worker gives the run back
    assert world.run(made.run_ref)["status"] == "queued"
    world.do("update operation_run set run_after = now() - interval '1 second'")
    execute(world.run(made.run_ref))
    row = world.run(made.run_ref)
    assert row["outcome"] == "succeeded"
    ((_, content),) = files(world, owner, row)
    assert judge(content)[0] == 0
