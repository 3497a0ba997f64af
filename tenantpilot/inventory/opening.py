"""The door to one policy, and what its pages have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.members import iso
from tenantpilot.access.scopes import open_scope
from tenantpilot.inventory import policy_queries as queries
from tenantpilot.inventory.tables import Policy, PolicyVersion
from tenantpilot.inventory.views import VersionChoice
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.store.scope import Scope

_MOST = 10_000_000


@contextmanager
def opened(
    ctx: Context, policy_ref: str, capability: Capability = Capability.POLICY_READ
) -> Iterator[tuple[Scope, Policy]]:
    """A scope and a policy within it.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
        ForbiddenError: a member without the capability.
    """
    with open_scope(ctx, capability) as scope:
        yield scope, queries.policy(scope, policy_ref)


def place(cursor: str) -> int:
    """Where a page begins, by its number of things before it.

    Raises:
        InvalidInputError: not a cursor.
    """
    if not cursor:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 8 and int(cursor) <= _MOST):
        raise InvalidInputError({"cursor": "error-field-format"})
    return int(cursor)


def choice(version: PolicyVersion) -> VersionChoice:
    """A version as it is chosen."""
    return VersionChoice(version.public_id, version.number, iso(version.observed_at), version.author)
