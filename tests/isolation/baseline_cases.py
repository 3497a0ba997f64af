"""How the services of baselines and of tenant groups are called by the generated attacks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.handles import seal
from tenantpilot.baselines import (
    assigning,
    choices,
    draft_rules,
    effect,
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
from tenantpilot.baselines.drafts import BASELINE, PART, RULE, VARIABLE, VERSION
from tenantpilot.baselines.values import REFERENCE
from tenantpilot.inventory.filters import PolicyFilters
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.tenants import groups
from tests.isolation.calling import Call, Case, at, by_handle, plainly
from tests.isolation.world import HOME, World

C = Capability
KEPT = "name = 'kept'"
OF_KEPT = "baseline_id in (select id from baseline where name = 'kept')"
DRAFT = f"state = 'draft' and {OF_KEPT}"
SPARE = "starts_with(name, 'spare') and deleted_at is null"
SPARE_DRAFT = f"state = 'draft' and baseline_id in (select id from baseline where {SPARE})"
NOTHING = "nothing"
_OURS = f"version_id = (select id from baseline_version where workspace_id = %s and {DRAFT})"
# What a value is made of when the call knows who calls.
Late = Callable[[Any, World], Any]


def _one(world: World, query: str, *values: Any) -> Any:
    return world.ask(query, *values)[0][0]


def _revision(world: World, ref: str) -> int:
    """The revision of a draft as its page would have it; a page of no draft at all has some number too."""
    found = world.ask("select revision from baseline_version where public_id = %s", ref.replace("\x00", ""))
    return found[0][0] if found else 1


def _made(value: Any, ctx: Any, world: World) -> Any:
    return value(ctx, world) if callable(value) else value


def on_draft(function: Callable[..., Any], *given: Any, **named: Any) -> Call:
    """Call a service with the handle and revision of whatever draft is aimed at."""

    def call(ctx: Any, world: World, ref: str) -> Any:
        made = [_made(value, ctx, world) for value in given]
        return function(ctx, seal(ctx, VERSION, ref), _revision(world, ref), *made, **named)

    return call


def _draft(ctx: Any, world: World) -> tuple[str, int]:
    ref = world.ref("baseline_version", HOME, DRAFT)
    return seal(ctx, VERSION, ref), _revision(world, ref)


def extras(ctx: Any, world: World) -> list[str]:
    """The handle of a part that may go."""
    query = f"select part_ref from baseline_part where {_OURS} and name = 'extra' order by part_ref limit 1"
    return [seal(ctx, PART, _one(world, query, workspace_key(HOME)))]


def extra(ctx: Any, world: World) -> str:
    """The same for a service of one."""
    return extras(ctx, world)[0]


def _spare(kind: str, table: str, condition: str) -> Late:
    query = f"select id from {table} where {_OURS} and {condition} order by id limit 1"
    return lambda ctx, world: seal(ctx, kind, str(_one(world, query, workspace_key(HOME))))


a_rule = _spare(RULE, "baseline_rule", "starts_with(path, 'spare')")
a_variable = _spare(VARIABLE, "baseline_variable", "starts_with(name, 'spare')")


def tenant_of_ours(_: Any, world: World) -> str:
    """A tenant of the caller's workspace."""
    return world.ref("tenant", HOME, "lifecycle <> 'draft'")


def policies_of_ours(_: Any, world: World) -> list[str]:
    """A policy of the caller's workspace."""
    return [world.ref("policy", HOME, "name = 'mine'")]


def _reference(ctx: Any, _: World) -> str:
    return seal(ctx, REFERENCE, "group:g")


def on_tenant(function: Callable[..., Any], *given: Any) -> Call:
    """Call a service about the tenant that is aimed at."""
    return lambda ctx, world, ref: function(ctx, ref, *(_made(value, ctx, world) for value in given))


def _advance(ctx: Any, world: World, ref: str) -> None:
    version = world.ref("baseline_version", HOME, f"state = 'published' and {OF_KEPT}")
    roll_out.advance_ring(ctx, seal(ctx, BASELINE, ref), 2, version)


def _set_and_clear(ctx: Any, world: World, ref: str) -> None:
    values.set_value(ctx, ref, "own", "other")
    values.clear_value(ctx, ref, "own")


def _map_and_clear(ctx: Any, world: World, ref: str) -> None:
    handle = _reference(ctx, world)
    values.map_reference(ctx, ref, handle, "0b1f7a52-3f0e-4d0c-9a35-5b6a1c9d2e10")
    values.clear_reference(ctx, ref, handle)


