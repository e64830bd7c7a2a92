#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 26: pictures of several indicators, or of one by years: asked for on the command line, into the
# folder named and nowhere else; what has no meaning is refused; the public edition.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

write_site
sed -i "s/^language = en/language = ja/" "$config"
cat >>"$config" <<END
[indicator visitors]
title = 試験の来訪者数
unit = 人
frequency = monthly
better = higher
[indicator walkers]
title = 試験の歩行者数
unit = 人
frequency = monthly
better = higher
[indicator balance]
title = 試験の業況DI
unit = ポイント
frequency = monthly
better = higher
basis = year-on-year
public = no
[indicator yearly]
title = 試験の年度値
unit = 人
frequency = fiscal-year
better = higher
[policy centre]
title = 試験の施策
[program park]
title = 試験の事業
policy = centre
budget.2024 = 46766
moves = visitors balance
start = 2024-02
lag = 6m
[program unknown]
title = 始まりの分からない事業
policy = centre
budget.2024 = 100
moves = yearly
[alert few]
indicator = visitors
when = below 1100
severity = critical
END

# months LEVEL: two years of test data.
months() {
	echo period,value
	n=0
	for year in 2024 2025; do
		for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
			n=$((n + 1))
			echo "$year-$month,$(($1 + n * 7 % 11))"
		done
	done
}
for id in visitors walkers balance; do
	months "$([ "$id" = balance ] && echo -15 || echo 1000)" >"$work/$id.csv"
	run "import $id" 0 import "$id" "$work/$id.csv"
done
run 'import yearly' 0 record yearly FY2023 5

out=$work/figures
run 'policy: exit status' 0 chart --policy centre -o "$out"
same 'policy: its paths' "$out/policy-centre.png $out/policy-centre@2x.png $out/policy-centre.txt" \
	"$(tr '\n' ' ' <"$work/out" | sed 's/ $//')"
has 'policy: in words' '試験の来訪者数：2025年12月.*お知らせ（要確認・継続中）' "$out/policy-centre.txt"
same 'policy: a PNG' 89504e47 "$(od -An -tx1 -N4 "$out/policy-centre@2x.png" | tr -d ' ')"
run 'programs: exit status' 0 chart --program -o "$out" --json
same 'programs: all of them' 6 "$(json "$work/out" "SELECT json_array_length(j, '\$.files') FROM j")"
has 'program: its start' '2024年2月開始。効果を判断できるのは2024年8月から。' "$out/program-park.txt"
has 'program: no start' '開始年度不明のため' "$out/program-unknown.txt"
run 'compare: exit status' 0 chart --compare visitors walkers -o "$out"
has 'compare: one axis' '一つの縦軸' "$out/compare-visitors-walkers.txt"
run 'compare: two units' 0 chart --compare visitors balance -o "$out"
has 'compare: two panels' '縦軸は別' "$out/compare-visitors-balance.txt"
run 'compare: one axis of two units' 64 chart --compare visitors balance --axes one -o "$out"
run 'compare: index of changes' 64 chart --compare visitors balance --axes index -o "$out"
run 'compare: index' 0 chart --compare walkers visitors --axes index:2024-03 -o "$out"
has 'compare: the base' '2024年3月＝100' "$out/compare-walkers-visitors.txt"
run 'compare: a base without a value' 64 chart --compare walkers visitors --axes index:2020-01 -o "$out"
run 'compare: one word' 64 chart --compare visitors -o "$out"
run 'years: exit status' 0 chart --overlay-years visitors walkers -o "$out" --format svg --theme dark
has 'years: fiscal where budgets move it' '2025年度' "$out/years-visitors.dark.svg"
has 'years: else by the calendar' '>2025年<' "$out/years-walkers.dark.svg"
run 'years: as asked for' 0 chart --overlay-years walkers --year fiscal -o "$out" --format svg
has 'years: as asked for, fiscal' '2025年度' "$out/years-walkers.svg"
run 'years: of yearly values' 64 chart --overlay-years yearly -o "$out"
run 'no such policy' 64 chart --policy nowhere -o "$out"
run 'two kinds at once' 64 chart --policy --program -o "$out"
run 'axes of nothing' 64 chart --axes one
run 'a thumbnail' 64 chart --policy --size thumbnail -o "$out"
for kind in '--policy centre' '--compare visitors balance' '--overlay-years visitors'; do
	# shellcheck disable=SC2086  # words
	run "a slide: $kind" 0 chart $kind --size wide -o "$out/wide"
done
same 'slides: 1920 by 1080 pixels, and twice that' "3:780 438
3:f00 870" "$(for file in "$out"/wide/*.png; do
	od -An -tx1 -j16 -N8 "$file" | sed 's/ //g; s/^0*\(...\)00000*\(...\)$/\1 \2/'
done | sort | uniq -c | sed 's/^ *//; s/ /:/')"
echo 'in the way' >"$work/way"
run 'a folder that cannot be made' 74 chart --policy centre -o "$work/way/figures"
has 'a folder that cannot be made: named' "$work/way" "$work/err"
mkdir -p "$out/taken/years-visitors.png/x"
run 'a folder where a picture goes' 74 chart --overlay-years visitors -o "$out/taken"
has 'a folder where a picture goes: named' 'chart years-visitors: .*years-visitors\.png' "$work/err"
printf '<?xml version="1.0"?><fontconfig><dir>/nonexistent</dir></fontconfig>' >"$work/fonts.conf"
export FONTCONFIG_FILE="$work/fonts.conf"
for kind in '--policy centre' '--program park' '--compare visitors balance' '--overlay-years visitors'; do
	# shellcheck disable=SC2086  # words
	run "no Japanese font: $kind" 69 chart $kind -o "$out/none"
	has "no Japanese font: $kind: what to install" 'install fonts-ipaexfont-gothic' "$work/err"
done
unset FONTCONFIG_FILE
same 'no Japanese font: nothing half' 0 "$(find "$out/none" -type f 2>/dev/null | wc -l)"
same 'the site has none of them' 0 "$(find "$site" -name 'policy-*' -o -name 'years-*' -o -name 'compare-*' | wc -l)"

sed -i 's/^\[site\]/[site]\naudience = public/' "$config"
run 'public: policy' 0 chart --policy centre -o "$out/public"
lacks 'public: no alerts, no inner indicator' 'お知らせ|業況DI' "$out/public/policy-centre.txt"
run 'public: compare with an inner one' 64 chart --compare visitors balance -o "$out/public"
finish
