"""Two tenants of one workspace with a few policies that a sync has read, and short ways to do things with drafts."""

from __future__ import annotations

from typing import Any

import pytest

from tenantpilot.access.context import Context
from tenantpilot.access.handles import seal
from tenantpilot.baselines import draft_rules, parts, profiles
from tenantpilot.baselines.drafts import BASELINE, PART, VERSION
from tenantpilot.kernel.errors import ConflictError, InvalidInputError
from tenantpilot.operations import dispatch
from tenantpilot.operations.names import SYNC_INVENTORY
from tenantpilot.sandbox.graph.data import AppRegistration, AppSecret, Objects, TenantData
from tenantpilot.sandbox.graph.demo import profiles as demo
from tests.inventory.world import SyncWorld

REFERENCE, CUSTOMER = demo.profile("adventure-works"), demo.profile("contoso-manufacturing")
FAMILY = "device_compliance"
GROUP = "0b1f7a52-3f0e-4d0c-9a35-5b6a1c9d2e10"


def compliance(ident: str, name: str, **more: Any) -> dict[str, Any]:
    """A compliance policy as the provider gives it, assigned to a group."""
    return {
        "@odata.type": "#microsoft.graph.windows10CompliancePolicy",
        "id": ident,
        "displayName": name,
        "description": "",
        "passwordRequired": True,
        "passwordMinimumLength": 12,
        "osMinimumVersion": "10.0.22631",
        "roleScopeTagIds": ["0"],
        "assignments": [
            {"id": f"{ident}_{GROUP}",
             "target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": GROUP}}
        ],
        **more,
    }  # fmt: skip


def ident(number: int) -> str:
    """An id as the provider makes them."""
    return f"00000000-0000-4000-8000-{number:012d}"


def tenant(profile: Any, collections: dict[str, Objects] | None = None) -> TenantData:
    """One of the two tenants with what a test puts into it."""
    app = AppRegistration(profile.client_id, secrets=[AppSecret(profile.secret)], granted=set(profile.granted))
    return TenantData(
        profile.tenant_id, profile.display_name, profile.domain, apps=[app], collections=collections or {}
    )  # fmt: skip


def collected(*policies: dict[str, Any]) -> dict[str, Objects]:
    """Compliance policies as a tenant's collection."""
    return {"deviceCompliancePolicies": {one["id"]: one for one in policies}}


def refused(call, *given: Any, **named: Any) -> Any:
    """What a service refuses: the fields that are wrong, or the message key of a conflict."""
    with pytest.raises((InvalidInputError, ConflictError)) as error:
        call(*given, **named)
    return error.value.fields if isinstance(error.value, InvalidInputError) else error.value.message_key


