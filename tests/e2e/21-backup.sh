#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 21: a copy of the ledger while others write, putting it back, recovering what can be read; damage of
# every file is named, and nothing is made worse. All figures are test data.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
add_pair one
add_pair two
write_values "$served/one.csv" 2001 1 2002 2
write_values "$served/two.csv" 2001 10 2003 30
cat >>"$config" <<END
[indicator hand]
title = by hand
unit = 件
frequency = daily
better = higher
END
run 'backup: no ledger' 69 backup "$work/none.db"
holds 'backup: no ledger: nothing is made' test ! -e "$work/none.db" -a ! -e "$state"
run 'first' 0 collect
run 'by hand' 0 record hand 2026-01-01 5

# --- backup ---

run 'backup' 0 backup "$work/one.db"
has 'backup: says size and number' "one\\.db: $(stat -c %s "$work/one.db") bytes, 5 observations; the 2 documents" "$work/out"
same 'backup: its owner'\''s' 600 "$(stat -c %a "$work/one.db")"
same 'backup: whole' 'ok 5' \
	"$(sqlite3 -readonly "$work/one.db" 'PRAGMA integrity_check; SELECT count(*) FROM observation' | tr '\n' ' ' | sed 's/ $//')"
same 'backup: one file' "$work/one.db" "$(ls "$work"/one.db*)"
cp "$work/one.db" "$work/kept.db"
run 'backup: there already' 64 backup "$work/one.db"
has 'backup: there already: said' 'one\.db: is there already.*--force' "$work/err"
run 'backup: --force' 0 backup "$work/one.db" --force --json
same 'backup: as JSON' '5 2' "$(json "$work/out" "SELECT j ->> 'observations', j ->> 'documents' FROM j" | tr '|' ' ')"
run 'backup: over the ledger' 64 backup --force "$state/ledger.db"
run 'backup: over a folder' 64 backup --force "$state"
ln -s "$work/kept.db" "$work/link.db"
run 'backup: over a link' 64 backup --force "$work/link.db"
run 'backup: nowhere' 74 backup "$work/nowhere/one.db"
has 'backup: nowhere: named' 'nowhere/one\.db' "$work/err"
(
	trap '' XFSZ
	ulimit -f 160 # 80 KiB: the index of the log fits, the copy does not
	shihyo -c "$config" backup "$work/full.db" >"$work/out" 2>"$work/err"
)
same 'backup: a full disk' 74 "$?"
has 'backup: a full disk: the file and how much' 'full\.db \(about [0-9]+ bytes\)' "$work/err"
same 'backup: a full disk: nothing is left' '' "$(find "$work" -name '*full*')"
(
	flock 9
	shihyo -c "$config" backup "$work/locked.db" >"$work/out" 2>"$work/err"
) 9>>"$state/cycle.lock"
same 'backup: while a cycle runs' 0 "$?"

# To standard output: the same copy, with nothing among its bytes.
shihyo -c "$config" backup - >"$work/piped.db" 2>"$work/err"
same 'backup -' 0 "$?"
same 'backup -: whole' 'ok 5' \
	"$(sqlite3 -readonly "$work/piped.db" 'PRAGMA integrity_check; SELECT count(*) FROM observation' | tr '\n' ' ' | sed 's/ $//')"
same_files 'backup -: as the copy that has a name' "$work/one.db" "$work/piped.db"
has 'backup -: says size and number, apart' "standard output: $(stat -c %s "$work/piped.db") bytes, 5 observations" "$work/err"
shihyo -c "$config" backup - 2>/dev/null | cat >"$work/piped.db"
same_files 'backup -: through a pipe' "$work/one.db" "$work/piped.db"
mkdir "$work/scratch"
TMPDIR=$work/scratch shihyo -c "$config" backup - >/dev/full 2>"$work/err"
same 'backup -: that cannot be written' 74 "$?"
has 'backup -: that cannot be written: says so' 'writing the backup.*No space left' "$work/err"
same 'backup -: nothing is left of it' '' "$(ls -A "$work/scratch")"
TMPDIR=$work/nowhere shihyo -c "$config" backup - >"$work/piped.db" 2>"$work/err"
same 'backup -: no room for the copy' 74 "$?"
has 'backup -: no room for the copy: names it' 'nowhere: cannot create a file there' "$work/err"
holds 'backup -: no room for the copy: not a byte' test ! -s "$work/piped.db"
# who reads goes away at once
{
	shihyo -c "$config" backup - 2>"$work/err"
	echo $? >"$work/status"
} | true
same 'backup -: nobody reads' 74 "$(cat "$work/status")"
run 'backup -: as JSON' 64 backup - --json
# A machine without pseudo-terminals has no terminal to refuse.
if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
	script -qec "$binary -c $config backup -" /dev/null >"$work/out" 2>&1 </dev/null
	same 'backup -: to a terminal' 64 "$?"
	has 'backup -: to a terminal: says what' 'a copy is no text for a terminal' "$work/out"
