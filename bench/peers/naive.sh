#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# naive.sh SOURCES: what a system administrator writes in an hour: for each source (id, address; a line
# each) curl, iconv, awk, rrdtool update, rrdtool graph. Works in the current folder. RRDtool takes no
# figure of the past, so a document that changed gives a new file.
set -eu
export TZ=UTC LC_ALL=C.UTF-8
mkdir -p raw rrd charts
while read -r id url; do
	curl -fsS -R -z "raw/$id.csv" -o "raw/$id.new" "$url"
	[ -e "raw/$id.new" ] || continue
	# A month's figure stands at the month's end.
	iconv -f CP932 -t UTF-8 "raw/$id.new" | awk -F'[年月,\r]+' 'NR > 1 {
		print mktime($1 + ($2 == 12) " " $2 % 12 + 1 " 1 0 0 0") ":" $3 }' >values
	first=$(head -n 1 values)
	last=$(tail -n 1 values)
	rrdtool create "rrd/$id.rrd" --start $((${first%%:*} - 31 * 86400)) --step 86400 \
		DS:value:GAUGE:2764800:U:U RRA:LAST:0.5:1:$(((${last%%:*} - ${first%%:*}) / 86400 + 31))
	# shellcheck disable=SC2046  # one word for each month
	rrdtool update "rrd/$id.rrd" $(cat values)
	rrdtool graph "charts/$id.png" --full-size-mode --width 1200 --height 480 \
		--start $((${first%%:*} - 31 * 86400)) --end "${last%%:*}" --title "$id 試験用の指標" --vertical-label 人 \
		"DEF:v=rrd/$id.rrd:value:LAST" 'AREA:v#4682b440' 'LINE2:v#4682b4:値' >/dev/null
	mv "raw/$id.new" "raw/$id.csv"
done <"$1"
