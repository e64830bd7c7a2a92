#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 43: the tutorials, line by line; init and add; what add leaves as it is when something would be
# wrong; a document that the tutorials do not name.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

mkdir -p "$work/bin"
ln -s "$binary" "$work/bin/shihyo"
unset STATE_DIRECTORY XDG_CONFIG_HOME XDG_STATE_HOME COLUMNS
export HOME="$work/home"

# --- the tutorials ---

for language in en ja; do
	document=docs/TUTORIAL.md
	[ "$language" = en ] || document=docs/TUTORIAL.ja.md
	city=$work/$language
	mkdir -p "$city/published"
	rm -f "$work/publisher.log"
	publish "$city/published"
	rmdir "$city/published" # the reader makes it
	PATH="$work/bin:$PATH" python3 tests/e2e/console.py "$document" "$city" 127.0.0.1:8000 "127.0.0.1:$port" >"$work/steps" 2>&1
	cat "$work/steps"
	good=$(grep -c '^ok ' "$work/steps")
	bad=$(grep -c '^FAIL ' "$work/steps")
	passed=$((passed + good))
	failed=$((failed + bad))
	same "$document: all of it" yes "$([ "$good" -ge 14 ] && [ "$bad" = 0 ] && echo yes)"
done

# --- init ---

new=$work/new
LC_ALL=ja_JP.UTF-8 shihyo init "$new/" >"$work/out" 2>"$work/err"
same 'init: exit status' 0 "$?"
has 'init: in the language of the terminal' '^language = ja$' "$new/shihyo.ini"
has 'init: what comes next' "shihyo -c $new/shihyo.ini add" "$work/out"
holds 'init: it is right' "$binary" -c "$new/shihyo.ini" check-config
same 'init: every key of the site is in it' "$(shihyo check-config --sample | sed -n '/^\[site\]/,/^\[source/s/^;\{0,1\}\([a-z_]*\) = .*/\1/p' | sort)" \
	"$(sed -n 's/^;\{0,1\}\([a-z_]*\) = .*/\1/p' "$new/shihyo.ini" | sort)"
sed 's/^;\(templates\|include\) /#\1 /; s/^;//' "$new/shihyo.ini" >"$new/active.ini"
holds 'init: and all of them could be set' "$binary" -c "$new/active.ini" check-config
rm -f "$new/active.ini"
sum=$(sha256sum <"$new/shihyo.ini")
shihyo init "$new" >"$work/out" 2>"$work/err"
same 'init: a folder with something in it is refused' 64 "$?"
same 'init: and left as it is' "$sum" "$(sha256sum <"$new/shihyo.ini")"
mkdir "$work/empty"
LC_ALL=C shihyo init "$work/empty" >/dev/null 2>&1
has 'init: an empty folder; English elsewhere' '^language = en$' "$work/empty/shihyo.ini"
mkdir -p "$HOME/.config"
shihyo init "$HOME/.config/shihyo" --language ja >"$work/out" 2>&1
same 'init: where shihyo looks by itself, state and output are as they are by default' '' \
	"$(grep -E '^(state|output) ' "$HOME/.config/shihyo/shihyo.ini")"
lacks 'init: nor is its path named' ' -c ' "$work/out"
same 'init: and it is found there' "$HOME/.local/state/shihyo" \
	"$(shihyo status 2>&1 | sed -n 's/.*no ledger in \([^:]*\):.*/\1/p')"
shihyo init "$work/fr" --language fr >"$work/out" 2>&1
same 'init: a language that there is not' 64 "$?"
holds 'init: nothing is made then' test ! -e "$work/fr"

# --- add ---

