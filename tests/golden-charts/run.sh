#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [keep]: draws what is listed below with the real binary, and compares each with what is kept
# here: the drawing (SVG: every word, place and colour) always, the picture (PNG) as an eye would, where
# fonts and libraries are those that the kept ones were drawn with. `keep` keeps what was drawn: look at
# it first. What was drawn is in build/golden-charts.
set -u
here=tests/golden-charts
look=$PWD/build/look
binary=${SHIHYO_BINARY:-$PWD/shihyo}
work=$PWD/build/golden-charts
drawn=$work/drawn
passed=0
failed=0
publisher=
unset SHIHYO_CONFIG JOURNAL_STREAM
export SHIHYO_NOW=2026-03-01T09:00:00+09:00

# NAME SITE SHRINK ARGUMENTS: pictures of the shipped catalogue and of made-up figures (hard.ini).
list() {
	cat <<'END'
lobo-di shipped 1 lobo-di
graduates-local shipped 2 graduates-local
pedestrians shipped 1 pedestrians
zoo-visitors shipped 1 zoo-visitors
zoo-visitors-monthly shipped 2 zoo-visitors-monthly
two hard 1 two
policy-city-centre shipped 2 --policy city-centre
policy-centre hard 2 --policy centre
program-ict-park shipped 2 --program ict-park
compare-lobo-di-national-lobo-di shipped 2 --compare lobo-di national-lobo-di
years-two hard 2 --overlay-years two
zoo-visitors.dark shipped 2 zoo-visitors --theme dark
lobo-di.wide shipped 2 lobo-di --size wide
zoo-visitors.thumbnail shipped 1 zoo-visitors --size thumbnail
empty hard 2 empty
one hard 2 one
equal hard 2 equal
tiny hard 2 tiny
huge hard 2 huge
long-title hard 2 long-title
many hard 2 many
six hard 2 six
forty hard 2 forty
negative hard 2 negative
END
}

trap '[ -z "$publisher" ] || kill "$publisher" 2>/dev/null' EXIT
trap 'exit 1' INT TERM

ok() {
	passed=$((passed + 1))
	echo "ok $1"
}

fail() {
	failed=$((failed + 1))
	echo "FAIL $1: $2"
}

end() {
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
	exit
}

die() {
	fail "$1" "$2"
	end
}

# What pixels depend on; a distribution's repairs (behind the last hyphen) do not draw otherwise.
versions() {
	uname -m
	dpkg-query -W -f '${Package} ${Version}\n' libcairo2 libfontconfig1 libfreetype6 libharfbuzz0b \
		libpango-1.0-0 libpangocairo-1.0-0 libpixman-1-0 fonts-ipaexfont-gothic 2>&1 | sed 's/-[^-]*$//'
}

# The font that is always installed for building, and no other.
choose_font() {
	cat >"$work/fonts.conf" <<END
<?xml version="1.0"?>
<fontconfig><dir>/usr/share/fonts/opentype/ipaexfont-gothic</dir><cachedir>$work/fonts</cachedir></fontconfig>
END
	export FONTCONFIG_FILE="$work/fonts.conf"
}

# The shipped catalogue, collected from a publisher on a free port.
make_shipped() {
	mkdir -p "$work/shipped"
	build/publisher --port 0 --print-port config/asahikawa/documents >"$work/publisher.log" 2>&1 &
	publisher=$!
	port=
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		port=$(sed -n '1{s/[^0-9]//g;p;}' "$work/publisher.log")
		[ -n "$port" ] && break
		sleep 0.2
	done
	[ -n "$port" ] || die publisher 'did not start'
	for file in config/asahikawa/*.ini; do
		sed -e "s|http://127.0.0.1:8722/|http://127.0.0.1:$port/|" -e 's|^state *=.*|state = state|' \
			-e 's|^output *=.*|output = site|' "$file" >"$work/shipped/${file##*/}"
	done
	# shellcheck disable=SC2046  # ids have no spaces
	"$binary" -c "$work/shipped/shihyo.ini" collect \
		$(sed -n 's/^\[source \(.*\)\]/\1/p' "$work/shipped/sources.ini") >"$work/collect.log" 2>&1 ||
		die collect "$(tail -n 3 "$work/collect.log")"
}

