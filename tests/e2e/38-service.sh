#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 38: the daemon as a service: what a service manager is told (ready, reloading, status, watchdog,
# stopping), SIGUSR1, the forms of the log, a process that is detached, SIGTERM while it collects.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

unset SHIHYO_NOW
publish "$served"
write_site
add_pair tick flaky/tick.csv
cp "$config" "$work/good.ini"
write_values "$served/tick.csv" 2001 1

# listen PATH: prints what arrives there into $heard.
heard=$work/heard
listen() {
	in_background "$root/build/listener" "$1" >"$heard"
	holds "$1: listens" wait_for 10 grep -q listening "$heard"
}
# begin NAME VARIABLES...: a daemon whose log is $work/NAME.log; its process is $daemon.
begin() {
	name=$1
	shift
	in_background env "$@" "$binary" -c "$config" daemon 2>"$work/$name.log"
	daemon=$background
}
end() {
	kill -TERM "$daemon"
	wait "$daemon"
	same "$1: ends with 0" 0 "$?"
}

listen "$work/notify"
listener=$background
begin first NOTIFY_SOCKET="$work/notify" WATCHDOG_USEC=4000000
holds 'told: ready' wait_for 20 grep -q '^READY=1$' "$heard"
holds 'told: what it does' wait_for 20 grep -q '^STATUS=collecting: 1 of 1 documents$' "$heard"
holds 'told: what it waits for' wait_for 20 \
	grep -q '^STATUS=waiting for source tick, due 20[0-9-]* [0-9:]*$' "$heard"
has 'told: a cycle may take its time' '^WATCHDOG_USEC=3600000000 WATCHDOG=1$' "$heard"
has 'told: and no longer then' '^WATCHDOG_USEC=4000000 WATCHDOG=1$' "$heard"
alive() {
	[ "$(grep -c '^WATCHDOG=1$' "$heard")" -ge "$1" ]
}
signs=$(grep -c '^WATCHDOG=1$' "$heard")
holds 'told: alive while it waits' wait_for 10 alive $((signs + 2))
if tr '\0' '\n' <"/proc/$daemon/environ" | grep -q NOTIFY_SOCKET; then
	ok 'the socket was in its environment'
else
	fail 'the socket was in its environment' 'it was not'
fi

echo nonsense >>"$config"
kill -HUP "$daemon"
holds 'reload: told, with the time' wait_for 10 grep -qE '^RELOADING=1 MONOTONIC_USEC=[0-9]+$' "$heard"
holds 'reload: ready again, although the file was broken' wait_for 10 sh -c \
	"sed -n '/^RELOADING/,\$p' '$heard' | grep -q '^READY=1\$'"
has 'reload: the old configuration stays' 'stays in force' "$work/first.log"
cp "$work/good.ini" "$config"
kill -HUP "$daemon"
holds 'reload: the good one is taken' wait_for 10 grep -q 'read again' "$work/first.log"

kill -USR1 "$daemon"
holds 'SIGUSR1: itself' wait_for 10 grep -qE \
	"^shihyo: state: shihyo [0-9.]+, pid $daemon, started .*, [0-9]+ cycles, 0 failed, last .*, [0-9]+ KiB\$" \
	"$work/first.log"
holds 'SIGUSR1: its sources' wait_for 10 grep -qE \
	'^shihyo: state: source tick: next fetch 20[0-9-]+ [0-9:]+ \(every\), last try 20.*, last success 20' \
	"$work/first.log"
holds 'SIGUSR1: it lives on' kill -0 "$daemon"

# While it collects: that the end is coming, and the cycle is finished first.
write_values "$served/tick.csv" 2001 1 2002 2
echo 'slow/1500' >"$served/tick.csv.fault"
sed 's/^every = 1m/every = 1s/' "$work/good.ini" >"$config"
asked=$(requests tick.csv)
kill -HUP "$daemon"
holds 'SIGTERM: a fetch is under way' wait_for 20 sh -c \
	"[ \"\$(grep -c tick.csv '$publisher_log')\" -gt '$asked' ] && tail -n 1 '$heard' | grep -q '^STATUS=collecting\$'"
