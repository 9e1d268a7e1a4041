"""fwzf: the supervision desk of a county law-enforcement bureau."""

__version__ = "0.1.0"
