"""The child process that parses: limits first, then one reader by kind, then Arrow files in a folder."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from fwzf_data.errors import UnreadableFile
from fwzf_data.without_pandas import spare_pandas

# Imported by name when needed: a child that reads text pays for no XML, and the other way round.
READERS = {
    "xlsx": ("xlsx", "read_xlsx"),
    "xlsm": ("xlsx", "read_xlsx"),
    "xlsb": ("xlsb", "read_xlsb"),
    "xls": ("xls", "read_xls"),
    "xls numbers": ("xls", "read_xls_numbers"),
    "ods": ("opendocument", "read_opendocument"),
    "fods": ("opendocument", "read_opendocument"),
    "xml": ("xml_spreadsheet", "read_xml_spreadsheet"),
    "html": ("html_tables", "read_html"),
    "mht": ("html_tables", "read_mht"),
    "text": ("text_tables", "read_text"),
}


def main(order: dict[str, Any]) -> None:
    spare_pandas()
    _limit(order["memory"], order["cpu_seconds"], order["output_bytes"])
    folder = Path(order["folder"])
    try:
        answer = _read(order, folder)
    except MemoryError:
        answer = {"fault": "memory"}
    except BaseException as fault:  # a panic of the Rust reader is no Exception
        answer = {"refused": str(fault)} if isinstance(fault, UnreadableFile) else {"fault": "damaged"}
    (folder / "answer.json").write_text(json.dumps(answer, ensure_ascii=False), "utf-8")


def _limit(memory: int, cpu_seconds: int, output_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, output_bytes),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        capped = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (capped, hard))


def _read(order: dict[str, Any], folder: Path) -> dict[str, Any]:
    import pyarrow as pa

    from fwzf_data.settings import IntakeLimits

    path, limits = Path(order["path"]), IntakeLimits(**order["limits"])
    module, function = READERS[order["kind"]]
    sheets, notes = getattr(import_module(f"fwzf_data.intake.{module}"), function)(path, limits)
    for sheet in sheets:
        for name, table in (("cells", sheet.cells), ("marks", sheet.marks)):
            target = str(folder / f"{name}-{sheet.number}.arrow")
            with pa.OSFile(target, "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table)
    return {
        "sheets": [
            {
                "number": sheet.number,
                "name": sheet.name,
                "hidden": sheet.hidden,
                "merges": sheet.merges,
                "epoch_1904": sheet.epoch_1904,
            }
            for sheet in sheets
        ],
        "notes": notes,
    }


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
