"""What a file really is, and whether it is safe to hand to a parser. Judged by content, never by suffix."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

import olefile

from fwzf_data.errors import UnreadableFile
from fwzf_data.settings import IntakeLimits

ZIP, OLE = (b"PK\x03\x04", b"PK\x05\x06"), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_BIFF = tuple(bytes.fromhex(start) for start in ("09000400", "09020600", "09040600", "09080600", "09081000"))
HEAD = 65_536
PASSWORD = "文件设了打开密码，请先在 WPS 里去掉打开密码，另存后再上传。"
DAMAGED = "文件已损坏，打不开；请在 WPS 或 Excel 里打开，另存为 .xlsx 后再上传。"
ENTITIES = "文件里带有实体声明（DOCTYPE），不安全；请在 WPS 里另存为 .xlsx 后再上传。"
NOT_A_TABLE = "文件不是表格，请上传 .xlsx、.xls、.et、.ods 或 .csv 格式的台账。"
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    UnicodeError,
)

_OTHER_OLE = {
    "WordDocument": "文字文档（Word/WPS 文字）",
    "PowerPoint Document": "演示文稿",
    "VisioDocument": "Visio 图",
    "MatOST": "Microsoft Works 文档",
}
_OTHER_HEADS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"\x7fELF", "程序"),
    (b"{\\rtf", "RTF 文档"),
)
_SHORT_HEADS = ((b"BM", "图片"), (b"MZ", "程序"))  # two letters a text may begin with as well


@dataclass(frozen=True)
class Passport:
    """What the gate found: the kind decides the reader, the sizes decide its limits."""

    kind: str
    file_bytes: int
    unpacked_bytes: int
    notes: tuple[str, ...] = ()


def inspect_file(path: Path, limits: IntakeLimits) -> Passport:
    """Refuse in words what must not reach a parser; name what the rest is."""
    try:
        size = path.stat().st_size
        with path.open("rb") as opened:
            head = opened.read(HEAD)
    except OSError as fault:
        raise UnreadableFile("文件打不开，请确认文件还在、没有被别的程序占用。") from fault
    if not size:
        raise UnreadableFile("文件是空的（0 字节），请重新导出后再上传。")
    if size > limits.file_bytes:
        raise UnreadableFile(
            f"文件有 {size / 2**20:.0f} MB，超过了 {limits.file_bytes / 2**20:.0f} MB 的上限，"
            "请按年或按月拆开后再上传。"
        )
    if head.startswith(OLE):
        return _inspect_ole(path, size)
    if head.startswith(OLD_BIFF):
        return Passport("xls", size, size)
    if head.startswith(ZIP):
        return _inspect_zip(path, size, limits)
    for start, name in _OTHER_HEADS + (_SHORT_HEADS if b"\0\0" in head[:64] else ()):
        if head.startswith(start):
            raise UnreadableFile(f"这是{name}，不是表格；请上传 .xlsx、.xls、.et、.ods 或 .csv 格式的台账。")
    return Passport(_text_kind(head), size, size)


def _text_kind(head: bytes) -> str:
    plain = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if plain.startswith((b"<?xml", b"<workbook", b"<office:")):
        if b"urn:schemas-microsoft-com:office:spreadsheet" in plain:
            return _without_entities("xml", plain)
        if b"urn:oasis:names:tc:opendocument" in plain:
            return _without_entities("fods", plain)
    if plain.startswith(b"mime-version:") or (b"content-type: multipart/related" in plain[:2048]):
        return "mht"
    if plain.startswith(b"<") and re.search(rb"<(?:html|table|body|head|meta|tr|!doctype\s+html)\b", plain):
        return "html"
    if plain.startswith((b"<?xml", b"<!doctype")):
        raise UnreadableFile(NOT_A_TABLE)
    return "text"


def _without_entities(kind: str, plain: bytes) -> str:
    if b"<!doctype" in plain or b"<!entity" in plain:
        raise UnreadableFile(ENTITIES)
    return kind


def _inspect_ole(path: Path, size: int) -> Passport:
    try:
        with olefile.OleFileIO(str(path)) as ole:
            streams = {"/".join(entry) for entry in ole.listdir(streams=True)}
    except Exception as fault:  # olefile raises whatever the broken bytes lead to
        raise UnreadableFile(DAMAGED) from fault
    names = {name.lower() for name in streams}
    if "encryptedpackage" in names:
        raise UnreadableFile(PASSWORD)
    if names & {"workbook", "book"}:
        notes = ("文件里有宏，已忽略。",) if any("vba" in name for name in names) else ()
        return Passport("xls", size, size, notes)
    for stream, what in _OTHER_OLE.items():
        if stream.lower() in names:
            raise UnreadableFile(f"这是{what}，不是表格；请上传 .xlsx、.xls、.et、.ods 或 .csv 格式的台账。")
    raise UnreadableFile(NOT_A_TABLE)


def _inspect_zip(path: Path, size: int, limits: IntakeLimits) -> Passport:
    try:
        with zipfile.ZipFile(path) as package:
            return _inspect_package(package, size, limits)
    except UnreadableFile:
        raise
    except ZIP_FAULTS as fault:
        raise UnreadableFile(DAMAGED) from fault


def _inspect_package(package: zipfile.ZipFile, size: int, limits: IntakeLimits) -> Passport:
    parts = package.infolist()
    if len(parts) > limits.parts:
        raise UnreadableFile(f"文件里有 {len(parts)} 个部件，不像正常的表格；请在 WPS 里另存为 .xlsx 后再上传。")
    names: set[str] = set()
    unpacked = 0
    for part in parts:
        _refuse_odd_part(part, names, limits)
        names.add(part.filename.lower())
        unpacked += part.file_size
    if unpacked > limits.unpacked_bytes:
        raise UnreadableFile(f"文件解开后有 {unpacked / 2**20:.0f} MB，太大了；请按年或按月拆开后再上传。")
    kind = _package_kind(package, names)
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with package.open(part) as opened:
                start = opened.read(4096).replace(b"\0", b"").lower()
            if b"<!doctype" in start or b"<!entity" in start:
                raise UnreadableFile(ENTITIES)
    return Passport(kind, size, unpacked, tuple(_package_notes(names)))


def _refuse_odd_part(part: zipfile.ZipInfo, seen: set[str], limits: IntakeLimits) -> None:
    if part.flag_bits & 0x1:
        raise UnreadableFile(PASSWORD)
    name = part.filename.replace("\\", "/")
    if ".." in name.split("/") or ":" in name or part.filename.lower() in seen:
        raise UnreadableFile("文件内部结构不正常（部件重名或路径越界），请在 WPS 里另存为 .xlsx 后再上传。")
    if part.file_size > 2**20 and part.file_size > limits.part_ratio * max(part.compress_size, 1):
        raise UnreadableFile("文件压缩得异常厉害，解开后会大几百倍，不像台账；请在 WPS 里另存为 .xlsx 后再上传。")


def _package_kind(package: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[content_types].xml" in names and any(name.endswith(".xml") and "xl/" in name for name in names):
        return "xlsm" if "xl/vbaproject.bin" in names else "xlsx"
    if "content.xml" in names:
        return _opendocument_kind(package)
    if any(name.startswith("word/") for name in names):
        raise UnreadableFile("这是文字文档（Word），不是表格；请把里面的表格复制到 WPS 表格里，存为 .xlsx 后再上传。")
    if any(name.startswith("ppt/") for name in names):
        raise UnreadableFile("这是演示文稿，不是表格；请上传 .xlsx、.xls、.et、.ods 或 .csv 格式的台账。")
    if any(name.endswith((".xlsx", ".xls", ".et", ".csv")) for name in names):
        raise UnreadableFile("这是压缩包，里面才是表格；请先解压，再一个一个上传。")
    raise UnreadableFile(DAMAGED if "[content_types].xml" in names else NOT_A_TABLE)


def _opendocument_kind(package: zipfile.ZipFile) -> str:
    if b"encryption-data" in _start_of(package, "META-INF/manifest.xml"):
        raise UnreadableFile(PASSWORD)
    mimetype = _start_of(package, "mimetype")
    if mimetype and b"spreadsheet" not in mimetype:
        raise UnreadableFile(NOT_A_TABLE)
    return "ods"


def _start_of(package: zipfile.ZipFile, name: str) -> bytes:
    if name not in package.namelist():
        return b""
    with package.open(name) as opened:
        return opened.read(HEAD)


def _package_notes(names: set[str]) -> list[str]:
    notes = []
    if any(name.endswith("vbaproject.bin") for name in names):
        notes.append("文件里有宏，已忽略。")
    if any("externallinks/" in name for name in names):
        notes.append("文件里有指向别的文件的链接，只读取了保存时的结果。")
    if any("embeddings/" in name for name in names):
        notes.append("文件里嵌有别的文件，已忽略。")
    return notes
