"""The audit log as people read it: filtered by the address, within their reach, entry by entry."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tenantpilot.audit.filters import AuditFilters
from tenantpilot.audit.reading import audit_page
from tenantpilot.tenants.reading import list_tenants
from tests.browser.world import OWNER, World, settled, signed_in

pytestmark = pytest.mark.browser
NARROWED, READER = "northwind-temporary", "northwind-read-only"
THEIRS = "Adventure Works"  # the one tenant that the narrowed member reaches


def look(page: Page, world: World, path: str) -> Page:
    page.goto(f"{world.origin}/admin/{world.northwind}/audit{path}")
    settled(page)
    return page


def texts(page: Page) -> list[str]:
    """What each row of the list says."""
    return [row.strip() for row in page.get_by_role("main").locator("tbody tr").all_inner_texts()]


def tenant_of(row: str) -> str:
    """The tenant that a row says it is about: the cell before the time."""
    return row.split("\t")[-2].strip()


@pytest.mark.proves("AUD-011")
def test_the_address_filters_the_list_and_a_row_opens_its_entry(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER, locale="en-GB") as context:
        page = look(context.new_page(), world, "?action=workspace.created")
        rows = texts(page)
        assert len(rows) == 1
        assert rows[0].startswith("Workspace created")
        page.get_by_role("main").get_by_role("link", name="Workspace created").click()
        page.wait_for_url("**/audit/1")
        settled(page)
        expect(page.get_by_role("main")).to_contain_text("Northwind MSP")
        # A tab keeps what it showed last until the answer for the new address is there.
        shown = page.get_by_role("main").locator("tbody tr")
        look(page, world, "?until=2001-01-01")
        expect(shown).to_have_count(0)
        look(page, world, "?kind=tenant")
        with world.person() as ctx:
            about_tenants = audit_page(ctx, AuditFilters(subject_kind="tenant")).rows
        assert about_tenants
        expect(shown).to_have_count(len(about_tenants))
        assert all("\nTenant\n" in row for row in texts(page)), texts(page)


@pytest.mark.proves("AUD-011", negative=True)
def test_a_narrowed_member_reads_about_their_tenants_and_nothing_else(browser: Browser, world: World) -> None:
    with signed_in(browser, world, NARROWED, locale="en-GB") as context:
        page = look(context.new_page(), world, "")
        rows = texts(page)
        assert rows
        assert {tenant_of(row) for row in rows} == {THEIRS}
        # Somebody whom nothing narrows says how many there are.
        with world.person() as ctx:
            (ref,) = (row.tenant_ref for row in list_tenants(ctx).rows if row.name == THEIRS)
            added = audit_page(ctx, AuditFilters(action="tenant.added")).rows
            theirs = audit_page(ctx, AuditFilters(subject_kind="tenant", tenant=ref)).rows
        assert {row.tenant_ref for row in added} > {ref}
        shown = page.get_by_role("main").locator("tbody tr")
        look(page, world, "?action=workspace.created")
        expect(shown).to_have_count(0)
        look(page, world, "?action=tenant.added")
        expect(shown).to_have_count(1)
        assert texts(page)[0].startswith("Tenant added")
        assert tenant_of(texts(page)[0]) == THEIRS
        look(page, world, "?kind=tenant")
        expect(shown).to_have_count(len(theirs))
        assert {tenant_of(row) for row in texts(page)} == {THEIRS}
        page.goto(f"{world.origin}/admin/{world.northwind}/audit/1")
        settled(page)
        expect(page.get_by_role("main")).not_to_contain_text("Northwind MSP")


@pytest.mark.proves("AUD-011", negative=True)
def test_a_reader_without_the_capability_gets_no_entry(browser: Browser, world: World) -> None:
    with signed_in(browser, world, READER, locale="en-GB") as context:
        page = look(context.new_page(), world, "")
        assert texts(page) == []
        expect(page.get_by_role("main")).not_to_contain_text("Workspace created")
