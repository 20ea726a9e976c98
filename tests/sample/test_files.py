import io
import re
import zipfile
from xml.etree import ElementTree

import pytest

from tests.sample.conftest import Sample
from zhengping.sample import files
from zhengping.sample.site import make_file


@pytest.mark.parametrize(
    ("body", "part"),
    [(files.docx(["甲", "乙"]), "word/document.xml"), (files.xlsx([["项", 1]]), "xl/worksheets/sheet1.xml")],
)
def test_office_files_open_and_their_parts_are_xml(body: bytes, part: str) -> None:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            ElementTree.fromstring(archive.read(name))
        assert part in archive.namelist()


def test_pdf_objects_stand_where_its_table_says() -> None:
    body = files.pdf(["部门预算", "公开表"])
    start = int(re.search(rb"startxref\n(\d+)", body)[1])  # type: ignore[index]
    assert body[start:].startswith(b"xref")
    places = [int(place) for place in re.findall(rb"(\d{10}) 00000 n", body[start:])]
    assert [body[place:].split(b" ", 1)[0] for place in places] == [b"%d" % n for n in range(1, len(places) + 1)]


def test_damaged_file_starts_rightly_and_does_not_open() -> None:
    body = files.damaged(files.docx(["甲"]))
    assert body.startswith(b"PK")
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(body))


def test_every_file_of_a_sample_is_whole_unless_planted_otherwise(sample: Sample) -> None:
    bad = {page for fault in sample.truth["faults"] if fault["kind"].startswith("file-") for page in fault["pages"]}
    heads = {
        ".docx": b"PK\x03\x04",
        ".xlsx": b"PK\x03\x04",
        ".pdf": b"%PDF",
        ".png": b"\x89PNG",
        ".mp4": b"\x00\x00\x00\x14ftyp",
        ".wav": b"RIFF",
    }
    checked = 0
    for url in sample.routes:
        head = next((head for extension, head in heads.items() if url.endswith(extension)), None)
        if head and url not in bad:
            assert sample.body(url).startswith(head), url
            checked += 1
    assert checked > 10


def test_planted_file_faults_are_what_they_are_called(samples: dict[str, Sample]) -> None:
    middling = samples["middling"]
    faults = {
        fault["kind"]: fault["pages"][0] for fault in middling.truth["faults"] if fault["kind"].startswith("file-")
    }
    assert faults["file-missing"] not in middling.routes
    assert middling.body(faults["file-empty"]) == b""
    assert b"<html>" in middling.body(faults["file-html"])
    assert middling.routes[faults["file-html"]]["type"].startswith("text/html")
    assert middling.routes[faults["file-wrong-type"]]["type"] == "text/plain"
    assert zipfile.is_zipfile(io.BytesIO(middling.body(faults["file-wrong-type"])))


def test_unknown_extension_is_refused() -> None:
    with pytest.raises(ValueError, match="no maker"):
        make_file("exe", ["x"])
