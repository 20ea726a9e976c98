"""Near-duplicates between sites, found and paid for: `python -m bench.copies [--sites 60] [--documents 5000]`.

First the quality: texts are changed as editors change them and looked for by clauses (this program), MinHash over
5-character shingles (datasketch, where it is installed: `uv run --with datasketch`) and simhash. Texts are those of the
captured sites beside the repository, else of the samples. Then the scale: made-up runs of many sites, in a process
each so that the peak of memory is its own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from random import Random

import msgspec
from rich.console import Console
from rich.table import Table

from bench.captures import CAPTURES
from zhengping.evaluation.copies import copy_rules, find_copies
from zhengping.evaluation.sketches import FILE, VERSION, DocumentSketch, SiteSketches, encoded, load_sketches
from zhengping.reading.clauses import clauses, sketch
from zhengping.reading.page import read_page
from zhengping.sample import make_samples
from zhengping.standard import load_edition

DAY = date(2025, 11, 1)
SHINGLE = 5
LEAST_TEXT = 300
MOST_TEXTS = 100
CHARACTERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
)


def texts() -> list[str]:
    """Different article texts of all lengths, at most `MOST_TEXTS`."""
    found: dict[str, str] = {}
    pages = sorted(CAPTURES.glob("*/site/**/*.htm*")) if CAPTURES.is_dir() else []
    with tempfile.TemporaryDirectory() as folder:
        if not pages:
            make_samples(Path(folder) / "samples", seed=1)
            pages = sorted(Path(folder).glob("samples/*/site/**/*.html"))
        for path in pages:
            page = read_page("http://site.example/" + path.name, path.read_bytes(), "text/html")
            if page.kind == "article" and len(page.text) >= LEAST_TEXT:
                found.setdefault(page.text[:60], page.text)
    ordered = sorted(found.values(), key=lambda text: (len(text), text))
    return ordered[:: -(-len(ordered) // MOST_TEXTS)]


def edits() -> dict[str, Callable[[str, Random], str]]:
    """How reprints differ from their originals."""

    def new_lead(text: str, random: Random) -> str:
        return "本报讯：记者近日从有关方面获悉，有关情况介绍如下。" + text[60:]

    def reworded(text: str, random: Random) -> str:
        parts = text.split("，")
        return "，".join(part.replace("的", "之") + "了" if random.random() < 0.15 else part for part in parts)

    def other_marks(text: str, random: Random) -> str:
        return " ".join(text.replace("，", ",").replace("。", ". ").replace("“", '"').replace("”", '"'))

    return {
        "as it is": lambda text, random: text,
        "other marks and blanks": other_marks,
        "new lead": new_lead,
        "last third cut": lambda text, random: text[: len(text) * 2 // 3],
        "first half only": lambda text, random: text[: len(text) // 2],
        "15% of clauses reworded": reworded,
        "lead, cut and reworded": lambda text, random: reworded(new_lead(text[: len(text) * 3 // 4], random), random),
    }


def forms(random: Random) -> list[str]:
    """Notices of different offices that follow one form: never copies of each other."""

    def name() -> str:
        return "".join(random.choices(CHARACTERS, k=3))

    made = []
    for _ in range(40):
        made.append(
            f"关于{name()}{name()}等同志的情况说明。根据干部选拔任用工作条例的有关规定，经{name()}局党组会议研究决定，"
            f"现将{name()}同志的基本情况予以公布。{name()}，男，现任{name()}科科长，拟任{name()}处副处长。"
            "公布期间任何单位和个人均可反映有关问题，反映问题应当实事求是。"
            f"以单位名义反映的应加盖公章，以个人名义反映的应署真实姓名。受理电话由{name()}负责接听，来信请寄{name()}路{name()}号。"
        )
    return made


def by_clauses(originals: list[str], others: list[str]) -> list[set[int]]:
    """For each of `others` the numbers of the originals that it is a copy of, titles being alike."""
    day = DAY
    first = tuple(_document(f"https://a/{n}", text, day) for n, text in enumerate(originals))
    second = tuple(_document(f"https://b/{n}", text, day + timedelta(days=5)) for n, text in enumerate(others))
    sites = [SiteSketches(VERSION, f"https://{n}/", (n,), "x", day, (), d) for n, d in (("a", first), ("b", second))]
    found = find_copies([partial(_given, site) for site in sites], copy_rules(load_edition()))[1]
    return [
        {int(match.copy.url.rsplit("/", 1)[1]) for match in found.get(f"https://b/{n}", ())} for n in range(len(others))
    ]


def _given(site: SiteSketches) -> SiteSketches:
    return site


def _document(url: str, text: str, day: date, title: str = "关于工作情况的报道") -> DocumentSketch:
    return DocumentSketch(url, (), title, day, "label", "", "", "", sketch(clauses(text)))


def shingles(text: str) -> list[bytes]:
    plain = "".join(text.split())
    return [plain[i : i + SHINGLE].encode() for i in range(len(plain) - SHINGLE + 1)]


def by_minhash(originals: list[str], others: list[str], threshold: float) -> list[set[int]]:
    from datasketch import MinHash, MinHashLSH

    def hashed(text: str) -> MinHash:
        made = MinHash(num_perm=128)
        made.update_batch(shingles(text))
        return made

    kept = [hashed(text) for text in originals]
    index = MinHashLSH(threshold=threshold, num_perm=128)
    for number, made in enumerate(kept):
        index.insert(number, made)
    found = []
    for text in others:
        made = hashed(text)
        found.append({number for number in index.query(made) if kept[number].jaccard(made) >= threshold})
    return found


def by_simhash(originals: list[str], others: list[str], distance: int = 6) -> list[set[int]]:
    def hashed(text: str) -> int:
        weights = [0] * 64
        for shingle in shingles(text):
            value = int.from_bytes(hashlib.blake2b(shingle, digest_size=8).digest(), "big")
            for bit in range(64):
                weights[bit] += 1 if value >> bit & 1 else -1
        return sum(1 << bit for bit in range(64) if weights[bit] > 0)

    kept = [hashed(text) for text in originals]
    return [
        {number for number, value in enumerate(kept) if (value ^ made).bit_count() <= distance}
        for made in map(hashed, others)
    ]


def quality(simhash: bool) -> None:
    originals = texts()
    methods: dict[str, Callable[[list[str], list[str]], list[set[int]]]] = {"clauses": by_clauses}
    try:
        import datasketch  # noqa: F401
    except ImportError:
        print("datasketch is not installed: measured without it", file=sys.stderr)
    else:
        for threshold in (0.7, 0.5):
            methods[f"MinHash {threshold}"] = partial(by_minhash, threshold=threshold)
    if simhash:
        methods["simhash"] = by_simhash
    table = Table(title=f"{len(originals)} texts: found of the copies (wrong originals named)")
    table.add_column("edit")
    for name in methods:
        table.add_column(name, justify="right")
    taken = dict.fromkeys(methods, 0.0)
    for edit, change in edits().items():
        random = Random(edit)
        changed = [change(text, random) for text in originals]
        cells = []
        for name, find in methods.items():
            began = time.process_time()
            found = find(originals, changed)
            taken[name] += time.process_time() - began
            right = sum(number in hits for number, hits in enumerate(found))
            wrong = sum(len(hits - {number}) for number, hits in enumerate(found))
            cells.append(f"{100 * right / len(found):.1f}% ({wrong})")
        table.add_row(edit, *cells)
    notices = forms(Random(1))
    cells = []
    for find in methods.values():
        found = find(notices, notices)
        cells.append(f"- ({sum(len(hits - {number}) for number, hits in enumerate(found))})")
    table.add_row(f"{len(notices)} notices of one form", *cells)
    texts_seen = 2 * len(originals) * len(edits())
    table.add_row("CPU ms a text", *(f"{1000 * seconds / texts_seen:.2f}" for seconds in taken.values()))
    Console(width=130).print(table)


def make_run(folder: Path, sites: int, documents: int) -> None:
    """Sites with a tenth of their documents taken from the site before and one in fifty standing on every site."""
    random = Random(7)
    phrases = ["".join(random.choices(CHARACTERS, k=random.randint(7, 16))) for _ in range(20_000)]
    everywhere = [_clauses(random, phrases) for _ in range(documents // 50)]
    before: list[dict[int, int]] = []
    for site in range(sites):
        made = []
        for number in range(documents):
            if number % 50 == 0:
                found = everywhere[number // 50]
            elif number % 10 == 1 and before:
                found = before[number - number % 10 + 5]
            else:
                found = _clauses(random, phrases)
            made.append(found)
        rows = tuple(
            DocumentSketch(
                f"https://s{site}.example/art/2025/{number}.html", (), f"第{number}号工作报道",
                DAY + timedelta(days=site), "strip", "某局", f"<urn:uuid:{site:04d}-{number:012d}>", "近日开展工作。",
                sketch(found),
            )
            for number, found in enumerate(made)
        )  # fmt: skip
        target = folder / f"s{site:02d}"
        target.mkdir()
        common = tuple(sorted(random.sample(range(1 << 32), 2000)))
        (target / FILE).write_bytes(
            encoded(SiteSketches(VERSION, f"https://s{site}.example/", (f"第{site}局",), "x", DAY, common, rows))
        )
        before = made


def _clauses(random: Random, phrases: list[str]) -> dict[int, int]:
    """A text of some sixty clauses, a tenth of them phrases that many texts use."""
    own = {random.getrandbits(32): random.randint(6, 24) for _ in range(random.randint(20, 110))}
    return own | clauses("，".join(random.choices(phrases, k=6)))


def compare_run(folder: Path) -> dict[str, float]:
    began, clock = time.process_time(), time.perf_counter()
    folders = sorted(folder.iterdir())
    found = find_copies([partial(load_sketches, site) for site in folders], copy_rules(load_edition()))
    return {
        "found": sum(map(len, found)),
        "cpu": time.process_time() - began,
        "clock": time.perf_counter() - clock,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk": sum((site / FILE).stat().st_size for site in folders) / 1e6,
    }


def scale(sites: int, documents: int) -> None:
    table = Table(title="find_copies over runs of made-up sites")
    for name in ("sites", "documents", "found", "CPU s", "clock s", "peak MB", "files MB"):
        table.add_column(name, justify="right")
    for share in (10, 3, 1):
        with tempfile.TemporaryDirectory() as folder:
            make_run(Path(folder), max(2, sites // share), documents)
            done = subprocess.run(
                [sys.executable, "-m", "bench.copies", "--run", folder], capture_output=True, text=True, check=True
            )
            got = json.loads(done.stdout)
        table.add_row(
            str(max(2, sites // share)), str(max(2, sites // share) * documents), f"{got['found']:.0f}",
            f"{got['cpu']:.1f}", f"{got['clock']:.1f}", f"{got['peak']:.0f}", f"{got['disk']:.0f}",
        )  # fmt: skip
    Console(width=130).print(table)


def sketching() -> None:
    """What writing the sketches adds to an evaluation."""
    found = texts()
    began = time.process_time()
    for text in found:
        msgspec.msgpack.encode(sketch(clauses(text)))
    seconds = time.process_time() - began
    print(f"sketch of a text: {1000 * seconds / len(found):.2f} ms, {sum(map(len, found)) / len(found):.0f} characters")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=60)
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--simhash", action="store_true", help="simhash too (minutes)")
    parser.add_argument("--run", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.run:
        print(json.dumps(compare_run(arguments.run)))
        return
    sketching()
    quality(arguments.simhash)
    scale(arguments.sites, arguments.documents)


if __name__ == "__main__":
    main()
