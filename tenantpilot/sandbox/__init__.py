"""A real HTTP server that stands in for the outside world: an identity provider now, Microsoft Graph later.

For demonstrations and tests only. Nothing in the product imports it; it is reached over HTTP like the real thing.
"""
