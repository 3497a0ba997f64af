"""People decide about findings: stale pages, forms sent twice, two at once, people without access, mentions."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest

from tenantpilot.access.capabilities import CAPABILITIES, Capability, Role
from tenantpilot.findings import comments, events, moves, ownership
from tenantpilot.findings.events import Happening
from tenantpilot.findings.moves import StaleError
from tenantpilot.findings.moving import RefusedError
from tenantpilot.findings.ownership import TakenError
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.sandbox.people import REMOVED
from tests import people
from tests.findings.world import FindingsWorld, observation

MANAGER, OPERATOR = "northwind-manager", "northwind-operator"


@pytest.fixture
def world(shared: FindingsWorld) -> FindingsWorld:
    """The file's world without the findings of the tests before."""
    shared.clear()
    return shared


def ref(key: str) -> str:
    return people.account_of(key).public_id


def decide(world: FindingsWorld, name: str, *, by: str = MANAGER, version: int | None = None, **more) -> None:
    ctx, row = world.person(by), world.row()
    seen = row["version"] if version is None else version
    moves.move(ctx, world.handle(ctx, row), name, version=seen, **more)


def give(world: FindingsWorld, service, *whom: str, by: str = MANAGER, version: int | None = None) -> None:
    ctx, row = world.person(by), world.row()
    service(ctx, world.handle(ctx, row), *whom, version=row["version"] if version is None else version)


@pytest.mark.proves("FWE-005", negative=True)
def test_a_stale_page_is_told_who_did_what_and_when(world):
    world.opened()
    decide(world, "start")
    with pytest.raises(StaleError) as stale:
        decide(world, "triage", by=OPERATOR, version=1)
    event = world.events(world.row())[-1]
    name = people.account_of(MANAGER).display_name
    assert stale.value.facts == {"by": name, "did": "start", "at": event["at"].isoformat()}
    assert name not in str(stale.value)
    assert world.row()["status"] == "in_progress"
    give(world, ownership.claim)
    with pytest.raises(StaleError) as stale:
        decide(world, "stop", by=OPERATOR, version=2)
    assert stale.value.did == "assigned"
    world.read(observation(value="else"))
    with pytest.raises(StaleError) as stale:
        decide(world, "resolve", by=OPERATOR, version=3, reason="done")
    assert (stale.value.by, stale.value.did) == ("", "observed")
    with pytest.raises(StaleError):
        decide(world, "resolve", version=99, reason="done")


@pytest.mark.proves("FWE-019", negative=True)
def test_what_the_clock_says_makes_no_page_stale(world):
    world.opened()
    with world.scope() as scope:
        events.write(scope, [Happening(world.held(scope, world.row()), "finding.approaching", by_system=True)])
    decide(world, "triage", version=1)
    assert world.row()["version"] == 3


@pytest.mark.proves("FWE-005", "FWE-019")
def test_a_form_sent_twice_is_one_decision(world):
    world.opened()
    for _ in range(3):
        decide(world, "resolve", version=1, reason="done")
    for _ in range(3):
        give(world, ownership.assign, ref(OPERATOR), version=2)
    for _ in range(3):
        give(world, ownership.own, ref(OPERATOR), version=3)
    for _ in range(3):
        give(world, ownership.release, version=4)
    row = world.row()
    assert row["version"] == 5
    assert [one["name"] for one in world.events(row)] == [
        "finding.opened", "finding.resolved", "finding.assigned", "finding.owned", "finding.assigned"]  # fmt: skip
    ctx = world.person()
    for _ in range(3):
        comments.comment(ctx, world.handle(ctx, row), "Done by noon", [ref(OPERATOR)])
    assert world.one("select count(*) from finding_comment") == 1
    with pytest.raises(StaleError):
        decide(world, "resolve", by=OPERATOR, version=1, reason="done")


