"""The sandbox identity provider: OpenID Connect with a people picker instead of passwords."""
