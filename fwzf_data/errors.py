"""Errors a user reads. Each carries one Chinese sentence: where, what, and how to mend it."""


class FwzfError(Exception):
    """Base of everything shown to a user without a traceback; the command line exits with 2."""


class UnreadableFile(FwzfError):
    """The file cannot be read as a ledger at all; nothing was changed."""


class UnknownLedger(FwzfError):
    """No ledger of this key, or a definition file that does not hold together."""


class AmbiguousMapping(FwzfError):
    """A header claims two fields, or two headers one field; a person has to say which."""


class BadRequest(FwzfError):
    """A parameter, date, name or option that does not exist or cannot be read."""


class StoreDamaged(FwzfError):
    """Journal, originals or generation do not agree with each other."""


class StoreBusy(FwzfError):
    """Another process is writing; try again."""


class StoreFull(FwzfError):
    """The disk does not take what has to be written; nothing was changed."""
