"""The questions of a baseline's page: what each of them changes, and what it leaves alone."""

from __future__ import annotations

import reflex as rx

from tenantpilot.baselines.views import BaselinePage, VersionRow
from tenantpilot.ui.admin.baseline_acts import BaselineActs
from tenantpilot.ui.admin.baseline_edits import BaselineEdits
from tenantpilot.ui.components import checkbox, field, form_dialog, mutation_dialog, problem_line, scope_notice, t, t_id

# Questions that need an answer but no more: the words are `baselines-<name>` and `baselines-<name>-scope`.
ASKED = {
    "discard": "danger-solid",
    "unrule": "danger-solid",
    "unvariable": "danger-solid",
    "unassign": "danger-solid",
    "advance": "primary",
    "unring": "danger-solid",
}


def dialogs(detail: rx.Var[BaselinePage]) -> rx.Component:
    """All of them; at most one is open."""
    return rx.fragment(
        _publish(detail),
        _rename(detail),
        _delete(detail),
        _variable(),
        _draft(),
        _remove_parts(),
        *(_ask(one) for one in ASKED),
    )


def _ask(what: str) -> rx.Component:
    return mutation_dialog(
        t(f"baselines-ask-{what}"),
        scope="app",
        amount=t(f"baselines-ask-{what}-scope", name=BaselineActs.about),
        action=t(f"baselines-ask-{what}"),
        on_confirm=BaselineActs.confirm,
        kind=ASKED[what],
        error=t_id(BaselineActs.problem),
        open=BaselineActs.opened == what,
        on_open_change=BaselineActs.close,
    )


def _publish(detail: rx.Var[BaselinePage]) -> rx.Component:
    """What published means: it does not change any more, and tenants follow ring by ring."""
    version = detail.version.to(VersionRow)
    labels = {"note": t("baselines-field-note"), "at_once": t("baselines-publish-ring")}
    changes = t("baselines-changes", added=version.added, changed=version.changed, removed=version.removed)
    return form_dialog(
        t("baselines-publish-number", number=version.number),
        scope_notice(
            "app",
            t("baselines-publish-scope"),
            rx.el.p(t("baselines-parts-count", count=version.parts), ". ", changes),
        ),
        field("note", labels["note"], kind="textarea", rows=2, max_length=500, optional=True,
              help=t("baselines-field-note-help")),
        checkbox(labels["at_once"], name="at_once", default_checked=True),
        problem_line(BaselineActs.problem),
        state=BaselineActs,
        open="publish",
        fields=labels,
        on_submit=BaselineActs.publish,
        action=t("baselines-publish"),
    )  # fmt: skip


def _rename(detail: rx.Var[BaselinePage]) -> rx.Component:
    labels = {"name": t("baselines-field-name"), "description": t("baselines-field-description")}
    return form_dialog(
        t("baselines-rename"),
        scope_notice("app", t("baselines-rename-scope")),
        field("name", labels["name"], max_length=120, default_value=detail.row.name),
        field("description", labels["description"], kind="textarea", rows=2, max_length=500, optional=True,
              default_value=detail.row.description),
        state=BaselineActs,
        open="rename",
        fields=labels,
        on_submit=BaselineActs.rename,
    )  # fmt: skip


def _delete(detail: rx.Var[BaselinePage]) -> rx.Component:
    """Final, and many are concerned: the reason is asked for, and its name must be typed."""
    labels = {
        "reason": t("baselines-field-reason"),
        "typed_name": t("baselines-field-typed-name", name=detail.row.name),
    }
    return form_dialog(
        t("baselines-delete"),
        scope_notice("app", t("baselines-delete-scope", count=detail.row.tenants)),
        field("reason", labels["reason"], kind="textarea", rows=2, max_length=500),
        field("typed_name", labels["typed_name"], auto_complete="off"),
        problem_line(BaselineActs.problem),
        state=BaselineActs,
        open="delete",
        fields=labels,
        on_submit=BaselineActs.delete,
        kind="danger-solid",
    )


def _draft() -> rx.Component:
    return mutation_dialog(
        t("baselines-ask-draft"),
        scope="app",
        amount=t("baselines-ask-draft-scope"),
        action=t("baselines-ask-draft"),
        on_confirm=BaselineActs.start_draft,
        error=t_id(BaselineActs.problem),
        open=BaselineActs.opened == "draft",
        on_open_change=BaselineActs.close,
    )


def _remove_parts() -> rx.Component:
    chosen = t("baselines-parts-count", count=BaselineEdits.chosen.length())
    return mutation_dialog(
        t("baselines-part-remove"),
        scope="app",
        amount=t("baselines-part-remove-scope", name=chosen),
        action=t("baselines-part-remove"),
        on_confirm=BaselineEdits.remove,
        kind="danger-solid",
        open=BaselineEdits.is_removing,
        on_open_change=BaselineEdits.close_remove,
    )


def _variable() -> rx.Component:
    """Leave a value to each tenant; one of the same name may fill several places."""
    labels = {"title": t("baselines-column-variable"), "default": t("baselines-field-default")}
    is_new = BaselineActs.opened == "variable"
    words = rx.cond(is_new, t("baselines-variable-make"), t("baselines-variable-change"))
    return form_dialog(
        words,
        scope_notice("app", t("baselines-variable-scope")),
        field("title", labels["title"], help=t("baselines-variable-help"), max_length=60,
              default_value=BaselineActs.about, disabled=~is_new),
        field("default", labels["default"], help=t("baselines-field-default-help"), max_length=1000, optional=True,
              default_value=BaselineActs.preset),
        problem_line(BaselineActs.problem),
        state=BaselineActs,
        open=is_new | (BaselineActs.opened == "revariable"),
        fields=labels,
        on_submit=BaselineActs.set_variable,
    )  # fmt: skip
