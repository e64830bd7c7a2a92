#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 46: what was known and done is found again: after a rename, a change of unit or of frequency, an
# import, a lost journal; and what cannot have been is refused. All figures are made up.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

publish "$served"

# indicators SECTIONS: the configuration, anew.
indicators() {
	write_site
	cat >>"$config"
}

by_hand='unit = 人
better = higher'
head='period,start,end,value,unit,status,aside,recorded_at,published,source,rank,document,who,cell,note,embargo'

# --- periods as documents print them ---

indicators <<END
[indicator monthly]
title = months
frequency = monthly
$by_hand
[indicator daily]
title = days
frequency = daily
$by_hand
[indicator fiscal]
title = years
frequency = fiscal-year
$by_hand
END
run 'an era' 0 record monthly 令和7年3月 1
run 'an era in short' 0 record monthly R7.4 2
run 'a day with slashes' 0 record daily 2026/1/9 3
run 'a fiscal year' 0 record fiscal 令和6年度 4
printf 'period,value\n2025年5月,5\n' >"$work/eras.csv"
run 'an era in a file' 0 import monthly "$work/eras.csv"
same 'the periods that were meant' '2025-03 2025-04 2025-05 ' \
	"$(get show monthly --csv | sed -n '2,$s/,.*//p' | tr '\n' ' ')"
run 'a day for a month' 64 record monthly 2026/1/9 3
has 'a day for a month: what is expected' 'expected a month such as' "$work/err"
run 'a year for a fiscal year' 64 record fiscal 2024年 3
run 'as of a month' 0 show monthly --as-of 2026-03
has 'as of a month: its end' '^2025-03 ' "$work/out"
run 'as of a month before' 0 show monthly --as-of 2026-02
lacks 'as of a month before' '^2025-03 ' "$work/err"
run 'as of a day with slashes' 0 show monthly --as-of 2026/3/1
run 'as of no date' 64 show monthly --as-of soon
run 'why, as it is printed' 0 why monthly R7.4
has 'why, as it is printed: the month' '2025-04' "$work/out"
run 'why, nothing' 0 why monthly 2025-12
same 'why, nothing: no empty head' '' "$(cat "$work/out")"

# --- imports of what cannot have been ---

# version RECORDED PUBLISHED
version() {
	printf '%s\n%s\n' "$head" \
		"2025-06,2025-06-01,2025-07-01,7,人,final,false,$1,$2,,0,,tester,," >"$work/version.csv"
}
version 2031-01-01T00:00:00Z ''
run 'recorded in the future' 65 import monthly "$work/version.csv"
has 'recorded in the future: where' 'version.csv:2: recorded_at 2031-01-01T00:00:00Z: that is later' "$work/err"
version 1970-01-01T00:00:00Z ''
run 'recorded before its period' 65 import monthly "$work/version.csv"
has 'recorded before its period: where' 'version.csv:2: .*before the period begins .2025-06-01' "$work/err"
version 2025-07-10T00:00:00Z 2025-08-01
run 'recorded before it was published' 65 import monthly "$work/version.csv"
has 'recorded before it was published: where' 'version.csv:2: published 2025-08-01' "$work/err"
version 2025-07-10T00:00:00Z 2025-07-01
run 'recorded when it could be' 0 import monthly "$work/version.csv"
printf 'period,value\n2025-07,"1"2\n' >"$work/quote.csv"
run 'text behind a closing quote' 65 import monthly "$work/quote.csv"
has 'text behind a closing quote: where' 'quote.csv:2: .*"1"2' "$work/err"

# --- an imported value has no document here ---

hash=$(printf '%064d' 7)
printf '%s\n%s\n' "$head" \
	"2025-08,2025-08-01,2025-09-01,8,人,final,false,2025-09-10T00:00:00Z,,office,0,$hash,,8," >"$work/from.csv"
run 'a version with a document' 0 import monthly "$work/from.csv"
run 'a version with a document: why' 0 why monthly 2025-08
has 'a version with a document: never here' 'imported, its document is not kept here' "$work/out"
lacks 'a version with a document: not let go' 'let go|0 bytes' "$work/out"
run 'a version with a document: for programs' 0 why monthly 2025-08 --json
same 'a version with a document: not here' 'not here' "$(json "$work/out" \
	"SELECT json_extract(j, '\$.vintages[0].place.found') FROM j")"

run 'a version with a document: replay' 0 replay -n
has 'a version with a document: replay tells that it is not here' \
	'^1 documents of imported values were never here' "$work/out"
run 'record for programs' 0 record monthly 2025-09 9 --json
same 'record for programs' '1|0|' "$(json "$work/out" \
	"SELECT json_extract(j, '\$.added'), json_extract(j, '\$.kept'), json_extract(j, '\$.first') FROM j")"
run 'import for programs' 0 import monthly "$work/eras.csv" --json
has 'import for programs' '"same":1' "$work/out"

# --- withdrawn ---

run 'withdrawn by hand' 0 record monthly R7.4 --status missing
run 'withdrawn: why' 0 why monthly R7.4
has 'withdrawn: why says so' '^stands +withdrawn' "$work/out"

# --- exports ---

run 'an export to standard output' 64 export -o -
has 'an export to standard output: why not' 'a folder' "$work/err"
run 'an export' 0 export -o "$work/open"
same 'an export: nothing to tell' '' "$(cat "$work/err")"
printf 'period,value\n' >"$work/open/own.csv"
run 'an export of one' 0 export -o "$work/open" daily
has 'an export of one: the others are told' 'fiscal.csv and 1 more of exports of before' "$work/err"
run 'an export of one, the rest taken away' 0 export -o "$work/open" --prune daily
same 'an export of one: what is left' 'daily.csv datapackage.json own.csv ' \
	"$(find "$work/open" -type f -printf '%f\n' | sort | tr '\n' ' ')"

