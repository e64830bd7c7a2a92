#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 03: publishers at their worst. For each fault: the other source is collected, the exit status
# fits, status says what failed and since when, the last good values stay, nothing wrong is
# recorded, and when the publisher has recovered all is well again.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

publish "$served"
write_site
add_pair steady
add_shaky "http://127.0.0.1:$port/flaky/shaky.csv" 300ms
year=1975
write_values "$served/steady.csv" 1975 1
write_values "$served/shaky.csv" 2018 100 2019 110
export SHIHYO_NOW=2026-03-01T00:00:00Z
run 'at first all is well' 0 collect
values shaky >"$work/good"
same 'at first: the values' 'FY2018,100 FY2019,110' "$(tr '\n' ' ' <"$work/good" | sed 's/ $//')"

# Each case has its own hour, and the steady source a new value, so that both are seen.
hour=0
pass() {
	hour=$((hour + 1))
	day=$((1 + hour / 24))
	SHIHYO_NOW=$(printf '2026-03-%02dT%02d:00:00Z' "$day" $((hour % 24)))
	since=$(TZ=Asia/Tokyo date -d "$SHIHYO_NOW" '+%Y-%m-%d %H:%M')
	export SHIHYO_NOW
}

later() {
	pass
	year=$((year + 1))
	write_values "$served/steady.csv" 1975 1 "$year" "$hour"
}

# kind STATUS: what is said of the source.
kind() {
	case "$1" in
	69) echo 'could not be fetched' ;;
	*) echo 'fetched, but not read in full' ;;
	esac
}

# after NAME STATUS PATTERN: collects and looks at everything that must hold after the fault.
after() {
	run "$1: exit status" "$2" collect
	has "$1: the report says why" "^shaky +failed +0 +0 +0 +$(kind "$2"): .*$3" "$work/out"
	has "$1: the other source is collected" '^steady +read +1 ' "$work/out"
	same "$1: the other source's value" "FY$year,$hour" "$(values steady | grep "FY$year")"
	values shaky >"$work/now"
	same_files "$1: the last good values stay" "$work/good" "$work/now"
	run "$1: status" 0 status
	has "$1: status says what and since when" "^source shaky \(since $since, [0-9]+ times\): $(kind "$2"): .*$3" "$work/out"
	lacks "$1: status has nothing against the other" '^source steady' "$work/out"
	run "$1: status --json" 0 status --json
	same "$1: status --json" "steady|;shaky|$SHIHYO_NOW" "$(json "$work/out" "SELECT
		group_concat((s.value ->> 'id') || '|' || ifnull(s.value ->> 'failing_since', ''), ';')
		FROM j, json_each(j, '\$.sources') s")"
	run "$1: check warns" 1 check shaky
}

# recovered NAME: the publisher answers again.
recovered() {
	pass
	run "$1: recovery" 0 collect
	run "$1: status after it" 0 status
	lacks "$1: nothing fails any more" '^source ' "$work/out"
	values shaky >"$work/now"
	same_files "$1: the values after it" "$work/good" "$work/now"
}

# Faults of the transfer: the publisher's own. Only the slow ones need a short limit.
while read -r fault pattern; do
	echo "$fault" >"$served/shaky.csv.fault"
	case "$fault" in
	slow* | hang) sed -i 's/^timeout = 10s/timeout = 300ms/' "$config" ;;
	*) sed -i 's/^timeout = 300ms/timeout = 10s/' "$config" ;;
	esac
	later
	after "$fault" 69 "$pattern"
	rm "$served/shaky.csv.fault"
	recovered "$fault"
done <<'END'
404 404
500 500
503 503
slow/2000 (300 ms|no answer)
hang (300 ms|no answer)
truncate ended early
loop [Rr]edirect
file (file|http)
endless (larger|limit|65536|64K|max_bytes)
gzipcut compressed transfer ended early
gzipbomb (larger|limit|65536|64K|max_bytes)
END

# Answers that are no such document.
while read -r fault pattern; do
	echo "$fault" >"$served/shaky.csv.fault"
	later
	after "$fault" 65 "$pattern"
	rm "$served/shaky.csv.fault"
	recovered "$fault"
done <<'END'
html HTML
empty empty
END

# Documents that are not what they were.
cp "$served/shaky.csv" "$work/shaky.csv"
while IFS='|' read -r name pattern text; do
	# shellcheck disable=SC2059  # the text has line ends
	printf "$text" >"$served/shaky.csv"
	later
	after "$name" 65 "$pattern"
	cp "$work/shaky.csv" "$served/shaky.csv"
	recovered "$name"
done <<'END'
no column of values|人数|試験用のデータ\n年度,件数\n2018年度,7\n2019年度,8\n
no column of periods|no column holds|試験用のデータ\n地域,人数（人）\n甲,7\n乙,8\n
only a head|no column|試験用のデータ\n年度,人数（人）\n
another encoding|UTF-16LE|\377\376\000\330\000\330\000\330
a PDF|is a PDF|%%PDF-1.7\n%%test data\n
END

# Bytes that cannot be kept, since a folder stands where their file should be.
write_values "$served/shaky.csv" 2018 100 2019 111
in_the_way=$state/documents/$(sha256sum <"$served/shaky.csv" | cut -d' ' -f1).gz
mkdir -p "$in_the_way/x"
later
after 'not kept' 74 'the document cannot be kept: .*documents'
cp "$work/shaky.csv" "$served/shaky.csv"
recovered 'not kept'
rm -r "$in_the_way"

