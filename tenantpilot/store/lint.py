"""A lint of the live database: what its catalogue says about tables, keys, policies, functions, roles and grants.

Migrations can be wrong, and a database can be changed by hand. This reads what PostgreSQL itself believes and names
everything that breaks the rules of isolation. The rules are queries in lint_rules.py; here is what they may ignore.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from tenantpilot.kernel.errors import ConfigurationError
from tenantpilot.store import ddl
from tenantpilot.store.engine import engine
from tenantpilot.store.lint_rules import RULES
from tenantpilot.store.tables import INSTALLATION_TABLES

# Everything below is an exception with its reason. A shorter list is a better list.
DEFINERS = {
    "audit_chain": "numbers and hashes entries in a table the application may not write",
    "audit_checkpoint_fits": "compares a checkpoint with the entry it is about",
    "invitation_by_token": "finds the workspace of an invitation for somebody who belongs to none",
    "membership_audited": "looks for the entry of a change beyond a narrowed member's tenants",
    "invitation_audited": "the same for invitations",
    "operation_run_audited": "the same for runs",
    "schedule_audited": "the same for schedules",
    "workspace_control_audited": "the same for controls of a workspace",
    "installation_control_audited": "looks for the entry in the installation's log",
    "tenant_audited": "the same for tenants",
    "provider_connection_audited": "the same for connections",
    "provider_credential_audited": "the same for credentials",
    "governance_policy_audited": "the same for rules",
    "finding_audited": "the same for findings, and for the event of the change",
    "finding_event_versioned": "looks for the version of the finding that an event tells",
    "finding_counted_insert": "keeps sums that the application may not write",
    "finding_counted_update": "the same",
    "tenant_governance_counted": "counts a tenant's findings when its row of sums is made",
    "tenant_governance_day": "keeps the day's row, which the application may not write",
    "baseline_audited": "the same for baselines",
    "baseline_version_audited": "the same for their versions",
    "baseline_ring_audited": "the same for their rings",
    "baseline_assignment_audited": "the same for where they hold",
    "tenant_value_audited": "the same for what tenants have of their own",
    "finding_exception_audited": "the same for acceptances of a risk",
    "tenant_group_audited": "the same for groups of tenants",
    "tenant_group_member_audited": "the same for who is in them",
}
APPEND_ONLY = {
    "audit_entry": "the log of everything",
    "audit_checkpoint": "what was signed stays signed",
    "finding_event": "what happened stays told",
    "finding_comment": "what was said stays said",
    "governance_policy": "rules have versions",
}
LOGS = {
    "audit_entry": "the nil workspace is the installation's own log",
    "audit_head": "the same",
    "audit_checkpoint": "the same",
}
OPEN_POLICIES = {
    "invitation.by_token": "for the owner's function invitation_by_token; nobody signs in as the owner to work",
    "workspace.by_token": "the same function names the workspace",
}
POLICIES_WITH_QUERIES = {
    "workspace.mine": "the chooser's list, small by nature",
    "audit_head.mine": "last activity in the chooser",
    "run_item.with_parent": "as visible as its run; one look by primary key",
    "run_outbox.with_parent": "as visible as its run; one look by primary key",
    "artifact.with_parent": "as visible as its run; one look by primary key",
    "artifact_chunk.with_parent": "as visible as its artifact; one look by primary key",
}
# The runner keeps these across workspaces; every other table is closed to its writing.
BOOKKEEPING = {
    "operation_run": "claims, heartbeats and rescues of every workspace's runs",
    "run_outbox": "publishing",
}
# Indexes of owned tables that start with something else than the workspace or a person.
CROSS_WORKSPACE_INDEXES = {
    "invitation_token": "found by its secret before the workspace is known",
    "operation_run_lease": "the runner's search for dead workers",
    "operation_run_newest": "the console's list of runs",
    "run_outbox_unpublished": "the relay's search",
    "run_outbox_published": "the relay's tidying",
    "schedule_due": "the relay's search for due schedules",
    "artifact_expiry": "the sweeper's search for what has run out",
    "finding_exception_next": "the runner's search for acceptances that end",
}
OWNER = "tenantpilot_owner"


@dataclass(frozen=True, order=True)
class Finding:
    """One broken rule: which, on what, and what is wrong with it."""

    rule: str
    subject: str
    problem: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.subject}: {self.problem}"


def _values() -> dict[str, Any]:
    return {
        "app": ddl.APP,
        "platform": ddl.PLATFORM,
        "runner": ddl.RUNNER,
        "schema_owner": OWNER,
        "installation": list(INSTALLATION_TABLES),
        "definers": list(DEFINERS),
        "append_only": list(APPEND_ONLY),
        "logs": list(LOGS),
        "open_policies": list(OPEN_POLICIES),
        "query_policies": list(POLICIES_WITH_QUERIES),
        "bookkeeping": list(BOOKKEEPING),
        "cross_indexes": list(CROSS_WORKSPACE_INDEXES),
    }


def findings(connection: Connection) -> list[Finding]:
    """Everything in the connected database that breaks a rule, in a stable order; any role may ask."""
    known = _values()
    found = []
    for rule, query in RULES.items():
        statement = text(query)
        used = {name: known[name] for name in statement.compile().params}
        found += [Finding(rule, row.subject, row.problem) for row in connection.execute(statement, used)]
    return sorted(found)


def lint() -> list[Finding]:
    """`findings` of the configured database, read as the application role.

    Raises:
        ConfigurationError: the server does not answer.
    """
    try:
        with engine().connect() as connection:
            return findings(connection)
    except OperationalError as error:
        raise ConfigurationError(f"DATABASE_URL: the server does not answer: {error.orig}") from None
