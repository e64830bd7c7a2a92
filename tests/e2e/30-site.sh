#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 30: the pages as a whole: the same ledger and time give the same bytes; what did not change keeps its
# time; what is not configured any more leaves a page that says so, for a while; titles of every kind
# are text and nothing else; a folder with links, or of somebody else, is not written through.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
write_site
add_pair one
add_pair two
cat >>"$config" <<END
[indicator waiting]
title = test indicator without a figure
unit = 人
frequency = monthly
better = higher

[policy p]
title = test policy

[policy alone]
title = test policy without programs

[program idle]
title = test program without an indicator
policy = p

[program third]
title = test program third
policy = p
moves = one two
budget.2024 = 100
END
write_values "$served/one.csv" 2001 1 2002 2
write_values "$served/two.csv" 2001 10 2003 30
run 'first' 0 collect
same 'two languages: the same pages' "$(cd "$site" && find . -name '*.html' ! -path './ja/*' | sort)" \
	"$(cd "$site/ja" && find . -name '*.html' | sort)"
for name in index indicators programs alerts sources data about indicators/one indicators/waiting programs/idle \
	policies/p policies/alone; do
	holds "a page: $name" test -s "$site/$name.html"
	has "a page: $name: strict about what it loads" "content=\"default-src &#39;none&#39;; img-src &#39;self&#39;; " "$site/$name.html"
	has "a page: $name: switch to itself" "class=\"switch\" href=\"(\.\./)?ja/$name.html\"" "$site/$name.html"
	has "a page: $name: and back" "class=\"switch\" href=\"(\.\./)?\.\./$name.html\"" "$site/ja/$name.html"
done
has 'a policy with two indicators: its picture' 'src="p\.svg"' "$site/policies/p.html"
has 'a policy with two indicators: in Japanese' '指標' "$site/ja/policies/p.txt"
same 'a policy without: none' 'alone.html' "$(cd "$site/policies" && echo alone*)"
same 'no page is heavy' '' "$(find "$site" -name '*.html' -size +99k)"
same 'no script, no style in a page' '' "$(grep -lE '<script|<style|style="|onclick' -r "$site" --include='*.html')"

# links: what a page points to, of all pages; those that are not there.
dangling() {
	(cd "$1" && find . -name '*.html') | while read -r name; do
		grep -oE '(src|href|srcset)="[^"#:]+"' "$1/$name" | sed -E 's/^[a-z]+="//; s/"$//' | tr ',' '\n' |
			sed -E "s|^ +||; s| [0-9.]+x\$||; s|^|$(dirname "$name")/|"
	done | sort -u | while read -r link; do
		[ -e "$1/$link" ] || echo "$link"
	done
}
same 'every link answers' '' "$(dangling "$site")"

# --- the same again ---

stamps() {
	find "$site" \( -name '*.html' -o -name '*.css' \) -exec stat -c '%n %y %i' {} + | sort
}
(cd "$site" && find . -type f -exec sha256sum {} + | sort -k 2) >"$work/cycle"
stamps >"$work/stamps-before"
run 'nothing changed' 0 collect
stamps >"$work/stamps-after"
same_files 'nothing changed: nothing is written' "$work/stamps-before" "$work/stamps-after"
run 'all anew' 0 rebuild
stamps >"$work/stamps-after"
same_files 'all anew: the same pages keep their time' "$work/stamps-before" "$work/stamps-after"
for folder in a b; do
	run "elsewhere: $folder" 0 site -o "$work/$folder"
	(cd "$work/$folder" && find . -type f -exec sha256sum {} + | sort -k 2) >"$work/made-$folder"
	same_files "elsewhere: $folder: the same bytes" "$work/cycle" "$work/made-$folder"
done

# Another that writes there is waited for, like a cycle where it is the output.
for folder in a site; do
	locked=$work/a
	[ "$folder" = a ] || locked=$state/cycle.lock
	in_background flock -o "$locked" sleep 30
	wait_for 10 sh -c "! flock -n '$locked' true"
	run "elsewhere: $folder: another writes there" 75 site -o "$work/a/../$folder" --wait 0
	has "elsewhere: $folder: another writes there: said" 'another shihyo is at work' "$work/err"
	kill "$background"
	wait_for 10 flock -n "$locked" true
