"""Keep pandas out of a process that needs none of it.

pyarrow imports it at the first list it converts, if it is there; that alone costs as much as reading a small workbook.
"""

from __future__ import annotations

import sys


class _NoPandas:
    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def spare_pandas() -> None:
    """From now on this process has no pandas, unless it was imported before."""
    sys.meta_path.insert(0, _NoPandas)
