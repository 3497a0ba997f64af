"""Named reads of saved views, each within what the person may see: their own and shared ones."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, or_

from tenantpilot.access.tables import SavedView
from tenantpilot.kernel.errors import NotFoundError
from tenantpilot.kernel.ids import is_public_id
from tenantpilot.store.scope import Scope


def visible(scope: Scope, page: str) -> Sequence[SavedView]:
    """Own and shared views of a page, by name."""
    seen = or_(SavedView.owner_id == scope.actor.user_id, col(SavedView.is_shared))
    query = scope.select(SavedView).where(SavedView.page == page, seen)
    return scope.session.exec(query.order_by(col(SavedView.name), col(SavedView.public_id))).all()


def own(scope: Scope, page: str, name: str) -> SavedView | None:
    """The person's own view of this name."""
    query = scope.select(SavedView).where(SavedView.page == page, SavedView.name == name)
    return scope.session.exec(query.where(SavedView.owner_id == scope.actor.user_id).with_for_update()).one_or_none()


def count_own(scope: Scope, page: str) -> int:
    """How many views of a page the person has."""
    query = scope.select(SavedView).where(SavedView.page == page, SavedView.owner_id == scope.actor.user_id)
    return len(scope.session.exec(query).all())


def reachable(scope: Scope, ref: str, *, lock: bool = False) -> SavedView:
    """A view by public id, if the person may see it; `lock` holds it.

    Raises:
        NotFoundError: malformed, absent, foreign, or another person's own.
    """
    if not is_public_id(ref, "viw"):
        raise NotFoundError("malformed view id")
    row = scope.get(SavedView, ref, lock=lock)
    if row.owner_id != scope.actor.user_id and not row.is_shared:
        raise NotFoundError("somebody else's own view")
    return row
