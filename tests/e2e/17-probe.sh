#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 17: probe: what a document holds, what is taken and why not, and suggestions that work when they
# are pasted.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

mkdir -p "$served"
publish "$served"
write_site
add_pair visitors
add_pair broken
cat >>"$config" <<END
[indicator lost]
title = an indicator whose column is not there
unit = 人
frequency = fiscal-year
better = higher
source = visitors
value = 無い列

[source alone]
title = a source that nobody reads
url = http://127.0.0.1:$port/matrix.csv

END
write_values "$served/visitors.csv" 2021 '1,234' 2022 '9,999,999' 2023 'x' 2024 '約2,000人' 2025 'いくつか'
printf '<html><title>お探しのページは見つかりません</title></html>' >"$served/broken.csv"
cat >"$served/matrix.csv" <<END
月別入園者数（単位：人）
年度,4月,5月,6月
令和5年度,10,20,30
令和6年度,40,50,60
END

# --- a source ---
run 'probe: an indicator that takes nothing' 65 probe visitors
has 'probe: the address' "document: http://127.0.0.1:$port/visitors.csv" "$work/out"
has 'probe: the bytes' "size: $(wc -c <"$served/visitors.csv") bytes" "$work/out"
has 'probe: the hash' "$(sha256sum "$served/visitors.csv" | cut -d' ' -f1)" "$work/out"
has 'probe: format and encoding' 'format: csv \(encoding UTF-8\)' "$work/out"
has 'probe: the table' 'table 1.*7 rows, 2 columns' "$work/out"
has 'probe: its rows have numbers' '^3 +2021年度 +1,234$' "$work/out"
has 'probe: what is taken' '2021 +1,234' "$work/out"
has 'probe: what would be held' '2022 "9,999,999": .*maximum' "$work/out"
has 'probe: every problem: no number' 'row 7 .*いくつか' "$work/out"
has 'probe: why nothing is taken' 'no column "無い列"' "$work/out"
run 'probe: fetched and not understood' 65 probe broken
has 'probe: still says what came' '^SHA-256: [0-9a-f]{64}$' "$work/out"
has 'probe: and why' 'broken: .*HTML page.*見つかりません' "$work/err"
run 'probe: a source nobody reads' 0 probe alone
has 'probe: points to --suggest' 'suggest' "$work/out"
run 'probe: no such source' 64 probe nobody
run 'probe: an indicator is no source' 64 probe lost
has 'probe: names its source' 'visitors' "$work/err"
run 'probe: nothing named' 64 probe
run 'probe: bad format' 64 probe visitors --format docx
run 'probe: bad encoding' 64 probe visitors --encoding KLINGON
run 'probe: no such file' 74 probe --file "$work/none.csv"
rm -f "$served/broken.csv"
run 'probe: cannot be fetched' 69 probe broken
same 'probe: nothing is recorded' '' "$(ls "$state" 2>/dev/null)"

# --- as data ---
run 'json' 65 probe visitors --json --rows-shown 2
same 'json: version' 1 "$(json "$work/out" "SELECT json_extract(j,'\$.version') FROM j")"
same 'json: rows shown' 2 "$(json "$work/out" "SELECT json_array_length(j,'\$.grids[0].first_rows') FROM j")"
same 'json: observations' '2021 1234 2022 9999999 2024 2000' "$(json "$work/out" "SELECT group_concat(
	substr(json_extract(value,'\$.period'),3)||' '||json_extract(value,'\$.value'),' ')
	FROM j, json_each(j,'\$.indicators[0].observations')
	WHERE json_extract(value,'\$.value') IS NOT NULL")"
same 'json: what would be held' 'FY2022 range' "$(json "$work/out" "SELECT json_extract(j,'\$.indicators[0].held[0].period')||' '||json_extract(j,'\$.indicators[0].held[0].gate') FROM j")"
same 'json: problems' 1 "$(json "$work/out" "SELECT json_array_length(j,'\$.indicators[0].problems') FROM j")"
has 'json: the other indicator has an error' 'no column' "$work/out"

