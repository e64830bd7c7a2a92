#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 04: a publisher revises its figures: both versions are kept, the old one can be asked for, and
# only what depends on the figure is made anew.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

publish "$served"
write_site
add_pair revised
add_pair other
cat >>"$config" <<END
[graph revised-graph]
title = test graph
rrdgraph = DEF:v=revised:LAST LINE1:v#000000

[graph other-graph]
title = test graph
rrdgraph = DEF:v=other:LAST LINE1:v#000000
END
write_values "$served/revised.csv" 2018 100 2019 110
write_values "$served/other.csv" 2018 7 2019 8
export SHIHYO_NOW=2026-03-01T09:00:00+09:00
run 'first version' 0 collect
has 'first version: counts' '4 added, 0 revised.* made: 2 RRDs, 4 charts, ' "$work/out"
print_caches >"$work/before"

# changed: the names of the caches that are not as before.
changed() {
	print_caches >"$work/after"
	diff "$work/before" "$work/after" | sed -nE 's/^> .*[ /]([^/ ]+)$/\1/p' | sort -u | tr '\n' ' '
}

write_values "$served/revised.csv" 2018 100 2019 115 2020 120
export SHIHYO_NOW=2026-03-05T09:00:00+09:00
run 'revision' 0 collect
has 'revision: counted for its source' '^revised +read +1 +1 +1$' "$work/out"
has 'revision: nothing of the other' '^other +unchanged +0 +0 +0' "$work/out"
has 'revision: the report' '1 added, 1 revised.* made: 1 RRDs, 3 charts, ' "$work/out"
# other-graph: the axis of librrd's graphs ends today
same 'revision: made anew is only what shows it' \
	'other-graph.png revised-graph.png revised.png revised.rrd revised.thumbnail.dark@2x.png revised.thumbnail@2x.png revised@2x.png ' "$(changed)"
same 'revision: the values now' 'FY2018,100 FY2019,115 FY2020,120 ' \
	"$(values revised | tr '\n' ' ')"
run 'revision: verify' 0 verify
same 'revision: the RRD has the new value on the last day of the year' 1 \
	"$(rrdtool dump "$state/rrd/revised.rrd" | grep -cE ' / 1585699200 --> <row><v> *1\.150*e\+02')"

run 'vintages' 0 show revised --vintages --json
same 'vintages: both, with when' \
	'FY2018|100|2026-03-01T00:00:00Z FY2019|110|2026-03-01T00:00:00Z FY2019|115|2026-03-05T00:00:00Z FY2020|120|2026-03-05T00:00:00Z ' \
	"$(json "$work/out" "SELECT o.value ->> 'period', o.value ->> 'value',
	o.value ->> 'recorded_at' FROM j, json_each(j, '\$.observations') o" | tr '\n' ' ')"
same 'vintages: each from its own document' 2 "$(json "$work/out" "SELECT
	count(DISTINCT o.value ->> 'document') FROM j, json_each(j, '\$.observations') o")"
json "$work/out" "SELECT o.value ->> 'document' FROM j, json_each(j, '\$.observations') o" |
	sort -u >"$work/documents"
while read -r document; do
	same "vintages: document $(echo "$document" | cut -c1-8) is kept" "$document" \
		"$(zcat "$state/documents/$document.gz" | sha256sum | cut -d' ' -f1)"
done <"$work/documents"
run 'vintages as a table' 0 show revised --vintages
has 'vintages as a table: the old' '^FY2019 +110 .*2026-03-01 09:00 +revised' "$work/out"
has 'vintages as a table: the new' '^FY2019 +115 .*2026-03-05 09:00 +revised' "$work/out"

# as_of DATE EXPECTED
as_of() {
	same "as of $1" "$2" \
		"$(get show revised --as-of "$1" --csv | sed -e 1d -e 's/,[^,]*$//' | tr '\n' ' ')"
}

as_of 1970-01-01T00:00:00Z ''
as_of 1969-12-31 ''
as_of 2026-02-28 ''
as_of 2026-02-28T23:59:59Z ''
as_of 2026-03-01T08:59:59+09:00 ''
as_of 2026-03-01T09:00:00+09:00 'FY2018,100 FY2019,110 '
as_of 2026-03-01 'FY2018,100 FY2019,110 '
as_of 2026-03-04 'FY2018,100 FY2019,110 '
as_of 2026-03-05T08:59 'FY2018,100 FY2019,110 '
as_of 2026-03-05 'FY2018,100 FY2019,115 FY2020,120 '
as_of 2030-01-01 'FY2018,100 FY2019,115 FY2020,120 '
run 'as of no date' 64 show revised --as-of yesterday
has 'as of no date: what was expected' 'yesterday.*expected' "$work/err"
run 'as of a day that is none' 64 show revised --as-of 2026-02-30
run 'vintages known at a date' 0 show revised --vintages --as-of 2026-03-01 --csv
same 'vintages known at a date: not those after it' 'FY2018,100,final, FY2019,110,final, ' \
	"$(sed 1d "$work/out" | cut -d, -f1-4 | tr '\n' ' ')"

# The same number written otherwise is no revision, a preliminary figure does not replace an exact
# one, a status alone does count, and a row that vanished stays known.
printf '試験用のデータ\n年度,人数（人）,区分\n2019年度,115.0,\n2020年度,119,速報値\n2021年度,130,速報値\n' \
	>"$served/revised.csv"
export SHIHYO_NOW=2026-03-06T09:00:00+09:00
run 'a preliminary figure' 0 collect revised
has 'a preliminary figure: counts' '^revised +read +1 +0 +1 +1$' "$work/out"
has 'a preliminary figure: what was set aside, and why' \
	'^revised: 1 set aside, such as revised FY2020 119 \(preliminary\): a final or more exact figure' "$work/out"
