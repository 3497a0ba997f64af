"""What a person is told before starting, and that starting asks the same again."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tenantpilot.access import suspension
from tenantpilot.kernel.errors import BlockedError, ConfigurationError, ForbiddenError, InvalidInputError, NotFoundError
from tenantpilot.operations import catalogue, controls, gates
from tenantpilot.operations.catalogue import Operation
from tenantpilot.operations.dispatch import list_operations, preflight, start
from tests.operations.world import KIND, World, probe

OWNER, READER = "northwind-owner", "northwind-read-only"


def tenant_of(world: World, space: str) -> str:
    """The first tenant of a workspace."""
    query = (
        "select t.public_id from tenant t join workspace w on w.id = t.workspace_id where w.public_id = %s order by 1"
    )
    return world.all(query, space)[0]["public_id"]


@pytest.fixture
def gate():
    """A gate of the suite's own: what it says of which kind."""
    says: dict[str, str] = {}
    made = gates.register(lambda scope, operation: says.get(operation.kind, ""))
    yield says
    gates.forget(made)


@pytest.mark.proves("OPS-032", "OPS-003", negative=True)
def test_everything_against_a_start_is_named_and_the_start_refuses(world, gate):
    gate[KIND] = "target_missing"
    controls.stop(world.person(OWNER), KIND, "x")
    suspension.set_suspended(world.person(OWNER).space, "unpaid", is_suspended=True)
    told = preflight(world.person(READER), KIND)
    assert told.reasons == ("capability_lost", "workspace_suspended", "stopped_by_workspace", "target_missing")
    assert not told.may_start
    with pytest.raises(ForbiddenError):
        start(world.person(READER), KIND)
    for expected, mend in (
        ("workspace_suspended", lambda: suspension.set_suspended(world.person(OWNER).space, "x", is_suspended=False)),
        ("stopped_by_workspace", lambda: controls.release(world.person(OWNER), _handle(world), "x")),
        ("target_missing", gate.clear),
    ):
        with pytest.raises(BlockedError) as refused:
            start(world.person(OWNER), KIND)
        assert refused.value.reason == expected
        mend()
    assert preflight(world.person(OWNER), KIND).may_start
    assert start(world.person(OWNER), KIND).run_ref


def _handle(world: World) -> str:
    return next(row.handle for row in controls.list_controls(world.person(OWNER)).rows if row.handle)


@pytest.mark.proves("OPS-032")
def test_it_says_what_changes_how_much_and_what_is_under_way(world):
    probe(changes="tenant", touches="write", needs_tenant=True, estimate=lambda scope, given: given.steps * 2)
    ctx = world.person(OWNER)
    ref = tenant_of(world, ctx.space)
    told = preflight(ctx, KIND, {"steps": 4}, tenant=ref)
    assert (told.changes, told.touches, told.estimate, told.active_href) == ("tenant", "write", 8, "")
    assert told.tenant_name
    (choice,) = [one for one in list_operations(ctx) if one.kind == KIND]
    assert (choice.needs_tenant, choice.touches) == (True, "write")


@pytest.mark.proves("OPS-032", "OPS-004")
def test_it_leads_to_exactly_the_work_that_a_start_would_join(world):
    ctx = world.person(OWNER)
    made = start(ctx, KIND, {"mark": "a"})
    assert preflight(ctx, KIND, {"mark": "a"}).active_href == made.href
    assert preflight(ctx, KIND, {"mark": "b"}).active_href == ""


@pytest.mark.proves("OPS-032", negative=True)
def test_what_cannot_be_asked_is_refused_like_a_start(world):
    ctx = world.person(OWNER)
    with pytest.raises(NotFoundError):
        preflight(ctx, "no.such")
    with pytest.raises(InvalidInputError):
        preflight(ctx, KIND, {"wrong": 1})
    with pytest.raises(NotFoundError):
        preflight(ctx, KIND, tenant=tenant_of(world, world.person("fabrikam-owner").space))
    with pytest.raises(NotFoundError):
        preflight(world.person("fabrikam-owner", "northwind"), KIND)
    probe(touches="read", needs_tenant=True)
    with pytest.raises(InvalidInputError):
        preflight(ctx, KIND)


@pytest.mark.proves("QER-019", "OPS-001", negative=True)
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ask": len}, "one of ask and read"),
        ({"read": len}, "one of ask and read"),
        ({"touches": "lightly"}, "touches"),
        ({"touches": "read"}, "needing a tenant"),
        ({"changes": "tenant"}, "without touching"),
    ],
)
def test_a_declaration_that_contradicts_itself_stops_the_start(wrong, told):
    declared = {"kind": "probe.wrong", "capability": next(iter(catalogue.load().values())).capability,
                "changes": "nothing", "batch": SimpleNamespace} | wrong  # fmt: skip
    with pytest.raises(ConfigurationError, match=told):
        catalogue.register(Operation(**declared))
