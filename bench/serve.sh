#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# serve.sh [SECONDS]: requests per second, the slowest hundredth and memory of `shihyo serve` beside
# nginx on the same files, one after the other: a page, a page packed, a
# style sheet, a picture, an answer of the API (which nginx has as a file). nginx runs as packaging/nginx.conf has it,
# without TLS, with one worker, for serve is one process too. Everything goes to build/bench/serve.
set -eu
seconds=${1:-4}
root=$PWD
shihyo=$root/shihyo
folder=build/bench/serve
rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
folder=$PWD
servers=
export SHIHYO_NOW=2026-03-01T09:00:00+09:00
# shellcheck disable=SC2086  # the list is meant to split
trap 'kill $servers 2>/dev/null; wait' EXIT
trap 'exit 130' INT TERM

# The shipped catalogue, with figures by hand that are made up.
cp "$root"/config/asahikawa/*.ini .
sed -i -e 's|^state = .*|state = state|' -e 's|^output = .*|output = site|' shihyo.ini
for year in $(seq 1990 2024); do echo "FY$year,$((1000000 + year * 7))"; done |
	sed '1i period,value' >values.csv
"$shihyo" -q -c shihyo.ini import zoo-visitors values.csv >/dev/null
"$shihyo" -q -c shihyo.ini site >/dev/null
mkdir -p site/api/indicators
chmod a+rx . site

# await FILE PATTERN
await() {
	until grep -q "$2" "$1" 2>/dev/null; do sleep 0.1; done
}

"$shihyo" -c shihyo.ini serve --listen 127.0.0.1:0 2>serve.log &
servers=$!
serve=$!
await serve.log ' at http'
ours=$(sed -n 's|.* at http://\(127[^/]*\)/.*|\1|p' serve.log)

theirs=127.0.0.1:18480
cat >nginx.conf <<END
daemon off;
worker_processes 1;
pid $folder/nginx.pid;
error_log $folder/nginx.err;
events { worker_connections 2048; }
http {
	access_log off;
	sendfile on;
	tcp_nopush on;
	keepalive_requests 100000;
	client_body_temp_path $folder/nginx-body;
	proxy_temp_path $folder/nginx-proxy;
	fastcgi_temp_path $folder/nginx-fastcgi;
	uwsgi_temp_path $folder/nginx-uwsgi;
	scgi_temp_path $folder/nginx-scgi;
	gzip on;
	gzip_vary on;
	gzip_types text/css application/json;
	types { text/html html; image/png png; text/css css; application/json json; }
	default_type application/json;
	server {
		listen $theirs;
		root $folder/site;
		index index.html;
		disable_symlinks on;
		add_header Content-Security-Policy "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
		add_header X-Content-Type-Options nosniff;
		add_header Referrer-Policy no-referrer;
	}
}
END
nginx -c "$folder/nginx.conf" 2>nginx.start &
servers="$servers $!"
nginx=$!
until wrk -c 1 -t 1 -d 1 "http://$theirs/" >/dev/null 2>&1; do sleep 0.1; done

# What the API says, as a file for the other.
python3 - "$ours" >site/api/indicators/zoo-visitors <<'END'
import sys, urllib.request
sys.stdout.write(urllib.request.urlopen("http://" + sys.argv[1] + "/api/indicators/zoo-visitors").read().decode())
END

# memory PID...: KiB that are theirs alone or their share of what is shared.
memory() {
	for pid in "$@"; do cat "/proc/$pid/smaps_rollup"; done | awk '/^Pss:/ { sum += $2 } END { print sum }'
}

# ask WHERE TARGET [HEADER]: "requests-per-second p99".
ask() {
	wrk -t 1 -c 50 -d "$seconds" --latency ${3:+-H "$3"} "http://$1$2" >wrk.out
	if grep -q 'Non-2xx' wrk.out; then
		echo "serve: $1$2 failed" >&2
		exit 1
	fi
	awk '/99%/ { p = $2 } /^Requests\/sec/ { r = $2 } END { printf "%.0f %s\n", r, p }' wrk.out
}

# row NAME TARGET [HEADER]: the better of ROUNDS (3) rounds by turns, for others work here, too.
row() {
	best=
	for _ in $(seq "${ROUNDS:-3}"); do
		best="$best$(ask "$ours" "$2" "${3:-}") $(ask "$theirs" "$2" "${3:-}")
"
	done
	printf '%s' "$best" | awk -v name="$1" '
		$1 > one { one = $1; p = $2 }
		$3 > other { other = $3; q = $4 }
		END { printf "| %s | %d | %d | %.2f | %s | %s |\n", name, one, other, one / other, p, q }'
}

# Not asked for: a page that the client has. wrk waits for the body of a 304 that says how long the
# page is, as a server may.
{
	echo "| 50 connections, $seconds s each | serve, 1/s | nginx, 1/s | ratio | serve p99 | nginx p99 |"
	echo '|---|--:|--:|--:|--:|--:|'
	row "home page ($(wc -c <site/index.html) bytes)" /
	row 'home page, packed' / 'Accept-Encoding: gzip'
	row "style sheet ($(wc -c <site/style.css) bytes)" /style.css
	row "picture ($(wc -c <site/charts/zoo-visitors.png) bytes)" /charts/zoo-visitors.png
	row "an indicator by the API ($(wc -c <site/api/indicators/zoo-visitors) bytes)" /api/indicators/zoo-visitors
	echo
	# shellcheck disable=SC2046  # the list is meant to split
	echo "Memory after it: serve $(memory "$serve") KiB, nginx $(memory "$nginx" $(pgrep -P "$nginx")) KiB."
} | tee table.md