# --- a file, without any configuration ---
suggest() {
	shihyo -c "$work/none.ini" probe --suggest "$@"
}
LC_ALL=C suggest --file "$served/matrix.csv" >"$work/suggested" 2>"$work/err"
same 'a file needs no configuration' 0 "$?"
has 'suggest: the layout' '^layout    = matrix$' "$work/suggested"
has 'suggest: the unit of the caption' '^unit      = 人$' "$work/suggested"
has 'suggest: what it takes' '^; takes 6 periods \(2023-04 10 to 2024-06 60\)$' "$work/suggested"
LC_ALL=ja_JP.UTF-8 suggest --file - <"$served/matrix.csv" >"$work/ja" 2>>"$work/err"
has 'suggest: from standard input, in the language of the terminal' '読み取り: 6期間' "$work/ja"
LC_ALL=C suggest --file "$root/config/asahikawa/documents/lobo-201608.pdf" >"$work/pdf" 2>>"$work/err"
has 'suggest: a PDF' '^; takes 6 periods \(2016-03 −25.6 to 2016-08 −15.4\)$' "$work/pdf"
printf '\033[2Jtitle\n\033]0;x\007年度,\033[31m人数\n2020年度,5\n2021年度,6\n' >"$work/escape.csv"
suggest --file "$work/escape.csv" >"$work/escaped"
lacks 'no control character reaches the terminal' "$(printf '[\001-\010\013-\037]')" "$work/escaped"
printf '年度,人数（人）\n2020年度,5\n' | iconv -t CP932 >"$work/cp932.csv"
suggest --file "$work/cp932.csv" --encoding UTF-8 >"$work/out" 2>"$work/err"
same 'an encoding that does not fit' 65 "$?"

# --- pasted, they work ---
write_site
sed "s|https://example.jp/document|http://127.0.0.1:$port/matrix.csv|" "$work/suggested" >>"$config"
run 'pasted: the configuration is right' 0 check-config
run 'pasted: collected' 0 collect
same 'pasted: the very figures' 6 "$(values suggested-1 | wc -l)"
same 'pasted: the last' '2024-06,60' "$(values suggested-1 | tail -n 1)"
run 'pasted: probed again' 0 probe document
has 'pasted: takes what was said' 'suggested-1.*takes 6 periods' "$work/out"
# Two heads over one another: which of the lower ones is meant is in the suggestion.
printf '%s\n' '施設,令和5年度,,令和6年度,' ',利用者数(人),使用料(千円),利用者数(人),使用料(千円)' \
	'A館,100,20,110,21' >"$work/heads.csv"
LC_ALL=C suggest --file "$work/heads.csv" >"$work/heads.ini" 2>>"$work/err"
same 'suggest: a head alone' '利用者数 使用料' \
	"$(sed -n 's/^where     = //p' "$work/heads.ini" | paste -sd ' ')"
printf '[site]\ntitle = t\nstate = %s\n' "$work/heads" | cat - "$work/heads.ini" >"$work/two.ini"
shihyo -c "$work/two.ini" probe document --file "$work/heads.csv" >"$work/out" 2>&1
has 'suggest: what it takes of one' 'FY2024 +110 ' "$work/out"
has 'suggest: and of the other' 'FY2024 +21 ' "$work/out"
run 'pasted: what is there already is not named again' 0 probe document --suggest
lacks 'pasted: another id' '^\[indicator suggested-1\]' "$work/out"

# --- the shapes of cities (tests/data/suggest: invented figures): the first proposal, pasted ---
# paste FILE ID PERIODS LAST
paste() {
	cp "$root/tests/data/suggest/$1" "$served/$1"
	rm -rf "$state"
	LC_ALL=C.UTF-8 suggest --file "$served/$1" >"$work/suggested" 2>"$work/err"
	write_site
	sed "s|https://example.jp/document|http://127.0.0.1:$port/$1|" "$work/suggested" >>"$config"
	run "pasted $1: the configuration is right" 0 check-config
	run "pasted $1: collected, nothing held" 0 collect
	same "pasted $1: as many periods as said" "$3" "$(values "$2" | wc -l)"
	same "pasted $1: the last" "$4" "$(values "$2" | tail -n 1)"
}
paste tourists-by-month.csv suggested-1 36 2024-03,563.9
has 'what is printed in 千人 may be had as 人' '^; printed in 千人; with unit = 人 it is converted' "$work/suggested"
sed -i 's/^unit      = 千人$/unit      = 人/' "$config"
rm -rf "$state"
run 'converted: collected' 0 collect
same 'converted: the last' 2024-03,563900 "$(values suggested-1 | tail -n 1)"
paste estat-mixed.json suggested-1 36 2024-12,215356
same 'mixed cycles: the quarters beside the months' 2024-Q4,214224 "$(values suggested-5 | tail -n 1)"
paste job-openings.csv suggested-3 14 2025-05,0.97
paste library.csv suggested-2 3 FY2023,374006
has 'rows to choose are told' '^; rows to choose: 館名: 合計・中央図書館・東図書館・西図書館$' "$work/suggested"
paste consumer-prices.csv suggested-1 15 2025-03,107.9
rm -f "$served/tourists-by-month.csv"

