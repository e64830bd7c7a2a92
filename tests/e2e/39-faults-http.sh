#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 39: every way in which a publisher, the network, the clock or the operator can fail. Of each: the
# message, the exit status, that the other source was collected and the old values stand. With
# FAULTS_TABLE=FILE the table is written there.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

: "${FAULTS_TABLE:=$work/table}"
printf '| fault | exit | said |\n|---|---|---|\n' >"$FAULTS_TABLE"

publish "$served"
base=http://127.0.0.1:$port
write_site
add_pair steady
add_shaky "$base/shaky.csv" 10s
write_values "$served/steady.csv" 1900 1
write_values "$served/shaky.csv" 2018 100 2019 110
year=1900
hour=0
export SHIHYO_NOW=2026-03-01T00:00:00Z
run 'at first all is well' 0 collect
values shaky >"$work/good"
cp "$config" "$work/good.ini"

# ask URL [KEY...]: the source as it is to be asked.
ask() {
	cp "$work/good.ini" "$config"
	sed -i "s#^url = $base/shaky.csv#url = $1#" "$config"
	shift
	for key in "$@"; do
		name=${key%% *}
		sed -i -e "/^\[source shaky\]/,/^\[indicator/{/^$name = /d}" \
			-e "s#^\[source shaky\]#&\n$key#" "$config"
	done
}

# fault NAME STATUS PATTERN: a cycle, and all that must hold after it. Each has its own hour, and
# the steady source a new value.
fault() {
	hour=$((hour + 2))
	year=$((year + 1))
	SHIHYO_NOW=$(printf '2026-03-%02dT%02d:00:00Z' $((1 + hour / 24)) $((hour % 24)))
	write_values "$served/steady.csv" 1900 1 "$year" "$hour"
	run "$1: exit status" "$2" collect
	has "$1: said" "^shaky +failed +0 +0 +0 .*$3" "$work/out"
	has "$1: the other source is collected" '^steady +read +1 ' "$work/out"
	values shaky >"$work/now"
	same_files "$1: the old values stand" "$work/good" "$work/now"
	printf '| %s | %s | %s |\n' "$1" "$status" "$(sed -n 's/^shaky *failed  *0  *0  *0 *//p' "$work/out" |
		sed -e "s/$port/PORT/g" -e "s#$work#WORK#g")" >>"$FAULTS_TABLE"
	ask "$base/shaky.csv"
	hour=$((hour + 1))
	SHIHYO_NOW=$(printf '2026-03-%02dT%02d:00:00Z' $((1 + hour / 24)) $((hour % 24)))
	run "$1: recovery" 0 collect
	values shaky >"$work/now"
	same_files "$1: the values after it" "$work/good" "$work/now"
}

# --- the network ---
ask http://no-such-host.invalid/shaky.csv
fault 'DNS failure' 69 'no host is called no-such-host.invalid'
ask http://127.0.0.1:1/shaky.csv
fault 'connection refused' 69 'connection refused by 127.0.0.1'
awk 'BEGIN { for (i = 0; i < 500; i++) print "# test data" }' >"$work/filler"
{ cat "$served/shaky.csv" && sed 's/$/,/' "$work/filler"; } >"$served/long.csv"
for kib in 0 1 2 3 4 5; do
	ask "$base/fault/reset/$((kib * 1024))/long.csv"
	fault "reset after $kib KiB" 69 '(ended early|reset|without an answer)'
done

