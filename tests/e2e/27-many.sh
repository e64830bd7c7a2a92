#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 27: four processes for SHIHYO_SECONDS (5): two that collect in a loop, a daemon that is kept busy,
# and a person who enters one value after the other. Nothing that was said to be recorded is lost,
# nobody is sent away, and nobody is shown what SQLite says.
# Runs alone: it is itself many processes for some seconds.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

seconds=${SHIHYO_SECONDS:-5}
unset SHIHYO_NOW # the order of versions is by the clock
publish "$served"
write_site
add_pair moving
add_pair steady
sed -i 's/^every = 1m/every = 1s/' "$config"
cat >>"$config" <<END
[indicator hand]
title = by hand
unit = 件
frequency = monthly
better = higher

[alert hand-high]
indicator = hand
when = above 3
END
write_values "$served/moving.csv" 2001 1
write_values "$served/steady.csv" 2001 1
run 'at first' 0 collect
end=$(($(date +%s) + seconds))
going() {
	[ "$(date +%s)" -lt "$end" ]
}

collect_loop() {
	while going; do
		"$binary" -c "$config" collect --force >>"$work/collect-$1.out" 2>>"$work/collect-$1.err"
		echo $? >>"$work/collect-$1"
	done
}

record_loop() {
	value=0
	while going; do
		value=$((value + 1))
		"$binary" -c "$config" record hand 2025-01 $value >>"$work/record.out" 2>>"$work/record.err"
		ended=$?
		echo $ended >>"$work/record"
		[ $ended != 0 ] || echo $value >>"$work/recorded"
	done
}

in_background "$binary" -c "$config" daemon >"$work/daemon.out" 2>"$work/daemon.err"
daemon=$background
holds 'the daemon is there' wait_for 20 grep -q 'started' "$work/daemon.err"
in_background collect_loop 1
loops=$background
in_background collect_loop 2
loops="$loops $background"
in_background record_loop
loops="$loops $background"
news=1
while going; do
	news=$((news + 1))
	write_values "$served/moving.csv" 2001 $news
	kill -HUP "$daemon" # a cycle, whether anything is due or not
	sleep 0.3
done
# shellcheck disable=SC2086  # words
wait $loops
kill -TERM "$daemon"
wait "$daemon"
same 'the daemon ends cleanly' 0 "$?"

for who in collect-1 collect-2 record; do
	same "$who: nobody is sent away" 0 "$(sort -u "$work/$who" | tr '\n' ' ' | sed 's/ $//')"
	echo "# $who: $(wc -l <"$work/$who") runs"
done
cat "$work"/*.err "$work"/*.out >"$work/said"
lacks 'nobody is shown what SQLite says' 'database|locked|SQL|sqlite|constraint|malformed' "$work/said"
lacks 'the daemon was not kept out' 'another shihyo' "$work/daemon.err"
has 'the daemon was at work' 'cycle: ' "$work/daemon.err"
get show hand --vintages --csv | sed 1d | cut -d, -f2 >"$work/kept"
same_files 'every value entered is a version, in order' "$work/recorded" "$work/kept"
run 'at last' 0 collect --force
same 'at last: the newest' "FY2001,$news" "$(values moving)"
get show moving --vintages --csv | sed 1d | cut -d, -f2 >"$work/versions"
same 'each version once, in order' "$(sort -nu "$work/versions" | tr '\n' ' ')" "$(tr '\n' ' ' <"$work/versions")"
same 'the ledger is sound' ok "$(sql 'PRAGMA integrity_check')"
run 'every cache agrees' 0 verify
same 'no half file is left' '' "$(find "$state" "$site" -name '*.tmp-*')"
finish
