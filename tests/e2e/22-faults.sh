#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 22: every call that changes a file goes wrong once. The calls of an undisturbed run are counted
# (tests/tools/faults.c), then the run is repeated from the same state, and its n-th such call fails,
# or writes only a part, or finds the disk full from there on, or is where SIGKILL comes. The run
# itself must have done everything, or end with a status that is not 0 and name a file; the next clean
# run must lead to the state of an undisturbed one: ledger, documents, RRD files, pictures, pages.
# Of the undisturbed run the order is looked at, too: what a loss of power would tear.
# SHIHYO_FAULTS says how many n are tried for each command and way of failing, spread over all (2),
# or `all`.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

most=${SHIHYO_FAULTS:-2}
shim=$root/build/faults.so
box=$work/box # where it happens; the configuration in it is the same for every command
config=$box/shihyo.ini
state=$box/state
base=$work/base
tried=0

publish "$served"
mkdir -p "$box"
write_site
add_pair moving
cat >>"$config" <<END
[indicator hand]
title = by hand
unit = 件
frequency = monthly
better = higher

[alert moving-high]
indicator = moving
when = above 500

[graph plain]
title = test graph
rrdgraph = DEF:v=moving:LAST LINE2:v#1f4e79
END
cp -a "$box" "$base"

# --- states ---

fresh() {
	rm -rf "$box"
	cp -a "$base" "$box"
}

# What a run leaves, but for instants, times of files, and what says how often it was tried.
dump() {
	sql "SELECT 'observation', o.number, i.id, o.frequency, o.period, o.value, o.status, o.rank,
			d.sha256, o.source, o.who, o.cell, o.note, o.aside, o.published
		FROM observation o JOIN indicator i ON i.number = o.indicator
		LEFT JOIN document d ON d.number = o.document ORDER BY o.number;
		SELECT 'document', sha256, bytes, content_type FROM document ORDER BY sha256;
		SELECT 'health', source, failures, failing_since, error, document, selection FROM health;
		SELECT 'alert', rule_id, indicator, severity, state, frequency, period, value, text FROM alert;
		SELECT 'event', alert, state, text FROM alert_history ORDER BY number;
		SELECT 'message', notifier, subject, body, delivered > 0 FROM outbox ORDER BY number;
		SELECT 'mark', cache FROM mark ORDER BY cache;
		PRAGMA integrity_check"
	# an RRD file begins at a row of librrd's choice: verify compares it
	(cd "$box" && find . -type f ! -name '*.rrd' ! -name 'ledger.db*' ! -name cycle.lock ! -name journal \
		-exec sha256sum {} + | sort -k 2)
	# a line may be there twice, and one that was cut short is none
	grep -E '	[0-9a-f]{64}$' "$state/documents/journal" 2>/dev/null | sort -u
	find "$box" -name '*.rrd' | sed "s|$box/||" | sort
}

# disturbed AT AS ARGUMENTS...: the program with its AT-th call failing; 0 = none.
disturbed() {
	rm -f "$work/points"
	FAULTS_FOLDER=$box FAULTS_LOG=$work/points FAULTS_AT=$1 FAULTS_AS=$2
	export FAULTS_FOLDER FAULTS_LOG FAULTS_AT FAULTS_AS
	shift 2
	# a session of its own, whose end by SIGKILL takes nobody else along
	LD_PRELOAD=$shim ASAN_OPTIONS=verify_asan_link_order=0 \
		setsid -w "$binary" -c "$config" "$@" >"$work/out" 2>"$work/err"
	status=$?
	# its workers are killed too, but may not be gone yet; the lock is theirs until then
	[ ! -e "$state/cycle.lock" ] || flock -w 20 "$state/cycle.lock" true
}

wrong() {
	bad=$((bad + 1))
	echo "# $*: $(cat "$work/points" 2>/dev/null); exit $status: $(head -c 300 "$work/err")"
}

# try AT AS ARGUMENTS...
try() {
	fresh
	tried=$((tried + 1))
	what="$2 $1"
	disturbed "$@"
	[ -s "$work/points" ] || return
	met=$((met + 1))
	if [ "$status" = 0 ]; then
		dump >"$work/left"
		cmp -s "$work/left" "$work/wanted" || wrong "$what: not all was done, and the status is 0"
	elif [ "$2" = kill ]; then
		[ "$status" = 137 ] || wrong "$what: not killed"
	else
		[ "$2" != short ] || wrong "$what: a short write is no failure"
		grep -qF "$work" "$work/err" "$work/out" || wrong "$what: names no file"
	fi
	shift 2
	if ! shihyo -q -c "$config" "$@" >"$work/out" 2>"$work/err"; then
		wrong "$what: the next run failed"
	fi
	dump >"$work/left"
	cmp -s "$work/left" "$work/wanted" ||
		wrong "$what: the next run leaves another state: $(diff "$work/wanted" "$work/left" | head -n 5)"
	shihyo -q -c "$config" verify >"$work/out" 2>"$work/err" || wrong "$what: verify: $(cat "$work/out")"
	[ -z "$(find "$box" -name '*.tmp-*')" ] || wrong "$what: left $(find "$box" -name '*.tmp-*')"
}

