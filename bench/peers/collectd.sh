#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# collectd.sh SOURCES: collectd's curl plugin and RRD writer, one reading of all (-T): the polling alone,
# for it takes one value of a document (here the newest), stamps it with the time of the reading and
# draws nothing. It asks without validators, so every reading is a whole one.
set -eu
mkdir -p rrd
[ -e collectd.conf ] || {
	printf '%s\n' "BaseDir \"$PWD\"" 'Hostname "bench"' 'FQDNLookup false' 'Interval 3600' \
		'TypesDB "/usr/share/collectd/types.db"' 'LoadPlugin curl' 'LoadPlugin rrdtool' \
		'<Plugin rrdtool>' "DataDir \"$PWD/rrd\"" '</Plugin>' '<Plugin curl>'
	while read -r id url; do
		printf '<Page "%s">\nURL "%s"\n<Match>\nRegex ",([0-9.]+)[^0-9.]*$"\nDSType "GaugeLast"\n' "$id" "$url"
		printf 'Type "gauge"\nInstance "value"\n</Match>\n</Page>\n'
	done <"$1"
	echo '</Plugin>'
} >collectd.conf
exec collectd -T -C collectd.conf 2>collectd.log
