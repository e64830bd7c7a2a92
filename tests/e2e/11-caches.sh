#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 11: everything but the ledger may be lost: the next cycle, or rebuild, makes it again. What cannot be
# written is said, and the values are safe.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
add_pair one
add_pair two
write_values "$served/one.csv" 2001 1 2002 2
write_values "$served/two.csv" 2001 10 2003 30
run 'first' 0 collect
cat >>"$config" <<END
[indicator hand]
title = by hand, no value yet
unit = 件
frequency = monthly
better = higher
END
run 'verify' 0 verify
same 'verify: counts the files that it compared' 'ledger ok, 2 documents as they were kept, 2 RRD files equal the ledger' \
	"$(cat "$work/out")"
(
	flock 9
	shihyo -c "$config" verify --wait 0 >"$work/out" 2>"$work/err"
) 9>>"$state/cycle.lock"
same 'verify while a cycle runs: exit status' 75 "$?"
has 'verify while a cycle runs: said so' 'another shihyo is at work' "$work/err"
cp "$config" "$work/small.ini"
for number in $(seq 201 405); do
	printf '[indicator h%s]\ntitle = t\nunit = 件\nfrequency = monthly\nbetter = higher\n' "$number" >>"$config"
	: >"$state/rrd/h$number.rrd"
done
run 'very many differences' 65 verify
same 'very many differences: those not printed are counted' '... and 5 more' \
	"$(tail -n 1 "$work/out")"
rm "$state"/rrd/h*.rrd
cp "$work/small.ini" "$config"
cp "$state/rrd/one.rrd" "$work/one.rrd"

rm "$state/rrd/one.rrd"
run 'RRD deleted: verify says so' 65 verify
has 'RRD deleted: which' 'one.*missing' "$work/out"
run 'RRD deleted: nothing is due' 0 collect
run 'RRD deleted: made again all the same' 0 verify

for form in .png @2x.png .thumbnail@2x.png .thumbnail.dark@2x.png .svg .dark.svg .txt; do
	rm "$site/charts/two$form"
done
run 'pictures deleted: nothing is due' 0 collect
for form in .png @2x.png .thumbnail@2x.png .thumbnail.dark@2x.png; do
	holds "picture deleted: two$form drawn again" is_png "$site/charts/two$form"
done
has 'picture deleted: SVG too' '^</svg>$' "$site/charts/two.svg"
has 'picture deleted: and the dark one' '^</svg>$' "$site/charts/two.dark.svg"
has 'picture deleted: and its words' 'test indicator two' "$site/charts/two.txt"
rm "$site/charts/two.txt"
run 'words deleted: nothing is due' 0 collect
holds 'words deleted: written again' test -s "$site/charts/two.txt"

rm "$site/index.html"
run 'page deleted: nothing is due' 0 collect
holds 'page deleted: written again' test -s "$site/index.html"
rm "$site/style.css"
run 'style deleted: nothing is due' 0 collect
holds 'style deleted: written again' test -s "$site/style.css"
echo 'mine' >"$site/index.html"
run 'page written over: nothing is due' 0 collect
has 'page written over: whole again' '</html>' "$site/index.html"
print_caches >"$work/before"
run 'nothing changed: nothing is due' 0 collect
print_caches >"$work/after"
same_files 'nothing changed: nothing is made' "$work/before" "$work/after"
run 'nothing changed: but rebuild makes all' 0 rebuild
print_caches >"$work/after"
same 'nothing changed: anew' 1 "$(cmp -s "$work/before" "$work/after"; echo $?)"

# --- a backup of the ledger: its marks know nothing of what was made since ---

cp -p "$config" "$work/whole.ini"
sqlite3 "$state/ledger.db" ".backup $work/backup.db"
write_values "$served/one.csv" 2001 1 2002 7
run 'backup: revised since' 0 collect -f
run 'backup: added since' 0 record two FY2004 40
rm -f "$state"/ledger.db*
cp "$work/backup.db" "$state/ledger.db"
write_values "$served/one.csv" 2001 1 2002 2
run 'backup put back: verify sees it' 65 verify
run 'backup put back: a cycle' 0 collect -f
run 'backup put back: the files follow the ledger' 0 verify
lacks 'backup put back: and so does the page' '<td>40</td>' "$site/indicators/two.html"
print_caches | grep 'charts' | sed 's/^[0-9-]* [0-9:.]* [^ ]* //' >"$work/after"
run 'backup put back: drawn anew' 0 rebuild
print_caches | grep 'charts' | sed 's/^[0-9-]* [0-9:.]* [^ ]* //' >"$work/before"
same_files 'backup put back: the charts were right' "$work/before" "$work/after"

# --- one that fails costs the others nothing ---

