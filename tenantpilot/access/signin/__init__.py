"""OpenID Connect sign-in: authorization code with PKCE, state and nonce; nothing about it lives in the browser."""
