"""The free texts of the ledgers read with the dictionary, each once: a generation keeps what the one before had read.

Only what is certain is counted (``queries/facts/text_meanings.sql``); what it may mean is asked when a page shows it.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from fwzf_data.analysis import violation_words
from fwzf_data.settings import RULES

FACT = "text_meanings"
"""The fact that stands on these readings."""
TEXTS = """select written from (
    select coalesce(cause, facts) as written from penalty_case
    union select violation from inspection
    union select nullif(concat_ws('：', category, content), '') from complaint
    union select topic from guidance
    union select unnest(violations) from campaign
    union select cause from coercion
    union select risk_point from risk_list
) where written is not null"""
"""Every text that may name a violation, as the facts look it up."""


def read_texts(connection: duckdb.DuckDBPyConnection) -> None:
    """Read what is new, forget what is gone or was read with another dictionary."""
    connection.execute(
        f"delete from text_reading where read_by != $1 or written not in ({TEXTS})", [_dictionary_digest()]
    )
    new = f"{TEXTS} and written not in (select written from text_reading) order by written"
    texts = [written for (written,) in connection.execute(new).fetchall()]
    if not texts:
        return
    readings = pa.table(
        {
            "written": pa.array(texts, pa.string()),
            "violation_name": pa.array([violation_words.read(text).named for text in texts], pa.string()),
        }
    )
    connection.register("new_reading", readings)
    connection.execute(
        "insert into text_reading select written, violation_name, $1 from new_reading", [_dictionary_digest()]
    )
    connection.unregister("new_reading")


@cache
def _dictionary_digest() -> str:
    """What a reading depends on: the dictionary, and how it is applied."""
    digest = hashlib.sha256((RULES / "violation_words.toml").read_bytes())
    digest.update(Path(violation_words.__file__).read_bytes())
    return digest.hexdigest()[:16]
