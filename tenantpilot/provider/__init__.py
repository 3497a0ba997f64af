"""Microsoft and its tenants: contracts, the one client, connections, permissions.

No Microsoft word leaves this package but as data.
"""
