"""How each service is called by the generated attacks. A service without a case fails the suite.

A call gets the Context, the world, and the public id of a record to aim at (`aims` names its table, none: "").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

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
from tenantpilot.access.capabilities import CAPABILITIES, Capability, Role
from tenantpilot.access.handles import seal
from tenantpilot.access.membership_rules import Grant
from tenantpilot.audit import reading as log
from tenantpilot.operations import artifacts, catalogue, control, dispatch, reading, schedules
from tenantpilot.operations import installation as console
from tenantpilot.operations.cadence import Cadence
from tests.isolation.world import World

C = Capability
Door = Literal["workspace", "person", "installation"]
Call = Callable[[Any, World, str], Any]
READER = Grant(role=Role.READ_ONLY.value)
NOBODY = "nobody@elsewhere.example"


@dataclass(frozen=True)
class Case:
    """One way to call a service. `needs`: the capabilities of which a role must hold all (`any_of`: one)."""

    service: str
    door: Door
    call: Call
    needs: tuple[Capability, ...] = ()
    any_of: bool = False
    aims: str = ""
    where: str = "true"  # which records of the aimed table let an admitted caller through
    note: str = ""

    @property
    def id(self) -> str:
        """What the test is called."""
        return f"{self.service}{f'[{self.note}]' if self.note else ''}"

    def admits(self, role: Role) -> bool:
        """Whether the registry of capabilities lets this role through."""
        held = [need in CAPABILITIES[role] for need in self.needs]
        return any(held) if self.any_of else all(held)


def by_handle(function: Callable[..., Any], kind: str, *values: Any, **named: Any) -> Call:
    """Call a service with a handle of the caller's own session for whatever record is aimed at."""
    return lambda ctx, world, ref: function(ctx, seal(ctx, kind, ref), *values, **named)


def plainly(function: Callable[..., Any], *values: Any, **named: Any) -> Call:
    """Call a service that is aimed at nothing."""
    return lambda ctx, world, ref: function(ctx, *values, **named)


def at(function: Callable[..., Any], *values: Any, **named: Any) -> Call:
    """Call a service with a public id as it stands in an address."""
    return lambda ctx, world, ref: function(ctx, ref, *values, **named)


def _fetch(ctx, world: World, ref: str) -> bytes:
    return b"".join(artifacts.open_download(ctx, ref).chunks)


def _start(kind: str) -> Call:
    return lambda ctx, world, ref: dispatch.start(ctx, kind, {}, tenant=ref or None)


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

CASES = (*MEMBERS, *PLACES, *PERSONS, *LOG, *RUNS, *SCHEDULES)
