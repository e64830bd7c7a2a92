#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 47: a good neighbour, second part: robots.txt of each host on the way, Crawl-delay, transfers of
# which nobody says that they are whole, answers that contradict themselves, the end of a daemon
# among slow sources, and files of settings that are none.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
base=http://127.0.0.1:$port
mkdir "$work/elsewhere" "$work/raw"
"$publisher" --print-port "$work/elsewhere" >"$work/other.log" 2>&1 &
started="$started $!"
python3 tests/tools/raw.py "$work/raw.port" "$work/raw" &
started="$started $!"
holds 'another publisher' wait_for 10 test -s "$work/other.log"
holds 'raw server' wait_for 10 test -s "$work/raw.port"
other=http://127.0.0.1:$(head -n 1 "$work/other.log")
raw=http://127.0.0.1:$(cat "$work/raw.port")

# others PATTERN: how many requests the other publisher had.
others() {
	grep -cE -e "$1" "$work/other.log"
}

# source_at URL [KEY...]: the one source of a fresh site.
source_at() {
	write_site
	add_shaky "$1" 3s
	shift
	for key in "$@"; do
		sed -i "s#^\[source shaky\]#&\n$key#" "$config"
	done
}
day=1
# on_next_day: everything is due again, and no robots.txt is of today.
on_next_day() {
	day=$((day + 1))
	SHIHYO_NOW=$(printf '2026-03-%02dT00:00:00Z' "$day")
}

# --- robots.txt where a redirect leads ---
write_values "$work/elsewhere/good.csv" 2018 100 2019 110
echo "$other/good.csv" >"$served/there.goto"
source_at "$base/fault/goto/there"
printf 'User-agent: *\nDisallow: /good.csv\n' >"$work/elsewhere/robots.txt"
run 'a redirect to a host that forbids it' 69 collect
has 'a redirect to a host that forbids it: said' "redirected: robots.txt of $other forbids /good.csv: not asked" "$work/out"
same 'a redirect to a host that forbids it: not asked' 0 "$(others 'GET /good.csv')"
same 'a redirect: the robots.txt of its host is asked for' 1 "$(others 'GET /robots.txt')"
source_at "$base/fault/goto/there" 'robots = ignore: the publisher agreed (test)'
run 'the same with a reason to pass over it' 0 collect shaky
same 'the same with a reason to pass over it: read' 'FY2018,100 FY2019,110 ' "$(values shaky | tr '\n' ' ')"
printf 'User-agent: *\nDisallow: /bad\n' >"$work/elsewhere/robots.txt"
source_at "$base/fault/goto/there"
rm -rf "$state"
on_next_day
run 'a redirect to a host that allows it' 0 collect
same 'a redirect to a host that allows it: read' 'FY2018,100 FY2019,110 ' "$(values shaky | tr '\n' ' ')"
asked=$(others 'GET /robots.txt')
SHIHYO_NOW=${SHIHYO_NOW%T*}T01:00:00Z
run 'the same an hour later' 0 collect
same 'the same an hour later: robots.txt is kept' "$asked" "$(others 'GET /robots.txt')"
printf 'User-agent: *\nDisallow: /hidden\n' >"$served/robots.txt"
mkdir "$served/hidden"
write_values "$served/hidden/good.csv" 2018 100
echo "$base/hidden/good.csv" >"$served/here.goto"
source_at "$base/fault/goto/here"
on_next_day
run 'a redirect into what the same host forbids' 69 collect
same 'a redirect into what the same host forbids: not asked' 0 "$(requests 'GET /hidden/good.csv')"
echo "$other/fault/loop/x" >"$served/round.goto"
source_at "$base/fault/goto/round"
run 'a redirect into a loop elsewhere ends' 69 collect
has 'a redirect into a loop elsewhere: said' 'more than 5 redirects' "$work/out"
same 'a redirect into a loop elsewhere: five steps in all' 5 "$(others 'GET /fault/loop')"
rm "$served/robots.txt"