done

# --- what changed, and no more ---

find "$site" -name '*.html' -exec touch -d '2026-01-01' {} +
run 'marks follow the files' 0 rebuild
same 'marks follow the files: which stay' '' "$(find "$site" -name '*.html' -newermt 2026-01-02)"
run 'one figure more' 0 record one FY2003 3
same 'one figure more: the pages that say it' \
	'index.html indicators.html indicators/one.html policies/p.html programs/third.html' \
	"$(cd "$site" && find . -name '*.html' ! -path './ja/*' -newermt 2026-01-02 | sed 's|^./||' | sort | tr '\n' ' ' | sed 's/ $//')"
same 'one figure more: and in Japanese' 5 "$(find "$site/ja" -name '*.html' -newermt 2026-01-02 | wc -l)"

# --- what is not configured any more ---

cp "$config" "$work/whole.ini"
sed -i -e '/^\[program third\]/,$d' -e '/^\[indicator two\]/,/^maximum/d' "$config"
export SHIHYO_NOW=2026-03-02T09:00:00+09:00
run 'gone' 0 collect
has 'gone: its page says so' 'This page has ended' "$site/indicators/two.html"
has 'gone: in Japanese' '掲載は終わりました' "$site/ja/indicators/two.html"
has 'gone: of a program' 'This page has ended' "$site/programs/third.html"
lacks 'gone: no word of it' 'test indicator two|test program third' "$site/indicators/two.html"
same 'gone: the picture of its policy too' '' "$(find "$site" -path '*policies/p.svg')"
same 'gone: its charts went' '' "$(find "$site" -path '*charts/two*')"
same 'gone: every link answers' '' "$(dangling "$site")"
cp "$site/indicators/two.html" "$work/gone"
run 'gone: site' 0 site
same_files 'gone: site: its page stays' "$work/gone" "$site/indicators/two.html"
has 'gone: site: of a program' '掲載は終わりました' "$site/ja/programs/third.html"
run 'gone: site by name' 0 site -o "$site/."
same_files 'gone: site by name: its page stays' "$work/gone" "$site/indicators/two.html"
stamps >"$work/stamps-before"
export SHIHYO_NOW=2026-09-02T09:00:00+09:00
run 'gone for half a year' 0 rebuild
has 'gone for half a year: still said' 'This page has ended' "$site/indicators/two.html"
cp "$work/whole.ini" "$work/again.ini"
export SHIHYO_NOW=2027-03-04T09:00:00+09:00
run 'gone for more than a year' 0 collect
same 'gone for more than a year: forgotten' '' "$(find "$site" -name 'two*' -o -name 'third*')"
export SHIHYO_NOW=2026-03-02T09:00:00+09:00
cp "$work/whole.ini" "$config"
run 'back again' 0 rebuild
has 'back again: its page' 'test indicator two' "$site/indicators/two.html"

# --- the other language at the root ---

sed -i 's/^language = en/language = ja/' "$config"
run 'in Japanese' 0 collect
has 'in Japanese: the root' '<html lang="ja">' "$site/index.html"
has 'in Japanese: the other' '<html lang="en">' "$site/en/index.html"
same 'in Japanese: nothing is left where it stood' '' "$(find "$site/ja" -type f)"
same 'in Japanese: every link answers' '' "$(dangling "$site")"
cp "$work/whole.ini" "$config"
run 'in English again' 0 collect
same 'in English again: nothing is left' '' "$(find "$site/en" -type f)"

# --- titles of every kind ---

rlo=$(printf '\342\200\256')
hebrew=$(printf '\327\251\327\234\327\225\327\235')
sed -e "s|^title = test indicator one|title = <script>alert('1')</script> \"q\" \& <b> $hebrew|" \
	-e "s|^title = test policy\$|title = \"><img src=x onerror=alert(1)>|" \
	-e "s|^title = test program third|title = javascript:alert(1)|" "$work/whole.ini" >"$config"
