#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# deps.sh tools|build|check|browser|lint|asan|valgrind|cov|fuzz|bench|smoke|compare|serve|deb: installs the Debian packages that are missing for a
# task. Where there is no apt-get, prints the list and stops.
set -eu

# What is needed, as "probe package": the probe is a pkg-config module (p:), a command (c:), a
# header (h:) or a file (f:).
tools="c:make=make c:gcc=gcc c:pkg-config=pkg-config h:stdlib.h=libc6-dev c:ar=binutils"
build="$tools p:libcurl=libcurl4-openssl-dev p:librrd=librrd-dev p:inih=libinih-dev
p:sqlite3=libsqlite3-dev p:libpcre2-8=libpcre2-dev p:pangocairo=libpango1.0-dev
p:nettle=nettle-dev h:unistr.h=libunistring-dev
p:libmicrohttpd=libmicrohttpd-dev p:zlib=zlib1g-dev p:libxml-2.0=libxml2-dev
p:libdeflate=libdeflate-dev p:libbrotlidec=libbrotli-dev p:libzstd=libzstd-dev
p:libzip=libzip-dev p:xlsxwriter=libxlsxwriter-dev p:jansson=libjansson-dev p:libseccomp=libseccomp-dev
c:pdftotext=poppler-utils f:/usr/share/poppler=poppler-data
f:/usr/share/zoneinfo/Asia/Tokyo=tzdata
f:/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf=fonts-ipaexfont-gothic"
png="p:libpng=libpng-dev"
check="$build $png p:cmocka=libcmocka-dev c:rrdtool=rrdtool c:sqlite3=sqlite3 c:xmllint=libxml2-utils
c:mandoc=mandoc c:git=git c:zsh=zsh c:fish=fish c:systemd-analyze=systemd c:python3=python3 c:openssl=openssl f:/usr/lib/python3/dist-packages/jsonschema=python3-jsonschema
f:/usr/lib/python3/dist-packages/icalendar=python3-icalendar"
lint="$check c:clang-format=clang-format c:clang-tidy=clang-tidy c:cppcheck=cppcheck
c:shellcheck=shellcheck"
# AddressSanitizer finds what it is to pass over by the names of functions inside libc.
asan="$check f:/usr/lib/debug/.dwz=libc6-dbg"
valgrind="$check c:valgrind=valgrind f:/usr/lib/debug/.dwz=libc6-dbg"
cov="$check c:gcovr=gcovr"
fuzz="$build c:clang=clang f:/usr/share/doc/libclang-rt-dev=libclang-rt-dev
c:llvm-symbolizer=llvm c:unzip=unzip"
bench="$build $png c:xlsx2csv=xlsx2csv c:python3=python3 c:sqlite3=sqlite3"

smoke="$build c:valgrind=valgrind c:python3=python3"
compare="$build $png c:rrdtool=rrdtool c:curl=curl c:nginx=nginx-light c:python3=python3 c:collectd=collectd-core
f:/usr/lib/python3/dist-packages/pandas=python3-pandas f:/usr/lib/python3/dist-packages/requests=python3-requests
f:/usr/lib/python3/dist-packages/matplotlib=python3-matplotlib"

browser="$check c:chromium=chromium c:node=nodejs c:npm=npm"
serve="$build c:wrk=wrk c:nginx=nginx-light c:python3=python3 c:pgrep=procps"

deb="$check f:/usr/share/build-essential=build-essential c:dh=debhelper c:lintian=lintian c:dpkg-buildpackage=dpkg-dev c:fakeroot=fakeroot"

case "${1:-}" in
tools) wanted=$tools ;;
build) wanted=$build ;;
check) wanted=$check ;;
browser) wanted=$browser ;;
lint) wanted=$lint ;;
asan) wanted=$asan ;;
valgrind) wanted=$valgrind ;;
cov) wanted=$cov ;;
fuzz) wanted=$fuzz ;;
bench) wanted=$bench ;;
smoke) wanted=$smoke ;;
compare) wanted=$compare ;;
serve) wanted=$serve ;;
deb) wanted=$deb ;;
*)
	echo "usage: deps.sh tools|build|check|browser|lint|asan|valgrind|cov|fuzz|bench|smoke|compare|serve|deb" >&2
	exit 64
	;;
esac

have() {
	case "$1" in
	p:*) pkg-config --exists "${1#p:}" 2>/dev/null ;;
	c:*) command -v "${1#c:}" >/dev/null 2>&1 ;;
	h:*) [ -e "/usr/include/${1#h:}" ] ;;
	f:*) [ -e "${1#f:}" ] ;;
	esac
}

missing=
for row in $wanted; do
	have "${row%%=*}" || missing="$missing ${row#*=}"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	echo "shihyo needs these Debian packages (or what they are called here):$missing" >&2
	exit 69
fi
as_root=
if [ "$(id -u)" != 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "not root and no sudo: please install$missing" >&2
		exit 77
	fi
	as_root="sudo"
fi
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086  # the lists are meant to split
$as_root apt-get -qq -y --no-install-recommends install $missing >/dev/null 2>&1 || {
	$as_root apt-get -qq update
	$as_root apt-get -qq -y --no-install-recommends install $missing >/dev/null
}
