#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 28: a disk that fills during a cycle, and one that is for reading only: the file, the space and the
# reason are named, what was known stays, and with space the next cycle ends right. On a tmpfs of
# 2 MiB where one can be mounted (in a mount namespace of its own, which ends with the scenario), and
# by failing calls (tests/tools/faults.c) in any case.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
if [ -z "${SHIHYO_UNSHARED:-}" ]; then
	for how in -m -rm; do
		unshare $how mount -t tmpfs none /mnt 2>/dev/null &&
			exec env SHIHYO_UNSHARED=1 unshare $how sh "$0"
	done
fi
. tests/e2e/common.sh

publish "$served"
write_site
sed -i 's/^output = .*/output = state\/site/' "$config"
add_pair one
add_pair two
cat >>"$config" <<END
[indicator hand]
title = by hand
unit = 件
frequency = monthly
better = higher

[alert one-high]
indicator = one
when = above 500
END

# Many years, so that the document is a large part of the disk.
long_values() {
	# shellcheck disable=SC2046  # words
	write_values "$served/one.csv" $(awk -v last="$1" 'BEGIN { for (y = 1975; y <= last; y++) print y, y - 1900 }')
	head -c 60000 /dev/zero | tr '\0' ' ' >>"$served/one.csv"
	echo >>"$served/one.csv"
}

free_kib() {
	df --output=avail -k "$state" | tail -n 1 | tr -d ' '
}

# says_space NAME: the error names a file below the state folder and how much is free.
says_space() {
	has "$1: the file and the space" "$state/[^ ]*: .*\([0-9]+ bytes are free there\)" "$work/said"
}

# verify_differs NAME: one RRD file is another one's (of as many bytes), which is told and not mended.
verify_differs() {
	mount --bind "$state/rrd/two.rrd" "$state/rrd/one.rrd"
	run "$1: verify tells what differs" 65 verify
	has "$1: verify: which" '^one: ' "$work/out"
	run "$1: verify --repair" 74 verify --repair
	has "$1: verify --repair tells it too" '^one: ' "$work/out"
	lacks "$1: verify --repair mends nothing" 'mended\)' "$work/out"
	has "$1: verify --repair: why" "$state/(cycle.lock|ledger.db): " "$work/err"
	umount "$state/rrd/one.rrd"
}

known() {
	values one | tail -n 1
}