cp "$config" "$work/whole.ini"
cat >>"$config" <<END
[graph bad]
title = of a sum of one
rrdgraph = DEF:v=one:LAST CDEF:w=v,+ LINE2:w#1f4e79
[graph worse]
title = of a difference of one
rrdgraph = DEF:v=one:LAST CDEF:w=v,- LINE2:w#1f4e79
[graph good]
title = test graph
rrdgraph = --vertical-label "DEF: index" DEF:v=two:LAST LINE2:v#1f4e79
END
rm -f "$site/index.html"
run 'a graph that librrd refuses: rebuild says so' 78 rebuild
has 'a graph that librrd refuses: named' 'shihyo\.ini:[0-9]+: graph bad: ' "$work/err"
has 'a graph that librrd refuses: and the other one, too' 'graph worse: ' "$work/err"
lacks 'a graph that librrd refuses: no crash' 'signal' "$work/err"
holds 'a graph that librrd refuses: the page is there' test -s "$site/index.html"
holds 'a graph that librrd refuses: the other is there' is_png "$site/graphs/good.png"
has 'a graph that librrd refuses: and on the page' 'graphs/good\.png' "$site/graphs.html"
lacks 'a graph that librrd refuses: it is not' 'graphs/bad\.png' "$site/graphs.html"
shihyo -c "$config" site -o "$work/whole" >"$work/out" 2>"$work/err"
holds 'a site of its own: the page' test -s "$work/whole/index.html"
holds 'a site of its own: the chart' is_png "$work/whole/charts/one.png"
holds 'a site of its own: the graph' is_png "$work/whole/graphs/good.png"

# --- files that something damaged or took away ---

cp "$site/graphs/good.png" "$work/good.png"
truncate -s 100 "$state/rrd/two.rrd"
shihyo -c "$config" site >"$work/out" 2>"$work/err"
holds 'a damaged RRD file: site heals it' test "$(wc -c <"$state/rrd/two.rrd")" -gt 1000
lacks 'a damaged RRD file: nobody is blamed' 'graph good' "$work/err"
rm "$state/rrd/two.rrd"
shihyo -c "$config" site >"$work/out" 2>"$work/err"
holds 'a missing RRD file: site heals it' test -s "$state/rrd/two.rrd"
holds 'a missing RRD file: the picture stays' is_png "$site/graphs/good.png"

# --- what is not configured any more ---

cat >>"$config" <<END
[indicator third]
title = test indicator third
unit = 人
frequency = fiscal-year
better = higher
END
sed -i -e '/^\[graph bad\]/,/^rrdgraph/d' -e '/^\[graph worse\]/,/^rrdgraph/d' "$config"
run 'a third by hand' 0 record third FY2020 5
holds 'a third by hand: its chart' is_png "$site/charts/third.png"
holds 'a third by hand: its file' test -s "$state/rrd/third.rrd"
cp "$work/whole.ini" "$config"
run 'no third and no graph: nothing is due' 0 collect
same 'no third and no graph: their files are gone' '' \
	"$(find "$state/rrd" "$state/figures" "$site" -name 'third*' ! -name '*.html' -o -name 'good*' | tr '\n' ' ')"
has 'no third: its page says so' 'This page has ended' "$site/indicators/third.html"
run 'no third and no graph: rebuild' 0 rebuild

# --- the public edition ---

cp "$config" "$work/whole.ini"
sed -i -e 's/^output = site/output = site\naudience = public\nmin_cell = 0/' \
	-e 's/^title = test source two/&\ngrade = press/' "$config"
cat >>"$config" <<END
[indicator inside]
title = test indicator inside
unit = 人
frequency = fiscal-year
better = higher
public = no
[graph inside]
title = test graph
rrdgraph = DEF:v=inside:LAST LINE2:v#1f4e79
END
run 'public: a figure that stays inside' 0 record inside FY2020 777
run 'public: all charts' 0 chart
same 'public: no picture of it' '' "$(find "$site" -name 'inside*')"
has 'public: an official figure' '<td>2</td>' "$site/indicators/one.html"
lacks "public: none of the press" '<td>30</td>' "$site/indicators/two.html"
run 'public: asked for by name' 64 chart inside
has 'public: asked for by name: why not' 'not public' "$work/err"
run 'public: elsewhere neither' 64 chart inside -o "$work/elsewhere"

# In all forms of a site.
inside_files='charts/inside.dark.svg charts/inside.png charts/inside.svg charts/inside.thumbnail.dark@2x.png'
inside_files="$inside_files charts/inside.thumbnail@2x.png charts/inside.txt charts/inside@2x.png"
inside_files="$inside_files data/inside.csv data/inside.jsonld data/sdmx/inside.csv graphs/inside.png"
inside_files="$inside_files indicators/inside.html ja/charts/inside.dark.svg ja/charts/inside.svg"
inside_files="$inside_files ja/charts/inside.thumbnail.dark.svg ja/charts/inside.thumbnail.svg ja/indicators/inside.html"

