#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# seeds.sh NAME FOLDER: a harness's first inputs, made of what the tree has: the golden cases, the
# tables of numbers and dates, the catalogue; and what once failed. No harness without seeds.
set -eu
name=$1
to=$2
mkdir -p "$to"

# documents SUFFIX: golden inputs, and what the catalogue ships.
documents() {
	find tests/golden config/asahikawa/documents -name "*.$1" ! -path '*/make/*' | sort
}

# title FILE: its name among the seeds.
title() {
	echo "$1" | sed 's|^tests/golden/||;s|/in\.[a-z]*$||;s|/|-|g'
}

# copy SUFFIX...
copy() {
	for suffix in "$@"; do
		documents "$suffix" | while read -r file; do cp "$file" "$to/$(title "$file")"; done
	done
}

# rows FILE: the first column of a CSV file, one file for each.
rows() {
	n=0
	# shellcheck disable=SC2016  # sed's dollar
	sed -n '2,${s/^"\(\([^"]\|""\)*\)".*/\1/;t p;s/,.*//;:p;s/""/"/g;p;}' "$1" | while IFS= read -r cell; do
		n=$((n + 1))
		printf '%s' "$cell" >"$to/$n"
	done
}

pages() {
	documents pdf | while read -r file; do
		pdftotext -q -bbox-layout "$file" "$to/$(title "$file")" || true
	done
	find "$to" -size 0 -delete
}

# Archives as they are; their parts, all in one XML text; the formats in them.
workbooks() {
	copy xlsx xls zip
	documents xlsx | while read -r file; do
		{
			printf 'X<a>'
			unzip -p "$file" 'xl/*.xml' 2>/dev/null | head -c 20000 | sed 's/<?xml[^>]*?>//g' || true
			printf '</a>'
		} >"$to/$(title "$file")-parts"
	done
	cat "$to"/*-parts | grep -o 'formatCode="[^"]*"' | sed 's/.*="//;s/"$//;s/&quot;/"/g' | sort -u |
		while IFS= read -r format; do
			printf 'F%s\n45383.5' "$format" >"$to/format-$(printf '%s' "$format" | cksum | cut -d' ' -f1)"
		done
}

# A workbook and its sheet, with and without a prefix; what is kept of an earlier filling in.
forms() {
	cells='<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1"/></row><row r="3" spans="1:2"/>'
	rest='<mergeCells><mergeCell ref="B3:D4"/></mergeCells><si><t>x</t></si><cellXfs><xf numFmtId="10"/></cellXfs>'
	book='<workbook><sheets><sheet name="a b" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="n">&apos;a b&apos;!$C$10</definedName></definedNames></workbook>'
	printf '%s\n---\n<worksheet><sheetData>%s</sheetData>%s</worksheet>' "$book" "$cells" "$rest" >"$to/form"
	printf '%s\n---\n<worksheet><sheetData/></worksheet>' "$book" >"$to/empty"
	printf '%s\n---\n<x:worksheet xmlns:x="m"><x:sheetData><x:row/></x:sheetData></x:worksheet>' "$book" >"$to/prefix"
	printf '<workbook><sheets><sheet name="a b" sheetId="1" r:id="rId1"/><sheet name="shihyo" sheetId="2" r:id="rId2"/></sheets></workbook>\n---\n%s' \
		'<worksheet><sheetData><row><c/><c t="str"><v>shihyo-sheet-1</v></c><c t="str"><v>f</v></c><c t="str"><v>p</v></c><c t="str"><v>2024</v></c></row><row><c><f>&apos;a b&apos;!$B$3</f></c><c t="str"><v>a</v></c><c t="str"><v>s</v></c></row></sheetData></worksheet>' >"$to/again"
}

# value KEY FILE: what the first line of this key says.
value() {
	sed -n "s/^$1 *= *//p" "$2" | head -n 1
}

# position WORD WORDS...: how many stand before it.
position() {
	wanted=$1
	shift
	n=0
	for word in "$@"; do
		[ "$word" = "$wanted" ] && break
		n=$((n + 1))
	done
	echo "$n"
}

