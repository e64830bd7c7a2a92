#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# size.sh FILES: fails when a .c file is longer than 500 lines, a header than 250, a function than
# 60. Counts on the layout that `make format` gives: a function's braces stand in column one.
set -eu
awk '
FNR == 1 { inside = 0; head = "" }
{ lines[FILENAME] = FNR }
/^[a-z].*[^;]$/ && !inside { head = $0; start = FNR }
/^\{$/ && head != "" { inside = 1; open = FNR; name = head; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
/^\}$/ && inside {
	if (FNR - open + 1 > 60) {
		printf "%s:%d: %s has %d lines, at most 60\n", FILENAME, start, name, FNR - open + 1; bad = 1
	}
	inside = 0; head = ""
}
END {
	for (f in lines) {
		most = f ~ /\.h$/ ? 300 : 500
		if (lines[f] > most) { printf "%s: %d lines, at most %d\n", f, lines[f], most; bad = 1 }
	}
	if (!bad) print "size: ok"
	exit bad
}' "$@"
