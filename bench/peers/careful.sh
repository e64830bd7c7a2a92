#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# careful.sh SOURCES: naive.sh by somebody who minds processes: one curl fetches all in parallel, one
# iconv and one awk read all that is new, one `rrdtool -` makes all files and pictures.
set -eu
export TZ=UTC LC_ALL=C.UTF-8
mkdir -p raw rrd charts
# Made once. (One `next` for each: each has its own ETag.)
[ -e fetch.conf ] || awk '{
	if (NR > 1) print "next"
	printf "url = \"%s\"\noutput = \"raw/%s.new\"\netag-compare = \"raw/%s.etag\"\netag-save = \"raw/%s.etag\"\nfail\nsilent\nshow-error\n", $2, $1, $1, $1
}' "$1" >fetch.conf
curl --no-progress-meter --parallel --parallel-max 8 --parallel-immediate -K fetch.conf
set -- raw/*.new
[ -e "$1" ] || exit 0
# A document begins where its head stands.
iconv -f CP932 -t UTF-8 "$@" | awk -F'[年月,\r]+' -v list="$*" '
function finish() {
	if (!at) return
	id = names[at]; sub(/^raw\//, "", id); sub(/\.new$/, "", id)
	start = first - 31 * 86400
	print "create rrd/" id ".rrd --start " start " --step 86400 DS:value:GAUGE:2764800:U:U RRA:LAST:0.5:1:" (last - start) / 86400
	print "update rrd/" id ".rrd" values
	print "graph charts/" id ".png --full-size-mode --width 1200 --height 480 --start " start " --end " last \
		" --title \"" id " 試験用の指標\" --vertical-label 人 DEF:v=rrd/" id ".rrd:value:LAST AREA:v#4682b440 LINE2:v#4682b4:値"
	values = ""; first = 0
}
BEGIN { split(list, names, " ") }
$1 == "" { finish(); at++; next }
{
	last = mktime($1 + ($2 == 12) " " $2 % 12 + 1 " 1 0 0 0")
	if (!first) first = last
	values = values " " last ":" $3
}
END { finish() }' >commands
rrdtool - <commands >answers
if grep '^ERROR' answers; then exit 1; fi
rm "$@"
