#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 05: values entered by hand: record and import.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

write_site
cat >>"$config" <<END
[indicator share]
title = test share
unit = ％
decimals = 1
frequency = fiscal-year
better = higher
minimum = 0
maximum = 100

[indicator monthly]
title = test monthly
unit = 件
frequency = monthly
better = lower
minimum = -50
END
cat >>"$config" <<END

[indicator plain]
title = test plain
unit = ％
frequency = fiscal-year
better = higher
END
for kind in daily:日 weekly:週 quarterly:期 calendar-year:年; do
	cat >>"$config" <<END

[indicator ${kind%%:*}]
title = test ${kind%%:*}
unit = 件
frequency = ${kind%%:*}
better = neutral
END
done

run 'record' 0 record share FY2023 36.4 --note 'test note, with a comma'
has 'record: counted' '1 added, 0 revised, 0 the same' "$work/out"
run 'record the same again' 0 record share FY2023 36.40
has 'record the same again: nothing new' '0 added, 0 revised, 1 the same' "$work/out"
export SHIHYO_NOW=2026-03-02T09:00:00+09:00
run 'record another value' 0 record share FY2023 37 --status revised
has 'record another value: a revision' '0 added, 1 revised' "$work/out"
run 'show it' 0 show share --vintages --json
same 'who and why are kept' 'FY2023|36.4|final|test note, with a comma FY2023|37|revised| ' \
	"$(json "$work/out" "SELECT o.value ->> 'period', o.value ->> 'value', o.value ->> 'status',
	o.value ->> 'note' FROM j, json_each(j, '\$.observations') o" | tr '\n' ' ')"
same 'who: the user' "$(id -un)" "$(sql 'SELECT DISTINCT who FROM observation')"
same 'who: as JSON' "$(id -un)" \
	"$(json "$work/out" "SELECT DISTINCT o.value ->> 'who' FROM j, json_each(j, '\$.observations') o")"
run 'show it to people' 0 show share
has 'who: shown' "FY2023 .* by hand \\($(id -un)\\)" "$work/out"
same 'no source, no document' 0 \
	"$(sql 'SELECT count(*) FROM observation WHERE source IS NOT NULL OR document IS NOT NULL')"
holds 'its chart is drawn' is_png "$site/charts/share.png"
has 'its page has the value' '37\.0|37' "$site/index.html"
holds 'its RRD is made' rrdtool info "$state/rrd/share.rrd"
run 'verify' 0 verify

# What nobody set places for stands everywhere as it was published.
run 'places as published' 0 record plain FY2023 12.5
run 'places as published: status' 0 status
has 'places as published: status' '^plain .*FY2023 +12\.5 ?％' "$work/out"
has 'places as published: the page' '12\.5' "$site/index.html"

# --- refused ---

sql 'SELECT * FROM observation' >"$work/before"
# refused NAME STATUS PATTERN ARGUMENTS...
refused() {
	refused_name=$1
	refused_pattern=$3
	refused_status=$2
	shift 3
	run "$refused_name: refused" "$refused_status" "$@"
	has "$refused_name: why" "$refused_pattern" "$work/err"
	sql 'SELECT * FROM observation' >"$work/after"
	same_files "$refused_name: nothing recorded" "$work/before" "$work/after"
}

