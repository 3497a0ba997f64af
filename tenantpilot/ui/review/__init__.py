"""The customer's pages: read-only, in plain words."""
