"""The badge catalogue: for each question one shape, for each code a tone and a message.

Shape says which question is answered, tone says how it went. A code that is not listed is shown as it is,
with the unknown tone: it must never look like a good answer.
"""

import json
from dataclasses import dataclass
from typing import Any

import reflex as rx

from tenantpilot.i18n import message_id
from tenantpilot.ui.components import parts
from tenantpilot.ui.components.text import Text, t_code


@dataclass(frozen=True, slots=True)
class BadgeSpec:
    """How one code looks. `glyph` names a status shape of assets/kit/icon-data.js."""

    tone: str
    glyph: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One question that badges answer. `shape` is the look, `codes` every answer."""

    shape: str
    codes: dict[str, BadgeSpec]


# What the glyphs of a shape are called before their own names; shapes that are not here have none.
_GLYPHS = {"severity": "sev", "outcome": "out", "lifecycle": "life"}


def _question(shape: str, **looks: str) -> Dimension:
    """Each answer with its tone and, where the shape has glyphs, the glyph."""
    split = {code: look.partition(" ")[::2] for code, look in looks.items()}
    specs = {
        code: BadgeSpec(tone, f"{_GLYPHS[shape]}-{glyph}" if glyph else "") for code, (tone, glyph) in split.items()
    }
    return Dimension(shape, specs)


CATALOGUE: dict[str, Dimension] = {
    "severity": _question(
        "severity",
        critical="critical critical", high="critical high", medium="caution medium", low="neutral low",
    ),
    "outcome": _question(
        "outcome",
        queued="neutral queued", running="info running", succeeded="positive succeeded",
        partially_succeeded="caution partial", failed="critical failed", blocked="critical blocked",
        cancelled="neutral cancelled", skipped="neutral skipped",
    ),
    "completeness": _question(
        "completeness",
        complete="positive", partial="caution", stale="caution", mostly_unread="caution", not_read="unknown",
    ),
    "governance": _question(
        "governance",
        matches="positive", different="caution", missing="critical", unexpected="info", conflict="caution",
        not_comparable="unknown", accepted="neutral",
    ),
    "item": _question(
        "outcome",
        pending="neutral queued", done="positive succeeded", failed="critical failed", skipped="neutral skipped",
    ),
    "lifecycle": _question(
        "lifecycle",
        new="neutral new", draft="neutral new", onboarding="info progress", active="positive active",
        invited="info progress", expiring="caution pending", expired="neutral suspended", revoked="neutral suspended",
        paused="neutral accepted", suspended="caution suspended", archived="neutral suspended",
        removal_pending="critical suspended", done="positive done",
    ),
    "connections-state": _question(
        "lifecycle",
        healthy="positive active", unchecked="neutral pending", degraded="caution pending",
        failing="critical suspended", consent_missing="critical suspended", consent_withdrawn="critical suspended",
        disabled="neutral suspended", missing="neutral new", unknown="unknown new",
    ),
    "posture": _question("governance", granted="positive", missing="caution", unlicensed="neutral", unknown="unknown"),
    "credential": _question("lifecycle", current="positive active", next="info progress", retired="neutral suspended"),
    "control": _question("lifecycle", free="positive active", stopped="critical suspended"),
    "finding-kind": _question(
        "governance",
        different="caution", missing="critical", unexpected="info", conflict="caution", covered="neutral",
        consent_lost="critical", connection_failing="critical", credential_expiring="caution", sync_failing="caution",
    ),
    # Where a finding stands; of a closed one its outcome. Green is only what a reading proved.
    "finding-status": _question(
        "lifecycle",
        new="neutral new", triaged="neutral triaged", in_progress="info progress", reopened="caution reopened",
        resolved="info pending", risk_accepted="neutral accepted", verified="positive done",
        false_positive="neutral suspended", duplicate="neutral suspended", no_longer_applicable="neutral suspended",
    ),
    "exception-status": _question(
        "lifecycle",
        pending="info pending", approved="neutral accepted", expiring="caution pending", rejected="neutral suspended",
        withdrawn="neutral suspended", expired="neutral suspended", revoked="neutral suspended",
        superseded="neutral done", ended="neutral done",
    ),
    "result": _question(
        "governance",
        match="positive", covered="positive", different="caution", missing="critical", unexpected="info",
        conflict="caution", not_comparable="unknown",
    ),
    "baseline-version": _question(
        "lifecycle",
        draft="info progress", published="positive active", discarded="neutral suspended",
    ),
    "diff": _question("governance", added="positive", removed="critical", changed="caution"),
    "targeting": _question("governance", include="neutral", exclude="caution"),
    "role": _question(
        "tag",
        owner="neutral", manager="neutral", operator="neutral", approver="neutral", read_only="neutral",
        customer_viewer="neutral", platform_operator="neutral",
    ),
    "environment": _question("tag", production="neutral", staging="neutral", test="neutral", sandbox="neutral"),
}  # fmt: skip


def badge(dimension: str, code: str | rx.Var[str], *, detail: Text | None = None) -> rx.Component:
    """Show the answer `code` to one question. `detail` follows the word: "Complete, 31 min ago"."""
    found = CATALOGUE[dimension]
    if found.shape == "tag":
        return rx.el.span(t_code(dimension, code), class_name="tag", data_env=code)
    value = rx.Var.create(code)
    table = {name: {"tone": spec.tone, "glyph": spec.glyph} for name, spec in found.codes.items()}
    spec: rx.Var[Any] = rx.Var(_js_expr=f"({json.dumps(table)})[{value}]", _var_type=dict)
    extra: dict[str, Any] = {"detail": detail} if detail is not None else {}
    return parts.Badge.create(dim=found.shape, code=value, spec=spec, question=dimension, **extra)


def status_glyph(dimension: str, code: str | rx.Var[str], *, is_named: bool = False) -> rx.Component:
    """Only the shape of a badge, where the word stands beside it; `is_named` says the word to who cannot see it."""
    table = {name: {"tone": spec.tone, "glyph": spec.glyph} for name, spec in CATALOGUE[dimension].codes.items()}
    spec: rx.Var[Any] = rx.Var(_js_expr=f"(({json.dumps(table)})[{rx.Var.create(code)}] ?? {{}})").to(dict[str, str])
    named: dict[str, Any] = {"label": t_code(dimension, code)} if is_named else {}
    return parts.Glyph.create(name=spec["glyph"], tone=spec["tone"], **named)


def run_badge(status: rx.Var[str], outcome: rx.Var[str]) -> rx.Component:
    """Where a run stands: queued or running until it is completed, then its outcome. One badge, one question."""
    return badge("outcome", rx.cond(status == "completed", outcome, status))


def message_ids() -> list[str]:
    """Every message the catalogue needs, for the check that both languages have them."""
    return [message_id(name, code) for name, dimension in CATALOGUE.items() for code in dimension.codes]
