"""The parts of an overview, for a workspace and for a tenant: what needs attention, risk, fit, trend, freshness."""

from __future__ import annotations

import reflex as rx

from tenantpilot.attention.views import AttentionItem, Freshness, Gauge, Overview, SeverityRow, TenantRow
from tenantpilot.ui.components import (
    Column,
    badge,
    bar,
    bars,
    data_table,
    fact,
    facts,
    figure,
    figures,
    gauge,
    legend,
    link,
    link_button,
    moment,
    section,
    spark,
    state,
    status_glyph,
    t,
    t_code,
    t_id,
    title_cell,
    trend,
)


def attention_section(known: rx.Var[Overview]) -> rx.Component:
    """What wants somebody, the most urgent first, each with the one place where it is done."""
    listed = rx.el.ol(rx.foreach(known.attention.to(list[AttentionItem]), _item), class_name="att")
    more = rx.cond(
        known.more > 0, link(t("overview-attention-more", count=known.more), href=known.open_href), rx.fragment()
    )
    nothing = state(t("overview-attention-none"), t("overview-attention-none-body"), icon_name="circle-check")
    return section(
        t("overview-attention"),
        rx.cond(known.attention.length() > 0, rx.fragment(listed, more), nothing),
        meta=rx.cond(
            known.attention.length() > 0,
            t("overview-attention-meta", count=known.attention.length() + known.more),
            "",
        ),
    )


def _item(one: rx.Var[AttentionItem]) -> rx.Component:
    words = _say(one, "title")
    when = rx.cond(one.at != "", rx.fragment(" ", moment(one.at)), rx.fragment())
    return rx.el.li(
        status_glyph("severity", one.severity),
        rx.el.div(rx.el.h3(link(words, href=one.href)), rx.el.p(_say(one, "body"), when)),
        rx.el.div(link_button(_say(one, "act"), href=one.href, size="s"), class_name="acts"),
        class_name="att-row",
    )


def _say(one: rx.Var[AttentionItem], part: str) -> rx.Var[str]:
    """A sentence of an item; codes come from data, so the message is found in the browser."""
    code = rx.Var.create("overview-item-") + one.code.replace("_", "-") + f"-{part}"
    return t_id(code, subject=one.subject, tenant=one.tenant_name, count=one.count)


def figures_section(known: rx.Var[Overview]) -> rx.Component:
    """Open risk by severity, beside how much of the baselines is met."""
    by_severity = section(
        t("overview-severity"),
        bars(known.severities.to(list[SeverityRow]), _severity),
        meta=t("overview-open", count=known.open),
    )
    return rx.el.div(by_severity, _fit(known.gauge.to(Gauge)), class_name="split")


def _severity(row: rx.Var[SeverityRow]) -> rx.Component:
    tone = rx.match(row.severity, ("critical", "critical"), ("high", "critical"), ("medium", "caution"), "neutral")
    return bar(
        badge("severity", row.severity),
        share=row.share,
        tone=tone,
        number=row.count,
        change=_change(row.change),
        href=row.href,
    )


def _fit(one: rx.Var[Gauge]) -> rx.Component:
    label = t("overview-gauge-label", matching=one.matching, deviating=one.deviating, unknown=one.unknown)
    parts = one.matching + one.deviating + one.unknown
    drawn = gauge(
        matching=one.matching,
        deviating=one.deviating,
        unknown=one.unknown,
        percent=one.percent,
        label=label,
        caption=t("overview-gauge-of", count=parts),
    )
    told = rx.el.div(
        legend(
            (t("overview-matching", count=one.matching), "positive", one.matching),
            (t("overview-deviating", count=one.deviating), "critical", one.deviating),
            (t("overview-unknown", count=one.unknown), "unknown", one.unknown),
        ),
        rx.el.p(t("overview-compared"), " ", moment(one.oldest_at), class_name="small muted"),
        link(t("overview-to-compare"), href=one.href, class_name="small"),
        class_name="gauge-told",
    )
    nothing = rx.el.p(
        t("overview-never-compared"), " ", link(t("overview-to-compare"), href=one.href), class_name="muted"
    )
    return section(t("overview-fit"), rx.cond(parts > 0, rx.el.div(drawn, told, class_name="gauge-row"), nothing))


