#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 08: the daemon: collects on schedule, reloads on SIGHUP (a broken file changes nothing), ends on
# SIGTERM after the cycle under way. On the real clock, every second.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

unset SHIHYO_NOW
publish "$served"
write_site
add_pair tick
sed -i 's/^every = 1m/every = 1s/' "$config"
cp "$config" "$work/good.ini"
write_values "$served/tick.csv" 2001 1

# What a first start leaves that was interrupted before the tables were made.
mkdir "$state"
sqlite3 "$state/ledger.db" 'PRAGMA journal_mode = WAL' >/dev/null
in_background "$binary" -v -c "$config" daemon 2>"$work/daemon.log"
holds 'starts' wait_for 20 grep -q 'started: 1 sources' "$work/daemon.log"
holds 'collects at once' wait_for 20 sh -c "grep -c '^GET /tick.csv 200' '$publisher_log' | grep -q '[1-9]'"
holds 'asks again by itself' wait_for 20 sh -c "grep -c '^GET /tick.csv 304' '$publisher_log' | grep -q '[2-9]'"
write_values "$served/tick.csv" 2001 1 2002 2
recorded() {
	[ "$(values tick | tr '\n' ' ')" = "$1" ]
}
holds 'records what is new' wait_for 20 recorded 'FY2001,1 FY2002,2 '

run 'a second one beside it' 75 daemon
has 'a second one: says of the first' "a daemon works on this state already: .*daemon.lock: .*pid $background\\)" "$work/err"
lacks 'a second one: does not begin' 'started' "$work/err"

echo 'nonsense' >>"$config"
kill -HUP "$background"
holds 'reload: a broken file is reported' wait_for 20 grep -q 'stays in force' "$work/daemon.log"
has 'reload: with its line' 'shihyo.ini:[0-9]+:' "$work/daemon.log"
write_values "$served/tick.csv" 2001 1 2002 2 2003 3
cp "$work/good.ini" "$work/other.ini"
recorded_with() {
	[ "$(shihyo -c "$1" show tick --csv | sed -e 1d -e 's/,[^,]*$//' | tr '\n' ' ')" = "$2" ]
}
holds 'reload: the old configuration works on' wait_for 20 recorded_with "$work/other.ini" \
	'FY2001,1 FY2002,2 FY2003,3 '

# Nothing of the next is due: only the page has to follow.
sed -e 's/^title = テスト/title = 別の題名/' -e 's/^every = 1s/every = 1d/' "$work/good.ini" >"$config"
kill -HUP "$background"
holds 'reload: the page says the new words' wait_for 20 grep -q 別の題名 "$site/index.html"

cp "$work/good.ini" "$config"
add_pair second
write_values "$served/second.csv" 2001 7
kill -HUP "$background"
holds 'reload: a good file is taken' wait_for 20 sh -c "grep -c 'read again' '$work/daemon.log' | grep -q 2"
second() {
	[ "$(values second)" = 'FY2001,7' ]
}
holds 'reload: its new source is collected' wait_for 20 second

echo 500 >"$served/tick.csv.fault"
sed -i "s|/tick.csv|/flaky/tick.csv|" "$config"
kill -HUP "$background"
holds 'a failing source is reported' wait_for 20 grep -q 'source tick: .*500' "$work/daemon.log"

kill -TERM "$background"
wait "$background"
same 'SIGTERM: ends with 0' 0 "$?"
has 'SIGTERM: said so' 'ended by signal 15' "$work/daemon.log"
run 'after it: verify' 0 verify

# A cycle under way is finished first.
echo 'slow/2500' >"$served/tick.csv.fault"
write_values "$served/tick.csv" 2001 1 2002 2 2003 3 2004 4
in_background "$binary" -v -c "$config" daemon 2>"$work/daemon2.log"
holds 'second start' wait_for 20 grep -q 'started' "$work/daemon2.log"
# due a second after the last try at the latest, answered two and a half later
sleep 1.6
kill -TERM "$background"
wait "$background"
same 'SIGTERM in a cycle: ends with 0' 0 "$?"
same 'SIGTERM in a cycle: the cycle was finished' 1 "$(values tick | grep -c '^FY2004,4$')"
finish
