#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 54: brief: one sheet on one figure, in three forms that say the same; what does not fit is left
# out and told; nothing of it but what the edition shows. All figures are made up.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

cat >"$config" <<END
; test data
[site]
title = テスト市 指標
language = ja
timezone = Asia/Tokyo
state = state
output = site

[indicator visitors]
title = 来街者数
definition = 駅前の調査地点を通った人の数（試験用）。
unit = 人
frequency = fiscal-year
better = higher
target = FY2027 130000
baseline = FY2015 90000
rebase = FY2012 調査方法の変更
compare = nation
peers = prefecture nation
source = none

[indicator nation]
title = 全国の来街者数
unit = 人
frequency = fiscal-year
better = higher
kind = context
source = none

[indicator prefecture]
title = 県の来街者数
unit = 人
frequency = fiscal-year
better = higher
kind = context
source = none

[indicator months]
title = 月別の来園者数
unit = 人
frequency = monthly
better = higher
source = none

[indicator rough]
title = 概数のある数値
unit = 人
frequency = fiscal-year
better = higher
target = FY2024 2000
source = none

[indicator few]
title = 少ない件数
unit = 件
frequency = fiscal-year
better = lower
source = none

[indicator empty]
title = まだない数値
unit = 人
frequency = monthly
better = higher
source = none

[indicator leavers]
title = 市内就職割合
unit = ％
frequency = fiscal-year
year = ends
better = higher
source = none

[policy centre]
title = 中心市街地

[program park]
title = 広場運営費
policy = centre
pledge = yes
budget.2024 = 12000
settled.2024 = 11500
budget.2025 = 13000
revised.2025 = 14000
moves = visitors
owner = まちなか課
start = 2020-04
lag = 1y

[program school]
title = 就職支援費
policy = centre
budget.2024 = 5000
moves = leavers
start = 2018-04
end = 2025-03
lag = 1y

[program gone]
title = 終わった事業
policy = centre
budget.2023 = 500
moves = months
end = 2024-03

[program fund]
title = 商店街融資
policy = centre
kind = loan
budget.2025 = 650000
moves = visitors
owner = 商業課
END
head='period,value'
{
	echo "$head"
	for year in 2010 2011 2012 2013 2014 2015 2016 2017 2018 2019 2020 2021 2022 2023; do
		echo "FY$year,$((70000 + (year - 2010) * 2000))"
	done
	echo 'FY2024,92000'
} >"$work/visitors.csv"
printf '%s\nFY2018,500000\nFY2023,520000\nFY2024,530000\n' "$head" >"$work/nation.csv"
printf '%s\nFY2023,40000\nFY2024,41000\n' "$head" >"$work/prefecture.csv"
for id in visitors nation prefecture; do
	run "import $id" 0 import "$id" "$work/$id.csv"
done
for year in 2023 2024 2025; do
	for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
		echo "$year-$month,$((1000 + ${month#0} * 100 + year - 2023))"
	done
done | { echo "$head" && cat; } >"$work/months.csv"
run 'import months' 0 import months "$work/months.csv"

# pages FILE: how many pages of A4 the PDF has.
pages() {
	pdfinfo "$1" | sed -n -e 's/^Pages: *//p' -e 's/^Page size: *595.28 x 841.89 pts (A4)/A4/p' | tr '\n' ' '
}

# text FILE: its words, without the blanks between them.
text() {
	pdftotext -layout "$1" - | tr -d ' \n\f' >"$work/text"
}

# --- the three forms ---

run 'as Markdown' 0 brief visitors
cp "$work/out" "$work/brief.md"
run 'as PDF' 0 brief visitors -o "$work/brief.pdf"
same 'as PDF: the path' "$work/brief.pdf" "$(cat "$work/out")"
run 'as HTML' 0 brief visitors -o "$work/brief.html"
same 'one page of A4' '1 A4 ' "$(pages "$work/brief.pdf")"
has 'the PDF has a title' '^Title: *来街者数' "$(pdfinfo "$work/brief.pdf" >"$work/info" && echo "$work/info")"
has 'the PDF is of now' '^CreationDate: .* 2026' "$work/info"
pdffonts "$work/brief.pdf" | sed 1,2d >"$work/fonts"
same 'all fonts are embedded, and can be read' "$(wc -l <"$work/fonts")" \
	"$(grep -cE ' yes yes yes +[0-9]+ +0$' "$work/fonts")"
