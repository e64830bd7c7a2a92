#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 33: rules that are refused and why; hold, remind, silence, revision; a source that cannot be
# reached is told once for its host, and keeps back what is judged of its values.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

begin() {
	cat >"$config" <<END
; test data
[site]
title = テスト
language = ja
timezone = Asia/Tokyo
state = state
output = site
delay = 0s

[indicator visitors]
title = 試験の入園者数
unit = 人
frequency = fiscal-year
better = higher

[indicator monthly]
title = 試験の月別
unit = 人
frequency = monthly
better = higher

[indicator balance]
title = 試験のDI
unit = ポイント
decimals = 1
frequency = monthly
better = higher
basis = year-on-year

[indicator ratio]
title = 試験の倍率
unit = 倍
decimals = 2
frequency = fiscal-year
better = neutral
END
}

# refused NAME WHEN CLEAR WHY: the alert of an indicator is refused, with the line and the reason.
refused() {
	begin
	printf '\n[alert tried]\nindicator = %s\nwhen = %s\n' "$1" "$2" >>"$config"
	[ -z "$3" ] || echo "clear = $3" >>"$config"
	run "refused: $1, $2, $3" 78 check-config
	has "refused: $1, $2, $3: why" "shihyo\\.ini:[0-9]+: .*$4" "$work/out"
}

refused visitors 'fals 10% from previous' '' 'did you mean .falls.'
refused visitors 'falls 10%' '' 'expected .falls X'
refused visitors 'below 100' 'above 90' 'wrong side'
refused visitors 'below 100' 'below 120' 'expected .above.'
refused visitors 'falls 10% from previous' 'rises -20% from previous' 'wrong side'
refused visitors 'behind target 10' '' 'expected .baseline = PERIOD VALUE.'
refused balance 'falls 10% from previous' '' 'expected points'
refused balance 'falls 10 from last-year' '' 'with the year before already'
refused balance 'below nan' '' 'expected .below NUMBER.'
refused monthly 'falls 10% from previous' '' 'months and quarters have seasons'
refused monthly 'falling 3' '' 'months and quarters have seasons'
refused ratio 'signal' '' 'neither way is worse'
refused nobody 'below 1' '' 'nobody'
begin
cat >>"$config" <<END

[alert tried]
indicator = visitors
when = behind target 10
END
sed -i 's/^title = 試験の入園者数/&\nbaseline = FY2020 100\ntarget = FY2010 200/' "$config"
run 'refused: a target before its baseline' 78 check-config
has 'refused: a target before its baseline: why' 'target|later than that' "$work/out"

# --- hold, remind, silence, revision ---

begin
cat >>"$config" <<END

[notify office]
type = log

[alert fall]
indicator = visitors
when = falls 10% from previous
hold = 2
settle = 2
remind = 2
notify = office

[alert low]
indicator = visitors
when = below 50
notify = office
END
run 'the rules fit' 0 check-config
has 'false alarms: nothing is known without values' '^誤報の見込み: まだどの条件についても分かりません$' "$work/out"

year=2000
# enter VALUE: the value of the next year, entered in the year after.
enter() {
	export SHIHYO_NOW="$((year + 1))-05-01T09:00:00+09:00"
	run "enter FY$year $1" 0 record visitors "FY$year" "$1"
	year=$((year + 1))
}
# told NAME WANT: how many messages the last command wrote.
told() {
	same "$1: messages" "$2" "$(grep -c '【' "$work/err")"
}
state_of() {
	sql "SELECT state FROM alert WHERE rule_id = '$1' ORDER BY number DESC LIMIT 1"
}

enter 1000
enter 900
told 'the first fall' 0
same 'the first fall: pending' 3 "$(state_of fall)"
run 'pending is listed' 0 alerts
has 'pending is listed' '^fall +継続待ち' "$work/out"
run 'pending is no warning' 0 check --nagios
has 'pending is no alert of check' '^SHIHYO OK: [0-9]+ indicators, 0 alerts' "$work/out"
lacks 'pending is not on the pages' '前年度から10％以上低下' "$site/index.html"
run 'pending is not in status' 0 status
lacks 'pending is not in status' '^visitors .*注意' "$work/out"
enter 950
same 'over before it was told' 2 "$(state_of fall)"
lacks 'over before it was told: no page tells of it' '平成13年度 900人' "$site"/alerts.html
told 'over before it was told' 0
enter 800
enter 700
told 'the second in a row' 1
has 'the second in a row: what is said' \
	'【注意】試験の入園者数 平成16年度 700人（前年度比▲12.5％）、前年度から10％以上低下$' "$work/err"