def trend_section(known: rx.Var[Overview]) -> rx.Component:
    """Open findings over ninety days; nothing is drawn where nothing was read."""
    meaning = rx.el.ul(
        rx.el.li(rx.el.i(data_tone="neutral"), t("overview-trend-all"), data_tone="neutral"),
        rx.el.li(rx.el.i(data_tone="critical"), t("overview-trend-urgent"), data_tone="critical"),
        rx.el.li(rx.el.i(data_tone="unknown"), t("overview-trend-unknown"), data_tone="unknown"),
        class_name="legend",
    )
    return section(
        t("overview-trend"),
        trend(known.trend, label=t("overview-trend-label", now=known.open)),
        meta=meaning,
    )


def _change(number: rx.Var[int]) -> rx.Var[str]:
    """More, fewer, or the same as a week ago."""
    fewer = rx.cond(number < 0, t("overview-change-fewer", count=-number), t("overview-change-none"))
    return rx.cond(number > 0, t("overview-change-more", count=number), fewer)


def numbers(known: rx.Var[Overview]) -> rx.Component:
    """The few numbers that somebody looks for first."""
    change = _change(known.drift_change)
    shown = figures(
        figure(link(known.drift, href=known.open_href), t("overview-drift"), freshness=change),
        figure(link(known.open, href=known.open_href), t("overview-open-label")),
        figure(known.pending, t("overview-pending")),
        figure(known.accepted, t("overview-accepted")),
    )
    return rx.el.div(shown, class_name="facts-group")


def freshness_facts(known: rx.Var[Overview]) -> rx.Component:
    """What all of it rests on."""
    one = known.freshness.to(Freshness)
    families = t("overview-families", read=one.families_read, all=one.families)
    return facts(
        fact(
            t("overview-read-fully"),
            link(t("overview-tenants-of", complete=one.tenants_complete, all=one.tenants), href=one.href),
            note=families,
        ),
        fact(t("overview-oldest"), moment(one.oldest_at, empty=t("value-unknown"))),
        fact(t("overview-newest"), moment(one.newest_at)),
    )


def ranking_section(known: rx.Var[Overview]) -> rx.Component:
    """The tenants that deviate most, each with how well it is known."""
    columns = [
        Column(t("overview-tenant"), lambda one: title_cell(
            link(one.name, href=one.href), sub=rx.fragment(t_code("environment", one.environment), " · ",
                                                           t_code("tier", one.tier)))),
        Column(t("overview-drift"), _drift, narrow="badge"),
        Column(t("severity-critical"), lambda one: _count(one.critical, one.findings_href, "critical"), right=True,
               narrow="hide"),
        Column(t("severity-high"), lambda one: _count(one.high, one.findings_href, "high"), right=True, narrow="hide"),
        Column(t("overview-others"), lambda one: link((one.medium + one.low).to_string(), href=one.findings_href),
               right=True, narrow="hide"),
        Column(t("overview-read"), lambda one: rx.el.span(
            t("overview-families-short", read=one.read, all=one.families), " ",
            moment(one.complete_at, empty=t("overview-not-whole")), class_name="small"), narrow="sub"),
        Column(t("overview-compared-short"), lambda one: moment(one.compared_at, empty=t("overview-not-compared")),
               right=True, narrow="end"),
    ]  # fmt: skip
    table = data_table(known.tenants.to(list[TenantRow]), columns, label=t("overview-ranking"), flat=True)
    return rx.cond(known.tenants.length() > 0, section(t("overview-ranking"), table), rx.fragment())


def _drift(one: rx.Var[TenantRow]) -> rx.Component:
    number = rx.el.span(one.drift, class_name="num")
    change = rx.el.span(_change(one.drift_change), class_name="small muted")
    return rx.el.span(number, spark(one.points), change, class_name="drift-cell")


def _count(number: rx.Var[int], href: rx.Var[str], severity: str) -> rx.Component:
    return rx.cond(number > 0, link(number.to_string(), href=href + "&severity=" + severity), t("value-none"))
