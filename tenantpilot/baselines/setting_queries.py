"""Settings of contents: made once per content, in few statements, and found whatever the policies are called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import text

from tenantpilot.baselines import settings
from tenantpilot.baselines.referring import references
from tenantpilot.baselines.tables import ContentSetting
from tenantpilot.inventory import bulk_queries as bulk
from tenantpilot.inventory import ingest_queries
from tenantpilot.kernel.ids import new_id
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.store.scope import Scope

# How many contents are opened at once.
_BATCH = 200
_MADE = ""
_REFERS = "@"
Pair = tuple[str, str]

_UNMADE = text("""
  select d.digest from unnest(cast(:digests as text[])) d(digest)
  where not exists (select 1 from content_setting s where s.workspace_id = :workspace
    and s.content_digest = d.digest and s.setting = '' and s.value_digest = :version)
""")
_SETTINGS = text("""
  select content_digest, setting, value_digest from content_setting
  where workspace_id = :workspace and content_digest = any(:digests) and setting > ''
    and not (setting >= '@' and setting < 'A')
""")
_REFERENCES = text("""
  select content_digest, setting, value_digest from content_setting
  where workspace_id = :workspace and content_digest = any(:digests) and setting >= '@' and setting < 'A'
""")
_HELD = text("""
  select p.id, s.setting, s.value_digest from policy p
    join content_setting s on s.workspace_id = p.workspace_id and s.content_digest = p.content_digest
  where p.workspace_id = :workspace and p.tenant_id = :tenant and not p.is_ghost and s.setting = any(:settings)
""")
_COUNTED = text("""
  select p.id, count(*) as settings from policy p
    join content_setting s on s.workspace_id = p.workspace_id and s.content_digest = p.content_digest
  where p.workspace_id = :workspace and p.tenant_id = :tenant and not p.is_ghost and s.setting > ''
    and not (s.setting >= '@' and s.setting < 'A')
  group by p.id
""")


def ensure(scope: Scope, wanted: Mapping[str, str]) -> None:
    """Have the settings of these contents (digest → family) found, where nobody did yet."""
    if not wanted:
        return
    values = {"workspace": scope.workspace_id, "digests": sorted(wanted), "version": str(settings.VERSION)}
    missing = sorted(scope.session.connection().execute(_UNMADE, values).scalars())
    for start in range(0, len(missing), _BATCH):
        piece = missing[start : start + _BATCH]
        texts = ingest_queries.contents(scope, piece)
        rows = [
            {"workspace_id": scope.workspace_id, "id": new_id(), "content_digest": digest, "setting": setting,
             "value_digest": value}
            for digest in piece if digest in texts
            for setting, value in sorted(set(_pairs(texts[digest], wanted[digest])))
        ]  # fmt: skip
        bulk.insert(
            scope.session, ContentSetting, rows, unless="workspace_id, content_digest, setting, value_digest"
        )  # fmt: skip


def _pairs(content: str, family: str) -> Iterator[Pair]:
    yield _MADE, str(settings.VERSION)
    contract = contracts().get(family)
    if contract is None:
        return
    for one in settings.settings_of(content, contract):
        yield one.key, one.value_digest
    for kind, ref in references(settings.parsed(content), contract):
        yield _REFERS + kind, ref


def of_contents(scope: Scope, digests: Collection[str]) -> dict[str, frozenset[Pair]]:
    """Content → its settings with their values."""
    found: dict[str, set[Pair]] = defaultdict(set)
    values = {"workspace": scope.workspace_id, "digests": sorted(set(digests))}
    for row in scope.session.connection().execute(_SETTINGS, values):
        found[row.content_digest].add((row.setting, row.value_digest))
    return {digest: frozenset(pairs) for digest, pairs in found.items()}


def references_of(scope: Scope, digests: Collection[str]) -> dict[str, tuple[Pair, ...]]:
    """Content → kind and id of every object that it points at; only contents that point at any."""
    found: dict[str, list[Pair]] = defaultdict(list)
    values = {"workspace": scope.workspace_id, "digests": sorted(set(digests))}
    for row in scope.session.connection().execute(_REFERENCES, values):
        found[row.content_digest].append((row.setting[len(_REFERS) :], row.value_digest))
    return {digest: tuple(pairs) for digest, pairs in found.items()}


def held(scope: Scope, tenant_id: UUID, keys: Collection[str]) -> dict[UUID, set[Pair]]:
    """Policy → what it sets of these settings, over everything that is there in the tenant."""
    found: dict[UUID, set[Pair]] = defaultdict(set)
    if keys:
        values = {"workspace": scope.workspace_id, "tenant": tenant_id, "settings": sorted(keys)}
        for row in scope.session.connection().execute(_HELD, values):
            found[row.id].add((row.setting, row.value_digest))
    return found


def counted(scope: Scope, tenant_id: UUID) -> dict[UUID, int]:
    """Policy → how many settings it has in all."""
    values: dict[str, Any] = {"workspace": scope.workspace_id, "tenant": tenant_id}
    return {row.id: row.settings for row in scope.session.connection().execute(_COUNTED, values)}