refused 'a month for a year' 64 '2023-04.*expected' record share 2023-04 5
refused 'a calendar year for a fiscal year' 64 '2023.*expected' record share 2023 5
refused 'a year for a month' 64 'FY2023.*expected' record monthly FY2023 5
refused 'a month that is none' 64 '2023-13' record monthly 2023-13 5
refused 'a day that is none' 64 '2023-02-29' record daily 2023-02-29 5
refused 'a week that is none' 64 '2023-W53' record weekly 2023-W53 5
refused 'a quarter that is none' 64 '2023-Q5' record quarterly 2023-Q5 5
refused 'no period' 64 'soon' record share soon 5
refused 'an empty period' 64 'expected' record share '' 5
refused 'words for a value' 65 'many' record share FY2022 many
refused 'a value with a tail' 65 '12人' record share FY2022 12人
refused 'an exponent' 65 '1e2' record share FY2022 1e2
refused 'not a number' 65 'nan' record share FY2022 nan
refused 'an empty value' 64 'FY2022' record share FY2022 ''
refused 'too many digits' 65 'FY2022' record share FY2022 123456789012345678901234567890
refused 'below the minimum' 65 'below the minimum 0' record share FY2022 -0.1
refused 'above the maximum' 65 'above the maximum 100' record share FY2022 100.1
refused 'below a negative minimum' 65 'below the minimum -50' record monthly 2023-04 -51
refused 'an unknown indicator' 64 'no-such-one' record no-such-one FY2022 5
refused 'an unknown status' 64 'guessed' record share FY2022 5 --status guessed
refused 'a forecast' 64 'forecast' record share FY2022 5 --status forecast
refused 'a period to come' 64 '2026-04 has not begun yet' record monthly 2026-04 5
refused 'a year to come' 64 'FY2026 has not begun yet' record share FY2026 5
refused 'a year of the Middle Ages' 64 '"FY1023": .*1868 to 2100' record share FY1023 5
refused 'a year before the first that can be meant' 64 '1868 to 2100' record calendar-year 1600 5
refused 'no value' 64 'expected a value.*missing' record share FY2022
refused 'a place holder for a value' 64 'expected a value' record share FY2022 -
refused 'too few words' 64 'expected' record share
refused 'too many words' 64 'expected' record share FY2022 5 6
refused 'a value that is said to be missing' 64 'missing takes no value, and "5" is given' \
	record share FY2022 5 --status missing
plain='expected one line of UTF-8 without control characters'
refused 'a note of two lines' 64 "byte 2: $plain" record share FY2022 5 --note "$(printf 'a\nb')"
refused 'a note that colours the terminal' 64 "byte 1: $plain" \
	record share FY2022 5 --note "$(printf '\033[31mRED')"
refused 'a note that is no UTF-8' 64 "byte 4: $plain" \
	record share FY2022 5 --note "$(printf 'RED\377')"
run 'a rehearsal' 0 record share FY2022 5 --dry-run
has 'a rehearsal: counted' '1 added.*nothing was recorded' "$work/out"
sql 'SELECT * FROM observation' >"$work/after"
same_files 'a rehearsal: nothing recorded' "$work/before" "$work/after"

# --- every frequency, borders included ---

run 'at the minimum' 0 record share FY2021 0
run 'at the maximum' 0 record share FY2020 100
run 'a negative value' 0 record monthly 2023-04 -49.5
run 'a leap day' 0 record daily 2024-02-29 1
run 'week 53' 0 record weekly 2020-W53 1
run 'a quarter' 0 record quarterly 2023-Q4 1
run 'a calendar year' 0 record calendar-year 2023 1
run 'a value known to be missing' 0 record share FY2019 '' --status missing
same 'a value known to be missing: shown so' 'FY2019,,missing' \
	"$(get show share --csv | grep FY2019)"
run 'the same with a place holder' 0 record share FY2019 - --status missing
has 'the same with a place holder: the same' '0 added, 0 revised, 1 the same' "$work/out"
run 'the same without a value' 0 record share FY2019 --status missing
has 'the same without a value: the same' '0 added, 0 revised, 1 the same' "$work/out"
run 'verify after all of them' 0 verify

# A person may always replace: a wrong figure is retracted, an exact one called preliminary.
run 'a preliminary figure after an exact one' 0 record share FY2023 38 --status preliminary
has 'a preliminary figure after an exact one: a revision' '0 added, 1 revised' "$work/out"
run 'a figure is retracted' 0 record share FY2023 '' --status missing --note 'published by mistake'
same 'a figure is retracted: gone' 'FY2023,,missing' "$(get show share --csv | grep FY2023)"
run 'a figure is retracted: and given again' 0 record share FY2023 37

# --- import ---

cat >"$work/good.csv" <<END
period,value,status,note
2020-01,10,final,試験用のデータ
2020-02,11,preliminary,"a note, with a comma"
2020-03,,missing,
2020-04,13.5,,

2020-06,-1,estimate,test data
END
shihyo -c "$config" import monthly - --dry-run <"$work/good.csv" >"$work/out" 2>"$work/err"
same 'import from standard input' 0 "$?"
has 'import from standard input: counted' '5 added, 0 revised, 0 the same' "$work/out"
run 'import' 0 import monthly "$work/good.csv"
has 'import: counted' '5 added, 0 revised, 0 the same' "$work/out"
get show monthly --csv >"$work/monthly.csv"
printf 'period,value,status\n2020-01,10,final\n2020-02,11,preliminary\n2020-03,,missing\n2020-04,13.5,final\n2020-06,-1,estimate\n2023-04,-49.5,final\n' \
	>"$work/expected.csv"
