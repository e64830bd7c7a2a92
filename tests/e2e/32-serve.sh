#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 32: serve: what it gives, to whom, and what it does not: malformed requests, ways out of the
# folder, other methods, slow and many clients, editions, an end by signal; nothing is written.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh
# What serve may still do when it serves is not enough for the leak check at its end: that needs
# ptrace. The unit tests of its parts look for leaks.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

publish "$served"
write_site
add_pair good
cat >>"$config" <<END
[indicator hidden]
title = SECRET
unit = x
frequency = monthly
better = higher
public = no

[alert low]
indicator = good
when = below 100

END
write_values "$served/good.csv" 2021 110 2022 90
run 'figures' 0 collect
run 'by hand' 0 record hidden 2026-01 8888 --note 'SECRET'

# start NAME [OPTIONS...]: sets where it is (a port, or the path of a socket) and $server.
start() {
	start_name=$1
	shift
	rm -f "$work/serve.err" # what the one before it said is not waited for
	"$binary" -c "$config" serve "$@" 2>"$work/serve.err" &
	server=$!
	started="$started $server"
	if wait_for 10 grep -q 'serving' "$work/serve.err"; then
		ok "$start_name: started"
	else
		fail "$start_name" "did not start: $(cat "$work/serve.err")"
		finish
	fi
	where=$(sed -n 's|.* at http://[^ ]*:\([0-9]*\)/ .*|\1|p;s|.* at unix:\([^ ]*\) .*|\1|p' "$work/serve.err" | head -n 1)
}

# stop NAME: ends by SIGTERM, with status 0.
stop() {
	kill -TERM "$server"
	wait "$server"
	same "$1: ends by SIGTERM" 0 "$?"
}

visit() {
	python3 tests/e2e/visitor.py "$where" "$@"
}

# status TARGET [HEADER...]: of a GET.
status() {
	visit get "$@" | sed -n '1s/HTTP[^ ]* \([0-9]*\).*/\1/p'
}

# header NAME: of the answer on standard input.
header() {
	sed -n "s/^$1: //Ip"
}

# fingerprint: all bytes in the state folder, but for SQLite's table of readers.
fingerprint() {
	(cd "$state" && find . -type f ! -name '*-shm' ! -empty -exec sha256sum {} + | LC_ALL=C sort -k 2)
}

fingerprint >"$work/before"
start 'serve' --listen 127.0.0.1:0
lacks 'serve: says where, and nothing to worry about' 'warning' "$work/serve.err"

# --- what is published ---

visit get / --body "$work/body" >"$work/head"
holds 'home' cmp "$site/index.html" "$work/body"
has 'home: its kind' '^Content-Type: text/html; charset=utf-8' "$work/head"
has 'home: its policy' "^Content-Security-Policy: default-src 'none'; .*frame-ancestors 'none'" "$work/head"
has 'home: not to be guessed at' '^X-Content-Type-Options: nosniff' "$work/head"
visit get /data/good.csv --body "$work/body" >"$work/head"
holds 'data' cmp "$site/data/good.csv" "$work/body"
has 'data: its kind' '^Content-Type: text/csv' "$work/head"
visit head / --body "$work/body" >"$work/head"
same 'HEAD: no body' 0 "$(wc -c <"$work/body")"
has 'HEAD: the length all the same' "^Content-Length: $(wc -c <"$site/index.html")\$" "$work/head"
same 'a picture for fine screens' '200 200' \
	"$(status /charts/good.thumbnail@2x.png) $(status /charts/good%402x.png)"
same 'a picture for the tab' 200 "$(status /icon.svg)"
same 'a folder: its slash' 301 "$(status /data)"
same 'a folder: which' data/ "$(visit get /data | header Location)"
same 'a folder without a page' 404 "$(status /data/)"
same 'not published' 404 "$(status /nothing.html)"
same 'metrics were not asked for' '404 404' "$(status /metrics) $(status /metrics.txt)"

# --- conditional, packed ---

