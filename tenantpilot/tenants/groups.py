"""Groups of tenants that are treated alike: create, rename, fill, delete. All of it needs the right to all tenants."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from importlib import import_module
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from tenantpilot.access.capabilities import Capability
from tenantpilot.access.context import Context
from tenantpilot.access.handles import unseal
from tenantpilot.access.scopes import open_scope, resolve_tenant
from tenantpilot.kernel.errors import ConflictError, ForbiddenError, InvalidInputError
from tenantpilot.store.scope import Scope
from tenantpilot.tenants import group_queries as queries
from tenantpilot.tenants.rules import LONGEST_NAME
from tenantpilot.tenants.tables import TenantGroup, TenantGroupMember

KIND = "group"
MOST = 500  # of one workspace
MOST_MEMBERS = 1000
# Around a change of who is in a group: what follows from it in packages above this one.
Watch = Callable[[Scope, Collection[UUID]], AbstractContextManager[None]]

# Imported by name only: they stand above this package and register what they do.
_MODULES = ("tenantpilot.baselines.holding",)
_watches: list[Watch] = []


def watch_members(watch: Watch) -> Watch:
    """Have something done around every change of the groups that these tenants are in."""
    _watches.append(watch)
    return watch


@contextmanager
def _managing(ctx: Context) -> Iterator[Scope]:
    with open_scope(ctx, Capability.TENANT_MANAGE, write=True) as scope:
        if scope.tenants.mode != "all":
            raise ForbiddenError("groups need all tenants")
        yield scope


def _named(name: str) -> str:
    made = " ".join(name.split())
    if not made:
        raise InvalidInputError({"name": "error-field-required"})
    if len(made) > LONGEST_NAME or not made.isprintable():
        raise InvalidInputError({"name": "error-field-too-long" if made.isprintable() else "error-field-format"})
    return made


def create_group(ctx: Context, name: str, tenant_refs: Sequence[str] = ()) -> str:
    """Make a group of these tenants; its public id.

    Raises:
        InvalidInputError: no name, one that another group has, or too many groups or tenants.
        NotFoundError: a tenant that is absent or foreign.
        ForbiddenError: without the capability, and with a membership narrowed to some tenants.
    """
    with _managing(ctx) as scope:
        tenants, called = _tenants(scope, tenant_refs), _named(name)
        _check_free(scope, called)
        if queries.count(scope) >= MOST:
            raise InvalidInputError({"name": "error-field-too-many"})
        row = scope.add(TenantGroup(workspace_id=scope.workspace_id, name=called))
        _put(scope, row, tenants, set())
        scope.record("group.created", KIND, row.public_id, after={"name": called, "tenants": sorted(tenants.values())})
        return row.public_id


def _check_free(scope: Scope, name: str, but: str = "") -> None:
    if queries.is_taken(scope, name, but):
        raise InvalidInputError({"name": "error-field-name-taken"})


def _tenants(scope: Scope, refs: Sequence[str]) -> dict[UUID, str]:
    wanted = list(dict.fromkeys(refs))
    if len(wanted) > MOST_MEMBERS:
        raise InvalidInputError({"tenants": "error-field-too-many"})
    return dict(resolve_tenant(scope, ref) for ref in wanted)


def rename_group(ctx: Context, handle: str, name: str) -> None:
    """Call a group otherwise.

    Raises:
        NotFoundError: the handle does not open, or the group is gone.
        InvalidInputError, ForbiddenError: as create_group.
    """
    with _managing(ctx) as scope:
        row, called = _load(ctx, scope, handle), _named(name)
        if row.name == called:
            return
        _check_free(scope, called, row.public_id)
        before, row.name = {"name": row.name}, called
        scope.session.add(row)
        scope.record("group.changed", KIND, row.public_id, before=before, after={"name": called})


def _load(ctx: Context, scope: Scope, handle: str) -> TenantGroup:
    return scope.get(TenantGroup, unseal(ctx, KIND, handle), lock=True)


def set_members(ctx: Context, handle: str, tenant_refs: Sequence[str]) -> None:
    """Let exactly these tenants be in a group; baselines of the group hold in them from then on, and in no others.

    Raises:
        NotFoundError: the handle does not open, the group is gone, a tenant is absent or foreign.
        InvalidInputError: too many tenants.
        ForbiddenError: as create_group.
    """
    with _managing(ctx) as scope:
        row = _load(ctx, scope, handle)
        wanted, there = _tenants(scope, tenant_refs), queries.members(scope, row.id)
        if wanted.keys() == there.keys():
            return
        with ExitStack() as stack:
            for watch in _watching():
                stack.enter_context(watch(scope, wanted.keys() ^ there.keys()))
            _put(scope, row, wanted, there.keys())
        scope.record(
            "group.changed", KIND, row.public_id, before={"tenants": sorted(there.values())},
            after={"tenants": sorted(wanted.values())},
        )  # fmt: skip


def _watching() -> list[Watch]:
    for name in _MODULES:
        import_module(name)
    return _watches


def _put(scope: Scope, row: TenantGroup, wanted: dict[UUID, str], there: Collection[UUID]) -> None:
    queries.drop(scope, row.id, [key for key in there if key not in wanted])
    for key in wanted.keys() - set(there):
        scope.session.add(TenantGroupMember(workspace_id=scope.workspace_id, group_id=row.id, tenant_id=key))
    scope.session.flush()


def delete_group(ctx: Context, handle: str) -> None:
    """Dissolve a group to which no baseline is assigned.

    Raises:
        NotFoundError, ForbiddenError: as rename_group.
        ConflictError: something is assigned to it.
    """
    with _managing(ctx) as scope:
        row = _load(ctx, scope, handle)
        there = queries.members(scope, row.id)
        before = {"name": row.name, "tenants": sorted(there.values())}
        try:
            with scope.session.begin_nested():
                queries.drop(scope, row.id, list(there))
                scope.session.delete(row)
                scope.session.flush()
        except IntegrityError as error:
            raise ConflictError("something is assigned to it", message_key="error-group-in-use") from error
        scope.record("group.deleted", KIND, row.public_id, before=before)