has 'the second in a row: the rule' '判定条件: 前年度から10％以上低下（2回続けて）' "$work/err"
enter 600
told 'no reminder after one' 0
enter 500
told 'a reminder after two' 1
has 'a reminder: says so' '（引き続き該当）$' "$work/err"
run 'acknowledge, by whom and why' 0 alerts ack fall --by 経済総務課 --note '閉園日数の増による'
run 'history: by whom and why' 0 alerts history fall
has 'history: by whom and why' '確認済み +経済総務課 +閉園日数の増による' "$work/out"
enter 400
enter 300
told 'no reminder of what was seen' 0
enter 310
same 'one good value does not settle it' 1 "$(state_of fall)"
enter 320
same 'two do' 2 "$(state_of fall)"
told 'two do' 1

run 'silence without an end' 64 alerts silence low
has 'silence without an end: why' 'expected --until DATE' "$work/err"
run 'silence until yesterday' 64 alerts silence low --until 2001-01-01
run 'silence nothing' 64 alerts silence nothing --until 2030-01-01
run 'silence with a line break' 64 alerts silence low --until 2030-01-01 --note "a
b"
run 'silence, not raised yet' 0 alerts silence low --until 2014-12-31 --note '工事中' --by 課長
run 'the list says so' 0 alerts
has 'the list says so' '^通知停止: low（2015-01-01 00:00まで、課長: 工事中）$' "$work/out"
run 'the list in JSON' 0 alerts --json
same 'the list in JSON: the silence' 'low|2014-12-31T15:00:00Z|課長|工事中' \
	"$(json "$work/out" "SELECT s.value ->> 'of', s.value ->> 'until', s.value ->> 'who', s.value ->> 'note'
	FROM j, json_each(j, '\$.silences') s")"
enter 40
same 'raised in silence' '4 0' "$(state_of low) $(grep -c '50を下回る' "$work/err")"
enter 41
same 'still silent' 4 "$(state_of low)"
export SHIHYO_NOW=2015-01-02T09:00:00+09:00
run 'the silence is over' 0 collect
told 'the silence is over' 1
has 'the silence is over: says so' '（確認・停止の期限後も該当）$' "$work/err"
same 'the silence is over: firing' 0 "$(state_of low)"
run 'nothing more' 0 collect
told 'nothing more' 0
run 'silence and unsilence' 0 alerts silence visitors --until 2016-01-01
same 'silence by indicator' 4 "$(state_of low)"
run 'unsilence' 0 alerts unsilence visitors --json
same 'unsilence: JSON' '1|visitors|firing|1' \
	"$(json "$work/out" "SELECT j ->> 'version', j ->> 'id', j ->> 'state', j ->> 'open' FROM j")"
same 'unsilence: firing' 0 "$(state_of low)"

export SHIHYO_NOW=2015-02-01T09:00:00+09:00
run 'a revision' 0 record visitors "FY$((year - 1))" 60
told 'a revision resolves' 1
has 'a revision resolves: and says so' '【解消】.*（平成24年度の値が41人から60人に改定されたため）$' "$work/err"
run 'another revision' 0 record visitors "FY$((year - 1))" 45
has 'another revision raises: and says so' '【注意】.*50を下回る（平成24年度の値が60人から45人に改定されたため）$' "$work/err"
same 'history is append only' 'alert history is append only' \
	"$(sqlite3 "$state/ledger.db" "UPDATE alert_history SET who = 'x'" 2>&1 | grep -o 'alert history is append only')"

run 'seen, until the next value' 0 alerts ack low --until next-release --by 課長
has 'seen, until the next value: said' '（次の値まで）' "$work/out"
run 'seen: a revision' 0 record visitors "FY$((year - 1))" 44
told 'seen: a revision tells nothing' 0
same 'seen: until when, as JSON' 'acknowledged next-release' "$(get alerts --json |
	python3 -c 'import json, sys; [print(a["state"], a["until"]) for a in json.load(sys.stdin)["alerts"] if a["id"] == "low"]')"