tag=$(visit get / | header ETag)
same 'unchanged: 304' 304 "$(status / "If-None-Match: $tag")"
same 'unchanged: one of several' 304 "$(status / "If-None-Match: \"x\", W/$tag")"
same 'another: 200' 200 "$(status / 'If-None-Match: "x"')"
visit get / "If-None-Match: $tag" --body "$work/body" >"$work/head"
same 'unchanged: no body' 0 "$(wc -c <"$work/body")"
same 'unchanged since' 304 "$(status / "If-Modified-Since: $(visit get / | header Last-Modified)")"
same 'changed since' 200 "$(status / 'If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT')"
visit get / 'Accept-Encoding: br, gzip' --body "$work/body" >"$work/head"
has 'packed' '^Content-Encoding: gzip' "$work/head"
has 'packed: depends on who asks' '^Vary: Accept-Encoding' "$work/head"
gzip -dc <"$work/body" >"$work/unpacked"
holds 'packed: the same' cmp "$site/index.html" "$work/unpacked"
same 'packed: another tag' different "$([ "$(header ETag <"$work/head")" = "$tag" ] || echo different)"
same 'packed: unchanged' 304 "$(status / 'Accept-Encoding: gzip' "If-None-Match: $(header ETag <"$work/head")")"
lacks 'not wanted packed' '^Content-Encoding' "$(visit get / 'Accept-Encoding: gzip;q=0' >"$work/head" && echo "$work/head")"
lacks 'a picture is not packed again' '^Content-Encoding' \
	"$(visit get /charts/good.png 'Accept-Encoding: gzip' >"$work/head" && echo "$work/head")"

# --- the API ---

get status --json >"$work/status"
visit get /api/status --body "$work/body" >"$work/head"
same_files 'API: status as status --json says it' "$work/status" "$work/body"
get show good --json >"$work/show"
visit get /api/indicators/good --body "$work/body" >"$work/head"
same_files 'API: an indicator as show --json says it' "$work/show" "$work/body"
get programs --json >"$work/programs"
visit get /api/programs --body "$work/body" >"$work/head"
same_files 'API: programs' "$work/programs" "$work/body"
get alerts history --json >"$work/alerts"
visit get '/api/alerts?history=yes' --body "$work/body" >"$work/head"
same_files 'API: alerts' "$work/alerts" "$work/body"
visit get '/api/indicators/good?as-of=2020-01-01' --body "$work/body" >"$work/head"
same 'API: as of a day before' '{"version":1,"id":"good","observations":[],"comments":[]}' "$(cat "$work/body")"
visit get '/api/indicators/good?as-of=2026-03-01T09:00:00+09:00' --body "$work/body" >"$work/head"
same_files 'API: as of an instant' "$work/show" "$work/body"
same 'API: a wrong as-of' 400 "$(status '/api/indicators/good?as-of=2026-02-30')"
same 'API: an empty as-of' 400 "$(status '/api/indicators/good?as-of=')"
same 'API: an as-of without a value' 400 "$(status '/api/indicators/good?as-of')"
same 'API: two as-of' 400 "$(status '/api/indicators/good?as-of=2026-02-28&as-of=2020-01-01')"
same 'API: a wrong parameter' 400 "$(status '/api/indicators/good?asof=2026-02-28')"
same 'API: no such indicator' 404 "$(status /api/indicators/nobody)"
visit get /api/indicators/nobody --body "$work/body" >"$work/head"
has 'API: a problem says what' '^Content-Type: application/problem' "$work/head"
same 'API: a problem, in JSON' '404|there is no indicator "nobody"' \
	"$(json "$work/body" "SELECT j ->> '\$.status', j ->> '\$.detail' FROM j")"
visit get /api/openapi.json --body "$work/body" >"$work/head"
same 'API: described' '3.1.0|6' "$(json "$work/body" "SELECT j ->> '\$.openapi', (SELECT count(*) FROM json_each(j, '\$.paths')) FROM j")"
apitag=$(visit get /api/indicators/good | header ETag)
same 'API: unchanged' 304 "$(status /api/indicators/good "If-None-Match: $apitag")"

# --- who may ask, and how ---

for method in POST PUT DELETE OPTIONS TRACE PATCH; do
	printf '%s / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nx=y' $method | visit raw >"$work/raw"
	same "$method" '405 GET, HEAD' "$(sed -n '1s/HTTP[^ ]* \([0-9]*\).*/\1/p' "$work/raw") $(tr -d '\r' <"$work/raw" | header Allow)"
done
same 'a name that another leads here' 421 "$(status / 'Host: evil.example')"
same 'a name: with a port' 421 "$(status /api/status 'Host: evil.example:80')"
same 'this machine by number' 200 "$(status / 'Host: 127.0.0.1:80')"
same 'this machine by number, newer' 200 "$(status / 'Host: [::1]:80')"

# --- ways out ---

