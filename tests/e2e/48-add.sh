#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 48: from a page that only links documents, and from tables whose unit stands in a caption, to a
# source and its indicators; what robots.txt forbids; what the configuration lacks (--coverage), and
# the logic model that it makes.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
base=http://127.0.0.1:$port
export SHIHYO_NOW=2026-03-15T00:00:00Z

# month FILE VALUE MONTH: test data of one month, and of the one before.
month() {
	printf 'これは試験用のデータです（test data）\n年月,来館者数（人）\n%s,"%s"\n' "$3" "$2" >"$1"
}
# page FOLDER LINE...: a page of links.
page() {
	page_folder=$served/$1
	mkdir -p "$page_folder"
	shift
	{
		echo '<html lang="ja"><meta charset="UTF-8"><title>図書館の統計 ; 試験用</title><p>試験用のデータ（test data）</p>'
		echo '<a href="/2026/01/about.html">このサイトについて</a>'
		printf '<li>%s</li>\n' "$@"
	} >"$page_folder/index.html"
}

# asked_for: the paths, each once.
asked_for() {
	sed -n 's/^GET \([^ ]*\) .*/\1/p' "$publisher_log" | sort -u
}

# --- a page whose addresses say the month ---

page library '<a href="files/v202601.csv">1月</a>' '<a href="files/v202602.csv">2月</a>' \
	'<a href="files/v202512.csv">12月</a>' '<a href="files/v202602.pdf">2月</a>' '<a href="files/old.xls">以前</a>'
mkdir "$served/library/files"
month "$served/library/files/v202602.csv" 1,520 2026年2月
month "$served/library/files/v202601.csv" 1,410 2026年1月
month "$served/library/files/v202512.csv" 1,300 2025年12月
write_site
run 'a page of links' 0 add "$base/library/index.html"
has 'a page of links: page' "^page      = $base/library/index.html\$" "$work/out"
has 'a page of links: link' '^link      = /v\(\?<year>\\d\{4\}\)\(\?<month>\\d\\d\)\\\.csv\$$' "$work/out"
has 'a page of links: the title of the page, with nothing in it that means something' '^title     = 図書館の統計   試験用$' "$work/out"
has 'a page of links: the folder is the id' '^\[source library\]' "$work/out"
has 'a page of links: what was looked at' "^Of 3 documents that the page links, the newest: $base/library/files/v202602.csv" "$work/out"
has 'a page of links: the figures of the newest' '2026-02 1,520' "$work/out"
has 'a page of links: the unit' '^unit      = 人$' "$work/out"
has 'a page of links: what else it links' "^  --link '/v.*pdf\\$' \(pdf: 1, by months\)" "$work/out"
lacks 'a page of links: nothing of the way about the site' 'about' "$work/out"
same 'a page of links: only page, newest and robots.txt were asked for' \
	'/library/files/v202602.csv /library/index.html /robots.txt' "$(asked_for | paste -sd ' ')"
run 'a page of links: written' 0 add "$base/library/index.html" --write
run 'a page of links: the configuration is right' 0 check-config
run 'a page of links: collected' 0 collect
same 'a page of links: all months' '2025-12 1300|2026-01 1410|2026-02 1520' \
	"$(get show library --csv | sed '1d' | cut -d, -f1,2 | tr ',' ' ' | paste -sd '|')"
run 'a page of links: again' 65 add "$base/library/index.html"
has 'a page of links: again: named' 'source library follows these links already' "$work/err"
run 'a page of links: the same links again' 65 add "$base/library/index.html" --link '/v(?<year>\d{4})(?<month>\d\d)\.csv$'
has 'a page of links: the same links again: named' 'source library follows these links already' "$work/err"
sed -i 's/^language = en/language = ja/' "$config"
run 'links that are named' 69 add "$base/library/index.html" --link '\.pdf$'
has 'links that are named: what became of the document' 'v202602.pdf: HTTP 404|v202602.pdf: ' "$work/err"
run 'links that match nothing' 65 add "$base/library/index.html" --link nothing
has 'links that match nothing: said' 'none of the 6 links of the page matches' "$work/err"
run 'links that are no pattern' 64 add "$base/library/index.html" --link '('
run 'links of a file' 64 add "$served/library/files/v202602.csv" --link x

