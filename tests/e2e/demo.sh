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
}

# The text of a document, whatever its encoding, and without quotes and carriage returns; a comma
# inside a number goes too.
read_document() {
	if iconv -f UTF-8 -t UTF-8 "$1" >/dev/null 2>&1; then
		cat "$1"
	else
		iconv -f CP932 -t UTF-8 "$1"
	fi | tr -d '\r' | sed -E ':a; s/"([^",]*),([^"]*)"/"\1\2"/; ta; s/"//g'
}

# expect FREQUENCY COLUMN DOCUMENT...: period,value of every row that starts with a period; the
# first document to name a period wins. Written with other means than the program's own.
expect() {
	expect_kind=$1
	expect_column=$2
	shift 2
	for expect_file; do
		read_document "$root/config/asahikawa/documents/$expect_file.csv"
	done | awk -F, -v kind="$expect_kind" -v column="$expect_column" '
		function year(text) {
			if (text ~ /^昭和/) return substr_after(text, "昭和") + 1925
			if (text ~ /^平成/) return substr_after(text, "平成") + 1988
			if (text ~ /^令和/) return substr_after(text, "令和") + 2018
			return text + 0
		}
		function substr_after(text, prefix) {
			sub("^" prefix, "", text)
			sub("^元", "1", text)
			return text + 0
		}
		{
			label = $1
			if (kind == "fiscal-year" && label !~ /^(昭和|平成|令和)([0-9]+|元)年度$/) next
			if (kind == "monthly" && label !~ /^((昭和|平成|令和)([0-9]+|元)|[0-9][0-9][0-9][0-9])年[0-9]+月$/) next
			value = $column
			gsub("▲", "-", value)
			gsub("約", "", value)
			sub(/\.0$/, "", value)
			month = label
			sub(/^.*年/, "", month)
			period = kind == "monthly" ? sprintf("%04d-%02d", year(label), month + 0) \
				: sprintf("FY%d", year(label))
			if (!(period in seen)) print period "," value
			seen[period] = 1
		}' | sort
}

# found ID: what the program holds, in the same form.
found() {
	get show "$1" --csv | sed -e 1d -e 's/,[^,]*$//' -e '/\.[0-9]/s/\.0$//' | sort
}
