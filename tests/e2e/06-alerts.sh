#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 06: alerts: raised once, told once, kept between the two limits, acknowledged, resolved; and
# what `check` says to a monitoring system.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

cat >"$config" <<END
; test data
[site]
title = テスト
language = ja
timezone = Asia/Tokyo
state = state
output = site

[challenge problem]
title = 試験の課題

[policy answer]
title = 試験の施策
challenge = problem

[program direct]
title = 直接の事業
policy = answer
budget.2024 = 12345
moves = visitors
owner = 試験課

[program effort]
title = 予算のない取組
policy = answer
kind = effort
moves = visitors

[program background]
title = 背景の事業
policy = answer
budget.2024 = 777
context = visitors

[program elsewhere]
title = 別の指標の事業
policy = answer
budget.2024 = 888
moves = other

[indicator visitors]
title = 試験の入園者数
unit = 人
frequency = monthly
better = higher

[indicator other]
title = 試験の別の指標
unit = 件
frequency = monthly
better = lower

[notify office]
type = log

[alert low]
indicator = visitors
when = below 100
clear = above 120
severity = warning
notify = office

[alert high]
indicator = other
when = above 10
severity = critical

[alert hint]
indicator = other
when = above 5
severity = info
END

export SHIHYO_NOW=2026-03-01T09:00:00+09:00
# enter PERIOD VALUE: one more value of the indicator under watch.
enter() {
	run "enter $1 $2" 0 record visitors "$1" "$2"
}

# alert_state: state and instants of the newest alert `low`.
alert_state() {
	sql "SELECT state, datetime(since, 'unixepoch'), datetime(changed, 'unixepoch'), value
		FROM alert WHERE rule_id = 'low' ORDER BY number DESC LIMIT 1"
}

enter 2025-01 100
same 'at the limit: not below it' '' "$(alert_state)"
lacks 'at the limit: nothing said' '注意' "$work/out"
run 'no alerts' 0 alerts
has 'no alerts: said so' 'お知らせはありません' "$work/out"
run 'check: all well' 0 check --nagios
same 'check: its line' "SHIHYO OK: 2 indicators, 0 alerts, 0 sources failing | 'visitors'=100;100: 'other'=U;;~:10" \
	"$(cat "$work/out")"

# --- raised ---

export SHIHYO_NOW=2026-03-02T09:00:00+09:00
enter 2025-02 99
cp "$work/err" "$work/told"
same 'raised' '0|2026-03-02 00:00:00|2026-03-02 00:00:00|99' "$(alert_state)"
has 'told: what and how much' '【注意】試験の入園者数 2025年2月 99人（前月比▲1.0％）、100を下回る$' "$work/told"
has 'told: the direct program with its budget and section' \
	'^shihyo:   - 直接の事業（2024年度当初予算 12,345千円、所管 試験課、開始年度不明）$' "$work/told"
has 'told: the effort without a budget' '- 予算のない取組（予算額の掲載なし、開始年度不明）$' "$work/told"
lacks 'told: never a program of the background' '背景の事業|777' "$work/told"
lacks 'told: never a program of another indicator' '別の指標の事業|888' "$work/told"
has 'told: when it clears' '解消条件: 120を上回る$' "$work/told"
has 'told: that this is no evaluation' '事業の効果を評価するものではありません' "$work/told"
same 'told once' 1 "$(grep -c '【注意】' "$work/told")"
same 'the outbox is empty' '1|0' \
	"$(sql 'SELECT count(*), sum(delivered = 0) FROM outbox')"
run 'check: a warning' 1 check --nagios
has 'check: its first line' \
	"^SHIHYO WARNING: 2 indicators, 1 alerts, 0 sources failing \| 'visitors'=99;100: 'other'=U;;~:10$" "$work/out"
has 'check: the text below' '^low \(継続中\): 【注意】' "$work/out"
run 'check: only what is named' 0 check --nagios other
same 'check: only the named one is measured' \
	"SHIHYO OK: 1 indicators, 0 alerts, 0 sources failing | 'other'=U;;~:10" "$(cat "$work/out")"
run 'check without --nagios' 1 check
has 'check without --nagios: no performance data' '0 sources failing$' "$work/out"
run 'alerts --json' 0 alerts --json
same 'alerts --json: the alert' '1|low|visitors|below 100|warning|firing|2026-03-02T00:00:00Z|2025-02|99' \
	"$(json "$work/out" "SELECT j ->> '\$.version', a.value ->> 'id', a.value ->> 'indicator',
	a.value ->> 'rule', a.value ->> 'severity', a.value ->> 'state', a.value ->> 'since',
	a.value ->> 'period', a.value ->> 'value' FROM j, json_each(j, '\$.alerts') a")"
