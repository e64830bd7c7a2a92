#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 41: what stands and what is set aside, when several speak: an office and the press, two addresses
# of one source, a person and a source that comes back, a figure that is entered with its day or
# with a note.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

publish "$served"

# source ID URL [LINE...] and indicator ID SOURCES [LINE...]: sections of the configuration.
source() {
	printf '\n[source %s]\nurl = %s\nevery = 1m\nformat = csv\n' "$1" "$2" >>"$config"
	shift 2
	printf '%s\n' "$@" >>"$config"
}
indicator() {
	printf '\n[indicator %s]\ntitle = test %s\nunit = 人\nbetter = higher\nlayout = long\nvalue = 数\nsource = %s\n' \
		"$1" "$1" "$2" >>"$config"
	shift 2
	printf '%s\n' "$@" >>"$config"
}

# table FILE VALUE...: a document of months from January 2025 on.
table() {
	table_file=$served/$1
	table_month=1
	shift
	printf '年月,数\n' >"$table_file"
	for value in "$@"; do
		printf '2025年%d月,%s\n' "$table_month" "$value" >>"$table_file"
		table_month=$((table_month + 1))
	done
}

# stands ID PERIOD: VALUE SOURCE of what stands; the source is - where a person entered it.
stands() {
	get show "$1" --json >"$work/shown"
	json "$work/shown" "SELECT coalesce(o.value ->> 'value', 'none') || ' ' ||
		coalesce(o.value ->> 'source', '-') FROM j, json_each(j, '\$.observations') o
		WHERE o.value ->> 'period' = '$2'"
}

day() {
	export SHIHYO_NOW="2025-$1T09:00:00+09:00"
}

# --- an office says what the press said first ---

write_site
sed -i 's/^language/audience = public\nlanguage/' "$config"
source office "http://127.0.0.1:$port/office.csv"
source press "http://127.0.0.1:$port/press.csv" 'grade = press'
indicator visits 'office press' 'frequency = monthly'
day 09-01
table office.csv 100 200
table press.csv 100 200 300
run 'the press first' 0 collect
same 'the press first' '300 press' "$(stands visits 2025-03)"
table office.csv 100 200 300
day 09-02
run 'the office too' 0 collect
has 'the office too: nothing is revised' '^office +read +0 +0 +3' "$work/out"
same 'the office too: it is the office who says it' '300 office' "$(stands visits 2025-03)"
run 'the office too: published' 0 export -o "$work/export"
has 'the office too: published' '^2025-03,.*,300,' "$work/export/visits.csv"
table press.csv 100 200 305
day 09-03
run 'the press says otherwise' 0 collect
has 'the press says otherwise: told' 'visits 2025-03 305: a source trusted more has another' "$work/out"
same 'the press says otherwise: the office stands' '300 office' "$(stands visits 2025-03)"
table press.csv 100 200 305 400
day 09-04
run 'the press first again' 0 collect
printf '年月,数\n2025年3月,300\n2025年4月,390（速報）\n' >"$served/office.csv"
day 09-05
run 'an early figure of the office' 0 collect office
same 'an early figure of the office: before what the press did not mark' '390 office' \
	"$(stands visits 2025-04)"

# --- what is made of figures is no better than they ---

source paper "http://127.0.0.1:$port/paper.csv" 'grade = press'
indicator years paper 'frequency = fiscal-year'
printf '年,数\n2021年,10\n2022年,11\n2023年,12\n' >"$served/paper.csv"
run 'years' 0 collect paper
printf 'year = ends\n' >>"$config"
run 'years: moved' 0 migrate years --shift-years
run 'years: exported' 0 export -o "$work/export" years
same 'years: the press stays the press' 1 "$(wc -l <"$work/export/years.csv" | tr -d ' ')"
run 'years: read as moved' 0 collect paper -f
has 'years: read as moved: the same' '^paper +read +0 +0 +3' "$work/out"
sed -i 's/2022年,11/2022年,10/' "$served/paper.csv"
day 09-06
run 'years: revised to what was misread before' 0 collect paper
same 'years: revised to what was misread before' '10 paper' "$(stands years FY2021)"

# --- two addresses of one source ---

write_site
source two "http://127.0.0.1:$port/one.csv http://127.0.0.1:$port/two.csv"
indicator both two 'frequency = monthly'
table one.csv 3 4 5
printf '年月,数\n2025年3月,6\n2025年4月,7\n2025年5月,8\n' >"$served/two.csv"
day 09-10
run 'two addresses' 0 collect
same 'two addresses: the second' '6 two' "$(stands both 2025-03)"
for turn in 11 12; do
	day "09-$turn"
	run "two addresses: again, $turn" 0 collect -f
	has "two addresses: again, $turn: nothing is revised, and what differs is told" \
		'^two +read +0 +0 +5 +1 *$' "$work/out"
done
table one.csv 3 44 5
day 09-13
run 'two addresses: another cell changes' 0 collect
same 'two addresses: another cell changes' '44 two' "$(stands both 2025-02)"
same 'two addresses: what was only repeated' '6 two' "$(stands both 2025-03)"
same 'two addresses: versions' 7 "$(sql "SELECT count(*) FROM observation WHERE source = 'two'")"
table one.csv 3 44 9
day 09-14
run 'two addresses: its own figure changes' 0 collect
same 'two addresses: its own figure changes' '9 two' "$(stands both 2025-03)"

