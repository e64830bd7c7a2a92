#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 16: what cannot be believed is held instead of recorded, told once, released or dropped, and is
# over when the publisher mends it.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

publish "$served"
write_site
add_pair odd
add_pair other
cat >>"$config" <<END
[indicator monthly]
title = test monthly
unit = 件
frequency = monthly
better = higher
source = monthly
value = 件数

[source monthly]
url = http://127.0.0.1:$port/monthly.csv
every = 1m

[alert odd-low]
indicator = odd
when = below 60
notify = office other-office

[alert odd-high]
indicator = odd
when = above 999999
notify = office

[notify office]
type = log

[notify other-office]
type = log
END
minute=0
# later: the next cycle is due.
later() {
	minute=$((minute + 2))
	SHIHYO_NOW=$(printf '2026-03-01T09:%02d:00+09:00' "$minute")
	export SHIHYO_NOW
}
# state_of NUMBER: of an item.
state_of() {
	get quarantine list --all --json >"$work/all"
	json "$work/all" "SELECT q.value ->> 'state' FROM j, json_each(j, '\$.quarantine') q
		WHERE q.value ->> 'number' = $1"
}
# open: indicator|period|value|gate of what is held, in one line.
open_items() {
	get quarantine --json >"$work/open"
	json "$work/open" "SELECT q.value ->> 'indicator', q.value ->> 'period', q.value ->> 'value',
		q.value ->> 'gate' FROM j, json_each(j, '\$.quarantine') q" | tr '\n' ' '
}
told() {
	sql 'SELECT count(*) FROM outbox'
}
write_months() {
	write_file=$served/monthly.csv
	printf '年月,件数（件）\n' >"$write_file.new"
	month=1
	for value in "$@"; do
		printf '2025年%d月,%s\n' "$month" "$value" >>"$write_file.new"
		month=$((month + 1))
	done
	mv "$write_file.new" "$write_file"
}

write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 50,700
write_values "$served/other.csv" 2018 7 2019 8
write_months 10 20 30 40 50 60
run 'nothing odd' 0 collect
run 'nothing odd: list' 0 quarantine
same 'nothing odd: list is empty' 'Nothing is held.' "$(cat "$work/out")"
same 'nothing odd: nothing in JSON' '{"version":1,"quarantine":[]}' "$(get quarantine list --json)"

# --- a value that is another unit, beside one that is well ---

write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 50,700 2021 51 2022 52,000
later
run 'a slip: exit status' 65 collect
has 'a slip: the report has a column' '^odd +read +1 +0 +3 +1$' "$work/out"
has 'a slip: the report says why' '^odd: 1 held and not recorded, such as odd FY2021 51.*about 1/1,000' "$work/out"
same 'a slip: the rest is recorded' 'FY2018,50100 FY2019,51200 FY2020,50700 FY2022,52000 ' \
	"$(values odd | tr '\n' ' ')"
same 'a slip: held' 'odd|FY2021|51|scale ' "$(open_items)"
same 'a slip: its cell, document and source are kept' "51|odd|$(sha256sum "$served/odd.csv" | cut -d' ' -f1)" \
	"$(json "$work/open" "SELECT q.value ->> 'cell', q.value ->> 'source',
	q.value ->> 'document' FROM j, json_each(j, '\$.quarantine') q")"
holds 'a slip: the document itself' test -f "$state/documents/$(sha256sum "$served/odd.csv" | cut -d' ' -f1).gz"
same 'a slip: told once to each notifier' 'office|warning other-office|warning ' \
	"$(sql 'SELECT notifier, severity FROM outbox' | tr '\n' ' ')"