run 'the next value' 0 record visitors "FY$year" 43
has 'the next value: told again' '（確認・停止の期限後も該当）$' "$work/err"
same 'the next value: firing' 0 "$(state_of low)"
run 'a silence needs a day' 64 alerts silence low --until next-release
run 'a source has no releases' 64 alerts ack nobody:unreachable --until next-release

# --- sources ---

rm -rf "$state"
publish "$served"
for one in a b; do
	printf '年月,値\n2026-01,100\n' >"$served/$one.csv"
done
begin
for one in a b; do
	cat >>"$config" <<END

[source source-$one]
title = 出典$one
url = http://127.0.0.1:$port/$one.csv
format = csv
every = 1h

[indicator of-$one]
title = 出典の値$one
unit = 件
frequency = monthly
better = lower
source = source-$one
value = 値
period = 年月

[alert high-$one]
indicator = of-$one
when = above 150
END
done
export SHIHYO_NOW=2026-03-01T09:00:00+09:00
run 'fetched' 0 collect
for at in 2026-03-02T09 2026-03-02T12 2026-03-02T15; do
	mkdir -p "$work/away"
	mv "$served"/*.csv "$work/away/" 2>/dev/null
	export SHIHYO_NOW="$at:00:00+09:00"
	run "away at $at" 69 collect
	told "away at $at" 0
done
export SHIHYO_NOW=2026-03-03T10:00:00+09:00
run 'away for a day' 69 collect
told 'away for a day: one message' 1
has 'away for a day: of both' '【注意】出典 出典a 取得できません（ほか1出典）$' "$work/err"
has 'away for a day: what it keeps back' 'これらの指標の値による通知は行いません' "$work/err"
run 'both are listed' 0 alerts
has 'both are listed' '^source-b:unreachable +継続中 +unreachable' "$work/out"
run 'in JSON' 0 alerts --json
same 'in JSON: a source, no value' 'source-a||' \
	"$(json "$work/out" "SELECT a.value ->> 'source', a.value ->> 'indicator', a.value ->> 'value'
	FROM j, json_each(j, '\$.alerts') a WHERE a.value ->> 'id' = 'source-a:unreachable'")"
export SHIHYO_NOW=2026-03-04T10:00:00+09:00
run 'still away' 69 collect
told 'still away' 0
run 'acknowledge one' 0 alerts ack source-a:unreachable
run 'silence a source' 0 alerts silence source-b --until 2026-03-20

mv "$work/away/a.csv" "$served/a.csv"
export SHIHYO_NOW=2026-03-05T10:00:00+09:00
run 'one is back' 69 collect
told 'one is back: not while the other is away' 0
printf '年月,値\n2026-01,100\n2026-02,200\n' >"$served/b.csv"
export SHIHYO_NOW=2026-03-06T10:00:00+09:00
run 'the other too, with a new value' 0 collect
has 'the other too: its value is judged' '【注意】出典の値b 2026年2月 200件.*150を上回る' "$work/err"
same 'none is open but that' high-b "$(sql 'SELECT rule_id FROM alert WHERE state <> 2')"

# Its form changes: what it says is not told until somebody looked.
printf '別の表\nなし\n' >"$served/a.csv"
export SHIHYO_NOW=2026-03-07T10:00:00+09:00
run 'another form' 65 collect
told 'another form: once is no alert' 0
export SHIHYO_NOW=2026-03-07T12:00:00+09:00
run 'another form, twice' 65 collect
has 'another form, twice: told' '【注意】出典 出典a 様式が変わった可能性があり、読み取れません$' "$work/err"
sed -i 's/^title = 出典a/&\nwatch = no/' "$config"
export SHIHYO_NOW=2026-03-07T17:00:00+09:00
run 'not watched' 65 collect
same 'not watched: over without a message' '2 0' "$(state_of source-a:changed) $(grep -c '解消' "$work/err")"

# --- what its calendar expects ---

rm -rf "$state"
printf '年月,値\n2025-12,100\n2026-01,101\n' >"$served/late.csv"
begin
cat >>"$config" <<END

[source late]
title = 遅れる出典
url = http://127.0.0.1:$port/late.csv
format = csv
every = 1d
release = monthly 20 for previous month
grace = 5d

[indicator late-one]
title = 遅れる値
unit = 件
frequency = monthly
better = higher
source = late
value = 値
period = 年月
END
export SHIHYO_NOW=2026-03-01T09:00:00+09:00
run 'scheduled' 0 collect
for day in 21 24; do
	export SHIHYO_NOW="2026-03-${day}T09:00:00+09:00"
	run "due on March $day" 0 collect --force
	told "due on March $day" 0
done
export SHIHYO_NOW=2026-03-26T09:00:00+09:00
run 'overdue' 0 collect --force
has 'overdue: told' '【情報】出典 遅れる出典 公表予定日を過ぎましたが、新しい値を確認できていません$' "$work/err"
has 'overdue: which, and since when' '遅れる値 2026年2月分の公表予定日（2026年3月20日）を過ぎましたが' "$work/err"
has 'overdue: its document' '公表資料は取得できていますが、予定日より前から変わっていません' "$work/err"
lacks 'overdue: never that it was not published' '未公表' "$work/err"
run 'overdue: check' 1 check
run 'overdue: acknowledged' 0 alerts ack late:overdue --note '公表元に確認済み'
run 'overdue: check is calm' 0 check
export SHIHYO_NOW=2026-03-28T09:00:00+09:00
run 'overdue: once' 0 collect --force
told 'overdue: once' 0
cat >>"$config" <<END

[alert late-rule]
indicator = late-one
when = overdue
severity = critical
END
run 'a rule of its own' 0 collect --force
has 'a rule of its own: by its own severity' '【要確認】遅れる値 2026年1月 101件.*2026年2月分の公表予定日' "$work/err"
same 'a rule of its own: in place of the other' 'late-rule' "$(sql 'SELECT rule_id FROM alert WHERE state <> 2')"
printf '年月,値\n2025-12,100\n2026-01,101\n2026-02,102\n' >"$served/late.csv"
export SHIHYO_NOW=2026-03-29T09:00:00+09:00
run 'it came' 0 collect --force
has 'it came: resolved' '【解消】遅れる値 2026年2月 102件' "$work/err"
run 'a calendar is replayed' 0 alerts backtest late-rule
has 'a calendar is replayed: when it was late, and when it came' '^2026-03-26 +2026年2月 +2026-03-29 ' "$work/out"
has 'a calendar is replayed: too short for a rate' '算出不可（公表の遅れは模擬できないため）' "$work/out"
export SHIHYO_NOW=2027-03-29T09:00:00+09:00
run 'a calendar is replayed: a year later' 0 alerts backtest late-rule
has 'a calendar is replayed: what is late now' '^2026-04-.* 継続中 ' "$work/out"
has 'a calendar is replayed: by history' '公表の記録（2026-..-..から）による頻度: 年1\.' "$work/out"
export SHIHYO_NOW=2026-03-29T09:00:00+09:00
sed -i 's/^when = overdue/&\nhold = 2/' "$config"
run 'hold has no meaning for it' 78 check-config
has 'hold has no meaning for it: why' 'judged once, expected no hold' "$work/out"

# --- a revision takes back that it held for long enough ---

begin
rm -rf "$state"
printf '\n[notify office]\ntype = log\n\n[alert low]\nindicator = visitors\nwhen = below 6\nhold = 2\nnotify = office\n' >>"$config"
year=2024
enter 5
enter 5
told 'it held' 1
export SHIHYO_NOW=2026-11-02T09:00:00+09:00
run 'taken back' 0 record visitors FY2024 50
told 'taken back' 1
same 'taken back: it waits' 3 "$(state_of low)"
has 'taken back: told as over' '【解消】試験の入園者数 令和7年度 5人.*「6を下回る（2回続けて）」は解消（令和6年度の値が5人から50人に改定されたため）$' "$work/err"
has 'taken back: since when it was so' '2026年5月1日からのお知らせは解消しました' "$work/err"
lacks 'taken back: nothing is asked' 'alerts ack|から該当' "$work/err"

# --- what ends without being better, what is revised again, what is taken back ---

begin
rm -rf "$state"
sed -i 's/^title = 試験の月別/&\nbaseline = 2023-03 500\ntarget = 2027-03 600/' "$config"
cat >>"$config" <<END

[notify office]
type = log

[alert fall]
indicator = monthly
when = falls 10% from last-year
clear = rises 0% from last-year
notify = office

[alert path]
indicator = monthly
when = behind target 50
notify = office

[alert changed]
indicator = monthly
when = revised by 2%
notify = office

[alert low]
indicator = monthly
when = below 750
notify = office
END
{
	echo 'period,value'
	for year in 2023 2024 2025 2026; do
		for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
			case $month in 0[678]) value=800 ;; *) value=400 ;; esac
			[ "$year" = 2026 ] && value=$((value * 88 / 100))
			[ "$year$month" -gt 202606 ] || echo "$year-$month,$value"
		done
	done
} >"$work/months.csv"
export SHIHYO_NOW=2026-07-10T09:00:00+09:00
run 'months of a year' 0 import monthly "$work/months.csv"
told 'months of a year' 3
has 'seasons: the year before first' '【注意】試験の月別 2026年6月 704人、前年同月比▲12\.0％、10％以上の低下$' "$work/err"
has 'seasons: one month is no target' '【注意】試験の月別 2026年6月 704人（前年同月比▲12\.0％）、直近12か月平均の目標経路との差▲109\.3人$' "$work/err"
has 'seasons: the month before as well' '前月比＋352人、＋100\.0％（季節による動きを含む）' "$work/err"
has 'seasons: the mean and its target' '直近12か月平均 472\.0人（目標600人まで128\.0人）' "$work/err"
has 'the path: what it asks for' '2026年6月の目安: 581\.3人、基準値 500人（2023年3月）、目標値 600人（2027年3月）' "$work/err"

export SHIHYO_NOW=2026-07-11T09:00:00+09:00
sed -i -e 's/^when = falls 10%/when = falls 40%/' -e '/^clear = /d' "$config"
run 'another threshold' 0 collect
told 'another threshold' 1
has 'another threshold: no recovery' '【終了】試験の月別 .*「前年同月から10％以上低下」のお知らせは終了（判定条件または目標値が変更されたため）$' "$work/err"
lacks 'another threshold: not told as one' '解消しました|【解消】|対応は不要' "$work/err"
has 'another threshold: both' '変更前の判定条件: 前年同月から10％以上低下' "$work/err"
has 'another threshold: the new one' '変更後の判定条件: 前年同月から40％以上低下' "$work/err"
run 'another threshold: history' 0 alerts history fall
has 'another threshold: history' '判定条件または目標値が変更されたため' "$work/out"
sed -i 's/^target = .*/target = 2027-03 400/' "$config"
run 'another target' 0 collect
told 'another target' 1
has 'another target: no success' '【終了】試験の月別 .*目安を50人以上下回る」のお知らせは終了（判定条件または目標値' "$work/err"

