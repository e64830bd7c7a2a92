#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# 49: a cycle costs what changed, not what exists: memory does not grow with the documents of a cycle,
# with nothing new nothing is written but the ledger, what changed alone is made again; and what so many
# documents gave is what stood in them, and what their pictures show is packed as a PNG is.
# shellcheck source=tests/e2e/common.sh disable=SC1091,SC2154
. tests/e2e/common.sh

publish "$served"
make() {
	python3 "$root/bench/peers/make.py" "$@"
}

# peak ARGUMENTS...: KiB of its largest process.
peak() {
	python3 - "$binary" -q -c "$config" "$@" 2>>"$work/err" <<'END'
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss if done.returncode == 0 else "failed")
END
}

# collected COUNT: makes so many documents and collects them from the beginning.
collected() {
	rm -rf "$work/shihyo-state" "$work/shihyo-out" "$served"
	make make "$work" "$1" "$port"
	peak collect
}
few=$(collected 130)
many=$(collected 260)
state=$work/shihyo-state
site=$work/shihyo-out
echo "# $few KiB, $many KiB"
# AddressSanitizer keeps what was freed for a while.
case $binary in
*asan*) ;;
*)
	holds "memory: 260 documents take hardly more than 130 do" \
		test "$((many - few))" -lt 10240
	;;
esac

same 'every figure of every document is recorded' $((260 * 480)) \
	"$(sql 'SELECT count(*) FROM observation')"
run 'what was taken' 0 show i00123 --csv
iconv -f CP932 -t UTF-8 "$served/d00123.csv" | sed -n 's/^\([0-9][0-9]*\)年\([0-9]*\)月,\([0-9.]*\).*/\1 \2 \3/p' |
	awk '{ printf "%d-%02d,%s\n", $1, $2, $3 }' >"$work/want"
sed 1d "$work/out" | cut -d, -f1,2 >"$work/got"
same_files 'what was taken: is what stands in the document' "$work/want" "$work/got"
same 'nothing waits under a name' '' "$(find "$state" -name 'spill*')"

# zlib's own reading of a picture: its check sums are right, and it has all rows.
cat >"$work/png.py" <<'END'
import struct, sys, zlib
data = open(sys.argv[1], "rb").read()
at, packed = 8, b""
while at < len(data):
    length, name = struct.unpack(">I4s", data[at:at + 8])
    body = data[at + 8:at + 8 + length]
    assert zlib.crc32(name + body) == struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0]
    if name == b"IHDR":
        width, height, depth, colour = struct.unpack(">IIBB", body[:10])
    packed += body if name == b"IDAT" else b""
    at += 12 + length
assert (depth, colour, name) == (8, 2, b"IEND")
rows = zlib.decompress(packed)
assert len(rows) == height * (1 + 3 * width)
assert not any(rows[::1 + 3 * width])
END
for id in i00000 i00064 i00259; do
	holds "$id: the picture is a whole PNG" python3 "$work/png.py" "$site/charts/$id.png"
done

# written: the files that are not as they were at the last call, without the ledger and the lock.
written() {
	find "$state" "$site" -type f -printf '%P %s %T@ %i\n' | sort >"$work/files.new"
	comm -13 "$work/files" "$work/files.new" 2>/dev/null | cut -d' ' -f1 |
		grep -vE '^(ledger\.db.*|cycle\.lock)$' | sort
	mv "$work/files.new" "$work/files"
}
: >"$work/files"
written >/dev/null
SHIHYO_NOW=2026-03-01T11:00:00+09:00
run 'nothing new' 0 collect
same 'nothing new: no file is written but the ledger' '' "$(written)"
same 'nothing new: of each document a row says so' 260 \
	"$(sql "SELECT count(*) FROM fetch WHERE at = unixepoch('$SHIHYO_NOW')")"

make change "$work" 2 1
SHIHYO_NOW=2026-03-01T13:00:00+09:00
run 'two changed' 0 collect
same 'two changed: their files alone are made' \
	'charts/i00000.png charts/i00001.png rrd/i00000.rrd rrd/i00001.rrd' \
	"$(written | grep -vE '^documents' | tr '\n' ' ' | sed 's/ $//')"
same 'two changed: one figure of each is recorded' 2 \
	"$(sql "SELECT count(*) FROM observation WHERE recorded_at = unixepoch('$SHIHYO_NOW')")"

# Where nothing can wait on the disk it waits in memory.
rm -rf "$state" "$site"
SHIHYO_NOW=2026-03-01T15:00:00+09:00
run 'rehearsed' 0 collect --dry-run
holds 'rehearsed: nothing is left' test ! -e "$state"
same 'rehearsed: all of it' 260 "$(grep -cE '取得 +480 ' "$work/out")"

finish
