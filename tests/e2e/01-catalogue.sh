#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 01: the shipped catalogue from nothing: what is recorded, what status and programs say, every RRD
# day by day, every picture and the page. All figures are compared with those that were recorded when
# every document was CSV, and the zoo's pages with what stands in them.
# shellcheck source=tests/e2e/common.sh disable=SC1091
. tests/e2e/common.sh
# shellcheck source=tests/e2e/demo.sh disable=SC1091
. tests/e2e/demo.sh

use_catalogue
run 'the catalogue is valid' 0 check-config
run 'the first collect' 0 collect
cp "$work/out" "$work/collect.txt"
for source in $sources; do
	has "source $source was read" "^$source +取得 +[1-9][0-9]* +0 +0" "$work/collect.txt"
done
lacks 'no message remains in the outbox' '未送信' "$work/collect.txt"

has 'about: what chance raises hardly ever' '（年0\.1回未満）' "$site/about.html"
has 'about: what nobody can say is said' '（回数は算出できない：値が少ないため）' "$site/about.html"

# --- the figures ---

sed -n 's/^\[indicator \(.*\)\]/\1/p' "$work/indicators.ini" >"$work/ids.txt"
while read -r id; do
	get show "$id" --csv | sed -e 1d -e "s/^/$id,/"
done <"$work/ids.txt" | LC_ALL=C sort >"$work/all.found"
grep -v '^#' "$root/tests/e2e/catalogue.csv" >"$work/all.expected"
same_files 'every indicator, period, value and status' "$work/all.expected" "$work/all.found"
for id in zoo-visitors lobo-di national-lobo-di pedestrians zoo-visitors-winter \
	zoo-visitors-summer zoo-visitors-monthly; do
	expect "$id" >"$work/$id.expected"
	found "$id" >"$work/$id.found"
	same_files "figures of $id" "$work/$id.expected" "$work/$id.found"
done
history=$root/config/asahikawa/documents/asahiyamazoo/2200
read_pages "$history"/p0087[1-5]*.html >"$work/pages.expected"
same 'the zoo has 37 pages of years' 37 "$(wc -l <"$work/pages.expected")"
join -t , "$work/pages.expected" "$work/zoo-visitors.found" | awk -F, '{ print $1 "," $3 }' \
	>"$work/pages.found"
same_files 'what the pages print is what is recorded' "$work/pages.expected" "$work/pages.found"
same 'each page is its own document' 37 "$(sql "SELECT count(DISTINCT document) FROM observation
	WHERE source = 'zoo-city'")"
for ending in pdf xlsx html csv; do
	has "a document was fetched as $ending" "^GET /.*\\.$ending 200 " "$publisher_log"
done
same 'national DI: 189 months' 189 "$(wc -l <"$work/national-lobo-di.found")"
same 'national DI: from 1991' 1991-08 "$(head -n 1 "$work/national-lobo-di.found" | cut -d, -f1)"
same 'national DI: to 2026' 2026-01 "$(tail -n 1 "$work/national-lobo-di.found" | cut -d, -f1)"
same 'zoo: from 1967' FY1967,458208 "$(head -n 1 "$work/zoo-visitors.found")"
same 'zoo: to 2021' FY2021,460000 "$(tail -n 1 "$work/zoo-visitors.found")"
same 'the outlook of the DI is none of its observations' 'lobo-di-outlook' \
	"$(sql "SELECT i.id FROM observation o JOIN indicator i ON i.number = o.indicator WHERE o.value = '-12.5'")"
same 'an approximate figure is an estimate' 'FY2021,460000,estimate' \
	"$(get show zoo-visitors --csv | grep '^FY2021')"
same 'graduates: nothing is invented' 'period,value,status' "$(get show graduates-local --csv)"
same 'every observation has its document' 0 "$(sql \
	'SELECT count(*) FROM observation WHERE document IS NULL OR source IS NULL OR cell IS NULL')"
