#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 20: an indicator gets another id, another unit, another frequency, another label of its years: what
# was recorded is neither lost nor mixed. All figures are test data.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
# write_config ID UNIT [LINE...]: two indicators, the first as asked for
write_config() {
	write_site
	add_pair beside
	cat >>"$config" <<END
[source zoo]
url = http://127.0.0.1:$port/zoo.csv
format = csv
every = 1m
timeout = 5s

[indicator $1]
title = test visitors
unit = $2
better = higher
source = zoo
value = 人数
END
	shift 2
	for line; do
		echo "$line" >>"$config"
	done
}
write_values "$served/zoo.csv" 2019 1000 2020 1200 2021 1500
write_values "$served/beside.csv" 2020 7
cat >"$work/rule" <<END

[alert low]
indicator = zoo
when = below 10000
END
write_config zoo 人 'frequency = fiscal-year'
cat "$work/rule" >>"$config"
run 'first' 0 collect
run 'ack' 0 alerts ack low
run 'a note by hand' 0 record zoo FY2018 900 --note 'test note'
get show zoo --vintages --csv >"$work/vintages"
get show zoo --csv >"$work/values"

# --- another id ---

write_config park 人 'frequency = fiscal-year' 'was = zoo'
sed 's/= zoo/= park/' "$work/rule" >>"$config"
run 'renamed: a reader' 0 show park
has 'renamed: a reader is told' 'shihyo.ini:[0-9]+: indicator park: .*still stands under zoo.*collect' "$work/err"
run 'renamed: check-config' 0 check-config
has 'renamed: check-config: the next cycle sees to it' 'shihyo\.ini: ok: ' "$work/out"
has 'renamed: check-config: and says so' 'still stands under zoo' "$work/out"
run 'renamed: check' 1 check
has 'renamed: check says so' 'still stands under zoo' "$work/out"
read_before=$(requests '/zoo.csv')
export SHIHYO_NOW=2026-03-01T09:00:10+09:00
run 'renamed: collect' 0 collect
same 'renamed: what was read was not read again' "$read_before" "$(requests '/zoo.csv')"
get show park --vintages --csv >"$work/found"
same_files 'renamed: every vintage' "$work/vintages" "$work/found"
same 'renamed: its alert goes on' 'low acknowledged 1' "$(get alerts history --json >"$work/a"
	json "$work/a" "SELECT a.value ->> 'id', a.value ->> 'state', count(*) FROM j, json_each(j, '\$.alerts') a" | tr '|' ' ')"
same 'renamed: RRD and charts' "beside.rrd park.rrd $(for id in beside park; do
	printf '%s ' "$id".dark.svg "$id".png "$id".svg "$id".thumbnail.dark@2x.png "$id".thumbnail@2x.png "$id".txt "$id"@2x.png
done)" \
	"$( (cd "$state/rrd" && ls; cd "$site/charts" && ls) | tr '\n' ' ')"
run 'renamed: verify' 0 verify
same 'renamed: noted' 'zoo' "$(sql 'SELECT was FROM migration')"
run 'renamed: the old id' 64 show zoo
sed -i '/^was/d' "$config"
run 'renamed: the key may go then' 0 status
has 'renamed: the key may go then: all is there' '^park .*1,500' "$work/out"
write_config zoo 人 'frequency = fiscal-year' 'was = park'
cat >>"$config" <<END
[indicator park]
title = t
unit = 人
frequency = fiscal-year
better = higher
END
run 'the old id is configured too' 78 collect
has 'the old id is configured too: said so' 'shihyo.ini:[0-9]+: was: \[indicator park\] is still there' "$work/err"

# --- another unit ---

write_config park 千人 'frequency = fiscal-year'
write_values "$served/beside.csv" 2020 7 2021 8
printf '年度,人数（千人）\n2019年度,1\n2020年度,1.2\n2021年度,1.6\n' >"$served/zoo.csv"
export SHIHYO_NOW=2026-03-01T10:00:00+09:00
print_caches | grep park >"$work/before"
run 'unit: collect' 78 collect
has 'unit: what, where, and what helps' \
	'shihyo.ini:[0-9]+: indicator park: changed: unit \(ledger: 人, configured: 千人\).*shihyo migrate park --factor N\|--rename-unit' "$work/out"
