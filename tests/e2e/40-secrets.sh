#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 40: secrets. A planted key is used in every way (bearer, basic, parameter, header; files and
# credentials) and then looked for everywhere: in what is printed and logged, in the ledger, its
# journal and dumps, in documents, pages and exports, in the arguments of processes and in what
# other hosts were sent. It is found nowhere.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
key=PLANTED-secret+key/8472
coded=PLANTED-secret%2Bkey%2F8472
umask 077
mkdir "$work/credentials" "$work/home"
printf '%s\n' "$key" >"$work/home/key"
printf 'user:%s\n' "$key" >"$work/home/login"
printf '%s\n' "$key" >"$work/credentials/estat"
umask 022
printf '%s\n' "$key" >"$served/a.csv.key"
write_values "$served/a.csv" 2018 100 2019 110
# another host, by another name, that writes down what it is sent
"$publisher" --print-port --headers "$work/sent" "$served" >"$work/other.log" 2>&1 &
started="$started $!"
holds 'another host' wait_for 10 test -s "$work/other.log"
other=http://localhost:$(head -n 1 "$work/other.log")
base=http://127.0.0.1:$port

write_site
add_keyed() {
	cat >>"$config" <<END
[source $1]
url = $2
format = csv
every = 1m
timeout = 5s
auth = $3

[indicator $1]
title = test indicator $1
unit = 人
frequency = fiscal-year
better = higher
source = $1
value = 人数

END
}
add_keyed bearer "$base/fault/key/a.csv" "bearer:home/key"
add_keyed header "$base/fault/key/a.csv?x=1" "header:X-Key:home/key"
add_keyed query "$base/fault/key/a.csv?y=1" "query:key:estat"
# a server that repeats the request as it came
login=$(printf '%s' "user:$key" | base64 | tr -d '=\n')
{
	printf 'GET /c.csv?key=%s\n' "$coded"
	cat "$served/a.csv"
} >"$served/c.csv"
{
	printf 'Authorization: Basic %s==\n' "$login"
	cat "$served/a.csv"
} >"$served/d.csv"
add_keyed parameter "$base/c.csv" "query:key:home/key"
add_keyed login "$base/d.csv" "basic:home/login"
export CREDENTIALS_DIRECTORY="$work/credentials"
export SHIHYO_NOW=2026-03-01T00:00:00Z

# look WHERE: neither the key nor its coded form is anywhere below.
look() {
	if found=$(grep -arlF -e "$key" -e "$coded" -e "$(printf '%s' "user:$key" | base64 | tr -d '=\n')" "$2" 2>/dev/null); then
		fail "$1" "the secret is in $found"
	else
		ok "$1"
	fi
}

run 'all ways: collected' 0 collect
for id in bearer header query parameter login; do
	same "all ways: $id" 'FY2018,100 FY2019,110 ' "$(values $id | tr '\n' ' ')"
done
cat "$work/out" "$work/err" >"$work/said"
has 'a document that repeats the key: it is masked' '\*\*\*\*\*' "$(for file in "$state"/documents/*.gz; do
	gzip -dc "$file"
done >"$work/documents" && echo "$work/documents")"
look 'all ways: what was said' "$work/said"
look 'all ways: the ledger, its log, its journal, the pages' "$state"
look 'all ways: the site' "$site"
look 'all ways: the documents' "$work/documents"

# Wrong: the key is not the one wanted; a redirect elsewhere; an address with the key in it; a
# name that is nowhere; a server that says it back.
printf 'another key\n' >"$served/a.csv.key"
SHIHYO_NOW=2026-03-01T02:00:00Z
run 'a wrong key' 69 collect
has 'a wrong key: said' 'HTTP 401 \(login needed\)' "$work/out"
cat "$work/out" "$work/err" >"$work/said"
printf '%s/b.csv\n' "$other" >"$served/away.goto"
printf '%s/b.csv?key=%s\n' "$other" "$coded" >"$served/back.goto"
write_values "$served/b.csv" 2018 100 2019 110
write_site
add_keyed bearer "$base/fault/goto/away" bearer:home/key
add_keyed basic "$base/fault/goto/away?1" basic:home/login
add_keyed header "$base/fault/goto/away?2" header:X-Key:home/key
add_keyed query "$base/fault/goto/away?3" query:key:home/key
sed -i 's/^auth = /private = yes\nheader = X-Plain: PLANTED-plain\nauth = /' "$config"
SHIHYO_NOW=2026-03-01T03:00:00Z
run 'redirected elsewhere' 0 collect
cat "$work/out" "$work/err" >>"$work/said"
has 'redirected elsewhere: it was asked' 'GET /b.csv' "$work/sent"
look 'redirected elsewhere: without the secret' "$work/sent"
lacks 'redirected elsewhere: and without our headers' 'PLANTED-plain|^Authorization' "$work/sent"
write_site
add_keyed back "$base/fault/goto/back" query:other:home/key
sed -i 's/^auth = /private = yes\nauth = /' "$config"
SHIHYO_NOW=2026-03-01T04:00:00Z
run 'redirected to an address with the key' 69 collect
has 'redirected to an address with the key: not followed' 'with our key in it: not followed' "$work/out"
cat "$work/out" "$work/err" >>"$work/said"
write_site
add_keyed nowhere 'http://no-such-host.invalid/a.csv' query:key:home/key
SHIHYO_NOW=2026-03-01T05:00:00Z
run 'nowhere' 69 collect
cat "$work/out" "$work/err" >>"$work/said"
for command in status next 'status --json' 'why bearer FY2019' sources check; do
	# shellcheck disable=SC2086 # words
	shihyo -c "$config" $command >>"$work/said" 2>&1
