"""What readings do to findings: open, refresh, verify, refute, reopen, and nothing at all when they could not say."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest

from tenantpilot.findings import moves, moving, observing
from tenantpilot.findings.observing import Source, fingerprint
from tenantpilot.kernel.clock import now
from tests.findings.asking import Asking
from tests.findings.world import BASELINE, RUN, FindingsWorld, observation

HOUR = timedelta(hours=1)


@pytest.fixture
def world(shared: FindingsWorld) -> FindingsWorld:
    """The file's world without the findings of the tests before."""
    shared.clear()
    return shared


def names(world: FindingsWorld, key: str = "one") -> list[str]:
    return [event["name"].partition(".")[2] for event in world.events(world.row(key))]


def decide(world: FindingsWorld, move: str, key: str = "one", other: str = "") -> None:
    ctx, row = world.person(), world.row(key)
    moves.move(ctx, world.handle(ctx, row), move, version=row["version"], reason="why", other=other)


def test_a_difference_becomes_a_finding_of_its_own_once(world):
    at = now() - HOUR
    assert world.read(observation("one"), observation("two"), at=at).opened == 2
    first = world.row()
    assert (first["status"], first["number"], first["occurrences"], first["version"]) == ("new", 1, 1, 1)
    assert first["observed_at"] == first["first_seen_at"] == first["status_at"] == at
    assert world.row("two")["number"] == 2
    (event,) = world.events(first)
    assert (event["name"], event["actor_kind"], event["run_ref"]) == ("finding.opened", "system", RUN)
    (entry,) = world.entries(first)
    assert (entry["action"], entry["tenant_ref"], entry["run_ref"]) == ("finding.opened", world.tenants[0][1], RUN)
    again = world.read(observation("one"), observation("two"))
    assert (again.opened, again.changed, again.unchanged) == (0, 0, 2)
    assert world.row()["observed_at"] > at
    assert names(world) == ["opened"]


def test_drift_of_one_object_is_one_finding_whatever_its_kind(world):
    world.read(observation(), at=now() - HOUR)
    world.read(observation(value="nothing", kind="missing", differences=0))
    assert (world.row()["kind"], names(world)) == ("missing", ["opened", "observed"])
    kinds = {
        fingerprint(BASELINE, kind, "one") for kind in ("different", "missing", "unexpected", "conflict", "covered")
    }
    others = {fingerprint(BASELINE, kind, "one") for kind in ("consent_lost", "sync_failing")}
    elsewhere = {
        fingerprint(Source("baseline", "bsl_x"), "different", "one"),
        fingerprint(BASELINE, "different", "two"),
    }
    assert (len(kinds), len(kinds | others | elsewhere)) == (1, 5)


def test_another_value_is_told_and_what_only_the_reading_knows_is_not(world):
    world.read(observation(detail={"result_ref": "r1"}), at=now() - HOUR)
    world.read(observation(detail={"result_ref": "r2"}, subject_name="Renamed"))
    assert names(world) == ["opened"]
    assert (world.row()["subject_name"], world.row()["detail"]) == ("Renamed", '{"result_ref":"r2"}')
    world.read(observation(value="else", differences=3))
    world.read(observation(value="else", differences=3, severity="critical"))
    assert names(world) == ["opened", "observed", "reranked"]
    row = world.row()
    assert (row["severity"], row["severity_rank"], row["differences"], row["version"]) == ("critical", 0, 3, 3)


@pytest.mark.proves("FWE-010")
@pytest.mark.parametrize("move", [None, "triage", "start", "resolve"])
def test_a_later_reading_without_it_verifies_the_fix(world, move):
    world.opened()
    if move:
        decide(world, move)
    claimed = world.row()["resolved_at"]
    assert world.read().verified == 1
    row = world.row()
    assert (row["status"], row["outcome"], row["last_move"], row["is_open"]) == ("closed", "verified", "verify", False)
    assert row["resolved_at"] == claimed
    assert row["status_at"] == row["observed_at"]