if [ -n "${SHIHYO_UNSHARED:-}" ]; then
	mkdir "$state"
	mount -t tmpfs -o size=3m,mode=700 none "$state"
	long_values 2001
	write_values "$served/two.csv" 2001 1 2002 2
	run 'the first cycle has space' 0 collect
	run 'and so has a value' 0 record hand 2026-01 5
	year=2001
	full=0
	for room in 0 4 12 28 48 64 80 110 150 200; do
		year=$((year + 1))
		SHIHYO_NOW=$(date -u -d "2026-03-01 +$((year - 2001)) days" +%Y-%m-%dT%H:%M:%SZ)
		export SHIHYO_NOW
		head -c $((($(free_kib) - room) * 1024)) /dev/zero >"$state/filler"
		long_values $year
		shihyo -c "$config" collect --force >"$work/out" 2>"$work/err"
		status=$?
		cat "$work/out" "$work/err" >"$work/said"
		rm "$state/filler"
		if [ "$status" != 0 ]; then
			full=$((full + 1))
			same "$room KiB left: exit status" 74 "$status"
			says_space "$room KiB left"
		fi
		same "$room KiB left: the ledger is sound" ok "$(sql 'PRAGMA integrity_check')"
		case "$(known)" in
		"FY$year,$((year - 1900))" | "FY$((year - 1)),$((year - 1901))") ok "$room KiB left: old or new" ;;
		*) fail "$room KiB left: old or new" "$(known)" ;;
		esac
		run "$room KiB left: then with space" 0 collect --force
		same "$room KiB left: then the new" "FY$year,$((year - 1900))" "$(known)"
		run "$room KiB left: then every cache agrees" 0 verify
		same "$room KiB left: then no half file" '' "$(find "$state" -name '*.tmp-*')"
		# documents are kept for good, pictures are drawn beside those of before, and the disk is small
		find "$state/documents" -type f -size +20k -delete
		find "$state/site/charts" -type f -delete
	done
	same 'most of these cycles had too little' yes "$([ "$full" -ge 5 ] && echo yes || echo "$full")"

	# --- for reading only ---

	for log in without with; do
		[ "$log" = with ] || run 'its log is put away' 0 record hand 2026-02 "$full"
		[ "$log" = without ] || get status >/dev/null
		mount -o remount,ro "$state"
		for line in 'collect --force' 'record hand 2026-02 6' rebuild 'alerts ack one-high'; do
			# shellcheck disable=SC2086  # words
			run "read only, $log a log: $line" 74 $line
			has "read only, $log a log: $line: why" "$state/[^ ]*: .*Read-only file system" "$work/err"
		done
		run "read only, $log a log: show" 0 show one
		run "read only, $log a log: status" 0 status
		run "read only, $log a log: check" 0 check
		run "read only, $log a log: verify" 0 verify
		verify_differs "read only, $log a log"
		run "read only, $log a log: export" 0 export -o "$work/open-data"
		run "read only, $log a log: backup" 0 backup -f "$work/backup.db"
		mount -o remount,rw "$state"
	done

	# --- looking, on a full one ---

	for log in without with; do
		[ "$log" = with ] || run 'full: its log is put away' 0 record hand 2026-03 "$full"
		[ "$log" = without ] || get status >/dev/null
		cat /dev/zero >"$state/filler" 2>/dev/null
		same "full, $log a log: it is" 0 "$(free_kib)"
		run "full, $log a log: verify" 0 verify
		run "full, $log a log: status" 0 status
		has "full, $log a log: status shows what is there" '^hand ' "$work/out"
		run "full, $log a log: backup" 0 backup -f "$work/backup.db"
		holds "full, $log a log: backup: to be read" "$binary" -c "$config" -q show hand
		verify_differs "full, $log a log"
		rm "$state/filler"
	done
	run 'writable again: record' 0 record hand 2026-02 6
	run 'writable again: verify' 0 verify
	umount "$state"
	rmdir "$state"
else
	echo '# skipped: the tmpfs, since none can be mounted here'
fi

# --- by calls that fail ---

export SHIHYO_NOW=2026-06-01T09:00:00+09:00
long_values 2001
write_values "$served/two.csv" 2001 1 2002 2
run 'the first cycle' 0 collect
run 'a value' 0 record hand 2026-01 5
long_values 2002

# failing_run AS NAME ARGUMENTS...: every call fails from the first on.
failing_run() {
	failing_as=$1
	failing_name=$2
	shift 2
	LD_PRELOAD=$root/build/faults.so ASAN_OPTIONS=verify_asan_link_order=0 FAULTS_FOLDER=$state \
		FAULTS_AS=$failing_as FAULTS_AT=1 "$binary" -c "$config" "$@" >"$work/out" 2>"$work/err"
	same "$failing_name: exit status" 74 "$?"
	cat "$work/out" "$work/err" >"$work/said"
}

for line in 'collect --force' 'record hand 2026-02 6' rebuild; do
	# shellcheck disable=SC2086  # words
	failing_run full "full: $line" $line
	says_space "full: $line"
	# shellcheck disable=SC2086  # words
	failing_run shut "read only: $line" $line
	has "read only: $line: why" "$state/[^ ]*: .*Read-only file system" "$work/err"
done
same 'what was known stays' 'FY2001,101' "$(known)"
run 'then with space' 0 collect --force
same 'then the new' 'FY2002,102' "$(known)"
run 'then every cache agrees' 0 verify
finish
