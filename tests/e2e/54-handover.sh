#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 54: handover: what is open, what is entered by hand and who has it, sources that fail and those
# that were mended and how, what is held, who answers for what, the coming year. Figures are made up.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
cat >"$config" <<END
; test data
[site]
title = テスト市 指標
language = ja
timezone = Asia/Tokyo
state = state
output = site
delay = 0ms
quiet = 2026-06-01/2026-06-14

[source library]
title = 図書館の統計
url = http://127.0.0.1:$port/library.csv
format = csv
every = 1m
timeout = 5s

[indicator loans]
title = 貸出冊数
unit = 冊
frequency = fiscal-year
better = higher
source = library
value = 冊数
maximum = 100000
target = FY2026 60000

[indicator graduates]
title = 市内就職割合
unit = ％
frequency = fiscal-year
better = higher
source = none
release = yearly 05-31
target = FY2026 50

[indicator unknown]
title = まだ何もない指標
unit = 人
frequency = monthly
better = higher
source = none

[policy books]
title = 読書

[program shelf]
title = 図書購入費
policy = books
budget.2025 = 12000
moves = loans
owner = 図書館課
start = 2025-10
lag = 9m

[program jobs]
title = 就職支援費
policy = books
budget.2025 = 3000
moves = graduates
owner = 商工課

[program unmoved]
title = 背景だけの事業
policy = books
budget.2025 = 100
context = loans
owner = 商工課
start = 2025-11
lag = 9m

[program lost]
title = 課の分からない事業
policy = books

[alert low]
indicator = loans
when = below 50000
severity = warning
END
document() {
	printf 'これは試験用のデータです（test data）\n年度,%s\n2023年度,"52,000"\n2024年度,"%s"\n' \
		"$1" "$2" >"$served/library.csv"
}

# --- nothing yet ---

run 'without a ledger' 69 handover
document '冊数（冊）' 48,000
run 'the first cycle' 0 collect
run 'Markdown' 0 handover
has 'no entry by hand is known' '値も予定表もまだない指標：まだ何もない指標' "$work/out"
for words in '取得できていない出典はありません' '直った出典はありません' '保留している値はありません' \
	'コメントはありません' '凍結した時点はありません'; do
	has "none is said: $words" "$words" "$work/out"
done

# --- a year in the office ---

at() {
	export SHIHYO_NOW="$1T09:00:00+09:00"
}
at 2026-03-10
run 'acknowledged' 0 alerts ack low --note '工事で休館'
run 'a comment' 0 note loans FY2024 --cause '改修で休館した。' --by 図書館課
run 'by hand' 0 record graduates FY2023 45.5
# the head is renamed, and the configuration follows
document '点数（冊）' 48,000
at 2026-03-11
run 'a head that is gone' 65 collect --force
at 2026-03-12
run 'and the next day' 65 collect --force
run 'while it fails' 0 handover
has 'while it fails: since when and how often' '\| 図書館の統計 \| 2026年3月11日 \| 2 \|' "$work/out"
sed -i 's/^value = 冊数/value = 点数/' "$config"
at 2026-03-13
run 'with another configuration' 0 collect --force
# the publisher goes away and comes back
mv "$served/library.csv" "$served/away"
at 2026-03-20
run 'gone' 69 collect --force
at 2026-03-21
run 'still gone' 69 collect --force
mv "$served/away" "$served/library.csv"
at 2026-03-22
run 'back' 0 collect --force
document '点数（冊）' 48,000
printf '2025年度,"480,000"\n' >>"$served/library.csv"
at 2026-03-23
run 'what is not believed' 65 collect --force
run 'a name' 0 freeze 2026年第1回定例会 --note '予算審査'
at 2026-03-31
run 'the handover' 0 handover
cp "$work/out" "$work/handover.md"
for words in 'テスト市 指標　引継書' '指標3（うち手入力2）、出典1、施策1、事業4、判定1' \
	'確認済み：工事で休館 \| 【案】改修で休館した。' '市内就職割合（graduates） \| 令和5年度 45.5％' \
	'商工課' '2026年3月11日～2026年3月13日 \| 2 \|.*設定（読み方）を変えた後に読めた' \
	'2026年3月20日～2026年3月22日 \| 2 \|.*設定を変えずに読めた' \
	'貸出冊数 \| 令和7年度 \| 480,000冊' '図書館課、案（未承認）' '2026年第1回定例会 \| 2026年3月23日' '予算審査' \
	'\| 図書館課 \| 図書購入費 \| 貸出冊数 \|' '所管課の登録がない事業：課の分からない事業' \
	'2026年5月 \| 31日 【入力】市内就職割合' '2026年6月 \| 1日 公開版の事業の頁とコメントを固定する期間の始まり' \
	'2026年7月 \| 1日 効果を判断できる時期に入る：図書購入費' '2027年3月 \| .*31日 目標の期限：貸出冊数、市内就職割合 \|'; do
	has "it tells: $words" "$words" "$work/handover.md"
done
lacks 'nothing of what will not be judged' '効果を判断できる時期に入る：.*背景だけの事業' "$work/handover.md"
lacks 'it names no person' "$(id -un)([^a-z/.-]|\$)" "$work/handover.md"

run 'under embargo' 0 record graduates FY2024 46.1 --until 2026-09-01T08:30+09:00
run 'under embargo: the calendar' 0 handover
has 'under embargo: when it ends' \
	'2026年9月 \| 1日 解禁：市内就職割合（令和6年度、2026年9月1日8時30分）' "$work/out"

# --- its forms ---

run 'as PDF' 0 handover -o "$work/handover.pdf"
pdftotext -raw "$work/handover.pdf" - | tr -d ' \n\f' >"$work/text"
has 'as PDF: the same words' '設定（読み方）を変えた後に読めた' "$work/text"
run 'as HTML' 0 handover -o "$work/handover.html"
has 'as HTML: the same words' '設定（読み方）を変えた後に読めた' "$work/handover.html"
run 'as JSON' 0 handover --json
same 'as JSON: what it is' handover "$(json "$work/out" "SELECT json_extract(j, '\$.id') FROM j")"
has 'as JSON: the same words' '設定（読み方）を変えた後に読めた' "$work/out"
run 'as PDF, again' 0 handover -o "$work/again.pdf"
holds 'as PDF, again: the same bytes' cmp "$work/handover.pdf" "$work/again.pdf"

# --- as it was, and for whom ---

run 'as of a day' 0 handover --as-of 2026-03-12
has 'as of a day: what failed then' '\| 図書館の統計 \| 2026年3月11日 \| 2 \|' "$work/out"
has 'as of a day: nothing was mended' '直った出典はありません' "$work/out"
has 'as of a day: nothing was frozen' '凍結した時点はありません' "$work/out"
run 'a sheet as of a name' 0 brief loans --as-of 2026年第1回定例会
has 'a sheet as of a name: says so' '2026年第1回定例会' "$work/out"
sed -i 's/^output = site/output = site\naudience = public/' "$config"
run 'in the public edition' 64 handover
has 'in the public edition: why not' 'for the office, and this is the public edition' "$work/err"
finish
