"""The main job as an operator does it: a tenant is added, connected, read, understood; credentials are replaced."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tenantpilot.sandbox.graph.data import AppSecret
from tenantpilot.sandbox.graph.faults import Fault
from tests.browser.cloud import NEW_CLIENT, NEW_SECRET, NEW_TENANT, SETTINGS, WITHHELD
from tests.browser.world import OWNER, World, settled, signed_in

pytestmark = pytest.mark.browser
NAME = "Tailspin Toys"
OPERATOR_SECONDS = 60
COMPLIANCE = "deviceCompliancePolicies"


def look(page: Page, world: World, path: str) -> Page:
    """Go to a page of Northwind and wait for its answer."""
    page.goto(f"{world.origin}/admin/{world.northwind}{path}")
    settled(page)
    return page


@contextmanager
def slowed(world: World, tenant: str, seconds: float) -> Iterator[None]:
    """Every answer of a tenant comes late, so that progress can be seen."""
    fault = world.cloud.graph.faults.add(Fault.LATENCY, tenant=tenant, seconds=seconds)
    try:
        yield
    finally:
        world.cloud.graph.faults.remove(fault.id)


def row(page: Page, name: str) -> Locator:
    """A row of the page's list."""
    return page.get_by_role("row", name=name)


def unknown(page: Page, family: str) -> Locator:
    """What the tenant's page says of a family about which something is unknown."""
    return page.get_by_role("main").locator(".plain-list").get_by_role("listitem").filter(has_text=family)


@pytest.mark.proves("TEN-101", "TEN-102", "INV-201", "INV-202", "INV-203", "INV-204")
def test_a_tenant_is_added_connected_read_and_understood(browser: Browser, world: World) -> None:
    newcomer = world.cloud.newcomer(world.origin)
    began = time.monotonic()
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, "/tenants")
        _add(page)
        _connect(page)
        _consent(page)
        _look_at_permissions(page)
        with slowed(world, NEW_TENANT, 0.4):
            _sync_and_watch(page)
        changed, gone, broken = _change(world, newcomer)
        _sync(page, changed)
        tenant = page.url
        _see_what_happened(page, world, changed, gone)
        assert time.monotonic() - began < OPERATOR_SECONDS
        # The administrator puts right what was not given whole.
        world.cloud.edit(newcomer, SETTINGS, broken["id"], settingCount=broken["settingCount"])
        page.goto(tenant)
        _read_again(page, world)


def _add(page: Page) -> None:
    page.get_by_role("button", name="Add tenant").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill(NAME)
    dialog.get_by_label("Tenant ID").fill(NEW_TENANT)
    dialog.get_by_label("Primary domain").fill("tailspintoys.example")
    dialog.get_by_role("button", name="Add tenant").click()
    page.wait_for_url("**/tenants/ten_*")
    expect(page.get_by_text("This tenant cannot be synced now")).to_be_visible()
    expect(page.get_by_role("button", name="Sync inventory")).to_have_count(0)


def _connect(page: Page) -> None:
    page.get_by_role("link", name="Connect tenant").click()
    page.wait_for_url("**/connections/new?environment_id=ten_*")
    page.get_by_label("Application (client) ID").fill(NEW_CLIENT)
    secret = page.get_by_label("Client secret (optional)")
    expect(secret).to_be_hidden()
    page.get_by_role("radio", name="Client secret").check()
    expect(page.get_by_label("Certificate with private key")).to_be_hidden()
    secret.fill(NEW_SECRET)
    page.get_by_role("button", name="Connect tenant").click()
    page.wait_for_url("**/connections/con_*")


def _consent(page: Page) -> None:
    expect(page.get_by_text("Nobody has checked this connection yet.")).to_be_visible()
    page.get_by_role("link", name="Ask for consent").click()
    page.get_by_role("button", name="Accept").click()
    page.wait_for_url("**/connections/con_*")
    settled(page)
    expect(page.get_by_role("main").locator(".rechead").get_by_text("Works in part")).to_be_visible()
    assert NEW_SECRET not in page.content()


def _look_at_permissions(page: Page) -> None:
    page.get_by_role("complementary").get_by_role("link", name="1 permission missing").click()
    page.wait_for_url("**/permissions")
    settled(page)
    feature = row(page, "Read scripts and remediations")
    expect(feature).to_contain_text("Not read: ")
    expect(feature).to_contain_text(WITHHELD)
    expect(page.get_by_role("link", name="Open in Entra")).to_have_attribute("target", "_blank")
    page.get_by_role("navigation", name="Breadcrumb").get_by_role("link", name=NAME).click()
    page.wait_for_url(re.compile(r"/tenants/ten_\w+$"))


