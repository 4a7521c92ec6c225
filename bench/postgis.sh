#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A PostgreSQL with PostGIS of its own for `./tocsin bench audience`, in a new folder, gone afterwards.
#   postgis.sh check                 says whether it is here: exit code 0, or 4 and what to install
#   postgis.sh run PORT MEGABYTES    sets it up with so many shared buffers, prints "ready PASSWORD"
#                                    and stops and deletes it when its input ends
set -u

say() { printf '%s\n' "$*" >&2; }

# The newest PostgreSQL that has the extension beside it.
find_programs() {
  for bin in $(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin 2>/dev/null | sort -rV) "$(pg_config --bindir 2>/dev/null)"; do
    [ -x "$bin/initdb" ] || continue
    share=$("$bin/pg_config" --sharedir 2>/dev/null) || share=/usr/share/postgresql/$(basename "$(dirname "$bin")")
    [ -e "$share/extension/postgis.control" ] && return
  done
  version=$(ls /usr/lib/postgresql 2>/dev/null | sort -rV | head -n 1)
  say "PostGIS is not here: apt-get install postgresql-${version:-15}-postgis-3 (Debian; the number is that of PostgreSQL)"
  exit 4
}

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" = 0 ]; then
    setpriv --reuid postgres --regid postgres --clear-groups "$@"
  else
    "$@"
  fi
}

find_programs
[ "${1:-}" = check ] && exit 0
[ "${1:-}" = run ] && [ $# = 3 ] || { say "usage: postgis.sh check | run PORT MEGABYTES"; exit 2; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/tocsin-postgis.XXXXXX") || exit 3
data=$folder/data
end() {
  as_owner "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 3' HUP INT TERM
umask 077
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s\n' "$password" >"$folder/password"
[ "$(id -u)" = 0 ] && chown -R postgres: "$folder"
cd "$folder" || exit 3
as_owner "$bin/initdb" -D "$data" -U postgres -A scram-sha-256 --pwfile="$folder/password" -E UTF8 --no-locale --no-sync >"$folder/log" 2>&1 ||
  { cat "$folder/log" >&2; exit 3; }
# Tuned for speed and nothing else: what is in it may be lost.
cat >>"$data/postgresql.conf" <<EOT
listen_addresses = '127.0.0.1'
port = $2
unix_socket_directories = ''
max_connections = 10
shared_buffers = ${3}MB
maintenance_work_mem = 1GB
work_mem = 256MB
effective_cache_size = $((${3} * 2))MB
random_page_cost = 1.1
jit = off
max_parallel_workers_per_gather = 0
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 8GB
autovacuum = off
EOT
as_owner "$bin/pg_ctl" -D "$data" -l "$folder/server.log" -w start >>"$folder/log" 2>&1 ||
  { cat "$folder/log" "$folder/server.log" >&2; exit 3; }
echo "ready $password"
cat >/dev/null
