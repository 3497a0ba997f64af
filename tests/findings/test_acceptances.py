"""Asking for an acceptance and deciding about it: what is refused, with which words, and what happens only once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tenantpilot.findings import exceptions, moves
from tenantpilot.findings.exception_reading import exception_detail, exceptions_summary, list_exceptions, request_terms
from tenantpilot.findings.rule_bodies import DEFAULTS
from tenantpilot.findings.tables import EXCEPTION_STATES
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from tests.findings.asking import ASKER, FIRST, SECOND, form, handle


@pytest.fixture
def world(shared):
    """One database for the file; each test opens findings of its own."""
    return shared


def refused(call) -> str:
    """The words with which something is refused."""
    with pytest.raises(ConflictError) as refusal:
        call()
    return refusal.value.message_key


def rules(world, **changes) -> None:
    """Put rules of acceptances in force."""
    body = DEFAULTS["exception"].written() | changes
    number = world.one("select coalesce(max(version), 0) + 1 from governance_policy where kind = 'exception'")
    with world.asleep("governance_policy"):
        world.do(
            "insert into governance_policy (workspace_id, id, public_id, kind, version, body, reason, made_at)"
            " values (%s, gen_random_uuid(), %s, 'exception', %s, %s, '', now())",
            world.workspace_id, f"gpo_{number:020}", number, json.dumps(body),
        )  # fmt: skip


@pytest.mark.proves("FWE-006")
@pytest.mark.proves("FWE-020")
def test_who_accepted_what_when_why_until_when_on_what_evidence_is_one_page(world, asking):
    row = asking.opened(severity="critical")
    ref = asking.accepted(row)
    found = exception_detail(world.person("northwind-read-only"), ref)
    assert (found.row.status, found.row.finding_number, found.row.severity) == ("approved", row["number"], "critical")
    assert (found.row.requester.name, found.row.approver.name, found.row.second_approver.name) == (
        "Jana Petersen", "Martin Vogel", "Jonas Albrecht",
    )  # fmt: skip
    assert found.row.justification == "The migration ends in two weeks"
    assert (found.evidence, found.measures) == ("Ticket 4711", "Sign-in only from the office")
    assert [(one.state, one.is_bound) for one in found.approvals] == [("given", True), ("given", True)]
    assert (found.pinned.digest, found.pinned.holds) == (row["observed_digest"], "yes")
    assert [one.days for one in found.reminders] == [30, 14, 3]
    assert found.row.expires_at
    assert found.end is None
    assert asking.finding(row)["status"] == "risk_accepted"
    assert asking.actions(ref) == ["exception.requested", "exception.partly_approved", "exception.approved"]


def test_approvers_are_told_that_something_waits_and_the_asker_how_it_went(world, asking):
    ref = asking.ask(asking.opened())
    assert asking.notices(ref, "exception.requested") == [
        "sandbox-northwind-approver", "sandbox-northwind-manager", "sandbox-northwind-owner",
    ]  # fmt: skip
    asking.approve(ref)
    assert asking.notices(ref, "exception.approved") == ["sandbox-northwind-operator"]


@pytest.mark.proves("FWE-021", negative=True)
def test_a_form_sent_twice_asks_once(world, asking):
    row = asking.opened()
    end = now() + timedelta(days=20)
    assert asking.ask(row, expires_at=end) == asking.ask(row, expires_at=end)
    assert asking.actions(asking.ask(row, expires_at=end)) == ["exception.requested"]
    assert refused(lambda: asking.ask(row, expires_at=end, measures="none")) == "error-exception-pending"
    assert refused(lambda: asking.ask(row, by="northwind-manager")) == "error-exception-pending"


@pytest.mark.proves("FWE-021", negative=True)
def test_approving_twice_is_approving_once(world, asking):
    ref = asking.ask(asking.opened(severity="critical"))
    assert [asking.approve(ref), asking.approve(ref)] == ["partly", "already"]
    assert asking.row(ref)["status"] == "pending"
    assert [asking.approve(ref, by=SECOND), asking.approve(ref, by=SECOND), asking.approve(ref)] == [
        "approved", "already", "already",
    ]  # fmt: skip
    assert asking.actions(ref).count("exception.approved") == 1


@pytest.mark.proves("FWE-008", negative=True)
def test_an_edited_request_has_no_approval(world, asking):
    row = asking.opened(severity="critical")
    ref = asking.ask(row)
    seen = asking.row(ref)["request_digest"]
    asking.approve(ref)
    ctx = world.person(ASKER)
    edited = exceptions.edit(ctx, handle(ctx, ref), form(row, justification="Because I say so"))
    assert edited != ref
    assert (asking.row(ref)["status"], asking.row(ref)["end_code"]) == ("superseded", "edited")
    assert refused(lambda: asking.approve(ref, by=SECOND, digest=seen)) == "error-exception-edited"
    assert refused(lambda: asking.approve(edited, by=SECOND, digest=seen)) == "error-exception-edited"
    assert asking.row(edited)["approver_id"] is None
    assert asking.approve(edited, by=SECOND) == "partly"
    assert [(one.relation, one.status) for one in exception_detail(ctx, edited).chain] == [
        ("request", "superseded"), ("edit", "pending"),
    ]  # fmt: skip
    assert {one.state for one in exception_detail(ctx, ref).approvals} == {"void"}


@pytest.mark.proves("FWE-008", negative=True)
def test_a_request_changed_behind_its_digest_is_not_approved(world, asking):
    ref = asking.ask(asking.opened())
    with world.asleep("finding_exception"):
        world.do("update finding_exception set justification = 'quietly' where public_id = %s", ref)
    assert refused(lambda: asking.approve(ref)) == "error-exception-edited"


@pytest.mark.proves("FWE-022", negative=True)
def test_expiry_during_approval_is_said_in_its_own_words(world, asking):
    ref = asking.ask(asking.opened(severity="critical"), days=0.01)
    asking.approve(ref)
    with freeze(now() + timedelta(minutes=15)):
        assert refused(lambda: asking.approve(ref, by=SECOND)) == "error-exception-expired"
        ctx = world.person(SECOND)
        (why,) = [one.why_not for one in exception_detail(ctx, ref).possible if one.name == "approve"]
    assert why == "expired"
    assert asking.row(ref)["second_approver_id"] is None


@pytest.mark.proves("FWE-023", negative=True)
def test_another_value_voids_the_request(world, asking):
    row = asking.opened()
    ref = asking.ask(row)
    world.read(asking.again(value="something else"), at=now())
    assert (asking.row(ref)["status"], asking.row(ref)["end_code"]) == ("ended", "changed")
    assert refused(lambda: asking.approve(ref)) == "error-exception-changed"
    assert asking.notices(ref, "exception.ended") == ["sandbox-northwind-operator"]
    assert refused(lambda: asking.ask(row)) == "error-exception-changed"


@pytest.mark.proves("FWE-023", negative=True)
def test_a_worse_severity_voids_the_request(world, asking):
    row = asking.opened()
    ref = asking.ask(row)
    world.read(asking.again(severity="critical"), at=now())
    assert (asking.row(ref)["status"], asking.row(ref)["end_code"]) == ("ended", "severity")
    assert refused(lambda: asking.approve(ref)) == "error-exception-severity"


@pytest.mark.proves("FWE-023")
def test_a_milder_severity_does_not(world, asking):
    row = asking.opened()
    ref = asking.ask(row)
    world.read(asking.again(severity="low"), at=now())
    assert asking.approve(ref) == "approved"


@pytest.mark.proves("FWE-023", negative=True)
def test_a_closed_finding_needs_no_acceptance(world, asking):
    row = asking.opened()
    ref = asking.ask(row)
    ctx = world.person(SECOND)
    moves.move(ctx, world.handle(ctx, row), "reject", version=row["version"], reason="none")
    assert (asking.row(ref)["status"], asking.row(ref)["end_code"]) == ("ended", "disappeared")
    assert refused(lambda: asking.ask(row)) == "error-exception-state"


@pytest.mark.proves("FWE-024", negative=True)
def test_a_claimed_finding_is_neither_asked_about_nor_accepted(world, asking):
    row = asking.opened()
    ref = asking.ask(row)
    ctx = world.person(ASKER)
    moves.move(ctx, world.handle(ctx, row), "resolve", version=row["version"], reason="fixed")
    assert refused(lambda: asking.approve(ref)) == "error-exception-state"
    assert request_terms(ctx, row["public_id"]).why_not == "pending"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("justification", "  ", "error-field-required"),
        ("justification", "x" * 4001, "error-field-too-long"),
        ("expires_at", None, "error-field-required"),
        ("after_expiry", "never", "error-field-choice"),
        ("owner", "usr_" + "a" * 20, "error-field-choice"),
        ("owner", "no id", "error-field-choice"),
    ],
)
@pytest.mark.proves("FWE-024", negative=True)
def test_what_no_form_should_send_is_named(world, asking, field, value, words):
    row = asking.opened()
    with pytest.raises(InvalidInputError) as wrong:
        asking.ask(row, **{field: value})
    assert wrong.value.fields == {field: words}


@pytest.mark.proves("FWE-024", negative=True)
def test_no_acceptance_lasts_longer_than_its_severity_allows(world, asking):
    row = asking.opened(severity="critical")
    terms = request_terms(world.person(ASKER), row["public_id"])
    assert (terms.longest_days, terms.needs_second, terms.why_not, terms.approvers) == (30, True, "", 3)
    for days, words in ((32, "error-field-exception-longest"), (0, "error-field-future"), (-1, "error-field-future")):
        with pytest.raises(InvalidInputError) as wrong:
            asking.ask(row, days=days)
        assert wrong.value.fields == {"expires_at": words}
    with pytest.raises(InvalidInputError) as wrong:
        asking.ask(row, days=10, review_at=now() + timedelta(days=11))
    assert wrong.value.fields == {"review_at": "error-field-exception-review"}
    asking.ask(row, days=30)


@pytest.mark.proves("FWE-024", negative=True)
def test_rules_that_changed_meanwhile_are_the_ones_that_count(alone):
    row = alone.opened()
    ref = alone.ask(row, days=80)
    rules(alone.world, longest_days={"critical": 30, "high": 10, "medium": 180, "low": 180})
    assert refused(lambda: alone.approve(ref)) == "error-exception-rules"
    rules(alone.world, second_approver=["critical", "high"])
    assert refused(lambda: alone.approve(ref)) == "error-exception-rules"
    rules(alone.world, never_families=["conditional_access"])
    assert alone.approve(ref) == "approved"
    other = alone.opened("two", family="conditional_access")
    assert refused(lambda: alone.ask(other)) == "error-exception-rules"
    assert request_terms(alone.world.person(ASKER), other["public_id"]).why_not == "rules"


@pytest.mark.proves("FWE-025", negative=True)
def test_nobody_is_accepted_for_whom_nobody_answers(world, asking):
    ref = asking.ask(asking.opened(), owner=world.one("select public_id from user_account where subject = %s",
                                                     "sandbox-northwind-temporary"))  # fmt: skip
    with world.asleep("membership"):
        world.do(
            "update membership set expires_at = now() - interval '1 day' from user_account u"
            " where u.id = user_id and u.subject = 'sandbox-northwind-temporary'"
        )
    assert refused(lambda: asking.approve(ref)) == "error-exception-owner"


@pytest.mark.proves("FWE-025", negative=True)
def test_only_who_asked_edits_or_takes_back(world, asking):
    row = asking.opened()
    ref = asking.ask(row)
    other = world.person(SECOND)
    for call in (
        lambda: exceptions.withdraw(other, handle(other, ref)),
        lambda: exceptions.edit(other, handle(other, ref), form(row, days=5)),
    ):
        assert refused(call) == "error-exception-somebody-else"
    mine = world.person(ASKER)
    exceptions.withdraw(mine, handle(mine, ref))
    exceptions.withdraw(mine, handle(mine, ref))
    assert asking.actions(ref) == ["exception.requested", "exception.withdrawn"]
    assert refused(lambda: asking.approve(ref)) == "error-exception-withdrawn"


@pytest.mark.proves("FWE-025", negative=True)
def test_a_rejection_says_why_and_is_final(world, asking):
    ref = asking.ask(asking.opened())
    ctx = world.person(FIRST)
    with pytest.raises(InvalidInputError):
        exceptions.reject(ctx, handle(ctx, ref), "  ")
    exceptions.reject(ctx, handle(ctx, ref), "Turn it off")
    exceptions.reject(ctx, handle(ctx, ref), "Turn it off")
    found = exception_detail(ctx, ref)
    assert (found.end.code, found.end.reason, found.end.by.name) == ("rejected", "Turn it off", "Martin Vogel")
    assert refused(lambda: asking.approve(ref, by=SECOND)) == "error-exception-rejected"
    assert asking.notices(ref, "exception.rejected") == ["sandbox-northwind-operator"]


@pytest.mark.proves("FWE-026")
def test_an_extension_is_a_new_request_and_takes_over_when_approved(world, asking):
    row = asking.opened()
    first = asking.accepted(row, days=10)
    ctx = world.person(ASKER)
    with pytest.raises(InvalidInputError) as wrong:
        exceptions.extend(ctx, handle(ctx, first), form(row, days=5))
    assert wrong.value.fields == {"expires_at": "error-field-exception-later"}
    longer = exceptions.extend(ctx, handle(ctx, first), form(row, days=40))
    assert asking.row(first)["status"] == "approved"
    assert asking.approve(longer, by=SECOND) == "approved"
    assert (asking.row(first)["status"], asking.row(first)["end_code"]) == ("superseded", "extended")
    assert asking.finding(row)["exception_id"] == asking.row(longer)["id"]
    assert refused(lambda: exceptions.extend(ctx, handle(ctx, first), form(row, days=60))) == "error-exception-extended"
    found = exception_detail(ctx, longer)
    assert (found.row.extension, [one.relation for one in found.chain]) == (1, ["request", "extension"])
    assert refused(lambda: asking.ask(row, days=60)) == "error-exception-accepted"


@pytest.mark.proves("FWE-026", negative=True)
def test_an_extension_refused_leaves_the_acceptance_as_it_was(world, asking):
    row = asking.opened()
    first = asking.accepted(row, days=10)
    ctx = world.person(ASKER)
    longer = exceptions.extend(ctx, handle(ctx, first), form(row, days=40))
    no = world.person(FIRST)
    exceptions.reject(no, handle(no, longer), "Enough")
    assert (asking.row(first)["status"], asking.finding(row)["status"]) == ("approved", "risk_accepted")


@pytest.mark.proves("FWE-020")
def test_lists_by_what_is_to_be_done(alone):
    one, two, three = (alone.opened(key) for key in ("one", "two", "three"))
    waits, stands, over = alone.ask(one), alone.accepted(two), alone.ask(three)
    mine = alone.world.person(ASKER)
    exceptions.withdraw(mine, handle(mine, over))
    seen = {
        view: [row.exception_ref for row in list_exceptions(mine, view).rows]
        for view in ("waiting", "force", "ending", "ended")
    }
    assert seen == {"waiting": [waits], "force": [stands], "ending": [], "ended": [over]}
    assert exceptions_summary(mine).waiting_for_me == 0
    found = exceptions_summary(alone.world.person(FIRST))
    assert (found.waiting_for_me, [one.exceptions for one in found.tabs]) == (1, [1, 1, 0, 1])
    for wrong in ({"view": "all"}, {"severity": "bad"}, {"cursor": "x"}, {"cursor": "exc_" + "a" * 20 + "~\x00"}):
        with pytest.raises(InvalidInputError):
            list_exceptions(mine, **wrong)
    with pytest.raises(NotFoundError):
        exception_detail(mine, "exc_" + "a" * 20)


@pytest.mark.proves("FWE-020")
def test_pages_follow_each_other_without_gap_or_repetition(alone, monkeypatch):
    from tenantpilot.findings import exception_list_queries

    monkeypatch.setattr(exception_list_queries, "PAGE", 2)
    monkeypatch.setattr(exception_list_queries.page, "__defaults__", (2,))
    refs = [alone.ask(alone.opened(f"p{number}"), days=10 + number) for number in range(5)]
    found, cursor = [], ""
    for _ in range(3):
        page = list_exceptions(alone.world.person(FIRST), "waiting", cursor=cursor)
        found += [row.exception_ref for row in page.rows]
        cursor = page.cursor
    assert (found, cursor) == (refs, "")


def test_every_state_has_a_place_in_the_lists():
    from tenantpilot.findings.exception_list_queries import TABS
    from tenantpilot.findings.tables import EXCEPTION_MOVES

    named = " ".join(walk for walks in TABS.values() for walk in walks)
    assert {state for state in EXCEPTION_STATES if state in EXCEPTION_MOVES and f"'{state}'" not in named} == set()