# numbers AS SALT: which points of an undisturbed run are tried.
numbers() {
	case "$1" in
	short) grep -E '^[0-9]+ p?writev? ' "$work/undisturbed" ;;
	*) cat "$work/undisturbed" ;;
	esac | cut -d' ' -f1 >"$work/numbers"
	if [ "$most" = all ]; then
		cat "$work/numbers"
	else
		awk -v most="$most" -v salt="$2" '{ line[NR] = $1 }
			END {
				step = NR > most ? NR / most : 1
				for (i = salt / 7 * step; i < NR; i += step) print line[int(i) + 1]
			}' "$work/numbers"
	fi
}

# unsynced: calls of the undisturbed run that a loss of power could undo behind the back of what
# follows: a name without the fsync of its bytes before it and of its folder after it, a folder or a
# removal without that of its parent, a cache before the ledger's log is synced. (librrd makes a file
# of its own over our draft; SQLite knows its ways. Caches of a batch, and pages, are synced all together,
# before they are put in their places and behind that.)
unsynced() {
	awk '
		function parent(path) { sub(/\/[^\/]*$/, "", path); return path }
		function below(path, i) { return call[i] == "syncfs" && index(path, path_of[i] "/") == 1 }
		{ call[NR] = $2; path[NR] = path_of[NR] = $3 }
		$3 ~ /-wal$/ { log_call = $2 }
		$2 == "mkstemp" && $3 ~ /\/rrd\// && log_call != "fdatasync" && log_call != "" { print "unsynced log: " $0 }
		END {
			for (i = 1; i <= NR; i++) {
				if (path[i] ~ /ledger\.db/ || (path[i] ~ /\.tmp-/ && call[i] != "fsync")) continue
				after = call[i + 1] == "fsync" && path[i + 1] == parent(path[i])
				before = call[i - 1] == "fsync" && index(path[i - 1], path[i] ".tmp-") == 1
				for (k = i - 1; k > 0; k--) before = before || below(path[i], k)
				for (k = i + 1; k <= NR; k++) after = after || below(path[i], k)
				# of many caches the folder is synced once, before the ledger vouches for them
				for (k = i + 1; k <= NR && path[k] !~ /ledger\.db/; k++)
					after = after || (call[i] == "rename" && call[k] == "fsync" && path[k] == parent(path[i]))
				if (call[i] == "rename" && !(before && after)) print "unsynced: " call[i] " " path[i]
				if ((call[i] == "mkdir" || call[i] == "unlink") && !after) print "unsynced: " call[i] " " path[i]
			}
		}' "$work/undisturbed"
}

# every NAME ARGUMENTS...: from the state in $base; the state after an undisturbed run is the next $base.
every() {
	name=$1
	shift
	fresh
	disturbed 0 fail "$@"
	same "$name: undisturbed" 0 "$status"
	mv "$work/points" "$work/undisturbed"
	count=$(wc -l <"$work/undisturbed")
	same "$name: nothing is unsynced" '' "$(unsynced)"
	# the reference is tried again too
	shihyo -q -c "$config" "$@" >/dev/null 2>&1
	dump >"$work/wanted"
	rm -rf "$work/next"
	cp -a "$box" "$work/next"
	salt=0
	for as in fail short full kill; do
		bad=0
		met=0
		salt=$(((salt + 2) % 7))
		for at in $(numbers "$as" "$salt"); do
			try "$at" "$as" "$@"
		done
		same "$name: $as: $met points of $count" 0 "$bad"
		[ "$met" -gt 0 ] || fail "$name: $as" 'no point was met'
	done
	rm -rf "$base"
	mv "$work/next" "$base"
}

write_values "$served/moving.csv" 2001 100 2002 600
every 'first cycle' collect moving
write_values "$served/moving.csv" 2001 100 2002 400 2003 700
export SHIHYO_NOW=2026-03-02T09:00:00+09:00
every 'a revision' collect moving
every record record hand 2026-01 5
printf 'period,value\n2025-10,1\n2025-11,2\n2026-01,7\n' >"$work/values.csv"
every import import hand "$work/values.csv"
every rebuild rebuild
every replay replay
every backup backup -f "$box/copy.db"
every ack alerts ack moving-high
sed -i "s/^\[graph plain\]/[graph other]/" "$base/shihyo.ini"
every 'another configuration' site
echo "# $tried runs were disturbed"
finish
