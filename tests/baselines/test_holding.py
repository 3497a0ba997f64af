"""Where baselines hold: rings in any order, assignments to tenants and groups, what follows when one ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tenantpilot.access.handles import seal
from tenantpilot.baselines import (
    assigning,
    draft_rules,
    group_reading,
    part_reading,
    parts,
    profiles,
    reading,
    roll_out,
    value_reading,
    values,
    variables,
)
from tenantpilot.baselines.comparing import compare_tenant
from tenantpilot.baselines.effective import effective
from tenantpilot.findings.observing import Observation, Source, observe
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import ForbiddenError, NotFoundError
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.store.ledger import SYSTEM
from tenantpilot.store.scope import Scope, open_workspace
from tenantpilot.tenants import groups
from tests.baselines.stock import Draft, Stock, handle, refused, several, version

WORKSPACE = "northwind"


@contextmanager
def scope(stock: Stock) -> Iterator[Scope]:
    """A scope as a run of the product's own has it."""
    ref = stock.one("select public_id from workspace where id = %s", workspace_key(WORKSPACE))
    with open_workspace(workspace_key(WORKSPACE), ref, SYSTEM) as made:
        made.run_ref = "run_" + "b" * 20
        yield made


def held(stock: Stock, draft: Draft) -> dict[str, tuple[int, int, int]]:
    """Tenant → ring, version and priority of a baseline there."""
    key = stock.one("select id from baseline where public_id = %s", draft.ref)
    with scope(stock) as made:
        found = effective(made, baseline_id=key)
    return {one.tenant_ref: (one.ring, one.number, one.priority) for one in found}


def group(stock: Stock, name: str, *tenants: str) -> str:
    """A group of these tenants; its public id."""
    return groups.create_group(stock.manager, name, tenants)


@pytest.mark.proves("BAS-031")
def test_a_tenant_s_own_assignment_counts_before_its_groups_and_the_smaller_priority_before_the_greater(stock: Stock):
    draft = several(stock, "Once")
    manager = stock.manager
    for _ in range(2):
        roll_out.add_ring(manager, draft.baseline)
    roll_out.advance_ring(manager, draft.baseline, 1, version(stock, draft, 2))
    roll_out.advance_ring(manager, draft.baseline, 2, version(stock, draft, 1))
    both = group(stock, "Both", stock.reference_ref, stock.customer_ref)
    some = group(stock, "Some", stock.customer_ref)
    assigning.assign(manager, draft.baseline, group_ref=both, ring=2, priority=50)
    assert held(stock, draft) == {stock.reference_ref: (2, 1, 50), stock.customer_ref: (2, 1, 50)}
    second = assigning.assign(manager, draft.baseline, group_ref=some, ring=1, priority=40)
    assert held(stock, draft)[stock.customer_ref] == (1, 2, 40)
    assigning.change_assignment(manager, handle(stock, assigning.KIND, second), priority=50, ring=1)
    assert held(stock, draft)[stock.customer_ref] == (1, 2, 50)
    own = assigning.assign(manager, draft.baseline, tenant_ref=stock.customer_ref, ring=3, priority=900)
    assert held(stock, draft)[stock.customer_ref] == (3, 0, 900)
    [row] = [one for one in reading.list_baselines(manager).rows if one.baseline_ref == draft.ref]
    assert (row.tenants, row.groups, row.behind, row.waiting) == (2, 2, 1, 1)
    page = {one.assignment_ref: one for one in reading.baseline_page(manager, draft.ref).assignments}
    assert (page[second].tenants, page[second].overridden, page[own].number) == (1, 1, 0)
    shown = reading.effective_baselines(manager, stock.customer_ref)
    assert [(one.ring, one.group_ref) for one in shown if one.baseline_ref == draft.ref] == [(3, "")]
    for done in page:
        assigning.unassign(manager, handle(stock, assigning.KIND, done))
    assert held(stock, draft) == {}


