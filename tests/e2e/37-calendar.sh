#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 37: the calendar of publication over months of a clock that is set: a source is looked at once a
# week while nothing is expected, often from its day until the figure is there, then not before the
# next; what is overdue is said; a machine that was off, failures, a clock that was wrong.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
# add_monthly NAME RELEASE
add_monthly() {
	cat >>"$config" <<END
[source $1]
url = http://127.0.0.1:$port/flaky/$1.csv
format = csv
every = 1d
release = $2
grace = 3bd

[indicator $1]
title = test indicator $1
unit = 人
frequency = monthly
better = higher
source = $1
value = 人数
END
}
# write_months FILE PERIOD...: a document of test data, the value of each month its number.
write_months() {
	months_file=$1
	shift
	{
		printf 'これは試験用のデータです（test data）\n年月,人数（人）\n'
		for month in "$@"; do
			printf '%s年%s月,%s\n' "${month%-*}" "$(echo "${month#*-}" | sed 's/^0//')" \
				"$(echo "$month" | tr -d -)"
		done
	} >"$months_file.new"
	mv "$months_file.new" "$months_file"
}
# at WHEN [TIME]: sets the clock.
at() {
	export SHIHYO_NOW="$1T${2:-12:00}:00+09:00"
}
# collected NAME COUNT: what is due is collected; the publisher was asked so often since the last.
asked=0
collected() {
	get collect >/dev/null
	now_asked=$(requests '^GET /flaky/dated.csv ')
	same "$1" "$2" $((now_asked - asked))
	asked=$now_asked
}

add_monthly dated 'monthly 25 next-business-day'
write_months "$served/dated.csv" 2026-02 2026-03
at 2026-04-28
collected 'the first time' 1
at 2026-04-29
collected 'a day later: nothing is expected' 0
at 2026-05-05
collected 'once a week nevertheless' 1
at 2026-05-12
collected 'the week after' 1
at 2026-05-18
collected 'six days later' 0
at 2026-05-19
collected 'and after seven' 1
at 2026-05-25 00:00
get next >"$work/out"
has 'its day: said' '^dated +2026-05-25 00:[0-5][0-9] +dated Apr 2026: was expected on' "$work/out"
at 2026-05-25 01:00
collected 'its day: looked for in its first hour' 1
at 2026-05-25 01:30
collected 'its day: not twice an hour' 0
for hour in 02 03 04 05 06; do
	at 2026-05-25 "$hour:10"
	collected "its day: again at $hour:10" 1
done
write_months "$served/dated.csv" 2026-02 2026-03 2026-04
at 2026-05-25 09:00
collected 'its day: there it is' 1
same 'it was recorded' '2026-04,202604' "$(values dated | tail -n 1)"
at 2026-05-25 15:00
collected 'then silence' 0
at 2026-05-31
collected 'for days' 0
at 2026-06-24
collected 'a look before the next' 1

# The next does not come.
at 2026-06-25 02:00
collected 'June: its day' 1
run 'June: due is no complaint' 0 check
at 2026-06-29
collected 'June: four days later' 1
at 2026-06-30 23:59
collected 'June: on the last day of grace' 1
run 'June: still none' 0 check
at 2026-07-01 00:00
run 'overdue after three business days' 1 check --nagios
has 'overdue: the first line' '^SHIHYO WARNING: 1 indicators, .*, 1 overdue' "$work/out"
has 'overdue: whose, which, since when' \
	'^dated May 2026: was expected on 25 Jun 2026; no new value could be confirmed$' "$work/out"
run 'overdue: status' 0 status
has 'overdue: status says it' '^dated May 2026: was expected on' "$work/out"
run 'overdue: status --json' 0 status --json
same 'overdue: status --json has it' 'overdue|2026-05|2026-05|2026-06-25||2026-06-30T15:00:00Z' \
	"$(json "$work/out" "SELECT json_extract(j, '\$.indicators[0].expected.state') || '|' ||
	json_extract(j, '\$.indicators[0].expected.period') || '|' ||
	json_extract(j, '\$.indicators[0].expected.last') || '|' ||
	json_extract(j, '\$.indicators[0].expected.date') || '|' ||
	coalesce(json_extract(j, '\$.indicators[0].expected.time'), '') || '|' ||
	json_extract(j, '\$.indicators[0].expected.overdue_from') FROM j")"
sed -i 's/^language = en/language = ja/' "$config"
run 'overdue: in Japanese' 1 check
has 'overdue: the words of the house' \
	'^dated 2026年5月分の公表予定日（2026年6月25日）を過ぎましたが、新しい値を確認できていません$' "$work/out"
run 'overdue: next in Japanese' 0 next
lacks 'overdue: never that it was not published' '未公表' "$work/out"
has 'overdue: its state' '^dated +2026年5月 +2026年6月25日 +公表予定日超過$' "$work/out"
sed -i 's/^language = ja/language = en/' "$config"

# Somebody enters it, or says that there is none.
cp "$config" "$work/as-it-was.ini"
sed -i 's/^release = monthly 25.*/&, skip 2026-05/' "$config"
run 'skipped: no complaint' 0 check
run 'skipped: next' 0 next
has 'skipped: the one after is expected' '^dated +Jun 2026 +27 Jul 2026 +scheduled$' "$work/out"
sed -i 's/, skip 2026-05/, on 2026-07-10=2026-05/' "$config"
run 'put off: no complaint' 0 check
run 'put off: next' 0 next
has 'put off: the new day' '^dated +May 2026 +10 Jul 2026 +scheduled$' "$work/out"
cp "$work/as-it-was.ini" "$config"
run 'overdue again' 1 check

# Nobody was there for two months; what is missing by then is said, and one look is enough.
at 2026-09-01
run 'away for two months: cron or daemon is dead' 3 check
has 'away: three are overdue, from the first' '^dated May 2026 to Jul 2026: was expected on 25 Jun' \
	"$work/out"
write_months "$served/dated.csv" 2026-03 2026-04 2026-05 2026-06 2026-07
collected 'away: looked at once' 1
collected 'away: and not again' 0
run 'away: all is well' 0 check
same 'away: all three are there' 3 "$(values dated | grep -c '2026-0[567],')"

# A clock that was ten years ahead costs one look.
at 2036-09-01
collected 'the clock is wrong' 1
at 2026-09-02
collected 'the clock is right again' 1
at 2026-09-03
collected 'and all is as before' 0

# A publisher that fails is asked ever more seldom, also by processes that know nothing of each other.
echo 503 >"$served/dated.csv.fault"
at 2026-09-11
collected 'a failure' 1
at 2026-09-11 12:10
collected 'ten minutes later' 0
at 2026-09-11 12:19
collected 'a quarter of an hour, and a bit' 1
at 2026-09-11 12:45
collected 'not after as long' 0
at 2026-09-11 12:57
collected 'after twice as long' 1
run 'failing: next says why' 0 next
has 'failing: how often' '^dated +2026-09-11 1[34]:[0-9]+ +failed, 3 times in a row$' "$work/out"
get next --json >"$work/one"
get next --json >"$work/two"
same_files 'failing: the next try is the same for all' "$work/one" "$work/two"
same 'failing: next --json' 'dated|retry|3' "$(json "$work/one" \
	"SELECT json_extract(j, '\$.sources[0].id') || '|' || json_extract(j, '\$.sources[0].why') ||
	'|' || json_extract(j, '\$.sources[0].failures') FROM j")"
rm "$served/dated.csv.fault"
at 2026-09-12
collected 'it works again' 1

# One entered by hand, announced dates, and the releases to come.
cat >>"$config" <<END
[indicator hand]
title = by hand
unit = 件
frequency = fiscal-year
better = higher
release = yearly 09-30
grace = 30d
END
at 2026-10-30
get collect >/dev/null
run 'by hand: due' 0 next
has 'by hand: which' '^hand +FY2025 +30 Sep 2026 +due$' "$work/out"
at 2026-10-31
run 'by hand: overdue' 1 check hand
has 'by hand: named' '^hand FY2025: was expected on 30 Sep 2026' "$work/out"
run 'by hand: entered' 0 record hand FY2025 12
run 'by hand: all is well' 0 check hand
run 'releases to come' 0 next --days 80 --json
same 'releases to come: which' '2026-11-25 dated 2026-10,2026-12-25 dated 2026-11' \
	"$(json "$work/out" "SELECT group_concat(json_extract(value, '\$.date') || ' ' ||
	json_extract(value, '\$.indicator') || ' ' || json_extract(value, '\$.period'))
	FROM json_each((SELECT j FROM j), '\$.releases')")"
run 'releases to come: as a table' 0 next --days 80
has 'releases to come: a line' '^2026-12-25 +dated +Nov 2026$' "$work/out"
run 'a number of days that is none' 64 next --days soon
sed -i 's/^release = yearly 09-30/release = on 2026-09-30=FY2025/' "$config"
run 'a list that is used up' 0 next
has 'a list that is used up: said' '^hand +calendar used up$' "$work/out"
run 'a list that is used up: status' 0 status
has 'a list that is used up: to be gone on with' '^hand the list of announced dates is used up$' "$work/out"
run 'a list that is used up: no complaint' 0 check hand
sed -i 's/^release = on .*/release = monthly 32/' "$config"
run 'a rule that is none' 78 check-config
has 'a rule that is none: what was expected' 'release: "monthly 32": "32", expected a day: 1 to 31' \
	"$work/out"
finish
