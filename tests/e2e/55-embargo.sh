#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 55: embargoes (解禁). Figures that may not be told yet, and an alert of them, are planted and then
# looked for in every byte that the public edition, and in every edition machines, can get: pages,
# words and pictures of charts, feeds, calendar, metrics, data, the API, exports, letters. None is
# there until the hour; from it on all are, without anybody's doing.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
secret='87654|87,654|8万7,654|61234|61,234|6万1,234'

# edition AUDIENCE [LINE...]: the configuration.
edition() {
	write_site
	sed -i "s|^output = site|output = site\naudience = $1\nbase_url = https://example.jp/s/|; s/^language = en/language = ja/" "$config"
	[ "$1" = internal ] || sed -i 's|^delay = .*|&\npublish = alerts verdicts pledges failures feeds metrics|' "$config"
	shift
	cat >>"$config" <<END
[source early]
title = 早く届く出典
url = http://127.0.0.1:$port/early.csv
format = csv
every = 1h
release = monthly 5 for previous month
embargo = 8:50
timeout = 10s

[indicator visitors]
title = 来場者数
unit = 人
frequency = monthly
better = higher
source = early
value = 人数
minimum = 0
limits = level

[alert deep]
indicator = hand
when = below 20000
notify = office

[indicator hand]
title = 手で入れる数
unit = 人
frequency = fiscal-year
better = higher

[alert leap]
indicator = visitors
when = above 80000
severity = warning
notify = office

[notify office]
type = log

[policy p]
title = 施策
[program g]
title = 事業
policy = p
moves = visitors hand
budget.2025 = 1000
END
	[ $# = 0 ] || printf '%s\n' "$@" >>"$config"
}

# document [MONTH VALUE]...
document() {
	{
		echo '年月,人数（人）'
		i=1
		year=2024
		m=4
		while [ "$year$m" != 20261 ]; do
			printf '%d年%d月,%d\n' "$year" "$m" $((57000 + (i * 7919) % 300))
			i=$((i + 1))
			m=$((m + 1))
			[ "$m" -le 12 ] || { m=1 && year=$((year + 1)); }
		done
		while [ $# -ge 2 ]; do
			printf '%s,%s\n' "$1" "$2"
			shift 2
		done
	} >"$served/early.csv.new"
	mv "$served/early.csv.new" "$served/early.csv"
}

# nowhere NAME FOLDER: no file of it has what was planted.
nowhere() {
	found=$(grep -rlaE -e "$secret|解禁前|under embargo" "$2" 2>/dev/null | head -n 5)
	count=$(find "$2" -type f | wc -l)
	if [ -n "$found" ]; then
		fail "$1" "found in $found: $(grep -aoE ".{40}($secret|解禁前|under embargo).{20}" "$(echo "$found" | head -n 1)" | head -n 2)"
	elif [ "$count" -lt "${3:-1}" ]; then
		fail "$1" "only $count files in $2"
	else
		ok "$1"
	fi
}
pictures() {
	(cd "$site" && find . -name '*.png' -o -name '*.svg' | sort | xargs sha256sum)
}

# --- the public edition ---
edition public
document 2026年1月 57005
export SHIHYO_NOW=2026-03-02T10:00:00+09:00
run 'history' 0 collect
pictures >"$work/pictures"
document 2026年1月 61234 2026年2月 87654
SHIHYO_NOW=2026-03-04T10:00:00+09:00
run 'a document that came early' 0 collect early
has 'a document that came early: read' '^early ' "$work/out"
lacks 'a document that came early: nothing is logged of it' "$secret" "$work/out"
[ -s "$work/err" ] || echo nothing >"$work/err"
lacks 'no letter' "$secret|leap" "$work/err"
same 'it is in the ledger' '61234 87654 ' "$(sql "SELECT value FROM observation WHERE embargo IS NOT NULL ORDER BY period" | tr '\n' ' ')"
same 'with its hour' 2026-03-05T08:50 "$(TZ=Asia/Tokyo date -d "@$(sql 'SELECT max(embargo) FROM observation')" +%Y-%m-%dT%H:%M)"
run 'the first figure of another indicator' 0 record hand FY2024 87654 --until 2026-03-05T08:50
nowhere 'the site' "$site" 30
pictures >"$work/now"
same_files 'pictures are those of before, to the byte' "$work/pictures" "$work/now"
lacks 'nothing says when the document came' \
	"last_change.*early.* $(date -d "$SHIHYO_NOW" +%s)" "$site/metrics.txt"
has 'what came before did on its day' \
	"last_change.*early.* $(date -d 2026-03-02T10:00:00+09:00 +%s)" "$site/metrics.txt"
lacks 'no alert on the page' '<h3|leap' "$site/alerts.html"
run 'inside: show' 0 show visitors
has 'inside: show: marked' '2026-02 .*87,654.*解禁前' "$work/out"
has 'inside: show: the revised one too' '2026-01 .*61,234.*解禁前' "$work/out"
has 'inside: show: until when' '2026-02 .*87,654.*解禁前 .*2026-03-05 08:50 ' "$work/out"
run 'inside: show for a spreadsheet' 0 show visitors --csv
has 'inside: show for a spreadsheet: a column' '^period,value,status,embargo$' "$work/out"
has 'inside: show for a spreadsheet: until when' '^2026-02,87654,final,2026-03-04T23:50:00Z$' "$work/out"
has 'inside: show for a spreadsheet: none' '^2025-12,57[0-9]+,final,$' "$work/out"
cp "$work/out" "$work/visitors.csv"
run 'inside: why' 0 why visitors 2026-02
has 'inside: why: until when' '^解禁 +2026-03-05 08:50$' "$work/out"
run 'inside: status' 0 status
has 'inside: status: marked' '8万7,654|87,654' "$work/out"
has 'inside: status: marked as well' '解禁前' "$work/out"
run 'next says when it is told' 0 next
has 'next says when it is told, and what' '^2026-03-05 08:50 +hand +令和6年度$' "$work/out"
has 'next says when it is told, and what: several' '^2026-03-05 08:50 +visitors +2026年1月〜2026年2月（2期間）$' "$work/out"
run 'next for programs' 0 next --json
same 'next for programs: the hours' 'hand FY2024 FY2024 1,visitors 2026-01 2026-02 2' "$(json "$work/out" \
	"SELECT group_concat(value ->> 'indicator' || ' ' || (value ->> 'first') || ' ' || (value ->> 'last') || ' ' || (value ->> 'periods'))
	FROM j, json_each(j, '\$.embargoes')")"
run 'as of that day' 0 site --as-of 2026-03-04 -o "$work/then-site"
same 'as of that day: no picture of a policy is there that was not' "$(cd "$site" && find . -path '*policies*' | sort)" \
	"$(cd "$work/then-site" && find . -path '*policies*' | sort)"
nowhere 'as of that day: nothing of it' "$work/then-site" 30
run 'a test of delivery' 0 notify test office --dry-run
lacks 'a test of delivery: nothing of it' "$secret|解禁前" "$work/out"
for what in export site chart; do
	mkdir -p "$work/$what"
	run "$what elsewhere" 0 "$what" -o "$work/$what"
	nowhere "$what elsewhere: nothing of it" "$work/$what" 2
done
run 'export as SDMX' 0 export --sdmx -o "$work/sdmx"
nowhere 'export as SDMX: nothing of it' "$work/sdmx"
has 'the export has what stood before' '2026-01,.*57005' "$work/export/visitors.csv"
run 'as of now' 0 chart --as-of 2026-03-04 -o "$work/then"
nowhere 'as of now: nothing of it' "$work/then"
mkdir "$work/briefs"
run 'brief' 0 brief visitors -o "$work/briefs/brief.html"
run 'brief as Markdown' 0 brief visitors
cp "$work/out" "$work/briefs/brief.md"
nowhere 'brief: nothing of it' "$work/briefs"

run 'sheet' 0 sheet g --year 2025 -o "$work/sheet.xlsx"
mkdir "$work/sheet" && (cd "$work/sheet" && python3 -m zipfile -e "$work/sheet.xlsx" .)
nowhere 'sheet: nothing of it' "$work/sheet" 3

serve_here 'serve' --metrics
mkdir "$work/api"
n=0
for path in /api/status /api/indicators/visitors '/api/indicators/visitors?as-of=2026-03-04' /api/programs \
	/api/alerts '/api/alerts?history=yes' /metrics /metrics.txt /status.json /data/visitors.csv /feeds/visitors.atom \
	/feed.atom /releases.ics /indicators/visitors.html /charts/visitors.svg; do
	n=$((n + 1))
	python3 tests/e2e/visitor.py "$where" get "$path" --body "$work/api/$n" >"$work/head"
	has "serve answers $path" '^HTTP/1.1 200|^200' "$work/head"
done
nowhere 'serve' "$work/api" 15

SHIHYO_NOW=2026-03-05T07:00:00+09:00
run 'its day: before the hour' 0 collect
has 'its day: it is asked as if it had not been early' \
	"last_success.*early.* $(date -d "$SHIHYO_NOW" +%s)" "$site/metrics.txt"
SHIHYO_NOW=2026-03-05T08:49:59+09:00
run 'a second before' 0 collect
nowhere 'a second before: the site' "$site" 30
SHIHYO_NOW=2026-03-05T08:50:00+09:00
run 'the hour: nothing is new of its source' 0 collect
has 'the hour: the page' '8万7,654|87,654' "$site/indicators/visitors.html"
has 'the hour: the revised one' '6万1,234|61,234' "$site/indicators/visitors.html"
has 'the hour: the data' 87654 "$site/data/visitors.csv"
has 'the hour: the metrics' 87654 "$site/metrics.txt"
has 'the hour: the letter' '8万7,654' "$work/err"
lacks 'the hour: the letter is not marked' '解禁前' "$work/err"
has 'the hour: the alert' '8万7,654' "$site/alerts.html"
has 'the hour: the picture' '8万7,654|87,654' "$site/charts/visitors.svg"
pictures >"$work/now"
holds 'the hour: the picture is another' test -n "$(diff "$work/pictures" "$work/now")"
run 'the hour: verify' 0 verify
kill "$server"
before=$(sql 'SELECT count(*) FROM mark')
SHIHYO_NOW=2026-03-05T08:51:00+09:00
run 'afterwards nothing is made' 0 collect
has 'afterwards nothing is made: said' '0' "$work/out"
same 'afterwards nothing is made: marks' "$before" "$(sql 'SELECT count(*) FROM mark')"

serve_here 'afterwards: serve'
python3 tests/e2e/visitor.py "$where" get /api/indicators/visitors --body "$work/told" >"$work/head"
has 'afterwards: the API' 87654 "$work/told"
for when in 2026-03-04 2026-03-05T08:49:59%2B09:00; do
	python3 tests/e2e/visitor.py "$where" get "/api/indicators/visitors?as-of=$when" --body "$work/told" >"$work/head"
	has "afterwards: the API as of $when: what stood" 57005 "$work/told"
	lacks "afterwards: the API as of $when: nothing that was not told then" "$secret" "$work/told"
done
kill "$server"

# --- nothing was ever told: what is overdue stays so until something is ---
rm -rf "$state" "$site"
edition public
sed -i 's/^release = .*/release = monthly 26/; s/^embargo = .*/embargo = 18:50/' "$config"
printf '年月,人数（人）\n2026年1月,57005\n2026年2月,57006\n' >"$served/early.csv"
SHIHYO_NOW=2026-03-25T12:00:00+09:00
run 'overdue: all of it is under embargo' 0 collect
has 'overdue: it is told' '公表予定日を過ぎましたが' "$work/err"
SHIHYO_NOW=2026-03-26T18:00:00+09:00
run 'overdue: the day of release' 0 collect
[ -s "$work/err" ] || echo nothing >"$work/err"
lacks 'overdue: the day of release ends nothing' '解消|新しい値を確認しました' "$work/err"
run 'overdue: the alert' 0 alerts
has 'overdue: the alert goes on' '^early:overdue +継続中' "$work/out"
SHIHYO_NOW=2026-03-26T18:50:00+09:00
run 'overdue: the hour' 0 collect
has 'overdue: the hour: it is over' '【解消】.*新しい値を確認しました' "$work/err"

# --- held, and under embargo ---
edition public
rm -rf "$state" "$site"
document 2026年1月 57005
SHIHYO_NOW=2026-03-02T10:00:00+09:00
run 'held: history' 0 collect
document 2026年1月 57005 2026年2月 571000
SHIHYO_NOW=2026-03-04T10:00:00+09:00
run 'held: ten times' 65 collect early
secret='571000|571,000|57万1,000'
has 'held: told without the figure' 'under embargo are held' "$work/err"
lacks 'held: told without the figure, only' "$secret" "$work/err"
run 'held: the list' 0 quarantine
has 'held: the list has it' '57万1,000|571,000' "$work/out"
edition internal
run 'held: inside' 0 site
has 'held: inside: the page is marked' '571,000人（解禁前）' "$site/indicators/visitors.html"
has 'held: inside: machines do not know of it' '^shihyo_held_values 0$' "$site/metrics.txt"
lacks 'held: inside: machines do not have it' "$secret" "$site/status.json"
edition public
run 'held: outside again' 0 site
nowhere 'held: the site' "$site" 30
run 'held: released' 0 quarantine release visitors --note 確認済み
same 'held: released: under its embargo' 1 "$(sql "SELECT count(*) FROM observation WHERE value = '571000' AND embargo > 0")"
nowhere 'held: released: the site' "$site" 30
secret='87654|87,654|8万7,654|61234|61,234|6万1,234'

# --- by hand ---
rm -rf "$state" "$site"
run 'record: of before' 0 record hand FY2023 10000
run 'record: until an hour that is over' 64 record hand FY2024 87654 --until 2026-03-01
has 'record: until an hour that is over: why' 'that is over \(it is 2026-03-04 10:00\)' "$work/err"
run 'record: until no hour' 64 record hand FY2024 87654 --until soon
for when in 2026-04 2027 R8.4 令和9年度; do
	run "record: until $when" 64 record hand FY2024 87654 --until "$when"
	has "record: until $when: why" 'that is longer than a day' "$work/err"
done
for when in 2026-12-01T25:00 2026-12-01T24:00 2026-12-01T08:60 2026-12-01T08:50:99 2026-12-01T08:50+9 \
	2026-12-01T08:50+99:00 2026-12-01T8:50 '2026-12-01 08:50' 2026/12/1T8:50 令和8年12月1日25時; do
	run "record: until $when" 64 record hand FY2024 87654 --until "$when"
	has "record: until $when: why" 'expected a date .* or an instant' "$work/err"
done
run 'as of no hour' 64 site --as-of 2026-12-01T25:00 -o "$work/no-hour"
run 'record: as an input method types it' 0 record hand FY2024 87654 --until ２０２６－１２－０１Ｔ０８：５０ -n
has 'record: as an input method types it: with its hour' '^解禁前: 2026年12月1日8時50分まで' "$work/out"
run 'record: a rehearsal' 0 record hand FY2024 87654 --until 2026-03-06T17:00 -n
has 'record: a rehearsal: until when' '^解禁前: 2026年3月6日17時まで' "$work/out"
run 'record: until a day' 0 record hand FY2024 87654 --until 2026-03-06 -n --json
same 'record: until a day: its beginning' 2026-03-05T15:00:00Z "$(json "$work/out" "SELECT j ->> 'embargo' FROM j")"
run 'record --until' 0 record hand FY2024 87654 --until 2026-03-06T17:00
has 'record --until: it is said' '^解禁前: 2026年3月6日17時まで' "$work/out"
nowhere 'record --until: the site' "$site" 30
run 'a longer embargo' 0 record hand FY2024 87654 --until 2026-03-07T17:00
has 'a longer embargo: it is said' '^解禁前: 2026年3月7日17時まで' "$work/out"
run 'a longer embargo: next' 0 next
same 'a longer embargo: one hour' '2026-03-07 17:00' "$(grep -o '^2026-03-0[67] 17:00' "$work/out")"
SHIHYO_NOW=2026-03-06T17:00:00+09:00
run 'a longer embargo: the hour of before' 0 site
nowhere 'a longer embargo: the hour of before: the site' "$site" 30
mkdir "$work/longer"
run 'a longer embargo: as of then' 0 export --as-of 2026-03-06T17:00 -o "$work/longer"
nowhere 'a longer embargo: as of then' "$work/longer"
SHIHYO_NOW=2026-03-07T17:00:00+09:00
run 'a longer embargo: its own' 0 site
has 'a longer embargo: its own: told' '8万7,654|87,654' "$site/indicators/hand.html"
SHIHYO_NOW=2026-03-04T10:00:00+09:00
run 'and a shorter one' 0 record hand FY2024 87654 --until 2026-03-06T17:00
nowhere 'and a shorter one: the site' "$site" 30
run 'a wrong one' 0 record hand FY2021 61234 --until 2026-03-06T17:00
run 'a wrong one, taken back' 0 record hand FY2021 -s missing
has 'a wrong one, taken back: it is said' '^解禁前: 2026年3月6日17時まで' "$work/out"
lacks 'a wrong one, taken back: untold' 'FY2021' "$site/data/hand.csv"
run 'a wrong one, taken back: inside' 0 show hand
has 'a wrong one, taken back: inside: marked' 'FY2021 .*解禁前' "$work/out"
printf 'period,value\nFY2022,61234\n' >"$work/rows.csv"
run 'import until an hour that is over' 64 import hand "$work/rows.csv" --until 2026-03-01
run 'import --until' 0 import hand "$work/rows.csv" --until 2026-03-06T17:00
nowhere 'import --until: the site' "$site" 30
run 'what show wrote for a spreadsheet' 0 import visitors "$work/visitors.csv"
same 'what show wrote for a spreadsheet: until when' 2 \
	"$(sql "SELECT count(*) FROM observation WHERE embargo = $(date -d 2026-03-05T08:50+09:00 +%s)")"
nowhere 'what show wrote for a spreadsheet: the site' "$site" 30
run 'a later embargo takes nothing back' 65 record hand FY2023 10000 --until 2026-03-06T17:00
has 'a later embargo takes nothing back: why' 'an embargo cannot take it back' "$work/err"
run 'the same value without --until lifts it' 0 record hand FY2024 87654
has 'the same value without --until lifts it: the page' '8万7,654|87,654' "$site/indicators/hand.html"
lacks 'the other one is still kept' '61,234|6万1,234' "$site/indicators/hand.html"

# --- a lost ledger ---
rm -rf "$state" "$site"
edition public
document 2026年1月 57005
SHIHYO_NOW=2026-03-02T10:00:00+09:00
run 'a ledger that will be lost' 0 collect
document 2026年1月 61234 2026年2月 87654
SHIHYO_NOW=2026-03-04T10:00:00+09:00
run 'a ledger that will be lost: early' 0 collect early
run 'a ledger that will be lost: by hand' 0 record visitors 2025-12 61234 --until 2026-03-06T17:00
run 'a ledger that will be lost: said of it' 0 note visitors 2025-12 --cause 61234の要因 --by 試験課 --approved-by 試験課 --public
rm "$state"/ledger.db*
run 'a lost ledger outside' 0 replay
same 'a lost ledger outside: under embargo' 2 "$(sql 'SELECT count(*) FROM observation WHERE embargo IS NOT NULL')"
[ -s "$work/err" ] || echo nothing >"$work/err"
lacks 'a lost ledger outside: no letter' "$secret|leap|解禁前" "$work/err"
nowhere 'a lost ledger outside: the site' "$site" 30
run 'a lost ledger outside: inside' 0 note visitors
has 'a lost ledger outside: inside: the comment is there' '61234の要因' "$work/out"
has 'a lost ledger outside: inside: the comment is marked' '承認済み・公開 .*（解禁前、2026年3月6日17時まで）' "$work/out"
run 'a lost ledger outside: verify' 0 verify
SHIHYO_NOW=2026-03-06T17:00:00+09:00
run 'a lost ledger outside: the hour' 0 collect
has 'a lost ledger outside: the hour: the comment' '61234の要因' "$site/indicators/visitors.html"
SHIHYO_NOW=2026-03-04T10:00:00+09:00

# --- alerts of both kinds of figures ---
rm -rf "$state" "$site"
run 'a figure under embargo' 0 record hand FY2024 87654 --until 2026-03-06T17:00
run 'then one that is told' 0 record hand FY2023 10000
has 'an alert of what is told is told' '1万人|10,000人' "$site/alerts.html"
has 'an alert of what is told is told: to machines' '^shihyo_alert_since.*alert="deep",.*state="firing"' "$site/metrics.txt"
nowhere 'an alert of what is told: nothing else' "$site" 30
run 'and is no secret inside' 0 alerts history
lacks 'and is no secret inside: not marked' '解禁前' "$work/out"
rm -rf "$state" "$site"
edition internal
run 'an alert' 0 record hand FY2023 10000
grep -o '<id>[^<]*' "$site/feed.atom" >"$work/ids"
has 'an alert: in the feed' 'alerts/1/raised' "$work/ids"
SHIHYO_NOW=2026-03-04T11:00:00+09:00
run 'ended inside' 0 record hand FY2024 87654 --until 2026-03-06T17:00
has 'ended inside: the letter' '【解消】【解禁前】' "$work/err"
has 'ended inside: the letter: until when' '解禁前の値を含みます。2026年3月6日17時まで外部に出さないでください' "$work/err"
lacks 'ended inside: the page' '【情報】手で入れる数' "$site/index.html"
has 'ended inside: machines: it goes on' '^shihyo_alert_since.*alert="deep",.*state="firing"' "$site/metrics.txt"
grep -o '<id>[^<]*' "$site/feed.atom" >"$work/now"
same_files 'ended inside: machines: told before is told' "$work/ids" "$work/now"
run 'said of it' 0 note hand FY2024 --cause 要因 --by 試験課
run 'said of it: the list' 0 note hand
has 'said of it: the page is marked' '87,654人（解禁前）</h3>' "$site/indicators/hand.html"
has 'said of it: the list is marked' '87,654人（解禁前、2026年3月6日17時まで）' "$work/out"
run 'said of it: for programs' 0 note hand --json
same 'said of it: for programs: until when' 2026-03-06T08:00:00Z \
	"$(json "$work/out" "SELECT j ->> '\$.comments[0].embargo' FROM j")"
run 'a comment for all' 0 note hand FY2023 --cause 要因 --by 試験課 --approved-by 試験課 --public
holds 'a comment for all: inside it is among the data' test -e "$site/data/comments/comments.csv"
run 'a comment for all: not any more' 0 note hand FY2023 --withdraw --by 試験課
edition public
run 'ended inside: the public pages' 0 site
holds 'a comment for all: nothing of it stays' test ! -e "$site/data/comments"
has 'ended inside: the public pages: it goes on' '1万人|10,000人' "$site/alerts.html"
nowhere 'ended inside: the public pages: nothing of it' "$site" 30
run 'said of it: the list of the public edition' 0 note hand
has 'said of it: the list of the public edition: the same' '（解禁前、2026年3月6日17時まで）' "$work/out"
SHIHYO_NOW=2026-03-06T17:00:00+09:00
run 'ended inside: the hour' 0 site
lacks 'ended inside: the hour: it is over' '【情報】手で入れる数' "$site/index.html"
SHIHYO_NOW=2026-03-04T10:00:00+09:00

# --- the internal edition: marked for people, nothing for machines ---
rm -rf "$state" "$site"
edition internal '[graph plain]' 'title = 図' 'span = 2y' 'rrdgraph = DEF:v=visitors:LAST LINE2:v#1f4e79'
document 2026年1月 57005
SHIHYO_NOW=2026-03-02T10:00:00+09:00
run 'internal: history' 0 collect
document 2026年1月 61234 2026年2月 87654
SHIHYO_NOW=2026-03-04T10:00:00+09:00
run 'internal: early' 0 collect early
has 'internal: the letter is marked' '【注意】【解禁前】' "$work/err"
has 'internal: the letter says until when' '2026年3月5日8時50分まで外部に出さないでください' "$work/err"
lacks 'internal: the letter is not to be passed on' '共有してください' "$work/err"
has 'internal: the page' '解禁前' "$site/indicators/visitors.html"
has 'internal: the picture' '解禁前' "$site/charts/visitors.svg"
has 'internal: the first page: the alert' '【注意】【解禁前】来場者数' "$site/index.html"
has 'internal: the first page in English: the alert' '【注意】【解禁前】来場者数' "$site/en/index.html"
has 'internal: the page of alerts' '【注意】【解禁前】来場者数' "$site/alerts.html"
has 'internal: the page of alerts in English' '【注意】【解禁前】来場者数' "$site/en/alerts.html"
run 'internal: alerts' 0 alerts
has 'internal: alerts: marked' '【注意】【解禁前】来場者数' "$work/out"
run 'internal: alerts, their history' 0 alerts history
has 'internal: alerts, their history: marked' '【注意】【解禁前】来場者数' "$work/out"
run 'internal: alerts for programs' 0 alerts --json
same 'internal: alerts for programs: until when' 2026-03-04T23:50:00Z \
	"$(json "$work/out" "SELECT j ->> '\$.alerts[0].embargo' FROM j")"
run 'internal: handover' 0 handover
has 'internal: handover: marked' '【注意】【解禁前】来場者数' "$work/out"
run 'internal: why' 0 why visitors 2026-02
has 'internal: why: the alert is marked' '【注意】【解禁前】来場者数' "$work/out"
mkdir "$work/machines"
find "$site" \( -name '*.atom' -o -name '*.ics' -o -name '*.csv' -o -name '*.json' -o -name '*.jsonld' -o -name metrics.txt \) \
	-exec cp {} "$work/machines/" \;
nowhere 'internal: what machines read' "$work/machines" 8
mkdir "$work/checked" && "$binary" -c "$config" check --nagios >"$work/checked/out" 2>&1
has 'internal: a monitoring system reads figures' "'visitors'=" "$work/checked/out"
nowhere 'internal: what a monitoring system reads' "$work/checked"
run 'internal: export' 0 export -o "$work/inside"
nowhere 'internal: export' "$work/inside"
run 'internal: sheet' 0 sheet g --year 2025 -o "$work/inside.xlsx"
mkdir "$work/insheet" && (cd "$work/insheet" && python3 -m zipfile -e "$work/inside.xlsx" .)
nowhere 'internal: sheet: nothing of it' "$work/insheet" 3
run 'internal: as of now' 0 site --as-of 2026-03-04 -o "$work/asof"
nowhere 'internal: as of now: as it might be told' "$work/asof" 30
run 'internal: every version' 0 export --vintages -o "$work/versions"
has 'internal: every version: with its hour' '2026-02,.*,87654,.*2026-03-04T23:50:00Z' "$work/versions/visitors.csv"
cp -r "$state" "$work/kept"
rm -rf "$state"
run 'imported again' 0 import "$work/versions"
same 'imported again: with its hour' 2 "$(sql 'SELECT count(*) FROM observation WHERE embargo IS NOT NULL')"
run 'and again: nothing is new' 0 import "$work/versions"
same 'and again: nothing is new: said' 2 "$(sql 'SELECT count(*) FROM observation WHERE embargo IS NOT NULL')"
rm -rf "$state"
mv "$work/kept" "$state"
mkdir "$state/lost" && mv "$state"/ledger.db* "$state/lost"
run 'a lost ledger is made again of the documents' 0 replay
same 'a lost ledger: under embargo' 2 "$(sql 'SELECT count(*) FROM observation WHERE embargo IS NOT NULL')"
run 'internal: pages' 0 collect
SHIHYO_NOW=2026-03-05T08:00:00+09:00
run 'internal: before the hour' 0 collect
cp "$site/graphs/plain.png" "$work/plain.png"
SHIHYO_NOW=2026-03-05T09:00:00+09:00
run 'internal: the hour' 0 collect
holds 'internal: the hour: the graph had a remark' test -n "$(cmp "$work/plain.png" "$site/graphs/plain.png")"
for file in index.html en/index.html alerts.html en/alerts.html; do
	has "internal: the hour: $file: the alert" '【注意】来場者数' "$site/$file"
	lacks "internal: the hour: $file: not marked" '解禁前' "$site/$file"
done
lacks 'internal: the hour: the page' '解禁前' "$site/indicators/visitors.html"
lacks 'internal: the hour: the picture' '解禁前' "$site/charts/visitors.svg"
has 'internal: the hour: the data' 87654 "$site/data/visitors.csv"

# --- the daemon wakes at the hour ---
rm -rf "$state" "$site"
edition public
sed -i 's/^every = 1h/every = 30d/; s/^embargo = .*//' "$config"
document 2026年1月 57005
unset SHIHYO_NOW
run 'the daemon: history' 0 collect
run 'the daemon: by hand' 0 record hand FY2023 87654 --until "$(date -d '+5 seconds' +%Y-%m-%dT%H:%M:%S%:z)"
nowhere 'the daemon: before' "$site" 30
in_background "$binary" -v -c "$config" daemon 2>"$work/daemon.log"
holds 'the daemon: at the hour' wait_for 30 grep -qE '8万7,654|87,654' "$site/indicators/hand.html"
kill -TERM "$background"
wait "$background"
same 'the daemon: one cycle for it' 1 "$(grep -c ' cycle: \|^shihyo: cycle: ' "$work/daemon.log")"

# --- what is refused ---
edition public
sed -i 's/^embargo = .*/embargo = tomorrow/' "$config"
run 'no embargo' 78 check-config
has 'no embargo: said' 'expected a time of the day of release such as 8:50, a day, or an instant' "$work/out"
edition public
sed -i 's/^embargo = .*/embargo = 2026-03-01T08:50/' "$config"
export SHIHYO_NOW=2026-03-05T09:00:00+09:00
run 'an embargo that is over' 0 check-config
has 'an embargo that is over: doubted' '要確認: \[source early\] embargo = 2026-03-01T08:50 は過ぎています' "$work/out"
sed -i 's/^embargo = .*/embargo = 2026-03-06/' "$config"
run 'an embargo until a day' 0 check-config
lacks 'an embargo until a day: no doubt' '要確認: \[source early' "$work/out"
edition public
sed -i '/^release = /d' "$config"
run 'an hour of no day' 78 check-config
has 'an hour of no day: said' 'of indicator visitors no day is known: expected release as well' "$work/out"

finish
