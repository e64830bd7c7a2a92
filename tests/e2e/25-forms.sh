#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 25: the forms of a chart: for a slide, an overview, a dark page, an office program; and what cannot be
# drawn is said.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

write_site
cat >>"$config" <<END
[indicator share]
title = 試験の割合 <A & B>
unit = ％
decimals = 1
frequency = fiscal-year
better = higher
END
sed -i 's/^language = .*/language = ja/' "$config"
for year in 2019 2020 2022 2023; do
	run "value of $year" 0 record share "FY$year" "$((year - 1980)).5"
done
out=$work/out.d

# pixels FILE: "WIDTHxHEIGHT" of a PNG.
pixels() {
	od -An -tu1 -j16 -N8 "$1" | awk '{ print ($1 * 256 + $2) * 65536 + $3 * 256 + $4 "x" ($5 * 256 + $6) * 65536 + $7 * 256 + $8 }'
}

listing() {
	(cd "$1" && find . -mindepth 1 -maxdepth 1 | sed 's|^./||' | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')
}

run 'the forms of a site' 0 chart share
same 'the forms of a site: each is printed' \
	'share.png share@2x.png share.thumbnail@2x.png share.thumbnail.dark@2x.png share.svg share.dark.svg share.txt' \
	"$(sed "s|^$site/charts/||" "$work/out" | tr '\n' ' ' | sed 's/ $//')"
run 'somewhere else: the same' 0 chart share -o "$out/a"
same 'somewhere else: these' \
	'share.dark.svg share.png share.svg share.thumbnail.dark@2x.png share.thumbnail@2x.png share.txt share@2x.png' \
	"$(listing "$out/a")"

run 'for a slide' 0 chart share -o "$out/b" --size wide --format png,svg --theme dark --json
same 'for a slide: these' 'share.txt share.wide.dark.png share.wide.dark.svg share.wide.dark@2x.png' \
	"$(listing "$out/b")"
same 'for a slide: full HD' '1920x1080' "$(pixels "$out/b/share.wide.dark.png")"
same 'for a slide: and twice that' '3840x2160' "$(pixels "$out/b/share.wide.dark@2x.png")"
same 'for a slide: as JSON' \
	"share|png|wide|dark|1|$out/b/share.wide.dark.png share|png|wide|dark|2|$out/b/share.wide.dark@2x.png share|svg|wide|dark||$out/b/share.wide.dark.svg share|txt||||$out/b/share.txt" \
	"$(json "$work/out" "SELECT f.value ->> 'indicator', f.value ->> 'format', f.value ->> 'size', f.value ->> 'theme',
	f.value ->> 'scale', f.value ->> 'path' FROM j, json_each(j, '\$.files') f" | tr '\n' ' ' | sed 's/ $//')"
has 'SVG: its texts are texts, made safe' '>試験の割合 &lt;A &amp; B&gt;</text>' "$out/b/share.wide.dark.svg"
has 'SVG: has a title' '<title id="share-title">試験の割合 &lt;A &amp; B&gt;</title>' "$out/b/share.wide.dark.svg"
has 'SVG: and says what it shows' '<desc id="share-desc">試験の割合 &lt;A &amp; B&gt;の折れ線グラフ' "$out/b/share.wide.dark.svg"
has 'SVG: is dark' 'height="100%" fill="#16191d"' "$out/b/share.wide.dark.svg"
same 'words: what it is' '折れ線グラフ：試験の割合 <A & B>、最新は令和5年度 43.5％' "$(sed -n 1p "$out/b/share.txt")"
has 'words: what it shows' '^試験の割合 <A & B>の折れ線グラフ。令和元年度から令和5年度までの4件（値のない期間1：令和3年度）。.*43.5％' "$out/b/share.txt"
same 'words: no more' 2 "$(wc -l <"$out/b/share.txt")"

run 'for an overview' 0 chart share -o "$out/c" --size thumbnail
same 'for an overview: these' 'share.thumbnail.png share.thumbnail@2x.png share.txt' "$(listing "$out/c")"
same 'for an overview: small' '320x180' "$(pixels "$out/c/share.thumbnail.png")"
run 'SVG alone' 0 chart share -o "$out/d" --format svg
same 'SVG alone: these' 'share.svg share.txt' "$(listing "$out/d")"

# --- wrong usage, and what cannot be drawn ---

run 'forms for the site' 64 chart share --size wide
has 'forms for the site: why not' '\-o DIR' "$work/err"
for words in '--format gif:png or svg' '--format png,:png or svg' '--format :png or svg' \
	'--size huge:standard or wide or thumbnail' '--theme grey:light or dark'; do
	option=${words%%:*}
	# "--format " has an empty value
	run "chart $option" 64 chart share -o "$out/e" "${option%% *}" "${option#* }"
	has "chart $option: expected" "expected ${words#*:}" "$work/err"
done
holds 'wrong usage makes no folder' test ! -e "$out/e"
for id in '../share' 'Share' 'share.wide' '共有' 'share/' ''; do
	run "an id such as \"$id\"" 64 chart "$id" -o "$out/e"
	holds "an id such as \"$id\": nothing is made" test ! -e "$out/e"
done

echo 'in the way' >"$work/way"
run 'a folder that cannot be made' 74 chart share -o "$work/way/charts" --format svg
has 'a folder that cannot be made: named' "$work/way" "$work/err"
mkdir -p "$out/f/share.svg/x"
run 'a folder where a picture goes' 74 chart share -o "$out/f" --format svg
has 'a folder where a picture goes: named, once' '^shihyo: chart share: [^:]*share\.svg' "$work/err"

printf '<?xml version="1.0"?><fontconfig><dir>/nonexistent</dir></fontconfig>' >"$work/fonts.conf"
export FONTCONFIG_FILE="$work/fonts.conf"
for format in png svg; do
	run "no Japanese font: $format" 69 chart share -o "$out/g" --format "$format"
	has "no Japanese font: $format: what to install" 'install fonts-ipaexfont-gothic' "$work/err"
	same "no Japanese font: $format: nothing half" '' "$(listing "$out/g")"
done
run 'no Japanese font: a value is recorded all the same' 74 record share FY2024 44.5
get show share --csv >"$work/csv"
has 'no Japanese font: recorded' '^FY2024,44.5' "$work/csv"
unset FONTCONFIG_FILE
get show share --csv >"$work/csv"
has 'no Japanese font: recorded' '^FY2024,44.5' "$work/csv"
run 'a font again: nothing is due' 0 collect
has 'a font again: drawn' '44.5％' "$site/charts/share.txt"

# --- a [graph] whose looks are wrong is told at its line, before anything is drawn ---

cp "$config" "$work/whole.ini"
for looks in 'LINE2:v#1f4e7' '--width 9 LINE2:v#1f4e79' '--font TITLE:900 LINE2:v#1f4e79' '--color BACK#1 LINE2:v#1f4e79'; do
	cp "$work/whole.ini" "$config"
	printf '[graph g]\nrrdgraph = DEF:v=share:LAST %s\n' "$looks" >>"$config"
	run "graph: $looks" 78 check-config
	has "graph: $looks: its line" "shihyo\\.ini:$(grep -n '^rrdgraph' "$config" | cut -d : -f 1): graph g: " "$work/out"
done
cp "$work/whole.ini" "$config"
printf '[graph g]\nrrdgraph = --width 640 --height 200 --font TITLE:18 DEF:v=share:LAST LINE2:v#1f4e79\n' >>"$config"
run 'graph: of another size' 0 rebuild
same 'graph: of another size: it is' '640x200' "$(pixels "$site/graphs/g.png")"
cp "$site/graphs/g.png" "$work/g.png"

# --- RRD files deleted or cut since: made again from the ledger, and what is drawn from them, too ---

for how in deleted 'cut to 300 bytes' 'cut in half'; do
	case "$how" in
	deleted) rm "$state/rrd/share.rrd" ;;
	'cut to 300 bytes') truncate -s 300 "$state/rrd/share.rrd" ;;
	*) truncate -s $(($(wc -c <"$state/rrd/share.rrd") / 2)) "$state/rrd/share.rrd" ;;
	esac
	rm "$site/graphs/g.png"
	run "RRD $how: seen" 65 verify
	run "RRD $how: a cycle" 0 collect
	run "RRD $how: whole again" 0 verify
	same_files "RRD $how: and its graph" "$work/g.png" "$site/graphs/g.png"
