"""The execution gate: authority lost after dispatch, or between two batches, stops a run before its next write."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from tenantpilot.access import sessions, suspension
from tenantpilot.access.members import change_member, list_members, remove_member
from tenantpilot.access.membership_rules import Grant
from tenantpilot.operations import catalogue, execution
from tenantpilot.operations.dispatch import start
from tests.operations.world import KIND, World, claimed, execute, probe, steps
from tests.people import account_of

OWNER, WHO = "northwind-owner", "northwind-operator"
Loss = Callable[[World], None]


def _handle(world: World) -> str:
    ctx = world.person(OWNER)
    name = account_of(WHO).display_name
    return next(row.handle for row in list_members(ctx) if row.name == name)


def role_taken(world: World) -> None:
    change_member(world.person(OWNER), _handle(world), Grant("read_only"))


def member_removed(world: World) -> None:
    remove_member(world.person(OWNER), _handle(world))


def membership_expired(world: World) -> None:
    """As if the membership had been given until a moment ago: time passes without an audit entry."""
    world.do("alter table membership disable trigger membership_audited")
    world.do(
        "update membership m set expires_at = now() - interval '1 second' from user_account u"
        " where u.id = m.user_id and u.public_id = %s",
        account_of(WHO).public_id,
    )
    world.do("alter table membership enable always trigger membership_audited")


def tenants_narrowed(world: World) -> None:
    ctx = world.person(OWNER)
    tenant = world.all(
        "select t.public_id from tenant t join workspace w on w.id = t.workspace_id where w.public_id = %s", ctx.space
    )[0]["public_id"]
    change_member(ctx, _handle(world), Grant("operator", "only", (tenant,)))


def session_revoked(world: World) -> None:
    sessions.sign_out_everywhere(world.person(WHO))


def account_deactivated(world: World) -> None:
    world.do("update user_account set is_active = false where public_id = %s", account_of(WHO).public_id)


def workspace_suspended(world: World) -> None:
    suspension.set_suspended(world.person(OWNER).space, "unpaid", is_suspended=True)


LOSSES: dict[str, Loss] = {
    "capability_lost": role_taken,
    "membership_ended": member_removed,
    "membership_expired": membership_expired,
    "tenant_scope_changed": tenants_narrowed,
    "session_revoked": session_revoked,
    "account_inactive": account_deactivated,
    "workspace_suspended": workspace_suspended,
}


def assert_blocked(world: World, ref: str, reason: str, *, done: int) -> None:
    """Ended as blocked, with its reason, one audit entry and one notice; nothing written beyond what was done."""
    run = world.run(ref)
    assert (run["status"], run["outcome"], run["reason_code"]) == ("completed", "blocked", reason)
    assert world.effects(ref) == list(range(1, done + 1))
    assert run["done"] == done
    assert world.actions(ref) == ["run.queued", "run.blocked"]
    notices = world.notices(ref)
    assert [(one["user_id"], one["arguments"]["reason"]) for one in notices] == [(run["initiator_id"], reason)]
    entry = world.all("select reason, run_ref, actor_kind from audit_entry where action = 'run.blocked'")
    assert entry == [{"reason": reason, "run_ref": ref, "actor_kind": "system"}]


@pytest.mark.proves("QER-004", "QER-006", "QER-009", "QER-010", "QER-011", "QER-013", negative=True)
@pytest.mark.parametrize("reason", LOSSES)
def test_authority_lost_between_dispatch_and_execution(world, reason):
    made = start(world.person(WHO), KIND)
    LOSSES[reason](world)
    execute(world.run(made.run_ref))
    assert_blocked(world, made.run_ref, reason, done=0)


@pytest.mark.proves("QER-005", "QER-006", "QER-010", "QER-011", "QER-012", negative=True)
@pytest.mark.parametrize("reason", LOSSES)
def test_authority_lost_between_two_batches(world, reason, monkeypatch):
    made = start(world.person(WHO), KIND)
    real, done = execution._step, []

    def step(mine):
        if len(done) == 2:
            LOSSES[reason](world)
        done.append(1)
        return real(mine)

    monkeypatch.setattr(execution, "_step", step)
    execute(world.run(made.run_ref))
    assert_blocked(world, made.run_ref, reason, done=2)


@pytest.mark.proves("QER-013")
@pytest.mark.parametrize("ending", ["signed_out", "expired"])
def test_an_ordinary_end_of_the_session_blocks_nothing(world, ending):
    made = start(world.person(WHO), KIND)
    if ending == "signed_out":
        sessions.sign_out(world.tokens[WHO])
    else:
        world.do("update session set ended_at = now(), end_reason = 'expired', epoch = epoch + 1")
    execute(world.run(made.run_ref))
    assert world.run(made.run_ref)["outcome"] == "succeeded"


@pytest.mark.proves("QER-014", negative=True)
@pytest.mark.parametrize(
    ("reason", "session"),
    [
        ("session_revoked", True),
        ("capability_lost", True),
        ("capability_lost", False),
        ("membership_ended", False),
        ("workspace_suspended", False),
    ],
)
def test_a_revocation_waits_for_the_batch_under_way_and_stops_the_next(world, reason, session):
    """The batch holds what it proved: the revocation commits after it, and the batch after that is refused.

    Without a session, as scheduled runs are, nothing but the membership's or the workspace's own row is in the way.
    """
    within, go_on = threading.Event(), threading.Event()

    def slowly(work):
        made = steps(work)
        if work.cursor == "":
            within.set()
            assert go_on.wait(20)
        return made

    probe(batch=slowly)
    world.person(OWNER)
    made = start(world.person(WHO), KIND)
    if not session:
        world.do("update operation_run set session_id = null")
    mine = claimed(world.run(made.run_ref))
    working = threading.Thread(target=execution.work, args=(mine,))
    working.start()
    assert within.wait(20)
    revoked = threading.Event()
    revoking = threading.Thread(target=lambda: (LOSSES[reason](world), revoked.set()))
    revoking.start()
    time.sleep(0.4)
    assert not revoked.is_set(), "the revocation did not wait for the batch that was allowed before it"
    go_on.set()
    revoking.join(20)
    working.join(20)
    assert revoked.is_set()
    run = world.run(made.run_ref)
    effects = world.all("select at from effect order by at")
    if run["outcome"] == "blocked":  # the usual course; a batch may still come before the revocation gets its lock
        assert run["reason_code"] == reason
        assert len(effects) < 3
    else:
        assert len(effects) == 3


@pytest.mark.proves("QER-016", negative=True)
def test_a_retry_acts_for_whoever_asks_for_it(world):
    from tenantpilot.access.handles import seal
    from tenantpilot.operations.control import retry_failed

    made = start(world.person(WHO), KIND, {"failing": [2]})
    execute(world.run(made.run_ref))
    member_removed(world)
    owner = world.person(OWNER)
    again = retry_failed(owner, seal(owner, "run", made.run_ref))
    assert world.run(again.run_ref)["initiator_id"] == owner.user_id
    execute(world.run(again.run_ref))
    assert world.run(again.run_ref)["outcome"] == "succeeded"
    third = start(owner, KIND, {"failing": [1], "mark": "third"})
    execute(world.run(third.run_ref))
    retried = retry_failed(owner, seal(owner, "run", third.run_ref))
    world.do("update workspace set suspended_at = now()")
    execute(world.run(retried.run_ref))
    assert world.run(retried.run_ref)["reason_code"] == "workspace_suspended"


@pytest.mark.proves("QER-015", negative=True)
def test_system_authority_is_named_and_never_a_way_out_for_a_person(world):
    probe(may_be_started_by_system=False)
    made = start(world.person(WHO), KIND)
    world.do("update operation_run set origin = 'system', initiator_id = null, session_id = null")
    execute(world.run(made.run_ref))
    run = world.run(made.run_ref)
    assert (run["outcome"], run["reason_code"]) == ("blocked", "system_not_allowed")
    assert world.effects(made.run_ref) == []
    assert world.notices(made.run_ref) == []


@pytest.mark.proves("QER-001", negative=True)
def test_what_a_row_says_about_its_capability_grants_nothing(world):
    made = start(world.person(WHO), KIND)
    role_taken(world)
    world.do("update operation_run set capability = 'run.read'")
    execute(world.run(made.run_ref))
    assert world.run(made.run_ref)["outcome"] == "blocked"
    assert world.effects(made.run_ref) == []


@pytest.mark.proves("QER-017", negative=True)
def test_a_scope_writes_only_into_its_own_workspace(world):
    """A batch that names another workspace's record, or stamps its key on a row, changes nothing there."""
    from tenantpilot.kernel.errors import NotFoundError
    from tenantpilot.tenants.tables import Tenant

    foreign = world.all(
        "select t.* from tenant t join workspace w on w.id = t.workspace_id where w.public_id <> %s",
        world.person(WHO).space,
    )[0]

    def astray(work):
        with pytest.raises(NotFoundError):
            work.scope.get(Tenant, foreign["public_id"])
        steps(work)
        work.scope.get(Tenant, foreign["public_id"])

    probe(batch=astray)
    made = start(world.person(WHO), KIND)
    execute(world.run(made.run_ref))
    run = world.run(made.run_ref)
    assert (run["outcome"], run["reason_code"]) == ("failed", "target_missing")
    assert world.effects(made.run_ref) == []
    catalogue.forget(KIND)


def test_an_operation_that_is_gone_blocks_its_waiting_runs(world):
    made = start(world.person(WHO), KIND)
    catalogue.forget(KIND)
    execute(world.run(made.run_ref))
    assert world.run(made.run_ref)["reason_code"] == "kind_unknown"
    probe()
