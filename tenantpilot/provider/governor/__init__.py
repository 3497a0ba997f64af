"""The throttle governor: who may send how much, before the provider has to say no.

Buckets count what was sent in the last window, per tenant, application and service area, as Microsoft publishes its
limits. They stand in Redis, so that all workers together keep them.
"""