has 'a slip: the log says what' 'Warning.*held .please check. 1: FY2021 51' "$work/err"
has 'a slip: the log says what to do' 'shihyo quarantine release' "$work/err"
has 'a slip: with its cell' 'printed "51"' "$work/err"
run 'a slip: status' 0 status
has 'a slip: status says so' '^held odd: FY2021 51.*about 1/1,000' "$work/out"
run 'a slip: status in JSON' 0 status --json
same 'a slip: status in JSON says so' 'odd|FY2021|51|scale' "$(json "$work/out" "SELECT
	q.value ->> 'indicator', q.value ->> 'period', q.value ->> 'value', q.value ->> 'gate'
	FROM j, json_each(j, '\$.quarantine') q")"
run 'a slip: the source does not fail' 1 check odd
has 'a slip: check warns' '^SHIHYO WARNING: 1 indicators, 0 alerts, 0 sources failing, 1 held$' "$work/out"
run 'a slip: check of another' 0 check other
run 'a slip: the table' 0 quarantine list
has 'a slip: the table has it' '^1 +held +odd +FY2021 +51 ' "$work/out"

before=$(told)
later
run 'the same document: silent' 0 collect
run 'the same document, read anew: silent' 0 collect --force
has 'the same document, read anew: still held' '^odd +read +0 +0 +4 +1$' "$work/out"
same 'the same document, read anew: one item' 1 "$(sql 'SELECT count(*) FROM quarantine')"
write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 50,700 2021 51 2022 52,000 2023 53,000
later
run 'another document with the same slip: silent' 0 collect
same 'another document with the same slip: one item' 1 "$(sql 'SELECT count(*) FROM quarantine')"
same 'another document with the same slip: not told again' "$before" "$(told)"

write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 50,700 2021 51,300 2022 52,000 2023 53,000
later
run 'recovery: the publisher mends it' 0 collect
has 'recovery: recorded' '^FY2021,51300$' "$(values odd >"$work/values"; echo "$work/values")"
same 'recovery: nothing is held' '' "$(open_items)"
same 'recovery: the item is superseded' superseded "$(state_of 1)"
run 'recovery: check' 0 check odd

# --- released ---

write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 50,700 2021 51,300 2022 52,000 \
	2023 53,000 2024 530,000
later
run 'a jump: held' 65 collect
run 'rehearsed: no such item' 64 quarantine release 99
run 'no such period' 64 quarantine release odd FY2001
has 'no such period: said' 'nothing is held for odd FY2001' "$work/err"
run 'a jump: released' 0 quarantine release odd FY2024 --note 'asked the publisher'
has 'a jump: released: said' '^released: 1$' "$work/out"
has 'a jump: released: recorded' '1 added' "$work/out"
same 'a jump: the newest value' 'FY2024,530000' "$(values odd | tail -n 1)"
same 'a jump: as its source said it, with who and why' \
	"odd|released by $(id -un): asked the publisher|530,000" \
	"$(sql "SELECT source, note, cell FROM observation WHERE value = '530000'")"
same 'a jump: the decision is kept' "1|$(id -un)|asked the publisher" \
	"$(sql 'SELECT state, who, note FROM quarantine_decision WHERE item = 2')"
holds 'a jump: its RRD has it' sh -c "rrdtool dump '$state/rrd/odd.rrd' | grep -q '5.30*e+05'"
run 'released twice' 64 quarantine release 2
run 'read anew' 0 collect --force odd
same 'read anew: it stays' 'FY2024,530000' "$(values odd | tail -n 1)"
write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 50,700 2021 51,300 2022 52,000 \
	2023 53,000 2024 54,000
later
run 'and the publisher may still revise it' 0 collect
same 'and the publisher may still revise it: recorded' 'FY2024,54000' "$(values odd | tail -n 1)"

# --- dropped ---

write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 50,700 2021 51,300 2022 52,000 \
	2023 53,000 2024 5,400
later
run 'a wrong revision: held' 65 collect
same 'a wrong revision: not recorded' 'FY2024,54000' "$(values odd | tail -n 1)"
run 'a wrong revision: dropped by its number' 0 quarantine drop 3 --note 'a misprint'
same 'a wrong revision: nothing is held' '' "$(open_items)"
before=$(told)
run 'dropped: silent when read anew' 0 collect --force odd
has 'dropped: neither held nor recorded' '^odd +read +0 +0 +6$' "$work/out"
same 'dropped: not told again' "$before" "$(told)"
write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 50,700 2021 51,300 2022 52,000 \
	2023 53,000 2024 5,500
