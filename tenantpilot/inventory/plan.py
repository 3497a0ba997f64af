"""What a sync has to read: which families, how thoroughly, and what is left of it after a pause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from pydantic import Field, field_validator

from tenantpilot.inventory import ingest_queries, sync_queries
from tenantpilot.inventory.rules import RULES_VERSION
from tenantpilot.kernel.clock import now
from tenantpilot.kernel.errors import InvalidInputError, NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.operations.catalogue import Arguments
from tenantpilot.operations.steps import Work
from tenantpilot.provider.contracts.names import NAME_SOURCES, NAMES_IN_FAMILIES
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.links import SealedLink, open_link

CONTEXT = "context"
FAMILY, LOG, NAMES = "family", "log", "names"
# Microsoft keeps its log for a month; what happens while we read it comes later, so a little is read twice.
FIRST_LOOK = timedelta(days=30)
OVERLAP = timedelta(hours=2)
NAME_LASTS = timedelta(days=7)
DOUBT_LASTS = timedelta(days=1)


class SyncArguments(Arguments):
    """What to read: all families or some of them; a single policy is read with its family's list."""

    mode: Literal["full", "incremental"] = "incremental"
    families: list[str] = Field(default_factory=list)
    policy: str = ""

    @field_validator("families")
    @classmethod
    def _known(cls, given: list[str]) -> list[str]:
        if not set(given) <= contracts().keys():
            raise ValueError("unknown family")
        return sorted(set(given))

    @field_validator("policy")
    @classmethod
    def _shaped(cls, given: str) -> str:
        if given and not is_public_id(given, "pol"):
            raise ValueError("not a policy")
        return given


@dataclass(frozen=True)
class FamiliesPlan:
    """Families to read. `known` are listed digests of policies that need not be read again, `hydrate` ids that do."""

    link: SealedLink = field(repr=False)
    workspace_ref: str
    tenant_ref: str
    queue: str
    families: tuple[str, ...]
    known: Mapping[str, Mapping[str, str]]
    hydrate: frozenset[str]
    ids_by_name: Mapping[tuple[str, str], str]


@dataclass(frozen=True)
class ContextPlan:
    """What is asked when the families are done: the tenant's own log since a moment, and names."""

    link: SealedLink = field(repr=False)
    queue: str
    since: datetime
    names: tuple[tuple[str, str], ...]


def asked_families(work: Work) -> tuple[str, ...]:
    """The families that the run is about, in the order in which people read them.

    Raises:
        NotFoundError: the policy is absent or of another tenant.
    """
    given: SyncArguments = work.arguments
    if work.run.retry_of_id:
        wanted = {item.payload for item in work.to_retry if item.subject_kind == FAMILY}
    elif given.policy:
        wanted = {_place(work, given.policy).family}
    else:
        wanted = set(given.families) or set(contracts())
    return tuple(family for family in contracts() if family in wanted)


def tenant_of(work: Work) -> tuple[UUID, str]:
    """The run's tenant: key and public id.

    Raises:
        InvalidInputError: the run has none.
    """
    if work.scope.tenant is None:
        raise InvalidInputError({"tenant": "error-field-required"})
    return work.scope.tenant


def left(work: Work) -> tuple[str, ...]:
    """The families that the run has no reading of yet."""
    capture = ingest_queries.capture_of(work.scope, work.run.id)
    done = ingest_queries.families_read(work.scope, capture.id) if capture is not None else set()
    return tuple(family for family in asked_families(work) if family not in done)


def ask(work: Work) -> FamiliesPlan | ContextPlan | None:
    """What is to be read next; None when nothing is.

    Raises:
        BlockedError: there is no way to the tenant that may be used.
        NotFoundError: the policy is absent or of another tenant.
    """
    if work.cursor == CONTEXT:
        return _context(work)
    families = left(work)
    return _families(work, families) if families else None


def _families(work: Work, families: tuple[str, ...]) -> FamiliesPlan:
    given: SyncArguments = work.arguments
    tenant_id, tenant_ref = tenant_of(work)
    known: Mapping[str, Mapping[str, str]] = {}
    if given.mode == "incremental":
        known = sync_queries.listed_digests(work.scope, tenant_id, families, RULES_VERSION)
    return FamiliesPlan(
        link=open_link(work.scope),
        workspace_ref=work.scope.workspace_ref,
        tenant_ref=tenant_ref,
        queue=work.run.queue,
        families=families,
        known=known,
        hydrate=frozenset({_place(work, given.policy).provider_id}) if given.policy else frozenset(),
        ids_by_name=sync_queries.ids_by_single_name(work.scope, tenant_id),
    )


def _place(work: Work, ref: str) -> sync_queries.Place:
    found = sync_queries.policy_place(work.scope, tenant_of(work)[0], ref)
    if found is None:
        raise NotFoundError("no such policy of the tenant")
    return found


def _context(work: Work) -> ContextPlan:
    tenant_id, _ = tenant_of(work)
    moment = now()
    read_at = sync_queries.log_read_at(work.scope, tenant_id)
    names = sync_queries.unnamed(
        work.scope, tenant_id, NAME_SOURCES, NAMES_IN_FAMILIES["role"].family, moment - NAME_LASTS,
        moment - DOUBT_LASTS,
    )  # fmt: skip
    since = max(read_at - OVERLAP, moment - FIRST_LOOK) if read_at else moment - FIRST_LOOK
    return ContextPlan(open_link(work.scope), work.run.queue, since, tuple(names))