@pytest.mark.proves("BAS-031", negative=True)
def test_what_is_no_assignment_is_refused_per_field(stock: Stock):
    draft, manager = several(stock, "Refused", 1), stock.manager
    assign, some = assigning.assign, group(stock, "Refusing")
    both = {"tenant_ref": stock.customer_ref, "group_ref": some}
    assert refused(assign, manager, draft.baseline, **both) == {"target": "error-field-choice"}
    assert refused(assign, manager, draft.baseline) == {"target": "error-field-required"}
    wrong = {"priority": "error-field-priority", "ring": "error-field-choice"}
    for priority in (0, 1000, -1, "10", None, True, 1.5):
        given = {"group_ref": some, "priority": priority, "ring": 2}
        assert refused(assign, manager, draft.baseline, **given) == wrong
    made = assign(manager, draft.baseline, group_ref=some)
    assert refused(assign, manager, draft.baseline, group_ref=some) == "error-baseline-assigned-already"
    change = assigning.change_assignment
    assert refused(change, manager, handle(stock, assigning.KIND, made), priority=0, ring=2) == wrong
    for kind, ref in (("tenant_ref", "ten_" + "a" * 20), ("group_ref", "grp_" + "a" * 20), ("group_ref", "nonsense")):
        with pytest.raises(NotFoundError):
            assign(manager, draft.baseline, **{kind: ref})
    assigning.unassign(manager, handle(stock, assigning.KIND, made))
    with pytest.raises(NotFoundError):
        assigning.unassign(manager, handle(stock, assigning.KIND, made))


def seen(stock: Stock, draft: Draft, tenant_ref: str) -> str:
    """A finding of a baseline in a tenant; its public id."""
    tenant = (stock.one("select id from tenant where public_id = %s", tenant_ref), tenant_ref)
    found = Observation(kind="different", key=draft.ref, severity="high", subject_ref="pol_" + "a" * 20,
                        subject_name="Policy", observed_digest="x", differences=1)  # fmt: skip
    with scope(stock) as made:
        observe(made, tenant, Source("baseline", draft.ref, "x"), [found], unknown=(), observed_at=now())
    query = "select public_id from finding where source_ref = %s and tenant_id = %s"
    return stock.one(query, draft.ref, tenant[0])


def status(stock: Stock, finding: str) -> tuple[str, str]:
    """A finding's status and outcome."""
    [row] = stock.all("select status, outcome from finding where public_id = %s", finding)
    return row["status"], row["outcome"]


GONE = ("closed", "no_longer_applicable")


@pytest.mark.proves("BAS-032")
def test_where_a_baseline_stops_holding_its_findings_are_closed_with_the_reason(stock: Stock):
    draft, manager = several(stock, "Ends", 1), stock.manager
    some = group(stock, "Ending", stock.reference_ref, stock.customer_ref)
    by_group = assigning.assign(manager, draft.baseline, group_ref=some)
    own = assigning.assign(manager, draft.baseline, tenant_ref=stock.customer_ref)
    here, there = seen(stock, draft, stock.reference_ref), seen(stock, draft, stock.customer_ref)
    assigning.unassign(manager, handle(stock, assigning.KIND, own))
    assert (status(stock, here)[0], status(stock, there)[0]) == ("new", "new")
    groups.set_members(manager, handle(stock, groups.KIND, some), [stock.reference_ref])
    assert (status(stock, here)[0], status(stock, there)) == ("new", GONE)
    assert "baseline_unassigned" in stock.one(
        "select reason from audit_entry where subject_ref = %s and action = 'finding.retired'", there
    )
    assigning.unassign(manager, handle(stock, assigning.KIND, by_group))
    assert status(stock, here) == GONE
    assert held(stock, draft) == {}


@pytest.mark.proves("BAS-032")
def test_a_compare_that_began_before_the_end_writes_nothing_down(stock: Stock):
    draft, manager = several(stock, "Meanwhile", 1), stock.manager
    roll_out.advance_ring(manager, draft.baseline, 1, version(stock, draft, 1))
    assigned = assigning.assign(manager, draft.baseline, tenant_ref=stock.customer_ref)
    key = stock.one("select id from baseline where public_id = %s", draft.ref)
    with scope(stock) as made:
        began = effective(made, baseline_id=key)
    assert [one.number for one in began] == [1]
    assigning.unassign(manager, handle(stock, assigning.KIND, assigned))
    with scope(stock) as made:
        assert compare_tenant(made, workspace_key(WORKSPACE), began).baselines == 0
    assert stock.one("select count(*) from comparison where baseline_id = %s", key) == 0
    assert stock.one("select count(*) from finding where source_ref = %s", draft.ref) == 0


