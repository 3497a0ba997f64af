"""The component kit: plain elements, our own tokens, headless parts where behaviour is hard.

Pages import from here. How to build a page with it: docs/ui-kit.md; every part in every state: `/_kit`.
"""

from tenantpilot.ui.components.badges import badge, run_badge
from tenantpilot.ui.components.basics import (
    amount, avatar, brand_mark, button, duration, hidden_text, icon, icon_button, letter_mark, link, link_button,
    moment, person, tooltip,
)
from tenantpilot.ui.components.feedback import (
    empty_state, error_state, figure, figures, filtered_state, legend, live, next_step, next_steps, notice, progress,
    pulse, skeleton_block, skeleton_rows, state, toasts,
)
from tenantpilot.ui.components.forms import checkbox, choices, field, form, form_foot, segments, submit_button, switch
from tenantpilot.ui.components.lists import (
    Column, bulk_action, column_menu, data_table, density_toggle, filter_clear, filter_date, filter_select, pager,
    search_field, tab, tabs, title_cell, toolbar, when_filtered,
)
from tenantpilot.ui.components.overlays import (
    dialog, dialog_cancel, dialog_foot, menu, menu_item, menu_line, menu_link, mutation_dialog, options, popover,
    scope_notice,
)
from tenantpilot.ui.components.record import (
    breadcrumb, disclosure, fact, facts, lede, page_head, plain_list, raw, record, record_head, section, timeline,
    timeline_node, why,
)
from tenantpilot.ui.components.text import Text, sample, t, t_code

__all__ = [
    "Column", "Text", "amount", "avatar", "badge", "brand_mark", "breadcrumb", "bulk_action", "button", "checkbox",
    "choices", "column_menu", "data_table", "density_toggle", "dialog", "dialog_cancel", "dialog_foot", "disclosure",
    "duration", "empty_state", "error_state", "fact", "facts", "field", "figure", "figures", "filter_clear",
    "filter_date", "filter_select", "filtered_state", "form", "form_foot", "hidden_text", "icon", "icon_button", "lede",
    "legend", "letter_mark", "link", "link_button", "live", "menu", "menu_item", "menu_line", "menu_link", "moment",
    "mutation_dialog", "next_step", "next_steps", "notice", "options", "page_head", "pager", "person", "plain_list",
    "popover", "progress", "pulse", "raw", "record", "record_head", "run_badge", "sample", "scope_notice",
    "search_field", "section", "segments", "skeleton_block", "skeleton_rows", "state", "submit_button", "switch", "t",
    "t_code", "tab", "tabs", "timeline", "timeline_node", "title_cell", "toasts", "toolbar", "tooltip", "when_filtered",
    "why",
]
