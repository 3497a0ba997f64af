"""Attacks on every service, generated from what is found in the packages: who comes in, and at whose records."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tenantpilot.access.capabilities import PLANE, Plane, Role
from tenantpilot.kernel.clock import freeze, now
from tenantpilot.kernel.errors import BlockedError, ConflictError, InvalidInputError
from tenantpilot.kernel.ids import NIL, new_public_id
from tenantpilot.provider.consent import ConsentError
from tenantpilot.sandbox.seed import workspace_key
from tests import people
from tests.isolation.calling import Case
from tests.isolation.cases import CASES
from tests.isolation.services import NOT_SERVICES, everything, services
from tests.isolation.world import FOREIGN, HOME, World, malformed, outcome, statements

STRANGER = ("NotFoundError", "error-not-found", "not a member, or no such workspace")
SIGN_IN = ("SignInRequiredError", "error-sign-in-required", "the session ended or its authority changed")
# Behind the door a service may still have reasons of its own; they prove that the door was open.
OWN = (ConflictError, InvalidInputError, BlockedError, ConsentError)
PASSED = {"", *(error.__name__ for kind in OWN for error in (kind, *kind.__subclasses__()))}


def cases(door: str, *, aimed: bool | None = None):
    chosen = [c for c in CASES if c.door == door and (aimed is None or bool(c.aims) is aimed)]
    return pytest.mark.parametrize("case", chosen, ids=lambda case: case.id)


def _target(case: Case, world: World, workspace: str = HOME) -> str:
    if not case.aims:
        return ""
    if case.aims == "workspace":
        return world.space(workspace)
    if case.aims == "session":
        return world.ask("select public_id from session order by created_at limit 1")[0][0]
    return world.ref(case.aims, workspace, case.where)


@pytest.mark.proves("TQC-013", negative=True)
def test_every_service_has_a_case():
    assert services().keys() - {case.service for case in CASES} == set()
    assert {case.service for case in CASES} - services().keys() == set()
    assert NOT_SERVICES.keys() - everything().keys() == set()


# Who comes in without belonging to the workspace.
OUTSIDERS = {
    "the other workspace's owner": lambda w: w.context(Role.OWNER, FOREIGN, space=w.space(HOME)),
    "the other workspace's customer": lambda w: w.context(Role.CUSTOMER_VIEWER, FOREIGN, space=w.space(HOME)),
    "somebody who belongs nowhere": lambda w: people.context_of("newcomer", space=w.space(HOME)),
    "the owner in another plane": lambda w: w.context(Role.OWNER, plane=Plane.REVIEW),
    "the customer in another plane": lambda w: w.context(Role.CUSTOMER_VIEWER, plane=Plane.ADMIN),
    "the platform operator": lambda w: w.context(Role.PLATFORM_OPERATOR, space=w.space(HOME)),
    "the platform operator as a member": lambda w: w.context(
        Role.PLATFORM_OPERATOR, space=w.space(HOME), plane=Plane.ADMIN
    ),
    "the owner in a workspace that is not": lambda w: w.context(Role.OWNER, space=new_public_id("wsp")),
    "the owner with another kind of id": lambda w: w.context(Role.OWNER, space=w.ref("membership")),
    "the owner with an internal key": lambda w: w.context(Role.OWNER, space=str(workspace_key(HOME))),
}


@pytest.fixture(scope="module")
def ended(module_database) -> None:
    """An account for somebody who signed in and was never invited."""
    from tenantpilot.access.tables import UserAccount
    from tenantpilot.kernel.settings import settings
    from tenantpilot.sandbox.people import person
    from tenantpilot.sandbox.seed_queries import account
    from tenantpilot.store.transaction import transaction

    who = person("newcomer")
    with transaction() as session:
        if account(session, settings().oidc_issuer, who.subject) is None:
            session.add(UserAccount(issuer=settings().oidc_issuer, subject=who.subject, display_name=who.name))


@pytest.mark.proves("TQC-001", "TQC-013", "ACC-015", negative=True)
@pytest.mark.parametrize("outsider", OUTSIDERS)
@cases("workspace")
def test_outsiders_find_nothing_and_change_nothing(world, ended, case, outsider):
    ctx = OUTSIDERS[outsider](world)
    target = _target(case, world)
    before, denials = {w: world.fingerprint(w) for w in (HOME, FOREIGN)}, world.denials(NIL)
    assert outcome(case.call, ctx, world, target) == STRANGER
    assert {w: world.fingerprint(w) for w in (HOME, FOREIGN)} == before
    assert world.denials(NIL) == denials + 1


@pytest.mark.proves("TQC-002", negative=True)
@cases("workspace")
def test_a_foreign_workspace_costs_what_an_absent_one_costs(world, ended, case):
    """The same statements in the same order, so that neither words nor work tell them apart."""
    sent = []
    for space in (world.space(FOREIGN), new_public_id("wsp")):
        ctx = world.context(Role.OWNER, space=space)
        with statements() as seen:
            assert outcome(case.call, ctx, world, _target(case, world)) == STRANGER
        sent.append(seen)
    assert sent[0] == sent[1]


@pytest.mark.proves("TQC-001", "ACC-003", negative=True)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PLATFORM_OPERATOR], ids=lambda r: r.value)
@cases("workspace")
def test_each_role_may_what_the_registry_says(world, case, role):
    ctx = world.context(role)
    target = _target(case, world)
    denials, before = world.denials(workspace_key(HOME)), world.fingerprint(HOME)
    ended_with = outcome(case.call, ctx, world, target)
    if case.admits(role):
        assert ended_with[0] in PASSED
    else:
        assert ended_with[:2] == ("ForbiddenError", "error-forbidden")
        assert world.denials(workspace_key(HOME)) == denials + 1
        changed = {name for name, sum_ in world.fingerprint(HOME).items() if sum_ != before[name]}
        assert changed == {"audit_entry", "audit_head"}


@pytest.mark.proves("TQC-002", "TQC-013", negative=True)
@cases("workspace", aimed=True)
def test_a_foreign_record_answers_like_an_absent_one(world, case):
    """The caller may do it to records of their own, and holds a well-made handle for somebody else's."""
    role = next(role for role in (Role.OWNER, Role.CUSTOMER_VIEWER) if case.admits(role))
    before = world.fingerprint(FOREIGN)
    answers, sent = [], []
    for target in (_target(case, world, FOREIGN), world.absent(case.aims)):
        ctx = world.context(role)
        with statements() as seen:
            answers.append(outcome(case.call, ctx, world, target))
        sent.append(seen)
    assert answers[0] == answers[1]
    assert answers[0][:2] == ("NotFoundError", "error-not-found")
    assert sent[0] == sent[1]
    assert world.fingerprint(FOREIGN) == before