@pytest.mark.proves("BAS-032", "BAS-035")
def test_a_deleted_baseline_holds_nowhere_and_its_findings_are_closed(stock: Stock):
    draft, manager = several(stock, "Deleted", 1), stock.manager
    assigning.assign(manager, draft.baseline, tenant_ref=stock.customer_ref)
    finding = seen(stock, draft, stock.customer_ref)
    assert refused(profiles.delete_baseline, manager, draft.baseline, " ") == {"reason": "error-field-required"}
    profiles.delete_baseline(manager, draft.baseline, "Replaced by another one")
    assert status(stock, finding) == GONE
    assert held(stock, draft) == {}
    [entry] = stock.all(
        "select reason, after from audit_entry where subject_ref = %s and action = 'baseline.deleted'", draft.ref
    )
    assert entry["reason"] == "Replaced by another one"
    assert '"findings":1' in entry["after"]


@pytest.mark.proves("BAS-035", negative=True)
def test_a_deleted_baseline_is_found_nowhere_and_takes_nothing(stock: Stock):
    draft, manager = several(stock, "Gone", 1), stock.manager
    ref = draft.row["public_id"]
    profiles.delete_baseline(manager, draft.baseline, "over")
    assert draft.ref not in {one.baseline_ref for one in reading.list_baselines(manager).rows}
    for look in (lambda: reading.baseline_page(manager, draft.ref), lambda: part_reading.list_parts(manager, ref),
                 lambda: reading.assignment_choices(manager, draft.ref)):  # fmt: skip
        with pytest.raises(NotFoundError):
            look()
    for change in (
        lambda: assigning.assign(manager, draft.baseline, tenant_ref=stock.customer_ref),
        lambda: roll_out.add_ring(manager, draft.baseline),
        lambda: profiles.start_draft(manager, draft.baseline),
        lambda: profiles.change_baseline(manager, draft.baseline, "Back"),
    ):
        assert refused(change) == "error-baseline-deleted"
    assert profiles.create_baseline(manager, "Gone")


@pytest.mark.proves("BAS-033")
def test_groups_are_made_renamed_filled_and_dissolved(stock: Stock):
    manager = stock.manager
    made = group(stock, "Gold customers", stock.customer_ref)
    groups.rename_group(manager, handle(stock, groups.KIND, made), " Golden   customers ")
    groups.set_members(manager, handle(stock, groups.KIND, made), [stock.reference_ref, stock.reference_ref])
    [row] = [one for one in group_reading.list_groups(manager).rows if one.group_ref == made]
    assert (row.name, [one.tenant_ref for one in row.members]) == ("Golden customers", [stock.reference_ref])
    assert row.is_removable
    groups.delete_group(manager, row.handle)
    actions = ["group.created", "group.changed", "group.changed", "group.deleted"]
    assert stock.log(made) == actions
    with pytest.raises(NotFoundError):
        groups.rename_group(manager, row.handle, "Back")


@pytest.mark.proves("BAS-033", negative=True)
def test_a_group_in_use_and_names_that_are_none_are_refused(stock: Stock):
    manager, draft = stock.manager, several(stock, "In use", 1)
    made = group(stock, "Used", stock.customer_ref)
    assert refused(groups.create_group, manager, "uSED") == {"name": "error-field-name-taken"}
    assert refused(groups.create_group, manager, "") == {"name": "error-field-required"}
    assert refused(groups.create_group, manager, "x" * 121) == {"name": "error-field-too-long"}
    with pytest.raises(NotFoundError):
        groups.create_group(manager, "With another's", [stock.one(
            "select public_id from tenant where name = 'Litware Finance'")])  # fmt: skip
    assigned = assigning.assign(manager, draft.baseline, group_ref=made)
    [row] = [one for one in group_reading.list_groups(manager).rows if one.group_ref == made]
    assert (row.is_removable, [one.name for one in row.baselines]) == (False, ["In use"])
    assert refused(groups.delete_group, manager, row.handle) == "error-group-in-use"
    assert stock.one("select count(*) from tenant_group_member m join tenant_group g on g.id = m.group_id"
                     " where g.public_id = %s", made) == 1  # fmt: skip
    assigning.unassign(manager, handle(stock, assigning.KIND, assigned))
    groups.delete_group(manager, row.handle)


