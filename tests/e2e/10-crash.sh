#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 10: SIGKILL at any moment of collect, record, import (of a file, of a folder), rebuild, backup and
# export: what was committed stays, and after the same command once more the ledger is whole, values
# equal those of an undisturbed run, every RRD equals its rebuild, and nothing half made is left.
# SHIHYO_KILLS says how often (35); the moments are pseudo-random from a fixed seed.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

kills=${SHIHYO_KILLS:-35}
publish "$served"
write_site
add_pair steady
add_pair moving
cat >>"$config" <<END
[indicator hand]
title = by hand
unit = 件
frequency = monthly
better = higher

[indicator many]
title = vintages from a folder
unit = 件
frequency = monthly
better = higher

[indicator other]
title = figures from a folder
unit = 件
frequency = monthly
better = higher

[alert moving-high]
indicator = moving
when = above 500

[alert hand-high]
indicator = hand
when = above 10
END
write_values "$served/steady.csv" 2001 11 2002 12 2003 13
write_values "$served/moving.csv" 2001 100

# The undisturbed run: the same configuration with folders of its own.
calm=$work/calm.ini
sed -e 's/^state = .*/state = calm-state/' -e 's/^output = .*/output = calm-site/' "$config" >"$calm"

commands='collect record import folder rebuild export'
# shellcheck disable=SC2310
shihyo backup --help >"$work/out" 2>&1 && commands="$commands backup"

# months ROUND LINE: 400 of them, each as that awk text says, of `month`, `next_month` and `value`.
months() {
	awk -v round="$1" 'BEGIN { for (i = 0; i < 400; i++) {
		month = sprintf("%d-%02d", 1985 + int(i / 12), i % 12 + 1)
		next_month = sprintf("%d-%02d", 1985 + int((i + 1) / 12), (i + 1) % 12 + 1)
		value = round + i % 7
		print '"$2"' } }'
}

# A folder as `export` writes it: of one indicator every version, of the other what stands.
folder() {
	mkdir -p "$work/folder"
	[ -e "$work/heads/all/many.csv" ] || {
		get export -o "$work/heads/all" --vintages many >/dev/null
		get export -o "$work/heads/some" other >/dev/null
	}
	{
		cat "$work/heads/all/many.csv"
		months "$1" 'month "," month "-01," next_month "-01," value ",件,final,false," ",,,0,,tester,,"' |
			sed "s/,false,,/,false,$(date -u -d "2025-01-01 UTC +$1 hours" +%Y-%m-%dT%H:%M:%SZ),/"
	} >"$work/folder/many.csv"
	{
		cat "$work/heads/some/other.csv"
		months "$1" 'month "," month "-01," next_month "-01," value ",件,final,,"'
	} >"$work/folder/other.csv"
}

# order COMMAND ROUND: the words of a command, one a line, and what it needs.
order() {
	case "$1" in
	collect)
		write_values "$served/moving.csv" 2001 $((100 + $2)) 2002 $((200 + 20 * $2)) 2003 "$2"
		printf 'collect\nsteady\nmoving\n'
		;;
	record) printf 'record\nhand\n2025-01\n%s\n' "$2" ;;
	import)
		{
			echo period,value
			months "$2" 'month "," value'
		} >"$work/values.csv"
		printf 'import\nhand\n%s\n' "$work/values.csv"
		;;
	folder)
		folder "$2"
		printf 'import\n%s\n' "$work/folder"
		;;
	export) printf 'export\n-o\n%s\n--vintages\n' "$work/exported" ;;
	backup) printf 'backup\n%s\n' "$work/backup-$2.db" ;;
	*) echo "$1" ;;
	esac >"$work/order"
}

# again CONFIG: the command of $work/order, by that configuration.
again() {
	xargs -d '\n' "$binary" -q -c "$1" <"$work/order" >"$work/out" 2>"$work/err"
}

# One process group, so that the kill takes the workers with it.
crash() {
	setsid xargs -d '\n' -a "$work/order" "$binary" -q -c "$config" >/dev/null 2>&1 &
	victim=$!
	sleep "$1"
	kill -9 "-$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
	[ $? = 137 ] && hit=$((hit + 1)) # one that had ended by itself has another status
	# its workers are killed too, but may not be gone yet; the lock is theirs until then
	[ ! -e "$state/cycle.lock" ] || flock -w 20 "$state/cycle.lock" true
}

# What was committed, in the order in which it was.
committed() {
	sql 'SELECT number, indicator, period, value, status, aside FROM observation ORDER BY number'
}

broken=0
wrong() {
	broken=$((broken + 1))
	echo "# round $round, $command: $*"
}

