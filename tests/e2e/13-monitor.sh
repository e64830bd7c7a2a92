#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 13: what a monitoring system is told when nothing can be known: no ledger, none that may be read,
# nobody who collects; and that check ends with 3 then, whatever went wrong.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
add_pair watched
sed -i 's/^every = 1m/every = 1d/' "$config"
cat >>"$config" <<END
[indicator hand]
title = by hand
unit = 件
frequency = monthly
better = higher
END
write_values "$served/watched.csv" 2020 5 2021 6

# unknown NAME PATTERN: 3, and the first line says why.
unknown() {
	run "$1" 3 check --nagios
	head -n 1 "$work/out" >"$work/first"
	has "$1: the first line" "^SHIHYO UNKNOWN: $2" "$work/first"
}

unknown 'before the first cycle' 'no ledger in .*state: .*collect'
holds 'before the first cycle: nothing is made' test ! -e "$state"
run 'collect' 0 collect
run 'after it' 0 check --nagios
has 'after it: its line' '^SHIHYO OK: 2 indicators, 0 alerts, 0 sources failing \|' "$work/out"

export SHIHYO_NOW=2026-03-03T09:00:00+09:00
run 'cron missed a day' 0 check
run 'an indicator that is not there' 3 check nobody
has 'an indicator that is not there: named' '^SHIHYO UNKNOWN: no indicator "nobody"' "$work/out"
export SHIHYO_NOW=2030-01-01T09:00:00+09:00
unknown 'nobody collected for years' '2 indicators, 0 alerts, 0 sources failing, 1 not tried in time \|'
has 'nobody collected for years: since when' '^source watched: no try to fetch it since 2026-03-01 09:00$' \
	"$work/out"
run 'an indicator entered by hand needs no cycle' 0 check hand
sed -i 's/^language = en/language = ja/' "$config"
run 'the same in Japanese' 3 check
has 'the same in Japanese: since when' '^出典 watched: 2026-03-01 09:00を最後に、取得を試みていません$' \
	"$work/out"
sed -i 's/^language = ja/language = en/; s/^every = 1d/every = 30d/' "$config"
export SHIHYO_NOW=2026-04-05T09:00:00+09:00
run 'once a month: in time' 0 check
export SHIHYO_NOW=2026-04-20T09:00:00+09:00
run 'once a month: too late' 3 check

export SHIHYO_NOW=2026-03-01T10:00:00+09:00
add_pair fresh
write_values "$served/fresh.csv" 2020 5
unknown 'a source just added' '3 indicators, .* 1 not tried in time'
has 'a source just added: named' '^source fresh: no try to fetch it yet$' "$work/out"
run 'the next cycle' 0 collect
run 'then all is well' 0 check
echo 500 >"$served/fresh.csv.fault"
sed -i 's|/fresh.csv|/flaky/fresh.csv|' "$config"
run 'a source that fails' 69 collect fresh
run 'a source that fails: a warning' 1 check
has 'a source that fails: why' '^source fresh: .*500' "$work/out"
cat >>"$config" <<END
[alert high]
indicator = hand
when = above 1
severity = critical
END
run 'a critical alert' 0 record hand 2026-01 5
export SHIHYO_NOW=2030-01-01T09:00:00+09:00
run 'a critical alert outweighs what is not known' 2 check
export SHIHYO_NOW=2026-03-01T10:00:00+09:00

# --- who may read what ---

same 'the state folder is its owner'\''s, as the pages lie elsewhere' 700 "$(stat -c %a "$state")"
same 'the ledger is its owner'\''s' 600 "$(stat -c %a "$state/ledger.db")"
same 'the documents are their owner'\''s' 700 "$(stat -c %a "$state/documents")"
same 'the RRD files are for its group too' '750 644' \
	"$(stat -c %a "$state/rrd") $(stat -c %a "$state/rrd/watched.rrd")"
