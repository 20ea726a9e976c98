"""Bad input and refusals become one clear page or line, never a trace."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhengping.errors import InputError
from zhengping.office.core.access import access


class PlainErrors:
    """An `InputError` that reaches the top is answered with 400 and its line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answers errors of input."""
        if isinstance(error, InputError):
            return render(request, "error.html", {"title": "输入有误", "words": str(error)}, status=400)
        return None


@access(public=True)
def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the reason."""
    words = str(exception) if isinstance(exception, PermissionDenied) and str(exception) else "您没有权限使用这一功能"
    return render(request, "error.html", {"title": "不能使用", "words": words}, status=403)


@access(public=True)
def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; the same for what is not there and for what one may not see."""
    return render(request, "error.html", {"title": "没有找到", "words": "没有这一页面，或者您不能查看。"}, status=404)


@access(public=True)
def broken(request: HttpRequest) -> HttpResponse:
    """500; says what to do and shows no inside."""
    words = "程序出错，已经记录。请稍后再试；仍然出错的，请告诉管理员出错的时间和页面地址。"
    return render(request, "error.html", {"title": "程序出错", "words": words}, status=500)


def out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: mostly a page opened before signing in anew. Says what to do, in Chinese."""
    words = "这一页面是登录前打开的，或者打开太久了，没有保存。请把填的内容先复制下来，重新打开页面再提交。"
    return render(request, "error.html", {"title": "页面已过期", "words": words}, status=403)