later
run 'dropped: another value is held anew' 65 collect
same 'dropped: another value is an item' 'odd|FY2024|5500|scale ' "$(open_items)"
run 'a value by hand' 0 record odd FY2024 54100
same 'a value by hand: nothing is held' '' "$(open_items)"
run 'what was dropped, and another figure stands since' 64 quarantine release 3
has 'what was dropped, and another figure stands since: said' \
	'item 3 was held before what stands for odd FY2024 .54100, recorded .*enter it with .record' "$work/err"
run 'and replaced' 0 record odd FY2024 54100

# --- rows that vanished ---

write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 52,800
later
run 'rows vanished: exit status' 65 collect
same 'rows vanished: the document and what it would change' 'odd|||rows odd|FY2020|52800|rows ' \
	"$(open_items)"
same 'rows vanished: nothing is changed' 'FY2020,50700' "$(values odd | grep FY2020)"
before=$(told)
later
run 'rows vanished: silent' 0 collect --force odd
same 'rows vanished: not told again' "$before" "$(told)"
run 'rows vanished: all of it released' 0 quarantine release odd
same 'rows vanished: recorded' 'FY2020,52800' "$(values odd | grep FY2020)"
write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 52,900
later
run 'rows vanished: the next one is compared with it' 0 collect
same 'rows vanished: a revision passes' 'FY2020,52900' "$(values odd | grep FY2020)"
write_values "$served/odd.csv" 2019 51,200
later
run 'rows vanished again' 65 collect
same 'rows vanished again: only the document' 'odd|||rows ' "$(open_items)"
write_values "$served/odd.csv" 2018 50,100 2019 51,200 2020 52,900
later
run 'rows are back' 0 collect
same 'rows are back: nothing is held' '' "$(open_items)"

# --- all the same ---

write_months 0 0 0 0 0 0
later
run 'all zero: exit status' 65 collect
same 'all zero: all held' 6 "$(open_items | grep -o 'flat' | wc -l)"
run 'all zero: status' 0 status
has 'all zero: one line in status' '^held monthly \(6\): ' "$work/out"
same 'all zero: one message' 1 "$(sql "SELECT count(*) FROM outbox WHERE subject LIKE '%monthly%'")"
run 'all zero: dropped' 0 quarantine drop monthly
later
run 'all zero: silent' 0 collect --force
same 'all zero: nothing recorded' '2025-01,10 2025-02,20 2025-03,30 2025-04,40 2025-05,50 2025-06,60 ' \
	"$(values monthly | tr '\n' ' ')"
write_months 10 20 30 40 50 60 70
later
run 'all zero: recovery' 0 collect
same 'all zero: recovery: recorded' '2025-07,70' "$(values monthly | tail -n 1)"

# --- another unit ---

printf '年月,件数（円）\n2025年1月,10\n' >"$served/monthly.csv"
later
run 'another unit: exit status' 65 collect
same 'another unit: the document' 'monthly|||unit ' "$(open_items)"
run 'another unit: status' 0 status
has 'another unit: says which' '^held monthly: .*円 does not fit 件' "$work/out"
run 'another unit: cannot be released' 64 quarantine release monthly
has 'another unit: why' 'no value that could be recorded' "$work/err"
write_months 10 20 30 40 50 60 70 80
later
run 'another unit: recovery' 0 collect
same 'another unit: nothing is held' '' "$(open_items)"

# --- several documents of one source: each is compared with itself, they are told together ---

cat >>"$config" <<END

[source pages]
url = http://127.0.0.1:$port/page-1.csv http://127.0.0.1:$port/page-2.csv
format = csv
every = 1m