run 'status' 0 status
has 'status: marked' '^visitors .*注意' "$work/out"
has 'the page tells it' '100を下回る' "$site/index.html"

# --- stays, also between the limits ---

for step in 2025-03:95 2025-04:110 2025-05:120; do
	export SHIHYO_NOW=2026-03-03T09:00:00+09:00
	enter "${step%:*}" "${step#*:}"
	lacks "at ${step#*:}: not told again" '注意|解消 +試験' "$work/out"
	same "at ${step#*:}: nothing on standard error" '' "$(cat "$work/err")"
	same "at ${step#*:}: still the same alert" '1|2026-03-02 00:00:00' \
		"$(sql "SELECT count(*), datetime(max(since), 'unixepoch') FROM alert WHERE state = 0")"
done
same 'one message so far' 1 "$(sql 'SELECT count(*) FROM outbox')"

# --- acknowledged ---

run 'acknowledge another' 64 alerts ack high
has 'acknowledge another: not open' 'no open alert "high"' "$work/err"
run 'acknowledge' 0 alerts ack low
run 'alerts after it' 0 alerts
has 'alerts after it: acknowledged' '^low +確認済み' "$work/out"
run 'check: acknowledged is no warning' 0 check --nagios
has 'check: but it is counted' '^SHIHYO OK: 2 indicators, 1 alerts' "$work/out"
enter 2025-06 98
same 'an acknowledged alert stays so' 1 "$(sql "SELECT state FROM alert WHERE rule_id = 'low'")"
same 'and is not told again' 1 "$(sql 'SELECT count(*) FROM outbox')"

# --- resolved ---

export SHIHYO_NOW=2026-03-04T09:00:00+09:00
enter 2025-07 120.5
same 'resolved above the second limit' '2|2026-03-02 00:00:00|2026-03-04 00:00:00|120.5' \
	"$(alert_state)"
has 'resolved: told' '【解消】試験の入園者数 2025年7月' "$work/err"
same 'resolved: told once' 1 "$(grep -c '【解消】' "$work/err")"
run 'no alert is open' 0 alerts --json
same 'no alert is open: JSON' 0 "$(json "$work/out" "SELECT json_array_length(j, '\$.alerts') FROM j")"
run 'history' 0 alerts history
has 'history: what raised it, and when' \
	'^low +2026-03-02 09:00 +継続中 +【注意】.* 2025年2月 99人.*、100を下回る$' "$work/out"
has 'history: what moved it' '^low +2026-03-03 09:00 +継続中 +【注意】.* 2025年3月 95人' "$work/out"
has 'history: when it was acknowledged' '^low +2026-03-03 09:00 +確認済み ' "$work/out"
has 'history: when it was resolved' '^low +2026-03-04 09:00 +解消 +【解消】.* 2025年7月' "$work/out"
same 'history: in order' '継続中 継続中 継続中 継続中 確認済み 確認済み 解消 ' \
	"$(sed -n 's/^low  *[^ ]* [^ ]*  *\([^ ]*\).*/\1/p' "$work/out" | tr '\n' ' ')"
run 'history --json' 0 alerts history --json
same 'history --json: every step' '7|2026-03-02T00:00:00Z|firing|2026-03-04T00:00:00Z|resolved' \
	"$(json "$work/out" "SELECT json_array_length(j, '\$.alerts[0].events'),
	j ->> '\$.alerts[0].events[0].at', j ->> '\$.alerts[0].events[0].state',
	j ->> '\$.alerts[0].events[6].at', j ->> '\$.alerts[0].events[6].state' FROM j")"
same 'history: every step' '0 0 0 0 1 1 2 ' \
	"$(sql 'SELECT state FROM alert_history ORDER BY number' | tr '\n' ' ')"
run 'acknowledge what is over' 64 alerts ack low

# --- raised anew ---

export SHIHYO_NOW=2026-03-05T09:00:00+09:00
enter 2025-08 50
same 'raised anew: a new alert' '0|2026-03-05 00:00:00|2026-03-05 00:00:00|50' "$(alert_state)"
same 'raised anew: two in all' 2 "$(sql "SELECT count(*) FROM alert WHERE rule_id = 'low'")"
has 'raised anew: told' '【注意】.*2025年8月' "$work/err"
# A correction of the newest value may resolve it.
run 'the value was wrong' 0 record visitors 2025-08 150
same 'the value was wrong: resolved' 2 "$(alert_state | cut -d'|' -f1)"

run 'history of two' 0 alerts history
same 'history of two: the newer first' '2026-03-05 2026-03-02 ' \
	"$(sed -n 's/^low  *\([^ ]*\) .*/\1/p' "$work/out" | uniq | sed -n '1p;2p' | tr '\n' ' ')"

# --- another language ---

