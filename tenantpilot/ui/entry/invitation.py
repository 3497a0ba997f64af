"""The page behind an invitation's link: what is offered, by whom, to whom, and one button."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.admin.members import reach
from tenantpilot.ui.components import (
    button,
    fact,
    facts,
    link_button,
    moment,
    notice,
    parts,
    skeleton_block,
    t,
    t_code,
    t_id,
)
from tenantpilot.ui.entry.frame import entry
from tenantpilot.ui.entry.invitation_state import Joining
from tenantpilot.ui.shell import page

OFFER = Joining.offer


@page("/invitation", title="join-title", on_load=[Joining.load])
def invitation() -> rx.Component:
    """The offer, or why there is none."""
    return entry(rx.cond(Joining.is_loaded, rx.cond(Joining.is_dead, _dead(), _offer()), skeleton_block(5)))


def _offer() -> rx.Component:
    plane = rx.cond(OFFER.plane == "review", t("join-plane-review"), t("join-plane-admin"))
    return rx.fragment(
        rx.el.h1(t("join-heading", name=OFFER.workspace_name)),
        rx.el.p(t("join-by", name=OFFER.invited_by), " ", plane, class_name="muted"),
        rx.el.div(
            facts(
                fact(t("join-role"), t_code("role", OFFER.role), note=t_code("role-help", OFFER.role)),
                fact(t("join-tenants"), reach(OFFER)),
                rx.cond(
                    OFFER.membership_ends_at != "",
                    fact(t("join-until"), moment(OFFER.membership_ends_at, mode="date")),
                    rx.fragment(),
                ),
            ),
            class_name="sign-facts",
        ),
        rx.cond(
            Joining.problem != "",
            notice(t_id(Joining.problem), tone="critical", icon_name="circle-alert"),
            rx.fragment(),
        ),
        rx.el.div(
            button(t("join-accept"), kind="primary", size="l", icon="check", on_click=Joining.accept),
            class_name="sign-b",
        ),
        _who(),
    )


def _dead() -> rx.Component:
    return rx.fragment(
        rx.el.h1(t("join-dead-title")),
        rx.el.p(t("join-dead-body"), class_name="muted"),
        rx.el.div(link_button(t("problem-home"), href="/", size="l"), class_name="sign-b"),
        _who(),
    )


def _who() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("join-as", name=Joining.name, email=Joining.email), class_name="muted small"),
        parts.SignOutButton.create(t("join-not-you"), data_kind="quiet", data_size="s"),
        class_name="sign-part",
    )
