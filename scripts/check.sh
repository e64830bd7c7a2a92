#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check.sh BUILD [fast]: runs the unit tests, the golden cases, what once failed in a fuzzer and (not
# when fast) the scenarios with the real binary: one more at a time than there are cores, since many of
# them wait, and then those that run alone. Ends with "N passed, N failed". Fails also when fewer tests
# ran than tests/MINIMUM says: a harness that loses tests must not look green.
set -u
build=$1
kind=${2:-all}
jobs=${J:-$(($(nproc) + 1))}
logs=build/logs
mkdir -p "$logs"
rm -f "$logs"/*.count
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
SHIHYO_BINARY=$PWD/$build/shihyo
[ "$build" != build/release ] || SHIHYO_BINARY=$PWD/shihyo
export SHIHYO_BINARY

# Programs only: beside them lie their objects.
programs() {
	find "$build" -path "$1" -type f -executable ! -name '*.*' | sort
}

# A scenario that measures time or fills the machine says so in a line of its own.
scenarios() {
	grep "$1" '^# Runs alone:' tests/e2e/[0-9]*.sh
}

together() {
	# The long ones first, so that none is still running alone at the end.
	if [ "$kind" = all ]; then
		# shellcheck disable=SC2012
		scenarios -L | xargs ls -S
		echo pictures
	fi
	programs "$build/tests/unit/test_*"
	echo "$build/golden"
	programs "$build/replay_*"
}

together | xargs -P "$jobs" -n 1 sh scripts/check-one.sh
if [ "$kind" = all ]; then
	scenarios -l | xargs -n 1 sh scripts/check-one.sh
	grep -h '^pictures:' "$logs/golden-charts.log"
fi

cat "$logs"/*.count | awk -v minimum="$([ "$kind" != all ] || cat tests/MINIMUM)" '
	{ passed += $1; failed += $2 }
	END {
		if (passed + failed < minimum) {
			printf "only %d tests ran, at least %d are expected (tests/MINIMUM)\n",
				passed + failed, minimum
			failed++
		}
		printf "%d passed, %d failed\n", passed, failed
		exit failed > 0
	}'
