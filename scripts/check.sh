#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check.sh BUILD [fast]: runs the unit tests, the golden cases, what once failed in a fuzzer and (not
# when fast) the scenarios with the real binary; ends with "N passed, N failed". Fails also when fewer
# tests ran than tests/MINIMUM says: a harness that loses tests must not look green.
set -u
build=$1
kind=${2:-all}
passed=0
failed=0
logs=build/logs
mkdir -p "$logs"
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"

# A runner's closing line is "N passed, N failed"; no such line is a failure.
count() {
	name=$1
	log=$2
	line=$(grep -E '^([A-Za-z0-9_.-]+: )?[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
	if [ -z "$line" ]; then
		failed=$((failed + 1))
		echo "FAIL $name: it did not reach its end"
		tail -n 20 "$log"
		return
	fi
	good=$(echo "$line" | awk '{ print $(NF - 3) }')
	bad=$(echo "$line" | awk '{ print $(NF - 1) }')
	passed=$((passed + good))
	failed=$((failed + bad))
	if [ "$bad" != 0 ]; then
		echo "FAIL $name: $line"
		grep -aE 'FAIL|not ok|ERROR|error|assert|Sanitizer' "$log" | head -n 40
	else
		echo "ok   $name: $good"
	fi
}

# cmocka says it its own way; make it the plain line.
unit() {
	name=$(basename "$1")
	log=$logs/$name.log
	PUBLISHER=build/publisher CMOCKA_MESSAGE_OUTPUT=TAP timeout 300 "$1" >"$log" 2>&1
	status=$?
	good=$(grep -acE '^ok ' "$log")
	bad=$(grep -acE '^not ok ' "$log")
	plan=$(awk -F'[.]+' '/^1\.\.[0-9]+$/ { sum += $2 } END { print sum + 0 }' "$log")
	if [ "$status" -gt 128 ] || [ "${plan:-0}" != $((good + bad)) ] ||
		{ [ "$status" != 0 ] && [ "$bad" = 0 ]; }; then
		bad=$((bad + 1))
		echo "$name ended with status $status after $((good + bad - 1)) of ${plan:-0} tests" >>"$log"
		tail -n 30 "$log"
	fi
	echo "$good passed, $bad failed" >>"$log"
	count "$name" "$log"
}

for test in "$build"/tests/unit/test_*; do
	case "$test" in *.o | *.d | *.gc*) continue ;; esac
	unit "$test"
done

"$build/golden" >"$logs/golden.log" 2>&1
count golden "$logs/golden.log"

# What once failed in a fuzzer.
for replay in "$build"/replay_*; do
	case "$replay" in *.o | *.d | *.gc*) continue ;; esac
	name=$(basename "$replay")
	find "tests/fuzz/regress/${name#replay_}" -type f 2>/dev/null | sort | xargs timeout 300 "$replay" \
		>"$logs/$name.log" 2>&1
	count "$name" "$logs/$name.log"
done

if [ "$kind" = all ]; then
	SHIHYO_BINARY=$PWD/$build/shihyo
	[ "$build" != build/release ] || SHIHYO_BINARY=$PWD/shihyo
	export SHIHYO_BINARY
	timeout 600 sh tests/golden-charts/run.sh >"$logs/golden-charts.log" 2>&1
	grep '^pictures:' "$logs/golden-charts.log"
	count golden-charts "$logs/golden-charts.log"
	for scenario in tests/e2e/[0-9]*.sh; do
		name=$(basename "$scenario" .sh)
		timeout 600 sh "$scenario" >"$logs/$name.log" 2>&1
		count "$name" "$logs/$name.log"
	done
	minimum=$(cat tests/MINIMUM)
	if [ "$((passed + failed))" -lt "$minimum" ]; then
		echo "only $((passed + failed)) tests ran, at least $minimum are expected (tests/MINIMUM)"
		failed=$((failed + 1))
	fi
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