same_files 'import: the values' "$work/expected.csv" "$work/monthly.csv"
same 'import: the notes' '試験用のデータ|a note, with a comma|test data|' \
	"$(sql "SELECT note FROM observation WHERE note IS NOT NULL AND indicator =
	(SELECT number FROM indicator WHERE id = 'monthly') ORDER BY number" | tr '\n' '|')"
run 'import what show --csv prints' 0 import monthly "$work/monthly.csv"
has 'import what show --csv prints: all the same' '0 added, 0 revised, 6 the same' "$work/out"
printf '\357\273\277period,value\r\n2020-01,10\r\n2020-07,"1,234"\r\n' >"$work/excel.csv"
run 'import as a spreadsheet writes it: a number with commas' 65 import monthly "$work/excel.csv"
printf '\357\273\277period,value\r\n2020-07,1234\r\n' >"$work/excel.csv"
run 'import as a spreadsheet writes it' 0 import monthly "$work/excel.csv"
has 'import as a spreadsheet writes it: counted' '1 added' "$work/out"

sql 'SELECT * FROM observation' >"$work/before"
# bad NAME LINE PATTERN ROWS: an import that must fail whole.
bad() {
	printf 'period,value,status\n2021-01,1,final\n%s\n2021-03,3,final\n' "$4" >"$work/bad.csv"
	refused "import, $1" 65 "bad\.csv:$2: .*$3" import monthly "$work/bad.csv"
}

bad 'a value that is none' 3 'x12' '2021-02,x12,final'
bad 'a period of another kind' 3 'FY2021' 'FY2021,2,final'
bad 'an unknown status' 3 'guess' '2021-02,2,guess'
bad 'a value out of range' 3 'minimum' '2021-02,-500,final'
bad 'a period to come' 3 '2027-01 has not begun' '2027-01,2,final'
bad 'a year of the Middle Ages' 3 '1868 to 2100' '1021-02,2,final'
bad 'a period twice' 3 '2021-01 has a value already in line 2' '2021-01,2,final'
bad 'a period twice, the same value' 3 '2021-01 has a value already' '2021-01,1,final'
bad 'a value without a period' 3 '' ',2,final'
bad 'a value that is said to be missing' 3 'missing takes no value' '2021-02,2,missing'
bad 'no value' 3 'expected a value' '2021-02,,final'
bad 'a cell beyond the head' 3 '"more": there is no column' '2021-02,2,final,more'
bad 'a status without a period' 3 '' ',,missing'
printf 'period,value,status,note\n2021-01,1,final,"a\nb"\n' >"$work/bad.csv"
refused 'import, a note of two lines' 65 "bad\.csv:2: note .*$plain" import monthly "$work/bad.csv"
for head in 'period,value,stauts' 'period,note,value' 'value,period' 'period' \
	'period,value,status,note,more' 'period,value,status,note,note' 'period,value,value'; do
	printf '%s\n2021-01,1\n' "$head" >"$work/bad.csv"
	refused "import, the head $head" 65 'bad\.csv:1: expected the head' import monthly "$work/bad.csv"