# --- Crawl-delay ---
source_at "$base/shaky.csv"
add_pair second
add_pair third
write_values "$served/shaky.csv" 2018 100
write_values "$served/second.csv" 2018 100
write_values "$served/third.csv" 2018 100
printf 'User-agent: *\nCrawl-delay: 1.5\n' >"$served/robots.txt"
on_next_day
began=$(date +%s%N)
run 'Crawl-delay' 0 collect
took=$((($(date +%s%N) - began) / 1000000))
holds "Crawl-delay: a pause before each of the three ($took ms)" test "$took" -ge 4500
sed -i 's/^delay = .*/delay = 0s/' "$config"
SHIHYO_NOW=${SHIHYO_NOW%T*}T02:00:00Z
began=$(date +%s%N)
run 'Crawl-delay of a robots.txt that is kept' 0 collect
took=$((($(date +%s%N) - began) / 1000000))
holds "Crawl-delay of a robots.txt that is kept ($took ms)" test "$took" -ge 3000
rm "$served/robots.txt"

# --- what nobody says is whole ---
# answer NAME LINE...: what the raw server says, with standard input as the body.
answer() {
	answer_name=$1
	shift
	{
		printf '%s\r\n' "$@"
		printf '\r\n'
		cat
	} >"$work/raw/$answer_name.raw"
}
whole='年度,人数
2018年度,100
2019年度,110
2020年度,1610'
printf '%s\n' "$whole" | answer whole 'HTTP/1.0 200 OK' 'Content-Type: text/csv'
printf '%s' "${whole%10}" | answer cut 'HTTP/1.0 200 OK' 'Content-Type: text/csv'
cp "$work/raw/cut.raw" "$work/raw/other.raw"
printf '%s' "$whole" | answer told 'HTTP/1.1 200 OK' "Content-Length: $(printf '%s' "$whole" | wc -c)"
printf '%s\n' "$whole" | answer twice 'HTTP/1.1 200 OK' 'Content-Length: 30' 'Content-Length: 71'
: | answer none 'HTTP/1.1 000 Nothing' 'Content-Length: 0'
: | answer odd 'HTTP/1.1 999 Denied' 'Content-Length: 0'
: | answer control 'HTTP/1.1 302 Found' "Location: $(printf '/a\001b')" 'Content-Length: 0'
: | answer patience 'HTTP/1.1 429 Slow' 'Retry-After: 999999999999999999999999' 'Content-Length: 0'
{
	i=0
	while [ "$i" -lt 300 ]; do
		printf 'HTTP/1.1 103 Early Hints\r\n\r\n'
		i=$((i + 1))
	done
} >"$work/raw/hints.raw"
rm -rf "$state"
source_at "$raw/cut"
on_next_day
run 'cut, without a length' 69 collect
has 'cut, without a length: said' 'the transfer may have ended early: how long the document is was not said, and its last line does not end \([0-9]+ bytes came\)' "$work/out"
same 'cut, without a length: nothing is recorded' '' "$(values shaky 2>/dev/null)"
source_at "$raw/whole"
run 'whole, without a length' 0 collect
same 'whole, without a length: read' 1610 "$(values shaky | sed -n 's/^FY2020,//p')"
source_at "$raw/cut"
on_next_day
run 'cut, after a good history' 69 collect
same 'cut, after a good history: nothing is revised' 1610 "$(values shaky | sed -n 's/^FY2020,//p')"
source_at "$raw/told"
run 'without a last line break, but of the length announced' 0 collect
source_at "$raw/cut" 'open_end = yes'
on_next_day
run 'a publisher that is known to write so' 0 collect
same 'a publisher that is known to write so: read' 16 "$(values shaky | sed -n 's/^FY2020,//p')"
run 'add: the same is told' 69 add "$raw/other"
has 'add: the same is told: said' 'may have ended early' "$work/err"