get show revised --csv >"$work/csv"
has 'a preliminary figure: kept as such' '^FY2021,130,preliminary$' "$work/csv"
has 'a preliminary figure: not in the place of an exact one' '^FY2020,120,final$' "$work/csv"
get show revised --vintages --csv >"$work/csv-all"
has 'a preliminary figure: a vintage all the same' '^FY2020,119,preliminary,,,less exact,2026-03-06T00:00:00Z,revised,,$' "$work/csv-all"
has 'vintages as CSV: by how much each revised' '^FY2019,115,final,,5,,2026-03-05T00:00:00Z,revised,,$' "$work/csv-all"
run 'a preliminary figure: as a table' 0 show revised --vintages
has 'a preliminary figure: set aside' '^FY2020 +119 +preliminary, set aside \(a final or more exact figure is known\) ' "$work/out"
has 'vintages as a table: by how much, in per cent too' '^FY2019 +115 +.5, .4\.5% +2026-03-05 ' "$work/out"
run 'a preliminary figure: status' 0 status
get status --json >"$work/status.json"
same 'a preliminary figure: status as JSON' 'revised FY2020 119 preliminary less exact' \
	"$(json "$work/status.json" "SELECT j ->> '\$.set_aside[0].indicator', j ->> '\$.set_aside[0].period', j ->> '\$.set_aside[0].value',
		j ->> '\$.set_aside[0].status', j ->> '\$.set_aside[0].reason' FROM j" | tr '|' ' ')"
run 'a preliminary figure: status once more' 0 status
has 'a preliminary figure: status does not hide it' '^set aside revised FY2020 119 \(preliminary\): a final' "$work/out"
run 'a preliminary figure: as JSON' 0 show revised --vintages --json
same 'a preliminary figure: JSON says so too' 'FY2020|119' "$(json "$work/out" "SELECT o.value ->> 'period',
	o.value ->> 'value' FROM j, json_each(j, '\$.observations') o WHERE o.value ->> 'aside'")"
run 'a preliminary figure: read anew' 0 collect revised --force --json
same 'a preliminary figure: told again, not recorded again' '1|FY2020|119|preliminary|less exact|1' \
	"$(json "$work/out" "SELECT s.value ->> 'kept', s.value ->> '\$.kept_first.period',
	s.value ->> '\$.kept_first.value', s.value ->> '\$.kept_first.status',
	s.value ->> '\$.kept_first.reason' FROM j, json_each(j, '\$.sources') s")|$(sql \
		'SELECT count(*) FROM observation WHERE aside')"
has 'a row that vanished stays known' '^FY2018,100,' "$work/csv"
sed -i '/2021/s/速報値/確報/' "$served/revised.csv"
run 'a status alone' 0 collect revised
has 'a status alone: revised' '^revised +read +0 +1 ' "$work/out"

# Back to the old figure: a third version, not the first one again.
write_values "$served/revised.csv" 2019 110 2020 120 2021 130
export SHIHYO_NOW=2026-03-07T09:00:00+09:00
run 'back to the old figure' 0 collect revised
has 'back to the old figure: counted' '^revised +read +0 +1 +2$' "$work/out"
same 'back to the old figure: three versions' '110 115 110 ' \
	"$(get show revised --vintages --csv | sed -n 's/^FY2019,\([^,]*\),.*/\1/p' | tr '\n' ' ')"
as_of 2026-03-06 'FY2018,100 FY2019,115 FY2020,120 FY2021,130 '
run 'verify at the end' 0 verify
same 'the ledger refuses to forget' 1 "$(sqlite3 "$state/ledger.db" 'DELETE FROM observation' 2>&1 |
	grep -c 'append only')"
same 'the ledger refuses to rewrite' 1 "$(sqlite3 "$state/ledger.db" \
	"UPDATE observation SET value = '1'" 2>&1 | grep -c 'append only')"

id=$(sqlite3 -readonly "$state/ledger.db" 'SELECT id FROM indicator WHERE revision > 0 ORDER BY number LIMIT 1')
run 'as of a day before anything was known' 0 show "$id" --as-of 1999-12-31
same 'as of a day before anything was known: only the head' 1 "$(wc -l <"$work/out")"
has 'as of a day before anything was known: since when' \
	"^shihyo: nothing was known of $id by 1999-12-31: its first values were recorded 20[0-9-]* [0-9:]*$" "$work/err"
run 'as of a day before anything was known: CSV' 0 show "$id" --as-of 1999-12-31 --csv
same 'as of a day before anything was known: CSV: only the head' 'period,value,status' "$(cat "$work/out")"

# --- what was changed in the configuration is used by the next cycle, due or not ---

rm -rf "$state" "$site"
write_site
add_pair changed
sed -i 's/^every = 1m/every = 30d/' "$config"
printf '年度,人数（人）,世帯（人）\n2020年度,1,7\n' >"$served/changed.csv"
printf '年度,人数（人）,世帯（人）\n2020年度,1,9\n' >"$served/moved.csv"
run 'changed: first' 0 collect
run 'changed: not due' 0 collect
same 'changed: nothing is fetched' 1 "$(requests '^GET /changed.csv ')"
sed -i 's/^value = 人数/value = 世帯/' "$config"
run 'changed: another column' 0 collect
same 'changed: is read at once' 'FY2020,7' "$(values changed)"
run 'changed: and then not due again' 0 collect
same 'changed: once' 2 "$(requests '^GET /changed.csv ')"
sed -i 's|/changed\.csv|/moved.csv|' "$config"
run 'changed: another address' 0 collect
same 'changed: the value there' 'FY2020,9' "$(values changed)"

finish
