"""Filled with its queries."""