export SHIHYO_NOW=2026-03-06T09:00:00+09:00
run 'one more to be said in English' 0 record visitors 2025-08 50
sed -i 's/^language = ja/language = en/' "$config"
run 'the next cycle' 0 collect
same 'the next cycle: not told again' '' "$(cat "$work/err")"
run 'alerts in English' 0 alerts
has 'alerts in English: said anew' '^low +firing +below 100 +.*\[Warning\] .*, Aug 2025: 50 人.*, below 100$' \
	"$work/out"
sed -i 's/^language = en/language = ja/' "$config"
run 'and back' 0 record visitors 2025-08 150

# --- critical, info ---

run 'info' 0 record other 2025-01 6
run 'check: an info is no warning' 0 check --nagios
has 'check: the info is counted' '^SHIHYO OK: 2 indicators, 1 alerts' "$work/out"
run 'critical' 0 record other 2025-02 11
has 'critical: told in its words' '【要確認】試験の別の指標 2025年2月 11件.*10を上回る' "$work/err"
has 'critical: the tied program' '別の指標の事業' "$work/err"
lacks 'critical: no other program' '直接の事業|背景の事業' "$work/err"
run 'check: critical' 2 check --nagios
has 'check: critical, its line' \
	"^SHIHYO CRITICAL: 2 indicators, 2 alerts, 0 sources failing \| 'visitors'=150;100: 'other'=11;;~:10$" "$work/out"
run 'status: the worst of two' 0 status
has 'status: the worst of two' '^other .*要確認' "$work/out"
run 'the worst is acknowledged' 0 alerts ack high
run 'status: what still fires' 0 status
has 'status: what still fires' '^other .*情報' "$work/out"
run 'without a second limit, resolved at the first' 0 record other 2025-03 10
same 'only the info is open' hint "$(sql 'SELECT rule_id FROM alert WHERE state <> 2')"
run 'a rehearsal raises nothing' 0 record other 2025-04 99 --dry-run
same 'a rehearsal raises nothing: still only the info' hint \
	"$(sql 'SELECT rule_id FROM alert WHERE state <> 2')"
same 'every message went out' 0 "$(sql 'SELECT count(*) FROM outbox WHERE delivered = 0')"

# --- an alert is not talk: -q does not swallow it, and what nobody could read is told again ---

run 'quiet' 0 -q record visitors 2025-09 50
has 'quiet: told all the same' '【注意】試験の入園者数 2025年9月 50人' "$work/err"
shihyo -c "$config" record visitors 2025-10 500 >"$work/out" 2>/dev/full
same 'standard error full: the value is recorded' 0 "$?"
same 'standard error full: the message waits' '1|1' \
	"$(sql 'SELECT count(*), max(attempts) FROM letter WHERE delivered = 0')"
# Tried again a minute later.
export SHIHYO_NOW=2026-03-06T09:05:00+09:00
shihyo -c "$config" record visitors 2025-11 501 >"$work/out" 2>&-
same 'standard error closed: it waits on' '1|2' \
	"$(sql 'SELECT count(*), max(attempts) FROM letter WHERE delivered = 0')"
export SHIHYO_NOW=2026-03-06T09:15:00+09:00
run 'the next cycle' 0 collect
has 'the next cycle: told' '【解消】試験の入園者数 2025年10月' "$work/err"
same 'the next cycle: nothing waits' 0 "$(sql 'SELECT count(*) FROM outbox WHERE delivered = 0')"
run 'the values as before' 0 record visitors 2025-11 150

# --- check: a selection ---

run 'by an alert' 0 check --nagios low
has 'by an alert: its indicator' "^SHIHYO OK: 1 indicators, .*\\| 'visitors'=150;100:$" "$work/out"
run 'by a program' 0 check --nagios elsewhere
has 'by a program: what it moves' "\\| 'other'=[0-9]+;;~:10$" "$work/out"
run 'by a policy' 0 check --nagios answer
has 'by a policy: what its programs move' '^SHIHYO OK: 2 indicators' "$work/out"

# --- check cannot find out: always 3 ---

run 'check: an unknown indicator' 3 check --nagios no-such-one
run 'check: an unknown option' 3 check --no-such-option
cp "$config" "$work/good.ini"
echo 'nonsense = 1' >>"$config"
run 'check: a broken configuration' 3 check --nagios
has 'check: a broken configuration is named' 'shihyo\.ini:[0-9]+: .*nonsense' "$work/err"
rm "$config"
run 'check: no configuration' 3 check --nagios
cp "$work/good.ini" "$config"
cp "$state/ledger.db" "$work/ledger.db"
echo 'this is no ledger (test data)' >"$state/ledger.db"
rm -f "$state"/ledger.db-*
run 'check: no ledger' 3 check --nagios
cp "$work/ledger.db" "$state/ledger.db"
run 'check: well again' 0 check --nagios

finish
