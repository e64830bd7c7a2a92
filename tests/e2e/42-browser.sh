#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 42: the pages in a real browser (tests/browser): the catalogue's, as serve gives them, on screens of
# three widths, light and dark, and on paper. `make browser` visits every page and keeps pictures;
# here one of each kind, in both languages and editions. Skipped where there is no Chromium.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh
# shellcheck source=tests/e2e/demo.sh disable=SC1091
. tests/e2e/demo.sh

skip() {
	echo "# skipped: $1"
	finish
}

for tool in chromium node npm; do
	command -v "$tool" >/dev/null || skip "no $tool (make browser installs it)"
done
if [ "${USE_VALGRIND:-0}" = 1 ] || [ "${binary#*asan}" != "$binary" ]; then
	skip 'only what is served matters here'
fi

# What of npm it needs, by its lock, beside the copy that runs.
tool=$root/build/browser
mkdir -p "$tool"
cp "$root"/tests/browser/*.mjs "$tool"
if ! cmp -s "$root/tests/browser/package-lock.json" "$tool/package-lock.json" || [ ! -d "$tool/node_modules" ]; then
	cp "$root/tests/browser/package.json" "$root/tests/browser/package-lock.json" "$tool"
	if ! (cd "$tool" && npm ci --ignore-scripts --no-audit --no-fund >"$work/npm" 2>&1); then
		rm -f "$tool/package-lock.json"
		skip "npm ci: $(tail -n 1 "$work/npm")"
	fi
fi

# Beside the catalogue what nobody should have called anything.
use_catalogue
long=$(printf 'あ%.0s' $(seq 40))$(printf 'x%.0s' $(seq 60))
cat >>"$work/indicators.ini" <<END

[indicator odd]
title = <script>document.title = 1</script><img src=x onerror=alert(1)> "q"
  $long
unit = 人
frequency = monthly
better = higher
END
cat >>"$work/programs.ini" <<END

[program odd]
title = "><b>
  $long
policy = city-centre
moves = odd
budget.2024 = 1
summary = $long
END
run 'the catalogue is collected' 0 collect
run 'a figure with a note' 0 record odd 2026-01 12345678901 --note "$long"

# visit NAME ARGUMENTS... PAGE...: what a reader of the folder meets; its checks are counted as ours.
visit() {
	visit_name=$1
	shift
	rm -f "$work/serve.err"
	in_background "$binary" -c "$config" serve --listen 127.0.0.1:0 2>"$work/serve.err"
	wait_for 10 grep -q serving "$work/serve.err" || {
		fail "$visit_name" "$(cat "$work/serve.err")"
		return
	}
	base=$(sed -n 's|.* at \(http://[^ ]*/\) .*|\1|p' "$work/serve.err")
	node "$tool/visit.mjs" "$base" "$@" >"$work/visit" 2>"$work/visit.err"
	kill "$background"
	sed -e '$d' -e "s/^\(ok\|FAIL\) /&$visit_name: /" "$work/visit"
	counts=$(tail -n 1 "$work/visit")
	case "$counts" in
	*' passed, '*' failed')
		passed=$((passed + ${counts%% *}))
		failed=$((failed + $(echo "$counts" | sed 's/.*, \([0-9]*\) failed/\1/')))
		;;
	*) fail "$visit_name" "the visit did not end: $(head -c 600 "$work/visit.err")" ;;
	esac
	echo "# $(cat "$work/visit.err")"
}

set -- index.html indicators.html indicators/zoo-visitors.html indicators/lobo-di.html \
	indicators/odd.html policies/city-centre.html programs.html programs/ict-park.html \
	programs/odd.html alerts.html sources.html data.html about.html graphs.html en/index.html \
	en/indicators/zoo-visitors.html en/policies/city-centre.html en/about.html
if [ -n "${BROWSER_KEEP:-}" ]; then
	set -- --all --keep "$BROWSER_KEEP" "$@"
fi
visit inside --paper 'indicators/*.html' --paper 'en/indicators/*.html' --paper 'policies/*.html' --paper 'programs/*.html' \
	--paper alerts.html "$@"

sed -i 's/^audience *=.*/audience = public/' "$config"
run 'the public edition' 0 site
visit public index.html indicators/pedestrians.html programs/ict-park.html sources.html en/data.html
finish