# A folder of another edition: what this one does not show goes, what is not ours stays.
sed 's/^audience = public/audience = internal/' "$config" >"$work/internal.ini"
for folder in "$site" "$work/elsewhere"; do
	name=${folder##*/}
	shihyo -c "$work/internal.ini" site -o "$folder" >"$work/out" 2>"$work/err"
	same "$name, internal: pictures" "$inside_files" \
		"$(cd "$folder" && find . -name 'inside*' | sed 's|^./||' | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//')"
	echo 'drawn by hand' >"$folder/charts/inside.wide.dark@2x.png"
	echo 'of another' >"$folder/charts/inside-2.png"
	echo mine >"$folder/charts/other.png"
	echo mine >"$folder/graphs/other.png"
	if [ "$folder" = "$site" ]; then
		run "$name, public" 0 site
	else
		run "$name, public" 0 site -o "$folder"
	fi
	same "$name, public: no picture of it, in no form" "$folder/charts/inside-2.png" \
		"$(find "$folder" -name 'inside*')"
	rm "$folder/charts/inside-2.png"
	holds "$name, public: what it shows" is_png "$folder/charts/one.png"
	same "$name, public: what is not ours" 'mine mine' \
		"$(cat "$folder/charts/other.png" "$folder/graphs/other.png" | tr '\n' ' ' | sed 's/ $//')"
done
run 'only one chart: no other goes' 0 chart one -o "$work/elsewhere/charts"
holds 'only one chart: no other went' is_png "$work/elsewhere/charts/two.png"

cp "$work/whole.ini" "$config"
run 'inside again' 0 rebuild
has "inside again: the press's figure" '<td>30</td>' "$site/indicators/two.html"

head -c 300 "$work/one.rrd" >"$state/rrd/one.rrd"
run 'RRD truncated: verify says so' 65 verify
run 'RRD truncated: rebuild' 0 rebuild
run 'RRD truncated: mended' 0 verify
head -c 5000 /dev/urandom >"$state/rrd/two.rrd"
run 'RRD of garbage: verify says so' 65 verify
rm -rf "$site" "$state/rrd"
run 'all caches deleted: rebuild' 0 rebuild
run 'all caches deleted: verify' 0 verify
holds 'all caches deleted: the page' test -s "$site/index.html"
holds 'all caches deleted: the pictures' is_png "$site/charts/one@2x.png"

# A file where the output folder should be stands in for a folder that root could write to.
rm -rf "$site"
echo 'in the way' >"$site"
write_values "$served/one.csv" 2001 1 2002 2 2003 3
export SHIHYO_NOW=2026-03-02T09:00:00+09:00
run 'output in the way' 74 collect
has 'output in the way: named' "$site" "$work/err"
same 'output in the way: the value is recorded' '2001-2002-2003' \
	"$(values one | sed 's/^FY//; s/,.*//' | tr '\n' '-' | sed 's/-$//')"
same 'output in the way: and so is the RRD file' 0 "$(get verify >/dev/null; echo $?)"
rm "$site"
run 'output free again: nothing is due' 0 collect
holds 'output free again: drawn' is_png "$site/charts/one.png"

rm "$site/charts/one.png"
mkdir -p "$site/charts/one.png/x"
run 'a folder where a picture goes' 74 chart one
has 'a folder where a picture goes: named, once' '^shihyo: chart one: [^:]*one\.png' "$work/err"
rm -r "$site/charts/one.png"

echo 'no database' >"$work/other"
mkdir -p "$work/broken"
cp "$work/other" "$work/broken/ledger.db"
sed 's/^state = .*/state = broken/' "$config" >"$work/broken.ini"
mv "$state" "$work/away"
run 'no ledger: verify' 69 verify
has 'no ledger: verify says so' 'no ledger in' "$work/err"
holds 'no ledger: verify makes none' test ! -e "$state"
(cd "$site" && find . -type f -exec sha256sum {} +) >"$work/before"
for line in 'chart' 'site' 'rebuild' 'alerts ack x'; do
	# shellcheck disable=SC2086  # words
	run "no ledger: $line" 69 $line
	has "no ledger: $line says so" "no ledger in $state" "$work/err"
	holds "no ledger: $line makes none" test ! -e "$state"
done
mkdir "$state"
run 'an empty state folder: rebuild' 69 rebuild
same 'an empty state folder: rebuild makes nothing there' '' "$(ls -A "$state")"
rmdir "$state"
(cd "$site" && find . -type f -exec sha256sum {} +) >"$work/after"
same_files 'no ledger: the site is untouched' "$work/before" "$work/after"
mv "$work/away" "$state"
shihyo -c "$work/broken.ini" collect >"$work/out" 2>"$work/err"
same 'a ledger that is none: exit status' 65 "$?"
has 'a ledger that is none: named' 'broken/ledger.db' "$work/err"
same_files 'a ledger that is none: not touched' "$work/other" "$work/broken/ledger.db"
finish
