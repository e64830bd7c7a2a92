#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# layers.sh FILES: fails when a file includes a layer that it may not know, or when a foreign
# library is included from more than its one file.
set -eu

awk '
BEGIN {
	allowed["core"] = "core"
	allowed["config"] = "core config"
	n = split("collector ledger rrd graphs alerts", island, " ")
	for (i = 1; i <= n; i++)
		allowed[island[i]] = "core config " island[i]
	allowed["daemon"] = "core config collector ledger rrd graphs alerts daemon"
	allowed["cli"] = "core config collector ledger rrd graphs alerts daemon cli"
}
FNR == 1 { split(FILENAME, part, "/"); layer = part[1] }
/^#include "/ {
	split($2, q, "\"")
	split(q[2], to, "/")
	if (!(to[1] in allowed)) {
		printf "%s:%d: \"%s\" is not named from the root\n", FILENAME, FNR, q[2]; bad = 1
	} else if (index(" " allowed[layer] " ", " " to[1] " ") == 0) {
		printf "%s:%d: %s/ may not include %s\n", FILENAME, FNR, layer, q[2]; bad = 1
	}
}
/^#include <(curl|sqlite3|ini|rrd|pcre2|uni(str|norm|width|ctype|case|conv)|cairo|pango|nettle|iconv|libxml|zip|jansson|microhttpd|seccomp|zlib|libdeflate|brotli|zstd|xlsxwriter)/ {
	name = $2; gsub(/[<>]/, "", name)
	group = name; sub(/\.h$/, "", group); sub(/\/.*/, "", group)
	if (group ~ /^uni/) group = "unistring"
	if (group ~ /^(cairo|pango)/) group = "cairo and pango"
	if (!(group in home)) home[group] = FILENAME
	else if (home[group] != FILENAME) {
		printf "%s:%d: %s belongs to %s alone\n", FILENAME, FNR, group, home[group]; bad = 1
	}
}
END { if (!bad) print "layers: ok"; exit bad }
' "$@"