@pytest.mark.proves("FWE-010", negative=True)
def test_a_claim_is_pending_until_a_reading_later_than_it(world):
    world.opened()
    before = now()
    decide(world, "resolve")
    row = world.row()
    assert (row["status"], row["outcome"]) == ("resolved", "pending_verification")
    assert (world.read(at=before).verified, world.row()) == (0, row)
    assert world.read(observation(), at=before).reopened == 0
    assert world.row()["status"] == "resolved"
    assert world.read(observation()).reopened == 1
    row = world.row()
    assert (row["status"], row["last_move"], row["resolved_at"], row["resolved_by_id"]) == (
        "reopened", "refute", None, None)  # fmt: skip


@pytest.mark.proves("FWE-010", negative=True)
@pytest.mark.parametrize("move", [None, "resolve", "accept"])
def test_what_could_not_be_read_changes_nothing_but_since_when(world, move):
    asking, opened = Asking(world), world.opened()
    if move == "accept":
        asking.approve(asking.ask(opened))
    elif move:
        decide(world, move)
    before, events = world.row(), names(world)
    for _ in range(3):
        assert world.read(unknown=["one"]).unknown == 1
    after = world.row()
    assert after["unknown_since"] is not None
    assert {name for name in after if after[name] != before[name]} == {"unknown_since"}
    assert names(world) == events
    world.read(observation())
    assert world.row()["unknown_since"] is None


@pytest.mark.proves("FWE-010", "FWE-032", negative=True)
def test_an_older_reading_says_nothing(world):
    """Two runs whose readings overtake each other."""
    world.opened()
    row = world.row()
    early = row["observed_at"] - HOUR
    assert world.read(observation(value="older"), at=early).unchanged == 1
    assert world.read(at=early).verified == 0
    assert world.read(at=row["observed_at"]).verified == 0
    assert world.row() == row


@pytest.mark.proves("FWE-011")
def test_what_comes_back_reopens_the_same_finding_with_count_and_history(world):
    world.opened()
    for times in (2, 3):
        world.read()
        assert world.row()["status"] == "closed"
        assert world.read(observation(value=f"again {times}")).reopened == 1
        row = world.row()
        assert (row["status"], row["last_move"], row["occurrences"], row["number"]) == ("reopened", "recur", times, 1)
        assert (row["outcome"], row["observed_digest"]) == ("", f"again {times}")
    assert names(world) == ["opened", "verified", "reopened", "verified", "reopened"]
    assert world.one("select count(*) from finding") == 1


@pytest.mark.proves("FWE-011", "FWE-012", negative=True)
@pytest.mark.parametrize("move", ["reject", "merge"])
def test_what_was_dismissed_stays_closed_while_it_shows_the_same(world, move):
    world.opened()
    world.opened("two")
    decide(world, move, other="F-2")
    others = [observation("two")]
    row = world.row()
    assert world.read(observation(), *others).reopened == 0
    assert world.row() == row
    assert world.read(observation(value="else"), *others).reopened == 1
    row = world.row()
    assert (row["status"], row["occurrences"], row["duplicate_of_id"]) == ("reopened", 2, None)


def test_what_applied_no_longer_and_shows_itself_again_is_back(world):
    world.opened()
    decide(world, "dismiss")
    assert world.read(observation()).reopened == 1


def test_what_lost_its_source_is_closed_and_comes_back_with_it(world):
    world.opened()
    row = world.opened("two")
    asking = Asking(world)
    ref = asking.ask(row)
    asking.approve(ref)
    with world.scope() as scope:
        assert observing.retire(scope, world.tenants[0], BASELINE, "baseline_unassigned") == 2
    for key in ("one", "two"):
        row = world.row(key)
        assert (row["status"], row["outcome"], row["last_move"]) == ("closed", "no_longer_applicable", "retire")
        assert world.events(row)[-1]["reason"] == "baseline_unassigned"
    assert (asking.row(ref)["status"], asking.row(ref)["end_code"]) == ("ended", "retired")
    # The same reading, since nobody decided anything about what it shows.
    assert world.read(observation(), observation("two"), at=world.row()["observed_at"]).reopened == 2


