"""A running product with something on every page, and who looks at what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from tenantpilot.access.capabilities import Plane
from tenantpilot.access.context import Context
from tenantpilot.access.notifications import mark_all_read
from tenantpilot.inventory.filters import PolicyFilters
from tenantpilot.inventory.reading import list_policies
from tenantpilot.inventory.views import PolicyRow
from tenantpilot.operations.dispatch import start
from tenantpilot.operations.names import CHECK_CONNECTION, SYNC_INVENTORY
from tenantpilot.operations.reading import run_detail
from tenantpilot.tenants.reading import list_tenants
from tests.browser.cloud import BROKEN_FAMILY, LARGE, SETTINGS, SMALL, Cloud
from tests.browser.held import Held, hold
from tests.browser.work import Work, work_on
from tests.people import context_of, lend_cookie, pointing_at, session_of, space_in
from tests.waiting import until

if TYPE_CHECKING:
    from tenantpilot.sandbox.graph.server import GraphSandbox
    from tests.live import Product

OWNER, VIEWER, PLATFORM = "northwind-owner", "northwind-customer-viewer", "platform-operator"
KINDS = ("audit.verify", "audit.export", "run.export")


@dataclass(frozen=True)
class Read:
    """Public ids of what was read of Northwind's tenants, and of Fabrikam's tenant that nobody read yet."""

    tenant: str
    small: str
    connection: str
    changed: str
    ghost: str
    sync: str
    foreign: str
    foreign_connection: str


@dataclass
class World:
    """The product, its workspaces by name, their tenants, and a finished run of `northwind`."""

    product: Product
    cloud: Cloud
    northwind: str
    fabrikam: str
    run_ref: str
    read: Read
    held: Held
    work: Work
    tokens: dict[str, str] = field(default_factory=dict)

    def filled(self, state: str = "full") -> dict[str, str]:
        """What stands for the parts of routes: Northwind has everything, Fabrikam's tenant was never read."""
        is_empty = state == "empty"
        return {
            "[space]": {"empty": self.fabrikam, "refused": "wsp_aaaaaaaaaaaaaaaaaaaa"}.get(state, self.northwind),
            "[run]": self.run_ref,
            "[entry]": "1",
            "[tenant]": self.read.foreign if is_empty else self.read.tenant,
            "[small]": self.read.small,
            "[connection]": self.read.foreign_connection if is_empty else self.read.connection,
            "[policy]": self.read.changed,
            "[ghost]": self.read.ghost,
            "[finding]": self.work.finding,
            "[exception]": self.work.accepted,
            "[waiting]": self.work.waiting,
            "[baseline]": self.held.foreign if is_empty else self.held.baseline,
            "[comparison]": self.held.small,
            "[part]": self.held.part,
            "[result]": self.held.result,
        }

    @property
    def origin(self) -> str:
        """Where the product is."""
        return self.product.origin

    def token(self, key: str) -> str:
        """A session of a person, made once."""
        if key not in self.tokens:
            with pointing_at(self.product.variables):
                self.tokens[key] = session_of(key)
        return self.tokens[key]

    @contextmanager
    def person(self, key: str = OWNER) -> Iterator[Context]:
        """Somebody of the operators' plane, for the services; this process points at the product meanwhile."""
        space = self.fabrikam if key.startswith("fabrikam") else self.northwind
        with pointing_at(self.product.variables):
            yield context_of(key, space=space, plane=Plane.ADMIN, token=self.tokens.get(key, ""))

    def sync(self, tenant: str, key: str = OWNER, **arguments: Any) -> str:
        """Read a tenant and wait for the end; the run."""
        with self.person(key) as ctx:
            return finished(ctx, SYNC_INVENTORY, tenant, **arguments)