end 'SIGTERM in a cycle'
same 'SIGTERM in a cycle: what it fetched was recorded' 'FY2002,2' "$(values tick | tail -n 1)"
has 'SIGTERM: stopping was told, and more time asked for' \
	'^STOPPING=1 EXTEND_TIMEOUT_USEC=120000000$' "$heard"
same 'SIGTERM: the last words' 'STOPPING=1 EXTEND_TIMEOUT_USEC=60000000' "$(tail -n 1 "$heard")"
has 'SIGTERM: logged' 'ended by signal 15' "$work/first.log"
rm "$served/tick.csv.fault"
cp "$work/good.ini" "$config"
kill "$listener"

# An abstract socket, a manager that is gone, and one that was never there.
listen "@shihyo-test-$$"
listener=$background
begin abstract NOTIFY_SOCKET="@shihyo-test-$$" WATCHDOG_USEC=4000000 WATCHDOG_PID=1
holds 'abstract: told' wait_for 20 grep -q '^READY=1$' "$heard"
lacks 'abstract: the watchdog is for another process' '^WATCHDOG' "$heard"
kill "$listener"
wait "$listener" 2>/dev/null
kill -HUP "$daemon"
holds 'abstract: nobody listens any more' wait_for 10 grep -q 'read again' "$work/abstract.log"
end 'abstract'
for socket in /nowhere/notify relative '' @; do
	begin odd NOTIFY_SOCKET="$socket" WATCHDOG_USEC=soon
	holds "socket \"$socket\": runs" wait_for 20 grep -q 'started' "$work/odd.log"
	sleep 0.2 # its signals are blocked by then
	end "socket \"$socket\""
done

# --- the log ---

: >"$work/journal.log"
JOURNAL_STREAM=$(stat -L -c '%d:%i' "$work/journal.log")
begin journal JOURNAL_STREAM="$JOURNAL_STREAM"
holds 'the journal: priorities' wait_for 20 grep -q '^<6>started: 1 sources' "$work/journal.log"
end 'the journal'
begin redirected JOURNAL_STREAM=1:1
holds 'not the journal: none' wait_for 20 grep -q '^shihyo: started: 1 sources' "$work/redirected.log"
end 'not the journal'
in_background "$binary" -c "$config" daemon --log-format=json 2>"$work/json.log"
daemon=$background
holds 'json: an object a line' wait_for 20 grep -qE \
	'^\{"time":"20[0-9T:-]+Z","level":"info","pid":[0-9]+,"message":"started: 1 sources, 1 indicators"\}$' \
	"$work/json.log"
end 'json'
while read -r line; do
	echo "$line" >"$work/line"
	same 'json: valid' 1 "$(json "$work/line" 'SELECT json_valid(j) FROM j')"
done <"$work/json.log"
shihyo -c "$config" --log-format=yaml daemon >"$work/out" 2>"$work/err"
same 'a form that is none' 64 "$?"
shihyo -c "$config" --log-format=json collect nobody >"$work/out" 2>"$work/err"
same 'json of an error: exit status' 64 "$?"
has 'json of an error' '"level":"error",.*"message":"\\"nobody\\" is neither' "$work/err"

# Detached: nothing is written anywhere it was not asked to, and it works.
write_values "$served/tick.csv" 2001 1 2002 2 2003 3
rm -rf "$state" "$site"
in_background "$binary" -c "$config" daemon 2>/dev/null
daemon=$background
recorded() {
	[ "$(values tick | tail -n 1)" = 'FY2003,3' ]
}
holds 'detached: it works' wait_for 20 recorded
end 'detached'
rm -rf "$state" "$site"
in_background "$binary" -c "$config" daemon 2>&-
daemon=$background
holds 'without standard error: it works' wait_for 20 recorded
end 'without standard error'
run 'after it: verify' 0 verify
finish
