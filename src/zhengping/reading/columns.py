"""The column tree, made of what all pages say about columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhengping.reading.facts import Page
from zhengping.reading.lookup import Lookup, folder_of
from zhengping.reading.mentions import LONGEST_COLUMN_NAME, MENU, SITE_MAP, Mentioned, Mentions, Path, Step, is_search
from zhengping.reading.naming import Naming, normalised
from zhengping.reading.ownership import Ownership, is_office_name
from zhengping.reading.site import Column

DEEPEST = 12


@dataclass
class ColumnTree:
    """`columns` in the tree's order, a column before those below it; `by_key` by address key; `by_path` the columns
    that the articles' breadcrumbs lead to."""

    columns: list[Column] = field(default_factory=list)
    by_key: dict[str, Column] = field(default_factory=dict)
    by_name: dict[str, list[Column]] = field(default_factory=dict)
    by_path: dict[Path, Column] = field(default_factory=dict)


def build_columns(
    lookup: Lookup, ownership: Ownership, mentions: Mentions, home: Page | None, naming: Naming
) -> ColumnTree:
    """All columns with names, paths, parents and indicators; items, states and completeness come later."""
    builder = _Builder(lookup, ownership, mentions, home)
    return builder.build(naming)


class _Builder:
    def __init__(self, lookup: Lookup, ownership: Ownership, mentions: Mentions, home: Page | None) -> None:
        self.lookup = lookup
        self.ownership = ownership
        self.mentions = mentions
        self.home_key = lookup.key_of(lookup.start_url)
        self.home = home
        self.by_key: dict[str, Column] = {}
        self.by_name: dict[str, list[Column]] = {}
        self.groups: dict[tuple[int, str], Column] = {}
        self.order: list[Column] = []
        self.best: dict[str, Path] = {}
        self.entries: set[int] = set()
        self.pairs: dict[tuple[str, str], str] = {}
        self.removed: set[int] = set()

    def build(self, naming: Naming) -> ColumnTree:
        for key, mentioned in self.mentions.by_key.items():
            if key != self.home_key and self._is_column(key, mentioned):
                self._make(key, mentioned)
        framed = {key for keys in self.mentions.framed.values() for key in keys}
        for key, page in self.lookup.by_key.items():
            if page.kind == "list" and key not in framed and key not in self.by_key and key not in self.mentions.homes:
                self._make_unmentioned(key, page)
        for key, column in list(self.by_key.items()):
            above = self._climb(self.best.get(key, ()), column)
            if above is None:
                above = self._folder_parent(key, column)
            self._put_below(column, above)
        self.pairs = {
            (normalised(path[-2][0]) if len(path) > 1 else "", normalised(path[-1][0])): key
            for key, mentioned in self.mentions.by_key.items()
            if key in self.by_key
            for path in mentioned.trusted_paths
        }
        for path in self.mentions.loose:
            self._place_loose(path)
        for path in self._navigation_groups():
            self._climb(path, None)
        by_path = {}
        for path in dict.fromkeys(self.mentions.crumbs.values()):
            if path and (place := self._climb(path, None)) is not None:
                by_path[path] = place
                self.entries.add(id(place))
        self._aliases()
        tree = self._finish(naming)
        tree.by_path = by_path
        return tree

    # --- making -------------------------------------------------------------------------------------------------

    def _is_column(self, key: str, mentioned: Mentioned) -> bool:
        """Whether an address is a column: no file, no article that only a body link names, no further list page."""
        if key in self.mentions.lead or is_search(key):
            return False
        entry = self.lookup.entry_by_key.get(key)
        if entry is not None and entry.kind == "file":
            return False
        page = self.lookup.by_key.get(key)
        if page is not None and page.kind == "article" and page.dated:
            best = max(rank for rank, _ in mentioned.names.values())
            return best > MENU or mentioned.in_navigation
        return True

    def _make(self, key: str, mentioned: Mentioned) -> None:
        page = self.lookup.by_key.get(key)
        names = mentioned.names
        entrance = self._is_entrance(key, page)
        if entrance and (of_menus := {name: noted for name, noted in names.items() if noted[0] <= SITE_MAP}):
            names = of_menus
        name = min(
            names.items(),
            key=lambda named: (-named[1][0], -min(named[1][1], 9), len(named[0]) > LONGEST_COLUMN_NAME, named[0]),
        )[0]
        wanted = normalised(name)
        paths = [
            (rank, times, path) for path, (rank, times) in mentioned.paths.items() if normalised(path[-1][0]) == wanted
        ]
        self.best[key] = min(paths, key=lambda found: (-found[0], -len(found[2]), -found[1], found[2]))[2][:-1]
        if not self.best[key]:
            others = sorted(path for path in mentioned.trusted_paths if len(path) > 1 and path[-1][0] == name)
            if others:
                ranked = mentioned.paths
                self.best[key] = min(others, key=lambda path: (-ranked[path][0], -ranked[path][1]))[:-1]
        column = Column(
            url=page.url if page is not None else self.mentions.urls.get(key, ""),
            name=name,
            path=(name,),
            found_on=mentioned.found_on,
            in_navigation=mentioned.in_navigation,
        )
        if mentioned.elsewhere:
            column.state = "elsewhere"
            column.platform = self.ownership.foreign.get(key, "")
        if key in self.ownership.hosted:
            column.platform = self.ownership.hosted[key]
            if entrance:
                column.state = "elsewhere"
        self._register(key, column)

    def _is_entrance(self, key: str, page: Page | None) -> bool:
        """A page of another's platform that keeps nothing of this office but a way in: no section of its own."""
        return key in self.ownership.hosted and page is not None and not page.rows and page.kind in ("form", "other")

    def _make_unmentioned(self, key: str, page: Page) -> None:
        """A list page that nothing names: by its heading or title, else by its folder."""
        if key in self.ownership.foreign or key in self.mentions.lead or is_search(key):
            return
        name = page.heading or page.title_tag.partition("-")[0].partition("_")[0].strip(" []【】")
        if not name or len(name) > LONGEST_COLUMN_NAME:
            name = folder_of(key).rstrip("/").rpartition("/")[2]
        self.best[key] = ()
        self._register(key, Column(url=page.url, name=name, path=(name,)))

    def _register(self, key: str, column: Column) -> None:
        self.by_key[key] = column
        self.by_name.setdefault(normalised(column.name), []).append(column)
        self.order.append(column)

    # --- placing ------------------------------------------------------------------------------------------------

    def _climb(self, path: Path, below: Column | None) -> Column | None:
        """The column at the end of a path; groups that have no page of their own are made on the way."""
        current: Column | None = None
        for step in path[:DEEPEST]:
            current = self._step(step, current, below)
        return current

    def _step(self, step: Step, parent: Column | None, below: Column | None) -> Column:
        name, key = step
        wanted = normalised(name)
        column = self.by_key.get(key) if key else None
        if column is not None and column is not below:
            mentioned = self.mentions.by_key.get(key)
            if normalised(column.name) == wanted or mentioned is None or wanted not in mentioned.above:
                return column
        group = self.groups.get((id(parent), wanted))
        if group is not None:
            return group
        named = [other for other in self.by_name.get(wanted, ()) if other is not below]
        if parent is not None:
            under = [other for other in named if self._parent_name(other) == normalised(parent.name)]
            if len(under) == 1:
                return under[0]
        if len(named) == 1 and (parent is None or not self._parent_name(named[0])):
            return named[0]
        url = self.mentions.urls.get(key, "") if key and key not in self.by_key else ""
        group = Column(url=url, name=name, path=(name,))
        self.groups[(id(parent), wanted)] = group
        self.order.append(group)
        self._put_below(group, parent)
        return group

    def _parent_name(self, column: Column) -> str:
        if column.parent is not None:
            return normalised(column.parent.name)
        key = self.lookup.key_of(column.url) if column.url else ""
        path = self.best.get(key, ())
        return normalised(path[-1][0]) if path else ""

    def _folder_parent(self, key: str, column: Column) -> Column | None:
        """The column whose folder holds this one's folder, where nothing else tells a parent."""
        if column.in_navigation or column.state == "elsewhere" or "?" in key:
            return None
        folder = folder_of(key)
        if folder != key:
            return None
        above = folder_of(folder[:-1])
        parent = self.by_key.get(above)
        return parent if parent is not column else None

    def _put_below(self, column: Column, parent: Column | None) -> None:
        """Hangs a column below another, unless that would close a ring."""
        if parent is None or column.parent is not None:
            return
        node: Column | None = parent
        for _ in range(DEEPEST * 2):
            if node is None:
                break
            if node is column:
                return
            node = node.parent
        column.parent = parent
        parent.children.append(column)

    def _place_loose(self, path: Path) -> None:
        """A menu entry without an address: a column that exists and was not seen, unless one of that name is there."""
        found_on, navigation = self.mentions.loose[path]
        pair = (normalised(path[-2][0]) if len(path) > 1 else "", normalised(path[-1][0]))
        if pair in self.pairs:
            same = self.by_key[self.pairs[pair]]
            same.in_navigation = same.in_navigation or navigation
            return
        parent = self._climb(path[:-1], None)
        name = path[-1][0]
        wanted = normalised(name)
        for other in self.by_name.get(wanted, ()):
            if parent is None or other.parent is parent or other is parent or self._parent_name(other) == "":
                other.in_navigation = other.in_navigation or navigation
                return
        if parent is not None and normalised(parent.name) == wanted:
            return
        known = self.groups.get((id(parent), wanted))
        if known is None:
            if parent is None:
                known = next((g for (_, n), g in self.groups.items() if n == wanted), None)
            if known is None:
                known = Column(url="", name=name, path=(name,), found_on=found_on)
                self.groups[(id(parent), wanted)] = known
                self.order.append(known)
                self._put_below(known, parent)
        self.entries.add(id(known))
        known.found_on = known.found_on or found_on
        known.in_navigation = known.in_navigation or navigation

    def _navigation_groups(self) -> list[Path]:
        """Menu names of an address that its own page knows as the column above it (信息公开 -> its first child)."""
        found: list[Path] = []
        for key, mentioned in self.mentions.by_key.items():
            column = self.by_key.get(key)
            if column is None:
                continue
            for path in mentioned.paths:
                wanted = normalised(path[-1][0])
                if wanted != normalised(column.name) and wanted in mentioned.above:
                    found.append(path)
        return found

    def _aliases(self) -> None:
        """Other names that menus give a column; a name that stands above it is a group's."""
        for key, mentioned in self.mentions.by_key.items():
            column = self.by_key.get(key)
            if column is None:
                continue
            own = normalised(column.name)
            section = key in self.ownership.hosted and is_office_name(
                column.name, (self.ownership.office, self.ownership.name)
            )
            column.aliases = tuple(
                name
                for name in sorted(mentioned.names)
                if normalised(name) != own and (section or normalised(name) not in mentioned.above)
            )
            for name in mentioned.names:
                if normalised(name) in mentioned.above and mentioned.in_navigation:
                    for group in self.order:
                        if group.name == name and any(child is column for child in group.children):
                            group.in_navigation = True

    def _prune(self) -> None:
        """Takes out headings below which nothing came to stand and that no menu entry names as a column."""
        kept = {id(column) for column in self.by_key.values()} | self.entries
        for column in reversed(self.order):
            if id(column) not in kept and not column.children:
                if column.parent is not None:
                    column.parent.children.remove(column)
                self.removed.add(id(column))
        self.order = [column for column in self.order if id(column) not in self.removed]

    # --- finishing ----------------------------------------------------------------------------------------------

    def _finish(self, naming: Naming) -> ColumnTree:
        tree = ColumnTree(by_key=self.by_key)
        position = {id(column): index for index, column in enumerate(self.order)}
        self._prune()
        roots = [column for column in self.order if column.parent is None]
        roots.sort(key=lambda column: (not _is_entered_by_navigation(column), position[id(column)]))
        pending = list(reversed(roots))
        while pending:
            column = pending.pop()
            above = column.parent.path if column.parent is not None else ()
            column.path = (*above, column.name)
            matched: dict[str, int] = {}
            for name in (column.name, *column.aliases):
                for match in naming.match(name, above, column.url if name == column.name else ""):
                    matched[match.code] = max(matched.get(match.code, -1), match.strength)
            column.strengths = matched
            column.indicators = tuple(sorted(matched, key=naming.position))
            tree.columns.append(column)
            tree.by_name.setdefault(normalised(column.name), []).append(column)
            children = sorted(column.children, key=lambda child: position[id(child)])
            column.children[:] = children
            pending.extend(reversed(children))
        return tree


def _is_entered_by_navigation(column: Column) -> bool:
    """Whether the navigation leads to the column, or past it to one directly below."""
    return column.in_navigation or any(child.in_navigation for child in column.children)
