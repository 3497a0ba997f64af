"""Queued work: the catalogue of operation types, runs and their life, dispatch and execution gates, schedules, relay."""
