#!/usr/bin/env bash
# Sets up all that the program and its tests need. Run by `make`; may be run as often as one likes.
#   scripts/setup.sh [--group bench] [--system]
# --group NAME  also installs this dependency group.
# --system      tries again to install the browser and the fonts, where an earlier try failed.
# No network is used where everything is there.
set -euo pipefail
cd "$(dirname "$0")/.."

groups=()
retry_system=no
while [ $# -gt 0 ]; do
    case "$1" in
        --group) groups+=("--group" "$2"); shift 2 ;;
        --system) retry_system=yes; shift ;;
        *) echo "错误：scripts/setup.sh 不认识参数 $1" >&2; exit 2 ;;
    esac
done

say() { printf '%s\n' "$*" >&2; }

# Root without a question: as root itself, or with a sudo that asks no password.
ROOT=()
[ "$(id -u)" = 0 ] || ROOT=(sudo -n)
may_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

apt_install() {
    command -v apt-get >/dev/null && may_be_root || return 1
    local apt=(${ROOT[@]+"${ROOT[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get -qq
        -o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20)
    if [ ! -e .tools/apt-updated ]; then
        timeout 180 "${apt[@]}" update </dev/null >/dev/null 2>&1 || true
        touch .tools/apt-updated
    fi
    timeout 600 "${apt[@]}" install -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1
}

# --- uv -----------------------------------------------------------------------------------------------------------

# A command may be there and still not run (a shim without its version), so each candidate is run once.
find_uv() {
    local candidate
    for candidate in .tools/bin/uv .tools/uv/bin/uv uv "$HOME/.local/bin/uv"; do
        if "$candidate" --version >/dev/null 2>&1; then UV=("$candidate"); return 0; fi
    done
    if python3 -m uv --version >/dev/null 2>&1; then UV=(python3 -m uv); return 0; fi
    return 1
}

# In this order: an environment of its own (touches nothing else, fine with PEP 668), pip into a folder (needs
# no venv module, fine with PEP 668), pipx, pip --user; last the missing Debian package, where that is allowed.
install_uv() {
    say "安装 uv ……"
    { python3 -m venv .tools && .tools/bin/python -m pip install -q uv; } >/dev/null 2>&1 && find_uv && return 0
    rm -rf .tools/bin .tools/lib .tools/lib64 .tools/include .tools/pyvenv.cfg
    python3 -m pip install -q --target .tools/uv uv >/dev/null 2>&1 && find_uv && return 0
    pipx install -q uv >/dev/null 2>&1 && find_uv && return 0
    python3 -m pip install -q --user uv >/dev/null 2>&1 && find_uv && return 0
    apt_install python3-venv \
        && { python3 -m venv .tools && .tools/bin/python -m pip install -q uv; } >/dev/null 2>&1 && find_uv && return 0
    return 1
}

# --- Python packages ----------------------------------------------------------------------------------------------

mkdir -p .tools
export UV_HTTP_TIMEOUT="${UV_HTTP_TIMEOUT:-180}"
wanted="$(cat uv.lock pyproject.toml | cksum | tr -d ' ') ${groups[*]-}"
stamp=.venv/.setup-done
# More groups than asked for are no reason to do it again.
if ! { [ -x .venv/bin/python ] && [ -e "$stamp" ] && grep -qxF "$wanted" "$stamp" && .venv/bin/python -c 'import zhengping' 2>/dev/null; }; then
    if ! find_uv && ! install_uv; then
        command -v python3 >/dev/null || { say "错误：没有 python3；请先安装 Python 3.11 以上版本（Debian：apt-get install python3 python3-venv）。"; exit 1; }
        say "错误：装不上 uv（没有网络，或缺 python3-venv 和 pip）；请联网，或执行 apt-get install python3-venv，再重试。"
        exit 1
    fi
    say "安装 Python 软件包 ……"
    sync() { "${UV[@]}" sync --locked --inexact --quiet ${groups[@]+"${groups[@]}"} </dev/null; }
    # The second try is for networks whose certificates only the system knows.
    if ! sync 2>/dev/null && ! UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1 sync; then
        say "错误：Python 软件包没有装全，原因见上；首次安装需要联网。"
        exit 1
    fi
    touch "$stamp"
    # Another lock file makes the old lines worthless.
    if ! grep -qF "$(cat uv.lock pyproject.toml | cksum | tr -d ' ')" "$stamp"; then : >"$stamp"; fi
    printf '%s\n' "$wanted" >>"$stamp"
fi

# --- Browser and fonts: wanted, not needed ------------------------------------------------------------------------

# The system's own browser is used; Playwright's download is never needed. The same names as in probes/browser.py.
has_browser() {
    local name
    [ -n "${ZHENGPING_BROWSER:-}" ] && [ -f "$ZHENGPING_BROWSER" ] && return 0
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
    done
    return 1
}
has_fonts() {
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" -name 'Noto*CJK*' -print -quit 2>/dev/null)" ] \
        || { command -v fc-list && [ -n "$(fc-list :lang=zh)" ]; }
}

has_postgres() { ls /usr/lib/postgresql/*/bin/initdb || command -v initdb; }

ensure_system() { # package, check, what is lost without it
    if "$2" >/dev/null 2>&1; then return 0; fi
    if [ ! -e ".tools/tried-$1" ] || [ "$retry_system" = yes ]; then
        touch ".tools/tried-$1"
        if may_be_root && command -v apt-get >/dev/null; then
            say "安装 $1 ……"
            apt_install "$1" || true
        fi
        if "$2" >/dev/null 2>&1; then return 0; fi
    fi
    say "提示：没有 $1，$3（装法：apt-get install $1）"
}

if [ -z "${ZHENGPING_NO_SYSTEM_PACKAGES:-}" ]; then
    [ "$retry_system" = no ] || rm -f .tools/apt-updated
    ensure_system fonts-noto-cjk has_fonts "报告里的中文在本机可能显示成方框"
    ensure_system chromium has_browser "须用浏览器实测的采分点（搜索、表单、手机效果等）留给人工判断"
    ensure_system postgresql has_postgres "测试只在 SQLite 上跑，不在 PostgreSQL 上再跑一遍；使用不受影响"
fi
