"""The controls of a workspace: what is stopped, by whom and why; for those who may, stopping and letting go on."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.admin.controls_cells import control_columns, control_dialogs, everything_stopped
from tenantpilot.ui.admin.controls_state import WorkspaceControls
from tenantpilot.ui.components import data_table, empty_state, page_head, t
from tenantpilot.ui.shell import page


@page("/admin/[space]/controls", title="nav-controls", on_load=[WorkspaceControls.load])
def controls() -> rx.Component:
    """Everything at once first, then each type of operation."""
    return rx.fragment(
        page_head(t("nav-controls"), purpose=t("controls-purpose")),
        everything_stopped(WorkspaceControls.rows),
        data_table(
            WorkspaceControls.rows,
            control_columns(WorkspaceControls),
            label=t("nav-controls"),
            loading=~WorkspaceControls.is_loaded,
            empty=empty_state(t("controls-empty-title"), t("controls-empty-body"), icon_name="power"),
        ),
        control_dialogs(WorkspaceControls, place="workspace"),
    )
