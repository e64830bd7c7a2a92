#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 18: documents that are small on the way and huge, endless or bottomless when read, one for each
# decoder: each costs one clear error in under 10 s and leaves the other source and the last good
# values alone.
# Runs alone: it measures time and fills the memory.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
add_pair steady
for format in xlsx pdf json html xml csv text; do
	cat >>"$config" <<END
[source $format]
title = test source $format
url = http://127.0.0.1:$port/bomb.$format
format = $format
every = 1m

[indicator $format]
title = test indicator $format
unit = 人
frequency = fiscal-year
better = higher
source = $format
layout = $([ "$format" = text ] && echo text || echo long)
value = $([ "$format" = text ] && echo '(?<period>\d{4}年度)(?:あ*)+人(?<value>\d+)' || echo 人数)

END
	"$root/build/bomb" "$format" >"$served/bomb.$format"
done
write_values "$served/steady.csv" 2001 1

while read -r format pattern; do
	began=$(date +%s)
	run "$format: exit status" 65 collect "$format"
	took=$(($(date +%s) - began))
	has "$format: the report says why" "^$format +failed +0 +0 +0 .*$pattern" "$work/out"
	same "$format: one line about it" 1 "$(grep -c "^$format " "$work/out")"
	holds "$format: under 10 s (it took $took)" test "$took" -lt 10
	same "$format: nothing was recorded" '' "$(values "$format")"
done <<'END'
xlsx (unpacks|larger|more than|ratio|times)
pdf (took too long|not done|processor time|larger|memory|words)
json inside each other
html (deep|nest|depth)
xml (entit|no XML)
csv (cell|quote|larger)
text (match|limit|no match|nothing)
END
run 'the other source' 0 collect steady
same 'the other source: its value' 'FY2001,1' "$(values steady)"
run 'verify' 0 verify
finish