done

# --- what is expected of an indicator: beside its values, in chart, words and page ---

sed -i 's/^\[indicator share\]/&\noutlook = hope\nahead = 1/' "$config"
printf '[indicator hope]\ntitle = 試験の割合の見通し\nunit = ％\ndecimals = 1\nfrequency = fiscal-year\nbetter = higher\n' >>"$config"
run 'outlook: none yet' 0 collect
lacks 'outlook: none yet: nothing is said' '先行き' "$site/charts/share.txt"
run 'outlook: recorded' 0 record hope FY2025 51.5
has 'outlook: in words' '先行き見通しは令和8年度51.5％' "$site/charts/share.txt"
has 'outlook: in the key' '>先行き見通し（実績ではない）<' "$site/charts/share.svg"
has 'outlook: on the page' '先行き見通しは令和8年度51.5％' "$site/indicators/share.html"
lacks 'outlook: is no value' '51\.5' "$(get show share --csv >"$work/csv"; echo "$work/csv")"

# --- a declared break and an event: their words in both languages, and nothing compares across ---

sed -i 's/^\[indicator share\]/&\nrebase.en = FY2024 New definition\nrebase = FY2024 定義の変更\nevent = FY2020 試験の行事\nevent.en = FY2020 A test/' "$config"
run 'a break: drawn' 0 chart share -o "$out/h" --format svg
has 'a break: told' '統計の断層（前後は比べられない）：令和6年度 定義の変更。出来事：令和2年度 試験の行事。' "$out/h/share.txt"
has 'a break: no change across it' '44.5％（統計の断層のため前年度とは比べられない）' "$out/h/share.txt"
has 'a break: its word in the picture' '>定義の変更<' "$out/h/share.svg"
run 'a break: status' 0 status
has 'a break: status names it' '^share .*44\.5％ +断層' "$work/out"
run 'a break: status --json' 0 status --json
same 'a break: no change' '|' "$(json "$work/out" "SELECT i.value ->> 'change', i.value ->> 'year_ago' FROM j,
	json_each(j, '\$.indicators') i WHERE i.value ->> 'id' = 'share'")"