done
printf 'period,value\n2021-01,1\nsoon,2\n2021-02,x\n2021-01,3\n2021-04,4,final\n' >"$work/bad.csv"
refused 'import, several bad rows' 65 'bad\.csv: 4 rows cannot be taken' import monthly "$work/bad.csv"
same 'import, several bad rows: each is told, in order' '3 4 5 6 ' \
	"$(sed -n 's/.*bad\.csv:\([0-9]*\): .*/\1/p' "$work/err" | tr '\n' ' ')"
{
	echo 'period,value'
	yes 'soon,2' | head -n 1000
} >"$work/bad.csv"
refused 'import, a thousand bad rows' 65 'bad\.csv: 1000 rows cannot be taken' import monthly "$work/bad.csv"
same 'import, a thousand bad rows: two hundred are told' 202 "$(wc -l <"$work/err")"
# What a spreadsheet writes: CP932, and commas behind the head.
printf 'period,value,status,note,,\n2021-01,1,,\216\163\223\340,,\n' >"$work/sjis.csv"
run 'import, CP932' 0 import monthly "$work/sjis.csv" --dry-run
has 'import, CP932: told' 'sjis\.csv: it is no UTF-8 and was read as CP932' "$work/err"
printf 'month,figure\n2021-01,1\n' >"$work/bad.csv"
refused 'import, another head' 65 'bad\.csv:1: expected the head' import monthly "$work/bad.csv"
: >"$work/bad.csv"
refused 'import, an empty file' 65 'bad\.csv' import monthly "$work/bad.csv"
refused 'import, no file' 74 'missing\.csv' import monthly "$work/missing.csv"
refused 'import, a folder' 74 'state' import monthly "$state"
refused 'import, an unknown indicator' 64 'no-such-one' import no-such-one "$work/good.csv"
printf 'period,value\n2022,5\n' >"$work/year.csv"
run 'import, rehearsed' 0 import calendar-year "$work/year.csv" --dry-run
has 'import, rehearsed: counted' '1 added.*nothing was recorded' "$work/out"
sql 'SELECT * FROM observation' >"$work/after"
same_files 'import, rehearsed: nothing recorded' "$work/before" "$work/after"
run 'status at the end' 0 status
has 'status at the end: the share' '^share .*FY2023 +37\.0 ?％' "$work/out"
run 'verify at the end' 0 verify
same 'no temporary file remains' '' "$(find "$state" "$site" -name '*.tmp-*')"

# --- what an older version took without looking is no danger to a terminal or a reader ---

sqlite3 "$state/ledger.db" "INSERT INTO observation (indicator, frequency, period, value, status, rank,
	recorded_at, who, note, aside) SELECT number, 5, 2022, '5', 0, 0, 1, 'me',
	CAST(x'611b5b33316d0aff' AS TEXT), 1
	FROM indicator WHERE id = 'share'"
run 'an old note' 0 show share --vintages
lacks 'an old note: no escape' "$(printf '\033')" "$work/out"
has 'an old note: in one line' 'FY2022 .*by hand.* a \[31m *$' "$work/out"
run 'an old note: as JSON' 0 show share --vintages --json
same 'an old note: as JSON: it is JSON' 1 "$(json "$work/out" 'SELECT json_valid(j) FROM j')"
holds 'an old note: as JSON: it is UTF-8' iconv -f UTF-8 -t UTF-8 "$work/out"

# --- a lost ledger: what was made from it may be the last copy of what was entered ---

print_caches >"$work/before"
cp "$site/index.html" "$work/index-before"
mkdir "$work/backup"
cp "$state"/ledger.db* "$work/backup"
rm "$state"/ledger.db*
# lost NAME ARGUMENTS...
lost() {
	lost_name=$1
	lost_status=$2
	shift 2
	run "lost ledger, $lost_name" "$lost_status" "$@"
	has "lost ledger, $lost_name: how to go on" 'ledger\.db is gone, .*backup.*move rrd' "$work/err"
}
lost rebuild 65 rebuild
lost record 65 record share FY2024 5
lost 'record, rehearsed' 65 record share FY2024 5 --dry-run
lost import 65 import monthly "$work/monthly.csv"
lost collect 65 collect
lost ack 65 alerts ack none
lost chart 65 chart share
lost site 65 site
lost status 65 status
lost check 3 check
# the program itself, not a shell around it: a signal must reach it
in_background "$binary" -c "$config" daemon >"$work/out" 2>"$work/err"
holds 'lost ledger, daemon: says so' wait_for 10 grep -q 'ledger\.db is gone' "$work/err"
kill "$background"
wait "$background" 2>/dev/null
print_caches >"$work/after"
same_files 'lost ledger: every RRD file and picture is as it was' "$work/before" "$work/after"
same_files 'lost ledger: the page is as it was' "$work/index-before" "$site/index.html"
same 'lost ledger: none is made' '' "$(find "$state" -name 'ledger.db*')"
: >"$state/ledger.db"
lost 'an empty file in its place' 65 rebuild
cp "$work/backup"/* "$state"
run 'lost ledger: the backup is back' 0 verify
run 'lost ledger: rebuild' 0 rebuild
rm "$state"/ledger.db*
mkdir "$work/moved"
mv "$state/rrd" "$work/moved"
run 'lost ledger: what was left is moved away, a new one begins' 0 record share FY2024 5
run 'lost ledger: a new one begins: verify' 0 verify

finish
