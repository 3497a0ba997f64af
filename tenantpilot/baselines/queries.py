"""Named reads of the package's rows, each through a Scope."""
