#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 34: rules replayed over the history as it was known: a configured one, all, one of the command
# line; the shipped catalogue's falls; what they cost where nothing happens.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh
# shellcheck source=tests/e2e/demo.sh disable=SC1091
. tests/e2e/demo.sh

# --- vintages of our own ---

cat >"$config" <<END
; test data
[site]
title = テスト
language = en
timezone = Asia/Tokyo
state = state
output = site

[indicator visitors]
title = 試験の入園者数
title.en = Visitors
unit = 人
unit.en = persons
frequency = fiscal-year
better = higher

[alert low]
indicator = visitors
when = below 100
clear = above 110
END
run 'no ledger: nothing to replay' 0 alerts backtest low
has 'no ledger: said so' '^no values$' "$work/out"

# enter DAY PERIOD VALUE
enter() {
	export SHIHYO_NOW="$1T09:00:00+09:00"
	run "enter $2 $3" 0 record visitors "$2" "$3"
}
enter 2001-05-01 FY2000 120
enter 2002-05-01 FY2001 90
enter 2002-07-01 FY2001 115
enter 2003-05-01 FY2002 95
enter 2004-05-01 FY2003 105
enter 2005-05-01 FY2004 130
run 'replay' 0 alerts backtest low
has 'replay: what rule' '^low: Visitors, below 100; clears: above 110$' "$work/out"
has 'replay: raised by a first figure, cleared by its revision' \
	'^2002-05-01 +FY2001 +90 persons +2002-07-01 +FY2001 +1  below 100$' "$work/out"
has 'replay: held between the limits' '^2003-05-01 +FY2002 +95 persons +2005-05-01 +FY2004 +2  below 100$' \
	"$work/out"
same 'replay: no more than that' 2 "$(grep -c 'below 100$' "$work/out")"
has 'replay: one day is assumed' '^1 of them were recorded together' "$work/out"
has 'replay: too few to simulate' '^false alarms to expect .*not known \(too few values\)$' "$work/out"
run 'from and to' 0 alerts backtest low --from 2003-01-01 --to 2004-12-31
has 'from and to: what is open at the end' '^2003-05-01 +FY2002 +95 persons +still open +2  below 100$' "$work/out"
lacks 'from and to: nothing before' '2002-05-01 +FY2001' "$work/out"
run 'in place of the rule' 0 alerts backtest low --when 'falls 15% from previous' --hold 1 --json
same 'in place of the rule: JSON' 'low|visitors|falls 15% from previous||2|2002-05-01|FY2001|2002-07-01|5|6' \
	"$(json "$work/out" "SELECT r.value ->> 'id', r.value ->> 'indicator', r.value ->> 'when',
	r.value ->> 'clear', json_array_length(r.value, '\$.alerts'), r.value ->> '\$.alerts[0].raised',
	r.value ->> '\$.alerts[0].period', r.value ->> '\$.alerts[0].cleared', r.value ->> '\$.values',
	r.value ->> '\$.versions' FROM j, json_each(j, '\$.rules') r")"

# --- what is wrong with the question ---

run 'an unknown rule' 64 alerts backtest nobody
has 'an unknown rule: why' '"nobody" is no \[alert\]' "$work/err"
run 'an unknown indicator' 64 alerts backtest --indicator nobody --when 'below 1'
run 'when without an indicator' 64 alerts backtest --when 'below 1'
run 'a rule that is none' 64 alerts backtest --indicator visitors --when 'bellow 1'
has 'a rule that is none: why' 'did you mean .below.' "$work/err"
run 'a clear on the wrong side' 64 alerts backtest --indicator visitors --when 'below 5' --clear 'above 4'
run 'clear without when' 64 alerts backtest low --clear 'above 4'
run 'a rule that does not fit' 64 alerts backtest --indicator visitors --when 'behind target 5'
has 'a rule that does not fit: why' 'does not fit indicator visitors' "$work/err"
run 'from after to' 64 alerts backtest low --from 2005-01-01 --to 2004-01-01
run 'hold nothing' 64 alerts backtest --indicator visitors --when 'below 1' --hold 0
run 'no day' 64 alerts backtest low --from yesterday

# --- the shipped catalogue ---

rm -rf "$state" "$site"
use_catalogue
export SHIHYO_NOW=2026-03-01T09:00:00+09:00
run 'collect the catalogue' 0 collect
run 'the zoo: a fall of a tenth' 0 alerts backtest --indicator zoo-visitors --when 'falls 10% from previous'
has 'the zoo: two years after its best one' \
	'^2010-04-01 +平成21年度 +2,460,000人 +2013-04-01 +平成24年度 +2  前年度から10％以上低下$' "$work/out"
has 'the zoo: what it costs' '^変化がない場合の誤報の見込み: 年0\.[0-9]{2}回（正規乱数の値45件と1年分を2000回模擬）$' \
	"$work/out"