same 'nothing beyond the documents is recorded' 0 "$(sql "SELECT count(*) FROM indicator i
	WHERE i.id NOT IN ('zoo-visitors', 'lobo-di', 'lobo-di-outlook', 'lobo-respondents', 'national-lobo-di', 'pedestrians', 'kaimonokoen',
	'zoo-visitors-flash', 'zoo-visitors-monthly', 'zoo-visitors-summer', 'zoo-visitors-winter')
	AND EXISTS (SELECT 1 FROM observation o WHERE o.indicator = i.number)")"
same 'every document is kept' "$(sql 'SELECT count(*) FROM document')" \
	"$(find "$state/documents" -name '*.gz' | wc -l)"
for document in "$state"/documents/*.gz; do
	same "document $(basename "$document" | cut -c1-8) has the name of its content" \
		"$(basename "$document" .gz)" "$(zcat "$document" | sha256sum | cut -d' ' -f1)"
done

# --- the documents again ---

run 'replay' 0 replay --dry-run --json
same 'replay: nothing differs' 0 "$(json "$work/out" "SELECT json_array_length(j, '\$.changes') FROM j")"
mkdir "$work/lost"
cp -a "$state/documents" "$work/lost/documents"
sed "s|^state = .*|state = $work/lost|; /^output/d" "$config" >"$config.lost"
shihyo -c "$config.lost" replay >"$work/out" 2>"$work/err"
same 'a lost ledger' 0 "$?"
for id in zoo-visitors lobo-di national-lobo-di pedestrians zoo-visitors-monthly; do
	get show "$id" --vintages --json >"$work/vintages"
	shihyo -c "$config.lost" show "$id" --vintages --json >"$work/vintages-again" 2>>"$work/err"
	same_files "a lost ledger: $id is as it was" "$work/vintages" "$work/vintages-again"
done

# --- status ---

run 'status' 0 status
has 'status: the zoo' '^zoo-visitors +旭山動物園 入園者数 +令和3年度 +460,000人' "$work/out"
has 'status: pedestrians and their change' '^pedestrians +.*97,735人 +＋24,616' "$work/out"
has 'status: the DI with its minus' '^lobo-di +.*▲15\.4ポイント +＋7\.7' "$work/out"
has 'status: the graduates say that there is nothing' '^graduates-local +.*実績値なし' "$work/out"
lacks 'status: no source fails' '^出典 ' "$work/out"
run 'status --json' 0 status --json
same 'status --json is JSON, version 1' '1|1' \
	"$(json "$work/out" "SELECT json_valid(j), j ->> '\$.version' FROM j")"
same 'status --json: all indicators' "$(grep -c '^\[indicator ' "$work/indicators.ini")" \
	"$(json "$work/out" "SELECT json_array_length(j, '\$.indicators') FROM j")"
indicator="FROM j, json_each(j, '\$.indicators') i WHERE i.value ->> 'id' ="
same 'status --json: the zoo' 'FY2021|460000|estimate|人|fiscal-year|higher' \
	"$(json "$work/out" "SELECT i.value ->> '\$.latest.period', i.value ->> '\$.latest.value',
	i.value ->> '\$.latest.status', i.value ->> 'unit', i.value ->> 'frequency',
	i.value ->> 'better' $indicator 'zoo-visitors'")"
same 'status --json: the DI' '2016-08|-15.4|2016-07|-23.1|7.7|' \
	"$(json "$work/out" "SELECT i.value ->> '\$.latest.period', i.value ->> '\$.latest.value',
	i.value ->> '\$.previous.period', i.value ->> '\$.previous.value', i.value ->> 'change',
	i.value ->> 'year_ago' $indicator 'lobo-di'")"
same 'status --json: the graduates are null' 'null' \
	"$(json "$work/out" "SELECT i.value -> 'latest' $indicator 'graduates-local'")"
same 'status --json: the zoo alert' 'zoo-lowest|firing' \
	"$(json "$work/out" "SELECT i.value ->> '\$.alerts[0].id', i.value ->> '\$.alerts[0].state'
	$indicator 'zoo-visitors'")"
same 'status --json: no source fails' 0 "$(json "$work/out" "SELECT count(*) FROM j,
	json_each(j, '\$.sources') s WHERE s.value ->> 'failing_since' IS NOT NULL")"

# --- programs ---

run 'programs --json' 0 programs --json
cp "$work/out" "$work/programs.json"
program="FROM j, json_each(j, '\$.programs') p"
budget="p.value ->> '\$.budget.\"2024\"'"
same 'programs: 28 with a budget' 28 \
	"$(json "$work/programs.json" "SELECT count($budget) $program")"
same 'programs: 7,022,899 thousand yen' 7022899 \
	"$(json "$work/programs.json" "SELECT sum($budget) $program")"
same 'programs: 18 pledges' 18 \
	"$(json "$work/programs.json" "SELECT sum(p.value ->> 'pledge') $program")"
same 'programs: 3 new' 3 "$(json "$work/programs.json" "SELECT sum(p.value ->> 'new') $program")"
same 'programs: 21 priority' 21 \
	"$(json "$work/programs.json" "SELECT count(*) $program WHERE p.value ->> 'tier' = 'priority'")"
same 'programs: 7 main' 7 \
	"$(json "$work/programs.json" "SELECT count(*) $program WHERE p.value ->> 'tier' = 'main'")"
same 'programs: 7 policies, 5 challenges' '7|5' "$(json "$work/programs.json" \
	"SELECT json_array_length(j, '\$.policies'), json_array_length(j, '\$.challenges') FROM j")"
same 'programs: 5 efforts without a budget' '5|0' "$(json "$work/programs.json" \
	"SELECT count(*), count($budget) $program WHERE p.value ->> 'kind' = 'effort'")"
same 'programs: none without an indicator' 0 "$(json "$work/programs.json" "SELECT count(*) $program
	WHERE json_array_length(p.value, '\$.moves') + json_array_length(p.value, '\$.context') = 0")"
same 'programs: each of a policy that is listed' 0 "$(json "$work/programs.json" "SELECT count(*)
	$program WHERE p.value ->> 'policy' NOT IN
	(SELECT q.value ->> 'id' FROM j, json_each(j, '\$.policies') q)")"

run 'programs' 0 programs
has 'programs: the head stands over its columns' '^事業  *名称 ' "$work/out"
has 'programs: indicators by their titles' \
	'^youth-retention .*7,469千円  市内大学等卒業生の市内就職割合、[^ ]' "$work/out"
lacks 'programs: no id of an indicator' 'graduates-local' "$work/out"
has 'programs: the background stands apart' '予算額 +成果指標 +背景指標$' "$work/out"
same 'programs: each names an indicator' 0 "$(grep -E '^[a-z][a-z0-9-]+ +[^ ]' "$work/out" |
	grep -cE '( [0-9,]+千円|重点|主要|公約|新)$')"
sed 's/^language *=.*/language = en/' "$config" >"$work/english.ini"
shihyo -c "$work/english.ini" programs >"$work/out" 2>"$work/err"
lacks 'programs in English: no full-width bracket' '^[A-Z].*（' "$work/out"
has 'programs in English: half-width ones' '^[A-Z].* \([A-Z].*\)$' "$work/out"

