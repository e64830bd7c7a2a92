#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 15: decoders at their worst: each document that crashes its reader, hangs it or eats its memory
# costs one clear error in under 10 s, and the other sources are collected. With SHIHYO_FAULT set a
# document asks for its fault by its first line.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
add_pair steady
add_pair shaky
year=2000
write_values "$served/steady.csv" 2000 1
write_values "$served/shaky.csv" 2000 1
run 'at first' 0 collect
export SHIHYO_FAULT=1

# fault NAME PATTERN
misbehave() {
	year=$((year + 1))
	SHIHYO_NOW=2026-03-02T$((year % 100 + 9)):00:00+09:00
	export SHIHYO_NOW
	write_values "$served/steady.csv" 2000 1 "$year" "$year"
	printf 'fault: %s\n' "$1" >"$served/shaky.csv"
	began=$(date +%s)
	run "$1: exit status" 65 collect --force
	took=$(($(date +%s) - began))
	has "$1: the report says why" "^shaky +failed +0 +0 +0 .*$2" "$work/out"
	holds "$1: under 10 s (it took $took)" test "$took" -lt 10
	same "$1: the other source is collected" "FY$year,$year" "$(values steady | grep "FY$year")"
	same "$1: the last good values stay" 'FY2000,1' "$(values shaky)"
	run "$1: status" 0 status
	has "$1: status says it" "^source shaky \\(since [^)]*\\): fetched, but not read in full: .*$2" "$work/out"
}
misbehave crash 'reading it crashed: signal 6'
misbehave hang 'reading it took too long'
# AddressSanitizer takes the limit of memory away.
case "$binary" in
*asan*) ;;
*) misbehave memory 'reading it needs more memory than is allowed' ;;
esac
unset SHIHYO_FAULT
write_values "$served/shaky.csv" 2000 1 2001 2
run 'recovery' 0 collect --force
same 'recovery: its values' 'FY2000,1 FY2001,2 ' "$(values shaky | tr '\n' ' ')"
run 'verify' 0 verify
shihyo --version >"$work/version"
has '--version says what confines decoders' '^decoders are confined by: limits, ' "$work/version"
finish