has 'unit: the others go on' 'beside +read +1 ' "$work/out"
print_caches | grep park >"$work/after"
same_files 'unit: what is drawn of it stands' "$work/before" "$work/after"
get show park --csv >"$work/found" && same_files 'unit: nothing is recorded' "$work/values" "$work/found"
run 'unit: status' 0 status
has 'unit: status shows what was recorded' '^park .* 1,500 人' "$work/out"
has 'unit: status says so' 'indicator park: changed: unit' "$work/out"
run 'unit: status as JSON' 0 status --json
same 'unit: status as JSON: which' 'park' "$(json "$work/out" "SELECT j -> '\$.refused[0]' ->> 'indicator' FROM j")"
run 'unit: check' 1 check
has 'unit: check' 'WARNING.* 1 refused' "$work/out"
run 'unit: verify' 0 verify
run 'unit: check-config' 78 check-config
has 'unit: check-config says so' 'shihyo.ini:[0-9]+: indicator park: changed: unit' "$work/out"
lacks 'unit: check-config: nothing is ok' '\bok\b' "$work/out"
has 'unit: check-config: first of all' 'shihyo\.ini: 1 of 2 indicators is not what the ledger holds' "$work/out"
run 'unit: why' 0 why park FY2021
has 'unit: why: the refusal, not that nothing is found' '^ *place .*not looked up: the configured indicator is not the one of the ledger.*migrate' "$work/out"
has 'unit: why: what changed' 'indicator park: changed: unit \(ledger: 人, configured: 千人\)' "$work/err"
run 'unit: why as JSON' 0 why park FY2021 --json
same 'unit: why as JSON: refused' refused "$(json "$work/out" "SELECT j ->> '\$.vintages[0].place.found' FROM j")"
has 'unit: why as JSON: with the reason' '"error":"[^"]*changed: unit' "$work/out"
run 'unit: chart' 0 chart park -o "$work/drawn"
has 'unit: chart says so' 'indicator park: changed: unit' "$work/err"
run 'unit: chart of two' 0 chart --compare park beside -o "$work/drawn"
has 'unit: chart of two says so' 'indicator park: changed: unit' "$work/err"
run 'unit: export' 0 export -o "$work/exported"
has 'unit: export says so' 'indicator park: changed: unit' "$work/err"
has 'unit: export has what stands' '^FY2021,.*,1500,人' "$work/exported/park.csv"
run 'unit: collect of it alone' 78 collect park
run 'unit: record' 78 record park FY2022 2
has 'unit: record says why' 'ledger: 人, configured: 千人' "$work/err"
run 'unit: record of the other' 0 record beside FY2022 2
for options in '' '--sum' '--factor 0.001 --rename-unit' '--factor x' '--factor 0' '--factor 1' \
	'--rename-unit --keep-years'; do
	# shellcheck disable=SC2086
	run "unit: migrate $options" 64 migrate park $options
done
run 'unit: migrate what did not change' 64 migrate beside --rename-unit
run 'unit: rehearsed' 0 migrate park --factor 0.001 -n
has 'unit: rehearsed: before and after' '^FY2020 +1200 +1\.2$' "$work/out"
has 'unit: rehearsed: says so' 'nothing was recorded' "$work/out"
get show park --csv >"$work/found" && same_files 'unit: rehearsed: nothing is done' "$work/values" "$work/found"
sql 'SELECT * FROM observation' >"$work/rows"
run 'unit: migrate' 0 migrate park --factor 0.001 --note 'test: thousands'
sql 'SELECT * FROM observation' >"$work/rows-after"
same_files 'unit: migrate: the rows are as they were' "$work/rows" "$work/rows-after"
same 'unit: migrate: as it was known before' 'FY2018,0.9 FY2019,1 FY2020,1.2 FY2021,1.5 ' \
	"$(get show park --as-of 2026-03-01T09:00:00+09:00 --csv | sed -e 1d -e 's/,[^,]*$//' | tr '\n' ' ')"
same 'unit: migrate: who and why' "$(id -un)|0.001|migrate: unit 人 -> 千人, times 0.001: test: thousands" \
	"$(sql 'SELECT who, factor, note FROM migration WHERE factor IS NOT NULL')"
run 'unit: migrate: verify' 0 verify
export SHIHYO_NOW=2026-03-01T11:00:00+09:00
run 'unit: collect again' 0 collect
has 'unit: collect again: compared as converted' 'zoo +read +0 +1 +2$' "$work/out"
same 'unit: collect again: the values' 'FY2018,0.9 FY2019,1 FY2020,1.2 FY2021,1.6 ' "$(values park | tr '\n' ' ')"
same 'unit: the RRD' '1.6' "$(rrdtool lastupdate "$state/rrd/park.rrd" | tail -n 1 | sed 's/.*: //')"
# --- another label of years ---