def _part_of(function: Callable[..., Any]) -> Call:
    """A part that the workspace's own version has, under whatever version is aimed at."""

    def call(ctx: Any, world: World, ref: str) -> Any:
        query = f"select part_ref from baseline_part where {_OURS} and name <> 'extra' order by part_ref limit 1"
        return function(ctx, ref, _one(world, query, workspace_key(HOME)))

    return call


MANAGE, READ = (C.BASELINE_MANAGE,), (C.BASELINE_READ,)


def draft_case(function: Callable[..., Any], *given: Any, where: str = DRAFT, **named: Any) -> Case:
    """A case of a service that changes a draft."""
    name = f"{function.__module__.removeprefix('tenantpilot.')}.{function.__name__}"
    return Case(name, "workspace", on_draft(function, *given, **named), MANAGE, aims="baseline_version", where=where)


PROFILES = (
    Case("baselines.profiles.create_baseline", "workspace", plainly(profiles.create_baseline, "New"), MANAGE),
    *(Case(f"baselines.profiles.{one.__name__}", "workspace", by_handle(one, BASELINE, *given), MANAGE,
           aims="baseline", where=where)
      for one, where, *given in ((profiles.change_baseline, KEPT, "kept", "said"), (profiles.start_draft, KEPT),
                                 (profiles.delete_baseline, SPARE, "why"))),
    draft_case(profiles.publish, where=SPARE_DRAFT),
    draft_case(profiles.discard, where=SPARE_DRAFT),
    draft_case(parts.capture_parts, tenant_of_ours),
    Case("baselines.parts.capture_parts", "workspace",
         lambda ctx, world, ref: parts.capture_parts(ctx, *_draft(ctx, world), ref), MANAGE, aims="tenant",
         note="of a tenant"),
    draft_case(parts.add_parts, policies_of_ours),
    Case("baselines.parts.add_parts", "workspace",
         lambda ctx, world, ref: parts.add_parts(ctx, *_draft(ctx, world), [ref]), MANAGE, aims="policy",
         where="name = 'mine'", note="of a policy"),
    *(draft_case(one, extras, **named) for one, named in (
        (parts.renew_parts, {}), (parts.remove_parts, {}), (parts.set_parts, {"severity": "high"}))),
    draft_case(draft_rules.set_exhaustive, "device_compliance", is_exhaustive=False),
    draft_case(draft_rules.add_rule, "*", "**.added"),
    draft_case(draft_rules.remove_rule, a_rule),
    draft_case(variables.add_variable, extra, "displayName", "added"),
    draft_case(variables.change_variable, a_variable, "other"),
    draft_case(variables.remove_variable, a_variable),
)  # fmt: skip
ROLL_OUT = (
    *(Case(f"baselines.roll_out.{one.__name__}", "workspace", by_handle(one, BASELINE, *given), MANAGE,
           aims="baseline", where=KEPT)
      for one, *given in ((roll_out.add_ring, "more"), (roll_out.rename_ring, 1, "first"), (roll_out.remove_ring, 1))),
    Case("baselines.roll_out.advance_ring", "workspace", _advance, MANAGE, aims="baseline", where=KEPT),
    Case("baselines.assigning.assign", "workspace",
         lambda ctx, world, ref: assigning.assign(ctx, seal(ctx, BASELINE, ref), tenant_ref=tenant_of_ours(ctx, world)),
         MANAGE, aims="baseline", where=SPARE),
    Case("baselines.assigning.assign", "workspace",
         lambda ctx, world, ref: assigning.assign(
             ctx, seal(ctx, BASELINE, world.ref("baseline", HOME, KEPT)), tenant_ref=ref or NOTHING),
         MANAGE, aims="tenant", note="to a tenant"),
    Case("baselines.assigning.assign", "workspace",
         lambda ctx, world, ref: assigning.assign(
             ctx, seal(ctx, BASELINE, world.ref("baseline", HOME, KEPT)), group_ref=ref or NOTHING),
         MANAGE, aims="tenant_group", note="to a group"),
    Case("baselines.assigning.change_assignment", "workspace",
         by_handle(assigning.change_assignment, assigning.KIND, priority=5, ring=1), MANAGE,
         aims="baseline_assignment", where=OF_KEPT),
    Case("baselines.assigning.unassign", "workspace", by_handle(assigning.unassign, assigning.KIND), MANAGE,
         aims="baseline_assignment", where=f"not {OF_KEPT} and group_id is not null"),
)  # fmt: skip
OPEN = (
    Case("baselines.values.set_value", "workspace", on_tenant(values.set_value, "own", "mine"), MANAGE, aims="tenant"),
    Case("baselines.values.clear_value", "workspace", _set_and_clear, MANAGE, aims="tenant"),
    Case("baselines.values.map_reference", "workspace",
         on_tenant(values.map_reference, _reference, "0b1f7a52-3f0e-4d0c-9a35-5b6a1c9d2e10"), MANAGE, aims="tenant"),
    Case("baselines.values.clear_reference", "workspace", _map_and_clear, MANAGE, aims="tenant"),
    Case("baselines.value_reading.tenant_values", "workspace", at(value_reading.tenant_values), READ, aims="tenant"),
    Case("baselines.value_reading.reference_choices", "workspace",
         on_tenant(value_reading.reference_choices, _reference), READ, aims="tenant"),
)  # fmt: skip
PAGES = (
    Case("baselines.reading.list_baselines", "workspace", plainly(reading.list_baselines), READ),
    *(Case(f"baselines.reading.{one.__name__}", "workspace", at(one), READ, aims="baseline", where=KEPT)
      for one in (reading.baseline_page, reading.assignment_choices)),
    Case("baselines.reading.baseline_page", "workspace",
         lambda ctx, world, ref: reading.baseline_page(ctx, world.ref("baseline", HOME, KEPT), ref or NOTHING), READ,
         aims="baseline_version", where=OF_KEPT, note="of a version"),
    Case("baselines.reading.effective_baselines", "workspace", at(reading.effective_baselines), READ, aims="tenant"),
    Case("baselines.part_reading.list_parts", "workspace", at(part_reading.list_parts), READ,
         aims="baseline_version", where=OF_KEPT),
    *(Case(f"baselines.part_reading.{one.__name__}", "workspace", _part_of(one), READ, aims="baseline_version",
           where=DRAFT) for one in (part_reading.part_content, part_reading.part_places)),
    Case("baselines.choices.capture_choices", "workspace", plainly(choices.capture_choices), READ),
    Case("baselines.choices.capture_choices", "workspace",
         lambda ctx, world, ref: choices.capture_choices(ctx, ref or NOTHING), READ, aims="tenant",
         note="of a tenant"),
    Case("baselines.choices.policy_choices", "workspace", at(choices.policy_choices), READ,
         aims="baseline_version", where=OF_KEPT),
    Case("baselines.choices.policy_choices", "workspace",
         lambda ctx, world, ref: choices.policy_choices(
             ctx, world.ref("baseline_version", HOME, OF_KEPT), PolicyFilters(environment_id=ref or NOTHING)),
         READ, aims="tenant", note="of a tenant"),
    Case("baselines.effect.preview_rule", "workspace", at(effect.preview_rule, "*", "displayName"), READ,
         aims="baseline_version", where=OF_KEPT),
    Case("baselines.group_reading.list_groups", "workspace", plainly(group_reading.list_groups), (C.TENANT_READ,)),
)  # fmt: skip


