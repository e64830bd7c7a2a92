#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# growth.sh [COUNT [DRAWN]]: what a ledger of COUNT (10,000) indicators of 480 months each takes: import
# beside a bare loop of inserts, status, show, export; and, with DRAWN (COUNT) indicators whose charts
# are all drawn, a cycle in which 100 change, beside the same with 100 of 100. All figures are made up.
# Everything goes to build/bench/growth, which is made anew; the table is printed, too.
set -eu
count=${1:-10000}
drawn=${2:-$count}
months=480
rounds=${ROUNDS:-3}
root=$PWD
shihyo=$root/shihyo
growth=$root/build/growth
measure=$root/build/measure
folder=build/bench/growth
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
folder=$PWD
publishers=
export SHIHYO_NOW=2026-03-01T09:00:00+09:00
# shellcheck disable=SC2086  # the list is meant to split
trap 'kill $publishers' EXIT
trap 'exit 130' INT TERM

# prepare NAME COUNT: a folder with configuration, values and documents, and their publisher.
prepare() {
	mkdir -p "$1/served"
	"$root/build/publisher" --port 0 --print-port "$1/served" >"$1/publisher.log" 2>&1 &
	publishers="$publishers $!"
	while [ ! -s "$1/publisher.log" ]; do sleep 0.1; done
	"$growth" make "$1" "$2" "$months" "$(head -n 1 "$1/publisher.log")"
}

# took NAME COMMAND...: a line of the log.
took() {
	took_name=$1
	shift
	line=$("$measure" "$@" 2>"$folder/errors") || {
		echo "growth: $took_name failed" >&2
		cat "$folder/errors" >&2
		exit 1
	}
	echo "$took_name $line" | tee -a "$folder/log" >&2
}

# bare: the bare loop into a ledger of our own making, without rows.
bare() {
	sed 's/^state = .*/state = bare/' all/shihyo.ini >all/bare.ini
	rm -rf all/bare
	printf 'period,value\n' >empty.csv
	"$shihyo" -q -c all/bare.ini import i00000 empty.csv --no-draw >/dev/null
	sqlite3 all/bare/ledger.db 'DELETE FROM indicator'
	took bare "$growth" bare all/bare/ledger.db "$count" "$months"
}

: >log
prepare all "$count"
for round in $(seq "$rounds"); do
	rm -rf all/state
	took import "$shihyo" -c all/shihyo.ini import all/values --no-draw
	bare
	took status "$shihyo" -c all/shihyo.ini status --json
	took show "$shihyo" -c all/shihyo.ini show i00042
done
rm -rf all/bare
took again "$shihyo" -c all/shihyo.ini import all/values --no-draw
took export "$shihyo" -c all/shihyo.ini export -o all/out
rm -rf all/out

# cycles NAME COUNT: all drawn, then cycles in which the first source changed.
cycles() {
	[ -d "$1" ] || prepare "$1" "$2"
	SHIHYO_NOW=2026-03-01T09:00:00+09:00
	[ -d "$1/state" ] || "$shihyo" -c "$1/shihyo.ini" import "$1/values" --no-draw >/dev/null
	"$shihyo" -c "$1/shihyo.ini" collect s00000 >/dev/null
	took "draw-$1" "$shihyo" -c "$1/shihyo.ini" rebuild
	for round in $(seq "$rounds"); do
		"$growth" change "$1" "$months" "$round"
		SHIHYO_NOW=2026-03-01T1$round:00:00+09:00
		took "cycle-$1" "$shihyo" -c "$1/shihyo.ini" collect s00000
	done
	SHIHYO_NOW=2026-03-01T15:00:00+09:00
	took "same-$1" "$shihyo" -c "$1/shihyo.ini" collect s00000
}
many=all
[ "$drawn" = "$count" ] || many=drawn
cycles "$many" "$drawn"
cycles few 100

# median FIELD NAME
median() {
	awk -v f="$1" -v n="$2" '$1 == n { print $f }' log | sort -n |
		awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# row NAME WORDS [BESIDE]: its medians, and as ratios to those of BESIDE.
row() {
	printf '%-34s %8s %8s %8s' "$2" "$(median 2 "$1")" "$(median 3 "$1")" "$(median 4 "$1")"
	[ $# -lt 3 ] || echo "$(median 2 "$1") $(median 2 "$3") $(median 3 "$1") $(median 3 "$3")" |
		awk '{ printf "  %.2f %.2f", $1 / $2, $3 / $4 }'
	printf '\n'
}
{
	printf '%-34s %8s %8s %8s  %s\n' "$count indicators, $months months" wall_s cpu_s peak_MiB 'wall, cpu: ratio'
	row bare 'bare loop of inserts'
	row import 'import' bare
	row again 'import again: all is there' import
	row export 'export'
	row status 'status --json'
	row show 'show'
	printf '%s\n' "$drawn indicators drawn"
	row "draw-$many" 'rebuild'
	row cycle-few 'cycle, 100 of 100 changed'
	row "cycle-$many" "cycle, 100 of $drawn changed" cycle-few
	row "same-$many" 'cycle, nothing changed'
} | tee table.txt
echo "rows a second, import to the bare loop: $(echo "$(median 2 bare) $(median 2 import)" | awk '{ printf "%.2f", $1 / $2 }')"
