#!/usr/bin/env bash
# A private PostgreSQL for the tests, from Debian's package, in .tools/postgres on a free port of this machine.
#   scripts/postgres.sh start   makes and starts it where it does not run; prints its address
#   scripts/postgres.sh stop    stops it
#   scripts/postgres.sh url     prints its address; fails where it does not run
# Run twice it does nothing the second time; what a killed run left half done is made anew. Nothing else is touched.
# Run as root it works as an unprivileged user, which PostgreSQL insists on.
set -euo pipefail
cd "$(dirname "$0")/.."
home="$PWD/.tools/postgres"
data="$home/data"
user=zhengping

say() { printf '%s\n' "$*" >&2; }

# The newest of Debian's versions; a PATH without them still finds them there.
programs() {
    local found
    for found in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) ; do
        if [ -x "$found/initdb" ] && [ -x "$found/pg_ctl" ]; then printf '%s\n' "$found"; return 0; fi
    done
    found="$(command -v initdb 2>/dev/null)" || return 1
    dirname "$(readlink -f "$found")"
}

# Who runs it: oneself, or for root the first unprivileged user there is who can get at the folder.
if [ "$(id -u)" = 0 ]; then
    keeper=""
    for name in postgres nobody; do
        if id "$name" >/dev/null 2>&1; then keeper="$name"; break; fi
    done
    [ -n "$keeper" ] || { say "错误：没有可用来运行 PostgreSQL 的普通用户（postgres、nobody）"; exit 1; }
    as() { setpriv --reuid "$keeper" --regid "$(id -g "$keeper")" --clear-groups env HOME=/tmp LC_ALL=C.UTF-8 "$@"; }
    # A folder below one that only root may enter is of no use to that user.
    if ! as test -x "$PWD"; then home="/var/tmp/zhengping-postgres-$(printf '%s' "$PWD" | cksum | tr -d ' ')"; data="$home/data"; fi
else
    keeper=""
    as() { env LC_ALL=C.UTF-8 "$@"; }
fi

port() { cat "$home/port" 2>/dev/null; }
url() { printf 'postgresql://%s@127.0.0.1:%s/zhengping\n' "$user" "$(port)"; }

running() {
    [ -s "$home/port" ] && [ -e "$data/postmaster.pid" ] \
        && as "$bin/pg_isready" -q -h 127.0.0.1 -p "$(port)" -U "$user" -t 5 \
        && [ "$(as "$bin/psql" -qtAX -h 127.0.0.1 -p "$(port)" -U "$user" -d postgres -c 'show data_directory' 2>/dev/null)" = "$data" ]
}

free_port() {
    python3 - <<'PY'
import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])
PY
}

make_cluster() {
    rm -rf "$data" "$home/made"
    mkdir -p "$home"
    [ -z "$keeper" ] || chown "$keeper" "$home"
    as "$bin/initdb" -D "$data" -U "$user" -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$home/initdb.log" 2>&1 \
        || { say "错误：PostgreSQL 建不了数据目录，见 $home/initdb.log"; return 1; }
    # Written last: what has no mark was not finished.
    touch "$home/made"
}

start() {
    mkdir -p "$home"
    exec 9>"$home/lock"
    flock 9
    if running; then url; return 0; fi
    if [ ! -e "$home/made" ] || [ ! -e "$data/PG_VERSION" ] \
        || [ "$(cat "$data/PG_VERSION")" != "$("$bin/initdb" --version | grep -o '[0-9]*' | head -1)" ]; then
        make_cluster
    fi
    # The port may be taken between the asking and the starting: another is tried.
    local attempt
    for attempt in 1 2 3 4 5; do
        free_port >"$home/port"
        # Speed, not safety: only tests live here. The lock (9) is not for the server to keep.
        if as "$bin/pg_ctl" -D "$data" -w -t 60 -l "$home/server.log" -o "-p $(port) -c listen_addresses=127.0.0.1 \
            -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
            -c max_connections=200" start >/dev/null 2>&1 9>&-; then
            as "$bin/createdb" -h 127.0.0.1 -p "$(port)" -U "$user" zhengping 2>/dev/null || true
            url
            return 0
        fi
    done
    say "错误：PostgreSQL 启动不了，见 $home/server.log"
    return 1
}

stop() {
    [ -e "$data/postmaster.pid" ] || return 0
    as "$bin/pg_ctl" -D "$data" -w -m fast stop >/dev/null 2>&1 || true
    rm -f "$home/port"
}

case "${1:-}" in start | stop | url) ;; *) say "用法：scripts/postgres.sh start|stop|url"; exit 2 ;; esac
bin="$(programs)" || { say "没有 PostgreSQL（装法：apt-get install postgresql）"; exit 3; }
case "$1" in
    start) start ;;
    stop) stop ;;
    url) running && url ;;
esac