run 'the zoo: two falls in a row' 0 alerts backtest --indicator zoo-visitors --when 'falling 2'
has 'the zoo: two falls in a row' '^2010-04-01 +平成21年度 ' "$work/out"
run 'the zoo: a floor of a million' 0 alerts backtest --indicator zoo-visitors --when 'below 1000000'
lacks 'the zoo: a floor says nothing of all that' '^20(0[6-9]|1)' "$work/out"
run '2020: a fall of 10 points' 0 alerts backtest --indicator national-lobo-di --when 'falls 10 from previous'
has '2020: in March' '^2020-04-01 +2020年3月 +▲49\.0ポイント ' "$work/out"
run '2020: a floor of -50' 0 alerts backtest --indicator national-lobo-di --when 'below -50'
has '2020: in April' '^2020-05-01 +2020年4月 ' "$work/out"
run 'all rules' 0 alerts backtest
has 'all rules: a line each' '^zoo-[a-z]+ +zoo-visitors ' "$work/out"
run 'check-config says the sum' 0 check-config
has 'check-config says the sum' '^誤報の見込み: 年[0-9.]+回（[0-9]+件の条件について、全[0-9]+件' "$work/out"
cp "$work/out" "$work/first"
run 'and again' 0 check-config
same_files 'and again: the same figure' "$work/first" "$work/out"

# --- the examples of shihyo-alerts(7) run, and say what it says ---

manual=$root/man/shihyo-alerts.7
rm -rf "$work/manual" && mkdir "$work/manual"
# piece NAME: what stands between its marks, as it is shown.
piece() {
	sed -n "/^\.\\\\\" begin $1\$/,/^\.\\\\\" end $1\$/p" "$manual" | grep -v '^\.'
}
piece shihyo.ini >"$work/manual/shihyo.ini"
piece visitors.csv >"$work/manual/visitors.csv"
export SHIHYO_NOW=2025-06-01T09:00:00+09:00
sed -n 's/^\.Dl shihyo -c shihyo.ini //p' "$manual" >"$work/manual/commands"
same 'the manual: its examples' 12 "$(wc -l <"$work/manual/commands")"
cd "$work/manual" || exit 1
while read -r command; do
	if eval "shihyo -c shihyo.ini $command" >>out 2>>err </dev/null; then
		ok "the manual: $command"
	else
		fail "the manual: $command" "$(tail -n 3 err)"
	fi
done <commands
cd "$root" || exit 1
for id in visitors-fall visitors-lowest visitors-path; do
	same "the manual: what $id would have said" \
		"$(piece backtest | awk -v id=$id '$1 == id { print $(NF - 2), $(NF - 1), $NF }')" \
		"$(awk -v id=$id '$1 == id && /a year$/ { print $(NF - 5), $(NF - 3), $(NF - 2) }' "$work/manual/out")"
done
has 'the manual: a limit instead' '2021-04-01  FY2020  620 persons  2023-04-01' "$work/manual/out"

# --- limits that are fixed ---

{
	sed -n '1,/^output/p' "$work/manual/shihyo.ini"
	printf '\n[indicator steady]\ntitle = Steady\nunit = persons\nfrequency = fiscal-year\nbetter = higher\n'
	printf '\n[alert unusual]\nindicator = steady\nwhen = signal outside\n'
} >"$config"
rm -rf "$state"
awk 'BEGIN { print "period,value"; for (i = 0; i < 24; i++) print "FY" 1990 + i "," (i < 14 ? 100 + i % 3 : 92 + i % 3) }' \
	>"$work/steady.csv"
sed -i 's/^better = higher/&\nlimits_baseline = 12/' "$config"
run 'limits of the first twelve' 0 import steady "$work/steady.csv"
same 'limits of the first twelve: it fires' 1 "$(get alerts list --json | grep -c '"firing"')"
has 'limits of the first twelve: said with it' 'control limits: .* fixed on the first 12 values' "$work/err"
has 'limits of the first twelve: what it costs' 'Where nothing changes it is told ' "$work/err"
run 'the limits' 0 alerts limits
has 'the limits: of what' '^steady +values +12\* +98 persons +101 persons +104 persons +-0\.41 +full +outside' "$work/out"
has 'the limits: which values break what' '^FY2004 +94 persons +outside' "$work/out"
run 'the limits: as JSON' 0 alerts limits steady --json
has 'the limits: as JSON: what is flagged' '"FY2004","value":94,"judged":94\.000000,"high":..,"low":."outside"' "$work/out"
run 'the limits: of nothing' 64 alerts limits nobody
sed -i 's/^limits_baseline = .*/limits_baseline = 11/' "$config"
run 'too short a baseline' 78 check-config
has 'too short a baseline: why' 'limits_baseline.* 12 ' "$work/out"

finish
