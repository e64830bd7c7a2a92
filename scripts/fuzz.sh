#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# fuzz.sh BUILD SECONDS JOBS NAME...: runs each harness for so long and prints what came of it. What it
# learns stays in BUILD/corpus/NAME for the next time. Exit 1 on any finding, with the reproducer, which
# goes to tests/fuzz/regress/NAME once it is mended.
set -eu
build=$1
seconds=$2
jobs=$3
shift 3

# The words of a harness; those of the configuration are its keys, too.
words() {
	cat "tests/fuzz/words/$1"
	[ "$1" != config ] || sed -n 's/.*\.name = "\([a-z_.]*\)".*/\1 = /p' config/keys_*.c | sort -u
}

# As a dictionary of libFuzzer's.
dictionary() {
	words "$1" | while IFS= read -r word; do
		printf '"%s"\n' "$(printf '%s' "$word" | od -An -v -tx1 | tr -d '\n' | sed 's/ /\\x/g')"
	done
}

# Where the last line that begins with it says `cov: N`.
coverage() {
	sed -n "s/^#[0-9]*[[:space:]]*$1.* cov: \([0-9]*\).*/\1/p" "$2" | tail -n 1
}

one() {
	name=$1
	corpus=$build/corpus/$name
	log=$build/logs/$name.log
	found=$build/findings/$name
	rm -rf "$build/seeds/$name"
	mkdir -p "$corpus" "$build/seeds/$name" "$build/logs" "$found" "$build/rows"
	sh tests/fuzz/seeds.sh "$name" "$build/seeds/$name"
	set --
	if [ -f "tests/fuzz/words/$name" ]; then
		dictionary "$name" >"$build/$name.dict"
		set -- -dict="$build/$name.dict"
	fi
	began=$(date +%s)
	status=0
	"$build/fuzz_$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=3000 -max_len=32768 \
		-print_final_stats=1 -artifact_prefix="$found/" "$@" "$corpus" "$build/seeds/$name" \
		>"$log" 2>&1 || status=$?
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	from=$(coverage INITED "$log")
	to=$(coverage '' "$log")
	file=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
	if [ "$status" != 0 ] && [ -z "$file" ]; then file="it ended with $status, see $log"; fi
	printf '%-8s %12s %8d %8s %10s  %s\n' "$name" "${runs:-?}" $(($(date +%s) - began)) "${to:-?}" \
		"+$((${to:-0} - ${from:-0}))" "${file:-none}" >"$build/rows/$name"
	[ "$status" = 0 ]
}

if [ "$jobs" = - ]; then
	one "$1"
	exit
fi
mkdir -p "$build/rows"
rm -f "$build"/rows/*
LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
export LSAN_OPTIONS
status=0
printf '%s\n' "$@" | xargs -P "$jobs" -I{} sh "$0" "$build" "$seconds" - {} || status=1
printf '%-8s %12s %8s %8s %10s  %s\n' harness executions seconds coverage new findings
cat "$build"/rows/*
exit "$status"