def test_sources_and_tenants_do_not_touch_each_other_s_findings(world):
    world.opened()
    other = Source("connection", "con_" + "a" * 20)
    assert world.read(source=other).verified == world.read(tenant=1).verified == 0
    assert world.read(observation(), tenant=1).opened == 1
    assert world.row()["status"] == "new"
    with world.scope() as scope:
        assert observing.retire(scope, world.tenants[0], None, "tenant_archived") == 1


@pytest.mark.proves("FWE-009")
def test_the_accepted_value_is_watched_and_anything_beyond_it_reopens(world):
    asking, row = Asking(world), world.opened()
    ref = asking.ask(row)
    asking.approve(ref)
    for _ in range(3):
        assert world.read(observation()).unchanged == 1
    assert world.row()["status"] == "risk_accepted"
    assert world.read(observation(value="worse")).reopened == 1
    row, ended = world.row(), asking.row(ref)
    assert (row["status"], row["last_move"], row["exception_id"]) == ("reopened", "exceed", None)
    assert (ended["status"], ended["end_code"]) == ("ended", "changed")
    moment = "select tx::text from audit_entry where subject_ref = %s and action = %s"
    assert world.one(moment, row["public_id"], "finding.reopened") == world.one(moment, ref, "exception.ended")


@pytest.mark.proves("FWE-009")
def test_a_worse_severity_goes_beyond_what_was_accepted_and_a_milder_one_does_not(world):
    asking, row = Asking(world), world.opened(severity="medium")
    ref = asking.ask(row)
    asking.approve(ref)
    world.read(observation(severity="low"))
    world.read(observation(severity="medium"))
    assert (world.row()["status"], world.row()["severity"]) == ("risk_accepted", "medium")
    world.read(observation(severity="high"))
    assert (world.row()["status"], world.row()["severity"], asking.row(ref)["end_code"]) == (
        "reopened", "high", "severity")  # fmt: skip


@pytest.mark.proves("FWE-009")
def test_what_disappears_ends_its_acceptance_as_no_longer_needed(world):
    asking, row = Asking(world), world.opened()
    ref = asking.ask(row)
    asking.approve(ref)
    assert world.read().verified == 1
    row, ended = world.row(), asking.row(ref)
    assert (row["status"], row["outcome"], row["last_move"]) == ("closed", "verified", "disappear")
    assert (ended["status"], ended["end_code"]) == ("ended", "disappeared")


def test_a_request_ends_with_what_it_was_about(world):
    asking, row = Asking(world), world.opened()
    first = asking.ask(row)
    world.read(observation(value="else"))
    assert (asking.row(first)["status"], asking.row(first)["end_code"]) == ("ended", "changed")
    second = asking.ask(world.row())
    world.read()
    assert (asking.row(second)["status"], asking.row(second)["end_code"]) == ("ended", "disappeared")


def test_the_same_thing_twice_in_a_reading_is_one_finding(world):
    assert world.read(observation(), observation(severity="low")).opened == 1
    assert world.row()["severity"] == "high"


@pytest.mark.proves("FWE-032", negative=True)
def test_numbers_have_no_gaps_and_no_doubles(world):
    world.read(*(observation(str(number)) for number in range(30)), at=now() - HOUR)
    world.read(*(observation(str(number)) for number in range(30)), tenant=1, at=now() - HOUR)
    with suppress(InterruptedError), world.scope() as scope:
        observing.observe(scope, world.tenants[0], BASELINE, [observation("gone")], unknown=[], observed_at=now())
        raise InterruptedError
    world.read(observation("last"), tenant=1)
    found = [row["number"] for row in world.all("select number from finding order by number")]
    assert found == list(range(1, 62))


def test_a_run_moves_what_a_person_cannot(world):
    row = world.opened()
    with world.scope(world.actor()) as scope:
        moving.apply_many(scope, [moving.Change(world.held(scope, row), "verify", facts={"observed_at": now()})])
    event, entry = world.events(row)[-1], world.entries(row)[-1]
    assert (event["actor_kind"], event["actor_id"], event["run_ref"]) == ("system", None, RUN)
    assert (entry["actor_kind"], entry["run_ref"]) == ("person", RUN)
