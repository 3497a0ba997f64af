"""Who may do what, where: identities, sessions, memberships, capabilities, Context, open_scope, and the Reflex gate."""