run 'programs of a year without budgets' 0 programs --year 2030
same 'programs of a year without budgets: none is made up' '' "$(cat "$work/out")"
has 'programs of a year without budgets: says so' '2030年度の事業は設定にありません' "$work/err"
run 'programs of a year with budgets' 0 programs --year 2024
same 'programs of a year with budgets: those' 28 "$(grep -c '千円  ' "$work/out")"
lacks 'programs of a year with budgets: none without a year' '^zoo-amenity ' "$work/out"
run 'programs of a year without budgets, as JSON' 0 programs --year 1999 --json
same 'programs of a year without budgets, as JSON: none' 0 \
	"$(json "$work/out" "SELECT count(*) $program")"

# --- what is printed for programs stands in the manual ---

section=$(sed -n '/^\.Sh JSON/,/^\.Sh ENVIRONMENT/p' "$root/man/shihyo.1")
# documented COMMAND...: every key of its JSON does.
documented() {
	shihyo -c "$config" "$@" >"$work/out" 2>"$work/err"
	keys=$(json "$work/out" "SELECT DISTINCT t.key FROM j, json_tree(j) t
		WHERE typeof(t.key) = 'text' AND t.key NOT GLOB '[0-9]*'")
	lacks "$*: has keys" '^$' "$work/out"
	same "$*: the manual has its keys" '' "$(for key in $keys; do
		echo "$section" | grep -q "\"$key\"" || echo "$key"
	done)"
}
documented status --json
documented show zoo-visitors --vintages --json
documented programs --json
documented alerts --json
documented alerts history --json
documented collect --dry-run --force --json
documented quarantine --json
documented why zoo-visitors FY2024 --json
documented replay --dry-run --json
documented probe --json zoo-city
documented probe --suggest --json zoo-winter
run 'change is a difference' 0 status --json
same 'change is a difference: from the period before' '1' "$(json "$work/out" "SELECT abs(i.value ->> 'change' - (
	(i.value ->> '\$.latest.value') - (i.value ->> '\$.previous.value'))) < 0.001
	FROM j, json_each(j, '\$.indicators') i WHERE i.value ->> 'id' = 'pedestrians'")"

