"""The one family of exceptions. Every message is one line, in Chinese, for the person at the keyboard."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EISDIR: "这是目录，不是文件",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EEXIST: "已有同名文件",
    errno.ENAMETOOLONG: "名称太长",
    errno.EADDRINUSE: "已被占用",
    errno.EIO: "磁盘读写出错",
    errno.EMFILE: "打开的文件过多",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where it is a common reason, else in the system's own words."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class ZhengpingError(Exception):
    """Base of all errors that this program raises on purpose; `exit_code` is what the command line returns."""

    exit_code = 1


class InputError(ZhengpingError):
    """Bad input: names the field or the line, what is wrong with it, and the remedy."""

    exit_code = 2


class EditionError(InputError):
    """An edition of the indicator table that breaks a rule of its own; names the file and the line."""


class AddressError(InputError):
    """An address that is not one, or that this program may not open (private, not http)."""


class ArchiveError(ZhengpingError):
    """An archive that cannot be read or written (damaged, disk full)."""


class SiteUnreachable(ZhengpingError):
    """The site gave no page to judge: no DNS, no answer, refused or blocked on every page."""
