"""Queued work: the catalogue of operations, runs and their life, both gates, schedules, publishing, recovery."""
