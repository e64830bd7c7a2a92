#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 39: ways to a document: https that a host asked for, a certificate of our own, a proxy, IPv6,
# names that are not of ASCII, packed transfers, cookies.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

# raw NAME [ADDRESS]: a server of canned answers; sets raw_port.
raw() {
	mkdir -p "$work/$1"
	python3 tests/tools/raw.py "$work/$1.port" "$work/$1" "${2:-127.0.0.1}" &
	started="$started $!"
	wait_for 10 test -s "$work/$1.port" || return 1
	raw_port=$(cat "$work/$1.port")
}

# answer FILE BODY [HEADER...]
answer() {
	answer_file=$1
	answer_body=$2
	shift 2
	{
		printf 'HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: %d\r\n' "$(wc -c <"$answer_body")"
		[ $# = 0 ] || printf '%s\r\n' "$@"
		printf '\r\n'
		cat "$answer_body"
	} >"$answer_file"
}

# source_at URL [KEY...]
source_at() {
	write_site
	cat >>"$config" <<END
[source a]
url = $1
format = csv
every = 1m
timeout = 10s

[indicator a]
title = test indicator
unit = 人
frequency = fiscal-year
better = higher
source = a
value = 人数
END
	shift
	for key in "$@"; do
		sed -i "s#^\[source a\]#&\n$key#" "$config"
	done
}
export SHIHYO_NOW=2026-03-01T00:00:00Z
mkdir -p "$served"
write_values "$served/a.csv" 2018 100 2019 110
certificate ca DNS:ca.invalid 300 '' CA:TRUE && certificate host DNS:localhost,IP:127.0.0.1 300 ca &&
	certificate us DNS:us 300 ca

# A host that asked for https is asked by nothing else, also after a restart.
"$publisher" --print-port --tls "$work/host.crt" "$work/host.key" "$served" >"$work/tls.log" 2>&1 &
started="$started $!"
holds 'TLS publisher' wait_for 10 test -s "$work/tls.log"
tls=$(head -n 1 "$work/tls.log")
source_at "http://localhost:$tls/a.csv" "cafile = $work/ca.crt"
run 'http to a server that has only https' 69 collect a
source_at "https://localhost:$tls/fault/secure/a.csv" "cafile = $work/ca.crt"
run 'https, and that it is to stay so' 0 collect a
source_at "http://localhost:$tls/a.csv" "cafile = $work/ca.crt"
run 'http, after that' 0 collect a
has 'http, after that: by https' '^a +(read|unchanged)' "$work/out"
SHIHYO_NOW=2027-03-03T00:00:00Z
run 'http, when that is over' 69 collect a
SHIHYO_NOW=2026-03-02T00:00:00Z

# The file of certificates of the site counts for its sources.
source_at "https://localhost:$tls/a.csv"
run 'nobody known signed it' 69 collect a
sed -i "s#^\[site\]#&\ncafile = $work/ca.crt#" "$config"
run 'cafile of the site' 0 collect a

# A certificate of our own.
mkdir "$work/wants"
answer "$work/wants/a.csv" "$served/a.csv"
(cd "$work/wants" && exec openssl s_server -accept 127.0.0.1:0 -cert "$work/host.crt" -key "$work/host.key" \
	-CAfile "$work/ca.crt" -Verify 1 -verify_return_error -HTTP) >"$work/wants.log" 2>&1 &
started="$started $!"
if wait_for 10 grep -q '^ACCEPT' "$work/wants.log"; then
	wants=$(sed -n 's/^ACCEPT .*:\([0-9]*\)$/\1/p' "$work/wants.log" | head -n 1)
	source_at "https://localhost:$wants/a.csv" "cafile = $work/ca.crt" 'robots = ignore: test server'
	run 'a publisher that wants a certificate' 69 collect a
	source_at "https://localhost:$wants/a.csv" "cafile = $work/ca.crt" 'robots = ignore: test server' \
		"certificate = $work/us.crt" "key = $work/us.key"
	run 'our certificate' 0 collect a
fi

# A proxy: names are its business, private addresses in numbers are not asked through it.
raw proxy || fail 'proxy' 'did not start'
answer "$work/proxy/a.csv.raw" "$served/a.csv" 'Set-Cookie: track=1; Max-Age=9999'
source_at http://no-such-host.invalid/a.csv
sed -i "s#^\[site\]#&\nproxy = http://127.0.0.1:$raw_port#" "$config"
run 'a proxy' 0 collect a
has 'a proxy: it was asked' '^GET http://no-such-host.invalid/a.csv HTTP' "$work/proxy/log"
has 'a proxy: for robots.txt first' '^GET http://no-such-host.invalid(:80)?/robots.txt HTTP' "$work/proxy/log"
source_at http://no-such-host.invalid/away
sed -i "s#^\[site\]#&\nproxy = http://127.0.0.1:$raw_port#" "$config"
printf 'HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/x\r\nContent-Length: 0\r\n\r\n' >"$work/proxy/away.raw"
run 'a proxy is not led to private addresses' 69 collect a
lacks 'a proxy is not led to private addresses: not asked' '169\.254' "$work/proxy/log"
source_at http://other.invalid/a.csv
http_proxy=http://127.0.0.1:$raw_port run 'the proxy of the environment' 0 collect a
has 'the proxy of the environment: it was asked' 'http://other.invalid/a.csv' "$work/proxy/log"
source_at http://統計.例.invalid/a.csv
http_proxy=http://127.0.0.1:$raw_port run 'a name in Japanese' 0 collect a
has 'a name in Japanese: as the network has it' 'GET http://xn--[a-z0-9-]*\.xn--[a-z0-9-]*\.invalid/a.csv' "$work/proxy/log"

# IPv6.
if raw six ::1; then
	answer "$work/six/a.csv.raw" "$served/a.csv"
	source_at "http://[::1]:$raw_port/a.csv"
	run 'IPv6' 0 collect a
fi

# Packed transfers; cookies that are not sent back.
raw packed || fail 'packed' 'did not start'
gzip -nc "$served/a.csv" >"$work/a.gz"
answer "$work/packed/gzip.csv.raw" "$work/a.gz" 'Content-Encoding: gzip' 'Set-Cookie: a=b'
source_at "http://127.0.0.1:$raw_port/gzip.csv"
run 'gzip' 0 collect a
if command -v zstd >/dev/null 2>&1; then
	zstd -qc "$served/a.csv" >"$work/a.zst"
	answer "$work/packed/zstd.csv.raw" "$work/a.zst" 'Content-Encoding: zstd'
	source_at "http://127.0.0.1:$raw_port/zstd.csv"
	run 'zstd' 0 collect a
fi
head -c 20 "$work/a.gz" >"$work/cut.gz"
answer "$work/packed/cut.csv.raw" "$work/cut.gz" 'Content-Encoding: gzip'
source_at "http://127.0.0.1:$raw_port/cut.csv"
run 'gzip, cut off' 69 collect a
answer "$work/packed/odd.csv.raw" "$served/a.csv" 'Content-Encoding: compress'
source_at "http://127.0.0.1:$raw_port/odd.csv"
run 'packed in a way that nobody asked for' 69 collect a
has 'packed in a way that nobody asked for: said' 'not asked for, expected gzip, br, zstd or nothing' "$work/out"
same 'the figures' 'FY2018,100 FY2019,110 ' "$(values a | tr '\n' ' ')"
run 'verify' 0 verify
finish
