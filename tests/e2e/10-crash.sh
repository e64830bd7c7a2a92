#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 10: SIGKILL at any moment of a cycle: after the next one the ledger is whole, values equal those of
# an undisturbed run, every RRD equals its rebuild, and nothing half made is left. SHIHYO_KILLS says
# how often (25); the moments are pseudo-random from a fixed seed.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

kills=${SHIHYO_KILLS:-25}
publish "$served"
write_site
add_pair steady
add_pair moving
cat >>"$config" <<END
[alert moving-high]
indicator = moving
when = above 500
END
write_values "$served/steady.csv" 2001 11 2002 12 2003 13
write_values "$served/moving.csv" 2001 100

# The undisturbed run: the same configuration with folders of its own.
calm=$work/calm.ini
sed -e 's/^state = .*/state = calm-state/' -e 's/^output = .*/output = calm-site/' "$config" >"$calm"

# One process group, so that the kill takes the workers with it.
crash() {
	setsid "$binary" -q -c "$config" collect >/dev/null 2>&1 &
	victim=$!
	sleep "$1"
	kill -9 "-$victim" 2>/dev/null && hit=$((hit + 1))
	wait "$victim" 2>/dev/null
	# its workers are killed too, but may not be gone yet; the lock is theirs until then
	[ ! -e "$state/cycle.lock" ] || flock -w 20 "$state/cycle.lock" true
}

# How long a cycle takes here that records, draws and tells: the kills fall within that.
write_values "$served/moving.csv" 2001 100 2002 200 2003 0
began=$(date +%s%N)
shihyo -q -c "$calm" collect steady moving >/dev/null 2>&1
span=$(awk -v n="$(($(date +%s%N) - began))" 'BEGIN { printf "%.3f", n / 1e9 }')
shihyo -q -c "$config" collect steady moving >/dev/null 2>&1

hit=0
broken=0
round=0
# shellcheck disable=SC2013  # one word a line
for pause in $(awk -v n="$kills" -v span="$span" 'BEGIN { srand(7); for (i = 0; i < n; i++) printf "%.3f\n", rand() * span }'); do
	round=$((round + 1))
	write_values "$served/moving.csv" 2001 $((100 + round)) 2002 $((200 + 20 * round)) 2003 "$round"
	SHIHYO_NOW=$(date -u -d "2026-03-01 00:00 UTC +$((round * 2)) hours" +%Y-%m-%dT%H:%M:%SZ)
	crash "$pause"
	if ! shihyo -q -c "$config" collect steady moving >"$work/out" 2>"$work/err"; then
		broken=$((broken + 1))
		echo "# round $round: the next cycle failed: $(cat "$work/err" "$work/out")"
	fi
	if [ "$(sql 'PRAGMA integrity_check')" != ok ] || ! get verify >"$work/verified"; then
		broken=$((broken + 1))
		echo "# round $round: $(sql 'PRAGMA integrity_check') $(cat "$work/verified")"
	fi
	shihyo -q -c "$calm" collect steady moving >/dev/null 2>&1
done
echo "# $hit of $kills cycles were killed before their end"

same 'every next cycle, integrity check and verify' 0 "$broken"
same 'some cycles were indeed killed' yes "$([ "$hit" -gt $((kills / 4)) ] && echo yes)"
for id in steady moving; do
	get show "$id" --vintages --csv >"$work/disturbed"
	shihyo -c "$calm" show "$id" --vintages --csv >"$work/undisturbed"
	same_files "$id: every version as in the undisturbed run" "$work/undisturbed" "$work/disturbed"
done
same 'alerts: as in the undisturbed run' "$(shihyo -c "$calm" alerts history | cut -d' ' -f1 | sort)" \
	"$(get alerts history | cut -d' ' -f1 | sort)"
same 'no half file is left' '' "$(find "$state" "$site" -name '*.tmp-*')"
same 'every message is delivered' 0 "$(sql 'SELECT count(*) FROM outbox WHERE delivered = 0')"
finish
