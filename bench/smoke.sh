#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# smoke.sh [REASON]: counts the instructions of five operations, warm, of this program and the libraries
# below it (callgrind, which counts the same on every machine but for the libraries' versions), and
# compares them with bench/smoke.txt: more by a twentieth is a failure. With a REASON the counts of now
# become those to compare with, and the reason is kept beside what changed by more than that.
set -eu
kept=bench/smoke.txt
folder=build/bench/smoke
reason=${1:-}
rm -rf "$folder"
mkdir -p "$folder"
python3 bench/peers/make.py make "$folder" 100 1

# count OPERATION
count() {
	TZ=UTC LC_ALL=C.UTF-8 valgrind -q --tool=callgrind --callgrind-out-file="$folder/$1.out" \
		--toggle-collect=smoke_measured build/smoke "$1" "$folder" >"$folder/$1.log" 2>&1 || {
		cat "$folder/$1.log" >&2
		exit 70
	}
	sed -n 's/^summary: //p' "$folder/$1.out"
}

status=0
: >"$folder/now.txt"
for operation in config read merge rrd chart; do
	now=$(count "$operation")
	before=$(awk -v o="$operation" '$1 == o { print $2 }' "$kept" 2>/dev/null || true)
	change=$(awk -v n="$now" -v b="${before:-0}" 'BEGIN { if (b > 0) printf "%+.1f", (n / b - 1) * 100; else print "new" }')
	old=$(awk -v o="$operation" '$1 == o { $1 = $2 = ""; sub(/^ +/, ""); print }' "$kept" 2>/dev/null || true)
	moved=$(awk -v c="$change" 'BEGIN { print (c == "new" || c + 0 > 5 || c + 0 < -5) }')
	worse=$(awk -v c="$change" 'BEGIN { print (c == "new" || c + 0 > 5) }')
	echo "$operation $now instructions, before ${before:-none}: $change %"
	if [ -n "$reason" ] && [ "$moved" = 1 ]; then old=$reason; fi
	if [ "$worse" = 1 ] && [ -z "$reason" ]; then
		echo "bench-smoke: $operation takes more; if that must be: make bench-smoke REASON='why'" >&2
		status=1
	fi
	echo "$operation $now $old" >>"$folder/now.txt"
done
[ -z "$reason" ] || cp "$folder/now.txt" "$kept"
exit "$status"