# --- a page whose texts say it ---

page att '<a href="2871.csv">令和８年２月分 (CSV:1KB)</a>' '<a href="2702.csv">令和8年1月分（CSV:1KB）</a>' \
	'<a href="1.pdf">利用案内</a>'
month "$served/att/2871.csv" 820 令和8年2月
month "$served/att/2702.csv" 710 令和8年1月
run 'texts say the month' 0 add "$base/att/index.html" --write
has 'texts say the month: in Japanese' '^この頁がリンクする資料 2件のうち最新のもの: .*/att/2871.csv' "$work/out"
run 'texts say the month: collected' 0 collect att
same 'texts say the month: both' '2026-01 710|2026-02 820' \
	"$(get show att --csv | sed '1d' | cut -d, -f1,2 | tr ',' ' ' | paste -sd '|')"

{
	echo '<meta charset="UTF-8"><title>多数</title><a href="/library/files/v202602.csv">2月</a>'
	awk 'BEGIN { for (i = 0; i < 2100; i++) printf "<a href=p%d.html>x</a>", i }'
} >"$served/many.html"
run 'too many links' 65 add "$base/many.html"
has 'too many links: said' 'more than 2000 links match; --link PATTERN chooses' "$work/err"
run 'too many links: those that are named' 0 add "$base/many.html" --link '/v(?<year>\d{4})(?<month>\d\d)\.csv$'
has 'too many links: those that are named: followed' '^page      = .*/many.html$' "$work/out"

# --- pages that cannot be followed ---

page loose '<a href="data.csv">統計データ</a>'
run 'documents without a date' 65 add "$base/loose/index.html"
has 'documents without a date: one is named' "say no month or year: add one itself, such as $base/loose/data.csv" "$work/err"
page old '<a href="data202601.xls">統計データ</a>'
run 'documents of a kind that is not read' 65 add "$base/old/index.html"
has 'documents of a kind that is not read: named' 'what it links is \.xls, which is not read' "$work/err"
page empty ''
sed -i '/about/d' "$served/empty/index.html"
run 'a page without documents' 65 add "$base/empty/index.html"
has 'a page without documents: said' 'none of its 0 links is a document' "$work/err"

# --- units ---

# caption NAME CAPTION: a table under it.
caption() {
	printf '<html><meta charset="UTF-8"><p>試験用のデータ（test data）</p><table>%s%s</table>' "<caption>$2</caption>" \
		'<tr><th>年月</th><th>来館</th></tr><tr><td>2026年1月</td><td>1,200</td></tr><tr><td>2026年2月</td><td>1,300</td></tr>' \
		>"$served/$1.html"
	run "a unit in a caption, $1" 0 add "$base/$1.html"
}
caption brackets '図書館（単位：人）'
has 'a unit in a caption, brackets: read' '^unit      = 人$' "$work/out"
caption small '<span>図書館</span><small>単位 人</small>'
has 'a unit in a caption, small: read' '^unit      = 人$' "$work/out"
caption behind '図書館 千人'
has 'a unit in a caption, behind: read' '^unit      = 千人$' "$work/out"
lacks 'a unit in a caption: nothing is left to say' '単位の記載なし' "$work/out"

# --- robots.txt ---

mkdir -p "$served/shut"
month "$served/shut/a.csv" 5 2026年1月
printf 'User-agent: *\nDisallow: /shut/\n' >"$served/robots.txt"
# what was said of it is known for a day
write_site
sed -i 's/^state = state/state = other/' "$config"
run 'robots.txt forbids it' 69 add "$base/shut/a.csv" --write
has 'robots.txt forbids it: said' "robots.txt of $base forbids /shut/a.csv: not asked .*--robots REASON" "$work/err"
same 'robots.txt forbids it: not asked for' '' "$(asked_for | grep shut)"
lacks 'robots.txt forbids it: nothing is written' 'shut' "$config"
run 'robots.txt forbids it: with a reason' 0 add "$base/shut/a.csv" --robots '図書館の承諾（2026-03-01）' --id shut --write
has 'robots.txt forbids it: the reason is written' '^robots    = ignore: 図書館の承諾（2026-03-01）$' "$config"
run 'robots.txt forbids it: collected' 0 collect shut
echo "$base/shut/a.csv" >"$served/there.goto"
run 'robots.txt forbids where it leads' 69 add "$base/fault/goto/there" --id led
has 'robots.txt forbids where it leads: said' "redirected: robots.txt of $base forbids /shut/a.csv: not asked" "$work/err"
run 'a reason that is none' 64 add "$base/shut/a.csv" --robots ' '