# --- a person, and a source that comes back ---

source back "http://127.0.0.1:$port/back.csv"
indicator back back 'frequency = monthly'
table back.csv 100 200 300
run 'a source' 0 collect back
run 'corrected by hand' 0 record back 2025-02 201 --note 'typo, phoned'
table back.csv 100 200 301
day 09-15
run 'the source goes on' 0 collect back
has 'the source goes on: the contradiction is told' 'back 2025-02 200: corrected by hand$' "$work/out"
same 'the source goes on: the correction stands' '201 -' "$(stands back 2025-02)"
table back.csv 100 201 301
day 09-16
run 'the source confirms' 0 collect back
run 'the source confirms: a version' 0 show back --vintages
has 'the source confirms: a version' '^2025-02 +201 +set aside .the same as entered by hand.' "$work/out"
table back.csv 100 200 301
day 09-17
run 'the source comes back' 0 collect back
same 'the source comes back: believed' '200 back' "$(stands back 2025-02)"

# --- days and notes by hand ---

source dated "http://127.0.0.1:$port/dated.csv" 'published = 公表日:?(?<date>.+日)'
indicator dated dated 'frequency = monthly'
table dated.csv 10 11 12
sed -i '1i 公表日:令和7年7月10日' "$served/dated.csv"
run 'a document with its day' 0 collect dated
run 'an older figure by hand' 0 record dated 2025-02 9 --published 2025-06-10 --note 'the June paper'
has 'an older figure by hand: told' 'dated 2025-02 9: a figure published later is known' "$work/out"
same 'an older figure by hand: a version' '11 dated' "$(stands dated 2025-02)"
run 'an older figure, whatever stands' 0 record dated 2025-02 9 --published 2025-06-10 --force
same 'an older figure, whatever stands' '9 -' "$(stands dated 2025-02)"
run 'back again' 0 record dated 2025-02 11
get export -o "$work/stale" dated >"$work/out"
sed -i 's/7月10日/8月10日/; s/,12/,16/' "$served/dated.csv"
day 09-18
run 'a newer document' 0 collect dated
run 'last month is imported' 0 import dated "$work/stale/dated.csv"
has 'last month is imported: told' '1 set aside$' "$work/out"
same 'last month is imported: nothing rolls back' '16 dated' "$(stands dated 2025-03)"
run 'a note for what stands' 0 record back 2025-03 301 --note 'five schools'
has 'a note for what stands: told' '1 the same .1 with more said of them.' "$work/out"
same 'a note for what stands: kept' 'five schools' \
	"$(sql "SELECT note FROM observation WHERE note LIKE 'five%'")"
run 'a note again' 0 record back 2025-03 301 --note 'five schools'
has 'a note again: nothing new' '1 the same$' "$work/out"
run 'published before it began' 64 record back 2025-03 7 --published 2024-03-09
has 'published before it began: why not' 'before the period began .2025-03-01' "$work/err"
run 'a month under way' 0 record back 2025-09 5
same 'a month under way: preliminary' preliminary "$(get show back --csv | sed -n 's/^2025-09,5,//p')"
run 'a month under way, final' 0 record back 2025-09 5 --status final
same 'a month under way: final where somebody says so' final "$(get show back --csv | sed -n 's/^2025-09,5,//p')"

# --- many figures taken back at once, and a figure that was dropped ---

source held "http://127.0.0.1:$port/held.csv"
indicator held held 'frequency = monthly' 'maximum = 1000'
day 09-20
table held.csv 100 101 102 103 104 105
run 'a table' 0 collect held
table held.csv '' '' '' '' '' 106
day 09-21
run 'a table of blanks' 65 collect held
has 'a table of blanks: held' 'of the 6 periods of the last document 5 have no figure now' "$work/out"
same 'a table of blanks: nothing is withdrawn' '100 held' "$(stands held 2025-01)"
table held.csv 100 101 '' 103 104 105
day 09-22
run 'one blank' 0 collect held
has 'one blank: told as withdrawn' '^held +read +0 +1 +1 +5$' "$work/out"
same 'one blank: withdrawn' 'none held' "$(stands held 2025-03)"
run 'one blank: the others are held no more' 0 quarantine --json
same 'one blank: the others are held no more' 0 \
	"$(json "$work/out" "SELECT json_array_length(j, '\$.quarantine') FROM j")"
table held.csv 100 101 102 103 104 105 '' ''
day 09-23
run 'rows for months to come' 0 collect held
table held.csv 100 101 102 103 104 105 107
day 09-24
run 'and one of them filled' 0 collect held
same 'and one of them filled: taken' '107 held' "$(stands held 2025-07)"
table held.csv 100 101 102 103 104 105 12000
day 09-25
run 'beyond the maximum' 65 collect held
item=$(sql 'SELECT max(number) FROM quarantine')
run 'dropped' 0 quarantine drop "$item"
run 'and thought better of' 0 quarantine release "$item"
same 'and thought better of' '12000 held' "$(stands held 2025-07)"

