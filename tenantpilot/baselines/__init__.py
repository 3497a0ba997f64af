"""Baselines: what should be, where it holds, and how tenants differ from it."""
