#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 45: hardening: what the units leave open, what the process itself drops, who may read what it
# makes, and links and folders of others in its state and output, which are refused.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

# --- the units ---

for unit in shihyo shihyo-collect shihyo-serve; do
	figure=$(systemd-analyze security --offline=yes "packaging/$unit.service" 2>/dev/null |
		sed -n 's/.*exposure level for .*: \([0-9.]*\).*/\1/p')
	same "$unit.service: exposed by 1.5 or less ($figure)" yes \
		"$(awk "BEGIN { if (\"$figure\" != \"\" && $figure + 0 <= 1.5) print \"yes\" }" 2>&1)"
done

# --- who may read what ---

publish "$served"
write_values "$served/good.csv" 2021 110 2022 90
fresh() {
	rm -rf "$state" "$site" "$work/real"
	write_site
	add_pair good
}
fresh
(umask 077 && shihyo -c "$config" collect) >"$work/out" 2>"$work/err"
same 'collected, with a umask of one who shares nothing' 0 "$?"
same 'the state folder is its owner'"'s, as no pages lie in it" 700 "$(stat -c %a "$state")"
same 'the ledger and the documents are its owner'"'s" '600 700' \
	"$(stat -c %a "$state/ledger.db" "$state/documents" | paste -sd ' ')"
same 'each document and the journal, too' '600 2' \
	"$(stat -c %a "$state"/documents/* | sort -u) $(find "$state/documents" -type f | wc -l)"
same 'figures that nobody published: nobody else' '' "$(find "$state/rrd" "$state/figures" -maxdepth 0 -perm /007)"
same 'the site is for everybody' '' "$(find "$site" \( -type d ! -perm -005 -o -type f ! -perm -004 \) ! -name .new)"
same 'the site: nobody else may write' '' "$(find "$site" -perm /022)"
fresh
sed -i '/^output/d' "$config"
run 'pages in the state folder' 0 collect
same 'pages in the state folder: others pass through it' 711 "$(stat -c %a "$state")"

# --- what the process drops ---

confined() { # PID NAME
	sed -n "s/^$2:[[:space:]]*//p" "/proc/$1/status"
}
fresh
sed -i 's/^every = 1m/every = 1d/' "$config"
in_background "$binary" -c "$config" daemon 2>"$work/daemon.log"
holds 'daemon: collects as ever' wait_for 20 grep -q 'cycle: 1 sources, 2 added' "$work/daemon.log"
same 'daemon: gains no privileges' 1 "$(confined "$background" NoNewPrivs)"
case $binary in
*/asan/*) ;;
*) same 'daemon: system calls are filtered' 2 "$(confined "$background" Seccomp)" ;;
esac
same 'daemon: no memory is dumped' 0 "$(awk '/^Max core file size/ { print $5 + $6 }' "/proc/$background/limits")"
sed -i "s|^output = site|output = real|" "$config"
kill -HUP "$background"
holds 'daemon: another output wants a new start' wait_for 10 grep -q 'need a new start' "$work/daemon.log"
kill -TERM "$background"
wait "$background"
same 'daemon: ended' 0 "$?"
fresh
cat >>"$config" <<END
[notify hook]
type = exec
command = /bin/true
END
in_background "$binary" -c "$config" daemon 2>"$work/daemon.log"
holds 'daemon: a program to be told is not closed in, and that is said' \
	wait_for 20 grep -q 'not confined to its folders' "$work/daemon.log"
same 'daemon: nor is it itself' 0 "$(confined "$background" NoNewPrivs)"
kill -TERM "$background"
wait "$background"

# --- links ---

# A file of somebody else: whatever is tried, it stays as it is.
mkdir -p "$work/theirs"
echo 'root:x:0:0' >"$work/theirs/passwd"
untouched() {
	same "$1: what it leads to is as it was" 'root:x:0:0 passwd' "$(cat "$work/theirs/passwd") $(ls "$work/theirs")"
}
for kind in '-s' ''; do
	name=${kind:+a symbolic}
	name=${name:-a hard}
	fresh
	run "$name link: figures" 0 collect
	for file in "$site/index.html" "$site/charts/good.png" "$state/rrd/good.rrd" "$site/status.json"; do
		# shellcheck disable=SC2086  # no option is none
		ln -f $kind "$work/theirs/passwd" "$file"
	done
	write_values "$served/good.csv" 2021 110 2022 90 2023 120
	run "$name link for a page, a picture, an RRD file: collected" 0 collect good
	untouched "$name link for a page, a picture, an RRD file"
	same "$name link: the page is one again" 'regular file 1' "$(stat -c '%F %h' "$site/index.html")"
	same "$name link: so is the picture" 'regular file 1' "$(stat -c '%F %h' "$site/charts/good.png")"
	same "$name link: and the RRD file" 'regular file 1' "$(stat -c '%F %h' "$state/rrd/good.rrd")"
	rm -f "$state/cycle.lock"
	# shellcheck disable=SC2086
	ln $kind "$work/theirs/passwd" "$state/cycle.lock"
	shihyo -c "$config" collect good >"$work/out" 2>"$work/err"
	same "$name link for the lock: refused" yes "$(case $? in 74 | 77) echo yes ;; esac)"
	has "$name link for the lock: named" 'cycle.lock: ' "$work/err"
	untouched "$name link for the lock"
	write_values "$served/good.csv" 2021 110 2022 90
done
fresh
run 'the ledger: figures' 0 collect
ln "$state/ledger.db" "$work/theirs/ledger.db"
shihyo -c "$config" record good FY2023 5 >"$work/out" 2>"$work/err"
same 'a hard link to the ledger: refused' 77 "$?"
has 'a hard link to the ledger: named' 'ledger.db: has another name too' "$work/err"
run 'a hard link to the ledger: it can be read' 0 status
rm -f "$work/theirs/ledger.db"
run 'without it: all is well' 0 record good FY2023 5
rm -rf "$site/charts"
ln -s "$work/theirs" "$site/charts"
run 'a link for a folder of the output: refused' 74 rebuild
has 'a link for a folder of the output: named' 'site/charts: is a symbolic link, not followed' "$work/err"
untouched 'a link for a folder of the output'
run 'a link for a folder of the output: nothing new is no reason' 74 collect --force
has 'a link for a folder of the output, nothing new: named' 'site/charts: is a symbolic link, not followed' "$work/err"
fresh
mkdir "$state" && chmod 0700 "$state"
ln -s "$work/theirs" "$state/documents"
run 'a link for the kept documents: refused' 74 collect
has 'a link for the kept documents: named' 'state/documents: is a symbolic link, not followed' "$work/err"
run 'a link for the kept documents: nothing is entered' 74 record good FY2023 5
untouched 'a link for the kept documents'

# --- folders ---

fresh
mkdir "$work/real"
ln -s real "$site"
run 'the output is a link of our own: followed' 0 collect
holds 'the output is a link of our own: pages' test -s "$work/real/index.html"
chmod 0777 "$work/real"
run 'the output, where everybody may write: refused' 77 collect --force
has 'the output, where everybody may write: named' 'site: everybody may write there' "$work/err"
write_values "$served/good.csv" 2021 110 2022 90 2023 130
run 'the output, where everybody may write: before anything is fetched' 77 collect --force
same 'the output, where everybody may write: nothing is recorded' '' "$(sql "SELECT 1 FROM observation WHERE value = '130'")"
chmod 0755 "$work/real"
chmod 0777 "$state"
run 'the state, where everybody may write: refused' 77 collect --force
chmod 0700 "$state"
if [ "$(id -u)" = 0 ]; then
	chown -h 12345 "$site"
	run 'the output is a link of somebody else: refused' 77 collect --force
	has 'the output is a link of somebody else: named' 'site: is a symbolic link that another user made' "$work/err"
	rm "$site"
	mkdir "$site"
	chown 12345 "$site"
	run 'the output of somebody else: refused' 77 collect --force
	chown 0 "$site"
	run 'the output: given back' 0 collect --force
	chown 12345 "$state"
	run 'the state of somebody else: refused' 77 collect --force
	has 'the state of somebody else: as whom to run' 'uid 12345\), expected to be run as that one' "$work/err"
	run 'the state of somebody else: nothing is entered' 77 record good FY2024 6
	run 'the state of somebody else: it can be read' 0 status
	chown 0 "$state"
	ln -s "$work/theirs" "$work/link"
	chown -h 12345 "$work/link"
	sed -i "s|^state = state|state = link/state|" "$config"
	run 'a link of somebody else on the way: refused' 77 collect --force
	untouched 'a link of somebody else on the way'
fi
finish
