# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2034
# common.sh: what every scenario starts with (sourced from the repository root). Each works in a
# folder of its own with a publisher on a free port, says `ok NAME` or `FAIL NAME: why` for every
# check, and ends with finish.
set -u

root=$PWD
binary=${SHIHYO_BINARY:-$root/shihyo}
publisher=$root/build/publisher
work=$(mktemp -d "${TMPDIR:-/tmp}/shihyo-e2e.XXXXXX")
config=$work/shihyo.ini
state=$work/state
site=$work/site
served=$work/served # what the publisher serves
passed=0
failed=0
started= # processes to end
port=
status=0 # of the last run
unset SHIHYO_CONFIG JOURNAL_STREAM
export SHIHYO_NOW=2026-03-01T09:00:00+09:00

clean_up() {
	for pid in $started; do
		kill "$pid" 2>/dev/null
	done
	wait
	cd "$root" || exit 1
	if [ -n "${KEEP:-}" ]; then
		echo "kept: $work"
	else
		rm -rf "$work"
	fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

ok() {
	passed=$((passed + 1))
	echo "ok $1"
}

fail() {
	failed=$((failed + 1))
	echo "FAIL $1: $2"
}

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
	exit
}

# The program, under valgrind when asked for. Valgrind follows its forked workers by itself.
shihyo() {
	if [ "${USE_VALGRIND:-0}" = 1 ]; then
		valgrind -q --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=99 \
			--trace-children=no --suppressions="$root/tests/valgrind.supp" "$binary" "$@"
	else
		"$binary" "$@"
	fi
}

# run NAME STATUS ARGUMENTS...: a check that the program ends with STATUS. What it said is in
# $work/out and $work/err, the status in $status.
run() {
	run_name=$1
	run_wanted=$2
	shift 2
	shihyo -c "$config" "$@" >"$work/out" 2>"$work/err"
	status=$?
	if [ "$status" = "$run_wanted" ]; then
		ok "$run_name"
	else
		fail "$run_name" "exit $status instead of $run_wanted: $(head -c 600 "$work/err" "$work/out")"
	fi
}

# get ARGUMENTS...: standard output of the program, when the test is about what it says.
get() {
	shihyo -c "$config" "$@" 2>>"$work/get.err"
}

# same NAME EXPECTED FOUND
same() {
	if [ "$2" = "$3" ]; then
		ok "$1"
	else
		fail "$1" "expected \"$2\", found \"$3\""
	fi
}

# same_files NAME EXPECTED FOUND
same_files() {
	if [ ! -s "$2" ]; then
		fail "$1" "nothing to compare with in $2"
	elif diff "$2" "$3" >"$work/diff"; then
		ok "$1"
	else
		fail "$1" "$(head -n 12 "$work/diff")"
	fi
}

# has NAME PATTERN FILE: a line matches (grep -E).
has() {
	if grep -aEq -e "$2" "$3"; then
		ok "$1"
	else
		fail "$1" "no line matches \"$2\" in: $(head -c 800 "$3")"
	fi
}

# serve_here WHAT [OPTION...]: starts `serve`; $server is its process, $where its port.
serve_here() {
	what=$1
	shift
	: >"$work/serve.err" # what the one before said is not of this one
	"$binary" -c "$config" serve --listen 127.0.0.1:0 "$@" 2>"$work/serve.err" &
	server=$!
	started="$started $server"
	holds "$what" wait_for 20 grep -q serving "$work/serve.err"
	where=$(sed -n 's|.* at http://[^ ]*:\([0-9]*\)/ .*|\1|p' "$work/serve.err" | head -n 1)
}

# lacks NAME PATTERN FILE: no line matches, and there are lines.
lacks() {
	if [ ! -s "$3" ]; then
		fail "$1" "$3 is empty"
	elif grep -aEq -e "$2" "$3"; then
		fail "$1" "\"$2\" matches: $(grep -aE -e "$2" "$3" | head -n 3)"
	else
		ok "$1"
	fi
}

# holds NAME COMMAND...: the command succeeds.
holds() {
	holds_name=$1
	shift
	if "$@" >"$work/held" 2>&1; then
		ok "$holds_name"
	else
		fail "$holds_name" "\`$*\` says: $(head -c 400 "$work/held")"
	fi
}

# json FILE SQL: SQL over the table j, whose only row and column j.j is the document.
json() {
	sqlite3 -batch :memory: \
		"CREATE TABLE j AS SELECT CAST(readfile('$1') AS TEXT) AS j; $2" 2>&1
}

# sql QUERY: the ledger itself, read only.
sql() {
	sqlite3 -batch -readonly -cmd '.timeout 10000' "$state/ledger.db" "$1" 2>&1
}

# wait_for SECONDS COMMAND...: until the command succeeds.
wait_for() {
	wait_left=$(($1 * 20))
	shift
	while ! "$@" >/dev/null 2>&1; do
		[ "$wait_left" -gt 0 ] || return 1
		wait_left=$((wait_left - 1))
		sleep 0.05
	done
}

