#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh: what it takes to decode large documents and to pick from them, beside other readers of the
# same files in the same run. Three rounds, each tool once a round; medians, and as ratios to
# ours. Everything goes to build/bench; the table is printed, too.
set -eu
folder=build/bench
rounds=3
mkdir -p "$folder"
python3 bench/documents.py "$folder"
sh tests/tools/pages.sh 200 >"$folder/pages.spec"
build/report "$folder/pages.spec" "$folder/pages.pdf"

# selection NAME FORMAT LINES: a configuration for one document.
selection() {
	printf '%s\n' '[site]' 'title = bench' "state = $folder/state" '[source s]' 'title = bench' \
		"url = http://127.0.0.1/$1" "format = $2" '[indicator i]' 'title = bench' 'unit = 人' \
		'better = neutral' 'source = s' "$3" >"$folder/$2.ini"
}
table='frequency = daily
period = 年月日
value = 値7
where = 地区=第7地区'
selection table.csv csv "$table"
selection table.xlsx xlsx "$table"
selection pages.pdf pdf 'frequency = fiscal-year
layout = across
value = 第777地区'

# measure DOCUMENT TOOL COMMAND...: one line of the log; a tool that is not installed is left out.
measure() {
	document=$1
	tool=$2
	shift 2
	command -v "$1" >/dev/null 2>&1 || return 0
	took=$(build/measure "$@" 2>"$folder/errors") || {
		echo "bench: $tool failed on $document" >&2
		cat "$folder/errors" >&2
		exit 1
	}
	echo "$document $tool $took" >>"$folder/log"
}

: >"$folder/log"
for _ in $(seq "$rounds"); do
	measure table.csv shihyo build/reading "$folder/csv.ini" "$folder/table.csv"
	measure table.csv csv.reader python3 -c 'import csv, sys
for row in csv.reader(open(sys.argv[1], newline="")): pass' "$folder/table.csv"
	measure table.xlsx shihyo build/reading "$folder/xlsx.ini" "$folder/table.xlsx"
	measure table.xlsx xlsx2csv xlsx2csv "$folder/table.xlsx" "$folder/out.csv"
	measure pages.pdf shihyo build/reading "$folder/pdf.ini" "$folder/pages.pdf"
	measure pages.pdf pdftotext pdftotext -bbox-layout "$folder/pages.pdf" "$folder/out.html"
done

# median FIELD DOCUMENT TOOL
median() {
	awk -v f="$1" -v d="$2" -v t="$3" '$1 == d && $2 == t { print $f }' "$folder/log" | sort -n |
		sed -n "$(((rounds + 1) / 2))p"
}

{
	printf '%-11s %9s  %-10s %7s %7s %9s  %s\n' document bytes reader wall_s cpu_s peak_MiB 'wall, cpu, peak to ours'
	awk '!seen[$1 $2]++ { print $1, $2 }' "$folder/log" | while read -r document tool; do
		set --
		for field in 3 4 5; do
			set -- "$@" "$(median "$field" "$document" "$tool")" "$(median "$field" "$document" shihyo)"
		done
		printf '%-11s %9d  %-10s %7s %7s %9s  %s\n' "$document" "$(wc -c <"$folder/$document")" "$tool" \
			"$1" "$3" "$5" "$(echo "$*" | awk '{ printf "%.2f %.2f %.2f", $1 / $2, $3 / $4, $5 / $6 }')"
	done
} >"$folder/table.txt"
cat "$folder/table.txt"