[indicator pages]
title = test indicator pages
unit = 人
frequency = fiscal-year
better = higher
source = pages
value = 人数
END
write_values "$served/page-1.csv" 2011 101 2012 102 2013 103
write_values "$served/page-2.csv" 2021 121
later
run 'two documents' 0 collect
write_values "$served/page-1.csv" 2012 202
write_values "$served/page-2.csv" 2021 121 2022 122000
later
run 'two documents: both odd' 65 collect
same 'two documents: the shorter one and the slip' \
	'pages|||rows pages|FY2012|202|rows pages|FY2022|122000|scale ' "$(open_items)"
same 'two documents: one message' 1 "$(sql "SELECT count(*) FROM outbox WHERE subject LIKE '%indicator pages%'")"
write_values "$served/page-2.csv" 2021 121 2022 122
later
run 'two documents: one is mended' 0 collect
same 'two documents: the other is as it was' 'pages|||rows pages|FY2012|202|rows ' "$(open_items)"
write_values "$served/page-1.csv" 2011 101 2012 102 2013 103
later
run 'two documents: both are mended' 0 collect
same 'two documents: nothing is held' '' "$(open_items)"

# --- a document that changes its unit on the way, and a zero, before anything stands ---

cat >>"$config" <<END

[source turn]
url = http://127.0.0.1:$port/turn.csv
format = csv
every = 1m

[indicator turn]
title = test indicator turn
unit = 人
frequency = fiscal-year
better = higher
source = turn
value = 人数
END
write_values "$served/turn.csv" 2001 5,100,000 2002 5,200,000 2003 5,300 2004 5,400
later
run 'a unit that changes: exit status' 65 collect
same 'a unit that changes: the newer values are held' 'turn|FY2003|5300|scale turn|FY2004|5400|scale ' \
	"$(open_items)"
same 'a unit that changes: the older ones are recorded' 'FY2001,5100000 FY2002,5200000 ' \
	"$(values turn | tr '\n' ' ')"
write_values "$served/turn.csv" 2001 5,100,000 2002 5,200,000 2003 5,300,000 2004 0 2025 400,000
later
run 'a zero: exit status' 65 collect
same 'a zero: held' 'turn|FY2004|0|scale ' "$(open_items)"
has 'a year under way is preliminary' '^FY2025,400000,preliminary' "$(get show turn --csv >"$work/turn"; echo "$work/turn")"
run 'a zero: dropped' 0 quarantine drop turn
write_values "$served/turn.csv" 2001 5,100,000 2002 5,200,000 2003 5,300,000 2004 5,400,000 2025 400,000
later
run 'a zero: recovery' 0 collect
same 'a zero: recovery: nothing is held' '' "$(open_items)"

# --- limits, a rehearsal, and what the ledger allows ---

write_values "$served/other.csv" 2018 7 2019 8 2020 2,000,000
later
run 'beyond the maximum: rehearsed' 65 collect --dry-run
same 'beyond the maximum: rehearsed: nothing is held' '' "$(open_items)"
run 'beyond the maximum' 65 collect --json
same 'beyond the maximum: in the report' '1|1' "$(json "$work/out" "SELECT s.value ->> 'held',
	s.value ->> 'held_new' FROM j, json_each(j, '\$.sources') s WHERE s.value ->> 'id' = 'other'")"
same 'beyond the maximum: held' 'other|FY2020|2000000|range ' "$(open_items)"
same 'beyond the maximum: told to the log' '' \
	"$(sql "SELECT notifier FROM outbox WHERE subject LIKE '%test indicator other%'")"
same 'the ledger refuses to forget an item' 1 \
	"$(sqlite3 "$state/ledger.db" 'DELETE FROM quarantine' 2>&1 | grep -c 'append only')"
same 'the ledger refuses to change a decision' 1 \
	"$(sqlite3 "$state/ledger.db" "UPDATE quarantine_decision SET who = 'x'" 2>&1 | grep -c 'append only')"
run 'wrong words' 64 quarantine free 1
run 'verify' 0 verify

finish
