"""Members as people meet them: invited by a link, changed, filtered, removed, each change at once and in the log."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tenantpilot.audit.filters import AuditFilters
from tenantpilot.audit.reading import audit_page
from tests.browser.world import OWNER, World, settled, signed_in
from tests.people import context_of, pointing_at, sign_in_page

pytestmark = pytest.mark.browser


def members_page(page: Page, world: World) -> Page:
    """The member page of Northwind."""
    page.goto(f"{world.origin}/admin/{world.northwind}/members")
    settled(page)
    return page


def act(page: Page, name: str, action: str) -> None:
    """Choose an action of a row's menu."""
    page.get_by_role("button", name=f"Actions for {name}").click()
    page.get_by_role("menuitem", name=action).click()


def invite(page: Page, email: str, role: str) -> str:
    """Invite through the form; the path of the link that is shown once."""
    page.get_by_role("button", name="Invite member").click()
    page.get_by_label("E-mail address").fill(email)
    page.locator(f"input[name=chosen_role][value={role}]").check()
    page.get_by_role("button", name="Create invitation").click()
    link = page.get_by_label("Link of the invitation").input_value()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    return urlsplit(link).path + "?" + urlsplit(link).query


def actions(world: World) -> list[str]:
    """The newest actions in Northwind's log, newest first."""
    with pointing_at(world.product.variables):
        return [row.action for row in audit_page(context_of(OWNER), AuditFilters()).rows]


@pytest.mark.proves("ACC-007", "ACC-010", "ACC-011", "ACC-012", "ACC-013", negative=True)
def test_a_person_is_invited_joins_is_changed_and_removed(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER) as owners, browser.new_context() as theirs:
        owner, joiner = members_page(owners.new_page(), world), theirs.new_page()
        path = invite(owner, "robin.kessler@elsewhere.example", "operator")
        assert owner.get_by_text(path).count() == 0  # shown once

        joiner.goto(world.origin + path)
        expect(joiner.get_by_text("You were invited to a workspace.")).to_be_visible()
        joiner.get_by_role("link", name="Continue").click()
        joiner.locator('button[value="newcomer"]').click()
        expect(joiner.get_by_role("heading", name="Join Northwind MSP")).to_be_visible()
        expect(joiner.get_by_text("Priya Raman invites you")).to_be_visible()
        joiner.get_by_role("button", name="Accept invitation").click()
        joiner.wait_for_url(f"{world.origin}/admin/{world.northwind}*")
        expect(joiner.get_by_role("button", name=re.compile("Account of Robin Kessler"))).to_be_visible()

        members_page(owner, world)
        act(owner, "Robin Kessler", "Change access")
        owner.locator("input[name=chosen_role][value=approver]").check()
        owner.get_by_label("Only these").check()
        owner.get_by_label("Contoso Manufacturing").check()
        owner.get_by_label("Reason").fill("narrowed for the test")
        owner.get_by_role("button", name="Save access").click()
        expect(owner.get_by_role("row", name=re.compile("Robin Kessler.*Only Contoso Manufacturing"))).to_be_visible()

        act(owner, "Robin Kessler", "Remove member")
        owner.get_by_role("dialog").get_by_role("button", name="Remove member").click()
        expect(owner.get_by_text("Robin Kessler removed")).to_be_visible()
        expect(owner.get_by_role("row", name=re.compile("Robin Kessler"))).to_have_count(0)
        # The open page of the removed person loses the workspace without a click of theirs.
        expect(joiner.get_by_role("heading", name="Nothing is here")).to_be_visible()
        joiner.goto(world.origin + path)
        expect(joiner.get_by_role("heading", name="This invitation cannot be used")).to_be_visible()
    kept = actions(world)
    assert kept[:2] == ["member.removed", "member.changed"]
    assert {"invitation.created", "invitation.accepted", "member.added"} <= set(kept)


