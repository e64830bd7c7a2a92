#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 44: what `make install` puts where, and that it works there: paths, manual and its examples,
# completion in three shells; that uninstall leaves nothing; that a source archive is the same
# bytes wherever it is made.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh
unset STATE_DIRECTORY XDG_CONFIG_HOME XDG_STATE_HOME

flavour=release
case $binary in */build/*/shihyo) flavour=$(basename "$(dirname "$binary")") ;; esac
make_here() {
	env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make --no-print-directory FLAVOUR="$flavour" "$@" >"$work/make" 2>&1
}

# --- install ---

tree=$work/tree
(umask 077 && make_here install DESTDIR="$tree" PREFIX=/usr)
same 'install: exit status' 0 "$?"
for file in bin/shihyo share/man/man1/shihyo.1 share/man/man5/shihyo.ini.5 share/shihyo/asahikawa/shihyo.ini \
	share/bash-completion/completions/shihyo share/zsh/site-functions/_shihyo \
	share/fish/vendor_completions.d/shihyo.fish share/doc/shihyo/examples/nginx.conf \
	share/doc/shihyo/examples/shihyo.cron share/doc/shihyo/README.md lib/systemd/system/shihyo.service \
	lib/systemd/system/shihyo-serve.service lib/systemd/system/shihyo-collect.service \
	lib/systemd/system/shihyo-collect.timer lib/sysusers.d/shihyo.conf lib/tmpfiles.d/shihyo.conf; do
	holds "install: $file" test -s "$tree/usr/$file"
done
same 'install: whatever the umask, all may read and nobody else may write' '' \
	"$(find "$tree/usr" ! -type l \( ! -perm -444 -o -perm /022 -o -type d ! -perm -555 \))"
find "$tree/usr/share" -name '*.md' | sort | while read -r text; do
	grep -o '](\([^)#]*\))' "$text" | sed 's/^](//; s/)$//' | grep -v '^[a-z]*:' | while read -r link; do
		[ -e "${text%/*}/$link" ] || echo "${text##*/}: $link"
	done
done >"$work/dead"
same 'install: every link between the texts leads to one' '' "$(cat "$work/dead")"
has 'install: they have links' ']\(TUTORIAL.md\)' "$tree/usr/share/doc/shihyo/README.md"
same 'install: no path of the place it was built in' '' "$(grep -rlI "$tree" "$tree/usr")"
same 'install: no other prefix' '' "$(grep -rlI '/usr/local/bin' "$tree/usr/lib" "$tree/usr/share/doc/shihyo/examples")"
holds 'sysusers: understood' systemd-sysusers --dry-run --inline "$(grep '^u' "$tree/usr/lib/sysusers.d/shihyo.conf")"
has 'cron: the user and the program' '^[0-9,]+ \* +\* +\* +\* +shihyo /usr/bin/shihyo -q collect$' \
	"$tree/usr/share/doc/shihyo/examples/shihyo.cron"
for unit in "$tree"/usr/lib/systemd/system/*; do
	# the program is not where the unit says, as it is installed below a folder
	sed "s|/usr/bin/shihyo|$tree/usr/bin/shihyo|" "$unit" >"$work/$(basename "$unit")"
done
for unit in shihyo.service shihyo-serve.service shihyo-collect.service shihyo-collect.timer; do
	holds "$unit: nothing to say against it" systemd-analyze verify --man=no "$work/$unit"
	same "$unit: nothing is said of it" '' "$(grep "$unit" "$work/held")"
done

# --- the manual ---

for page in "$tree"/usr/share/man/man*/*; do
	mandoc -Tlint -Wwarning "$page" >"$work/lint" 2>&1
	same "$(basename "$page"): mandoc has nothing to say" '' "$(cat "$work/lint")"
done
mandoc -Tutf8 "$tree/usr/share/man/man5/shihyo.ini.5" | col -b >"$work/ini.txt"
has 'shihyo.ini(5): where state is' 'STATE_DIRECTORY' "$work/ini.txt"