def make(product: Product, graph: GraphSandbox) -> World:
    """Let Northwind's owner run every operation once and read the tenants; Fabrikam stays as it was seeded."""
    northwind, fabrikam = space_in(product, "northwind"), space_in(product, "fabrikam")
    cloud = Cloud(graph, product.origin)
    with pointing_at(product.variables):
        ctx = context_of(OWNER, space=northwind, plane=Plane.ADMIN)
        foreign = context_of("fabrikam-owner", space=fabrikam, plane=Plane.ADMIN)
        read = _read(ctx, foreign, cloud)
        held = hold(ctx, foreign, read.tenant, read.small)
        worked = work_on(product, ctx, read.tenant)
        mark_all_read(ctx)
        started = [start(ctx, kind) for kind in KINDS]
        until(lambda: all(not run_detail(ctx, run.run_ref).row.is_active for run in started), "the runs to end")
    return World(product, cloud, northwind, fabrikam, started[1].run_ref, read, held, worked)


def _read(ctx: Context, foreign: Context, cloud: Cloud) -> Read:
    """Read both tenants, change one of them, read it again."""
    known = {row.name: row for row in list_tenants(ctx).rows}
    large, small = known[LARGE.display_name], known[SMALL.display_name]
    for tenant in (large, small):
        finished(ctx, CHECK_CONNECTION, tenant.tenant_ref)
        finished(ctx, SYNC_INVENTORY, tenant.tenant_ref)
    changed, gone = (cloud.first_of(cloud.large, SETTINGS, place) for place in (0, 1))
    cloud.edit(
        cloud.large,
        SETTINGS,
        changed["id"],
        description="Agreed with the works council.",
        settings=changed["settings"][1:],
        settingCount=len(changed["settings"]) - 1,
    )
    cloud.erase(cloud.large, SETTINGS, gone["id"])
    cloud.spoil(cloud.large, BROKEN_FAMILY, cloud.broken())
    sync = finished(ctx, SYNC_INVENTORY, large.tenant_ref)
    theirs = list_tenants(foreign).rows[0]
    return Read(
        tenant=large.tenant_ref,
        small=small.tenant_ref,
        connection=large.connection_href.rpartition("/")[2],
        changed=find(ctx, changed["id"]).policy_ref,
        ghost=find(ctx, gone["id"], ghosts="only").policy_ref,
        sync=sync,
        foreign=theirs.tenant_ref,
        foreign_connection=theirs.connection_href.rpartition("/")[2],
    )


def find(ctx: Context, provider_id: str, **filters: str) -> PolicyRow:
    """The policy with an id of the provider's; names may be those of several."""
    return list_policies(ctx, PolicyFilters(q=provider_id, **filters)).rows[0]


def finished(ctx: Context, kind: str, tenant: str, **arguments: Any) -> str:
    """Start an operation with a tenant and wait for its end; the run."""
    ref = start(ctx, kind, arguments, tenant=tenant).run_ref
    until(lambda: not run_detail(ctx, ref).row.is_active, "the run to end")
    return ref


@contextmanager
def signed_in(browser: Browser, world: World, key: str, **options: Any) -> Iterator[BrowserContext]:
    """A browser context with a person's session; nobody's without a key."""
    context = browser.new_context(**options)
    if key:
        lend_cookie(context, world.origin, world.token(key))
    try:
        yield context
    except Exception:
        for page in context.pages:
            print(_shown(page))
        raise
    finally:
        context.close()


def _shown(page: Page) -> str:
    """What a page showed when its test failed: the report has no other way to tell."""
    try:
        words = page.evaluate("document.documentElement.dataset.words")
        bare = page.locator(".skel").count()
        return f"{page.url}\nwords: {words}, skeletons: {bare}\n{page.locator('body').aria_snapshot(timeout=2000)}"
    except PlaywrightError as error:
        return f"{page.url}\n{error}"


def settled(page: Page) -> None:
    """Wait until the page shows its answer and nothing of it is still loading."""
    page.wait_for_selector("main")
    # Both at once: an answer brings words of its own, which are fetched when it is drawn.
    page.wait_for_function(
        "() => document.documentElement.dataset.words === 'whole'"
        " && !document.querySelector('main[aria-busy=true], main .skel, main [role=status] .skel')"
    )
