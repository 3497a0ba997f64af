"""A policy's own page: what it says, since when, who changed it, to whom it applies."""

from __future__ import annotations

from tenantpilot.access.context import Context
from tenantpilot.inventory.views import (
    Assignments,
    ContentPage,
    DiffPage,
    HistoryPage,
    PolicyDetail,
    RawPage,
    VersionChoice,
)


def policy_detail(ctx: Context, policy_ref: str) -> PolicyDetail:
    """A policy and how sure the product is of it.

    Raises:
        NotFoundError: malformed, absent and foreign alike.
        ForbiddenError: as open_scope.
    """
    raise NotImplementedError


def policy_history(ctx: Context, policy_ref: str, cursor: str = "") -> HistoryPage:
    """Versions, disappearances and returns of a policy, newest first, 50 at a time.

    Raises:
        NotFoundError, ForbiddenError: as policy_detail.
        InvalidInputError: a cursor that means nothing.
    """
    raise NotImplementedError


def policy_versions(ctx: Context, policy_ref: str) -> tuple[VersionChoice, ...]:
    """The newest 200 versions to choose from.

    Raises:
        NotFoundError, ForbiddenError: as policy_detail.
    """
    raise NotImplementedError


def policy_content(ctx: Context, policy_ref: str, version_ref: str = "", cursor: str = "") -> ContentPage:
    """What a version of a policy says in readable lines, 200 at a time; the current version unless one is named.

    Raises:
        NotFoundError, ForbiddenError: as policy_detail; also a version of another policy.
        InvalidInputError: a cursor that means nothing.
    """
    raise NotImplementedError


def policy_diff(ctx: Context, policy_ref: str, from_ref: str = "", to_ref: str = "", cursor: str = "") -> DiffPage:
    """What differs between two versions of a policy; unless named, the current one and the one before it.

    Raises:
        NotFoundError, ForbiddenError: as policy_content.
        InvalidInputError: a cursor that means nothing.
    """
    raise NotImplementedError


def policy_assignments(ctx: Context, policy_ref: str, version_ref: str = "") -> Assignments:
    """To whom a version applies, with names as far as they are known; ids always.

    Raises:
        NotFoundError, ForbiddenError: as policy_content.
    """
    raise NotImplementedError


def policy_raw(ctx: Context, policy_ref: str, version_ref: str = "", cursor: str = "") -> RawPage:
    """The object as the provider gave it, secrets replaced, 20,000 characters at a time (policy.inspect).

    Raises:
        NotFoundError: as policy_content.
        ForbiddenError: a member without policy.inspect.
        InvalidInputError: a cursor that means nothing.
    """
    raise NotImplementedError
