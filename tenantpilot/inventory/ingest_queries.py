"""Statements that write a reading down: few, and of the same text however many policies there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.inventory import bulk_queries as bulk
from tenantpilot.inventory.tables import PolicyContent
from tenantpilot.kernel.ids import new_id, new_public_id
from tenantpilot.store.scope import Scope

_HOLD = text("""
  insert into tenant_inventory (workspace_id, id, tenant_id, policies, ghosts, read, partial, forbidden, throttled,
    unsupported, unlicensed, changes_lately, log_state, counted_at)
  values (:workspace, :id, :tenant, 0, 0, 0, 0, 0, 0, 0, 0, 0, '', :at)
  on conflict (workspace_id, tenant_id) do nothing
""")
_FORGET_PLANS = text("discard plans")
_LOCK = text(
    "select id from tenant_inventory where workspace_id = :workspace and tenant_id = :tenant for no key update"
)
_KNOWN = text("""
  select id, provider_id, name, description, platform, type, version, content_digest, assignments_digest, listed_digest,
    rules_version, assigned, assignment_count, last_seen_at, is_ghost
  from policy where workspace_id = :workspace and tenant_id = :tenant and family = :family
    and provider_id = any(:ids)
""")
_COMPLETE = text("""
  select complete_at from family_coverage
  where workspace_id = :workspace and tenant_id = :tenant and family = :family
""")
_TOUCH = text("""
  update policy set last_seen_at = :as_of
  where workspace_id = :workspace and tenant_id = :tenant and family = :family and provider_id = any(:ids)
    and not is_ghost and last_seen_at < :as_of
""")
_GONE = text("""
  update policy set is_ghost = true, deleted_at = :read_at
  where workspace_id = :workspace and tenant_id = :tenant and family = :family and not is_ghost
    and last_seen_at <= :as_of and not (provider_id = any(:listed))
  returning id, last_seen_at
""")
_ABSENT = text("""
  insert into policy_absence (workspace_id, id, public_id, tenant_id, policy_id, number, last_seen_at, deleted_at,
    author, author_kind)
  select :workspace, gen_random_uuid(), g.ref, :tenant, g.id, 1 + coalesce((select max(a.number) from policy_absence a
    where a.workspace_id = :workspace and a.policy_id = g.id), 0), g.seen, greatest(:read_at, g.seen), '', ''
  from unnest(cast(:ids as uuid[]), cast(:refs as text[]), cast(:seen as timestamptz[])) as g(id, ref, seen)
""")
_BACK = text("""
  update policy_absence set restored_at = greatest(:read_at, deleted_at)
  where workspace_id = :workspace and policy_id = any(:ids) and restored_at is null
""")
_RETURN = text("""
  update policy set is_ghost = false, deleted_at = null where workspace_id = :workspace and id = any(:ids)
""")
_FORGET = {
    name: text(f"delete from {name} where workspace_id = :workspace and policy_id = any(:ids)")  # noqa: S608
    for name in ("policy_token", "policy_reference")
}
_CONTENTS = text("select digest, text from policy_content where workspace_id = :workspace and digest = any(:digests)")
_CAPTURE = text("""
  insert into capture (workspace_id, id, public_id, tenant_id, run_id, mode, started_at, families, objects, created,
    changed, deleted, restored, requests)
  values (:workspace, :id, :ref, :tenant, :run, :mode, :at, 0, 0, 0, 0, 0, 0, 0)
  on conflict (workspace_id, run_id) do nothing
""")
_CAPTURE_OF = text("select id, public_id, started_at from capture where workspace_id = :workspace and run_id = :run")
_ADD = text("""
  update capture set families = families + :families, objects = objects + :objects, created = created + :created,
    changed = changed + :changed, deleted = deleted + :deleted, restored = restored + :restored,
    requests = requests + :requests
  where workspace_id = :workspace and id = :capture
