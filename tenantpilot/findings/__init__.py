"""Findings: what somebody must decide about, how it is decided, accepted, verified, and by when."""