# refused NAME PATH PATTERN
refused() {
	source_at "$raw/$2"
	on_next_day
	run "$1" 69 collect
	has "$1: said" "$3" "$work/out"
}
refused 'two lengths' twice 'two lengths were announced \(30 and 71 bytes\)'
refused 'status 000' none 'the answer of 127.0.0.1 is not HTTP'
refused 'status 999' odd 'HTTP 999 \(no status of HTTP\)'
refused 'a control character in Location' control 'redirected to an address with a control character in it: not followed'
refused 'only provisional answers' hints '(but HTTP 103 before it \([0-9]+ times\)|without an answer|ended early)'
refused 'a Retry-After beyond all numbers' patience 'HTTP 429 \(too many requests\), not to be asked before 2026-03-'
until=$(sed -n 's/.*not to be asked before \(2026-03-[0-9]*\).*/\1/p' "$work/out")
same 'a Retry-After beyond all numbers: for a week' "$(printf '2026-03-%02d' $((day + 7)))" "$until"
run 'next: one failure' 0 next
lacks 'next: one failure' '1 times' "$work/out"

# --- SIGTERM among slow sources ---
rm -rf "$state"
write_site
for name in s1 s2 s3 s4; do
	add_pair "$name" "fault/slow/2500/$name.csv"
	write_values "$served/$name.csv" 2018 100
done
(
	unset SHIHYO_NOW
	exec "$binary" -v -c "$config" daemon
) 2>"$work/daemon.log" &
background=$!
started="$started $background"
holds 'a daemon among slow sources' wait_for 20 grep -q 'started' "$work/daemon.log"
holds 'its first request' wait_for 20 test "$(requests 'GET /robots.txt')" -ge 1
sleep 1
began=$(date +%s)
kill -TERM "$background"
wait "$background"
same 'SIGTERM: exit status' 0 "$?"
holds 'SIGTERM: it ends with what is under way' test $(($(date +%s) - began)) -le 6
same 'SIGTERM: nothing more was asked for' 1 "$(requests 'GET /fault/slow/2500/s[1-4].csv')"
same 'SIGTERM: what was asked for is recorded' 'FY2018,100' "$(values s1)"
has 'SIGTERM: in one cycle' 'cycle: 1 sources, 1 added' "$work/daemon.log"
unset SHIHYO_NOW
run 'status: the others did not fail' 0 status
lacks 'status: the others did not fail: said' 'failed|not asked|could not' "$work/out"
run 'next' 0 next
same 'next: the others are still to be tried' 3 "$(grep -c 'not tried yet' "$work/out")"
export SHIHYO_NOW=2026-03-20T00:00:00Z

# --- files of settings that are none ---
mkfifo "$work/pipe.ini"
mkdir "$work/folder.ini"
ln -s /dev/zero "$work/zero.ini"
for name in pipe folder zero; do
	timeout 10 "$binary" -c "$work/$name.ini" check-config >"$work/out" 2>"$work/err"
	same "a $name in the place of shihyo.ini" 78 "$?"
	has "a $name in the place of shihyo.ini: said" "$name.ini: is a .* and no file, expected a file of settings" "$work/out"
done
cp "$config" "$work/good.ini"
sed -i "s/^\[site\]/&\ninclude = pipe.ini/" "$config"
run 'a pipe among the includes' 78 check-config
has 'a pipe among the includes: said' 'shihyo.ini:[0-9]+: .*pipe.ini: is a pipe and no file' "$work/out"
cp "$work/good.ini" "$config"
sed -i 's#/fault/slow/2500##' "$config"
unset SHIHYO_NOW
in_background "$binary" -v -c "$config" daemon 2>"$work/daemon.log"
holds 'a daemon' wait_for 20 grep -q 'started' "$work/daemon.log"
rm "$config"
mkfifo "$config"
kill -HUP "$background"
holds 'SIGHUP with a pipe: the old configuration stays' wait_for 20 grep -q 'stays in force' "$work/daemon.log"
kill -TERM "$background"
wait "$background"
same 'SIGHUP with a pipe: SIGTERM ends it' 0 "$?"
rm "$config"

# --- addresses without a year ---
write_site
add_shaky "$base/{%m}.csv" 3s
run 'an address without a year' 78 check-config
has 'an address without a year: said' 'shihyo.ini:[0-9]+: periods of several years have this address, expected \{%Y\}' "$work/out"

finish