printf 'SECRET' >"$work/secret.html"
ln -s ../secret.html "$site/link.html"
ln -s .. "$site/up"
mkfifo "$site/pipe.html"
mkdir "$site/folder.html"
for target in /../secret.html /..%2fsecret.html /%2e%2e/secret.html /data/../../secret.html //secret.html \
	/./../secret.html '/..\secret.html' /..%5csecret.html /link.html /up/secret.html /up/ /up /pipe.html \
	/%2e%2e%2f%2e%2e%2fetc/passwd /etc/passwd /%c0%ae%c0%ae/secret.html '/../state/ledger.db' \
	/.hidden "/$work/secret.html" '/index.html/' '/index.html/..' /index.html%00.png; do
	visit get "$target" --body "$work/body" >"$work/head"
	lacks "no way out: $target" 'SECRET|root:|SQLite' "$work/body"
	same "no way out: $target: said" no "$(sed -n '1s/HTTP[^ ]* 4.*/no/p' "$work/head")"
done
rm -r "$site/link.html" "$site/up" "$site/pipe.html" "$site/folder.html"
printf 'SECRET' >"$site/.hidden.html"
printf 'SECRET' >"$site/kept.bak"
same 'no kind of file that a site has' '404 404' "$(status /.hidden.html) $(status /kept.bak)"
rm "$site/.hidden.html" "$site/kept.bak"

# --- malformed ---

# answer BYTES: the status of what is answered to it; none when the connection just ends.
answer() {
	# shellcheck disable=SC2059  # escapes are meant
	printf "$1" | visit raw | sed -n '1s/HTTP[^ ]* \([0-9]*\).*/\1/p'
}
same 'no Host' 400 "$(answer 'GET / HTTP/1.1\r\n\r\n')"
same 'HTTP/1.0 needs none, but a name' 421 "$(answer 'GET / HTTP/1.0\r\n\r\n')"
same 'two Hosts' 400 "$(answer 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n')"
same 'an address of another host' 421 "$(answer 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')"
same 'an address of this host' 200 "$(answer 'GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')"
same 'a broken percent' 400 "$(answer 'GET /%%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')"
same 'a head without end' 431 "$({ printf 'GET / HTTP/1.1\r\nHost: localhost\r\n'; yes 'X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy' | head -n 2000 | sed 's/$/\r/'; printf '\r\n'; } | visit raw | sed -n '1s/HTTP[^ ]* \(431\|413\|414\).*/431/p')"
same 'an address without end' 4 "$({ printf 'GET /'; head -c 30000 /dev/zero | tr '\0' a; printf ' HTTP/1.1\r\nHost: localhost\r\n\r\n'; } | visit raw | sed -n '1s/HTTP[^ ]* \(4\)[0-9]*.*/\1/p')"
same 'requests on one connection' '200 304 200 ' "$(printf 'GET /style.css HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: %s\r\n\r\nHEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$tag" |
	visit raw | grep -a '^HTTP' | cut -d' ' -f2 | tr '\n' ' ')"
same 'a GET with a body' 200 "$(answer 'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc')"
same 'nonsense 400 times: it still answers' 'HTTP/1.1 200 OK' "$(visit fuzz 400 7)"

# --- many, and slow ---

python3 tests/e2e/visitor.py "$where" slow 40 >"$work/slow" &
slow=$!
python3 tests/e2e/visitor.py "$where" idle 40 >"$work/idle" &
idle=$!
same '1,000 at once' 1000 "$(visit many 1000)"
descriptors=$(ulimit -H -n)
if [ "$descriptors" = unlimited ] || [ "$descriptors" -ge 2000 ]; then
	same 'half a request in every place: others come in soon' soon "$(visit crowd 1300)"
else
	echo '# skipped: too few descriptors'
fi
same 'beside them, it answers' 200 "$(status /)"
has 'errors are in the log' 'serve: 404 for GET /api/indicators/nobody' "$work/serve.err"
has 'errors in the log are cleaned' 'serve: 4[0-9]* for GET /' "$work/serve.err"

# --- what changes meanwhile is seen ---

write_values "$served/good.csv" 2021 110 2022 91
export SHIHYO_NOW=2026-03-02T09:00:00+09:00
fingerprint | diff "$work/before" - >"$work/diff"
same 'nothing was written' '' "$(cat "$work/diff")"
run 'a new figure' 0 collect
get show good --json >"$work/show"
# seen: the API says what show says.
seen() {
	visit get /api/indicators/good --body "$work/body" >/dev/null && cmp -s "$work/show" "$work/body"
}
holds 'a new figure: the API has it' wait_for 5 seen
paged() {
	visit get / --body "$work/body" >/dev/null && cmp -s "$site/index.html" "$work/body"
}
holds 'a new figure: the page has it' wait_for 5 paged

wait "$slow"
same 'a byte now and then is not for ever' closed "$(cat "$work/slow")"
wait "$idle"
same 'silence is not for ever' closed "$(cat "$work/idle")"
stop 'serve'