# --- RRD files, day by day ---

# days KIND EXPECTED: `instant value` for the end of every day from the first period to the last;
# librrd begins after 1970-01-01.
days() {
	awk -F'[,]' -v kind="$1" '
		function day(y, m, d,   a) { # days since 1970-01-01
			if (m > 12) { y++; m -= 12 }
			a = m <= 2 ? 1 : 0
			y -= a
			return int(365.2425 * 0) + 365 * y + int(y / 4) - int(y / 100) + int(y / 400) \
				+ int((153 * (m + (a ? 9 : -3)) + 2) / 5) + d - 1 - 719468
		}
		{
			if (kind == "monthly") { n = substr($1, 1, 4) * 12 + substr($1, 6, 2) - 1 }
			else { n = substr($1, 3) + 0; if (n < 1970) next }
			if (first == "") first = n
			last = n
			value[n] = $2
		}
		END {
			for (n = first; n <= last; n++) {
				if (kind == "monthly") {
					from = day(int(n / 12), n % 12 + 1, 1)
					to = day(int(n / 12), n % 12 + 2, 1)
				} else {
					from = day(n, 4, 1)
					to = day(n + 1, 4, 1)
				}
				for (d = from; d < to; d++)
					if (n in value) printf "%d %.1f\n", (d + 1) * 86400, value[n]
					else printf "%d nan\n", (d + 1) * 86400
			}
		}' "$2"
}

# plain: `instant value` of lines "instant: value" from $first to $last, with one decimal.
plain() {
	awk -v first="$1" -v last="$2" '$1 + 0 >= first && $1 + 0 <= last {
		if ($2 ~ /nan|NaN/) print $1 + 0 " nan"; else printf "%d %.1f\n", $1, $2 }'
}

# compare_days ID KIND: all days as the file holds them, and those since 1980 as rrdtool fetch
# gives them (it asks for no earlier start).
compare_days() {
	days "$2" "$work/$1.expected" >"$work/$1.days"
	first=$(head -n 1 "$work/$1.days" | cut -d' ' -f1)
	last=$(tail -n 1 "$work/$1.days" | cut -d' ' -f1)
	rrdtool dump "$state/rrd/$1.rrd" |
		sed -nE 's|^.* / ([0-9]+) --> <row><v> *([^ <]+) *</v>.*$|\1 \2|p' |
		plain "$first" "$last" >"$work/$1.dumped"
	same_files "$1 holds every of its $(wc -l <"$work/$1.days") days" \
		"$work/$1.days" "$work/$1.dumped"
	[ "$first" -gt 316000000 ] || first=316051200
	plain "$first" "$last" <"$work/$1.days" >"$work/$1.since-1980"
	TZ=UTC rrdtool fetch "$state/rrd/$1.rrd" LAST -r 86400 -s $((first - 86400)) -e "$last" |
		tr -d : | plain "$first" "$last" >"$work/$1.fetched"
	same_files "rrdtool fetch of $1: $(wc -l <"$work/$1.since-1980") days" \
		"$work/$1.since-1980" "$work/$1.fetched"
}

