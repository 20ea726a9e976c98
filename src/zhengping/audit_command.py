"""`zhengping audit check`: whether anybody changed the record of the office past the program."""

from __future__ import annotations

import os

import typer

from zhengping.errors import InputError

SHOWN = 1000
"""More faults than this are counted no further: one lost entry in the middle is enough to look into the backups."""


def check() -> None:
    """Goes along the whole chain; prints the faults and leaves with 1 where there are any."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhengping.office.settings")
    import django
    from django.db import DatabaseError

    django.setup()
    from zhengping.office.core.audit import faults
    from zhengping.office.core.models import ChainHead

    found = 0
    try:
        for fault in faults():
            print(fault)
            found += 1
            if found == SHOWN:
                print(f"已列出 {SHOWN} 处，不再往下列")
                break
        head = ChainHead.objects.filter(pk=1).first()
    except DatabaseError as error:
        raise InputError(
            f"读不了操作记录（{error}）；请核对 ZHENGPING_DATA、ZHENGPING_DATABASE；"
            "还没有库的，先用 zhengping serve 建"
        ) from None
    if found:
        raise typer.Exit(1)
    print(f"核对完毕：{head.last_number if head else 0} 条记录前后相接，没有改动过")
