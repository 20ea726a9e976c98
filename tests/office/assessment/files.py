"""Real small proof files: good ones, and the ones that are refused."""

from __future__ import annotations

import io
import struct
import zipfile

from PIL import Image

from tests.reading.files.making import compound, doc, docx, encrypted_pdf, package, pdf, protected_zip, xls, xlsx


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), shade: int = 90) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (shade, 120, 200)).save(out, kind)
    return out.getvalue()


def with_parts(body: bytes, parts: dict[str, bytes]) -> bytes:
    """A package with more parts in it."""
    out = io.BytesIO(body)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def macro_sheet() -> bytes:
    """A workbook whose only sheet is an Excel 4 macro sheet: the type byte of its BoundSheet record is 1."""
    body = bytearray(xls([["=EXEC", 1.0]]))
    at = body.index(struct.pack("<HH", 0x0085, 8 + len("预算表".encode("utf-16-le"))))
    body[at + 4 + 5] = 1
    return bytes(body)


GOOD = {
    "培训通知.pdf": pdf(["关于举办网站管理员培训班的通知"]),
    "会议纪要.docx": docx(["会议纪要"]),
    "制度.doc": doc("信息发布审核制度"),
    "台账.xlsx": xlsx([["日期", "事项"], ["2025-06-01", "巡检"]]),
    "预算.xls": xls([["科目", "金额"], ["运维", 4108.0]]),
    "现场.png": picture(),
    "签到表.jpg": picture("JPEG"),
    "照片.JPEG": picture("JPEG"),
    "全年巡检.zip": package({"一季度/巡检.pdf": pdf(["一季度巡检"]), "二季度/照片.png": picture()}),
}

VBA = compound({"Module1": b"Attribute VB_Name", "VBA": b"x"})