# --- a withdrawal resolves nothing and raises nothing ---

source alarm "http://127.0.0.1:$port/alarm.csv"
indicator alarm alarm 'frequency = monthly'
printf '\n[alert low]\nindicator = alarm\nwhen = below 50\n\n[alert high]\nindicator = alarm\nwhen = above 105\n' \
	>>"$config"
table alarm.csv 110 100 20
day 09-26
run 'a low figure' 0 collect alarm
table alarm.csv 110 100 -
day 09-27
run 'it is taken back' 0 collect alarm
has 'it is taken back: told' 'Mar 2025: taken back since, so that it cannot be judged' "$work/err"
lacks 'it is taken back: not resolved' '[Rr]esolved\]' "$work/err"
run 'it is taken back: why' 0 why alarm 2025-03
has 'it is taken back: why tells what was said of it' '^alert +.Warning. .*Mar 2025: 20 人.*, below 50$' "$work/out"
table alarm.csv 110 101 -
day 09-28
run 'another month is revised' 0 collect alarm
lacks 'another month is revised: not told again' 'taken back' "$work/out"
same 'another month is revised: nothing on standard error' '' "$(grep -a 'taken back' "$work/err")"
table alarm.csv 110 106 -
day 09-29
run 'what stood before is high' 0 collect alarm
same 'what stood before is high: not raised by that' low \
	"$(sql "SELECT group_concat(rule_id) FROM alert WHERE indicator = 'alarm'")"
table alarm.csv 110 101 60
day 09-30
run 'another figure' 0 collect alarm
has 'another figure: resolved' 'Resolved. .*Mar 2025: 60 人' "$work/err"

# --- the same bytes read later ---

printf '\n[source running]\nurl = http://127.0.0.1:%s/running.csv\nevery = 1m\n' "$port" >>"$config"
indicator running running 'frequency = monthly'
printf '年月,数\n2025年8月,5\n2025年9月,3\n' >"$served/running.csv"
run 'a month under way' 0 collect running
day 10-05
run 'the same bytes later' 0 collect running --force
has 'the same bytes later: nothing new' '^running +read +0 +0 +2$' "$work/out"
same 'the same bytes later: preliminary' '2025-09,3,preliminary' "$(get show running --csv | tail -n 1)"
printf '年月,数\n2025年8月,5\n2025年9月,3\n2025年10月,1\n' >"$served/running.csv"
run 'another document' 0 collect running
has 'another document: final' '^2025-09,3,final$' "$(get show running --csv >"$work/csv"; echo "$work/csv")"
source late "http://127.0.0.1:$port/late.csv" 'published = 公表日:?(?<date>.+日)'
indicator late late 'frequency = monthly'
printf '公表日:令和7年9月10日\n年月,数\n2025年8月,5\n2025年9月,3\n' >"$served/late.csv"
run 'a document of September, fetched in October' 0 collect late
same 'a document of September, fetched in October' '2025-09,3,preliminary,2025-09-10' \
	"$(get show late --csv | tail -n 1)"

# --- the same document read otherwise ---

printf '\n[source mend]\nurl = http://127.0.0.1:%s/mend.csv\nevery = 1m\n' "$port" >>"$config"
indicator mend mend 'frequency = monthly'
printf '年月,数,人数\n2025年8月,5,50\n' >"$served/mend.csv"
run 'a document' 0 collect mend
sed -i '/^\[indicator mend\]/,$s/^value = 数/value = 人数/' "$config"
run 'another column of it' 0 collect mend
run 'another column of it: no revision of the publisher' 0 show mend --vintages --json
same 'another column of it: no revision of the publisher' '5|0 50|1 ' \
	"$(json "$work/out" "SELECT o.value ->> 'value', o.value ->> 'reread'
	FROM j, json_each(j, '\$.observations') o" | tr '\n' ' ')"

# --- a ledger made again does not read figures of before in a unit of since ---

write_site
sed -i "s|^state = .*|state = other|" "$config"
source unit "http://127.0.0.1:$port/unit.csv"
indicator unit unit 'frequency = monthly'
table unit.csv 1000 1100 1234
day 10-10
run 'in ones' 0 collect
sed -i 's/^unit = 人/unit = 千人/' "$config"
day 10-11
run 'in thousands' 0 migrate unit --factor 0.001
run 'compared with its documents' 0 replay
has 'compared with its documents: none of before is read in thousands' '^unit +compared +1 +0 +0 +0 +0 +0 +0' "$work/out"
table unit.csv 1.0 1.1 1.234 1.3
day 10-12
run 'printed in thousands' 0 collect
get show unit --csv >"$work/known.csv"
rm "$work"/other/ledger.db*
run 'made again' 65 replay
has 'made again: what is left out is told' 'from before its unit was changed .migrate: unit 人 -> 千人, times 0.001' \
	"$work/out"
get show unit --csv >"$work/again.csv"
sed 's/,1,/,1.0,/' "$work/known.csv" >"$work/expected.csv"
same_files 'made again: as it was' "$work/expected.csv" "$work/again.csv"

finish