compare_days zoo-visitors fiscal-year
compare_days zoo-visitors-winter fiscal-year
compare_days zoo-visitors-summer fiscal-year
compare_days pedestrians fiscal-year
compare_days lobo-di monthly
compare_days national-lobo-di monthly
compare_days zoo-visitors-monthly monthly
has 'the zoo has days without a value' ' nan$' "$work/zoo-visitors.fetched"
for id in kaimonokoen zoo-visitors-flash; do
	holds "rrdtool reads $id" rrdtool info "$state/rrd/$id.rrd"
done
same 'no RRD file without values' 11 "$(find "$state/rrd" -type f | wc -l)"
run 'verify' 0 verify

# --- pictures and the page ---

has 'there are charts to look at' 'graduates-local' "$work/ids.txt"
while read -r id; do
	holds "chart $id" is_png "$site/charts/$id.png"
	holds "chart $id, twice the size" is_png "$site/charts/$id@2x.png"
done <"$work/ids.txt"
for id in lobo-di pedestrians zoo-visitors; do
	holds "graph $id" is_png "$site/graphs/$id.png"
done
page=$site/index.html
has 'page: UTF-8 and Japanese' '<html[^>]* lang="?ja' "$page"
holds 'page: valid UTF-8' iconv -f UTF-8 -t UTF-8 "$page"
has 'page: the title of the site' '旭川市 経済部 指標モニター' "$page"
awk '/^\[/ { policy = /^\[policy / } policy && sub(/^title = /, "")' "$work/programs.ini" >"$work/policies.txt"
same 'seven policies are looked for' 7 "$(wc -l <"$work/policies.txt")"
while read -r title; do
	has "page: policy $title" "$title" "$page"
done <"$work/policies.txt"
for id in lobo-di graduates-local pedestrians zoo-visitors national-lobo-di; do
	has "page: chart $id" "charts/$id\.png" "$site/indicators/$id.html"
	has "page: chart $id, in English" "charts/$id\.svg" "$site/en/indicators/$id.html"
	holds "page: chart $id, in English: is there" test -s "$site/en/charts/$id.svg"
done
# links FILE: what it points to in the site, relative to the site's folder.
links() {
	links_from=$(dirname "$1")
	grep -oE '(src|href|srcset)="[^"#:]+"' "$site/$1" | sed -E 's/^[a-z]+="//; s/"$//' | tr ',' '\n' |
		sed -E "s|^ +||; s| [0-9.]+x\$||; s|^|$links_from/|"
}
(cd "$site" && find . -name '*.html' | sed 's|^\./||') >"$work/pages.txt"
has 'page: there are pages of programs' '^programs/' "$work/pages.txt"
has 'page: in English too' '^en/programs/' "$work/pages.txt"
while read -r name; do
	links "$name"
done <"$work/pages.txt" | sort -u >"$work/links.txt"
has 'page: it has links' 'charts/' "$work/links.txt"
while read -r link; do
	[ -e "$site/$link" ] || echo "$link"
done <"$work/links.txt" >"$work/dangling.txt"
same 'page: no picture or link is missing' '' "$(cat "$work/dangling.txt")"
while read -r name; do
	xmllint --html --noout "$site/$name" 2>&1 | grep -avE 'Tag (main|header|footer|nav|section|figure|figcaption|picture|source|details|summary) invalid'
done <"$work/pages.txt" | grep -aE 'error' >"$work/faults.txt"
same 'page: all are well-formed' '' "$(cat "$work/faults.txt")"
has 'page: what is background stands apart' '<h2>背景指標</h2>' "$site/programs/business-attraction.html"
same 'page: each program names an indicator' '' \
	"$(grep -L 'href="../indicators/' "$site"/programs/*.html)"
same 'page: each closes with what moves indicators' '' \
	"$(grep -L '増減は事業の成果を直接示すものではありません' "$site"/programs/*.html)"
has 'page: the figure of the zoo' '460,000' "$page"
same 'no temporary file remains' '' "$(find "$work" -name '*.tmp-*')"

finish