def _sync_and_watch(page: Page) -> None:
    settled(page)
    page.get_by_role("button", name="Sync inventory").click()
    main = page.get_by_role("main")
    expect(main.get_by_role("progressbar")).to_be_visible()
    expect(main.get_by_role("heading", name="Syncing now")).to_be_visible()
    bar = main.get_by_role("progressbar")
    first = bar.get_attribute("aria-valuenow") or ""
    expect(bar).not_to_have_attribute("aria-valuenow", first)
    expect(main.get_by_text("Coverage by family")).to_be_visible()
    expect(main.get_by_role("progressbar")).to_have_count(0, timeout=30_000)
    expect(unknown(page, "PowerShell platform scripts")).to_contain_text("Forbidden, unknown")
    expect(unknown(page, "PowerShell platform scripts")).to_contain_text(WITHHELD)


def _change(world: World, tenant) -> tuple[str, str, dict[str, Any]]:
    """An administrator changes a policy and deletes another; a third is not given whole."""
    changed, broken = (world.cloud.first_of(tenant, SETTINGS, place) for place in (0, 1))
    gone = world.cloud.first_of(tenant, COMPLIANCE)
    world.cloud.edit(tenant, SETTINGS, changed["id"], description="Tightened after the audit.")
    world.cloud.erase(tenant, COMPLIANCE, gone["id"])
    world.cloud.edit(tenant, SETTINGS, broken["id"], settingCount=99)  # more than the provider is going to give
    return str(changed["name"]), str(gone["displayName"]), broken


def _sync(page: Page, changed: str) -> None:
    page.get_by_role("button", name="Sync inventory").click()
    expect(page.get_by_role("table", name="Recent changes")).to_contain_text(changed)
    expect(page.get_by_text("The last sync could not read everything")).to_be_visible()


def _see_what_happened(page: Page, world: World, changed: str, gone: str) -> None:
    main = page.get_by_role("main")
    expect(unknown(page, "Settings catalog")).to_contain_text("Read in part")
    page.get_by_role("table", name="Recent changes").get_by_role("link", name=changed).click()
    page.wait_for_url("**tab=diff**")
    settled(page)
    difference = main.locator(".diff-row").filter(has_text="Description")
    expect(difference).to_contain_text("Tightened after the audit.")
    expect(main.get_by_text("katrin.holm@adventureworks.example").first).to_be_visible()
    page.get_by_role("link", name="Raw").click()
    expect(main.locator("pre.raw")).to_contain_text("Tightened after the audit.")
    look(page, world, "/inventory?ghosts=only")
    page.get_by_role("searchbox").fill(gone)
    page.wait_for_url("**q=**")
    expect(row(page, gone)).to_contain_text("Deleted")
    row(page, gone).get_by_role("link").click()
    expect(page.get_by_text("Microsoft no longer has this policy")).to_be_visible()


def _read_again(page: Page, world: World) -> None:
    """One family, once it can be read whole; then one policy. Each run reads a single family."""
    settled(page)
    page.get_by_role("button", name=re.compile("^Read Settings catalog .*again$")).click()
    expect(unknown(page, "Settings catalog")).to_have_count(0)
    expect(unknown(page, "PowerShell platform scripts")).to_contain_text("Forbidden, unknown")
    assert _families_of_newest(world) == ["settings_catalog"]
    messages = page.get_by_role("region", name="Messages")
    expect(messages.get_by_role("link")).to_have_count(0)  # they leave by themselves
    page.get_by_role("table", name="Recent changes").get_by_role("link").first.click()
    page.wait_for_url("**tab=diff**")
    settled(page)
    page.get_by_role("button", name="Read again").click()
    messages.get_by_role("link", name="Open run").click()
    page.wait_for_url("**/operations/run_*")
    expect(page.get_by_role("main").get_by_text("Succeeded").first).to_be_visible()
    assert len(_families_of_newest(world)) == 1


def _families_of_newest(world: World) -> list[str]:
    """What the newest sync has read."""
    with psycopg.connect(world.product.database.administrator_url) as connection:
        found = connection.execute(
            "select label from run_item where subject_kind = 'family' and run_id = (select id from operation_run"
            " where kind = 'inventory.sync' order by created_at desc limit 1)"
        )
        return [label for (label,) in found]


@pytest.mark.proves("TEN-103")
def test_a_secret_is_replaced_without_interruption(browser: Browser, world: World) -> None:
    world.cloud.large.apps[0].secrets.append(AppSecret("the-next-one-opens-too"))
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, f"/connections/{world.read.connection}")
        _choose(page, "Actions for Adventure Works", "Add next credential")
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("radio", name="Client secret").check()
        dialog.get_by_label("Client secret (optional)").fill("the-next-one-opens-too")
        dialog.get_by_role("button", name="Add next credential").click()
        expect(dialog).to_have_count(0)
        waiting = row(page, "Next")
        _choose(page, "Actions for this credential", "Check this credential")
        expect(waiting).not_to_contain_text("Not checked yet")
        _choose(page, "Actions for this credential", "Make current")
        page.get_by_role("dialog").get_by_role("button", name="Make current").click()
        expect(waiting).to_have_count(0)
        expect(page.get_by_role("table", name="Credentials").get_by_text("In use")).to_be_visible()
        assert "the-next-one" not in page.content()


def _choose(page: Page, menu: str, action: str) -> None:
    page.get_by_role("button", name=menu).click()
    page.get_by_role("menuitem", name=action).click()
