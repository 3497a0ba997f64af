"""The one table of reason codes of runs: what each means is in the catalogues, what to do next is decided here."""

from __future__ import annotations

# Reason code -> codes of next steps (`next-step-…`), best first.
NEXT_STEPS: dict[str, tuple[str, ...]] = {
    "session_revoked": ("start_again",),
    "account_inactive": ("ask_owner",),
    "membership_ended": ("ask_owner",),
    "membership_expired": ("ask_owner",),
    "capability_lost": ("ask_owner",),
    "tenant_scope_changed": ("start_again",),
    "workspace_suspended": ("ask_platform",),
    "stopped_by_workspace": ("look_at_controls",),
    "stopped_by_installation": ("ask_platform_control",),
    "kind_unknown": ("contact_support",),
    "system_not_allowed": ("contact_support",),
    "arguments_invalid": ("start_again",),
    "target_missing": ("start_again",),
    "attempts_exhausted": ("retry", "contact_support"),
    "worker_lost": ("check_result", "contact_support"),
    "unexpected_error": ("retry", "contact_support"),
    "cancelled_by_person": ("start_again",),
    "items_failed": ("look_at_items", "retry"),
    "audit_chain_broken": ("keep_evidence", "contact_support"),
}

# What to do next when a run ended without a reason to name.
AFTER_OUTCOME: dict[str, tuple[str, ...]] = {
    "": ("wait",),
    "succeeded": (),
    "partially_succeeded": ("look_at_items", "retry"),
    "failed": ("retry", "contact_support"),
    "blocked": ("ask_owner",),
    "cancelled": ("start_again",),
}


def next_steps(outcome: str, reason_code: str, *, has_files: bool, can_retry: bool) -> tuple[str, ...]:
    """What a person should do next, best first; a step they may not take is not offered."""
    steps = NEXT_STEPS.get(reason_code, AFTER_OUTCOME.get(outcome, ()))
    if outcome in ("succeeded", "partially_succeeded") and has_files:
        steps = ("download", *steps)
    return tuple(step for step in steps if step != "retry" or can_retry)
