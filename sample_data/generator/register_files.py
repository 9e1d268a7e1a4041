"""The unit register and the certificate register as workbooks."""

from __future__ import annotations

from collections.abc import Sequence

from sample_data.generator.folder import UploadFolder
from sample_data.generator.registers import BUREAU, RESPONSIBLE, UNITS, Officer
from sample_data.generator.tables import Table, columns

_UNIT_COLUMNS = columns(
    "排序=sort_order 单位名称=unit 单位类别=unit_kind 别名=aliases 上级单位=parent_unit 是否责任单位=is_responsible "
    "是否示范点=is_demo"
)
_OFFICER_COLUMNS = columns(
    "序号=- 姓名=name 执法证号=cert_no 所在单位=unit 执法区域=area 有效期至=valid_until 岗位=post"
)


def write_registers(folder: UploadFolder, roster: Sequence[Officer]) -> None:
    units = [
        {
            "sort_order": place, "unit": unit.name, "unit_kind": unit.kind, "aliases": list(unit.aliases),
            "parent_unit": unit.parent, "is_responsible": "是" if unit.name in RESPONSIBLE else "否",
            "is_demo": "是" if unit.demo else "否",
        }
        for place, unit in enumerate(UNITS, start=1)
    ]  # fmt: skip
    title = f"{BUREAU}单位名册（示例数据·虚构）"
    folder.write("单位名册.xlsx", [Table("单位名册", "unit", _UNIT_COLUMNS, units, title)])
    people: list[dict[str, object]] = [
        {"name": one.name, "cert_no": one.certificate_no, "unit": one.unit, "area": "舞阳县城区",
         "valid_until": one.valid_until, "post": one.post}
        for one in roster
    ]  # fmt: skip
    title = f"{BUREAU}行政执法人员名册（示例数据，姓名、证号均为虚构）"
    folder.write("执法人员名册.xlsx", [Table("执法人员", "officer", _OFFICER_COLUMNS, people, title, signature=True)])
