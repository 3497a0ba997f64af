"""How each service is called by the generated attacks. A service without a case fails the suite."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tenantpilot.access import (
    installation,
    invitations,
    members,
    notifications,
    profile,
    review,
    sessions,
    workspaces,
)
from tenantpilot.access.capabilities import Capability, Role
from tenantpilot.access.handles import seal
from tenantpilot.access.membership_rules import Grant
from tenantpilot.audit import reading as log
from tenantpilot.inventory import contents, coverage, policies
from tenantpilot.inventory import reading as explorer
from tenantpilot.inventory.filters import PolicyFilters
from tenantpilot.operations import artifacts, catalogue, control, controls, dispatch, reading, schedules
from tenantpilot.operations import installation as console
from tenantpilot.operations.cadence import Cadence
from tenantpilot.provider import checking, connections, consent, posture_reading, rotation
from tenantpilot.provider import connection_reading as ways
from tenantpilot.provider.connections import ConnectionForm
from tenantpilot.provider.credentials import CredentialForm
from tenantpilot.sandbox.seed import workspace_key
from tenantpilot.tenants import reading as tenants
from tenantpilot.tenants import services as tenant_services
from tenantpilot.tenants.rules import TenantForm
from tests.isolation.baseline_cases import BASELINES
from tests.isolation.calling import Call, Case, at, by_handle, plainly
from tests.isolation.compare_cases import COMPARISONS
from tests.isolation.exception_cases import ACCEPTANCES
from tests.isolation.findings_cases import DECISIONS
from tests.isolation.overview_cases import OVERVIEWS
from tests.isolation.rules_cases import RULES
from tests.isolation.work_cases import WORK
from tests.isolation.world import HOME, World

C = Capability
READER = Grant(role=Role.READ_ONLY.value)
NOBODY = "nobody@elsewhere.example"
NOTHING = "nothing"  # where an empty id means that none was named


def _fetch(ctx, world: World, ref: str) -> bytes:
    return b"".join(artifacts.open_download(ctx, ref).chunks)


def _start(kind: str) -> Call:
    return lambda ctx, world, ref: dispatch.start(ctx, kind, {}, tenant=ref or None)


def _release_everywhere(ctx, world: World, ref: str) -> None:
    (found,) = world.ask("select public_id from installation_control where released_at is null limit 1")
    controls.release_everywhere(ctx, seal(ctx, controls.KIND, found[0]), "over")


OPEN = "status = 'pending'"
GUEST = "revoked_at is null and user_id in (select id from user_account where issuer = 'guests')"
MEMBERS = (
    Case("access.members.list_members", "workspace", plainly(members.list_members), (C.MEMBER_READ,)),
    Case("access.members.list_tenant_choices", "workspace", plainly(members.list_tenant_choices), (C.TENANT_READ,)),
    Case("access.members.list_grantable_roles", "workspace", plainly(members.list_grantable_roles), (C.MEMBER_READ,)),
    Case("access.members.list_invitations", "workspace", plainly(members.list_invitations), (C.MEMBER_MANAGE,)),
    Case("access.members.change_member", "workspace", by_handle(members.change_member, "membership", READER),
         (C.MEMBER_MANAGE,), aims="membership", where=GUEST),
    Case("access.members.remove_member", "workspace", by_handle(members.remove_member, "membership"),
         (C.MEMBER_MANAGE,), aims="membership", where=GUEST),
    Case("access.invitations.invite", "workspace", plainly(invitations.invite, NOBODY, READER), (C.MEMBER_MANAGE,)),
    Case("access.invitations.renew", "workspace", by_handle(invitations.renew, "invitation"),
         (C.MEMBER_MANAGE,), aims="invitation", where=OPEN),
    Case("access.invitations.withdraw", "workspace", by_handle(invitations.withdraw, "invitation"),
         (C.MEMBER_MANAGE,), aims="invitation", where=OPEN),
    Case("access.invitations.preview", "person", plainly(invitations.preview, "no such token")),
    Case("access.invitations.accept", "person", plainly(invitations.accept, "no such token")),
)  # fmt: skip
PLACES = (
    Case("access.workspaces.workspace_brief", "workspace", plainly(workspaces.workspace_brief),
         (C.WORKSPACE_READ, C.REVIEW_READ), any_of=True),
    Case("access.review.review_desk", "workspace", plainly(review.review_desk), (C.REVIEW_READ,)),
    Case("access.workspaces.my_workspaces", "person", plainly(workspaces.my_workspaces)),
    Case("access.workspaces.pin_workspace", "person", at(workspaces.pin_workspace, is_pinned=True), aims="workspace"),
    Case("access.installation.list_installation_workspaces", "installation",
         plainly(installation.list_installation_workspaces), (C.INSTALLATION_READ,)),
)  # fmt: skip
PERSONS = (
    Case("access.profile.profile", "person", plainly(profile.profile)),
    Case("access.profile.prefer", "person", plainly(profile.prefer, "theme", "dark")),
    Case("access.notifications.my_notifications", "person", plainly(notifications.my_notifications)),
    Case("access.notifications.mark_all_read", "person", plainly(notifications.mark_all_read)),
    Case("access.notifications.mark_read", "person", by_handle(notifications.mark_read, "notification"),
         aims="notification"),
    Case("access.sessions.list_sessions", "person", plainly(sessions.list_sessions)),
    Case("access.sessions.revoke_session", "person", by_handle(sessions.revoke_session, "session"), aims="session"),
    Case("access.sessions.sign_out_others", "person", plainly(sessions.sign_out_others)),
    Case("access.sessions.sign_out_everywhere", "person", plainly(sessions.sign_out_everywhere)),
)  # fmt: skip
LOG = (
    Case("audit.reading.audit_page", "workspace", plainly(log.audit_page), (C.AUDIT_READ,)),
    Case("audit.reading.audit_entry", "workspace", plainly(log.audit_entry, 1), (C.AUDIT_READ,)),
    Case("audit.reading.audit_entry_by_handle", "workspace",
         lambda ctx, world, ref: log.audit_entry_by_handle(ctx, seal(ctx, log.HANDLE, "1")), (C.AUDIT_READ,)),
    Case("audit.reading.audit_choices", "workspace", plainly(log.audit_choices), (C.AUDIT_READ,)),
)  # fmt: skip
EXPORTED = "capability = 'audit.export'"
RUNS = (
    Case("operations.reading.list_runs", "workspace", plainly(reading.list_runs), (C.RUN_READ,)),
    Case("operations.reading.count_active_runs", "workspace", plainly(reading.count_active_runs), (C.RUN_READ,)),
    Case("operations.reading.run_detail", "workspace", at(reading.run_detail), (C.RUN_READ,), aims="operation_run"),
    Case("operations.reading.list_installation_runs", "installation", plainly(reading.list_installation_runs),
         (C.INSTALLATION_READ,)),
    Case("operations.installation.list_workspace_loads", "installation", plainly(console.list_workspace_loads),
         (C.INSTALLATION_READ,)),
    Case("operations.dispatch.list_operations", "workspace", plainly(dispatch.list_operations), (C.RUN_READ,)),
    Case("operations.dispatch.preflight", "workspace", plainly(dispatch.preflight, "audit.verify"), (C.RUN_READ,)),
    Case("operations.dispatch.preflight", "workspace",
         lambda ctx, world, ref: dispatch.preflight(ctx, "audit.verify", tenant=ref), (C.RUN_READ,), aims="tenant",
         note="of a tenant"),
    *(Case("operations.dispatch.start", "workspace", _start(kind), (one.capability,), note=kind)
      for kind, one in sorted(catalogue.load().items())),
    *(Case("operations.dispatch.start", "workspace", _start(kind), (one.capability,), aims="tenant",
           note=f"{kind} of a tenant") for kind, one in sorted(catalogue.load().items())),
    Case("operations.control.cancel", "workspace", by_handle(control.cancel, "run"), (C.RUN_CANCEL,),
         aims="operation_run", where="status = 'queued'"),
    Case("operations.control.retry_failed", "workspace", by_handle(control.retry_failed, "run"),
         (C.RUN_RETRY, C.AUDIT_EXPORT), aims="operation_run", where=f"status = 'completed' and {EXPORTED}"),
    Case("operations.artifacts.open_download", "workspace", _fetch, (C.RUN_READ, C.AUDIT_EXPORT),
         aims="artifact", where=EXPORTED),
)  # fmt: skip
HOURLY = Cadence("hourly")
SCHEDULES = (
    Case("operations.schedules.may_manage_schedules", "workspace", plainly(schedules.may_manage_schedules),
         (C.SCHEDULE_READ,)),
    Case("operations.schedules.list_schedules", "workspace", plainly(schedules.list_schedules), (C.SCHEDULE_READ,)),
    Case("operations.schedules.create_schedule", "workspace",
         plainly(schedules.create_schedule, "audit.verify", HOURLY), (C.SCHEDULE_MANAGE,)),
    Case("operations.schedules.create_schedule", "workspace",
         lambda ctx, world, ref: schedules.create_schedule(ctx, "audit.verify", HOURLY, tenant=ref),
         (C.SCHEDULE_MANAGE,), aims="tenant", note="of a tenant"),
    *(Case(f"operations.schedules.{verb.__name__}", "workspace", by_handle(verb, "schedule"),
           (C.SCHEDULE_MANAGE,), aims="schedule", where="deleted_at is null")
      for verb in (schedules.pause_schedule, schedules.resume_schedule, schedules.delete_schedule)),
)  # fmt: skip
KEPT, SPARE = "name = 'kept'", "name = 'spare' and removed_at is null"
OF_KEPT = f"connection_id in (select id from provider_connection where {KEPT})"
KNOWN = "lifecycle <> 'draft'"
TENANTS = (
    Case("tenants.reading.list_tenants", "workspace", plainly(tenants.list_tenants), (C.TENANT_READ,)),
    Case("tenants.reading.selectable_tenants", "workspace", plainly(tenants.selectable_tenants), (C.TENANT_READ,)),
    Case("tenants.reading.search_tenants", "workspace", plainly(tenants.search_tenants, "a"), (C.TENANT_READ,)),
    Case("tenants.reading.tenant_detail", "workspace", at(tenants.tenant_detail), (C.TENANT_READ,), aims="tenant"),
    Case("tenants.services.remember_tenant", "workspace", at(tenant_services.remember_tenant), (C.TENANT_READ,),
         aims="tenant"),
    Case("tenants.services.add_tenant", "workspace", plainly(tenant_services.add_tenant, TenantForm("New")),
         (C.TENANT_MANAGE,)),
    Case("tenants.services.change_tenant", "workspace",
         by_handle(tenant_services.change_tenant, "tenant", TenantForm("Renamed")), (C.TENANT_MANAGE,), aims="tenant"),
    Case("tenants.services.change_lifecycle", "workspace",
         by_handle(tenant_services.change_lifecycle, "tenant", "suspended", reason="why"), (C.TENANT_MANAGE,),
         aims="tenant"),
)  # fmt: skip
APPLICATION = ConnectionForm("Added", "7c1d6a52-0e0b-4b57-9a35-5b6a1c9d2e10")
A_SECRET = CredentialForm("secret", secret="not-a-real-one")
CONNECTIONS = (
    Case("provider.connection_reading.list_connections", "workspace", plainly(ways.list_connections),
         (C.CONNECTION_READ,)),
    Case("provider.connection_reading.list_connections", "workspace",
         lambda ctx, world, ref: ways.list_connections(ctx, ref or "nothing"), (C.CONNECTION_READ,), aims="tenant",
         note="of a tenant"),
    Case("provider.connection_reading.connection_detail", "workspace", at(ways.connection_detail),
         (C.CONNECTION_READ,), aims="provider_connection", where=KEPT),
    Case("provider.connection_reading.new_connection", "workspace", at(ways.new_connection),
         (C.CONNECTION_MANAGE,), aims="tenant", where=KNOWN),
    Case("provider.posture_reading.permission_posture", "workspace", at(posture_reading.permission_posture),
         (C.CONNECTION_READ,), aims="tenant"),
    Case("provider.connections.create_connection", "workspace",
         at(connections.create_connection, APPLICATION, A_SECRET), (C.CONNECTION_MANAGE,), aims="tenant", where=KNOWN),
    Case("provider.connections.change_connection", "workspace",
         by_handle(connections.change_connection, "connection", ConnectionForm("kept", APPLICATION.client_id)),
         (C.CONNECTION_MANAGE,), aims="provider_connection", where=KEPT),
    Case("provider.connections.set_enabled", "workspace",
         by_handle(connections.set_enabled, "connection", is_enabled=True),
         (C.CONNECTION_MANAGE,), aims="provider_connection", where=KEPT),
    Case("provider.connections.remove_connection", "workspace",
         by_handle(connections.remove_connection, "connection", reason="why"),
         (C.CONNECTION_MANAGE,), aims="provider_connection", where=SPARE),
    Case("provider.checking.start_check", "workspace", by_handle(checking.start_check, "connection"),
         (C.CONNECTION_CHECK,), aims="provider_connection", where=KEPT),
    Case("provider.checking.start_credential_check", "workspace",
         by_handle(checking.start_credential_check, "credential"),
         (C.CONNECTION_CHECK,), aims="provider_credential", where=OF_KEPT),
    Case("provider.rotation.add_credential", "workspace", by_handle(rotation.add_credential, "connection", A_SECRET),
         (C.CONNECTION_MANAGE,), aims="provider_connection", where=KEPT),
    *(Case(f"provider.rotation.{verb.__name__}", "workspace", by_handle(verb, "credential"),
           (C.CONNECTION_MANAGE,), aims="provider_credential", where=OF_KEPT)
      for verb in (rotation.promote_credential, rotation.discard_credential)),
    Case("provider.consent.begin", "workspace", at(consent.begin), (C.CONNECTION_MANAGE,),
         aims="provider_connection", where=KEPT),
    Case("provider.consent.finish", "workspace", lambda ctx, world, ref: consent.finish(ctx, _came_back(ctx, ref)),
         (C.CONNECTION_MANAGE,), aims="consent_attempt"),
)  # fmt: skip


def _came_back(ctx, ref: str) -> consent.Returned:
    return consent.Returned(seal(ctx, consent.KIND, f"{ctx.space} {ref}"), admin_consent="True")


CONTROLS = (
    Case("operations.controls.list_controls", "workspace", plainly(controls.list_controls), (C.CONTROL_READ,)),
    Case("operations.controls.stop", "workspace", plainly(controls.stop, "run.export", "why"), (C.CONTROL_MANAGE,)),
    Case("operations.controls.release", "workspace", by_handle(controls.release, controls.KIND, "over"),
         (C.CONTROL_MANAGE,), aims="workspace_control", where="released_at is null"),
    Case("operations.controls.list_installation_controls", "installation",
         plainly(controls.list_installation_controls), (C.INSTALLATION_READ,)),
    Case("operations.controls.stop_everywhere", "installation", plainly(controls.stop_everywhere, "run.export", "why"),
         (C.INSTALLATION_CONTROL,)),
    Case("operations.controls.release_everywhere", "installation", _release_everywhere, (C.INSTALLATION_CONTROL,)),
)  # fmt: skip


def _version_of_ours(function: Callable[..., Any]) -> Call:
    """A version by its id, of the policy that it belongs to when it is the workspace's, else of one that is ours."""

    def call(ctx, world: World, ref: str) -> Any:
        found = world.ask(
            "select p.public_id from policy_version v join policy p on p.workspace_id = v.workspace_id"
            " and p.id = v.policy_id where v.public_id = %s and v.workspace_id = %s",
            ref.replace("\x00", ""), workspace_key(HOME),
        )  # fmt: skip
        return function(ctx, found[0][0] if found else world.ref("policy", where="name = 'mine'"), ref or NOTHING)

    return call