else
	echo "# no pseudo-terminal here: a terminal as the target was not tried"
fi

# Copies while another process writes all the time: each is whole, and never behind the one before.
# (The clock stands still, so the values are what tells them apart.)
(
	n=0
	while [ ! -e "$work/stop" ]; do
		n=$((n + 1))
		"$binary" -c "$config" record hand 2026-01-02 $n >/dev/null 2>&1
	done
) &
writer=$!
started="$started $writer"
last=0
for n in 1 2 3 4 5 6; do
	shihyo -c "$config" backup -f "$work/busy.db" >"$work/out" 2>"$work/err" || fail "backup $n while others write" "$(cat "$work/err")"
	found=$(sqlite3 -readonly "$work/busy.db" 'SELECT count(*) FROM observation')
	same "backup $n while others write: whole" ok "$(sqlite3 -readonly "$work/busy.db" 'PRAGMA integrity_check')"
	[ "$found" -ge "$last" ] || fail "backup $n while others write" "$found after $last"
	last=$found
done
: >"$work/stop"
wait "$writer"
run 'verify after all of them' 0 verify

# --- putting it back: the documents are files, the caches are made anew ---

cp -r "$state/documents" "$work/documents"
write_values "$served/one.csv" 2001 1 2002 9
run 'restore: revised since' 0 collect -f
rm "$state"/ledger.db*
cp "$work/one.db" "$state/ledger.db"
run 'restore: verify sees what is newer' 65 verify
has 'restore: verify: the RRD' '^one: ' "$work/out"
has 'restore: verify: a document of after it' '^documents/[0-9a-f]{64}\.gz: the ledger knows no such document \(no harm\)' "$work/out"
run 'restore: rebuild' 0 rebuild
run 'restore: verify' 0 verify
same 'restore: the values of then' 'FY2001,1 FY2002,2 ' "$(values one | tr '\n' ' ')"
run 'restore: the next cycle' 0 collect -f
same 'restore: the next cycle brings what came since' 'FY2001,1 FY2002,9 ' "$(values one | tr '\n' ' ')"
run 'restore: verify at last' 0 verify

# --- documents ---

document=$(find "$state/documents" -name '*.gz' | sort | head -n 1)
cp -p "$document" "$work/document"
head -c 40 "$work/document" >"$document"
run 'document damaged' 65 verify --repair
has 'document damaged: which' "^documents/$(basename "$document" .gz): " "$work/out"
rm "$document"
run 'document gone' 65 verify --json
same 'document gone: which' "1 document documents/$(basename "$document" .gz)" \
	"$(json "$work/out" "SELECT j ->> 'differences', f.value ->> 'kind', f.value ->> 'about' FROM j, json_each(j, '\$.findings') f" | tr '|' ' ')"
cp -p "$work/document" "$document"
run 'document back' 0 verify
has 'document back: counted' 'ledger ok, 3 documents as they were kept, 3 RRD files equal the ledger' "$work/out"

# --- caches ---

head -c 3000 /dev/urandom >"$state/rrd/one.rrd"
run 'RRD garbage' 65 verify
run 'RRD garbage: --repair' 0 verify --repair
has 'RRD garbage: mended' '^one: .*\(mended\)' "$work/out"
run 'RRD garbage: whole' 0 verify
head -c 100 "$state/rrd/two.rrd" >"$work/short" && mv "$work/short" "$state/rrd/two.rrd"
head -c 3000 /dev/urandom >"$site/charts/two.png"
run 'RRD and PNG damaged: the next cycle' 0 collect
run 'RRD and PNG damaged: whole again' 0 verify
holds 'RRD and PNG damaged: the picture' is_png "$site/charts/two.png"

# --- the ledger: named, left as it is, and the way out is said ---