# --- TLS ---
# serve_tls NAME: with that certificate; sets tls to its address.
serve_tls() {
	"$publisher" --print-port --tls "$work/$1.crt" "$work/$1.key" "$served" >"$work/tls-$1.log" 2>&1 &
	started="$started $!"
	holds "TLS publisher $1" wait_for 10 test -s "$work/tls-$1.log"
	tls=https://127.0.0.1:$(head -n 1 "$work/tls-$1.log")
}
certificate ca DNS:ca.invalid 300 '' CA:TRUE
certificate good IP:127.0.0.1,DNS:localhost 300 ca
certificate expired IP:127.0.0.1 0 ca
certificate other DNS:other.example.jp 300 ca
certificate self IP:127.0.0.1 300
serve_tls good
good=$tls
ask "$good/shaky.csv" "cafile = $work/ca.crt"
hour=$((hour + 1))
SHIHYO_NOW=$(printf '2026-03-%02dT%02d:00:00Z' $((1 + hour / 24)) $((hour % 24)))
run 'TLS as it should be' 0 collect
has 'TLS as it should be: read' '^shaky +(read|unchanged)' "$work/out"
ask "$good/shaky.csv"
fault 'TLS: nobody known signed it' 69 'certificate not valid'
serve_tls expired
ask "$tls/shaky.csv" "cafile = $work/ca.crt"
sleep 1
fault 'TLS: expired' 69 'certificate not valid: .*expired'
serve_tls other
ask "$tls/shaky.csv" "cafile = $work/ca.crt"
fault 'TLS: wrong host' 69 'certificate not valid: .*127.0.0.1'
serve_tls self
ask "$tls/shaky.csv"
fault 'TLS: self-signed' 69 'certificate not valid: .*self.signed'
ask "https://127.0.0.1:$port/shaky.csv"
fault 'TLS: none' 69 'no secure connection'
echo "$base/shaky.csv" >"$served/down.csv.goto"
ask "$good/fault/goto/down.csv" "cafile = $work/ca.crt"
fault 'redirect from https to http' 69 'redirected from https to http: not followed'

# --- what came is not whole, or never ends ---
python3 tests/tools/raw.py "$work/raw.port" "$work/raw" &
started="$started $!"
mkdir -p "$work/raw"
holds 'raw server' wait_for 10 test -s "$work/raw.port"
raw=http://127.0.0.1:$(cat "$work/raw.port")
printf 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n' >"$work/raw/robots.txt.raw"
body=$(wc -c <"$served/shaky.csv")
{ printf 'HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n' "$((body - 5))" && cat "$served/shaky.csv"; } >"$work/raw/less.raw"
{ printf 'HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n\r\n' "$((body + 5))" && cat "$served/shaky.csv"; } >"$work/raw/more.raw"
{ printf 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n' && cat "$served/shaky.csv"; } >"$work/raw/chunk.raw"
printf 'SSH-2.0-test\r\n' >"$work/raw/ssh.raw"
printf 'HTTP/1.1 200 OK\r\nX: ' >"$work/raw/head.raw"
head -c 400000 /dev/zero | tr '\0' a >>"$work/raw/head.raw"
: >"$work/raw/nothing.raw"
ask "$base/fault/truncate/shaky.csv"
fault '200 with half a body' 69 'the transfer ended early'
ask "$raw/more"
fault 'Content-Length too large' 69 'the transfer ended early'
ask "$raw/less"
fault 'Content-Length too small' 69 'more came than the [0-9]+ bytes that were announced'
ask "$raw/chunk"
fault 'chunks that end early' 69 '(ended early|transfer failed)'
ask "$raw/ssh"
fault 'an answer that is no HTTP' 69 'not HTTP'
ask "$raw/head"
fault 'a header without end' 69 'headers without end'
ask "$raw/nothing"
fault 'an answer of nothing' 69 'connection closed without an answer'
ask "$base/fault/endless/x.csv"
fault 'endless body' 69 'larger than 65536 bytes'
ask "$base/fault/drip/x.csv" 'timeout = 2s'
fault 'one byte in a second' 69 'not complete within 2 s: [0-9] bytes came'
ask "$base/fault/hang/x.csv" 'timeout = 1s'
fault 'no answer' 69 'no answer within 1 s'
ask "$base/fault/gzipbomb/x.csv"
fault 'gzip bomb' 69 'larger than 65536 bytes'
ask "$base/fault/gzipcut/x.csv"
fault 'gzip cut off' 69 'compressed transfer ended early'

# --- redirects ---
ask "$base/fault/loop/x"
fault 'redirect loop' 69 'more than 5 redirects'
ask "$base/fault/file/x"
fault 'redirect to file:' 69 'redirected to something else than http or https: not followed'
echo http://169.254.169.254/latest/meta-data/ >"$served/meta.goto"
ask "$base/fault/goto/meta"
fault 'redirect to 169.254.169.254' 69 '169.254.169.254 is no address of the internet: not asked'
echo 'http://[::ffff:10.0.0.1]/' >"$served/mapped.goto"
ask "$base/fault/goto/mapped"
fault 'redirect to an IPv6 form of 10.0.0.1' 69 'is no address of the internet: not asked'
echo http://2852039166/ >"$served/decimal.goto"
ask "$base/fault/goto/decimal"
fault 'redirect to 169.254.169.254 in one number' 69 'is no address of the internet: not asked'
echo "http://localhost:$port/shaky.csv" >"$served/local.goto"
ask "$base/fault/goto/local"
fault 'redirect to localhost' 69 'localhost is no address of the internet: not asked'
ask "http://name.localhost:$port/shaky.csv"
fault 'a name that leads to this machine' 69 'name.localhost is at .*, which is no address of the internet: not asked'
ask "http://name.localhost:$port/shaky.csv" 'private = yes'
hour=$((hour + 1))
SHIHYO_NOW=$(printf '2026-03-%02dT%02d:00:00Z' $((1 + hour / 24)) $((hour % 24)))
run 'the same with private = yes' 0 collect shaky

# --- statuses ---
for number in 401 403 404 410 500 503; do
	ask "$base/fault/$number/shaky.csv"
	fault "HTTP $number" 69 "HTTP $number"
done
forget_waits() {
	sqlite3 "$state/ledger.db" 'DELETE FROM neighbour'
}
ask "$base/fault/retry/1800/x"
fault_429() {
	# the steady source is on the same host, and asked first
	fault "$1" 69 "$2"
}
fault_429 '429 with Retry-After in seconds' 'HTTP 429 \(too many requests\), not to be asked before 2026-'
forget_waits
# 503 and a date; real time, while the cycle's is that of the test
ask "$base/fault/retrydate/1800/x"
fault_429 '503 with Retry-After as a date' 'HTTP 503 \(service unavailable\), not to be asked before 2026-'
forget_waits
ask "$base/fault/unasked/x"
fault '304 that nobody asked for' 69 'HTTP 304'

# --- content ---
iconv -f UTF-8 -t EUC-JP "$served/shaky.csv" >"$served/shaky.csv.eucjp"
ask "$base/fault/charset/shaky.csv"
fault 'another charset, under the old name' 65 '(人数|column|encod|byte)'
ask "$base/fault/empty/x.csv"
fault 'empty 200' 65 'empty'
ask "$base/fault/html/x.pdf" 'format = pdf'
fault 'HTML instead of PDF' 65 'HTML'

# --- the clock ---
# row NAME STATUS SAID: a line of the table.
row() {
	printf '| %s | %s | %s |\n' "$1" "$2" "$(echo "$3" | sed -e "s/$port/PORT/g" -e "s#$work#WORK#g")" >>"$FAULTS_TABLE"
}
ask "$good/shaky.csv" "cafile = $work/ca.crt"
SHIHYO_NOW=2036-03-01T00:00:00Z
preload=$(pwd)/build/clock.so
case "$binary" in
*asan*) ;; # which must be loaded first itself
*)
	LD_PRELOAD=$preload CLOCK_SHIFT=315576000 run 'ten years ahead: no certificate is of that time' 69 collect
	has 'ten years ahead: said' '^shaky +failed .*expired \(the clock of this machine says 203' "$work/out"
	row 'the clock ten years ahead' "$status" "$(sed -n 's/^shaky *failed  *0  *0  *0 *//p' "$work/out")"
	;;