""")
_FINISH = text("update capture set finished_at = :at where workspace_id = :workspace and id = :capture")
_READ_FAMILIES = text("select family from capture_family where workspace_id = :workspace and capture_id = :capture")
_TOTALS = text("""
  select c.public_id, c.families, c.objects, c.created, c.changed, c.deleted, c.restored, c.requests,
    count(*) filter (where f.state = 'read') as complete,
    count(*) filter (where f.state in ('partial', 'forbidden', 'throttled')) as incomplete
  from capture c left join capture_family f on f.workspace_id = c.workspace_id and f.capture_id = c.id
  where c.workspace_id = :workspace and c.id = :capture group by c.workspace_id, c.id
""")
_COVER = text("""
  insert into family_coverage (workspace_id, id, tenant_id, capture_id, family, state, reason_code, detail,
    request_ids, missing_permissions, attempted_at, complete_at, objects)
  values (:workspace, gen_random_uuid(), :tenant, :capture, :family, :state, :reason, :detail, :request_ids,
    :missing, :at, case when :state = 'read' then cast(:at as timestamptz) end, :objects)
  on conflict (workspace_id, tenant_id, family) do update set capture_id = excluded.capture_id,
    state = excluded.state, reason_code = excluded.reason_code, detail = excluded.detail,
    request_ids = excluded.request_ids, missing_permissions = excluded.missing_permissions,
    attempted_at = excluded.attempted_at, objects = excluded.objects,
    complete_at = coalesce(excluded.complete_at, family_coverage.complete_at)
  where family_coverage.attempted_at <= excluded.attempted_at
""")
_THERE = text("""
  select count(*) from policy where workspace_id = :workspace and tenant_id = :tenant and family = :family
    and not is_ghost
""")
_RAW = text("""
  select p.provider_id, v.id as version_id, c.text from policy p
    join policy_version v on v.workspace_id = p.workspace_id and v.policy_id = p.id and v.number = p.version
    join policy_content c on c.workspace_id = v.workspace_id and c.digest = v.raw_digest
  where p.workspace_id = :workspace and p.id = any(:ids)
""")


def hold(scope: Scope, tenant_id: UUID, at: datetime) -> None:
    """Let one reading of a tenant be written down at a time, until commit."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "id": new_id(), "at": at}
    connection = scope.session.connection()
    forget_plans(scope)
    connection.execute(_HOLD, values)
    connection.execute(_LOCK, {"workspace": scope.workspace_id, "tenant": tenant_id}).one()


def forget_plans(scope: Scope) -> None:
    """Have every statement planned anew, also those by which the database checks foreign keys.

    A connection keeps its plans, and those made while a table was empty take any index for as good as any other: the
    first large tenant would be walked through once for each of its words.
    """
    scope.session.connection().execute(_FORGET_PLANS)


def known(scope: Scope, tenant_id: UUID, family: str, ids: Collection[str]) -> list[Mapping[Any, Any]]:
    """What is stored of these policies now."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "family": family, "ids": list(ids)}
    return list(scope.session.connection().execute(_KNOWN, values).mappings())


def complete_at(scope: Scope, tenant_id: UUID, family: str) -> datetime | None:
    """When the family was last read completely."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "family": family}
    return scope.session.connection().execute(_COMPLETE, values).scalar_one_or_none()


def touch(scope: Scope, tenant_id: UUID, family: str, ids: Collection[str], as_of: datetime) -> None:
    """Note that these policies were there."""
    values = {"workspace": scope.workspace_id, "tenant": tenant_id, "family": family, "ids": list(ids), "as_of": as_of}
    scope.session.connection().execute(_TOUCH, values)


def mark_gone(
    scope: Scope, tenant_id: UUID, family: str, listed: Collection[str], as_of: datetime, read_at: datetime
) -> list[UUID]:
    """Make ghosts of the family's policies that a complete reading did not show; answers with their keys."""
    connection = scope.session.connection()
    own = {"workspace": scope.workspace_id, "tenant": tenant_id, "read_at": read_at}
    found = connection.execute(_GONE, own | {"family": family, "as_of": as_of, "listed": list(listed)}).all()
    if found:
        keys = [row.id for row in found]
        refs = [new_public_id("abs") for _ in found]
        connection.execute(_ABSENT, own | {"ids": keys, "refs": refs, "seen": [row.last_seen_at for row in found]})
    return [row.id for row in found]


