#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 39: from a page of links, or an address with placeholders, to the documents; and what a good
# neighbour does on the way: robots.txt, Retry-After, secrets for the right host alone.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh

publish "$served"
base=http://127.0.0.1:$port

# add_source NAME KEYS: a source and a monthly indicator of the same name.
add_source() {
	cat >>"$config" <<END
[source $1]
format = csv
every = 1d
timeout = 10s
$2

[indicator $1]
title = test indicator $1
unit = 人
frequency = ${3:-monthly}
better = higher
source = $1
value = 人数

END
}

# write_month FILE [MONTH VALUE]...: a document of test data.
write_month() {
	month_file=$1
	shift
	{
		printf 'これは試験用のデータです（test data）\n年月,人数（人）\n'
		while [ $# -gt 1 ]; do
			printf '%s,"%s"\n' "$1" "$2"
			shift 2
		done
	} >"$month_file.new"
	mv "$month_file.new" "$month_file"
}

# link HREF TEXT
link() {
	printf '<li><a href="%s">%s</a></li>\n' "$1" "$2" >>"$served/list/index.html"
}

mkdir -p "$served/list/files"
start_page() {
	echo '<html lang="ja"><meta charset="UTF-8"><p>試験用のデータ（test data）</p>' >"$served/list/index.html"
}
export SHIHYO_NOW=2026-03-15T00:00:00Z

# A page: relative links, two a month, the older ones of another name.
write_site
add_source page "page = $base/list/index.html
link = /n_(?<year>\d{4})(?<month>\d\d)\.csv\$
most = 2"
start_page
for month in 202511 202512 202601 202602; do
	link "files/n_$month.csv" "$month"
	link "files/other_$month.csv" 'another table'
	write_month "$served/list/files/n_$month.csv" "$(echo $month | cut -c1-4)-$(echo $month | cut -c5-6)" "$month"
done
run 'a page: the oldest first, as many as a cycle may fetch' 0 collect
same 'a page: values of the oldest two' '2025-11,202511 2025-12,202512 ' "$(values page | tr '\n' ' ')"
same 'a page: no other was asked for' '0 0' "$(requests 'n_20260[12]') $(requests other_)"
run 'a page: the rest is due at once' 0 collect
same 'a page: all values' '2025-11,202511 2025-12,202512 2026-01,202601 2026-02,202602 ' \
	"$(values page | tr '\n' ' ')"
run 'a page: then nothing is due' 0 collect
same 'a page: and nothing was asked for' 2 "$(requests '^GET /list/index.html')"
SHIHYO_NOW=2026-03-16T01:00:00Z
run 'a page: the next day' 0 collect
same 'a page: the newest two are looked at again, by their validators' '0 0 1 1' \
	"$(for month in 202511 202512 202601 202602; do requests "n_$month.csv 304"; done | tr '\n' ' ' | sed 's/ $//')"
write_month "$served/list/files/n_202602.csv" 2026-02 7
write_month "$served/list/files/n_202603.csv" 2026-03 8 2026-02 9
link files/n_202603.csv 'new'
SHIHYO_NOW=2026-04-17T01:00:00Z
run 'a page: a new publication, and one that grew' 0 collect
same 'a page: the newest document has the last word' '2026-02,9 2026-03,8 ' "$(values page | tail -2 | tr '\n' ' ')"
same 'a page: each document once' 1 "$(requests 'n_202511.csv')"
run 'a page: why' 0 why page 2026-03
has 'a page: why names the document' 'n_202603.csv' "$work/out"

# What is wrong with one document is said with its address; the others count.
rm "$served/list/files/n_202603.csv"
write_month "$served/list/files/n_202604.csv" 2026-04 4
link files/n_202604.csv 'new'
SHIHYO_NOW=2026-04-18T02:00:00Z
run 'a page: a link that leads nowhere' 69 collect
has 'a page: which' 'n_202603.csv.*404' "$work/out"
same 'a page: the others count' '2026-04,4' "$(values page | tail -1)"
run 'a page: status' 0 status
has 'a page: status says so' 'source page .*n_202603.csv.*404' "$work/out"
write_month "$served/list/files/n_202603.csv" 2026-03 8 2026-02 9
SHIHYO_NOW=2026-04-18T06:00:00Z
run 'a page: it is there again' 0 collect
# an old one that comes late adds what is missing, and takes nothing back
write_month "$served/list/files/n_202510.csv" 2025-10 10 2025-11 666
link files/n_202510.csv 'late'
SHIHYO_NOW=2026-04-19T06:00:00Z
run 'a page: an old document that comes late' 0 collect
run 'a page: nor when all are read again' 0 replay
same 'a page: it adds and replaces nothing' '2025-10,10 2025-11,202511 ' "$(values page | head -2 | tr '\n' ' ')"
start_page
link files/none.html x
SHIHYO_NOW=2026-04-20T06:00:00Z
run 'a page without such links' 65 collect
has 'a page without such links: said' 'none of the 1 links of the page matches' "$work/out"

# The link says the period where the document does not; its text, too.
write_site
add_source dated "page = $base/list/index.html
link = \.csv (?<era>令和)(?<year>元|\d+)年(?<month>\d+)月"
sed -i 's/^value = .*/value = 人数\nlayout = across/' "$config"
start_page
link files/0001.csv '令和８年３月分'
printf 'これは試験用のデータです（test data）\n区分,本年\n人数（人）,"31"\n' >"$served/list/files/0001.csv"
run 'the text of a link' 0 collect dated
same 'the text of a link dates the document' '2026-03,31' "$(values dated)"

# Placeholders: what is missing is asked for; what is not there yet is no failure.
write_site
add_source pattern "url = $base/p/{%Y}/n{%m}.csv
since = 2025-12"
mkdir -p "$served/p/2025" "$served/p/2026"
SHIHYO_NOW=2026-05-15T00:00:00Z
run 'placeholders: none is there' 69 collect
has 'placeholders: said' 'none of the 6 addresses asked for is there \(HTTP 404\), the last: .*/p/2026/n05.csv' "$work/out"
write_month "$served/p/2025/n12.csv" 2025-12 12
write_month "$served/p/2026/n01.csv" 2026-01 1
write_month "$served/p/2026/n03.csv" 2026-03 3
SHIHYO_NOW=2026-05-15T06:00:00Z
run 'placeholders: those that are there' 0 collect
same 'placeholders: values' '2025-12,12 2026-01,1 2026-03,3 ' "$(values pattern | tr '\n' ' ')"
same 'placeholders: one that is missing' 2 "$(requests '/p/2026/n02.csv 404')"
run 'placeholders: status' 0 status
lacks 'placeholders: nothing fails' '^source pattern' "$work/out"
SHIHYO_NOW=2026-05-16T07:00:00Z
run 'placeholders: the next day' 0 collect
same 'placeholders: an old one is left alone for a week, a new one is not' '2 3' \
	"$(requests '/p/2026/n02.csv') $(requests '/p/2026/n04.csv')"

# robots.txt: asked for once a day, obeyed, passed over with a reason.
write_site
add_source robots "url = $base/robots/a.csv"
mkdir -p "$served/robots"
write_month "$served/robots/a.csv" 2026-03 3
printf 'User-agent: *\nDisallow: /robots/\n\nUser-agent: shihyo\nDisallow: /robots/a\nAllow: /robots/b\n' >"$served/robots.txt"
SHIHYO_NOW=2026-05-17T08:00:00Z
run 'robots.txt forbids it' 69 collect robots
has 'robots.txt forbids it: said' "robots.txt of $base forbids /robots/a.csv: not asked" "$work/out"
same 'robots.txt forbids it: not asked' 0 "$(requests 'GET /robots/a.csv')"
sed -i "s|robots/a.csv\$|robots/b.csv|" "$config"
write_month "$served/robots/b.csv" 2026-03 3
asked=$(requests 'GET /robots.txt')
run 'robots.txt allows it' 0 collect robots
same 'robots.txt: kept for a day' "$asked" "$(requests 'GET /robots.txt')"
sed -i "s|robots/b.csv\$|robots/a.csv\nrobots = ignore: the publisher agreed (test)|" "$config"
run 'robots.txt: passed over with a reason' 0 collect robots
same 'robots.txt: passed over' 1 "$(requests 'GET /robots/a.csv')"
sed -i '/^robots = /d' "$config"
rm "$served/robots.txt"
mkdir "$served/robots.d"
SHIHYO_NOW=2026-05-19T08:00:00Z
run 'robots.txt that is not there allows everything' 0 collect robots

# Retry-After, in seconds and as a date: kept in the ledger, for all sources of the host.
write_site
add_source busy "url = $base/flaky/robots/a.csv"
add_source beside "url = $base/robots/b.csv"
echo retry/7200 >"$served/robots/a.csv.fault"
SHIHYO_NOW=2026-05-20T00:00:00Z
run 'Retry-After: said' 69 collect busy
has 'Retry-After: until when' 'HTTP 429 \(too many requests\), not to be asked before 2026-05-20 11:00' "$work/out"
rm "$served/robots/a.csv.fault"
before=$(requests .)
SHIHYO_NOW=2026-05-20T01:59:00Z
run 'Retry-After: until then nobody of that host is asked' 0 collect
same 'Retry-After: nothing was asked' "$before" "$(requests .)"
run 'Retry-After: next says why' 0 next
has 'Retry-After: next says why' 'busy .*2026-05-20 11:00.*asked to be left alone' "$work/out"
has 'Retry-After: and the others of the host' 'beside .*2026-05-20 11:00.*asked to be left alone' "$work/out"
run 'Retry-After: one that is asked for by name is told' 69 collect beside
has 'Retry-After: told' 'not to be asked before 2026-05-20 11:00, as it said itself' "$work/out"
SHIHYO_NOW=2026-05-20T06:00:01Z
run 'Retry-After: afterwards' 0 collect
echo retrydate/3600 >"$served/robots/a.csv.fault"
run 'Retry-After as a date' 69 collect busy
has 'Retry-After as a date: until when' 'HTTP 503 \(service unavailable\), not to be asked before 2026-05-20 1[56]:[05]' "$work/out"
rm "$served/robots/a.csv.fault"
# a clock that was ten years ahead silences nobody once it is right
sqlite3 "$state/ledger.db" "UPDATE neighbour SET not_before = $(date -d 2036-05-20 +%s)"
SHIHYO_NOW=2026-05-22T00:00:00Z
run 'a wait that a wrong clock left behind' 0 collect

# POST, headers.
write_site
add_source post "url = $base/post.csv
body = {\"month\": \"all\"}
header = Content-Type: application/json
header = X-Test: yes"
write_month "$served/post.csv" 2026-03 3
kill "$(echo "$started" | awk '{ print $1 }')"
"$publisher" --port "$port" --print-port --headers "$work/headers" "$served" >>"$publisher_log" &
started="$started $!"
wait_for 10 curl -s "$base/robots/a.csv"
run 'POST' 0 collect post
has 'POST: the body' '^body: {"month": "all"}$' "$work/headers"
has 'POST: the header' '^X-Test: yes$' "$work/headers"
has 'POST: its type' '^Content-Type: application/json$' "$work/headers"
same 'POST: not for robots.txt' 1 "$(grep -c '^X-Test' "$work/headers")"
has 'no cookies, and what is accepted' '^Accept-Encoding: gzip, br, zstd$' "$work/headers"
has 'who we are' '^User-Agent: shihyo/' "$work/headers"
same 'POST: the figure' '2026-03,3' "$(values post)"

# From kept documents.
before=$(requests .)
SHIHYO_NOW=2026-05-23T00:00:00Z
sed -i 's/^unit = 人/unit = 人\nminimum = 0/' "$config"
sqlite3 "$state/ledger.db" 'SELECT count(*) FROM fetch' >"$work/fetches"
run '--offline' 0 collect --offline post
same '--offline: nobody was asked' "$before" "$(requests .)"
same '--offline: no fetch is recorded' "$(cat "$work/fetches")" "$(sql 'SELECT count(*) FROM fetch')"
run 'verify' 0 verify

finish