# --- what the configuration leaves open ---

rm -rf "$state"
write_site
cat >>"$config" <<END
[indicator users]
title = 利用者数
unit = 人
frequency = fiscal-year
better = higher
kind = output
baseline = FY2023 100
[indicator visitors]
title = 来街者数
unit = 人
frequency = fiscal-year
better = higher
baseline = FY2023 200
target = 500
[indicator alone]
title = 孤立した指標
unit = 人
frequency = fiscal-year
better = higher
target = FY2030 500
[policy centre]
title = 中心市街地
[program park]
title = 公園の運営
policy = centre
moves = users visitors
owner = 商業課
start = 2021-04
lag = 6m
[program fund]
title = 中小企業融資
policy = centre
END
line() { # SECTION: where it begins.
	grep -n "^\\[$1\\]" "$config" | cut -d: -f1
}
run 'coverage: a report, no fault' 0 check-config --coverage
has 'coverage: how many' 'shihyo.ini: 2 programs, 3 indicators, 1 policies: 9 things to look at$' "$work/out"
has 'coverage: no outcome, with its count' '^programs without an outcome: 1$' "$work/out"
has 'coverage: file and line' "^  .*shihyo.ini:$(line 'program fund'): \[program fund\] 中小企業融資\$" "$work/out"
lacks 'coverage: what has all is not listed' '\[program park\]' "$work/out"
has 'coverage: without a ledger' '^There is no ledger: the sources of baselines were not looked at' "$work/out"
run 'coverage: a value of the baseline' 0 record visitors FY2023 200
run 'coverage: JSON' 0 check-config --coverage --json
same 'coverage: JSON: each kind' \
	'background-moved 0, baseline-without-period 0, baseline-without-source 1, loan 0, loan-unmarked 1, no-challenge 1, no-lag 1, no-outcome 1, no-output 1, no-owner 1, no-start 1, target-without-year 1, unmoved 1' \
	"$(json "$work/out" "SELECT group_concat(k, ', ') FROM (SELECT e.value->>'kind' || ' ' || (e.value->>'count') AS k FROM j, json_each(j.j, '\$.groups') e ORDER BY k)")"
same 'coverage: JSON: the baseline that nothing is the source of, where' "users $(line 'indicator users')" \
	"$(json "$work/out" "SELECT (i.value->>'id') || ' ' || (i.value->>'line') FROM j, json_each(j.j, '\$.groups') e, json_each(e.value, '\$.items') i WHERE e.value->>'kind' = 'baseline-without-source'")"
same 'coverage: JSON: compared' 1 "$(json "$work/out" "SELECT j.j->>'baselines_compared' FROM j")"
run 'JSON of nothing' 64 check-config --json
run 'coverage of a sample' 64 check-config --coverage --sample
sed -i 's/^language = en/language = ja/' "$config"
run 'in Japanese' 0 check-config --coverage
has 'in Japanese: coverage' '^どの事業も成果指標・活動指標としていない指標: 1$' "$work/out"
run 'in Japanese: the report' 0 check-config
has 'in Japanese: what it holds' 'shihyo.ini: ok: 出典0・指標3・事業2（うち予算額あり0）・施策1' "$work/out"
lacks 'in Japanese: and nothing in English' 'sources|expect|doubtful' "$work/out"
sed -i 's/^start = 2021-04/&\nend = 2023-03\nbudget.2025 = 100/; s/^target = FY2030 500/baseline = FY2023 600\n&/' "$config"
run 'in Japanese: doubts' 0 check-config
has 'in Japanese: money after the end' '^要確認: \[program park\] 終了後の2025年度' "$work/out"
has 'in Japanese: a target that is worse' '^要確認: \[indicator alone\] 目標値 500 が基準値 600 より悪い' "$work/out"