class Stock(SyncWorld):
    """The workspace with both tenants read; people manage baselines of them."""

    def fill(self) -> None:
        """Serve and read both tenants: two policies in the reference tenant, one of them with the customer as well."""
        self.reference = self.serve(tenant(REFERENCE, collected(
            compliance(ident(1), "Windows core"),
            compliance(ident(2), "Windows kiosk", passwordMinimumLength=6),
        )))  # fmt: skip
        self.customer = self.serve(tenant(CUSTOMER, collected(
            compliance(ident(9), "Windows core", osMinimumVersion="10.0.19045"),
        )))  # fmt: skip
        self.reference_ref = self.ref_of(REFERENCE.display_name)
        self.customer_ref = self.ref_of(CUSTOMER.display_name)
        for ref in (self.reference_ref, self.customer_ref):
            self.read(ref)

    def ref_of(self, name: str) -> str:
        """A tenant's public id."""
        return self.one("select public_id from tenant where name = %s", name)

    def read(self, tenant_ref: str, *families: str) -> dict[str, Any]:
        """Read some families of a tenant, compliance policies unless others are named; the run's row."""
        arguments = {"families": list(families) or [FAMILY]}
        started = dispatch.start(self.person(), SYNC_INVENTORY, arguments, tenant=tenant_ref)
        return self.work(self.run(started.run_ref))

    def change(self, *policies: dict[str, Any], gone: int = 0) -> None:
        """Change compliance policies of the reference tenant, let the one with the number `gone` go, and read it."""
        for one in policies:
            self.reference.store.put("deviceCompliancePolicies", one, at_once=True)
        if gone:
            self.reference.store.remove("deviceCompliancePolicies", ident(gone), at_once=True)
        self.read(self.reference_ref)

    def restore(self) -> None:
        """Let the reference tenant be as it was at first."""
        self.reference.restart()
        self.read(self.reference_ref, FAMILY, "device_configuration")

    @property
    def manager(self) -> Context:
        """Somebody who manages the workspace's baselines."""
        return self.person("northwind-manager")

    def policy_ref(self, number: int, tenant_ref: str = "") -> str:
        """A policy of the stock by its number."""
        return self.one(
            "select p.public_id from policy p join tenant t on t.id = p.tenant_id where p.provider_id = %s"
            " and (%s = '' or t.public_id = %s)", ident(number), tenant_ref, tenant_ref,
        )  # fmt: skip

    def create(self, name: str) -> Draft:
        """A baseline of its own with its empty draft."""
        return Draft(self, profiles.create_baseline(self.manager, name))

    def captured(self, name: str) -> Draft:
        """A baseline whose draft was captured from the reference tenant."""
        made = self.create(name)
        made.capture()
        return made

    def log(self, ref: str) -> list[str]:
        """Actions on a record in the log, oldest first."""
        return [row["action"] for row in self.all(
            "select action from audit_entry where subject_ref = %s order by seq", ref)]  # fmt: skip


class Draft:
    """A baseline as its page holds it: handles and the revision that its forms are made from."""

    def __init__(self, stock: Stock, ref: str) -> None:
        self.stock, self.ref = stock, ref

    @property
    def row(self) -> dict[str, Any]:
        """The newest version's row."""
        return self.stock.all(
            "select v.* from baseline_version v join baseline b on b.id = v.baseline_id where b.public_id = %s"
            " order by v.number desc limit 1", self.ref,
        )[0]  # fmt: skip

    @property
    def baseline(self) -> str:
        """The baseline's handle."""
        return seal(self.stock.manager, BASELINE, self.ref)

    @property
    def handle(self) -> str:
        """The newest version's handle."""
        return seal(self.stock.manager, VERSION, self.row["public_id"])

    @property
    def now(self) -> tuple[str, int]:
        """What a form of now sends: the draft's handle and revision."""
        row = self.row
        return seal(self.stock.manager, VERSION, row["public_id"]), row["revision"]

    def capture(self, **more: Any) -> Any:
        """Capture the reference tenant."""
        return parts.capture_parts(self.stock.manager, *self.now, self.stock.reference_ref, **more)

    def publish(self, **more: Any) -> int:
        """Publish the draft."""
        return profiles.publish(self.stock.manager, *self.now, **more)

    def begin(self) -> None:
        """Begin the next draft."""
        profiles.start_draft(self.stock.manager, self.baseline)

    def parts(self) -> dict[str, dict[str, Any]]:
        """The newest version's parts by the provider's id of their source."""
        found = self.stock.all("select * from baseline_part where version_id = %s", self.row["id"])
        return {row["provider_id"]: row for row in found}

    def part(self, number: int) -> str:
        """The handle of the part that came from the policy with this number."""
        return seal(self.stock.manager, PART, self.parts()[ident(number)]["part_ref"])


def handle(stock: Stock, kind: str, ref: str) -> str:
    """A handle of the manager's."""
    return seal(stock.manager, kind, ref)


def several(stock: Stock, name: str, versions: int = 2) -> Draft:
    """A baseline with so many published versions."""
    made = stock.captured(name)
    made.publish()
    for number in range(1, versions):
        made.begin()
        draft_rules.add_rule(stock.manager, *made.now, "*", f"rule{number}")
        made.publish()
    return made


def version(stock: Stock, draft: Draft, number: int) -> str:
    """The public id of a version by its number."""
    return stock.one(
        "select v.public_id from baseline_version v join baseline b on b.id = v.baseline_id where b.public_id = %s"
        " and v.number = %s", draft.ref, number,
    )  # fmt: skip