esac
ask "$base/shaky.csv"
run 'ten years ahead, without TLS' 0 collect
values shaky >"$work/now"
same_files 'ten years ahead: the old values stand' "$work/good" "$work/now"
hour=$((hour + 1))
SHIHYO_NOW=$(printf '2026-03-%02dT%02d:00:00Z' $((1 + hour / 24)) $((hour % 24)))
write_values "$served/steady.csv" 1900 1 1999 7
run 'the clock set right: everything is asked at once' 0 collect
has 'the clock set right: the other source' '^steady +read +1 ' "$work/out"

# --- the ledger ---
# hold SECONDS: somebody else's transaction.
hold() {
	rm -f "$work/held.sql"
	mkfifo "$work/held.sql"
	sqlite3 "$state/ledger.db" <"$work/held.sql" &
	started="$started $!"
	{
		echo 'BEGIN IMMEDIATE; UPDATE health SET failures = failures;'
		sleep "$1"
		echo 'ROLLBACK;'
	} >"$work/held.sql" &
	sleep 0.5
}
hour=$((hour + 1))
SHIHYO_NOW=$(printf '2026-03-%02dT%02d:00:00Z' $((1 + hour / 24)) $((hour % 24)))
write_values "$served/steady.csv" 1900 1 1998 8
hold 4
began=$(date +%s)
run 'the ledger locked for some seconds: waited for' 0 collect
holds 'the ledger locked for some seconds: until it is free' test $(($(date +%s) - began)) -ge 3
row 'the ledger locked for 4 seconds' "$status" 'nothing: waited for'
if [ -n "${FAULTS_SLOW:-}" ]; then
	hour=$((hour + 1))
	SHIHYO_NOW=$(printf '2026-03-%02dT%02d:00:00Z' $((1 + hour / 24)) $((hour % 24)))
	hold 63
	run 'the ledger locked for more than a minute' 75 collect
	row 'the ledger locked for more than a minute' "$status" "$(tail -n 1 "$work/err")"
	sleep 4
	run 'the ledger free again' 0 collect