SHIHYO_NOW=2026-03-01T09:00:00+09:00 run 'again' 0 brief visitors -o "$work/again.pdf"
holds 'again: the same bytes' cmp "$work/brief.pdf" "$work/again.pdf"
text "$work/brief.pdf"
for words in '92,000人' '前年度比▲4,000人、▲4.2％' '駅前の調査地点' '目標値130,000人' '11,500千円' '14,000千円' \
	'まちなか課' '［公約］' '650,000千円' '調査方法の変更' '開始年度不明の事業：商店街融資' \
	'商店街融資（融資、原資預託を含む）' '確認先：まちなか課、商業課' 'なぜ下がったのか' '過去最高・最低はいつか' \
	'コロナ前と比べてどうか' '▲4.2％' '目標に対してどうか' '全国や他の地域と比べてどうか' \
	'県の来街者数は41,000人（前年度比＋2.5％）' '毎期＋12,667人' '12,000千円' \
	'断層の後では最高は令和5年度の96,000人、最低は平成24年度の74,000人（平成24年度以降）' \
	'令和6年度の要因と対応のコメントは登録されていません。確認先：まちなか課、商業課' '増減は事業の成果を直接示すものではありません'; do
	has "PDF: $words" "$words" "$work/text"
	tr -d ' \n|' <"$work/brief.md" | sed 's/\\//g' >"$work/flat"
	has "Markdown: $words" "$words" "$work/flat"
	tr -d '\n' <"$work/brief.html" | sed -e 's/ *<[^>]*>//g' -e 's/ //g' >"$work/flat"
	has "HTML: $words" "$words" "$work/flat"
done
lacks 'HTML asks nobody for anything' '(src|href)="?https?:' "$work/brief.html"
has 'HTML holds its picture' 'src="data:image/svg.xml;base64,' "$work/brief.html"
lacks 'no persons, no scripts' '<script' "$work/brief.html"

# --- what is not there is not asked ---

lacks 'no year before of a fiscal year' '前年同' "$work/brief.md"
lacks 'nothing is due' '次の数値はいつ' "$work/brief.md"
run 'a series with seasons' 0 brief months
has 'a program that ended says so' '\| 終わった事業（令和5年度まで） \|' "$work/out"
has 'a season: the year before' '前年同月と比べてどうか.*＋1人' "$work/out"
has 'a season: no fall from December to January' 'なぜ前年同期より上がったのか' "$work/out"
run 'without a value' 0 brief empty -o "$work/empty.pdf"
text "$work/empty.pdf"
has 'without a value: says so' 'まだ実績値がありません' "$work/text"
lacks 'without a value: no questions, no heading of nothing' '想定される質問|分かっていないこと' "$work/text"
run 'an earlier period' 0 brief visitors --period 令和5年度
has 'an earlier period: its value' '令和5年度　96,000人' "$work/out"
for typed in R5 FY2023 2023年度; do
	run "an earlier period: $typed" 0 brief visitors --period "$typed"
	has "an earlier period: $typed: its value" '令和5年度　96,000人' "$work/out"
done
has 'an earlier period: there is a newer one' 'より新しい値があります：令和6年度 92,000人' "$work/out"
for year in 2010 2011 2012 2013 2014 2015 2016 2017 2018 2019 2020 2021 2022 2023 2024; do
	echo "FY$year,$((year < 2018 ? 40 + year % 2 : 60))"
done | { echo "$head" && cat; } >"$work/leavers.csv"
run 'import leavers' 0 import leavers "$work/leavers.csv"
run 'of years that are named by their end' 0 brief leavers
has 'its own years' '2025年3月卒　60％' "$work/out"
has 'the years of money are those of the budget' '\| 就職支援費（令和6年度まで） \| 令和6年度 \| 5,000千円 \|' "$work/out"
has 'in answers too' '令和6年度　当初予算　5,000千円' "$work/out"
lacks 'no column of what no program has' '補正後|決算|所管課 \|' "$work/out"
has 'before and after with their figures' \
	'就職支援費：整合的な動き（開始前8年の平均40.5％、以後6年の平均60.0％）' "$work/out"
