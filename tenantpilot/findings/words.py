"""Words by which findings are found: those of their subjects, in the one form that searches ask for."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from tenantpilot.findings import word_queries as queries
from tenantpilot.inventory.words import tokens
from tenantpilot.store.scope import Scope

Named = tuple[UUID, UUID, str]


def remember(scope: Scope, named: Iterable[Named], *, is_new: bool = False) -> None:
    """Let findings (key, tenant, subject's name) be found by these names and by no earlier ones."""
    subjects = list(named)
    if not is_new:
        queries.forget(scope, [finding for finding, _, _ in subjects])
    queries.add(scope, [(finding, tenant, word) for finding, tenant, name in subjects for word in tokens(name)])