export SHIHYO_NOW=2026-07-12T09:00:00+09:00
run 'a revision of a month' 0 record monthly 2026-05 300
told 'a revision of a month' 1
has 'a revision of a month: which' '2026年5月の値を352人から300人に改定$' "$work/err"
export SHIHYO_NOW=2026-07-13T09:00:00+09:00
run 'a further revision' 0 record monthly 2025-12 100
told 'a further revision' 1
has 'a further revision: which' '2025年12月の値を400人から100人に改定（ほか1件）$' "$work/err"
has 'a further revision: and the other' '2026年5月の値: 352人→300人（▲14\.8％）、2026年7月12日取得' "$work/err"
run 'a further revision: once' 0 collect
told 'a further revision: once' 0
export SHIHYO_NOW=2026-07-14T09:00:00+09:00
run 'a month is taken back' 0 record monthly 2026-06 -s missing
told 'a month is taken back' 1
has 'a month is taken back: no state of before' '【情報】試験の月別 2026年6月 値が撤回されたため判定できません（判定条件: 750を下回る）$' "$work/err"
lacks 'a month is taken back: nor in the text' '704人|から該当|値の種類' "$work/err"
has 'a month is taken back: what stands' '値のある最新の期: 2026年5月 300人' "$work/err"
export SHIHYO_NOW=2026-08-10T09:00:00+09:00
run 'the next period' 0 record monthly 2026-07 700
told 'the next period' 1
has 'the next period: told in place of what was taken back' '【注意】試験の月別 2026年7月 700人.*750を下回る$' "$work/err"
lacks 'the next period: ends the other without a word' '改定' "$work/err"
run 'the next period: history' 0 alerts history changed
has 'the next period: history says why' '次の期の値が公表されたため.*【終了】' "$work/out"

finish