# --- renamed, and renamed again ---

indicators <<END
[indicator months]
title = months
frequency = monthly
was = monthly
$by_hand
END
run 'renamed: an export before a cycle' 0 export -o "$work/renamed" months
same 'renamed: an export before a cycle has all' 6 "$(sed -n '2,$p' "$work/renamed/months.csv" | wc -l)"
run 'renamed: show' 0 show months
has 'renamed: show' '^2025-03 ' "$work/out"
run 'renamed: why' 0 why months 2025-03
has 'renamed: why' '^stands +1 ' "$work/out"
run 'renamed: verify' 65 verify
run 'renamed: verify --repair' 0 verify --repair
has 'renamed: verify --repair takes it over' '^months: .*mended' "$work/out"
run 'renamed: a cycle' 0 collect
indicators <<END
[indicator newest]
title = months
frequency = monthly
was = monthly
$by_hand
END
run 'renamed again, by the first id' 0 check-config
has 'renamed again: what is left' 'a history of daily, which no .indicator. names' "$work/out"
run 'renamed again: a cycle' 0 collect
run 'renamed again: nothing is lost' 0 show newest
has 'renamed again: nothing is lost' '^2025-03 ' "$work/out"

# --- another unit ---

sed 's/人/千人/' "$config" >"$work/thousands" && cp "$work/thousands" "$config"
run 'another unit' 0 migrate newest -f 0.001 --note 'the office counts in thousands'
run 'another unit: why' 0 why newest 2025-03
has 'another unit: as it was recorded' '^converted +recorded as 1, in the unit of before' "$work/out"
has 'another unit: who, when and why' '^changed .*unit 人 -> 千人, times 0.001: the office counts' "$work/out"
run 'another unit: show' 0 show newest --vintages
has 'another unit: show tells it' '^changed .*times 0.001' "$work/out"

# --- another frequency ---

sed 's/^frequency = .*/frequency = fiscal-year/' "$config" >"$work/years" && cp "$work/years" "$config"
run 'another frequency' 0 migrate newest --start-anew
run 'another frequency: nothing stands' 0 show newest
has 'another frequency: where the rest is' 'monthly periods, too .--frequency monthly' "$work/err"
run 'another frequency: shown' 0 show newest --frequency monthly --vintages
has 'another frequency: shown' '^2025-03 +0.001' "$work/out"
run 'another frequency: why' 0 why newest 2025-03
has 'another frequency: why' '^stands +0.001' "$work/out"
run 'another frequency: no such one' 64 show newest --frequency hourly
run 'another frequency: exported' 0 export -o "$work/all" --vintages newest
has 'another frequency: exported' '^2025-03,' "$work/all/newest.csv"
rm -r "$state"
run 'another frequency: imported' 0 import newest "$work/all/newest.csv"
run 'another frequency: exported again' 0 export -o "$work/again" --vintages newest
same_files 'another frequency: the same again' "$work/all/newest.csv" "$work/again/newest.csv"

# --- the journal ---

printf '年月,件\n2025年4月,1\n2025年5月,2\n' >"$served/s.csv"
indicators <<END
[source s]
url = http://127.0.0.1:$port/s.csv
format = csv
every = 1m
[source later]
url = http://127.0.0.1:$port/later.csv
format = csv
every = 1m
[indicator cases]
title = cases
unit = 件
frequency = monthly
better = higher
source = s
value = 件
[indicator nothing]
title = none yet
unit = 件
frequency = monthly
better = higher
source = later
value = 件
END
run 'a document' 0 collect s
run 'verify' 0 verify
rm "$state/documents/journal"
run 'a journal that is gone' 65 verify
has 'a journal that is gone: told' '^documents/journal: of what the ledger knows it lacks 1 ' "$work/out"
run 'a journal that is gone: for programs' 65 verify --json
has 'a journal that is gone: for programs' '"kind":"journal","about":"documents/journal"' "$work/out"
run 'a journal that is gone: repair' 0 verify --repair
has 'a journal that is gone: repair' '^documents/journal: .*mended' "$work/out"
echo garbage >>"$state/documents/journal"
run 'a line that is none' 0 verify
has 'a line that is none: told' '^documents/journal: 1 of its lines cannot be read .no harm' "$work/out"
run 'a source without a document is not made again' 0 replay
lacks 'a source without a document is not made again' '^later .*made again' "$work/out"
rm "$state/documents/journal"
run 'a cycle' 0 record cases 2025-06 3
has 'a cycle writes the journal anew' "s.csv" "$state/documents/journal"
rm "$state"/ledger.db*
run 'a lost ledger is made again' 0 replay
same 'a lost ledger is made again: its figures' '2' "$(get show cases --csv | sed -n '2,$p' | wc -l)"
sed 's/^unit = 件/unit = 百件/;/^\[indicator nothing/,$d' "$config" >"$work/hundreds" && cp "$work/hundreds" "$config"
run 'another unit: the journal says so' 0 migrate cases -f 0.01
rm "$state/documents/journal"
run 'a journal that is gone: the unit too' 65 verify
has 'a journal that is gone: the unit too' 'of what the ledger knows it lacks 2 ' "$work/out"
run 'a journal that is gone: repair' 0 verify --repair
has 'a journal that is gone: the unit is said again' 'migrated.cases.migrate: unit 件 -> 百件' "$state/documents/journal"
rm "$state"/ledger.db*
run 'a lost ledger, after a change of unit' 65 replay
has 'a lost ledger, after a change of unit: not read in that of today' \
	'before its unit was changed' "$work/out"

finish
