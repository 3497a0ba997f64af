"""Filled with its tables."""
