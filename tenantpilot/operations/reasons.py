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
    "tenant_not_operable": ("open_tenant",),
    "tenant_draft": ("open_tenant",),
    "tenant_onboarding": ("open_tenant",),
    "tenant_suspended": ("open_tenant",),
    "tenant_archived": ("open_tenant",),
    "tenant_removal_pending": ("open_tenant",),
    "tenant_other": ("correct_connection",),
    "tenant_unproven": ("ask_consent", "check_connection"),
    "permissions_unknown": ("check_connection", "contact_support"),
    "connection_missing": ("add_connection",),
    "connection_disabled": ("enable_connection",),
    "connection_unknown": ("check_connection",),
    "consent_missing": ("ask_consent",),
    "consent_withdrawn": ("ask_consent",),
    "credential_missing": ("replace_credential",),
    "credential_expired": ("replace_credential",),
    "credential_wrong": ("replace_credential",),
    "credential_unreadable": ("replace_credential", "contact_support"),
    "credential_key_unknown": ("ask_platform_keys", "replace_credential"),
    "certificate_refused": ("replace_credential", "check_connection"),
    "app_not_in_tenant": ("ask_consent", "correct_connection"),
    "app_disabled": ("ask_tenant",),
    "tenant_not_found": ("correct_connection", "open_tenant"),
    "tenant_blocked": ("ask_tenant",),
    "service_not_in_tenant": ("ask_tenant",),
    "access_policy_blocks": ("ask_tenant",),
    "sign_in_unavailable": ("wait_provider",),
    "sign_in_throttled": ("wait_provider",),
    "token_request_refused": ("correct_connection", "contact_support"),
    "graph_unreachable": ("wait_provider",),
    "connection_lost": ("wait_provider",),
    "timeout": ("wait_provider",),
    "throttled": ("wait_provider",),
    "provider_error": ("wait_provider", "contact_support"),
    "provider_refused": ("contact_support",),
    "answer_malformed": ("wait_provider", "contact_support"),
    "answer_too_large": ("contact_support",),
    "token_rejected": ("check_connection",),
    "service_refused": ("ask_tenant",),
    "claims_challenge": ("ask_tenant",),
    "permission_missing": ("grant_permissions",),
    "resource_unlicensed": ("ask_tenant",),
    "audit_chain_broken": ("keep_evidence", "contact_support"),
    "family_partial": ("wait_provider", "retry"),
    "family_forbidden": ("grant_permissions", "retry"),
    "family_throttled": ("wait_provider", "retry"),
    "family_unsupported": ("nothing_needed",),
    "family_unlicensed": ("nothing_needed",),
    "family_not_read": ("retry",),
    "log_partial": ("wait_provider", "retry"),
    "log_forbidden": ("grant_permissions",),
    "log_throttled": ("wait_provider", "retry"),
    "log_unsupported": ("nothing_needed",),
    "log_unlicensed": ("nothing_needed",),
    "names_unknown": ("grant_permissions",),
    "policy_unreadable": ("contact_support",),
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
