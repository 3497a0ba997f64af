"""Runs, items, artifacts, the outbox, notifications and schedules."""
