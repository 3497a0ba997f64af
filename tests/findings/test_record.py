"""A finding's own page: what differs, who changed it, what may be done and why not, what happened, what is near."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from sqlmodel import Session

from tenantpilot.findings.facts import Facts
from tenantpilot.findings.record import finding_detail, finding_timeline
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import new_public_id
from tests.findings.world import observation

SECRET = {"$secret": "hmac-of-something"}
SHOULD = {"displayName": "MFA", "state": "enabled", "conditions": {"users": {"excludeUsers": ["one"]}, "risk": "low"},
          "key": SECRET, "grantControls": {"operator": "OR", "required": ["mfa", "compliantDevice"]}}  # fmt: skip
IS = {**SHOULD, "state": "disabled", "conditions": {"users": {"excludeUsers": ["one", "two"]}, "risk": "low"},
      "key": {"$secret": "hmac-of-something-else"}}  # fmt: skip
EVERYBODY = [{"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}}]


def keep(world, value) -> str:
    """A content of the workspace; its digest."""
    text, home = json.dumps(value), world.workspace_id
    digest = hashlib.sha256(text.encode()).hexdigest()
    world.do(
        "insert into policy_content (workspace_id, id, digest, text, size, created_at)"
        " values (%s, %s, %s, %s, %s, now()) on conflict do nothing", home, uuid4(), digest, text, len(text),
    )  # fmt: skip
    return digest


@pytest.fixture(scope="module")
def differing(shared):
    """A finding with two contents, and one each of what is missing and what nobody expects."""
    expected, observed = keep(shared, SHOULD), keep(shared, IS)
    facts = Facts(
        expected_content=expected, observed_content=observed, expected_assignments=keep(shared, EVERYBODY),
        observed_assignments=keep(shared, []), changed_by="adm@northwind.example", changed_by_kind="user",
        changed_at="2026-06-01T12:00:00+00:00", comparison_ref="cmp_" + "a" * 20, reason_code="changed",
    )  # fmt: skip
    shared.read(
        observation("one", differences=4, detail=facts.written(), family="conditional_access"),
        observation("gone", kind="missing", detail=Facts(expected_content=expected).written()),
        observation("lost", kind="missing", detail=Facts(expected_content="0" * 64).written()),
        observation("extra", kind="unexpected", detail=Facts(observed_content=observed).written()),
        observation("plain", expected_digest="", observed_digest=""),
        at=now() - timedelta(hours=2),
    )
    return shared


def page(world, key="one", who="northwind-manager"):
    return finding_detail(world.person(who), world.row(key)["public_id"])


@pytest.mark.proves("FWK-004")
def test_what_differs_stands_side_by_side_in_sections_with_the_rest_folded(differing):
    diff = page(differing).diff
    assert (diff.state, diff.expected_name, diff.observed_name) == ("shown", "Core", page(differing).row.tenant_name)
    lines = {line.path: line for section in diff.sections for line in section.lines}
    assert (lines["state"].expected, lines["state"].observed, lines["state"].change) == (
        "enabled",
        "disabled",
        "changed",
    )
    (added,) = [line for path, line in lines.items() if "excludeUsers" in path]
    assert (added.change, added.expected, added.observed) == ("added", "", "two")
    named = {section.name: section for section in diff.sections}
    assert named["Conditions"].unchanged >= 1
    assert "" in named
    # Nothing of a section without a difference is listed, but it is counted.
    assert diff.total == len(lines) == 3
    assert diff.properties > diff.total
    assert sum(section.unchanged for section in diff.sections) + diff.total == diff.properties
    (went,) = diff.assignments
    assert (went.before.target, went.after) == ("all_devices", None)


@pytest.mark.proves("FWK-004")
@pytest.mark.parametrize("key", ["one", "gone", "extra"])
def test_nothing_folded_follows_upon_something_folded(differing, key):
    sections = page(differing, key).diff.sections
    assert [two.name for one, two in pairwise(sections) if one.unchanged and not two.lines] == []


@pytest.mark.proves("FWK-004", negative=True)
def test_a_secret_is_said_to_have_changed_and_nothing_more(differing):
    detail = page(differing)
    (line,) = [line for section in detail.diff.sections for line in section.lines if line.path == "key"]
    assert (line.is_secret, line.expected, line.observed, line.lines) == (True, "", "", ())
    assert "hmac-of-something" not in repr(detail)


@pytest.mark.proves("FWK-004")
@pytest.mark.parametrize(
    ("key", "state", "change"), [("gone", "whole", "removed"), ("extra", "whole", "added"), ("lost", "gone", None),
                                 ("plain", "none", None)],
)  # fmt: skip
def test_one_side_alone_is_shown_whole_and_what_is_not_kept_is_said(differing, key, state, change):
    diff = page(differing, key).diff
    assert diff.state == state
    assert {line.change for section in diff.sections for line in section.lines} == ({change} if change else set())


@pytest.mark.proves("FWK-004")
def test_only_what_the_source_counts_is_counted(differing):
    facts = Facts(
        expected_content=keep(differing, SHOULD), observed_content=keep(differing, IS), paths=("state",)
    )  # fmt: skip
    differing.read(observation("counted", differences=1, detail=facts.written()), tenant=1)
    ref = differing.one("select public_id from finding where subject_ref = 'pol counted'")
    diff = finding_detail(differing.person(), ref).diff
    assert [line.path for section in diff.sections for line in section.lines] == ["state"]
    assert diff.total == 1


@pytest.mark.proves("FWK-005")
def test_facts_tell_who_changed_it_and_lead_to_where_it_comes_from(differing):
    detail = page(differing)
    assert (detail.facts.changed_by, detail.facts.changed_at) == ("adm@northwind.example", "2026-06-01T12:00:00+00:00")
    assert detail.facts.source_href.endswith("/baselines/bsl_" + "a" * 20)
    assert detail.facts.comparison_href.endswith("/compare/cmp_" + "a" * 20)
    assert detail.facts.reason_code == "changed"
    assert detail.row.coverage == "never"
    assert detail.audit_href.endswith(f"q={detail.row.finding_ref}")
    assert page(differing, who="northwind-read-only").audit_href == ""


@pytest.mark.proves("FWK-005")
def test_without_a_word_of_the_source_the_policys_versions_tell_who_changed_it(world):
    from sqlalchemy import create_engine

    from tenantpilot.store.engine import sqlalchemy_url
    from tests.isolation.inventory_rows import inventory_rows

    tables = ("capture", "capture_family", "family_coverage", "policy", "policy_content", "policy_version",
              "policy_absence", "policy_token", "policy_reference", "directory_name", "tenant_change",
              "tenant_inventory")  # fmt: skip
    for table in tables:
        world.do(f"alter table {table} disable trigger all")
    engine = create_engine(sqlalchemy_url(world.database.administrator_url))
    with Session(engine) as session:
        for row in inventory_rows(world.workspace_id, world.tenants[0][0], uuid4()):
            session.add(row)
        session.commit()
    engine.dispose()
    policy = world.one("select id from policy where name = 'mine' and not is_ghost")
    world.do(
        "update policy_version set author = 'admin@northwind.example', author_kind = 'user' where policy_id = %s",
        policy,
    )
    for table in tables:
        world.do(f"alter table {table} enable trigger all")
    world.read(observation("one", policy_id=policy, family="device_compliance"), at=now() + timedelta(seconds=5))
    detail = page(world)
    assert (detail.facts.changed_by, detail.facts.changed_by_kind) == ("admin@northwind.example", "user")
    assert detail.facts.changed_at
    assert (detail.facts.policy_name, detail.row.coverage) == ("mine", "read")
    assert detail.facts.policy_href.endswith(detail.facts.policy_ref)


@pytest.mark.proves("FWK-006")
def test_each_move_is_offered_or_says_why_not(differing):
    moves = {one.name: one for one in page(differing).possible}
    assert moves["triage"].is_possible
    assert moves["resolve"].needs_reason
    assert (moves["stop"].is_possible, moves["stop"].why_not) == (False, "state")
    assert (moves["release"].why_not, moves["claim"].why_not) == ("nobody", "")
    assert moves["request"].is_possible
    read = {one.name: one.why_not for one in page(differing, who="northwind-read-only").possible}
    assert set(read.values()) == {"state", "capability", "nobody"}
    assert page(differing, who="northwind-read-only").row.moves == ()
    operator = page(differing, who="northwind-operator").row
    assert "resolve" in operator.moves
    assert "dismiss" not in operator.moves


@pytest.mark.proves("FWK-006")
def test_what_a_decision_brings_is_said_before_it_is_taken(differing):
    accept, resolve, dismiss = page(differing).decisions
    told = {one.code: one for one in accept.consequences}
    assert told["pinned"].number == 4
    assert told["ends"].number == 90
    assert told["ends"].at > now().isoformat()
    assert "approval" in told
    assert "second_approval" not in told
    assert [one.code for one in resolve.consequences] == ["verified", "reopens"]
    assert dismiss.name == "dismiss"


@pytest.mark.proves("FWK-007")
def test_the_timeline_tells_moves_names_and_words_newest_first(world):
    from tenantpilot.findings import comments, moves, ownership
    from tests.people import account_of

    row = world.opened()
    ctx = world.person()
    operator = account_of("northwind-operator")
    ownership.assign(ctx, world.handle(ctx, row), operator.public_id, version=1)
    moves.move(ctx, world.handle(ctx, row), "triage", version=2, reason="Ask the customer.")
    comments.comment(ctx, world.handle(ctx, row), "Look at this", [operator.public_id])
    found = page(world).timeline.entries
    assert [one.kind for one in found] == ["comment", "event", "event", "event"]
    said, triaged, assigned, opened = found
    assert (said.body, said.mentions) == ("Look at this", (operator.display_name,))
    assert (triaged.move, triaged.from_status, triaged.to_status, triaged.reason) == (
        "triage", "new", "triaged", "Ask the customer.",
    )  # fmt: skip
    assert triaged.by.is_self
    assert [(one.name, one.before, one.after) for one in assigned.facts] == [("assignee", "", operator.display_name)]
    assert opened.by is None
    assert opened.run_href
    detail = page(world)
    assert detail.row.assignee.name == operator.display_name
    assert not detail.row.assignee.is_gone
    assert {one.name: one.why_not for one in detail.possible}["claim"] == "taken"


@pytest.mark.proves("FWK-007")
def test_a_long_timeline_comes_in_pages(world, monkeypatch):
    from tenantpilot.findings import record_queries

    world.opened()
    for at in range(6):
        world.read(observation(severity=("low", "high")[at % 2]), at=now())
    monkeypatch.setattr(record_queries, "PAGE", 3)
    monkeypatch.setattr(record_queries.timeline, "__defaults__", (3,))
    ctx, ref = world.person(), world.row()["public_id"]
    first = finding_timeline(ctx, ref)
    second = finding_timeline(ctx, ref, first.cursor)
    assert [len(first.entries), first.has_more, second.entries[0].entry_ref] == [3, True, "4"]
    assert [(fact.name, fact.before, fact.after) for fact in first.entries[0].facts] == [("severity", "low", "high")]
    with pytest.raises(InvalidInputError):
        finding_timeline(ctx, ref, "x")


@pytest.mark.proves("FWK-007")
def test_an_acceptance_stands_with_who_and_until_when(world):
    row = world.opened()
    world.accept(row)
    found = page(world)
    assert found.exception.is_in_force
    assert found.exception.approver
    assert found.exception.requester != found.exception.approver
    assert (found.row.status, found.decisions) == ("risk_accepted", ())


@pytest.mark.proves("FWK-005")
def test_what_is_near_is_named(world):
    world.read(observation("one"), observation("two"), tenant=0)
    world.read(observation("one"), tenant=1)
    ctx = world.person()
    from tenantpilot.findings import moves

    moves.move(ctx, world.handle(ctx, world.row("two")), "merge", version=1, reason="same",
               other=str(world.row("one")["number"]))  # fmt: skip
    assert {(one.relation, one.row.subject_name) for one in page(world, "one").related} == {
        ("same_part", "Policy one"), ("duplicate", "Policy two"),
    }  # fmt: skip
    (original,) = [one for one in page(world, "two").related if one.relation == "original"]
    assert original.row.subject_name == "Policy one"


@pytest.mark.proves("FWK-004", negative=True)
@pytest.mark.parametrize("ref", ["", "x", "fnd_1", "pol_" + "a" * 20, "\x00"])
def test_what_is_no_finding_is_absent(differing, ref):
    for service in (finding_detail, finding_timeline):
        with pytest.raises(NotFoundError):
            service(differing.person(), ref)
        with pytest.raises(NotFoundError):
            service(differing.person(), new_public_id("fnd"))


def test_facts_survive_the_journey_and_junk_is_left_out():
    facts = Facts(paths=("a.b",), changed_by="somebody", result_ref="crs_x")
    assert Facts.read(json.dumps(facts.written())) == facts
    assert Facts.read("[]") == Facts.read("not json") == Facts()
    assert Facts.read('{"paths": 1, "changed_by": 2, "other": 3}') == Facts()
