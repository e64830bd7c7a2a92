# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
# demo.sh: the shipped catalogue in a scenario's folder, as scripts/demo.sh sets it up.

# use_catalogue: copies config/asahikawa to $work; its documents are served by the publisher.
use_catalogue() {
	publish "$root/config/asahikawa/documents"
	for part in sources indicators programs alerts graphs; do
		sed "s|http://127.0.0.1:8722/|http://127.0.0.1:$port/|" \
			"$root/config/asahikawa/$part.ini" >"$work/$part.ini"
	done
	sed -e 's|^state *=.*|state = state|' -e 's|^output *=.*|output = site|' \
		"$root/config/asahikawa/shihyo.ini" >"$config"
	sources=$(sed -n 's/^\[source \(.*\)\]/\1/p' "$work/sources.ini")
	addresses=$(grep -c "http://127.0.0.1:$port/" "$work/sources.ini") # one a line
}

# expect ID: period,value lines of the committed list, in the order and form of `found`.
expect() {
	grep "^$1," "$root/tests/e2e/catalogue.csv" | cut -d, -f2,3 | sed '/\.[0-9]/s/\.0$//' | sort
}

# read_pages FILE...: FYyear,figure of the zoo's pages, written with other means than the program's
# own: the year from its `(1983年)`, the figure from its only text of the form 59万7133人.
read_pages() {
	for read_page; do
		iconv -f UTF-8 -t UTF-8 "$read_page" 2>/dev/null || iconv -f CP932 -t UTF-8 "$read_page"
	done | tr '<>' '\n\n' | sed -nE \
		-e 's/^.*\(([0-9]{4})年\)$/FY\1/p' -e 's/^([0-9]+)万([0-9]+)人$/\1 \2/p' |
		awk '/^FY/ { year = $1; next } { printf "%s,%d%04d\n", year, $1, $2 }' | sort
}

# found ID: what the program holds, in the same form.
found() {
	get show "$1" --csv | sed -e 1d -e 's/,[^,]*$//' -e '/\.[0-9]/s/\.0$//' | sort
}
