#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# demo.sh: the whole job on the shipped catalogue: a loopback publisher serves its documents,
# `collect` reads them over HTTP, `status` says what is known. Everything goes to build/demo.
set -eu
folder=build/demo
mkdir -p "$folder"
log=$folder/publisher.log
: >"$log" # or the first look may come before it

# A port of the system's choice, so that a demo never meets another server.
build/publisher --port 0 --print-port config/asahikawa/documents >"$log" 2>&1 &
publisher=$!
trap 'kill "$publisher" 2>/dev/null || true' EXIT
trap 'exit 1' INT TERM PIPE # a shell that a signal ends runs no EXIT trap
port=
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	port=$(sed -n '1{s/[^0-9]//g;p;}' "$log")
	[ -n "$port" ] && break
	sleep 0.1
done
[ -n "$port" ] || {
	echo "demo: the publisher did not start, see $log" >&2
	exit 69
}

for part in sources indicators programs alerts graphs; do
	sed "s|http://127.0.0.1:8722/|http://127.0.0.1:$port/|" "config/asahikawa/$part.ini" >"$folder/$part.ini"
done
sed -e 's|^state *=.*|state = state|' -e 's|^output *=.*|output = site|' \
	config/asahikawa/shihyo.ini >"$folder/shihyo.ini"

echo "publisher: http://127.0.0.1:$port/ (config/asahikawa/documents)"
# Collected whether due or not, so that a second demo shows that nothing new is recorded.
# shellcheck disable=SC2046  # ids have no spaces
./shihyo -c "$folder/shihyo.ini" collect $(sed -n 's/^\[source \(.*\)\]/\1/p' "$folder/sources.ini")
echo
./shihyo -c "$folder/shihyo.ini" status
echo
echo "page:    $folder/site/index.html"
echo "charts:  $folder/site/charts/"
echo "again:   ./shihyo -c $folder/shihyo.ini status"
