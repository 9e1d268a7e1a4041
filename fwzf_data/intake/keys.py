"""The key of a record in SQL: its numbers as ``document_key`` sees them, else a digest of what tells it apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fwzf_data.intake.ledger import Ledger
from fwzf_data.rulebook import rule_value

_NUMBER = ("_no", "_nos")
"""Endings of fields that hold numbers people give to documents; other words are only folded."""
JOINER = "·"
UNIT_SETS = ("units.all_sets", "units.office_sets", "units.subordinate_sets", "units.squad_sets")
"""Rules that list what stands for many units at once: who speaks, the sheet says."""


@dataclass(frozen=True)
class KeyedSheet:
    """What keys are made of: a ledger, the stored columns a sheet has, and the unit its title or sender names."""

    kind: Ledger
    present: Mapping[str, str]
    """Stored column → SQL type."""
    unit: str | None
    """For rows without a unit of their own."""

    def number_key(self) -> str:
        """SQL: the first alternative of ``record_keys`` whose fields are all filled, else null."""
        alternatives = [self._number(fields) for fields in self.kind.record_keys]
        return f"coalesce({', '.join(alternatives)}, null::varchar)"

    def own_base(self) -> str:
        """SQL: a digest of the ``own_key`` fields; equal ones are numbered where rows are seen together."""
        fields = [
            "coalesce(" + ", ".join(self._together(part) for part in rule.split("|")) + ", '')"
            for rule in self.kind.own_key
        ]
        # each part is led by its length, so that no two rows share an encoding by accident of their words
        encoded = " || ".join(f"length({part}) || ':' || {part}" for part in fields)
        return f"'~' || key_digest({encoded or repr('')})"

    def own_unit(self) -> str:
        """SQL: the unit that speaks in a row, as far as the ledger knows units; null where none is named."""
        return f"{self._plainly('unit')}::varchar" if self.kind.has("unit") else "null::varchar"

    def lacking(self) -> str:
        """SQL: what a row lacks of the needs of the ledger, in words; null where it has all."""
        cases = []
        for need in self.kind.needs:
            met = " or ".join(
                "(" + " and ".join(self._filled(name) for name in part.split("+")) + ")" for part in need.split("|")
            )
            cases.append(f"case when not ({met}) then {_literal(self.kind.need_in_words(need))} end")
        return f"nullif(concat_ws('、', {', '.join(cases) or 'null'}), '')"

    def content(self) -> str:
        """SQL: a digest of what a row says. Fields without a value add nothing, so that neither the order of columns
        nor an empty one matters; the serial number says where a row stands, and the number itself is the key."""
        apart = {"seq_no", *(self.kind.record_keys[0] if self.kind.record_keys else ())}
        content = "0::ubigint"
        for name in self.present:
            if name not in apart:
                part = f"""case when "{name}" is null then 0 else hash('{name}', "{name}") end"""
                content = f"xor({content}, {part}::ubigint)"
        return content

    def _stored(self, name: str) -> list[str]:
        return [column for column, _ in self.kind.column(name).stored() if column in self.present]

    def _filled(self, name: str) -> str:
        if name == "unit" and self.unit:
            return "true"
        return "(" + (" or ".join(f'"{column}" is not null' for column in self._stored(name)) or "false") + ")"

    def _number(self, fields: tuple[str, ...]) -> str:
        """SQL: one alternative. Keys stand in lists, addresses and the journal, so that a private field is a digest of
        the whole there: the same in every load, and no one person's the same in two records."""
        whole = self._together("+".join(fields))
        return self._joined(
            f"key_digest({whole})" if self.kind.column(name).private else self._written(name) for name in fields
        )

    def _together(self, part: str) -> str:
        """SQL: ``a+b`` in one text; null where one of them is."""
        return self._joined(map(self._written, part.split("+")))

    @staticmethod
    def _joined(parts: Iterable[str]) -> str:
        return "(" + f" || '{JOINER}' || ".join(parts) + ")"

    def _written(self, name: str) -> str:
        """SQL: a field as part of a key. 「各责任单位」 in the sheets of two units are two records, one of each."""
        plainly = self._plainly(name)
        if name != "unit" or not self.unit or not self._stored(name):
            return plainly
        sets = ", ".join(f"folded({_literal(written)})" for key in UNIT_SETS for written in rule_value(key))
        sender = f"'(' || folded({_literal(self.unit)}) || ')'"
        return f"({plainly} || case when {plainly} in ({sets}) then {sender} else '' end)"

    def _plainly(self, name: str) -> str:
        sheet_wide = f"folded({_literal(self.unit)})" if name == "unit" and self.unit else "null"
        return "coalesce(" + ", ".join([*map(self._folded, self._stored(name)), sheet_wide]) + ")"

    def _folded(self, stored: str) -> str:
        type_ = self.present[stored]
        if type_.endswith("[]"):
            return f"array_to_string(list_sort(\"{stored}\"), '、')"
        if type_ != "VARCHAR":
            return f'"{stored}"::varchar'
        return f'document_key("{stored}")' if stored.endswith(_NUMBER) else f'folded("{stored}")'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
