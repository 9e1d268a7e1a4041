"""Why the disk did not take something, in words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from fwzf_data.errors import StoreFull

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO}
_FULL_WORDS = ("No space left", "File too large", "Disk quota", "Input/output error")
"""What DuckDB quotes of the system's answer; it has no error class of its own for it."""


@contextmanager
def said_in_words() -> Iterator[None]:
    """Raise StoreFull instead of what Python or DuckDB raises on a full or failing disk; everything else passes."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise _full() from error
        raise
    except duckdb.Error as error:
        if any(words in str(error) for words in _FULL_WORDS):
            raise _full() from error
        raise


def _full() -> StoreFull:
    return StoreFull("磁盘写不进去，多半是已满。请腾出空间后再试，原有数据没有变化。")