run 'in Japanese: verify' 0 verify
has 'in Japanese: verify: in order' '^台帳は正常、公表資料0件は保存時のまま、RRDファイル[0-9]件は台帳と一致$' "$work/out"

# --- the logic model of a program ---

rm -rf "$state" "$site"
write_site
cat >>"$config" <<END
[indicator users]
title = 利用者数
title.en = Users of the park
unit = 人
frequency = fiscal-year
better = higher
kind = output
[indicator visitors]
title = 来街者数
title.en = Visitors downtown
unit = 人
frequency = fiscal-year
better = higher
target = FY2027 500
[indicator secret]
title = 庁内だけの指標
unit = 人
frequency = fiscal-year
better = higher
public = no
[challenge bustle]
title = まちの賑わい
title.en = A bustling city
[policy centre]
title = 中心市街地
challenge = bustle
[policy bare]
title = 課題のない施策
[program park]
title = 公園の運営
title.en = The park
policy = centre
moves = users visitors secret
owner = 商業課
budget.2025 = 46766
[program fund]
title = 何もない事業
policy = bare
END
run 'logic: values' 0 record visitors FY2024 7391
run 'logic: collected' 0 collect
for form in svg dark.svg thumbnail.svg thumbnail.dark.svg txt; do
	holds "logic: $form" test -s "$site/programs/park.$form"
	holds "logic: $form, in the other language" test -s "$site/ja/programs/park.$form"
done
has 'logic: all of it, in order' '46,766 thousand yen \(FY2025 initial budget; 商業課\).*Users of the park.*Visitors downtown \(target 500 .*庁内だけの指標.*A bustling city' \
	"$site/programs/park.txt"
has 'logic: in Japanese' '活動指標は利用者数。成果指標は来街者数（目標値 500人（令和9年度））、庁内だけの指標。課題はまちの賑わい' "$site/ja/programs/park.txt"
has 'logic: on the page' '<img src="park.svg" .*alt="Logic model of The park"' "$site/programs/park.html"
has 'logic: narrow and dark' 'max-width: 40rem\) and \(prefers-color-scheme: dark\)" srcset="park.thumbnail.dark.svg"' "$site/programs/park.html"
has 'logic: what it does has its own head' '<h2>What it does itself</h2>' "$site/programs/park.html"
lacks 'logic: no figure of an indicator' '7,?391' "$site/programs/park.svg"
holds 'logic: nothing but money is no model' test ! -e "$site/programs/fund.svg"
find "$site/programs" "$site/ja/programs" -name 'park*' -printf '%p %T@\n' | sort >"$work/before"
run 'logic: nothing new' 0 collect
find "$site/programs" "$site/ja/programs" -name 'park*' -printf '%p %T@\n' | sort >"$work/after"
same_files 'logic: nothing new: nothing is drawn' "$work/before" "$work/after"
sed -i 's/46766/55555/; s/^output = site/&\naudience = public/' "$config"
run 'logic: another budget, for the public' 0 collect
has 'logic: drawn anew' '55,555 thousand yen' "$site/programs/park.txt"
same 'logic: for the public, nothing that is not' '' \
	"$(grep -rlaE '庁内だけ|secret' "$site/programs" "$site/ja/programs")"
sed -i '/^moves = /s/ users//' "$config"
run 'logic: no output' 0 collect
lacks 'logic: for the public, what is not set is left out' 'not set' "$site/programs/park.txt"
sed -i '/^audience = /d' "$config"
run 'logic: no output, for the office' 0 collect
has 'logic: for the office, what is not set is named' 'Outputs: what it does: not set' "$site/programs/park.txt"
sed -i '/^\[program park\]/,/^budget/d' "$config"
run 'logic: the program is gone' 0 collect
same 'logic: so is its picture' '' "$(find "$site" -name 'park*' ! -name '*.html')"
lacks 'logic: the page that says so does not name it' 'park.svg' "$site/programs/park.html"

finish
