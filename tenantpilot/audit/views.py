"""What the audit pages show. Codes stay codes, the page translates them; empty text means "none"."""

from __future__ import annotations

from tenantpilot.kernel.views import view


@view
class AuditRow:
    """One entry in the list. `outcome` is `done` or `denied`; `handle` opens it, `seq` is its number in the chain.

    `actor_name` is empty for the system and for people who were not signed in: `actor_kind` then says who it was.
    `subject_name` is what people call the subject, where it has a name.
    """

    handle: str
    seq: int
    at: str
    actor_kind: str
    actor_ref: str
    actor_name: str
    action: str
    outcome: str
    subject_kind: str
    subject_ref: str
    subject_name: str
    tenant_ref: str
    tenant_name: str
    reason: str
    run_ref: str


@view
class AuditChange:
    """One field the action changed. A side on which the field did not exist is empty."""

    field: str
    before: str
    after: str


@view
class AuditDetail:
    """One entry in full: its row, what changed, where it came from and its place in the chain."""

    row: AuditRow
    plane: str
    request_ref: str
    changes: tuple[AuditChange, ...]
    hash: str
    hash_short: str
    previous_short: str
    chain: str
    newer_seq: int
    older_seq: int


@view
class AuditPage:
    """A page of the log, newest entry first. A cursor is empty where there is nothing further in that direction."""

    rows: tuple[AuditRow, ...]
    older: str
    newer: str

    @property
    def has_more(self) -> bool:
        """Whether older entries follow."""
        return bool(self.older)


@view
class AuditChoice:
    """Something to filter by, and its name."""

    value: str
    name: str


@view
class AuditChoices:
    """What occurs in the part of the log that the person may read, for the filters."""

    actors: tuple[AuditChoice, ...]
    actions: tuple[str, ...]
    subject_kinds: tuple[str, ...]
    tenants: tuple[AuditChoice, ...]