# undisturbed: the command by the calm configuration; how long that takes here is where the next
# kill falls within.
undisturbed() {
	began=$(date +%s%N)
	again "$calm"
	echo $((($(date +%s%N) - began) / 1000000)) >"$work/span-$command"
	rm -f "$work"/backup-*
}

# whole_files: what a killed export left of each file is what was there before or what comes after.
whole_files() {
	for file in "$work"/exported-killed/*; do
		name=${file##*/}
		case $name in *.tmp-*) continue ;; esac
		cmp -s "$file" "$work/exported-before/$name" || cmp -s "$file" "$work/exported/$name" ||
			[ "$name" = datapackage.json ] || wrong "half a file: $name"
	done
	same_package=$(json "$work/exported/datapackage.json" "SELECT r.value ->> 'hash', r.value ->> 'path' FROM j, json_each(j, '\$.resources') r" |
		sed 's/^sha256://;s/|/  /' | (cd "$work/exported" && sha256sum -c --quiet 2>&1)) || wrong "the package: $same_package"
	[ -z "$(find "$work/exported" -name '*.tmp-*')" ] || wrong 'an export left half a file'
}

for round in 0 1; do
	for command in $commands; do
		order "$command" "$round"
		again "$config"
		rm -f "$work"/backup-*
		undisturbed
	done
done
committed >"$work/before"

hit=0
awk -v n="$kills" -v commands="$commands" 'BEGIN {
	srand(7)
	count = split(commands, name, " ")
	for (i = 0; i < n; i++) printf "%s %.3f\n", name[i % count + 1], rand()
}' >"$work/moments"
while read -r command fraction; do
	round=$((round + 1))
	order "$command" "$round"
	SHIHYO_NOW=$(date -u -d "2026-03-01 00:00 UTC +$((round * 2)) hours" +%Y-%m-%dT%H:%M:%SZ)
	if [ "$command" = export ]; then
		rm -rf "$work/exported-before" && cp -r "$work/exported" "$work/exported-before"
	fi
	crash "$(awk -v part="$fraction" '{ printf "%.3f", part * $1 / 1000 }' "$work/span-$command")"
	committed >"$work/after"
	head -n "$(wc -l <"$work/before")" "$work/after" | cmp -s - "$work/before" ||
		wrong 'what was committed is gone'
	[ "$(sql 'PRAGMA integrity_check')" = ok ] || wrong "at once: $(sql 'PRAGMA integrity_check')"
	for document in "$state"/documents/*.gz; do
		name=${document##*/}
		[ "$(zcat "$document" 2>&1 | sha256sum)" = "${name%.gz}  -" ] || wrong "half a document: $document"
	done
	if [ "$command" = backup ] && [ -e "$work/backup-$round.db" ]; then
		[ "$(sqlite3 -readonly "$work/backup-$round.db" 'PRAGMA integrity_check' 2>&1)" = ok ] ||
			wrong 'half a backup'
		rm -f "$work/backup-$round.db"
	fi
	if [ "$command" = export ]; then
		rm -rf "$work/exported-killed" && cp -r "$work/exported" "$work/exported-killed"
	fi
	again "$config" || wrong "the next run failed: $(cat "$work/err" "$work/out")"
	[ "$command" != export ] || whole_files
	get verify >"$work/verified" || wrong "verify: $(cat "$work/verified")"
	[ "$(sql 'PRAGMA integrity_check')" = ok ] || wrong "afterwards: $(sql 'PRAGMA integrity_check')"
	committed >"$work/before"
	rm -f "$work"/backup-*
	undisturbed
done <"$work/moments"
echo "# $hit of $kills runs were killed before their end ($commands)"

same 'every next run, integrity check and verify' 0 "$broken"
same 'folders were indeed imported' '400 400' "$(values many | wc -l) $(values other | wc -l)"
same 'some runs were indeed killed' yes "$([ "$hit" -gt $((kills / 4)) ] && echo yes)"
for id in steady moving hand many other; do
	get show "$id" --vintages --csv >"$work/disturbed"
	shihyo -c "$calm" show "$id" --vintages --csv >"$work/undisturbed"
	same_files "$id: every version as in the undisturbed run" "$work/undisturbed" "$work/disturbed"
done
same 'alerts: as in the undisturbed run' "$(shihyo -c "$calm" alerts history | cut -d' ' -f1 | sort)" \
	"$(get alerts history | cut -d' ' -f1 | sort)"
same 'no half file is left' '' "$(find "$state" "$site" -name '*.tmp-*')"
same 'every message is delivered' 0 "$(sql 'SELECT count(*) FROM outbox WHERE delivered = 0')"
finish
