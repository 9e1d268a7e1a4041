"""What a draw is handed out with: record, frame, notice, checklist, and the script that checks it alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fwzf_data.analysis import draw
from fwzf_data.analysis.draw.record import as_file
from fwzf_data.documents.checklist import checklist
from fwzf_data.documents.draw_notice import draw_notice

VERIFIER = Path(draw.__file__).with_name("verify_draw.py")
_MADE = (2022, 1, 1, 0, 0, 0)
"""Of every file in the archive, so that the same draw is the same bytes."""


def package(
    record: Mapping[str, Any],
    *,
    sealed: bool = False,
    labels: Mapping[str, str] | None = None,
    is_sample: bool = False,
) -> bytes:
    """A zip archive; ``sealed`` leaves out whatever tells the list, ``is_sample`` marks the papers as invented."""
    files = {"verify_draw.py": VERIFIER.read_bytes(), "名单.csv": record["frame"].encode()}
    if sealed:
        files["抽查预告.docx"] = draw_notice(record, sealed=True, is_sample=is_sample)
    else:
        files |= {
            "DRAW.json": as_file(record),
            "抽查公示.docx": draw_notice(record, is_sample=is_sample),
            "检查表.xlsx": checklist(record, labels, is_sample=is_sample),
        }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), data)
    return buffer.getvalue()
