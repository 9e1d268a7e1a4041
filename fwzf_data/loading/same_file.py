"""Which batches hold the bytes of a file already: a file sent twice is told at once, not after it was checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fwzf_data.intake.plan import LoadOptions
from fwzf_data.store.home import Home
from fwzf_data.store.journal import canonical


@dataclass(frozen=True)
class Standing:
    """A batch, not withdrawn, of the same bytes."""

    batch_id: int
    loaded_at: datetime
    """UTC, as the store keeps it."""
    unit: str | None
    period: str | None
    options: str

    def is_read_with(self, options: LoadOptions) -> bool:
        """Whether loading the bytes again with these options would only repeat this batch."""
        return self.options == canonical(options.decisive())


def standing(home: Home, digest: str) -> list[Standing]:
    """The batches of these bytes in the newest generation, oldest first."""
    newest = home.latest()
    if newest is None:
        return []
    with newest.connect().cursor() as cursor:
        found = cursor.execute(
            "select batch_id, loaded_at, unit, period, options from batch where sha256 = $1 order by batch_id", [digest]
        ).fetchall()
    return [Standing(*row) for row in found]