# The examples of shihyo(1), each as it stands there, with the shipped catalogue.
publish "$root/config/asahikawa/documents"
catalogue=$work/catalogue
mkdir -p "$catalogue" "$work/bin"
ln -s "$binary" "$work/bin/shihyo"
for file in "$tree"/usr/share/shihyo/asahikawa/*.ini; do
	sed -e "s|http://127.0.0.1:8722/|http://127.0.0.1:$port/|" -e 's|^state *=.*|state = state|' \
		-e 's|^output *=.*|output = site|' "$file" >"$catalogue/$(basename "$file")"
done
cp "$root/config/asahikawa/documents/lobo-201608.pdf" "$catalogue/report.pdf"
(cd "$catalogue" && SHIHYO_CONFIG=shihyo.ini "$binary" -q collect lobo zoo-visitors) >"$work/out" 2>"$work/err"
same 'the catalogue as installed: collected' 0 "$?"
sed -n '/^\.Sh EXAMPLES/,/^\.Sh SEE/s/^\.Dl //p' "$tree/usr/share/man/man1/shihyo.1" |
	sed 's/^[0-9*/ ]* shihyo/shihyo/' >"$work/examples"
same 'shihyo(1): it has examples' yes "$([ "$(wc -l <"$work/examples")" -ge 4 ] && echo yes)"
while read -r line; do
	(cd "$catalogue" && PATH="$work/bin:$PATH" SHIHYO_CONFIG=shihyo.ini sh -c "$line" </dev/null) >"$work/out" 2>"$work/err"
	same "shihyo(1): \`$line\`" 0 "$?"
done <"$work/examples"

# --- where a configuration and a state are looked for ---

home=$work/home
mkdir -p "$home/.config/shihyo" "$work/xdg/shihyo"
printf '[site]\ntitle = mine\n' >"$home/.config/shihyo/shihyo.ini"
cp "$home/.config/shihyo/shihyo.ini" "$work/xdg/shihyo/shihyo.ini"
state_of() {
	env "$@" "$binary" status 2>&1 | sed -n 's/.*no ledger in \([^:]*\):.*/\1/p'
}
same 'a user: ~/.config, ~/.local/state' "$home/.local/state/shihyo" "$(state_of HOME="$home")"
same 'a user: XDG_STATE_HOME' "$work/x/shihyo" "$(state_of HOME="$home" XDG_STATE_HOME="$work/x")"
same 'a user: XDG_CONFIG_HOME' "$work/x/shihyo" \
	"$(state_of HOME=/nowhere XDG_CONFIG_HOME="$work/xdg" XDG_STATE_HOME="$work/x")"
same 'a relative one is none' "$home/.local/state/shihyo" "$(state_of HOME="$home" XDG_STATE_HOME=x)"
same 'a service: STATE_DIRECTORY' /srv/one \
	"$(state_of HOME="$home" STATE_DIRECTORY=/srv/one:/srv/two)"
same 'a configuration that is named is nobody'"'s own" /var/lib/shihyo \
	"$(state_of HOME=/nowhere SHIHYO_CONFIG="$home/.config/shihyo/shihyo.ini")"
env HOME=/nowhere "$binary" -c /nowhere/none status >"$work/out" 2>&1
env HOME=/nowhere "$binary" status >"$work/out" 2>&1 || :
same 'nobody: that of the machine' yes "$(grep -q /etc/shihyo/shihyo.ini "$work/out" || [ -e /etc/shihyo/shihyo.ini ] && echo yes)"

# --- completion ---