make_hard() {
	mkdir -p "$work/hard"
	sh "$here/figures.sh" "$work/hard"
	cat "$here/hard.ini" "$work/hard/programs.ini" >"$work/hard/shihyo.ini"
	for file in "$work"/hard/*.csv; do
		name=$(basename "$file" .csv)
		"$binary" -c "$work/hard/shihyo.ini" import --no-draw "$name" "$file" >"$work/import.log" 2>&1 ||
			die "import $name" "$(tail -n 3 "$work/import.log")"
	done
}

# An indicator is drawn in two formats, other pictures one after the other.
draw() {
	draw_site=$1
	shift
	for format in png svg; do
		"$binary" -c "$work/$draw_site/shihyo.ini" chart "$@" -o "$drawn" --format "$format" \
			>"$work/draw.log" 2>&1 || return 1
	done
}

compare() {
	if said=$("$look" drawing "$here/$1.svg" "$drawn/$1.svg" 2>&1); then
		ok "$1: drawing"
	else
		fail "$1: drawing" "$said"
	fi
	[ -n "$pixels" ] || return
	if said=$("$look" picture "$here/$1.png" "$drawn/$1.png" "$2" 2>&1); then
		ok "$1: picture, $said"
	else
		fail "$1: picture" "$said; see $drawn/$1.png"
	fi
}

keep() {
	cp "$drawn/$1.svg" "$here/$1.svg"
	"$look" keep "$drawn/$1.png" "$here/$1.png" "$2" || die "$1" 'cannot be kept'
	echo "kept $1"
}

# --- that the comparison sees what it is for, and nothing else ---

# place TEXT FILE: "X BASELINE WIDTH" of a text.
place() {
	sed -n "s|^<text x=\"\([0-9]*\)[0-9.]*\" y=\"\([0-9]*\)[0-9.]*\".* textLength=\"\([0-9]*\)[0-9.]*\".*>$1</text>\$|\1 \2 \3|p" "$2" | head -n 1
}

# sees NAME WANTED-STATUS KIND ARGUMENTS...
sees() {
	sees_name=$1
	sees_wanted=$2
	shift 2
	said=$("$look" "$@" 2>&1)
	if [ $? = "$sees_wanted" ]; then
		ok "proof: $sees_name"
	else
		fail "proof: $sees_name" "$said"
	fi
}

prove_pictures() {
	picture=$drawn/pedestrians.png
	for shrink in 1 2; do
		"$look" keep "$picture" "$work/kept.png" "$shrink"
		sees "the same ($shrink)" 0 picture "$work/kept.png" "$picture" "$shrink"
		"$look" spoil jitter "$picture" "$work/spoilt.png"
		sees "antialiasing is not seen ($shrink)" 0 picture "$work/kept.png" "$work/spoilt.png" "$shrink"
		"$look" spoil move "$picture" "$work/spoilt.png" "$label_x" "$label_y" "$label_w" 15 6
		sees "a label moved by 6 pixels is ($shrink)" 1 picture "$work/kept.png" "$work/spoilt.png" "$shrink"
		"$look" spoil paint "$picture" "$work/spoilt.png" 0072b2 009e73
		sees "another colour is ($shrink)" 1 picture "$work/kept.png" "$work/spoilt.png" "$shrink"
		"$look" spoil erase "$picture" "$work/spoilt.png" "$line_x" "$line_y" 900 4
		sees "a missing line is ($shrink)" 1 picture "$work/kept.png" "$work/spoilt.png" "$shrink"
	done
}

prove_drawings() {
	drawing=$drawn/pedestrians.svg
	sed 's|^<text x="\([0-9]*\)[.0-9]*"|<text x="\1"|' "$drawing" >"$work/spoilt.svg"
	sees 'places within a point are not seen' 0 drawing "$drawing" "$work/spoilt.svg"
	sed "s|^<text x=\"${label_x}[0-9.]*\"|<text x=\"$((label_x + 6))\"|" "$drawing" >"$work/spoilt.svg"
	sees 'a label moved by 6 points is' 1 drawing "$drawing" "$work/spoilt.svg"
	sed 's|73,119|73,118|' "$drawing" >"$work/spoilt.svg"
	sees 'another figure is' 1 drawing "$drawing" "$work/spoilt.svg"
	sed 's|#0072b2|#0072b3|' "$drawing" >"$work/spoilt.svg"
	sees 'another colour is, in a drawing' 1 drawing "$drawing" "$work/spoilt.svg"
	sed '0,/^<polyline/{/^<polyline/d;}' "$drawing" >"$work/spoilt.svg"
	sees 'a missing grid line is' 1 drawing "$drawing" "$work/spoilt.svg"
}

prove() {
	# shellcheck disable=SC2046  # three numbers
	set -- $(place 73,119 "$drawn/pedestrians.svg")
	label_x=$1
	label_y=$(($2 - 11))
	label_w=$(($3 + 2))
	# the target's line, dashed
	# shellcheck disable=SC2046
	set -- $(sed -n 's|^<polyline points="\([0-9]*\)[0-9.]*,\([0-9]*\).*stroke-dasharray.*|\1 \2|p' \
		"$drawn/pedestrians.svg" | head -n 1)
	line_x=$1
	line_y=$(($2 - 2))
	prove_pictures
	prove_drawings
}

rm -rf "$work"
mkdir -p "$drawn"
choose_font
make_shipped
make_hard
versions >"$work/drawn-with"
pixels=
if cmp -s "$work/drawn-with" "$here/drawn-with"; then
	pixels=yes
	echo 'pictures: compared, fonts and libraries are those they were drawn with'
elif [ "${1:-}" != keep ]; then
	echo 'pictures: NOT compared, as they were drawn with others (drawings are):'
	diff "$here/drawn-with" "$work/drawn-with"
fi
while read -r name site shrink arguments; do
	# shellcheck disable=SC2086  # arguments have no spaces
	if ! draw "$site" $arguments; then
		fail "$name" "is not drawn: $(tail -n 2 "$work/draw.log")"
	elif [ "${1:-}" = keep ]; then
		keep "$name" "$shrink"
	else
		compare "$name" "$shrink"
	fi
done <<END
$(list)
END
[ "${1:-}" != keep ] || cp "$work/drawn-with" "$here/drawn-with"
prove
end
