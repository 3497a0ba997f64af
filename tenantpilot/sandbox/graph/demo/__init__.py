"""Demonstration tenants as Graph would return them, made from a seed: no object of a real tenant is in here."""