# years without 年度, which would say of themselves when they begin
sed -i 's/年度/年/' "$served/zoo.csv"
write_config park 千人 'frequency = fiscal-year' 'year = ends'
run 'year: collect' 78 collect
has 'year: collect says how' 'year \(ledger: starts, configured: ends\).*--shift-years\|--keep-years' "$work/out"
run 'year: migrate' 0 migrate park --shift-years
same 'year: migrate: the values' 'FY2017,0.9 FY2018,1 FY2019,1.2 FY2020,1.6 FY2021, ' "$(values park | tr '\n' ' ')"
run 'year: collect again' 0 collect -f
has 'year: collect again: all the same' 'zoo +read +0 +0 +3$' "$work/out"
same 'year: what moved stays of its source, and says who moved it' \
	"zoo|1200|migrate: year starts -> ends, years shifted ($(id -un))" \
	"$(sql "SELECT source, cell, note FROM observation WHERE note LIKE '%shifted%' AND value = '1200' OR
	note LIKE '%shifted%' AND value = '1.2'")"

# --- another frequency ---

cat >>"$config" <<END

[indicator monthly]
title = test monthly
unit = 件
frequency = monthly
better = higher
END
printf 'period,value\n' >"$work/months.csv"
for month in 04 05 06 07 08 09 10 11 12; do
	echo "2024-$month,${month#0}" >>"$work/months.csv"
done
printf '2025-01,1\n2025-02,2\n2025-03,3\n2025-04,4\n' >>"$work/months.csv"
run 'frequency: months' 0 import monthly "$work/months.csv"
sed -i 's/^unit = 件/unit = cases/' "$config"
run 'another name of the unit' 78 collect
run 'another name of the unit: migrate' 0 migrate monthly --rename-unit --json
same 'another name of the unit: nothing changes' 13 \
	"$(json "$work/out" "SELECT count(*) FROM j, json_each(j, '\$.before') b JOIN json_each(j, '\$.after') a ON a.value = b.value")"
run 'another name of the unit: collect' 0 collect
sed -i 's/^frequency = monthly/frequency = fiscal-year/' "$config"
run 'frequency: collect' 78 collect
has 'frequency: collect says how' 'frequency \(ledger: monthly, configured: fiscal-year\).*--start-anew\|--sum\|--mean\|--last' "$work/out"
run 'frequency: why, by the configuration' 78 why monthly FY2024
has 'frequency: why, by the configuration: the refusal' 'frequency \(ledger: monthly, configured: fiscal-year\)' "$work/err"
run 'frequency: why, by what stands' 0 why monthly 2024-05
has 'frequency: why, by what stands: says so too' 'frequency \(ledger: monthly, configured: fiscal-year\)' "$work/err"
run 'frequency: why of neither' 64 why monthly 2024-Q2
run 'frequency: rehearsed' 0 migrate monthly --sum -n
has 'frequency: rehearsed: computed' '^FY2024 +78$' "$work/out"
has 'frequency: rehearsed: left out' 'not computed.*: FY2025' "$work/out"
run 'frequency: the mean' 0 migrate monthly --mean
same 'frequency: the mean: value' 'FY2024,6.5' "$(values monthly)"
run 'frequency: the mean: shown' 0 show monthly
has 'frequency: the mean: who and how' "by hand \\($(id -un)\\).*migrate: frequency monthly -> fiscal-year, means" "$work/out"
run 'frequency: verify' 0 verify
sed -i '/^\[indicator monthly\]/,$s/^frequency = fiscal-year/frequency = quarterly/' "$config"
run 'frequency: shorter' 64 migrate monthly --sum
has 'frequency: shorter: says what' 'expected --start-anew' "$work/err"
run 'frequency: anew' 0 migrate monthly --start-anew
same 'frequency: anew: nothing is shown' '' "$(values monthly)"
same 'frequency: anew: nothing is lost' 14 "$(sql "SELECT count(*) FROM observation WHERE indicator =
	(SELECT number FROM indicator WHERE id = 'monthly')")"
run 'frequency: a quarter' 0 record monthly 2025-Q1 5
run 'frequency: verify at the end' 0 verify
run 'collect at the end' 0 collect

# --- a daemon picks up what changed, and tells once ---

sed -i 's/^unit = 千人/unit = 百人/' "$config"
in_background "$binary" -c "$config" daemon >"$work/daemon.out" 2>"$work/daemon.err"
export SHIHYO_NOW=2026-03-01T12:00:00+09:00
holds 'daemon: tells' wait_for 10 grep -q 'indicator park: changed: unit' "$work/daemon.err"
kill "$background"
wait "$background" 2>/dev/null
same 'daemon: once' 1 "$(grep -c 'indicator park: changed: unit' "$work/daemon.err")"
finish