@pytest.mark.proves("FWE-005", negative=True)
@pytest.mark.parametrize("names", [("triage", "start"), ("resolve", "reject"), ("triage", "triage")])
def test_of_two_at_once_one_wins_and_the_other_is_told(world, names):
    world.opened()
    ended: list[str] = []
    barrier = threading.Barrier(2)
    contexts = {person: world.person(person) for person in (MANAGER, OPERATOR)}
    row = world.row()

    def go(person: str, name: str) -> None:
        if name == "reject":
            person = MANAGER
        ctx = contexts[person]
        barrier.wait()
        try:
            moves.move(ctx, world.handle(ctx, row), name, version=1, reason="why")
            ended.append("won")
        except StaleError as stale:
            ended.append(stale.did)

    threads = [threading.Thread(target=go, args=pair) for pair in zip((OPERATOR, MANAGER), names, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = world.events(world.row())[-1]
    assert sorted(ended) == sorted(["won", json.loads(won["data"])["move"]])
    assert world.row()["version"] == 2


@pytest.mark.proves("FWE-002", "FWE-018", negative=True)
def test_what_the_table_refuses_stays_in_the_log_with_who_tried(world):
    row = world.opened()
    with pytest.raises(RefusedError):
        decide(world, "reopen", reason="why")
    last = world.entries(row)[-1]
    assert (last["action"], last["reason"], last["actor_ref"]) == ("finding.refused", "reopen", ref(MANAGER))
    assert last["tenant_ref"] == world.tenants[0][1]
    assert world.row() == row


@pytest.mark.proves("FWE-002", "FWE-006", negative=True)
@pytest.mark.parametrize("name", ["accept", "revoke", "expire", "exceed", "verify", "recur", "retire", "nothing", ""])
def test_nobody_makes_the_product_s_own_moves_by_hand(world, name):
    row = world.opened()
    with pytest.raises(InvalidInputError):
        decide(world, name, reason="why")
    assert world.row() == row


@pytest.mark.proves("FWE-012", negative=True)
def test_dismissing_is_a_right_of_its_own(world):
    row = world.opened()
    for name in ("reject", "merge", "dismiss"):
        with pytest.raises(ForbiddenError):
            decide(world, name, by=OPERATOR, reason="why", other="F-2")
    assert world.row() == row
    assert Capability.FINDING_DISMISS not in CAPABILITIES[Role.OPERATOR]


def test_a_duplicate_names_another_finding_of_its_tenant(world):
    world.opened()
    world.opened("two")
    world.read(observation("three"), tenant=1)
    elsewhere = world.one("select public_id from finding where tenant_id = %s", world.tenants[1][0])
    for other in ("", "F-1", "1", "F-99", "x", world.row()["public_id"], elsewhere, "F-3", "fnd_" + "a" * 20):
        with pytest.raises(InvalidInputError) as wrong:
            decide(world, "merge", reason="same", other=other)
        assert "other" in wrong.value.fields
    decide(world, "merge", reason="same", other=" f-2 ")
    assert world.row()["duplicate_of_id"] == world.row("two")["id"]
    ctx, two = world.person(), world.row("two")
    with pytest.raises(RefusedError) as circle:
        moves.move(ctx, world.handle(ctx, two), "merge", version=1, reason="same", other=world.row()["public_id"])
    assert circle.value.message_key == "error-finding-other"


@pytest.mark.proves("FWE-014")
def test_owner_and_assignee_are_two_things(world):
    world.opened()
    give(world, ownership.own, ref(MANAGER))
    give(world, ownership.claim, by=OPERATOR)
    row = world.row()
    assert (row["owner_id"], row["assignee_id"]) == (people.account_of(MANAGER).id, people.account_of(OPERATOR).id)
    give(world, ownership.release, by=OPERATOR)
    assert (world.row()["owner_id"], world.row()["assignee_id"]) == (people.account_of(MANAGER).id, None)
    give(world, ownership.own, "")
    entry = world.entries(row)[-1]
    assert (entry["action"], entry["before"], entry["after"]) == (
        "finding.owned", f'{{"owner":"{ref(MANAGER)}"}}', '{"owner":""}')  # fmt: skip


@pytest.mark.proves("FWE-014", negative=True)
def test_only_one_claims_and_the_other_is_told_who(world):
    world.opened()
    give(world, ownership.claim, by=OPERATOR)
    give(world, ownership.claim, by=OPERATOR, version=1)
    with pytest.raises(TakenError) as taken:
        give(world, ownership.claim)
    assert taken.value.facts == {"by": people.account_of(OPERATOR).display_name}
    assert isinstance(taken.value, ConflictError)


@pytest.mark.proves("FWE-014", negative=True)
@pytest.mark.parametrize(("whom", "problem"), [
    ("northwind-read-only", "error-finding-no-access"), (REMOVED.key, "error-field-choice"),
    ("fabrikam-operator", "error-field-choice"), ("northwind-customer-viewer", "error-field-choice"),
    ("platform-operator", "error-field-choice"),
])  # fmt: skip
def test_work_goes_to_nobody_who_cannot_do_it(world, whom, problem):
    row = world.opened()
    left = world.one("select public_id from user_account where display_name = %s", REMOVED.name)
    with pytest.raises(InvalidInputError) as refused:
        give(world, ownership.assign, left if whom == REMOVED.key else ref(whom))
    assert refused.value.fields == {"person": problem}
    assert world.row() == row


@pytest.mark.proves("FWE-014", negative=True)
def test_work_goes_to_nobody_who_lost_access_or_does_not_reach_the_tenant(world):
    row = world.opened()
    world.forget_sessions()
    with freeze(now() + timedelta(days=31)), pytest.raises(InvalidInputError) as over:
        give(world, ownership.assign, ref("northwind-temporary"))
    world.forget_sessions()
    assert over.value.fields == {"person": "error-field-choice"}
    where = "where workspace_id = %s and user_id = %s"
    values = (world.workspace_id, people.account_of(OPERATOR).id)
    with world.asleep("membership"):
        world.do(f"update membership set tenant_mode = 'only' {where}", *values)
    for service in (ownership.assign, ownership.own):
        with pytest.raises(InvalidInputError) as beyond:
            give(world, service, ref(OPERATOR))
        assert beyond.value.fields == {"person": "error-finding-no-access"}
    ctx = world.person()
    with pytest.raises(InvalidInputError) as unread:
        comments.comment(ctx, world.handle(ctx, row), "See this", [ref(OPERATOR)])
    assert unread.value.fields == {"mentioned": "error-finding-no-access"}
    with pytest.raises(NotFoundError):
        decide(world, "triage", by=OPERATOR)
    with world.asleep("membership"):
        world.do(f"update membership set tenant_mode = 'all' {where}", *values)
    assert world.row() == row


def test_what_is_over_is_assigned_to_nobody(world):
    world.opened()
    decide(world, "reject", reason="no")
    for service, whom in ((ownership.assign, [ref(OPERATOR)]), (ownership.claim, []), (ownership.release, [])):
        with pytest.raises(RefusedError) as over:
            give(world, service, *whom)
        assert over.value.message_key == "error-finding-over"
    give(world, ownership.own, ref(OPERATOR))


@pytest.mark.proves("FWE-033", negative=True)
def test_whoever_is_mentioned_is_told_once_and_led_there(world):
    from tenantpilot.access.notifications import my_notifications

    row = world.opened()
    ctx = world.person()
    comments.comment(ctx, world.handle(ctx, row), " Look at this ", [ref(OPERATOR), ref(OPERATOR), ref(MANAGER)])
    said = world.all("select * from finding_comment")[0]
    assert (said["body"], said["mentions"]) == ("Look at this", f"{ref(OPERATOR)} {ref(MANAGER)}")
    (notice,) = my_notifications(world.person(OPERATOR))
    assert (notice.kind, notice.finding) == ("finding.mentioned", "1")
    assert notice.href.endswith(f"/findings/{row['public_id']}")
    assert my_notifications(ctx) == []
    assert world.row()["version"] == 1
    assert world.entries(row)[-1]["action"] == "finding.commented"
    assert "Look" not in world.entries(row)[-1]["after"]


@pytest.mark.parametrize(("body", "problem"), [("  ", "error-field-required"), ("x" * 5001, "error-field-too-long")])
def test_a_comment_says_something_and_not_too_much(world, body, problem):
    row, ctx = world.opened(), world.person()
    with pytest.raises(InvalidInputError) as wrong:
        comments.comment(ctx, world.handle(ctx, row), body)
    assert wrong.value.fields == {"body": problem}


def test_a_reason_has_a_longest_length(world):
    world.opened()
    with pytest.raises(InvalidInputError) as wrong:
        decide(world, "resolve", reason="x" * 2001)
    assert wrong.value.fields == {"reason": "error-field-too-long"}