sed 's/^language = .*/language = en/' "$config" >"$work/english.ini"
shihyo -c "$work/english.ini" chart share -o "$out/i" --format svg >"$work/out" 2>"$work/err"
same 'a break, in English: drawn' 0 "$?"
has 'a break, in English: told' 'Breaks in the series, across which nothing compares: FY2024, New definition\. Events: FY2020, A test\.' "$out/i/share.txt"
has 'a break, in English: its words in the picture' '>New definition<' "$out/i/share.svg"
lacks 'a break, in English: no other words' '定義の変更|試験の行事' "$out/i/share.svg"
sed -i 's/^event.en = FY2020/event.en = FY2021/' "$config"
run 'English words of no event' 78 check-config
has 'English words of no event: said' 'event\.en: no event at FY2021' "$work/out"
sed -i 's/^event.en = FY2021/event.en = FY2020/' "$config"

# --- one that cannot be put in its place ---

cat >>"$config" <<END
[indicator a]
title = test data
unit = ％
frequency = fiscal-year
better = higher
END
run 'another figure' 0 record a FY2023 1
run 'two in one' 0 chart --compare a share -o "$out/j" --format svg
two=$(basename "$(sed -n '/svg$/p' "$work/out")" .svg)
mkdir -p "$out/k/$two.svg/in" # a folder stands there, and something in it
run 'in its place there is a folder' 74 chart --compare a share -o "$out/k" --format svg
has 'it is named' "$two\.svg" "$work/err"
same 'no draft stays' "$two.svg" "$(ls -A "$out/k")"
finish
