# Keeps one PostgreSQL in a folder of its own. It ends with its standard input, and takes the server and the folder
# with it: so nothing is left behind, however the process that started it ended.
#
# usage: sh -c "$(cat keeper.sh)" keeper TEMPORARY BINARIES [LINK TARGET]...
#   TEMPORARY  where the folder is made
#   BINARIES   folder of initdb and postgres; "-" where a tar archive of bin, lib and share comes on descriptor 3
#   LINK TARGET  symbolic links to make beside the unpacked libraries
# standard output: the folder and the major version, then "ready" or "failed" for each line of standard input
# standard input: a line for each start of the server: its settings as postgres takes them, "-c name=value ..."
set -u
server=
folder=$(mktemp -d "$1/capacity-postgres-XXXXXX" 2>/dev/null) || folder=$(mktemp -d /tmp/capacity-postgres-XXXXXX) || exit 1
trap 'stop; rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT PIPE TERM

stop() {
  [ -n "$server" ] || return 0
  kill -INT "$server" 2>/dev/null
  wait "$server"
  server=
}

# Looks into the server's own file: asking it over a connection would take a slot.
started() {
  until grep -q '^ready' "$folder/data/postmaster.pid" 2>/dev/null; do
    kill -0 "$server" 2>/dev/null || return 1
    sleep 0.01
  done
}

binaries=$2
shift 2
if [ "$binaries" = - ]; then
  mkdir "$folder/native" && tar -xf - -C "$folder/native" <&3 || exit 1
  binaries=$folder/native/bin
  while [ $# -gt 0 ]; do
    ln -s "$2" "$folder/native/$1" || exit 1
    shift 2
  done
fi
exec 3<&-

"$binaries/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || {
  cat "$folder/initdb.log" >&2
  exit 1
}
echo "$folder $(cat "$folder/data/PG_VERSION")"
while read -r settings; do
  stop
  # shellcheck disable=SC2086
  "$binaries/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= $settings >"$folder/server.log" 2>&1 3<&- &
  server=$!
  if started; then
    echo ready
  else
    cat "$folder/server.log" >&2
    server=
    echo failed
  fi
done
