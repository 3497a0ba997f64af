"""The controls of the installation: what platform staff stopped in every workspace."""

from __future__ import annotations

import reflex as rx

from tenantpilot.ui.admin.controls_cells import control_columns, control_dialogs, everything_stopped
from tenantpilot.ui.components import data_table, empty_state, page_head, t
from tenantpilot.ui.shell import page
from tenantpilot.ui.system.controls_state import InstallationControls


@page("/system/controls", title="nav-controls", on_load=[InstallationControls.load])
def controls() -> rx.Component:
    """Everything at once first, then each type of operation."""
    return rx.fragment(
        page_head(t("nav-controls"), purpose=t("system-controls-purpose")),
        everything_stopped(InstallationControls.rows),
        data_table(
            InstallationControls.rows,
            control_columns(InstallationControls),
            label=t("nav-controls"),
            loading=~InstallationControls.is_loaded,
            empty=empty_state(t("controls-empty-title"), t("controls-empty-body"), icon_name="power"),
        ),
        control_dialogs(InstallationControls, place="installation"),
    )
