"""Demonstration tenants, whole: everything a year ago, and what happened since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from tenantpilot.sandbox.graph.data import AppCertificate, AppRegistration, AppSecret, Json, Objects, TenantData
from tenantpilot.sandbox.graph.demo import (
    access,
    administration,
    admx,
    apps,
    catalog,
    compliance,
    directory,
    enrollment,
    protection,
    scripts,
    templates,
    updates,
)
from tenantpilot.sandbox.graph.demo.certificate import demo_certificate
from tenantpilot.sandbox.graph.demo.changes import LEAVES, timeline
from tenantpilot.sandbox.graph.demo.maker import Made, Maker
from tenantpilot.sandbox.graph.demo.profiles import PROFILES, READ_PERMISSIONS, Profile, profile

_Share = Callable[[float], int]
LARGE = 2_000_000
NOT_POLICIES = frozenset(
    {
        "groups", "users", "servicePrincipals", "applications", "directoryRoles", "directoryRoleTemplates",
        "directoryRoleDefinitions", "organization", "subscribedSkus", "templates", "mobileAppCategories",
    }
)  # fmt: skip
"""Collections that policies refer to and that are no policies themselves."""


def demo_tenants(today: datetime) -> list[TenantData]:
    """All four, as they were a year before `today`, each with its timeline."""
    return [build(one, today=today) for one in PROFILES]


def build(
    tenant: Profile | str, *, today: datetime, policies: int | None = None, with_large_policy: bool = False
) -> TenantData:
    """One tenant a year before `today` with the year's changes in `timeline`; the same arguments give the same data.

    `policies` makes it bigger or smaller than it is, `with_large_policy` adds one of about 2 MB.

    Raises:
        KeyError: no demonstration tenant is called that.
    """
    chosen = profile(tenant) if isinstance(tenant, str) else tenant
    maker = Maker(chosen, today)
    collections: dict[str, Objects] = {}
    for collection, item in _everything(maker, policies or chosen.policies):
        collections.setdefault(collection, {})[str(item["id"])] = item
    present = sum(len(items) for name, items in collections.items() if name not in NOT_POLICIES)
    short = policies + _unborn_count(chosen) - present if policies else 0
    for collection, item in catalog.configuration_policies(maker, short) if short > 0 else ():
        collections[collection][item["id"]] = item
    if with_large_policy:
        collection, item = catalog.large_policy(maker, LARGE)
        collections[collection][item["id"]] = item
    unborn = _take_unborn(maker, collections)
    _name_some_unusually(collections)
    entries = timeline(maker, {name: dict(items) for name, items in collections.items()}, unborn)
    return TenantData(
        tenant_id=chosen.tenant_id,
        display_name=chosen.display_name,
        domain=chosen.domain,
        apps=[_registration(chosen)],
        collections=collections,
        licences=chosen.licences,
        timeline=entries,
    )


def policy_count(data: TenantData) -> int:
    """How many objects are policies in the wide sense."""
    return sum(len(items) for name, items in data.collections.items() if name not in NOT_POLICIES)


def _registration(chosen: Profile) -> AppRegistration:
    return AppRegistration(
        client_id=chosen.client_id,
        secrets=[AppSecret(chosen.secret)],
        certificates=[AppCertificate(demo_certificate(chosen.seed)[1])] if chosen.has_certificate else [],
        granted=set(chosen.granted),
        requested=tuple(sorted(READ_PERMISSIONS)),
    )


def _everything(maker: Maker, policies: int) -> Iterator[Made]:
    """Referred objects before those that refer to them."""

    def share(part: float) -> int:
        return max(1, round(policies * part))

    yield from directory.directory(maker, min(300, max(18, policies // 8)))
    yield from directory.scope_tags(maker, min(9, share(0.02)))
    yield from directory.filters(maker, min(14, share(0.03)))
    yield from compliance.notification_templates(maker, min(12, share(0.01)))
    yield from apps.mobile_apps(maker, share(0.11))
    yield from admx.reusable_settings(maker, share(0.01))
    compliance_scripts = list(scripts.compliance_scripts(maker, min(6, share(0.006))))
    yield from compliance_scripts
    yield from compliance.device_compliance(maker, share(0.045), [one["id"] for _, one in compliance_scripts])
    yield from catalog.linux_compliance(maker, min(6, share(0.006)))
    yield from catalog.configuration_policies(maker, share(0.30))
    yield from templates.device_configurations(maker, share(0.105))
    yield from _templates_and_scripts(maker, share)
    yield from _devices(maker, share)
    yield from _tenant(maker, share)


def _templates_and_scripts(maker: Maker, share: _Share) -> Iterator[Made]:
    yield from admx.administrative_templates(maker, share(0.04))
    yield from admx.uploaded_definitions(maker, min(4, share(0.006)))
    yield from admx.intents(maker, min(5, share(0.008)))
    yield from scripts.platform_scripts(maker, share(0.03))
    yield from scripts.shell_scripts(maker, share(0.02))
    yield from scripts.custom_attributes(maker, share(0.01))
    yield from scripts.remediations(maker, share(0.035))
    yield from updates.feature_updates(maker, share(0.01))
    yield from updates.expedited_updates(maker, share(0.006))
    yield from updates.hotpatch(maker, share(0.006))
    yield from updates.drivers(maker, share(0.01))


def _devices(maker: Maker, share: _Share) -> Iterator[Made]:
    yield from enrollment.enrollment_configurations(maker, share(0.02))
    yield from enrollment.autopilot(maker, share(0.014))
    yield from enrollment.apple(maker, min(4, share(0.004)))
    yield from enrollment.android(maker, share(0.006))
    if maker.profile.is_big:
        yield from enrollment.cloud_pcs(maker, min(12, share(0.008)))
    yield from apps.app_configurations(maker, share(0.02))
    yield from protection.managed_configurations(maker, share(0.01))
    yield from protection.app_protection(maker, share(0.02))
    yield from apps.policy_sets(maker, min(6, share(0.006)))
    yield from apps.volume_tokens(maker, min(2, share(0.004)))


def _tenant(maker: Maker, share: _Share) -> Iterator[Made]:
    yield from compliance.terms(maker, min(6, share(0.006)))
    yield from access.conditional_access(maker, min(120, share(0.05)))
    yield from administration.roles(maker, min(12, share(0.012)))
    yield from administration.categories(maker, min(8, share(0.012)))
    yield from administration.branding(maker, min(4, share(0.006)))
    yield from administration.hardware(maker, min(3, share(0.004)))
    yield from administration.partners(maker)
    yield from administration.whole_tenant(maker)


def _unborn_count(chosen: Profile) -> int:
    return round(chosen.changes * 0.14)


def _take_unborn(maker: Maker, collections: dict[str, Objects]) -> list[tuple[str, Json]]:
    """Some policies do not exist yet a year ago; the timeline brings them."""
    found: list[tuple[str, Json]] = []
    while len(found) < _unborn_count(maker.profile):
        collection = maker.pick([name for name in LEAVES if len(collections.get(name, {})) > 2])
        found.append((collection, collections[collection].pop(maker.pick(list(collections[collection])))))
    return found


_UNUSUAL = (
    "إعدادات الأمان - فرع دبي",
    # Long, and still a file name with type and id appended: others write one file per policy.
    "Baseline for every corporate owned laptop in a meeting room, a training room or a reception that nobody signs in "
    "to with a personal account, as agreed with security and works council",
    "Geräteeinschränkungen für Mitarbeiterinnen und Mitarbeiter im Außendienst (Größe XL)",
    "הגדרות חומת אש - סניף חיפה",
    "端末の暗号化 - 工場",
    "Wallboard 📺 Lobby",
)


def _name_some_unusually(collections: dict[str, Objects]) -> None:
    """Names from right to left, very long ones, other scripts, and one name three times in the same family."""
    policies = list(collections["configurationPolicies"].values())
    for item, name in zip(policies[1::2], _UNUSUAL, strict=False):
        item["name"] = name
    for item in policies[-3:]:
        item["name"] = policies[-1]["name"]
    rings = list(collections["deviceConfigurations"].values())[:2]
    for item in rings:
        item["displayName"] = rings[0]["displayName"]
