"""Views of lists under names: somebody's own, and those shared with the whole workspace."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from tenantpilot.access import member_queries, saved_view_queries
from tenantpilot.access.capabilities import Capability, Role, holds
from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal, unseal
from tenantpilot.access.scopes import open_scope
from tenantpilot.access.tables import SavedView
from tenantpilot.access.views import SavedViewRow
from tenantpilot.kernel.errors import InvalidInputError
from tenantpilot.store.scope import Scope

KIND = "saved-view"
PAGES = ("findings", "exceptions")
LONGEST_NAME, LONGEST_QUERY, MOST = 60, 1000, 50
# Whoever may say something about what lists show may share a view; whoever sets the rules may take one away.
SHARING, TIDYING = Capability.FINDING_COMMENT, Capability.GOVERNANCE_MANAGE
# Where in the list somebody stood when the view was saved is no part of it.
_PLACE = ("after", "cursor", "bulk")


def list_saved_views(ctx: Context, page: str) -> tuple[SavedViewRow, ...]:
    """The person's own views of a page and those that others share, by name.

    Raises:
        NotFoundError, ForbiddenError: as open_scope.
        InvalidInputError: not a page with views.
    """
    with open_scope(ctx, Capability.WORKSPACE_READ) as scope:
        _check_page(page)
        rows = saved_view_queries.visible(scope, page)
        names = member_queries.names_of(scope, [row.owner_id for row in rows])
        return tuple(_row(ctx, scope, row, names.get(row.owner_id, "")) for row in rows)


def save_view(ctx: Context, page: str, name: str, query: str, *, is_shared: bool = False) -> SavedViewRow:
    """Keep filters and order of a list under a name; the same name again replaces one's own view.

    `query` is what stands after the question mark of the list's address.

    Raises:
        NotFoundError, ForbiddenError: as open_scope; also sharing without the right to.
        InvalidInputError: per field what is wrong.
    """
    with open_scope(ctx, SHARING if is_shared else Capability.WORKSPACE_READ, write=True) as scope:
        _check_page(page)
        name, query = _checked_name(name), _checked_query(query)
        row = saved_view_queries.own(scope, page, name)
        before = _described(row) if row else None
        if row is None:
            if saved_view_queries.count_own(scope, page) >= MOST:
                raise InvalidInputError({"name": "error-view-too-many"})
            row = SavedView(workspace_id=scope.workspace_id, page=page, owner_id=ctx.user_id, name=name)
        row.query, row.is_shared = query, is_shared
        scope.add(row)
        scope.record("view.saved", "view", row.public_id, before=before, after=_described(row))
        return _row(ctx, scope, row, ctx.display_name)


def delete_view(ctx: Context, handle: str) -> None:
    """Forget a view of one's own, or one that is shared, for whoever sets the workspace's rules.

    Raises:
        NotFoundError: no such view, or somebody else's own; also as open_scope.
        ForbiddenError: a shared view of somebody else.
    """
    with open_scope(ctx, Capability.WORKSPACE_READ) as scope:
        is_own = saved_view_queries.reachable(scope, unseal(ctx, KIND, handle)).owner_id == ctx.user_id
    with open_scope(ctx, Capability.WORKSPACE_READ if is_own else TIDYING, write=True) as scope:
        row = saved_view_queries.reachable(scope, unseal(ctx, KIND, handle), lock=True)
        before, ref = _described(row), row.public_id
        scope.session.delete(row)
        scope.record("view.deleted", "view", ref, before=before)


def _check_page(page: str) -> None:
    if page not in PAGES:
        raise InvalidInputError({"page": "error-field-invalid"})


def _checked_name(name: str) -> str:
    made = " ".join(name.split())
    if not made:
        raise InvalidInputError({"name": "error-field-required"})
    if len(made) > LONGEST_NAME:
        raise InvalidInputError({"name": "error-field-too-long"})
    if not made.isprintable():
        raise InvalidInputError({"name": "error-field-format"})
    return made


def _checked_query(query: str) -> str:
    if len(query) > LONGEST_QUERY or "\x00" in query:
        raise InvalidInputError({"query": "error-field-too-long" if "\x00" not in query else "error-field-format"})
    asked = [(name, value) for name, value in parse_qsl(query.removeprefix("?")) if name not in _PLACE]
    made = urlencode(sorted(asked))
    if len(made) > LONGEST_QUERY or "%00" in made:
        raise InvalidInputError({"query": "error-field-format"})
    return made


def _may_change(scope: Scope, row: SavedView) -> bool:
    return row.owner_id == scope.actor.user_id or holds(Role(scope.role), TIDYING)


def _described(row: SavedView) -> dict[str, str | bool]:
    return {"page": row.page, "name": row.name, "query": row.query, "is_shared": row.is_shared}


def _row(ctx: Context, scope: Scope, row: SavedView, owner_name: str) -> SavedViewRow:
    return SavedViewRow(
        handle=seal(ctx, KIND, row.public_id),
        view_ref=row.public_id,
        name=row.name,
        query=row.query,
        is_shared=row.is_shared,
        is_own=row.owner_id == ctx.user_id,
        owner_name=owner_name,
        may_change=_may_change(scope, row),
    )
