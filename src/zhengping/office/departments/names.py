"""Finding a department by what people write: its code, its name, a short, other or former name."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from zhengping.errors import InputError
from zhengping.office.departments.models import Department


def _folded(name: str) -> str:
    """For comparing: no blanks, no brackets' width, no case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).lower()


class Names:
    """All departments, loaded once (three queries), found by name."""

    def __init__(self, departments: Iterable[Department] | None = None) -> None:
        if departments is None:
            departments = Department.objects.prefetch_related("sites", "former_names")
        self.departments = {department.pk: department for department in departments}
        self._sure: dict[str, int] = {}
        self._likely: dict[str, set[int]] = defaultdict(set)
        self._by_site_code: dict[str, int] = {}
        for department in self.departments.values():
            self._sure[_folded(department.name)] = department.pk
            former = [one.name for one in department.former_names.all()]
            for name in (department.short_name, *department.other_names, *former):
                if name:
                    self._likely[_folded(name)].add(department.pk)
            for site in department.sites.all():
                if site.code:
                    self._by_site_code[site.code] = department.pk
        # A code holds before any name: it is what departments are told apart by.
        self._sure.update({_folded(one.code): one.pk for one in self.departments.values()})

    def find(self, words: str) -> Department:
        """The department; InputError (a Chinese line) where none is known by this name, or several are."""
        key = _folded(words)
        if key in self._sure:
            return self.departments[self._sure[key]]
        found = self._likely.get(key, set())
        if len(found) == 1:
            return self.departments[next(iter(found))]
        if found:
            names = "、".join(sorted(self.departments[one].name for one in found))
            raise InputError(f"“{words}”可能是 {names}；请写部门编码或全称")
        near = difflib.get_close_matches(key, [*self._sure, *self._likely], 1, 0.6)
        guess = ""
        if near:
            number = self._sure.get(near[0]) or min(self._likely[near[0]])
            guess = f"，是不是“{self.departments[number].name}”"
        raise InputError(f"没有部门“{words}”{guess}；请写部门编码或名称，或先登记这个部门")

    def by_site_code(self, code: str) -> Department | None:
        """The department of a site by the site's code (网站标识码)."""
        number = self._by_site_code.get(code)
        return self.departments[number] if number else None