done
look 'what went wrong: what was said' "$work/said"
look 'what went wrong: the ledger' "$state"

# Files that are not as they should be: named, never shown.
write_site
add_keyed open "$base/fault/key/a.csv" bearer:home/open
add_keyed lines "$base/fault/key/a.csv?1" bearer:home/lines
add_keyed gone "$base/fault/key/a.csv?2" bearer:home/none
add_keyed nocolon "$base/fault/key/a.csv?3" basic:home/key
printf '%s\n' "$key" >"$work/home/open"
chmod 644 "$work/home/open"
printf '%s\n%s\n' "$key" "$key" >"$work/home/lines"
chmod 600 "$work/home/lines"
SHIHYO_NOW=2026-03-01T06:00:00Z
run 'files that are no secrets' 69 collect
has 'a file that others may read' '^open .*the secret .*home/open is open to everybody, expected mode 0600' "$work/out"
has 'a file of two lines' '^lines .*home/lines is more than one line' "$work/out"
has 'a file that is not there' '^gone .*home/none cannot be read' "$work/out"
has 'a login without a colon' '^nocolon .*home/key is not USER:PASSWORD' "$work/out"
same 'nobody was asked without it' 0 "$(requests 'GET /fault/key/a.csv 200' | head -n 1 | grep -v '^[0-9]*$' | grep -c .)"
cat "$work/out" "$work/err" >"$work/said"
look 'files that are no secrets: what was said' "$work/said"

# While it runs: arguments, environment, state told to the log, a dump of the ledger, an export.
unset SHIHYO_NOW
printf '%s\n' "$key" >"$served/a.csv.key"
write_site
add_keyed bearer "$base/fault/slow/1500/fault/key/a.csv" bearer:home/key
add_keyed query "$base/fault/slow/1500/fault/key/a.csv?y" query:key:home/key
in_background "$binary" -v --log-format=json -c "$config" daemon 2>"$work/daemon.log"
holds 'daemon' wait_for 20 grep -q 'started' "$work/daemon.log"
: >"$work/processes"
for _ in 1 2 3 4 5 6 7 8 9 10; do
	for process in /proc/[0-9]*; do
		case "$(readlink "$process/exe" 2>/dev/null)" in
		*/shihyo*) cat "$process/cmdline" "$process/environ" 2>/dev/null ;;
		esac
	done >>"$work/processes"
	sleep 0.2
done
kill -USR1 "$background"
holds 'SIGUSR1: its state is in the log' wait_for 20 grep -q 'source query: next fetch' "$work/daemon.log"
kill -TERM "$background"
wait "$background"
holds 'processes were looked at' test -s "$work/processes"
look 'arguments and environments of processes' "$work/processes"
look 'the log' "$work/daemon.log"
run 'freeze' 0 freeze council
sqlite3 "$state/ledger.db" .dump >"$work/dump.sql"
has 'freeze: the configuration is in the ledger' 'auth = ' "$work/dump.sql"
look 'a dump of the ledger' "$work/dump.sql"
run 'export' 0 export -o "$work/export"
look 'an export' "$work/export"
run 'backup' 0 backup "$work/backup.db"
look 'a backup' "$work/backup.db"
for file in "$state"/documents/*.gz; do
	gzip -dc "$file"
done >"$work/documents"
look 'the documents' "$work/documents"
sed 's#http://127#http://user:word@127#' "$config" >"$work/login.ini"
shihyo -c "$work/login.ini" check-config >"$work/out" 2>&1
same 'a login in an address is refused' 78 "$?"
has 'a login in an address is refused: said' 'url: user and password never stand here, expected auth = basic:FILE' "$work/out"
lacks 'a login in an address is refused: and not shown' 'user:word' "$work/out"
run 'check-config' 0 check-config
cat "$work/out" "$work/err" >"$work/said"
shihyo -c "$config" probe bearer >>"$work/said" 2>&1
shihyo -c "$config" probe query --json >>"$work/said" 2>&1
shihyo -c "$config" collect --force --json >>"$work/said" 2>&1
look 'check-config, probe, collect --json' "$work/said"
finish