export SHIHYO_CONFIG="$catalogue/shihyo.ini" PATH="$work/bin:$PATH" HOME="$home"
# in_bash WORDS...: what is proposed for the last of them.
in_bash() {
	bash --norc -c '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _shihyo
		printf "%s\n" "${COMPREPLY[@]}"' bash "$tree/usr/share/bash-completion/completions/shihyo" "$@" 2>&1 | paste -sd ' '
}
same 'bash: a command' collect "$(in_bash shihyo coll)"
same 'bash: an option' --dry-run "$(in_bash shihyo collect --dry)"
same 'bash: an option of all' --config "$(in_bash shihyo collect --conf)"
same 'bash: an id' pedestrians "$(in_bash shihyo collect --force pedest)"
same 'bash: behind -c FILE' collect "$(in_bash shihyo -c x.ini coll)"
same 'bash: a value' 'light dark' "$(in_bash shihyo chart --theme '')"
same 'bash: a value behind =' dark "$(in_bash shihyo chart --theme = d)"
same 'bash: a word' 'history' "$(in_bash shihyo alerts hi)"
same 'bash: once, then what it is about' yes "$(in_bash shihyo alerts ack '' | grep -w silence || echo yes)"
same 'bash: a word, then an id' 'zoo-lowest' "$(in_bash shihyo alerts ack zoo-l)"
same 'bash: a word and nothing but what it is about' 'office' "$(in_bash shihyo notify test '')"
same 'bash: a list' 'text json journal syslog' "$(in_bash shihyo --log-format '')"
same 'bash: a list of a command' 'fiscal-year' "$(in_bash shihyo parse period --frequency fis)"
same 'bash: a value of which nothing is known' '' "$(in_bash shihyo show --as-of 2)"
in_fish() {
	fish --no-config -c "source $tree/usr/share/fish/vendor_completions.d/shihyo.fish; complete -C '$1'" 2>&1 |
		cut -f 1 | paste -sd ' '
}
same 'fish: a command' collect "$(in_fish 'shihyo coll')"
same 'fish: an option' --dry-run "$(in_fish 'shihyo collect --dry')"
same 'fish: an id' pedestrians "$(in_fish 'shihyo collect pedest')"
same 'fish: once' yes "$(in_fish 'shihyo alerts ack ' | grep -w silence || echo yes)"
same 'fish: the first time' 'silence' "$(in_fish 'shihyo alerts sil')"
same 'fish: a list' 'journal json syslog text' "$(in_fish 'shihyo --log-format ')"
same 'fish: a value' 'dark light' "$(in_fish 'shihyo chart --theme ')"
# zsh completes only at a terminal: what the line became is what a function of that name is given.
cat >"$work/zsh" <<END
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z 'PS1= PS2= RPS1=; unsetopt zle_bracketed_paste 2>/dev/null; stty -echo'
zpty -w z 'fpath=($tree/usr/share/zsh/site-functions \$fpath); autoload -Uz compinit; compinit -u -D'
zpty -w z 'zstyle ":completion:*" menu no; shihyo() { print TO""OK"<\$*>" }'
for line in "\$@"; do
	zpty -w -n z "shihyo \$line"\$'\t\n'
	zpty -r -m z line '*TOOK<*>*'
	print -r -- "\${\${line##*TOOK<}%%>*}"
done
zpty -d z
END
in_zsh() {
	timeout 60 zsh -f "$work/zsh" "$@" 2>&1 | paste -sd '|'
}
same 'zsh: a command, an option, an id, a value, a word' \
	'collect|collect --dry-run|show pedestrians|chart --theme dark|alerts history|--log-format syslog' \
	"$(in_zsh coll 'collect --dry' 'show pedest' 'chart --theme d' 'alerts hi' '--log-format sys')"
run 'completion: no such shell' 64 completion csh
run 'completion: no such section' 64 completion ids colour
printf '[site]\nnonsense = 1\n' >"$work/broken.ini"
same 'completion: a broken configuration has no ids' '' "$(shihyo -c "$work/broken.ini" completion ids source 2>&1)"
unset SHIHYO_CONFIG

# --- uninstall ---

make_here uninstall DESTDIR="$tree" PREFIX=/usr
same 'uninstall: exit status' 0 "$?"
same 'uninstall: nothing is left' '' "$(find "$tree" ! -type d)"

# --- the source archive ---

mkdir -p "$work/a"
tar -C "$root" --exclude=./build --exclude=./.git --exclude=./shihyo -cf - . | tar -C "$work/a" -xf -
export GIT_AUTHOR_DATE='2026-03-01T09:00:00+09:00' GIT_COMMITTER_DATE='2026-03-01T09:00:00+09:00'
(cd "$work/a" && git init -q && git add -A &&
	git -c user.name=test -c user.email=test@example.jp -c commit.gpgsign=false commit -q -m test) >"$work/git" 2>&1
git clone -q "$work/a" "$work/elsewhere and deeper" >>"$work/git" 2>&1
dist() (
	cd "$1" || exit
	umask "$2"
	env -u MAKEFLAGS -u MAKELEVEL TZ="$3" LC_ALL=C make --no-print-directory dist 2>"$work/dist.err" | tail -n 1
)
one="$work/a/$(dist "$work/a" 022 UTC)"
other="$work/elsewhere and deeper/$(dist "$work/elsewhere and deeper" 077 Asia/Tokyo)"
holds 'dist: an archive' gzip -t "$one"
holds 'dist: the same bytes in another folder, umask and time zone' cmp "$one" "$other"
tar -tzf "$one" >"$work/list"
has 'dist: one folder, of the version' "^shihyo-$(sed -n 's/.*VERSION_TEXT "\(.*\)"/\1/p' core/version.h)/Makefile\$" "$work/list"
lacks 'dist: nothing that was built' '/build/|\.o$' "$work/list"
finish