rm -rf "$work/good"
run 'a last backup' 0 backup -f "$work/last.db"
run 'the values' 0 show hand --csv
cp "$work/out" "$work/values"
print_caches >"$work/caches"
# damaged NAME: what every command says of a damaged ledger; the file stays as it is.
damaged() {
	cp "$state/ledger.db" "$work/damaged"
	for damaged_line in 'collect' 'collect -f' 'record hand 2026-01-03 1' "backup $work/no.db" 'backup -' 'verify' 'verify --repair' 'rebuild'; do
		# shellcheck disable=SC2086
		run "$1: $damaged_line" 65 $damaged_line
		holds "$1: $damaged_line: not a byte" test "$damaged_line" != 'backup -' -o ! -s "$work/out"
		has "$1: $damaged_line: says what and how" 'ledger\.db.* (malformed|not a database|damaged).*RESTORING in shihyo\(1\)' "$work/err"
	done
	run "$1: check" 3 check
	same_files "$1: left as it is" "$work/damaged" "$state/ledger.db"
	print_caches >"$work/caches-after"
	same_files "$1: every cache is as it was" "$work/caches" "$work/caches-after"
	holds "$1: no copy of it" test ! -e "$work/no.db"
}
rm -f "$state"/ledger.db-*
head -c 8000 "$work/last.db" >"$state/ledger.db"
damaged 'ledger truncated'
head -c 60000 /dev/urandom >"$state/ledger.db"
damaged 'ledger garbage'
cp "$work/last.db" "$state/ledger.db"
sqlite3 "$state/ledger.db" 'PRAGMA journal_mode = WAL' >/dev/null # as it was in use
tables=$(sqlite3 -readonly "$work/last.db" "SELECT rootpage FROM sqlite_schema WHERE name IN ('indicator', 'observation', 'mark')")
for page in $tables; do
	head -c 4096 /dev/urandom | dd of="$state/ledger.db" bs=4096 seek=$((page - 1)) conv=notrunc 2>/dev/null
done
damaged 'ledger garbage within'
cp "$work/last.db" "$state/ledger.db"
head -c 9000 /dev/urandom | sed '1s/^/XXXX/' >"$state/ledger.db-wal"
run 'log garbage' 65 status
has 'log garbage: named' 'ledger\.db-wal is damaged.*RESTORING in shihyo\(1\)' "$work/err"
run 'log garbage: collect' 65 collect
holds 'log garbage: left as it is' test -s "$state/ledger.db-wal"
rm "$state/ledger.db-wal"
run 'log garbage: moved away' 0 verify

# What can be read is recovered into a new file, as the manual says (.recover does not work in the
# sqlite3 of Debian 12, which lacks sqlite_dbpage).
cp "$work/last.db" "$state/ledger.db"
index=$(sqlite3 -readonly "$work/last.db" "SELECT rootpage FROM sqlite_schema WHERE name = 'observation_by_period'")
head -c 4096 /dev/zero | dd of="$state/ledger.db" bs=4096 seek=$((index - 1)) conv=notrunc 2>/dev/null
run 'recover: damaged' 65 verify
has 'recover: damaged: says so' 'ledger\.db.*RESTORING' "$work/err"
(
	cd "$state" || exit 1
	{
		sqlite3 ledger.db .dump | sed 's/^ROLLBACK.*/COMMIT;/'
		sqlite3 ledger.db "SELECT 'PRAGMA application_id = ' || application_id || ';' FROM pragma_application_id;
			SELECT 'PRAGMA user_version = ' || user_version || ';' FROM pragma_user_version"
	} | sqlite3 recovered.db
	mv ledger.db ledger.damaged
	rm -f ledger.db-wal ledger.db-shm
	mv recovered.db ledger.db
	chmod 600 ledger.db
) 2>"$work/err"
run 'recover: rebuild' 0 rebuild
run 'recover: verify' 0 verify
get show hand --csv >"$work/found"
same_files 'recover: the values' "$work/values" "$work/found"
run 'recover: it goes on' 0 record hand 2026-01-04 1
run 'recover: still append only' 0 status
same 'recover: still append only: refused' 1 \
	"$(sqlite3 "$state/ledger.db" 'DELETE FROM observation' 2>&1 | grep -c 'append only')"

# --- a folder that may not be written, a ledger that may not be read ---

