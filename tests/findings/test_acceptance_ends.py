"""How acceptances end by themselves: at their time, once, with everybody told; and what comes before it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenantpilot.findings import acceptance, exception_expiry, exception_times, exceptions
from tenantpilot.findings.exception_reading import exception_detail
from tenantpilot.findings.rule_bodies import DEFAULTS
from tenantpilot.findings.tables import FindingException
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from tenantpilot.operations import catalogue, execution, sweeps
from tests.findings.asking import ASKER, FIRST, SECOND, Asking, form, handle

KIND = "exception.expire"


@pytest.fixture
def world(shared):
    """One database for the file; each test opens findings of its own."""
    return shared


def step(asking: Asking, **limits: int) -> exception_expiry.Done:
    """A batch of the operation, as a run does it."""
    with asking.world.scope() as scope:
        return exception_expiry.step(scope, **limits)


def ended(asking: Asking, ref: str) -> tuple[str, str]:
    row = asking.row(ref)
    return row["status"], row["end_code"]


def run_of(asking: Asking) -> dict:
    """Start the sweep where it is due, and take its run as a worker does."""
    sweep = next(one for one in sweeps.load() if one.kind == KIND)
    assert sweeps.start_due(sweep) == 1
    assert sweeps.start_due(sweep) == 0
    return asking.world.all("select * from operation_run where kind = %s and status = 'queued'", KIND)[0]


@pytest.mark.proves("FWE-009", negative=True)
def test_at_its_end_the_finding_is_open_again_and_everybody_is_told_once(alone):
    row = alone.opened()
    ref = alone.accepted(row, days=1, owner=alone.world.one("select public_id from user_account where subject = %s",
                                                            "sandbox-northwind-manager"))  # fmt: skip
    assert not step(alone).expired
    with freeze(now() + timedelta(days=1, minutes=1)):
        taken = run_of(alone)
        execution.work(execution.claim(taken["workspace_id"], taken["id"]))
        again = step(alone)
    assert (ended(alone, ref), alone.finding(row)["status"]) == (("expired", "expired"), "reopened")
    assert (again.expired, again.is_last) == (0, True)
    assert alone.actions(ref) == ["exception.requested", "exception.approved", "exception.expired"]
    assert alone.notices(ref, "exception.expired") == ["sandbox-northwind-manager", "sandbox-northwind-operator"]
    events = [(one["name"], one["actor_kind"]) for one in alone.world.events(row)][-2:]
    assert events == [("finding.accepted", "person"), ("finding.reopened", "system")]
    done = alone.world.all("select outcome, diagnostics from operation_run where id = %s", taken["id"])[0]
    assert done["outcome"] == "succeeded"
    assert '"expired":1' in done["diagnostics"]


@pytest.mark.proves("FWE-028", negative=True)
def test_many_workers_at_once_end_each_of_them_exactly_once(alone):
    count, workers = 24, 4
    rows = [alone.opened(f"k{number}") for number in range(count)]
    refs = [alone.accepted(row, days=1) for row in rows]
    done, began = [], threading.Barrier(workers)

    def work() -> None:
        began.wait()
        for _ in range(30):
            made = step(alone, limit=5)
            done.append(made.expired)
            if (
                made.is_last
                and alone.world.one("select count(*) from finding_exception where next_at <= %s", now()) == 0
            ):
                return

    with freeze(now() + timedelta(days=1, minutes=1)):
        threads = [threading.Thread(target=work) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(done) == count
    assert {ended(alone, ref) for ref in refs} == {("expired", "expired")}
    counted = "select count(*) from finding_event where name = 'finding.reopened'"
    assert alone.world.one(counted) == count
    assert alone.world.one("select count(*) from audit_entry where action = 'exception.expired'") == count
    assert alone.world.one("select count(*) from notification where kind = 'exception.expired'") == count
    assert {alone.finding(row)["status"] for row in rows} == {"reopened"}


@pytest.mark.proves("FWE-028", negative=True)
def test_a_row_that_somebody_holds_is_passed_by_and_taken_later(alone):
    one, two = alone.opened("one"), alone.opened("two")
    held, free = alone.accepted(one, days=1), alone.accepted(two, days=1)
    with freeze(now() + timedelta(days=1, minutes=1)):
        with alone.world.scope() as holder:
            alone.world.held(holder, one)
            assert step(alone).expired == 1
        assert (ended(alone, held)[0], ended(alone, free)[0]) == ("approved", "expired")
        assert step(alone).expired == 1
    assert ended(alone, held)[0] == "expired"


@pytest.mark.proves("FWE-028", negative=True)
def test_what_fails_in_the_middle_ends_nothing(alone, monkeypatch):
    row = alone.opened()
    ref = alone.accepted(row, days=1)

    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError("as if killed")

    with freeze(now() + timedelta(days=1, minutes=1)):
        with monkeypatch.context() as patch:
            patch.setattr("tenantpilot.findings.moving.apply_many", broken)
            with pytest.raises(RuntimeError):
                step(alone)
        assert (ended(alone, ref)[0], alone.finding(row)["status"]) == ("approved", "risk_accepted")
        assert alone.notices(ref, "exception.expired") == []
        assert step(alone).expired == 1


@pytest.mark.proves("FWE-022", negative=True)
def test_a_request_that_nobody_answered_lapses_at_its_own_end(alone):
    row = alone.opened()
    ref = alone.ask(row, days=1)
    with freeze(now() + timedelta(days=1, minutes=1)):
        made = step(alone)
    assert (made.lapsed, made.expired, ended(alone, ref)) == (1, 0, ("expired", "expired"))
    assert alone.finding(row)["status"] == "new"


@pytest.mark.proves("FWE-029")
def test_reminders_come_before_the_end_each_once_and_the_nearest_after_a_pause(alone):
    ref = alone.accepted(alone.opened(), days=40)
    ends = alone.row(ref)["expires_at"]

    def at(days: float) -> tuple[str, int, list[str]]:
        with freeze(ends - timedelta(days=days)):
            step(alone)
            step(alone)
        kinds = alone.world.all(
            "select subject_ref from notification where kind = 'exception.expiring' order by subject_ref"
        )
        return (
            alone.row(ref)["status"],
            alone.row(ref)["reminded_days"],
            sorted(one["subject_ref"].partition("@")[2] for one in kinds),
        )

    assert at(31) == ("approved", 0, [])
    assert at(29.9) == ("expiring", 30, ["30"])
    assert at(20) == ("expiring", 30, ["30"])
    assert at(2) == ("expiring", 3, ["3", "30"])
    assert alone.actions(ref).count("exception.expiring") == 2
    found = exception_detail(alone.world.person(FIRST), ref)
    assert [(one.days, one.state) for one in found.reminders] == [(30, "sent"), (14, "sent"), (3, "sent")]


@pytest.mark.proves("FWE-029")
def test_the_day_of_review_is_told_once(alone):
    ref = alone.accepted(alone.opened(), days=80, review_at=now() + timedelta(days=10))
    for days in (9, 10.1, 11, 12):
        with freeze(now() + timedelta(days=days)):
            step(alone)
    assert alone.notices(ref, "exception.review") == ["sandbox-northwind-operator"]


@pytest.mark.proves("FWE-009", negative=True)
def test_a_revocation_opens_the_finding_in_the_same_transaction(world, asking):
    row = asking.opened()
    ref = asking.accepted(row)
    ctx = world.person(ASKER)
    longer = exceptions.extend(ctx, handle(ctx, ref), form(row, days=40))
    for who in (FIRST, ASKER):
        with pytest.raises(ForbiddenError):
            exceptions.revoke(world.person(who), handle(world.person(who), ref), "no")
    chief = world.person(SECOND)
    with pytest.raises(InvalidInputError):
        exceptions.revoke(chief, handle(chief, ref), " ")
    with pytest.raises(ConflictError) as refused:
        exceptions.revoke(chief, handle(chief, longer), "It waits for approval only")
    assert refused.value.message_key == "error-exception-waiting"
    exceptions.revoke(chief, handle(chief, ref), "The risk grew")
    exceptions.revoke(chief, handle(chief, ref), "The risk grew")
    other = world.person("northwind-owner")
    with pytest.raises(ConflictError) as refused:
        exceptions.revoke(other, handle(other, ref), "I say so too")
    assert refused.value.message_key == "error-exception-revoked"
    found = exception_detail(chief, ref)
    assert (found.end.code, found.end.by.name, found.end.reason) == ("revoked", "Jonas Albrecht", "The risk grew")
    assert (asking.finding(row)["status"], ended(asking, longer)) == ("reopened", ("ended", "revoked"))
    last = world.events(row)[-1]
    assert (last["name"], last["reason"], last["actor_kind"]) == ("finding.reopened", "The risk grew", "person")


@pytest.mark.proves("FWE-009", negative=True)
def test_a_change_beyond_the_accepted_value_opens_the_finding_with_the_reading(world, asking):
    row = asking.opened()
    ref = asking.accepted(row)
    world.read(asking.again(), at=now())
    assert (asking.finding(row)["status"], ended(asking, ref)) == ("risk_accepted", ("approved", ""))
    world.read(asking.again(value="even worse"), at=now())
    assert (asking.finding(row)["status"], ended(asking, ref)) == ("reopened", ("ended", "changed"))
    found = exception_detail(world.person(FIRST), ref)
    assert (found.pinned.holds, found.end.code, found.end.by) == ("no", "changed", None)
    assert asking.notices(ref, "exception.ended") == ["sandbox-northwind-operator"]


@pytest.mark.proves("FWE-009", negative=True)
def test_a_worse_severity_is_more_than_was_accepted(world, asking):
    row = asking.opened()
    ref = asking.accepted(row)
    world.read(asking.again(severity="low"), at=now())
    assert asking.finding(row)["status"] == "risk_accepted"
    world.read(asking.again(severity="critical"), at=now())
    assert (asking.finding(row)["status"], ended(asking, ref)) == ("reopened", ("ended", "severity"))


@pytest.mark.proves("FWE-030")
def test_what_is_gone_needs_no_acceptance_any_more(world, asking):
    row = asking.opened()
    ref = asking.accepted(row)
    key = asking.key
    world.read(at=now(), unknown=[key])
    found = exception_detail(world.person(FIRST), ref)
    assert (asking.finding(row)["status"], found.pinned.holds) == ("risk_accepted", "unknown")
    world.read(at=now())
    found = exception_detail(world.person(FIRST), ref)
    assert (asking.finding(row)["status"], asking.finding(row)["outcome"]) == ("closed", "verified")
    assert (found.end.code, found.row.status, found.pinned.holds) == ("disappeared", "ended", "gone")


@pytest.mark.proves("FWE-026")
def test_an_extension_approved_after_the_end_accepts_anew(alone):
    row = alone.opened()
    first = alone.accepted(row, days=0.01)
    ctx = alone.world.person(ASKER)
    longer = exceptions.extend(ctx, handle(ctx, first), form(row, days=40))
    with freeze(now() + timedelta(minutes=20)):
        assert step(alone).expired == 1
        assert alone.finding(row)["status"] == "reopened"
        assert alone.approve(longer) == "approved"
    assert (alone.finding(row)["status"], ended(alone, first)) == ("risk_accepted", ("expired", "expired"))


@pytest.mark.proves("FWE-028", negative=True)
def test_expiry_and_approval_of_an_extension_meet(alone):
    """Whoever comes second finds another state, and the finding stands as the last of them says."""
    row = alone.opened()
    first = alone.accepted(row, days=0.01)
    ctx = alone.world.person(ASKER)
    longer = exceptions.extend(ctx, handle(ctx, first), form(row, days=40))
    digest, giver = alone.row(longer)["request_digest"], alone.world.person(FIRST)
    results: list[object] = []

    def approve() -> None:
        try:
            results.append(exceptions.approve(giver, handle(giver, longer), digest))
        except ConflictError as refusal:
            results.append(refusal)

    with freeze(now() + timedelta(minutes=20)):
        threads = [threading.Thread(target=approve), threading.Thread(target=lambda: results.append(step(alone)))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        step(alone)
    assert "approved" in results
    assert alone.finding(row)["exception_id"] == alone.row(longer)["id"]
    assert ended(alone, first) in (("expired", "expired"), ("superseded", "extended"))


def test_the_operation_is_the_systems_own_and_nothing_a_person_starts():
    operation = catalogue.find(KIND)
    assert (operation.may_be_started_by_system, operation.may_be_scheduled, operation.touches) == (
        True,
        False,
        "nothing",
    )


days = st.integers(min_value=1, max_value=3660)


@given(length=st.floats(min_value=0.01, max_value=400), remind=st.lists(days, max_size=5), waits=st.lists(
    st.floats(min_value=0.001, max_value=60), max_size=12))  # fmt: skip
@settings(max_examples=300, deadline=None)
@pytest.mark.proves("FWE-029")
def test_whenever_it_is_looked_at_reminders_never_repeat_and_never_run_backwards(length, remind, waits):
    rules = DEFAULTS["exception"].model_copy(update={"reminder_days": tuple(remind)})
    begun = now()
    row = FindingException(
        tenant_id=None, finding_id=None, number=1, severity="low", requester_id=None, owner_id=None, justification="",
        pinned_digest="", request_digest="", approved_at=begun, expires_at=begun + timedelta(days=length),
    )  # fmt: skip
    told, at = [], begun
    row.next_at = exception_times.following(row, rules, at)
    for wait in waits:
        at += timedelta(days=wait)
        if at >= row.expires_at:
            break
        due = exception_times.due_reminder(row, rules, at)
        assert not due or row.next_at <= at, "what is due was announced before"
        if due:
            told.append(due)
            row.reminded_days = due
        if row.next_at <= at:
            row.next_at = exception_times.following(row, rules, at)
        assert at < row.next_at <= row.expires_at
    assert told == sorted(set(told), reverse=True)
    assert set(told) <= set(remind)


def test_acceptance_that_nobody_holds_ends_nothing(world, asking):
    row = asking.opened()
    with world.scope() as scope:
        assert acceptance.end(scope, world.held(scope, row), "ended", "changed") is None