@pytest.mark.proves("TQC-002", negative=True)
@cases("workspace", aimed=True)
def test_a_malformed_record_answers_like_an_absent_one(world, case):
    role = next(role for role in (Role.OWNER, Role.CUSTOMER_VIEWER) if case.admits(role))
    for target in malformed():
        if target == "" and case.service.endswith(".start"):
            continue  # no tenant at all is a different question
        ended_with = outcome(case.call, world.context(role), world, target)
        assert ended_with[:2] == ("NotFoundError", "error-not-found"), target


@pytest.mark.proves("TQC-002", negative=True)
@cases("person", aimed=True)
def test_somebody_else_s_own_things_answer_like_absent_ones(world, case):
    """Notices and sessions of other people, workspaces of others."""
    ctx = world.context(Role.READ_ONLY)
    before = world.ask("select md5(string_agg(s::text, '' order by id)) from session s")
    target = _target(case, world, FOREIGN)
    foreign = outcome(case.call, ctx, world, target)
    absent = outcome(case.call, ctx, world, world.absent(case.aims))
    assert foreign == absent
    assert foreign[:2] == ("NotFoundError", "error-not-found")
    assert world.ask("select md5(string_agg(s::text, '' order by id)) from session s") == before


@pytest.mark.proves("ACC-016", negative=True)
@pytest.mark.parametrize("role", Role, ids=lambda r: r.value)
@cases("installation")
def test_the_console_is_for_platform_operators_in_their_plane(world, case, role):
    for plane in Plane:
        ctx = world.context(role, plane=plane)
        expected = "" if role is Role.PLATFORM_OPERATOR and plane is Plane.SYSTEM else "NotFoundError"
        assert outcome(case.call, ctx, world, "")[0] == expected


@pytest.mark.proves("TQC-001", "ACC-007", negative=True)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_an_ended_or_outdated_sign_in_is_worth_nothing(world, case):
    role = Role.PLATFORM_OPERATOR if case.door == "installation" else Role.OWNER
    for spoil in (
        "update session set ended_at = now(), end_reason = 'revoked'",
        "update session set epoch = epoch + 1",
        "update session set expires_at = now()",
    ):
        ctx = world.context(role)
        world.ask(f"{spoil} where id = %s returning 1", ctx.session_id)
        before = world.fingerprint(HOME)
        assert outcome(case.call, ctx, world, _target(case, world)) == SIGN_IN
        assert world.fingerprint(HOME) == before


@pytest.mark.proves("TQC-001", "ACC-005", negative=True)
@cases("workspace")
def test_a_membership_that_ran_out_is_none(world, case):
    """Nothing happens at the end of a membership but that the clock passes it."""
    with freeze(now() + timedelta(days=31)):
        ctx = people.context_of("northwind-temporary")
        assert ctx.plane is PLANE[Role.OPERATOR]
        assert outcome(case.call, ctx, world, _target(case, world)) == STRANGER


@pytest.mark.proves("TQC-001", "ACC-007", negative=True)
def test_a_revoked_membership_is_none(own_world):
    for case in CASES:
        if case.door == "workspace":
            own_world.end_membership("northwind-manager", HOME, at=None, revoked=True)
            assert outcome(case.call, own_world.context(Role.MANAGER), own_world, _target(case, own_world))[0] in (
                *PASSED, "ForbiddenError")  # fmt: skip
            own_world.end_membership("northwind-manager", HOME, at=now(), revoked=True)
            ctx = own_world.context(Role.MANAGER)
            assert outcome(case.call, ctx, own_world, _target(case, own_world)) == STRANGER, case.id


@pytest.mark.proves("TQC-001", negative=True)
def test_a_deactivated_person_is_nobody(own_world):
    contexts = [own_world.context(Role.OWNER) for _ in CASES]
    account = people.account_of("northwind-owner")
    own_world.ask("update user_account set is_active = false where id = %s returning 1", account.id)
    for ctx, case in zip(contexts, CASES, strict=True):
        assert outcome(case.call, ctx, own_world, _target(case, own_world)) == SIGN_IN, case.id


@pytest.mark.parametrize("case", [case for case in CASES if case.door == "workspace"], ids=lambda case: case.id)
def test_a_service_works_the_twelfth_time_too(world, case):
    """PostgreSQL changes its mind about a statement after some executions on one connection: plans become general."""
    role = next(role for role in (Role.OWNER, Role.CUSTOMER_VIEWER) if case.admits(role))
    ctx = world.context(role)
    for _ in range(12):
        assert outcome(case.call, ctx, world, _target(case, world))[0] in PASSED