if [ "$(id -u)" = 0 ] && [ "${USE_VALGRIND:-0}" = 0 ]; then
	chmod 755 "$work"
	cp "$binary" "$work/program"
	cp "$work/last.db" "$state/ledger.db"
	rm -f "$state"/ledger.db-*
	chown -R 65534:65534 "$state" "$site"
	chown 0:0 "$state"
	chmod 555 "$state"
	another() {
		(cd "$work" && setpriv --reuid=65534 --regid=65534 --clear-groups "$work/program" -c "$config" "$@")
	}
	rm -f "$state/cycle.lock"
	for line in 'collect' 'record hand 2026-01-05 1' 'rebuild'; do
		# shellcheck disable=SC2086
		another $line >"$work/out" 2>"$work/err"
		same "read only: $line" 77 "$?"
		has "read only: $line: names it" "$state/(cycle.lock|ledger.db)" "$work/err"
	done
	sqlite3 "$state/ledger.db" 'PRAGMA journal_mode = WAL' >/dev/null # as it was in use
	rm -f "$state"/ledger.db-*
	another status >"$work/out" 2>"$work/err"
	same 'read only: status of a ledger with a log' 77 "$?"
	has 'read only: status of a ledger with a log: why' 'ledger\.db: its folder may not be written' "$work/err"
	cp "$work/last.db" "$state/ledger.db" # has none
	another verify >"$work/out" 2>"$work/err"
	same 'read only: verify' 65 "$?"
	has 'read only: verify: what differs' '^hand: ' "$work/out"
	has 'read only: verify: that there is no lock' "without the lock.*$state/cycle.lock" "$work/err"
	mv "$state/rrd/one.rrd" "$work/one.rrd"
	cp "$state/rrd/two.rrd" "$state/rrd/one.rrd"
	: >"$state/cycle.lock" # which another may read only
	chmod 644 "$state/cycle.lock"
	another verify --repair >"$work/out" 2>"$work/err"
	same 'read only: verify --repair' 77 "$?"
	has 'read only: verify --repair: what differs' '^one: ' "$work/out"
	has 'read only: verify --repair: why nothing was mended' "nothing was mended: $state/cycle.lock" "$work/err"
	lacks 'read only: a lock that may be read is one' 'without the lock' "$work/err"
	(
		flock 9
		another verify --wait 0
	) 9<"$state/cycle.lock" >"$work/out" 2>"$work/err"
	same 'read only: verify while a cycle runs' 75 "$?"
	rm "$state/cycle.lock"
	mv "$work/one.rrd" "$state/rrd/one.rrd"
	another status >"$work/out" 2>"$work/err"
	same 'read only: status' 0 "$?"
	has 'read only: status shows what is there' '^hand ' "$work/out"
	chmod 755 "$state"
	chmod 0 "$state/ledger.db"
	another status >"$work/out" 2>"$work/err"
	same 'ledger may not be read: status' 77 "$?"
	has 'ledger may not be read: names it' 'ledger\.db: Permission denied' "$work/err"
	another backup "$work/site/x.db" >"$work/out" 2>"$work/err"
	same 'ledger may not be read: backup' 77 "$?"
	chmod 600 "$state/ledger.db"
	same 'read only: the ledger is as it was' "$(sha256sum <"$work/last.db")" "$(sha256sum <"$state/ledger.db")"
fi

# A medium that nobody writes: what is there can be read, the copy of another machine for example.
if [ "$(id -u)" = 0 ] && unshare -m sh -c 'mount -t tmpfs none /mnt' 2>/dev/null; then
	sed 's|^state = .*|state = /mnt/%d ?#|' "$config" >"$work/frozen.ini"
	# shellcheck disable=SC2016
	frozen() {
		unshare -m sh -c 'mount -t tmpfs none /mnt && cp -r "$1" "/mnt/%d ?#" && mount -o remount,ro /mnt &&
			shift && "$@"' frozen "$state" "$binary" -c "$work/frozen.ini" "$@" >"$work/out" 2>"$work/err"
	}
	sqlite3 "$state/ledger.db" 'PRAGMA journal_mode = WAL' >/dev/null
	rm -f "$state"/ledger.db-*
	frozen status
	same 'frozen: status' 0 "$?"
	has 'frozen: status shows what is there' '^hand ' "$work/out"
	frozen backup "$work/thawed.db"
	same 'frozen: backup' 0 "$?"
	frozen collect
	same 'frozen: collect' 74 "$?"
	has 'frozen: collect: names it' '/mnt/%d \?#/cycle\.lock: cannot be written: Read-only file system' "$work/err"
fi
finish