printf 'period,value,status\nFY2021,1000,\nFY2022,1500,\nFY2023,1600,estimate\nFY2024,1700,preliminary\n' >"$work/rough.csv"
run 'import rough' 0 import rough "$work/rough.csv"
run 'with figures that are not final' 0 brief rough
has 'with figures that are not final: marked' '\| 1,500 \| \\\*1,600 \| \\\*1,700 \|' "$work/out"
has 'with figures that are not final: as what' '単位：人、\\\*は概数・速報値' "$work/out"
has 'with figures that are not final: how it went' '最新の値までで＋700人' "$work/out"
has 'a target whose term is over' '目標2,000人まで300人（期限の令和6年度に未達成）' "$work/out"
run 'with a rough one' 0 brief rough --period FY2023
lacks 'with a rough one: no difference to the last person' '最新の値までで' "$work/out"
run 'a period without a value' 65 brief visitors --period FY2025
has 'a period without a value: which' 'visitors has no value of FY2025' "$work/err"
run 'as JSON' 0 brief visitors --json
same 'as JSON: what it is' '1 visitors 来街者数' "$(json "$work/out" "SELECT json_extract(j, '\$.version') || ' ' ||
	json_extract(j, '\$.id') || ' ' || json_extract(j, '\$.title') FROM j")"
same 'as JSON: the sections of Markdown' "$(sed -n 's/^## //p' "$work/brief.md")" "$(json "$work/out" \
	"SELECT json_extract(value, '\$.heading') FROM j, json_each(json_extract(j.j, '\$.sections'))
	WHERE json_extract(value, '\$.heading') IS NOT NULL")"
cp "$work/out" "$work/out.json"
run 'as JSON, into a file' 0 brief visitors --json -o "$work/brief.json"
holds 'as JSON, into a file: the same' cmp "$work/out.json" "$work/brief.json"
run 'as JSON, into another one' 64 brief visitors --json -o "$work/brief.pdf"
run 'a name of no form' 64 brief visitors -o "$work/brief.doc"
has 'a name of no form: which there are' '\.pdf, \.html, \.md or \.json' "$work/err"
run 'of an indicator that is none' 64 brief nobody
run 'of a program' 64 brief park
has 'of a program: what that is' 'park is a program, expected an indicator' "$work/err"
run 'into a folder that is not there' 74 brief visitors -o "$work/none/brief.pdf"
same 'into a folder that is not there: named once' 1 "$(grep -o "$work/none/brief.pdf" "$work/err" | wc -l)"

printf '%s\n2025-01,9\n2025-02,12\n2025-03,5\n2025-05,6\n2025-06,11\n' "$head" >"$work/nation.csv"
sed -i 's/^title = まだない数値/&\nlimits = level/' "$config"
run 'a series with a gap' 0 import empty "$work/nation.csv"
run 'a series with a gap: since when' 0 brief empty
has 'a series with a gap: of what is known' '2025年2月（12人）以来（値が分かる期間のうち）' "$work/out"
has 'a series without one: nothing of that' '令和3年度（92,000人）以来 \|' "$work/brief.md"

# --- comments ---

run 'on the year before' 0 note visitors FY2023 --cause 'FORMERCAUSE 増便による。' --by まちなか課 \
	--approved-by まちなか課
run 'on the year before: the brief' 0 brief visitors -o "$work/former.pdf"
text "$work/former.pdf"
has 'on the year before: says so' '要因（令和5年度、まちなか課）：FORMERCAUSE' "$work/text"
has 'on the year before: none on this one' '令和6年度の要因と対応のコメントは登録されていません' "$work/text"
run 'a draft' 0 note visitors FY2024 --cause 'DRAFTCAUSE 大雨の日が多かった。' --by まちなか課
run 'with a draft' 0 brief visitors
has 'a draft says so' '【案】要因（令和6年度、まちなか課）：DRAFTCAUSE' "$work/out"
lacks 'nobody has to be asked' '確認先' "$work/out"
long=$(i=0 && while [ $i -lt 40 ]; do printf '雨の日が多く人出が減った%02d。' $i && i=$((i + 1)); done)
run 'a long one' 0 note visitors FY2024 --cause "$long" --action "$long" --by まちなか課 \
	--approved-by まちなか課
run 'with a long one' 0 brief visitors -o "$work/long.pdf"
same 'with a long one: still one page' '1 A4 ' "$(pages "$work/long.pdf")"
text "$work/long.pdf"
has 'with a long one: its beginning' '要因（令和6年度、まちなか課）：雨の日が多く人出が減った00。' "$work/text"
has 'with a long one: what is left out' '1枚に収まらないため載せていないもの：.*要因と対応の一部' "$work/text"
has 'with a long one: what of a program is left out' '、以前の年度の予算・決算1件' "$work/text"
run 'with a long one, as HTML' 0 brief visitors -o "$work/long.html"
has 'HTML leaves out the same' '1枚に収まらないため載せていないもの：.*要因と対応の一部' "$work/long.html"
run 'with a long one, as Markdown' 0 brief visitors
has 'Markdown has no end' '減った39。' "$work/out"
lacks 'Markdown leaves out nothing' '1枚に収まらない' "$work/out"