if [ "$(id -u)" = 0 ] && [ "${USE_VALGRIND:-0}" = 0 ]; then
	chmod 755 "$work"
	cp "$binary" "$work/program"
	# another ARGUMENTS...: as the user of a monitoring system.
	another() {
		(cd "$work" && setpriv --reuid=65534 --regid=65534 --clear-groups "$work/program" -c "$config" "$@")
	}
	another check --nagios >"$work/out" 2>"$work/err"
	same 'another user: unknown' 3 "$?"
	has 'another user: why' '^SHIHYO UNKNOWN: .*ledger\.db: Permission denied' "$work/out"
	another status >"$work/out" 2>"$work/err"
	same 'another user: status is not empty, but refused' 77 "$?"
	another collect >"$work/out" 2>"$work/err"
	same 'another user: may not collect' 77 "$?"
	another record hand 2026-01 5 >"$work/out" 2>"$work/err"
	same 'another user: may not record' 77 "$?"
	another rebuild >"$work/out" 2>"$work/err"
	same 'another user: may not rebuild' 77 "$?"
	printf 'period,value\n2026-01,5\n' >"$work/private.csv"
	chmod 600 "$work/private.csv"
	another import hand "$work/private.csv" >"$work/out" 2>"$work/err"
	same 'another user: a file that may not be read' 77 "$?"
	has 'another user: a file that may not be read: named' 'private\.csv: Permission denied' "$work/err"
	cp -r "$state" "$work/theirs"
	chown -R 65534:65534 "$work/theirs"
	sed -e 's/^state = .*/state = theirs/' -e "s|^output = .*|output = $work/nowhere|" "$config" >"$work/theirs.ini"
	for line in 'chart hand' 'site' 'chart hand -o /root/x' 'rebuild' \
		'record hand 2026-02 5'; do
		# shellcheck disable=SC2086  # words
		(cd "$work" && setpriv --reuid=65534 --regid=65534 --clear-groups "$work/program" \
			-c "$work/theirs.ini" $line) >"$work/out" 2>"$work/err"
		same "another user: $line where it may not write" 77 "$?"
	done
	chmod 700 "$state"
	another check >"$work/out" 2>"$work/err"
	same 'a folder shut to all: unknown' 3 "$?"
	chmod 711 "$state"
fi

mv "$state" "$work/away"
unknown 'the ledger is gone' 'no ledger'
for line in 'status' 'status --json' 'alerts' 'alerts --json' 'alerts history' 'quarantine' 'show watched'; do
	# shellcheck disable=SC2086  # words
	run "the ledger is gone: $line" 0 $line
	same "the ledger is gone: $line says so in one line" "1 0" \
		"$(grep -c "no ledger in $state" "$work/err") $(grep -cv -e 'no ledger' -e 'nothing is recorded' "$work/err")"
done
ln -s nowhere "$state"
for line in 'status' 'show watched' 'alerts' 'collect' 'collect -n'; do
	# shellcheck disable=SC2086  # words
	run "the state folder is a dangling link: $line" 74 $line
	has "the state folder is a dangling link: $line says so" \
		"$state: is a symbolic link that leads nowhere" "$work/err"
done
unknown 'the state folder is a dangling link' '.*/state: is a symbolic link that leads nowhere$'
rm "$state"
mkdir "$state"
ln -s ../away/ledger.db "$state/ledger.db"
for line in 'status' 'collect'; do
	run "the ledger is a link: $line" 74 $line
	has "the ledger is a link: $line says so" 'ledger\.db: is a symbolic link, not followed$' "$work/err"
done
rm "$state"/ledger.db*
ln -s nowhere "$state/ledger.db"
run "the ledger is a dangling link: status" 74 status
has "the ledger is a dangling link: says so" 'ledger\.db: is a symbolic link that leads nowhere' \
	"$work/err"
rm -r "$state"
ln -s away "$state"
run 'the state folder is a link' 2 check
run 'the state folder is a link: collect' 0 collect watched
run 'the state folder is a link: verify' 0 verify

finish