run 'titles' 0 collect
same 'titles: none is markup' '' "$(grep -lE '<script|<img src=x|<b>|onerror=alert\(1\)>' -r "$site" --include='*.html')"
same 'titles: nor in pictures' '' "$(grep -lE '<script|<img|<b>' -r "$site" --include='*.svg')"
has 'titles: as they are' '&lt;script&gt;alert\(&#39;1&#39;\)&lt;/script&gt; &quot;q&quot; &amp; &lt;b&gt; ' "$site/indicators/one.html"
has 'titles: what turns the line is kept apart' "$(printf '\342\201\250')[^<]*$hebrew$(printf '\342\201\251')" "$site/indicators/one.html"
for page in "$site/index.html" "$site/indicators/one.html" "$site/policies/p.html"; do
	same "titles: well-formed: ${page#"$site/"}" '' "$(xmllint --html --noout "$page" 2>&1 |
		grep -a 'parser error' | grep -vE 'Tag (main|header|footer|nav|section|figure|figcaption|picture|source|details|summary) invalid')"
done
sed "s|^title = test indicator one|title = one ${rlo}two|" "$work/whole.ini" >"$config"
run 'a title that turns the line' 0 collect
has 'a title that turns the line: kept apart' "$(printf '\342\201\250')one ${rlo}two$(printf '\342\201\251')" "$site/indicators/one.html"
cp "$work/whole.ini" "$config"
run 'plain titles again' 0 collect

# --- looks of one's own ---

cp -r "$site" "$work/built-in"
mkdir "$work/looks"
sed 's/^output = site/output = site\ntemplates = looks/' "$work/whole.ini" >"$config"
run 'looks: none yet' 0 collect
for file in $(cd "$site" && find . -type f \( -name '*.html' -o -name '*.css' \)); do
	cmp "$site/$file" "$work/built-in/$file"
done >"$work/differ" 2>&1
same 'looks: none yet: all as it was' '' "$(cat "$work/differ")"
get check-config --template page.html >"$work/looks/page.html"
get check-config --template style.css >"$work/looks/style.css"
run 'looks: a template that is none' 64 check-config --template x.html
sed -i 's|^<footer>|<aside>of the city</aside>\n<footer>|' "$work/looks/page.html"
echo '.mine { color: red }' >"$work/looks/extra.css"
run 'looks: of our own' 0 collect
has 'looks: the frame' '<aside>of the city</aside>' "$site/indicators/one.html"
has 'looks: in Japanese too' '<aside>of the city</aside>' "$site/ja/about.html"
has 'looks: the style' '^\.mine' "$site/style.css"
has 'looks: behind what is built in' '^:root' "$site/style.css"
sed -i 's|{{menu}}|{{mneu}}|' "$work/looks/page.html"
printf '\377' >>"$work/looks/extra.css"
run 'looks: broken' 0 collect
has 'looks: broken: file and line' 'looks/page\.html:[0-9]+: there is no slot "mneu"' "$work/err"
has 'looks: broken: the style' 'looks/extra\.css: is not in UTF-8' "$work/err"
lacks 'looks: broken: the built-in one' 'of the city' "$site/indicators/one.html"
has 'looks: broken: whole' '<nav ' "$site/indicators/one.html"
run 'looks: broken: check-config' 0 check-config
has 'looks: broken: check-config says so' 'looks/page\.html:[0-9]+: there is no slot' "$work/out"
printf '/* } */ a::after { content: "{" }\n\n.b { color: red\n' >"$work/looks/extra.css"
: >"$work/looks/style.css"
run 'looks: a style that is not closed' 0 collect
has 'looks: a style that is not closed: file and line' 'looks/extra\.css:3: what is opened here is not closed' "$work/err"
has 'looks: an empty style: said' 'looks/style\.css:1: there is no rule in it' "$work/err"
same_files 'looks: the built-in style' "$work/built-in/style.css" "$site/style.css"
run 'looks: a style that is not closed: check-config' 0 check-config
has 'looks: a style that is not closed: check-config says so' 'looks/extra\.css:3: ' "$work/out"
rm "$work/looks/page.html" "$work/looks/extra.css" "$work/looks/style.css"
mkdir "$work/looks/page.html"
run 'looks: a folder in its place' 0 rebuild
has 'looks: a folder in its place: said' 'looks/page\.html: is a folder and no file' "$work/err"
rm -r "$work/looks"
run 'looks: no folder' 0 rebuild
has 'looks: no folder: said' 'looks: there is no such folder' "$work/err"
cp "$work/whole.ini" "$config"
run 'looks: built in again' 0 collect