# --- foreign words ---

run 'words like markup' 0 note months 2025-12 --cause '<script>alert(1)</script> | **x** &amp;' --by 観光課
run 'words like markup: HTML' 0 brief months -o "$work/marked.html"
lacks 'words like markup: not run' '<script>alert' "$work/marked.html"
has 'words like markup: shown' '&lt;script&gt;alert\(1\)&lt;/script&gt; \| \*\*x\*\* &amp;amp;' "$work/marked.html"
run 'words like markup: Markdown' 0 brief months
has 'words like markup: escaped' '\\<script\\>alert\(1\)\\</script\\> \\\| \\\*\\\*x\\\*\\\*' "$work/out"

# --- as known then ---

export SHIHYO_NOW=2026-04-01T09:00:00+09:00
run 'a correction' 0 record visitors FY2024 93000
run 'as known now' 0 brief visitors
has 'as known now: the correction' '令和6年度　93,000人' "$work/out"
has 'a comment on the figure of before says so' 'まちなか課、この後に値が改定された）：' "$work/out"

run 'as of before' 0 brief visitors --as-of 2026-03-15
has 'as of before: the figure of then' '令和6年度　92,000人' "$work/out"
has 'as of before: says so' '令和8年3月15日時点の数値（事業・予算・目標は現在の設定による）' "$work/out"
lacks 'as of before: not of what came after' 'この後に値が改定された' "$work/out"
run 'as of what nobody meant' 0 brief visitors --as-of T2
has 'as of what nobody meant: what it was read as' 'T2（大正2年12月31日時点）: 最初の記録は2026-03-01 09:00で、この時点では何も記録されていません' "$work/err"
run 'as of before, as PDF' 0 brief visitors --as-of 2026-03-15 -o "$work/then.pdf"
run 'as of before, again' 0 brief visitors --as-of 2026-03-15 -o "$work/again.pdf"
holds 'as of before, again: the same bytes' cmp "$work/then.pdf" "$work/again.pdf"

# --- what may not be told yet ---

run 'under embargo' 0 record visitors FY2025 98765 --until 2026-06-01
run 'under embargo: inside' 0 brief visitors
has 'under embargo: the figure' '令和7年度　98,765人〔.*解禁前' "$work/out"
has 'under embargo: until when' '解禁前の値を含む（2026年6月1日0時まで外部に出さないこと）' "$work/out"
run 'under embargo: beside an earlier period' 0 brief visitors --period FY2024
has 'under embargo: beside an earlier period, as such' 'より新しい値があります：令和7年度 98,765人〔.*解禁前' "$work/out"
has 'under embargo: beside an earlier period, until when' '（2026年6月1日0時まで外部に出さないこと）' "$work/out"
run 'under embargo: as JSON' 0 brief visitors --period FY2024 --json
has 'under embargo: as JSON, as such' '98,765人〔.*解禁前' "$work/out"
has 'under embargo: as JSON, until when' '（2026年6月1日0時まで外部に出さないこと）' "$work/out"
run 'under embargo: handed over' 0 handover
has 'under embargo: handed over as such' '98,765人〔.*解禁前' "$work/out"

# --- the public edition ---

run 'a draft after it' 0 note visitors FY2024 --cause 'SECRETDRAFT' --by まちなか課
sed -i 's/^output = site/output = site\naudience = public/' "$config"
sed -i 's/^title = 県の来街者数/&\npublic = no/' "$config"
run 'public' 0 brief visitors
lacks 'public: no draft, no pledge, no verdict, nothing that is not public' \
	'SECRETDRAFT|公約|県の来街者数|内部|目標値に届いていない|事業の前と後|98,?765|解禁' "$work/out"
has 'public: says so' '公表されている内容による' "$work/out"
has 'public: none is public' '令和6年度の要因と対応について、公表しているコメントはありません' "$work/out"
lacks 'public: nobody is sent to ask' 'なぜ|に確認する|確認先|登録されていない' "$work/out"
run 'public, of what is not' 64 brief prefecture
printf '%s\nFY2023,2\nFY2024,3\n' "$head" >"$work/few.csv"
run 'import few' 0 import few "$work/few.csv"
run 'public, of small counts' 0 brief few
has 'public, of small counts: that they are withheld' '秘匿' "$work/out"
lacks 'public, of small counts: no heading of nothing' '分かっていないこと' "$work/out"
has 'public, of small counts: where they are from' '出典：担当課による入力' "$work/out"
finish
