#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# deb.sh [nocheck]: builds the Debian package of the last commit in build/deb, apart from the tree,
# and has lintian look at it; any finding is an error.
set -eu
sh scripts/deps.sh deb
folder=build/deb
version=$(sed -n 's/.*VERSION_TEXT "\(.*\)"/\1/p' core/version.h)
said=$(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)
[ "$said" = "$version" ] || {
	echo "debian/changelog is of $said, core/version.h of $version" >&2
	exit 65
}
rm -rf "$folder"
mkdir -p "$folder"
env -u MAKEFLAGS make --no-print-directory dist >/dev/null
tar -C "$folder" -xzf "build/shihyo-$version.tar.gz"
cd "$folder/shihyo-$version"
env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS DEB_BUILD_OPTIONS="parallel=$(nproc) ${1:-}" \
	dpkg-buildpackage -us -uc -b >../build.log 2>&1 || {
	tail -n 40 ../build.log >&2
	exit 1
}
cd ..
lintian --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs ./*.changes
rm -rf "shihyo-$version"
ls ./*.deb