def narrowed(stock: Stock) -> Any:
    """A manager who reaches the customer only."""
    who = "(select m.id from membership m where m.role = 'manager' and m.workspace_id = %s)"
    key = workspace_key(WORKSPACE)
    with stock.asleep("membership", "membership_tenant"):
        stock.do(f"update membership set tenant_mode = 'only' where workspace_id = %s and id in {who}", key, key)
        stock.do(
            "insert into membership_tenant (workspace_id, id, membership_id, named_tenant_id) select workspace_id,"
            f" gen_random_uuid(), id, (select id from tenant where public_id = %s) from membership where id in {who}",
            stock.customer_ref, key,
        )  # fmt: skip
    return stock.person("northwind-manager")


def widen(stock: Stock) -> None:
    """Take the narrowing back."""
    with stock.asleep("membership", "membership_tenant"):
        stock.do("delete from membership_tenant where workspace_id = %s", workspace_key(WORKSPACE))
        stock.do("update membership set tenant_mode = 'all' where role = 'manager' and workspace_id = %s",
                 workspace_key(WORKSPACE))  # fmt: skip


@pytest.mark.proves("BAS-034", negative=True)
def test_people_narrowed_to_some_tenants_change_nothing_beyond_them(stock: Stock):
    draft = stock.captured("Narrow")
    variables.add_variable(stock.manager, *draft.now, draft.part(1), "osMinimumVersion", "narrow.os")
    draft.publish(to_first_ring=True)
    both = group(stock, "Narrow both", stock.reference_ref, stock.customer_ref)
    by_group = assigning.assign(stock.manager, draft.baseline, group_ref=both, priority=7)
    of_other = assigning.assign(stock.manager, draft.baseline, tenant_ref=stock.reference_ref)
    draft.begin()
    part, form = draft.part(1), draft.now
    ctx = narrowed(stock)
    try:
        page = reading.baseline_page(ctx, draft.ref)
        assert (page.may_manage, page.is_editable, page.row.tenants) == (False, False, 1)
        assert {one.assignment_ref for one in page.assignments} == {by_group}
        assert [(one.priority, one.group_name) for one in reading.effective_baselines(ctx, stock.customer_ref)
                if one.baseline_ref == draft.ref] == [(7, "Narrow both")]  # fmt: skip
        rows = part_reading.list_parts(ctx, draft.row["public_id"]).rows
        assert {(one.source_ref, one.source_name, one.source_href, one.newer) for one in rows} == {("", "", "", "")}
        [listed] = [one for one in group_reading.list_groups(ctx).rows if one.group_ref == both]
        assert [one.name for one in listed.members] == ["Contoso Manufacturing"]
        assert "Adventure Works" not in str(
            (page, rows, listed, value_reading.tenant_values(ctx, stock.customer_ref),
             part_reading.part_content(ctx, draft.row["public_id"], rows[0].part_ref))
        )  # fmt: skip
        for attempt in (
            lambda: draft_rules.add_rule(ctx, *form, "*", "description"),
            lambda: parts.remove_parts(ctx, *form, [part]),
            lambda: profiles.publish(ctx, *form),
            lambda: profiles.create_baseline(ctx, "Narrow own"),
            lambda: profiles.delete_baseline(ctx, draft.baseline, "why"),
            lambda: roll_out.add_ring(ctx, draft.baseline),
            lambda: assigning.assign(ctx, draft.baseline, group_ref=both),
            lambda: assigning.unassign(ctx, seal(ctx, assigning.KIND, by_group)),
            lambda: groups.create_group(ctx, "Narrow group"),
            lambda: groups.set_members(ctx, seal(ctx, groups.KIND, both), []),
        ):
            with pytest.raises(ForbiddenError):
                attempt()
        for attempt in (
            lambda: assigning.assign(ctx, draft.baseline, tenant_ref=stock.reference_ref),
            lambda: assigning.unassign(ctx, seal(ctx, assigning.KIND, of_other)),
            lambda: values.set_value(ctx, stock.reference_ref, "narrow.os", "1"),
        ):
            with pytest.raises(NotFoundError):
                attempt()
        values.set_value(ctx, stock.customer_ref, "narrow.os", "1")
        mine = assigning.assign(ctx, draft.baseline, tenant_ref=stock.customer_ref)
        assigning.unassign(ctx, seal(ctx, assigning.KIND, mine))
    finally:
        widen(stock)
    assert held(stock, draft).keys() == {stock.reference_ref, stock.customer_ref}