def _everybody(ctx: Any, world: World, ref: str) -> None:
    tenants = [one for (one,) in world.ask("select public_id from tenant where workspace_id = %s", workspace_key(HOME))]
    groups.set_members(ctx, seal(ctx, groups.KIND, ref), tenants)


GROUPS = (
    Case("tenants.groups.create_group", "workspace", plainly(groups.create_group, "New"), (C.TENANT_MANAGE,)),
    Case("tenants.groups.create_group", "workspace",
         lambda ctx, world, ref: groups.create_group(ctx, "Of one", [ref]), (C.TENANT_MANAGE,),
         aims="tenant", note="of a tenant"),
    Case("tenants.groups.rename_group", "workspace", by_handle(groups.rename_group, groups.KIND, "kept"),
         (C.TENANT_MANAGE,), aims="tenant_group", where=KEPT),
    Case("tenants.groups.set_members", "workspace", _everybody, (C.TENANT_MANAGE,), aims="tenant_group", where=KEPT),
    Case("tenants.groups.set_members", "workspace",
         lambda ctx, world, ref: groups.set_members(
             ctx, seal(ctx, groups.KIND, world.ref("tenant_group", HOME, KEPT)), [ref]),
         (C.TENANT_MANAGE,), aims="tenant", note="with a tenant"),
    Case("tenants.groups.delete_group", "workspace", by_handle(groups.delete_group, groups.KIND), (C.TENANT_MANAGE,),
         aims="tenant_group", where="starts_with(name, 'spare')"),
)  # fmt: skip
BASELINES = (*PROFILES, *ROLL_OUT, *OPEN, *PAGES, *GROUPS)
