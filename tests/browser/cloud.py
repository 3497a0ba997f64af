"""The tenants behind the browser world: two that are read, with everything that looks different on a page."""

from __future__ import annotations

import copy
from typing import Any

from tenantpilot.kernel.clock import now
from tenantpilot.sandbox.graph import deeds
from tenantpilot.sandbox.graph.audit import Actor
from tenantpilot.sandbox.graph.data import AppRegistration, AppSecret, TenantData
from tenantpilot.sandbox.graph.demo.profiles import READ_PERMISSIONS, profile
from tenantpilot.sandbox.graph.demo.standing import ACCESS, BROKEN_FAMILY
from tenantpilot.sandbox.graph.demo.tenants import build
from tenantpilot.sandbox.graph.faults import Fault
from tenantpilot.sandbox.graph.server import GraphSandbox
from tenantpilot.sandbox.graph.tenant import Tenant

LARGE, SMALL = profile("adventure-works"), profile("contoso-manufacturing")
FORBIDDEN_FAMILY, WITHHELD = "deviceManagementScripts", "DeviceManagementScripts.Read.All"
CONSENT_PATH = "/provider/consent/callback"
SETTINGS = "configurationPolicies"
EDITOR = Actor("katrin.holm@adventureworks.example")
ARABIC = "سياسة الامتثال للأجهزة المحمولة"
ENDLESS = "Windows-Sicherheitsgrundkonfiguration-für-gemeinsam-genutzte-Arbeitsplätze-in-allen-Niederlassungen-2026-Q4"
NEW_TENANT = "3b6f1f0c-7d42-4a35-9b1e-52c8e0d4a917"
NEW_CLIENT = "e41c7a90-5f26-4d8b-a0c3-96b17d2f8e54"
NEW_SECRET = "opens-the-sandbox-only"


class Cloud:
    """The sandbox with its tenants, and what happens in them."""

    def __init__(self, graph: GraphSandbox, origin: str) -> None:
        self.graph = graph
        self.large = self._serve(build(LARGE, today=now(), policies=60), origin)
        self.small = self._serve(build(SMALL, today=now(), policies=24), origin)
        self._furnish()

    def _serve(self, data: TenantData, origin: str) -> Tenant:
        for app in data.apps:
            app.redirect_uris = (f"{origin}{CONSENT_PATH}",)
        made = self.graph.add_tenant(data)
        self.graph.advance(data.tenant_id, now())
        return made

    def _furnish(self) -> None:
        """Unusual names in the one tenant; in the other a family is forbidden and a service throttled for good."""
        template = next(iter(self.large.store.objects[SETTINGS].values()))
        for number, name in enumerate((ARABIC, ENDLESS), start=1):
            made = copy.deepcopy(template) | {"id": f"00000000-0000-4000-8000-00000000000{number}", "name": name}
            self.large.store.put(SETTINGS, made, at_once=True)
        self.small.apps[0].granted = set(READ_PERMISSIONS) - {WITHHELD}
        for collection in ACCESS:
            self.graph.faults.add(Fault.THROTTLED, tenant=SMALL.tenant_id, collection=collection, seconds=3_600)

    def newcomer(self, origin: str) -> Tenant:
        """A tenant that nobody added yet; its administrator has agreed to nothing."""
        data = build(SMALL, today=now(), policies=24)
        data.tenant_id, data.display_name, data.domain = NEW_TENANT, "Tailspin Toys", "tailspintoys.example"
        app = AppRegistration(NEW_CLIENT, secrets=[AppSecret(NEW_SECRET)], consented=False,
                              requested=tuple(sorted(READ_PERMISSIONS - {WITHHELD})))  # fmt: skip
        data.apps = [app]
        return self._serve(data, origin)

    def first_of(self, tenant: Tenant, collection: str, place: int = 0) -> dict[str, Any]:
        """One of the objects that stand in a collection now."""
        return list(tenant.store.objects[collection].values())[place]

    def edit(self, tenant: Tenant, collection: str, id_: str, **changes: Any) -> None:
        """An administrator changes an object in the portal."""
        before = tenant.store.newest(collection, id_)
        assert before is not None
        deeds.save(tenant, collection, before | changes, actor=EDITOR, at=now(), operation="Patch", at_once=True)

    def erase(self, tenant: Tenant, collection: str, id_: str) -> None:
        """An administrator deletes an object in the portal."""
        deeds.erase(tenant, collection, id_, actor=EDITOR, at=now(), at_once=True)

    def spoil(self, tenant: Tenant, collection: str, id_: str) -> None:
        """From now on an object answers with nonsense when it is read by itself."""
        path = f"{collection}/{id_}"
        self.graph.faults.add(Fault.NOT_JSON, tenant=tenant.data.tenant_id, collection=collection, path=path)

    def broken(self) -> str:
        """The remediation of the large tenant that is going to answer with nonsense."""
        found = self.large.store.objects[BROKEN_FAMILY].items()
        return next(key for key, one in found if not one.get("isGlobalScript"))
