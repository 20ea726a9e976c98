"""A proof file is taken only when it is whole, harmless and what its name says; every other gets one clear line."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from tests.office.assessment.files import BAD, GOOD
from tests.reading.files.making import package
from zhengping.office.assessment.file_checks import ProofRefused, check_file


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_taken(name: str) -> None:
    checked = check_file(name, GOOD[name], 50)
    assert (checked.name, len(checked.sha256)) == (name, 64)


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_one_line(case: str) -> None:
    name, body, words = BAD[case]
    with pytest.raises(ProofRefused) as refused:
        check_file(name, body, 50)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(ProofRefused, match=r"有 2\.0 MB，超过 1 MB"):
        check_file("材料.pdf", b"%PDF-" + bytes(2 << 20), 1)


def test_a_zip_that_unpacks_to_more_than_the_limit_in_all_is_refused() -> None:
    out = io.BytesIO()
    Image.new("RGB", (550, 500)).save(out, "PNG", compress_level=0)
    # Each member is within the limit and too small for the ratio to count; all together are not.
    assert check_file("一张.zip", package({"0.png": out.getvalue()}), 1)
    body = package({f"{at}.png": out.getvalue() for at in range(6)})
    with pytest.raises(ProofRefused, match="大得不正常"):
        check_file("材料.zip", body, 1)


def test_a_bomb_costs_little_time() -> None:
    body = package({"a.pdf": b"%PDF-1.4" + bytes(100 << 20)})
    started = time.monotonic()
    with pytest.raises(ProofRefused):
        check_file("材料.zip", body, 50)
    assert time.monotonic() - started < 5
