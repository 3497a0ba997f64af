"""The layouts of the planes: what stands around a page's content, and what stands in its place when there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import reflex as rx

from tenantpilot.access.gate.notices import Notices
from tenantpilot.ui.components import letter_mark, link, parts, skeleton_block, t
from tenantpilot.ui.shell import header
from tenantpilot.ui.shell.navigation import brand, rail
from tenantpilot.ui.shell.palette import palette
from tenantpilot.ui.shell.problems import page_problem
from tenantpilot.ui.shell.state import Shell
from tenantpilot.ui.shell.toasts import corner

if TYPE_CHECKING:
    from tenantpilot.ui.shell.registry import Page


def tab_title(one: Page) -> rx.Var[str]:
    """What the browser's tab says."""
    return t("page-title", page=t(one.title))


def framed(one: Page) -> Callable[[], rx.Component]:
    """The page function Reflex calls: content inside its layout, with what every page has."""

    def draw() -> rx.Component:
        return rx.el.div(
            rx.el.a(t("nav-skip"), href="#main", class_name="skip"),
            LAYOUTS[one.layout](one),
            corner(),
            parts.ConnectionLine.create(),
            parts.PageChange.create(),
            *([] if one.is_public else [_preferences()]),
            class_name="plane",
            data_plane=one.plane.value if one.plane is not None else "admin",
        )

    # The build files a page's parts under the page function's module; all of them in this one would be loaded at once.
    draw.__module__ = one.content.__module__
    return draw


def _preferences() -> rx.Component:
    person = Shell.profile
    return parts.Preferences.create(locale=person.language, theme=person.theme, density=person.density)


def _content(one: Page, *, class_name: str) -> rx.Component:
    """The page itself, or the problem that keeps it away. The first answer of a tab has not come: its shape."""
    inner = one.content() if one.is_public else rx.cond(Shell.is_loaded, one.content(), skeleton_block(6))
    extra: dict[str, Any] = {"data_width": "record"} if one.width == "record" else {}
    return rx.el.main(
        parts.Answered.create(rx.cond(Notices.page_problem != "", page_problem(), inner), ready=rx.State.is_hydrated),
        id="main",
        tab_index=-1,
        aria_busy=~rx.State.is_hydrated,  # what stood here before stays until all of the page's answer has come
        class_name=class_name,
        **extra,
    )


def _workspace(one: Page) -> rx.Component:
    """Navigation at the left, switcher and tools above."""
    bar = header.top(
        header.drawer("admin"),
        header.switcher(),
        end=(palette(), header.active_runs(), header.bell(), header.person_menu()),
    )
    return rx.el.div(
        rail("admin"),
        rx.el.div(bar, _content(one, class_name="page"), class_name="main"),
        class_name="shell",
    )


def _chooser(one: Page) -> rx.Component:
    """No workspace is open yet: only the brand and the person."""
    bar = header.top(brand("admin", href="/admin"), end=(header.bell(), header.person_menu()))
    return rx.el.div(bar, _content(one, class_name="choose"), class_name="main")


def _account(one: Page) -> rx.Component:
    """The person's own pages, outside the planes."""
    words = rx.el.span(t("product"), rx.el.span(t("account-title"), class_name="plane-name"))
    sign = link(parts.Mark.create(), words, href="/", class_name="brand")
    bar = header.top(sign, end=(header.person_menu(),))
    return rx.el.div(bar, _content(one, class_name="account"), class_name="main")


def _system(one: Page) -> rx.Component:
    """Dark chrome; no workspace is open here, ever."""
    where = rx.el.span(
        rx.el.b(t("plane-system")),
        rx.el.span(t("header-system-scope"), class_name="only-wide muted trunc"),
        class_name="sys-inst",
    )
    bar = header.top(header.drawer("system"), where, end=(palette(), header.person_menu()))
    return rx.el.div(
        rail("system"),
        rx.el.div(bar, _content(one, class_name="page"), class_name="main"),
        class_name="shell",
    )


def _review(one: Page) -> rx.Component:
    """A document for customers: who it is from, that it cannot be changed, the person."""
    name = Shell.workspace.name
    who = rx.cond(
        name != "",
        rx.fragment(
            letter_mark(header.first_letter(name), large=True),
            link(
                rx.el.b(name), rx.el.span(t("product"), class_name="small muted"), href="/review", class_name="rv-brand"
            ),
        ),
        link(rx.el.b(t("product")), href="/review", class_name="rv-brand"),
    )
    bar = rx.el.header(
        rx.el.div(
            who,
            rx.el.span(t("plane-review-read-only"), class_name="rv-plane small"),
            header.person_menu(),
            class_name="rv-top-in",
        ),
        class_name="rv-top",
    )
    return rx.el.div(bar, rx.el.div(_content(one, class_name="rv-doc"), class_name="rv"))


def _bare(one: Page) -> rx.Component:
    """Nothing around: sign-in, invitations, problems."""
    return _content(one, class_name="sign")


LAYOUTS: dict[str, Callable[[Page], rx.Component]] = {
    "workspace": _workspace,
    "chooser": _chooser,
    "account": _account,
    "system": _system,
    "review": _review,
    "bare": _bare,
}