# --- another edition's pages are not given ---

sed -i 's/^output = .*/&\naudience = public/' "$config"
start 'public, not yet published' --listen 127.0.0.1:0 --metrics
same 'what the other edition left is not given' '503 503 503' "$(status /) $(status /status.json) $(status /feed.atom)"
run 'published' 0 site
holds 'published: given' wait_for 5 paged
for target in / /status.json /api/status /api/indicators /api/indicators/good /api/programs /api/openapi.json /data/datapackage.json; do
	visit get "$target" --body "$work/body" >"$work/head"
	lacks "public: $target" 'SECRET|8888|hidden|warning|firing|"who":"' "$work/body"
done
same 'public: what is for the office' '404 404 404 404' \
	"$(status /api/alerts) $(status /metrics) $(status /metrics.txt) $(status /api/indicators/hidden)"
stop 'public'
sed -i '/^audience/d' "$config"
run 'internal again' 0 site

# --- metrics, a socket in the file system ---

start 'socket' --listen "unix:$work/serve.sock" --metrics
same 'socket: any name, it is for a web server' 200 "$(status / 'Host: example.jp')"
visit get /metrics --body "$work/body" >"$work/head"
has 'metrics: their kind' '^Content-Type: application/openmetrics-text; version=1.0.0' "$work/head"
same 'metrics' '# EOF' "$(tail -n 1 "$work/body")"
same 'metrics: as a file, too' 200 "$(status /metrics.txt)"

# --- behind nginx, as packaging/nginx.conf has it, but for TLS ---

behind_nginx() {
	printf 'office:{PLAIN}test\n' >"$work/htpasswd"
	{
		[ "$(id -u)" != 0 ] || echo 'user root;'
		printf 'daemon off;\npid %s/nginx.pid;\nerror_log %s/nginx.err;\nevents {}\nhttp {\naccess_log off;\n' "$work" "$work"
		for kind in client_body proxy fastcgi uwsgi scgi; do printf '%s_temp_path %s/nginx;\n' $kind "$work"; done
		sed -e '/listen \[::\]/d' -e '/ssl_certificate/d' -e "s|listen 443 ssl http2|listen unix:$work/nginx.sock|" \
			-e "s|/etc/nginx/shihyo.htpasswd|$work/htpasswd|" -e "s|/var/lib/shihyo/site|$site|" \
			-e "s|/run/shihyo-serve/http.sock|$work/serve.sock|" packaging/nginx.conf
		echo '}'
	} >"$work/nginx.conf"
	nginx -t -q -c "$work/nginx.conf" -e "$work/nginx.err" >"$work/out" 2>&1
	same 'nginx: nothing to say of the example' "0" "$?$(cat "$work/out")"
	in_background nginx -c "$work/nginx.conf" -e "$work/nginx.err"
	holds 'nginx: started' wait_for 10 test -S "$work/nginx.sock"
	where=$work/nginx.sock
	pass='Authorization: Basic b2ZmaWNlOnRlc3Q='
	same 'nginx: who does not say who' 401 "$(status /)"
	same 'nginx: pages, pictures, data' '200 200 200 200' "$(status / "$pass") $(status /charts/good@2x.png "$pass") \
$(status /icon.svg "$pass") $(status /data/good.csv "$pass")"
	same 'nginx: not handed out' '404 404 404' "$(status /metrics.txt "$pass") $(status /metrics "$pass") $(status /.new/x "$pass")"
	for target in / /api/indicators; do
		visit get $target "$pass" >"$work/head"
		same "nginx: $target: each header once" '1 1 1 1' "$(for name in Content-Security-Policy X-Content-Type-Options \
			Referrer-Policy Strict-Transport-Security; do header $name <"$work/head" | wc -l; done | tr '\n' ' ' | sed 's/ $//')"
	done
	same 'nginx: the same policy' "$(visit get / "$pass" | header Content-Security-Policy)" "$(header Content-Security-Policy <"$work/head")"
	kill "$background"
	where=$work/serve.sock
}
if command -v nginx >/dev/null; then
	behind_nginx
else
	echo '# skipped: no nginx'
fi
stop 'socket'
same 'socket: gone' gone "$([ -e "$work/serve.sock" ] || echo gone)"

# --- where it cannot listen ---

run 'a port that is taken' 69 serve --listen "127.0.0.1:$port"
run 'no address' 64 serve --listen nowhere
has 'no address: what was expected' 'expected ADDRESS:PORT' "$work/err"
start 'others can reach it' --listen 0.0.0.0:0
has 'others can reach it: said' 'other machines can read the internal edition' "$work/serve.err"
stop 'others'
finish