BAD = {
    "a picture under a pdf's name": ("材料.pdf", picture(), "内容不是 pdf 文件"),
    "a web page under a pdf's name": ("材料.pdf", b"<!doctype html><html><body>404</body></html>", "内容不是 pdf"),
    "a program under a picture's name": ("照片.jpg", b"MZ" + bytes(4000), "内容不是 jpg"),
    "a png under a jpg's name": ("照片.jpg", picture(), "内容不是 jpg"),
    "a workbook under a document's name": ("材料.docx", xlsx([["a"]]), "内容不是 docx"),
    "an old workbook under an old document's name": ("材料.doc", xls([["a"]]), "内容不是 doc"),
    "a document under a zip's name": ("材料.zip", docx(["a"]), "内容不是 zip"),
    "a plain zip under a document's name": ("材料.docx", package({"a.txt": b"a"}), "内容不是 docx"),
    "a kind that is not taken": ("材料.exe", b"MZ" + bytes(400), "不收“材料.exe”这种文件"),
    "no suffix": ("材料", pdf(["a"]), "不收“材料”这种文件"),
    "nothing in it": ("材料.pdf", b"", "是空文件"),
    "a zip with nothing in it": ("材料.zip", package({}), "里没有文件"),
    "a cut pdf": ("材料.pdf", b"%PDF-1.7\n1 0 obj", "已损坏"),
    "a cut picture": ("照片.png", picture(size=(400, 400))[:-60], "已损坏"),
    "a cut zip": ("材料.zip", GOOD["全年巡检.zip"][:-30], "已损坏"),
    "a cut document": ("材料.docx", docx(["字" * 900])[:-40], "已损坏"),
    "a pdf that wants a password": ("材料.pdf", encrypted_pdf(), "要密码"),
    "an old workbook that wants a password": ("材料.xls", xls([["a"]], protected=True), "要密码"),
    "a zip that wants a password": ("材料.zip", protected_zip({"a.pdf": pdf(["a"])}), "要密码"),
    "a new document that wants a password": ("材料.docx", compound({"EncryptedPackage": b"x"}), "要密码"),
    "a document with macros under its own suffix": ("材料.docm", docx(["a"]), "带宏"),
    "a workbook with macros under its own suffix": ("材料.xlsm", xlsx([["a"]]), "带宏"),
    "a document with macros under a plain suffix": (
        "材料.docx",
        with_parts(docx(["a"]), {"word/vbaProject.bin": b"x"}),
        "里有宏",
    ),
    "an old document with macros": (
        "材料.doc",
        compound({"WordDocument": b"\xec\xa5\xc1\x00" + bytes(600), "Macros": b"x"}),
        "里有宏",
    ),
    "an old workbook with a project": (
        "材料.xls",
        compound({"Workbook": b"\x09\x08" + bytes(60), "_VBA_PROJECT_CUR": b"x"}),
        "里有宏",
    ),
    "an old workbook with a macro sheet": ("材料.xls", macro_sheet(), "里有宏"),
    "macros in a document inside a document": (
        "材料.docx",
        with_parts(docx(["a"]), {"word/embeddings/a.bin": VBA}),
        "里有宏",
    ),
    "macros in a zip": ("材料.zip", package({"a.docx": with_parts(docx(["a"]), {"word/vbaProject.bin": b""})}), "有宏"),
    "a packed file in an old document": (
        "材料.doc",
        compound({"WordDocument": b"\xec\xa5\xc1\x00" + bytes(600), "\x01Ole10Native": b"x"}),
        "嵌有别的文件",
    ),
    "a zip in a zip": ("材料.zip", package({"里层.zip": package({"a.pdf": pdf(["a"])})}), "还有压缩包"),
    "a zip in a zip under another name": ("材料.zip", package({"里层.dat": package({"a.pdf": b"a"})}), "还有压缩包"),
    "a program in a zip": ("材料.zip", package({"a.exe": b"MZ" + bytes(900)}), "不收"),
    "a program under a picture's name in a zip": ("材料.zip", package({"a.jpg": b"MZ" + bytes(900)}), "内容不是 jpg"),
    "an empty file in a zip": ("材料.zip", package({"a.pdf": b""}), "是空文件"),
    "a member that leads out": ("材料.zip", package({"../../etc/a.pdf": pdf(["a"])}), "通向包外的路径"),
    "a member that leads out the other way": ("材料.zip", package({"..\\a.pdf": pdf(["a"])}), "通向包外的路径"),
    "a member at the root": ("材料.zip", package({"/etc/a.pdf": pdf(["a"])}), "通向包外的路径"),
    "a member on a drive": ("材料.zip", package({"C:\\a.pdf": pdf(["a"])}), "通向包外的路径"),
    "a member with a control character": ("材料.zip", package({"a\x07.pdf": pdf(["a"])}), "控制字符"),
    "a bomb by ratio": ("材料.zip", package({"a.pdf": b"%PDF-1.4" + bytes(4 << 20)}), "大得不正常"),
    "a bomb in a document": ("材料.docx", with_parts(docx(["a"]), {"word/media/a.bin": bytes(6 << 20)}), "大得不正常"),
    "a bomb by count": ("材料.zip", package({f"{n}.pdf": b"%PDF-" for n in range(501)}), "超过 500 个"),
    "a path in its name": ("../材料.pdf", pdf(["a"]), "带有路径"),
    "a path of the other kind in its name": ("..\\材料.pdf", pdf(["a"]), "带有路径"),
    "an absolute path as its name": ("/etc/材料.pdf", pdf(["a"]), "带有路径"),
    "a drive in its name": ("C:材料.pdf", pdf(["a"]), "带有路径"),
    "a control character in its name": ("材\x00料.pdf", pdf(["a"]), "控制字符"),
    "a mark that turns the name round": ("材料\u202efdp.pdf", pdf(["a"]), "控制字符"),
    "a name without end": ("长" * 200 + ".pdf", pdf(["a"]), "太长"),
}
