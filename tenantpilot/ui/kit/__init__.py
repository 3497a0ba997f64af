"""The kit's own page (`/_kit`), with TENANTPILOT_DEVELOPMENT=1 only: every part in every state."""