# --- cut to the terminal ---
COLUMNS=60 LC_ALL=C.UTF-8 suggest --file "$root/tests/data/suggest/population-standard.csv" >"$work/out" 2>"$work/err"
has 'narrow: what is cut is counted' '^; \(and 3 more rows, 1[0-9] more columns\)$' "$work/out"
same 'narrow: no row of the table is wider' 0 "$(sed -n 's/^; *[0-9]\{1,2\}  /&/p' "$work/out" | iconv -f UTF-8 -t CP932 | LC_ALL=C awk 'length($0) > 60' | wc -l)"
COLUMNS=400 LC_ALL=C.UTF-8 suggest --file "$root/tests/data/suggest/population-standard.csv" >"$work/out" 2>"$work/err"
has 'wide: only rows are missing' '^; \(and 3 more rows\)$' "$work/out"
for n in 1 2 3 4 5 6 7 8 9 10 11; do
	printf '<h2>table %s</h2><table><tr><th>年度</th><th>人数</th></tr>' "$n"
	for year in 2018 2019 2020 2021 2022; do printf '<tr><td>%s年度</td><td>%s</td></tr>' "$year" "$n$year"; done
	printf '</table>'
done >"$work/many.html"
LC_ALL=C.UTF-8 shihyo probe --file "$work/many.html" >"$work/out" 2>"$work/err"
same 'many tables: few rows of each' 11 "$(grep -c '^(and 2 more rows)$' "$work/out")"
LC_ALL=C.UTF-8 shihyo probe --rows-shown 10 --file "$work/many.html" >"$work/out" 2>"$work/err"
same 'many tables: as many as asked for' 0 "$(grep -c 'more rows' "$work/out")"

# --- a document in the place of the source's, several addresses, several pages ---
write_site
cat >>"$config" <<END
[source file]
title = two addresses
url = http://127.0.0.1:$port/none.csv http://127.0.0.1:$port/visitors.csv
format = csv

[source ckan]
title = comes in pages
url = http://127.0.0.1:$port/list.json?id=x
format = json

[indicator file]
title = of a file
unit = 人
frequency = fiscal-year
better = higher
source = file
value = 人数

[indicator paged]
title = of all pages
unit = 人
frequency = fiscal-year
better = higher
source = ckan
value = 人数
END
run 'a file in the place of the document' 0 probe file --file "$served/visitors.csv"
has 'a file: read as the source' 'takes 4 periods' "$work/out"
run 'the first of two addresses' 69 probe file
run 'the second' 0 probe file --address 2
has 'the second: said' 'visitors.csv \(2 of 2, see --address\)$' "$work/out"
run 'no third' 64 probe file --address 3
page() {
	printf '{"help":"test data","success":true,"result":{"fields":[{"id":"年度","type":"text"},'
	printf '{"id":"人数","type":"text"}],"records":[{"年度":"%s年度","人数":"%s"}],' "$2" "$3"
	printf '"limit":1,"offset":%s,"total":2}}\n' "$1"
}
page 0 2020 5 >"$served/list.json?id=x"
page 1 2021 6 >"$served/list.json?id=x&offset=1"
run 'all pages' 0 probe ckan
has 'all pages: taken' 'takes 2 periods' "$work/out"
# --- days as machines write them, under a head in English (test data) ---

printf 'day,count\n20260101,5\n20260102,6\n20260103,7\n' >"$work/days.csv"
LC_ALL=C.UTF-8 shihyo probe --suggest --file "$work/days.csv" >"$work/out" 2>"$work/err"
same 'days: exit status' 0 "$?"
has 'days: daily' '^frequency = daily$' "$work/out"
has 'days: all of them' '3 periods \(2026-01-01 5 to 2026-01-03 7\)|3期間' "$work/out"

finish
