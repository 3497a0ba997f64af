"""The one error of this package: the text tells a person at a terminal what is wrong and what to do."""


class SetUpError(Exception):
    """A server, directory or account cannot be made ready; nothing of it was left running."""
