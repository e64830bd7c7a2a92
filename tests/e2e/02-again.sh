#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 02: collecting the same documents again records nothing and draws nothing.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh
# shellcheck source=tests/e2e/demo.sh disable=SC1091
. tests/e2e/demo.sh

use_catalogue
count=$(echo "$sources" | wc -l)
export SHIHYO_NOW=2026-03-01T09:00:00+09:00
run 'first' 0 collect
same 'first: each document is fetched once' "$addresses" "$(requests '^GET /.* 200 ')"
print_caches >"$work/before"
sql 'SELECT number, value FROM observation' >"$work/values-before"
sed -e '/[Gg]enerated/d' "$site/index.html" >/dev/null
cp "$site/index.html" "$work/index-before"

# nothing_new NAME GRAPHS: the caches and the values are as they were. The axis of librrd's GRAPHS
# ends today: on another day they are drawn again, and are left out from then on.
nothing_new() {
	has "$1: the report says so" \
		"追加0・改定0、お知らせ 新規0・解消0、作成 RRD 0・図 $2・" "$work/out"
	if [ "$2" != 0 ]; then
		sed '/\/graphs\//d' "$work/before" >"$work/before.new"
		mv "$work/before.new" "$work/before"
	fi
	print_caches >"$work/after"
	if [ "$2" != 0 ]; then
		sed '/\/graphs\//d' "$work/after" >"$work/after.new"
		mv "$work/after.new" "$work/after"
	fi
	same_files "$1: every RRD file and picture is the same, and as old" "$work/before" "$work/after"
	sql 'SELECT number, value FROM observation' >"$work/values-after"
	same_files "$1: nothing was recorded" "$work/values-before" "$work/values-after"
}

run 'not due' 0 collect
has 'not due: said so' '出典はありません' "$work/out"
same 'not due: nothing is asked for' 0 "$(requests '^GET /.* 304 ')"
nothing_new 'not due' 0
same_files 'not due: the page is the same' "$work/index-before" "$site/index.html"

export SHIHYO_NOW=2026-03-02T09:00:00+09:00
run 'a day later' 0 collect
same 'a day later: every source is unchanged' "$count" "$(grep -c '変更なし' "$work/out")"
same 'a day later: each publisher answered 304' "$addresses" "$(requests '^GET /.* 304 0$')"
same 'a day later: no document travelled' "$addresses" "$(requests '^GET /.* 200 ')"
nothing_new 'a day later' 3

export SHIHYO_NOW=2026-03-03T09:00:00+09:00
run 'forced' 0 collect --force
same 'forced: each document travelled again' $((2 * addresses)) "$(requests '^GET /.* 200 ')"
same 'forced: no source has anything new' "$count" \
	"$(grep -cE '取得 +0 +0 +[1-9][0-9]*' "$work/out")"
nothing_new 'forced' 3


export SHIHYO_NOW=2026-03-04T09:00:00+09:00
run 'one by its source' 0 collect zoo-city
run 'one by its indicator' 0 collect pedestrians
same 'one by its indicator: only its source' 1 "$(grep -c '変更なし' "$work/out")"

print_caches >"$work/before"
echo 'left by a killed process' >"$state/documents/x.tmp-abcdef"
run 'rehearsed' 0 collect --dry-run --force
holds 'rehearsed: nothing is swept' test -e "$state/documents/x.tmp-abcdef"
has 'rehearsed: said so' '何も記録していません' "$work/out"
same 'rehearsed: no fetch is recorded' 0 \
	"$(sql "SELECT count(*) FROM fetch WHERE at > unixepoch('2026-03-04T09:00:00+09:00')")"
print_caches >"$work/after"
same_files 'rehearsed: nothing is made' "$work/before" "$work/after"

run 'as JSON' 0 collect --json zoo-city
same 'as JSON: the same story' '1|zoo-city|unchanged|304|0|0|0|0' "$(json "$work/out" \
	"SELECT j ->> '\$.version', j ->> '\$.sources[0].id', j ->> '\$.sources[0].outcome',
	j ->> '\$.sources[0].status', j ->> '\$.sources[0].added', j ->> '\$.sources[0].revised',
	j ->> '\$.rrds', j ->> '\$.charts' FROM j")"
run 'nothing of that name' 64 collect no-such-source
has 'nothing of that name: named' 'no-such-source' "$work/err"
run 'an indicator without a source' 64 collect graduates-local

finish
