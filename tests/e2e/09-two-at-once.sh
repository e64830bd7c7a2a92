#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 09: two processes at once: a collect of what is due waits for nobody, says who is at work and ends
# with 75; what somebody asked for waits; readers read meanwhile; a lock that a killed process left
# behind holds nobody up; many writers lose nothing.
# Runs alone: it measures how long one process waits for another.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
add_pair slow
cat >>"$config" <<END
[indicator hand]
title = by hand
unit = 件
frequency = monthly
better = higher
END
write_values "$served/slow.csv" 2001 1 2002 2
run 'at first' 0 collect
export SHIHYO_NOW=2026-03-02T09:00:00+09:00

# --- a cycle under way ---

write_values "$served/slow.csv" 2001 1 2002 2 2003 3
echo 'slow/5000' >"$served/slow.csv.fault"
sed -i -e 's|/slow.csv|/flaky/slow.csv|' -e 's/^timeout = .*/timeout = 30s/' "$config"
in_background "$binary" -c "$config" collect --force >"$work/first.out" 2>"$work/first.err"
first=$background
holds 'the first cycle is at work' wait_for 20 sh -c \
	"! flock -n '$state/cycle.lock' true || grep -q 'flaky/slow.csv' '$publisher_log'"
for words in 'collect' '--wait 0 record hand 2026-01 5' 'rebuild --wait=0' 'site --wait 0' \
	'verify --wait 0' 'collect --force --wait 0' 'collect slow --wait 0'; do
	# shellcheck disable=SC2086  # words are words
	run "meanwhile $words: try again" 75 $words
	has "meanwhile $words: says why" "cycle.lock: another shihyo is at work \(pid $first\), try" "$work/err"
done
run 'meanwhile: a wait that is none' 64 --wait 1x collect
run 'meanwhile: a wait that is too short' 75 -v record hand 2026-01 5 --wait 1
has 'meanwhile: a wait that is too short: said' "\(pid $first\) and did not end within 1 s" "$work/err"
in_background "$binary" -v -c "$config" record hand 2026-02 7 >"$work/patient.out" 2>"$work/patient.err"
patient=$background
run 'meanwhile status' 0 status
run 'meanwhile show' 0 show slow
run 'meanwhile check' 0 check
same 'meanwhile: what is known is still the old' 'FY2001,1 FY2002,2' \
	"$(values slow | tr '\n' ' ' | sed 's/ $//')"
wait "$first"
same 'the first cycle ends well' 0 "$?"
same 'the first cycle recorded' 'FY2001,1 FY2002,2 FY2003,3' \
	"$(values slow | tr '\n' ' ' | sed 's/ $//')"
wait "$patient"
same 'who waited ends well' 0 "$?"
has 'who waited was told for whom' "waiting for another shihyo that is at work \(pid $first\)" "$work/patient.err"
same 'who did not wait recorded nothing' '2026-02,7' "$(values hand)"
run 'after it: record' 0 record hand 2026-01 5

# --- a process that was killed ---

rm "$served/slow.csv.fault"
echo 'slow/9000' >"$served/slow.csv.fault"
in_background "$binary" -c "$config" collect --force >"$work/killed.out" 2>&1
killed=$background
held() {
	! flock -n "$state/cycle.lock" true
}
holds 'a cycle holds the lock' wait_for 20 held
kill -KILL "$killed"
wait "$killed" 2>/dev/null
rm "$served/slow.csv.fault"
holds 'its end frees the lock' wait_for 20 flock -n "$state/cycle.lock" true
run 'the next cycle works' 0 collect --force
run 'and the ledger is whole' 0 verify

# --- many hands ---

hands=
for month in 02 03 04 05 06 07 08 09; do
	"$binary" -c "$config" record hand "2025-$month" 1 >/dev/null 2>"$work/hand-$month" &
	hands="$hands $!"
done
for pid in $hands; do
	wait "$pid"
	same "a hand of many" 0 "$?"
done
same 'each value is there, once' 8 "$(values hand | grep -c '^2025-')"
same 'the ledger is sound' ok "$(sql 'PRAGMA integrity_check')"
run 'every cache agrees' 0 verify
finish