# --- folders that lead elsewhere ---

mkdir "$work/victim"
echo 'precious' >"$work/victim/one.html"
rm -r "$site/indicators"
ln -s "$work/victim" "$site/indicators"
run 'a link for a folder' 74 rebuild
has 'a link for a folder: named' 'site/indicators: is a symbolic link' "$work/err"
same 'a link for a folder: nothing was written there' 'precious' "$(cat "$work/victim/one.html")"
same 'a link for a folder: nor beside it' 'one.html' "$(ls "$work/victim")"
same 'a link for a folder: nothing waits' '' "$(find "$site" -maxdepth 1 -name .new)"
rm "$site/indicators"
ln -s "$work/victim" "$site/.new"
rm "$site/index.html"
ln -s "$work/victim/one.html" "$site/index.html"
run 'a link for a page, and for what waits' 0 rebuild
same 'a link for a page: replaced' 'precious' "$(cat "$work/victim/one.html")"
has 'a link for a page: the page' '</html>' "$site/index.html"
holds 'a link for a page: is a file' test ! -L "$site/index.html"

# --- pictures that cannot be written ---

cp "$site/indicators/one.html" "$work/page-before"
cp "$site/data/one.csv" "$work/data-before"
rm "$site/charts/one.svg"
mkdir -p "$site/charts/one.svg/in the way"
run 'a picture that cannot be written' 74 record one FY2005 5
same_files 'a picture that cannot be written: the page stays' "$work/page-before" "$site/indicators/one.html"
same_files 'a picture that cannot be written: the data stay' "$work/data-before" "$site/data/one.csv"
run 'a picture that cannot be written: site' 74 site
same_files 'a picture that cannot be written: site: the page stays' "$work/page-before" "$site/indicators/one.html"
rm -r "$site/charts/one.svg"
run 'it can be written again' 0 site
has 'it can be written again: the page' '<td>5</td>' "$site/indicators/one.html"

# --- that is not for us alone ---

chmod 777 "$site"
run 'everybody may write there' 77 site
has 'everybody may write there: said' 'site: everybody may write there' "$work/err"
mkdir -m 777 "$work/open"
run 'everybody may write there: elsewhere' 77 site -o "$work/open"
same 'everybody may write there: nothing is' '' "$(ls -A "$work/open")"
chmod 755 "$site"
if [ "$(id -u)" = 0 ]; then
	chown 65534 "$site"
	run 'another owner' 77 site
	has 'another owner: said' 'site: belongs to another user' "$work/err"
	chown 0 "$site"
fi
run 'ours again' 0 site

# --- of somebody else ---

if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	mkdir "$work/theirs"
	chmod 755 "$work" "$work/theirs"
	chmod -R a+rwX "$state"
	cp "$site/index.html" "$work/theirs/index.html"
	chmod 711 "$root" 2>/dev/null
	setpriv --reuid 65534 --regid 65534 --clear-groups "$binary" -c "$config" site -o "$work/theirs" >"$work/out" 2>"$work/err"
	status=$?
	if grep -q 'setpriv' "$work/err"; then
		echo '# skipped: nobody may run the program here'
	else
		same 'of somebody else: exit status' 77 "$status"
		has 'of somebody else: named' "$work/theirs" "$work/err"
		same 'of somebody else: left alone' 'index.html' "$(ls -A "$work/theirs")"
	fi
fi
finish