def bring_back(scope: Scope, ids: Collection[UUID], read_at: datetime) -> None:
    """End the absence of policies that were seen again."""
    values = {"workspace": scope.workspace_id, "ids": list(ids)}
    scope.session.connection().execute(_BACK, values | {"read_at": read_at})
    scope.session.connection().execute(_RETURN, values)


def forget(scope: Scope, table: str, ids: Collection[UUID]) -> None:
    """Take away what is found by or points from these policies, before it is written anew."""
    scope.session.connection().execute(_FORGET[table], {"workspace": scope.workspace_id, "ids": list(ids)})


def keep(scope: Scope, texts: Iterable[tuple[str, str]], at: datetime) -> None:
    """Keep texts (digest, text) that the workspace has not got yet."""
    rows = [
        {"workspace_id": scope.workspace_id, "id": new_id(), "digest": digest, "text": content,
         "size": len(content), "created_at": at}
        for digest, content in sorted(dict(texts).items())  # one order: two writers cannot block each other
    ]  # fmt: skip
    bulk.insert(scope.session, PolicyContent, rows, unless="workspace_id, digest")


def contents(scope: Scope, digests: Collection[str]) -> dict[str, str]:
    """Digest → text of what the workspace keeps."""
    if not digests:
        return {}
    own = {"workspace": scope.workspace_id, "digests": list(digests)}
    return {row.digest: row.text for row in scope.session.connection().execute(_CONTENTS, own)}


def capture(scope: Scope, values: Mapping[str, Any]) -> Any:
    """The capture of a run (id, public id, start), made when it is not there yet."""
    own = {"workspace": scope.workspace_id, **values}
    scope.session.connection().execute(_CAPTURE, own)
    return capture_of(scope, values["run"])


def capture_of(scope: Scope, run_id: UUID) -> Any:
    """The capture of a run, None before its first batch."""
    own = {"workspace": scope.workspace_id, "run": run_id}
    return scope.session.connection().execute(_CAPTURE_OF, own).one_or_none()


def families_read(scope: Scope, capture_id: UUID) -> set[str]:
    """The families that a capture is done with."""
    own = {"workspace": scope.workspace_id, "capture": capture_id}
    return set(scope.session.connection().execute(_READ_FAMILIES, own).scalars())


def add_to_capture(scope: Scope, capture_id: UUID, numbers: Mapping[str, int]) -> None:
    """Raise a capture's numbers."""
    scope.session.connection().execute(_ADD, {"workspace": scope.workspace_id, "capture": capture_id, **numbers})


def finish_capture(scope: Scope, capture_id: UUID, at: datetime) -> Any:
    """End a capture and tell what it brought."""
    own = {"workspace": scope.workspace_id, "capture": capture_id}
    scope.session.connection().execute(_FINISH, own | {"at": at})
    return scope.session.connection().execute(_TOTALS, own).one()


def count_there(scope: Scope, tenant_id: UUID, family: str) -> int:
    """How many policies of a family are there and no ghosts."""
    own = {"workspace": scope.workspace_id, "tenant": tenant_id, "family": family}
    return int(scope.session.connection().execute(_THERE, own).scalar_one())


def cover(scope: Scope, values: Mapping[str, Any]) -> None:
    """Write down how well a family is known now, unless somebody knows it better already."""
    scope.session.connection().execute(_COVER, {"workspace": scope.workspace_id, **values})


def raw_of_current(scope: Scope, ids: Collection[UUID]) -> Sequence[Any]:
    """(provider's id, key of the current version, its raw text) of these policies."""
    own = {"workspace": scope.workspace_id, "ids": list(ids)}
    return scope.session.connection().execute(_RAW, own).all()
