"""How a tenant's standing looks wherever tenants are shown."""

from __future__ import annotations

import reflex as rx

from tenantpilot.tenants.views import InventoryBrief, TenantRow
from tenantpilot.ui.components import badge, family_mark, link, moment, t, t_code


def connection_state(row: rx.Var[TenantRow]) -> rx.Var[str]:
    """The one code that says how the way to the tenant stands, the worst first."""
    health = rx.cond(row.health == "unknown", "unchecked", row.health)
    consent = rx.match(row.consent, ("missing", "consent_missing"), ("withdrawn", "consent_withdrawn"), health)
    return rx.cond(row.connection == "enabled", consent, row.connection)


def connection_badge(row: rx.Var[TenantRow]) -> rx.Component:
    """The way to the tenant, and whether its credential runs out."""
    late = (row.expiry != "valid") & (row.expiry != "unknown") & (row.connection == "enabled")
    expiry = rx.cond(late, rx.el.span(t_code("credential-expiry", row.expiry), class_name="cell-sub"), rx.fragment())
    return rx.fragment(badge("connections-state", connection_state(row)), expiry)


def posture_words(row: rx.Var[TenantRow]) -> rx.Component:
    """What the tenant lets the product do, in a few words."""
    return rx.match(
        row.posture,
        ("complete", rx.el.span(t("posture-complete"), class_name="muted")),
        ("incomplete", rx.el.span(t("posture-missing-count", count=row.missing_permissions), class_name="t-caution")),
        rx.el.span(t("posture-unknown"), class_name="t-unknown"),
    )


def inventory_words(row: rx.Var[TenantRow]) -> rx.Component:
    """How many policies are known, and how well the tenant was read."""
    stock = row.inventory.to(InventoryBrief)
    read = rx.el.span(
        family_mark(stock.coverage),
        t("tenants-families-read", read=stock.families_read, total=stock.families_total),
        class_name="fstate muted",
    )
    counted = rx.fragment(rx.el.span(t("tenants-policies", count=stock.policies), class_name="num"), read)
    never = rx.el.span(family_mark("never"), t("coverage-never"), class_name="fstate t-unknown")
    return rx.cond(row.inventory, rx.cond(stock.last_sync_at != "", counted, never), never)


def freshness(row: rx.Var[TenantRow]) -> rx.Component:
    """When the tenant was read last, or that it is being read now."""
    stock = row.inventory.to(InventoryBrief)
    at = rx.cond(stock.is_syncing, link(t("tenants-syncing"), href=stock.last_run_href), moment(stock.last_sync_at))
    return rx.cond(row.inventory, at, rx.el.span(t("value-none"), class_name="subtle"))