rm -f "$work/publisher.log"
publish "$served"
config=$new/shihyo.ini
sed -i 's/^;delay = .*/delay = 0ms/' "$config"
chmod 0640 "$config"
cp "$root/tests/data/suggest/consumer-prices.csv" "$served/prices.csv"
run 'add: shows what it would do' 0 add "http://127.0.0.1:$port/prices.csv"
sum=$(sha256sum <"$config")
has 'add: as a table' '^ +1  prices ' "$work/out"
has 'add: and as sections' '^\[source prices\]$' "$work/out"
same 'add: nothing was written' "$sum" "$(sha256sum <"$config")"
before=$(wc -c <"$config")
cp "$config" "$work/before.ini"
run 'add: written' 0 add "http://127.0.0.1:$port/prices.csv" --only 1 --write
head -c "$before" "$config" >"$work/head.ini"
same_files 'add: what stood there is as it was' "$work/before.ini" "$work/head.ini"
same 'add: so is its mode' 640 "$(stat -c %a "$config")"
same 'add: one source, one indicator' '1 1' "$(grep -c '^\[source' "$config") $(grep -c '^\[indicator' "$config")"
run 'add: what was said is collected' 0 collect
same 'add: the very figures' 2025-03,107.9 "$(shihyo -c "$config" show prices --csv | tail -n 1 | cut -d, -f 1,2)"
run 'add: an address that is there already' 64 add "http://127.0.0.1:$port/prices.csv"
has 'add: by which source' 'source prices reads this address' "$work/err"
cp "$served/prices.csv" "$served/other.csv"
sed -i 's/$/ /' "$served/other.csv"
mkdir "$served/deep"
cp "$served/prices.csv" "$served/deep/prices.csv"
run 'add: another document of that name gets another id' 0 add "http://127.0.0.1:$port/deep/prices.csv"
has 'add: the next one' '^\[source prices-2\]$' "$work/out"
run 'add: an id that is taken' 64 add "http://127.0.0.1:$port/deep/prices.csv" --id prices
run 'add: an id that is none' 64 add "http://127.0.0.1:$port/deep/prices.csv" --id 'Prices!'
run 'add: a number that was not suggested' 64 add "http://127.0.0.1:$port/deep/prices.csv" --only 77
run 'add: nothing there' 69 add "http://127.0.0.1:$port/none.csv"
printf '<html><body><p>Nothing here.</p></body></html>' >"$served/nothing.html"
run 'add: nothing in it' 65 add "http://127.0.0.1:$port/nothing.html"
run 'add: a file can be looked at' 0 add "$served/deep/prices.csv"
run 'add: without an address it is not written' 64 add "$served/deep/prices.csv" --write
has 'add: what to do instead' 'shihyo import' "$work/err"
run 'add: with one it is' 0 add "$served/deep/prices.csv" --url https://example.jp/deep.csv --id deep --only 1 --write
has 'add: that one' '^url       = https://example.jp/deep.csv$' "$config"
printf '年度,職員\n令和4年度,12\n令和5年度,13\n' >"$served/staff.csv"
run 'add: a unit that is nowhere printed' 0 add "http://127.0.0.1:$port/staff.csv"
has 'add: is asked for' '--unit' "$work/out"
run 'add: a unit that is said' 0 add "http://127.0.0.1:$port/staff.csv" --unit 名
has 'add: is in the section' '^unit      = 名$' "$work/out"
lacks 'add: and not asked for' '--unit' "$work/out"
# Id "gone" was something else once: the ledger still has it.
cat >>"$config" <<END

[indicator gone]
title = gone
unit = 円
frequency = fiscal-year
better = higher
END
run 'an indicator that will be taken away' 0 record gone FY2020 5
sed -i '/^\[indicator gone\]/,$d' "$config"
sum=$(sha256sum <"$config")
run 'add: an id that the ledger knows as something else' 78 add "http://127.0.0.1:$port/other.csv" --id gone --only 1 --write
same 'add: nothing was written then' "$sum" "$(sha256sum <"$config")"
same 'add: nor left beside it' '' "$(find "$new" -name '*.tmp-*')"
printf 'secret = x' >>"$config"
run 'add: a configuration that is wrong already' 78 add "http://127.0.0.1:$port/other.csv" --write
sed -i '/^secret = x/d' "$config"
ln -s shihyo.ini "$new/link.ini"
shihyo -c "$new/link.ini" add "http://127.0.0.1:$port/other.csv" --only 1 --write >"$work/out" 2>&1
same 'add: through a link' 0 "$?"
holds 'add: the link stays one' test -L "$new/link.ini"
has 'add: and its file has it' '^\[source other\]$' "$config"

# Addresses that are refused before anything is sent, and not said again when a login is in them.
for address in "http://user:PLANTED-word@127.0.0.1:$port/other.csv" ftp://example.jp/other.csv \
	htp://user:PLANTED-word@127.0.0.1/other.csv; do
	run "add: refused" 64 add "$address"
	cat "$work/out" "$work/err" >>"$work/refused"
done
run 'add: a login in --url' 64 add "$served/deep/prices.csv" --url 'https://user:PLANTED-word@example.jp/x.csv'
cat "$work/out" "$work/err" >>"$work/refused"
has 'add: what to do with a login' 'the address has a user and password in it.*auth = basic:FILE' "$work/refused"
has 'add: the schemes that are taken' 'ftp://: expected http:// or https://' "$work/refused"
has 'add: another scheme with a login' 'htp://: expected http:// or https://' "$work/refused"
lacks 'add: the password is not said' 'PLANTED-word' "$work/refused"
finish
