"""Writing rows so that it can be undone: what was there before is kept for each object, and compared before undoing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import ProtectedError

from zhengping.errors import InputError

_BATCH = 200


def plainly(value: Any) -> Any:
    """A field's value as JSON holds it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def state_of(thing: models.Model, names: Sequence[str] | None = None) -> dict[str, Any]:
    """The values of an object's own fields (all of them, or these)."""
    fields = [f for f in thing._meta.concrete_fields if not f.primary_key]
    return {f.attname: plainly(getattr(thing, f.attname)) for f in fields if names is None or f.attname in names}


class Keeper:
    """Collects what an import creates and changes, writes it in a few statements, and tells what undoing needs."""

    def __init__(self, batch: models.Model | None = None) -> None:
        self.batch = batch
        self._new: list[tuple[models.Model, int, str, Sequence[str] | None]] = []
        self._changed: dict[tuple[str, int], tuple[models.Model, dict[str, Any], int, str]] = {}
        self._gone: list[tuple[models.Model, int, str]] = []

    def create(self, thing: models.Model, row: int, label: str, only: Sequence[str] | None = None) -> None:
        """An object to be added. `only`: the fields whose later change keeps it from being undone (None: all)."""
        self._new.append((thing, row, label, only))

    def change(self, thing: models.Model, given: Mapping[str, Any], row: int, label: str) -> None:
        """Fields (by attribute name) of an object that is there."""
        key = (thing._meta.label, thing.pk)
        kept = self._changed.get(key)
        before = kept[1] if kept else {}
        names = set(given) - set(before)
        self._changed[key] = (thing, {**state_of(thing, sorted(names)), **before}, row, label)
        for name, value in given.items():
            setattr(thing, name, value)

    def remove(self, thing: models.Model, row: int, label: str) -> None:
        """An object to be taken out."""
        self._gone.append((thing, row, label))

    def touched(self) -> list[models.Model]:
        """All objects created, changed or taken out."""
        changed = (one[0] for one in self._changed.values())
        return [*(one[0] for one in self._new), *changed, *(one[0] for one in self._gone)]

    def write(self) -> list[dict[str, Any]]:
        """Writes everything in the caller's transaction; gives the list that `undo` takes."""
        log: list[dict[str, Any]] = []
        for thing, row, label in self._gone:
            log.append(_entry(thing, state_of(thing), None, row, label))
            number = thing.pk
            thing.delete()
            thing.pk = number
        by_model: dict[type[models.Model], list[models.Model]] = {}
        for thing, *_ in self._new:
            by_model.setdefault(type(thing), []).append(thing)
        for model in _parents_first(list(by_model)):
            model._default_manager.bulk_create(by_model[model], batch_size=_BATCH)
        groups: dict[tuple[type[models.Model], tuple[str, ...]], list[models.Model]] = {}
        for thing, before, _, _ in self._changed.values():
            groups.setdefault((type(thing), tuple(sorted(before))), []).append(thing)
        for (model, names), things in groups.items():
            model._default_manager.bulk_update(things, names, batch_size=_BATCH)
        for thing, row, label, only in self._new:
            log.append(_entry(thing, None, state_of(thing, only), row, label))
        for thing, before, row, label in self._changed.values():
            log.append(_entry(thing, before, state_of(thing, list(before)), row, label))
        return log


def _parents(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields}


def _parents_first(names: list[type[models.Model]]) -> list[type[models.Model]]:
    """Models in an order in which each stands after those that it refers to."""
    ordered: list[type[models.Model]] = []
    while names:
        free = next(
            one for one in names if not {f.related_model for f in one._meta.concrete_fields} & ({*names} - {one})
        )
        names.remove(free)
        ordered.append(free)
    return ordered


def _entry(thing: models.Model, before: Any, after: Any, row: int, label: str) -> dict[str, Any]:
    return {
        "model": thing._meta.label_lower,
        "id": thing.pk,
        "before": before,
        "after": after,
        "row": row,
        "label": label,
    }


def reasons_against_undoing(log: Sequence[Mapping[str, Any]]) -> list[str]:
    """Why an import can't be undone: a line for each object that was changed or removed since."""
    there = _objects(log)
    found = []
    for entry in log:
        thing = there.get((entry["model"], entry["id"]))
        name = f"第 {entry['row']} 行“{entry['label']}”"
        if entry["after"] is None:
            if thing is not None:
                found.append(f"{name}后来又加上了")
            continue
        if thing is None:
            found.append(f"{name}后来被删除")
            continue
        now = state_of(thing, list(entry["after"]))
        other = [key for key, value in entry["after"].items() if now.get(key) != value]
        if other:
            words = "、".join(str(_field(thing, key).verbose_name) for key in other[:4])
            found.append(f"{name}的{words}后来改过")
    return found


def undo(log: Sequence[Mapping[str, Any]]) -> list[models.Model]:
    """Takes objects that were added out again and puts former values back, in the caller's transaction.

    To be called where `reasons_against_undoing` found none. InputError where something else hangs on an added object.
    """
    there = _objects(log)
    touched: list[models.Model] = []
    for entry in reversed(log):
        if entry["after"] is None:
            model = apps.get_model(entry["model"])
            thing = model(pk=entry["id"])
            for key, value in entry["before"].items():
                setattr(thing, key, _field(thing, key).to_python(value))
            thing.save(force_insert=True)
            touched.append(thing)
            continue
        thing = there[entry["model"], entry["id"]]
        if entry["before"] is None:
            number = thing.pk
            try:
                thing.delete()
            except ProtectedError:
                raise InputError(
                    f"第 {entry['row']} 行“{entry['label']}”已被别处用到，不能撤销；请先处理用到它的内容"
                ) from None
            thing.pk = number
        else:
            for key, value in entry["before"].items():
                setattr(thing, key, _field(thing, key).to_python(value))
            thing.save(update_fields=[_field(thing, key).name for key in entry["before"]])
        touched.append(thing)
    return touched


def _field(thing: models.Model, attname: str) -> Any:
    return next(f for f in thing._meta.concrete_fields if f.attname == attname)


def _objects(log: Sequence[Mapping[str, Any]]) -> dict[tuple[str, int], models.Model]:
    """The objects of a log, locked."""
    numbers: dict[str, list[int]] = {}
    for entry in log:
        numbers.setdefault(entry["model"], []).append(entry["id"])
    found: dict[tuple[str, int], models.Model] = {}
    for label, wanted in numbers.items():
        model = apps.get_model(label)
        for at in range(0, len(wanted), _BATCH):
            for thing in model._default_manager.select_for_update().filter(pk__in=wanted[at : at + _BATCH]):
                found[label, thing.pk] = thing
    return found