# publish FOLDER: serves it; sets port and publisher_log.
publish() {
	mkdir -p "$1"
	publisher_log=$work/publisher.log
	"$publisher" --port 0 --print-port "$1" >"$publisher_log" 2>"$work/publisher.err" &
	started="$started $!"
	if ! wait_for 10 test -s "$publisher_log"; then
		fail publisher "did not start: $(cat "$work/publisher.err")"
		finish
	fi
	port=$(head -n 1 "$publisher_log")
}

# requests PATTERN: how many lines of the publisher's log match so far.
requests() {
	grep -cE -e "$1" "$publisher_log"
}

# in_background COMMAND...: starts it; its process is $background.
in_background() {
	"$@" &
	background=$!
	started="$started $background"
}

# prints of all pictures and RRD files: hash, time of change and name.
print_caches() {
	find "$state/rrd" "$site" -type f \( -name '*.rrd' -o -name '*.png' \) -exec stat -c '%y %n' {} + |
		sort -k 4
	find "$state/rrd" "$site" -type f \( -name '*.rrd' -o -name '*.png' \) -exec sha256sum {} + |
		sort -k 2
}

# A PNG: its magic, its end, and more than an empty canvas could need.
is_png() {
	[ "$(head -c 8 "$1" | od -An -tx1 | tr -d ' \n')" = 89504e470d0a1a0a ] &&
		[ "$(tail -c 8 "$1" | head -c 4)" = IEND ] && [ "$(wc -c <"$1")" -gt 1000 ]
}

# write_site [LINE...]: the head of a small configuration, whose further lines are appended.
write_site() {
	cat >"$config" <<END
; test data
[site]
title = テスト
language = en
timezone = Asia/Tokyo
state = state
output = site
delay = 0ms

END
}

# add_pair NAME [PATH]: a source and a yearly indicator of the same name, and its document.
add_pair() {
	cat >>"$config" <<END
[source $1]
title = test source $1
url = http://127.0.0.1:$port/${2:-$1.csv}
format = csv
every = 1m
timeout = 5s

[indicator $1]
title = test indicator $1
unit = 人
frequency = fiscal-year
better = higher
source = $1
value = 人数
minimum = 0
maximum = 1000000

END
}

# add_shaky ADDRESS TIMEOUT: a source whose faults are tried, and its indicator within bounds.
add_shaky() {
	cat >>"$config" <<END
[source shaky]
title = test source shaky
url = $1
format = csv
every = 1m
timeout = $2
max_bytes = 64K

[indicator shaky]
title = test indicator shaky
unit = 人
frequency = fiscal-year
better = higher
source = shaky
value = 人数
minimum = 0
maximum = 1000000
END
}

# write_values FILE [YEAR VALUE]...: a document of test data.
write_values() {
	write_file=$1
	shift
	{
		printf 'これは試験用のデータです（test data）\n年度,人数（人）\n'
		while [ $# -gt 1 ]; do
			printf '%s年度,"%s"\n' "$1" "$2"
			shift 2
		done
	} >"$write_file.new"
	mv "$write_file.new" "$write_file"
}

# values ID: period,value lines.
values() {
	get show "$1" --csv | sed -e 1d -e 's/,[^,]*$//'
}

# receive NAME mail|web ARGUMENTS...: a server that takes it; its port is $port_of_it, its log
# $work/NAME.log, a line for each.
receive() {
	receive_name=$1
	receive_kind=$2
	shift 2
	: >"$work/$receive_name.log"
	in_background python3 "$root/tests/tools/receiver.py" "$receive_kind" \
		--port-file "$work/$receive_name.port" --log "$work/$receive_name.log" "$@"
	wait_for 20 test -s "$work/$receive_name.port" || fail "$receive_name" 'did not start'
	port_of_it=$(cat "$work/$receive_name.port")
}

# taken NAME: how many it took.
taken() {
	grep -c . "$work/$1.log"
}

# certificate NAME SUBJECT_ALT_NAME DAYS [CA [BASIC_CONSTRAINTS]]: NAME.crt and NAME.key, NAME.pem of
# both, by a CA or by itself; 0 days = it has expired.
certificate() {
	openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout "$work/$1.key" \
		-out "$work/$1.csr" -subj "/CN=$1" 2>/dev/null
	printf 'subjectAltName=%s\nbasicConstraints=%s\n' "$2" "${5:-CA:FALSE}" >"$work/san"
	if [ -n "${4:-}" ]; then
		set -- "$1" "$2" "$3" -CA "$work/$4.crt" -CAkey "$work/$4.key" -CAcreateserial
	else
		set -- "$1" "$2" "$3" -signkey "$work/$1.key"
	fi
	certificate_name=$1
	certificate_days=$3
	shift 3
	openssl x509 -req -in "$work/$certificate_name.csr" "$@" -out "$work/$certificate_name.crt" \
		-days "$certificate_days" -extfile "$work/san" 2>/dev/null
	cat "$work/$certificate_name.key" "$work/$certificate_name.crt" >"$work/$certificate_name.pem"
}