fi

# --- the operator ---
cp "$config" "$work/sound.ini"
echo 'nonsense = 1' >>"$config"
run 'a broken file: exit status' 78 collect
has 'a broken file: file and line' 'shihyo.ini:[0-9]+: ' "$work/err"
row 'a broken configuration' "$status" "$(head -n 1 "$work/err")"
cp "$work/sound.ini" "$config"
unset SHIHYO_NOW
in_background "$binary" -v -c "$config" daemon 2>"$work/daemon.log"
holds 'daemon' wait_for 20 grep -q 'started: 2 sources' "$work/daemon.log"
echo 'nonsense = 1' >>"$config"
kill -HUP "$background"
holds 'SIGHUP with a broken file' wait_for 20 grep -q 'stays in force' "$work/daemon.log"
row 'SIGHUP with a broken file' '-' "$(grep 'stays in force' "$work/daemon.log" | tail -n 1 | sed 's/^.*shihyo[^:]*: //')"
cp "$work/sound.ini" "$config"
kill -TERM "$background"
wait "$background"
same 'SIGTERM while nothing is due: exit status' 0 "$?"
row 'SIGTERM while nothing is due' 0 "$(tail -n 1 "$work/daemon.log")"

# SIGTERM in the phases of a cycle: of the daemon, which finishes it; of collect, which is ended.
in_phase() {
	cp "$config" "$work/phase.ini"
	SHIHYO_FAULT=1
	export SHIHYO_FAULT
	in_background "$binary" -v -c "$work/phase.ini" daemon 2>"$work/phase.log"
	holds "SIGTERM while $1: daemon" wait_for 20 grep -q 'started' "$work/phase.log"
	sleep 1
	kill -TERM "$background"
	wait "$background"
	same "SIGTERM while $1: exit status" 0 "$?"
	unset SHIHYO_FAULT
	values shaky >"$work/now"
	same_files "SIGTERM while $1: the old values stand" "$work/good" "$work/now"
	row "SIGTERM while $1" 0 "$(tail -n 1 "$work/phase.log")"
}
ask "$base/fault/slow/2500/shaky.csv"
sed -i 's/^every = 1m/every = 1s/' "$config"
in_phase 'a document is fetched'
ask "$base/spin.csv"
sed -i 's/^every = 1m/every = 1s/' "$config"
printf 'fault: hang\n' >"$served/spin.csv"
in_phase 'a document is read'
ask "$base/shaky.csv"
write_values "$served/steady.csv" 1900 1 1997 9
ended=0
for wait in 0.02 0.05 0.1 0.15 0.2 0.3 0.4 0.6; do
	timeout -s TERM "$wait" "$binary" -c "$config" collect --force >"$work/out" 2>"$work/err"
	[ "$?" = 0 ] || ended=$((ended + 1))
	values shaky >"$work/now"
	same_files "SIGTERM after $wait s: the old values stand" "$work/good" "$work/now"
done
row 'SIGTERM to collect, at 8 instants' 143 "nothing ($ended of 8 were ended)"
run 'after all: collect' 0 collect --force
run 'after all: verify' 0 verify
same 'after all: the ledger is whole' ok "$(sql 'PRAGMA integrity_check')"
same 'after all: no figure but those of the documents' 0 "$(sql "SELECT count(*) FROM observation o
	JOIN indicator i ON i.number = o.indicator WHERE i.id = 'shaky' AND o.value NOT IN ('100', '110')")"
same 'no temporary file remains' '' "$(find "$state" "$site" -name '*.tmp-*')"
finish