selections() {
	for file in tests/golden/*/in.csv; do
		ini=${file%in.csv}pick.ini
		layout=$(position "$(value layout "$ini" | grep . || echo long)" long across matrix text)
		every=$(position "$(value frequency "$ini")" daily weekly monthly quarterly calendar-year fiscal-year)
		{
			# shellcheck disable=SC2059  # an octal escape
			printf "\\$(printf '%03o' $((layout + 4 * every)))"
			printf '%s\t%s\n' "$(value value "$ini")" "$(value period "$ini")"
			tr ',' '\t' <"$file"
		} >"$to/$(title "$file")"
	done
}

# grids FILE: one, as fuzz_suggest takes it.
grids() {
	printf '\000%s\n' "$(title "$1")"
	tr ',' '\t' <"$1" | iconv -f "$2" -t UTF-8
}

# Golden inputs, and the documents that tests of suggestions have.
suggestions() {
	for file in tests/golden/*/in.csv tests/data/suggest/*.csv; do
		to_file=$to/$(echo "$file" | tr / -)
		grids "$file" UTF-8 >"$to_file" 2>/dev/null || grids "$file" CP932 >"$to_file" 2>/dev/null ||
			rm -f "$to_file"
	done
	# Two grids, and text behind them.
	printf '\000表1\n年度\t人数\n2020年度\t5\n2021年度\t6\f表2\n\t4月\t5月\t6月\n令和6年度\t1\t2\t3\v令和6年4月 入園者 5人' >"$to/two"
	# What a child says of an empty document: texts with their length in eight bytes.
	{
		printf '\001' && number 3 && printf csv && number 0 0
		for n in 0 0 0 0 0; do number 1 && printf '%s' "$n"; done
	} >"$to/answer"
}

configurations() {
	for file in tests/golden/*/pick.ini; do
		cp "$file" "$to/$(echo "$file" | tr / -)"
	done
	for file in config/asahikawa/*.ini; do
		grep -v '^include' "$file" >"$to/$(basename "$file")"
	done
	cat config/asahikawa/*.ini | grep -v '^include' >"$to/whole.ini"
}

# number N...: as the sandbox's pipe carries them: eight bytes each, all small.
number() {
	for n in "$@"; do
		# shellcheck disable=SC2059
		printf "\\$(printf '%03o' "$n")\\0\\0\\0\\0\\0\\0\\0"
	done
}

no_text() {
	printf '\377\377\377\377\377\377\377\377'
}

parcels() {
	# Monthly: no next page; published on day 200; no error; two observations 1.5 and 2; a problem "no".
	{
		printf '\002' && number 0
		number 1 200 && no_text
		number 0 0 2
		number 2 10 15 1 0 1 && printf a
		number 2 11 2 0 1 1 && printf b
		number 1 2 && printf no
	} >"$to/two"
	# Fiscal years: a next page; not known when published, and why; an error; nothing.
	{ printf '\005' && number 8 && printf offset=1 && number 0 0 2 && printf no && number 65 2 && printf no && number 0 0; } >"$to/error"
}

transfers() {
	for file in tests/golden/csv-*/in.csv; do
		{ printf '\010' && gzip -n <"$file"; } >"$to/$(title "$file")"
	done
}

robots() {
	printf '/a/b.csv?c=1\0User-agent: *\nDisallow: /*.csv$\nUser-agent: shihyo\nAllow: /a%%2fb # c\n' >"$to/rules"
	printf 'max-age=31536000; includeSubDomains' >"$to/secure"
}

answers() {
	printf '%s\r\n' 'HTTP/1.1 200 OK' 'Content-Type: text/csv; charset=Shift_JIS' 'ETag: W/"a-1"' \
		'Last-Modified: Mon, 02 Mar 2026 00:00:00 GMT' 'Content-Encoding: gzip' >"$to/headers"
	printf 'http://127.0.0.1/a?offset=100&limit=10#x\noffset=200\nstartPosition=100001\noffset=300' >"$to/pages"
}

# As `export` and `show --csv` write them, as spreadsheets save them, and what is refused.
entries() {
	copy csv
	printf '%s\n' period,start,end,value,unit,status,published,note \
		'FY2023,2023-04-01,2024-04-01,-12.5,％,estimate,2024-05-01,"a, ""b"" と 注"' \
		'FY2024,2024-04-01,2025-04-01,,％,missing,,' >"$to/export"
	printf '%s\n' period,start,end,value,unit,status,aside,recorded_at,published,source,rank,document,who,cell,note,embargo \
		'2024-02,2024-02-01,2024-03-01,115.50,人,final,false,2026-03-01T00:00:00Z,2026-02-28,city,0,00ff,,"1
15.5",' >"$to/vintages"
	printf '\357\273\277period,value,status\r\n2024-04,1,\r\n\r\n"2024-05"," 2 ",final' >"$to/spreadsheet"
	printf 'a,"b""\n' >"$to/open"
	printf 'a"b,c\n' >"$to/quote"
	printf 'a\rb\n' >"$to/return"
	printf '\202\240,1\n' >"$to/cp932"
}

targets() {
	n=0
	for text in / /index.html '/api/indicators/lobo-di?as-of=2026-03-01T09:00:00+09:00' \
		'http://example.jp/api/programs?year=2024&x' /%2e%2e/%2f '/a%zz?b=%e2%80%ae' '*'; do
		n=$((n + 1))
		printf '%s' "$text" >"$to/$n"
	done
}

# A document's form and tables, some of which lack their unit.
budgets() {
	for file in tests/e2e/year/*.txt; do
		{ printf '\001' && cat "$file"; } >"$to/$(title "$file" | tr / -)"
		sed -n 's/^【\(.*\)】 \(\[公約\]\)* *\([0-9,]*\)千円/\1	\2	\3/p' "$file" | {
			printf '\002施策の予算（令和7年度）\n事業名\t公約\t予算額\n' && cat && printf '合計\t\t1\n'
		} >"$to/table-$(basename "$file")"
	done
	printf '\000（単位：百万円）\n施策,事業名,予算額,,区分\n,,前年度,本年度,\nA,B,1,2.5,新規・重点\n,うちC,,1,\n,計,,2.5,\n' \
		>"$to/heads"
}

case $name in
answer) answers ;;
budget) budgets ;;
auto) copy csv tsv html json xml xlsx xls txt ;;
config) configurations ;;
csv) copy csv tsv ;;
csvfile) entries ;;
html | json | xml) copy "$name" ;;
number) rows tests/data/number_forms.csv ;;
parcel) parcels ;;
pdf) pages ;;
period) rows tests/data/date_forms.csv ;;
pick) selections ;;
suggest) suggestions ;;
target) targets ;;
robots) robots ;;
text) copy txt html ;;
unpack) transfers ;;
filling) forms ;;
xlsx) workbooks ;;
*)
	echo "seeds.sh: no seeds for $name" >&2
	exit 1
	;;
esac
[ ! -d "tests/fuzz/regress/$name" ] || cp tests/fuzz/regress/"$name"/* "$to"