# A value that is no number: the other rows may count, this one must not.
write_values "$served/shaky.csv" 2018 100 2019 百十人くらい 2020 120
later
run 'no number: exit status' 65 collect
values shaky >"$work/now"
has 'no number: the cell and its place are named' '百十人くらい' "$work/out"
has 'no number: the row is named' '(row|line|行) *4|4 *行|:4' "$work/out"
has 'no number: the last good value stays' '^FY2019,110$' "$work/now"
run 'no number: status' 0 status
one='read, but 1 cell was not understood; the first: .*百十人くらい'
has 'no number: status says so' "^source shaky \(since $since, 1 times\): $one" "$work/out"
run 'no number: check' 1 check shaky
has 'no number: check says so' "^source shaky: $one" "$work/out"
sed -i 's/^language = en/language = ja/' "$config"
run 'no number: status in Japanese' 0 status
has 'no number: status in Japanese: it was fetched' \
	"^出典 shaky（$since.*）: 読み取りましたが、分からないセルが1件あります。最初のもの: .*百十人くらい" "$work/out"
sed -i 's/^language = ja/language = en/' "$config"
write_values "$served/shaky.csv" 2018 100 2019 百十人くらい 2020 百二十人くらい
later
run 'two are no numbers' 65 collect
two='read, but 2 cells were not understood; the first: .*百十人くらい'
all='shihyo collect --dry-run --json shaky'
has 'two are no numbers: the report says so' "^shaky +partly .*$two.*\\(all: $all\\)" "$work/out"
run 'two are no numbers: status' 0 status
has 'two are no numbers: status says so' "^source shaky \\(since .*, 2 times\\): $two.*\\(all: $all\\)" "$work/out"
run 'two are no numbers: all' 65 collect --dry-run --json shaky
same 'two are no numbers: all are there' '2|1|1' "$(json "$work/out" "SELECT s.value ->> 'problems',
	instr(s.value ->> '\$.unread[0]', '百十人') > 0, instr(s.value ->> '\$.unread[1]', '百二十人') > 0
	FROM j, json_each(j, '\$.sources') s")"
write_values "$served/shaky.csv" 2018 100 2019 110 2020 120
later
run 'no number: recovery' 0 collect
same 'no number: all values' 'FY2018,100 FY2019,110 FY2020,120 ' "$(values shaky | tr '\n' ' ')"

# One of several documents of a source: the others count, and it alone is asked for sooner.
cat >>"$config" <<END

[source pages]
title = test source pages
url = http://127.0.0.1:$port/page-1.csv http://127.0.0.1:$port/page-2.csv
    http://127.0.0.1:$port/page-3.csv
format = csv
every = 1d

[indicator pages]
title = test indicator pages
unit = 人
frequency = fiscal-year
better = higher
source = pages
value = 人数
END
write_values "$served/page-1.csv" 2018 1
write_values "$served/page-3.csv" 2020 3
later
run 'a page is missing: exit status' 69 collect
has 'a page is missing: one line, which names it' \
	'^pages +partly +2 +0 +0 .*/page-2\.csv: .*404' "$work/out"
same 'a page is missing: the others count' 'FY2018,1 FY2020,3 ' "$(values pages | tr '\n' ' ')"
run 'a page is missing: status' 0 status
has 'a page is missing: status names it' \
	"^source pages \(since $since, [0-9]+ times\): could not be fetched: .*/page-2\.csv: .*404" "$work/out"
write_values "$served/page-2.csv" 2019 2
later
run 'the page is there: exit status' 0 collect
has 'the page is there: its value' '^pages +read +1 +0 +0' "$work/out"
same 'the page is there: only it was asked for' '1 2 1' "$(for page in 1 2 3; do
	requests "^GET /page-$page\.csv "
done | tr '\n' ' ' | sed 's/ $//')"
run 'the page is there: status' 0 status
lacks 'the page is there: nothing fails' '^source pages' "$work/out"

# An implausible value is held, and that is no failure of the source.
write_values "$served/shaky.csv" 2018 100 2019 110 2020 120 2021 2000000
later
run 'out of range: exit status' 65 collect
has 'out of range: said so' '2,?000,?000' "$work/out"
same 'out of range: not recorded' 0 "$(sql "SELECT count(*) FROM observation WHERE value = '2000000'")"

# A port where nobody listens; by name, so that the whole status is seen. The port is free
# because its publisher has just ended.
"$publisher" --port 0 --print-port "$served" >"$work/other.log" &
other=$!
wait_for 10 test -s "$work/other.log"
closed=$(head -n 1 "$work/other.log")
kill "$other"
wait "$other"
sed -i "s|http://127.0.0.1:$port/flaky/shaky.csv|http://127.0.0.1:$closed/shaky.csv|" "$config"
values shaky >"$work/good"
later
run 'refused: exit status' 69 collect
has 'refused: said so' "^shaky +failed +0 +0 +0 .*(refused|connect)" "$work/out"
has 'refused: the other source is collected' '^steady +read +1 ' "$work/out"
values shaky >"$work/now"
same_files 'refused: the last good values stay' "$work/good" "$work/now"

# A name that no server has.
sed -i "s|http://127.0.0.1:$closed/shaky.csv|http://no-such-host.invalid/shaky.csv|" "$config"
later
run 'unknown host: exit status' 69 collect
has 'unknown host: named' 'no-such-host\.invalid' "$work/out"

# Failures add up and keep their beginning; a source that fails is asked again within the hour.
same 'failures are counted since the first' 2 "$(sql "SELECT failures FROM health
	WHERE source = 'shaky'")"
same 'no period was ever recorded that no document had' 0 "$(sql "SELECT count(*) FROM observation o
	JOIN indicator i ON i.number = o.indicator WHERE i.id = 'shaky'
	AND o.value NOT IN ('100', '110', '120')")"
same 'the ledger is whole' ok "$(sql 'PRAGMA integrity_check')"
run 'verify' 0 verify
same 'no temporary file remains' '' "$(find "$state" "$site" -name '*.tmp-*')"

finish