INVENTORY = (
    Case("inventory.reading.list_policies", "workspace", plainly(explorer.list_policies), (C.POLICY_READ,)),
    Case("inventory.reading.list_policies", "workspace",
         lambda ctx, world, ref: explorer.list_policies(ctx, PolicyFilters(environment_id=ref or NOTHING)),
         (C.POLICY_READ,), aims="tenant", note="of a tenant"),
    Case("inventory.reading.list_policies", "workspace",
         plainly(explorer.list_policies, PolicyFilters(q="mine", ghosts="with")), (C.POLICY_READ,), note="search"),
    Case("inventory.reading.inventory_choices", "workspace", plainly(explorer.inventory_choices), (C.POLICY_READ,)),
    Case("inventory.reading.inventory_choices", "workspace",
         lambda ctx, world, ref: explorer.inventory_choices(ctx, ref or NOTHING), (C.POLICY_READ,), aims="tenant",
         note="of a tenant"),
    *(Case(f"inventory.policies.{one.__name__}", "workspace", at(one), (C.POLICY_READ,), aims="policy")
      for one in (policies.policy_detail, policies.policy_history, policies.policy_versions)),
    *(Case(f"inventory.contents.{one.__name__}", "workspace", at(one), (C.POLICY_READ,), aims="policy")
      for one in (contents.policy_content, contents.policy_diff, contents.policy_assignments)),
    Case("inventory.policies.policy_raw", "workspace", at(policies.policy_raw), (C.POLICY_INSPECT,), aims="policy"),
    *(Case(f"inventory.contents.{one.__name__}", "workspace", _version_of_ours(one), (C.POLICY_READ,),
           aims="policy_version", where="name = 'mine'", note="of a version")
      for one in (contents.policy_content, contents.policy_diff, contents.policy_assignments)),
    Case("inventory.policies.policy_raw", "workspace", _version_of_ours(policies.policy_raw), (C.POLICY_INSPECT,),
         aims="policy_version", where="name = 'mine'", note="of a version"),
    *(Case(f"inventory.coverage.{one.__name__}", "workspace", at(one), (C.POLICY_READ,), aims="tenant")
      for one in (coverage.tenant_coverage, coverage.tenant_changes, coverage.sync_progress)),
    Case("inventory.coverage.list_tenant_inventories", "workspace", plainly(coverage.list_tenant_inventories),
         (C.POLICY_READ,)),
)  # fmt: skip

CASES = (*MEMBERS, *PLACES, *PERSONS, *LOG, *RUNS, *SCHEDULES, *CONTROLS, *TENANTS, *CONNECTIONS, *INVENTORY,
         *DECISIONS, *WORK, *OVERVIEWS, *RULES, *BASELINES, *COMPARISONS, *ACCEPTANCES)  # fmt: skip