@pytest.mark.proves("SHL-012")
def test_errors_stand_beside_their_fields_and_nothing_typed_is_lost(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER) as context:
        page = members_page(context.new_page(), world)
        page.get_by_role("button", name="Invite member").click()
        page.get_by_label("Only these").check()
        page.get_by_label("E-mail address").fill("robin@nowhere")
        page.get_by_label("Access ends").fill("2020-01-31")
        page.get_by_role("button", name="Create invitation").click()
        summary = page.get_by_role("alert")
        expect(summary).to_contain_text("4 entries need your attention")
        expect(summary).to_be_focused()
        expect(page.get_by_text("This is not an e-mail address.").last).to_be_visible()
        expect(page.get_by_text("Choose at least one tenant.").last).to_be_visible()
        assert page.get_by_label("E-mail address").input_value() == "robin@nowhere"
        assert page.get_by_label("E-mail address").get_attribute("aria-invalid") == "true"
        assert page.get_by_label("Only these").is_checked()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.proves("ACC-013", negative=True)
def test_a_new_link_ends_the_old_one_and_withdrawing_ends_both(browser: Browser, world: World) -> None:
    email = "link@northwind.example"
    with signed_in(browser, world, OWNER) as owners, browser.new_context() as theirs:
        owner, stranger = members_page(owners.new_page(), world), theirs.new_page()
        sign_in_page(stranger, world.origin, "newcomer")
        first = invite(owner, email, "read_only")
        act(owner, email, "Make new link")
        owner.get_by_role("dialog").get_by_role("button", name="Make new link").click()
        link = urlsplit(owner.get_by_label("Link of the invitation").input_value())
        owner.get_by_role("button", name="Done").click()
        second = f"{link.path}?{link.query}"
        stranger.goto(world.origin + first)
        expect(stranger.get_by_role("heading", name="This invitation cannot be used")).to_be_visible()
        stranger.goto(world.origin + second)
        expect(stranger.get_by_role("heading", name="Join Northwind MSP")).to_be_visible()
        act(owner, email, "Withdraw invitation")
        owner.get_by_role("dialog").get_by_role("button", name="Withdraw invitation").click()
        expect(owner.get_by_text(f"Invitation for {email} withdrawn")).to_be_visible()
        stranger.get_by_role("button", name="Accept invitation").click()
        expect(stranger.get_by_role("heading", name="This invitation cannot be used")).to_be_visible()
    assert actions(world)[:2] == ["invitation.revoked", "invitation.renewed"]


@pytest.mark.proves("SHL-010")
def test_search_and_role_live_in_the_address(browser: Browser, world: World) -> None:
    with signed_in(browser, world, OWNER) as context:
        page = members_page(context.new_page(), world)
        page.get_by_label("Search name or address").fill("partner.example")
        page.wait_for_url("**/members?q=partner.example")
        rows = page.get_by_role("table", name="Members").locator("tbody tr")
        expect(rows).to_have_count(2)
        page.get_by_label("Role", exact=True).select_option("owner")
        page.wait_for_url("**role=owner**")
        expect(page.get_by_role("heading", name="Nothing matches these filters")).to_be_visible()
        page.reload()
        settled(page)
        expect(page.get_by_role("heading", name="Nothing matches these filters")).to_be_visible()
        page.get_by_role("link", name="Clear filters").last.click()
        expect(rows.first).to_be_visible()
        assert "q=" not in page.url


@pytest.mark.proves("ACC-008", negative=True)
def test_whoever_may_not_manage_sees_members_and_no_controls(browser: Browser, world: World) -> None:
    with signed_in(browser, world, "northwind-read-only") as context:
        page = members_page(context.new_page(), world)
        expect(page.get_by_text("Your role shows members and changes none.")).to_be_visible()
        expect(page.get_by_text("Priya Raman")).to_be_visible()
        assert page.get_by_role("button", name=re.compile("Invite|Actions for")).count() == 0
        assert page.get_by_text("Open invitations").count() == 0
