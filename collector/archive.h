/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * archive: the entries of a ZIP in memory. Layer: collector; the only user of libzip.
 *
 * Names are compared without regard to capitals (ASCII) and with / for \, as the makers of
 * office documents mix them. Every size that an archive declares is mistrusted: what comes out
 * is counted, and bombs are refused: more entries than ARCHIVE_ENTRIES_MAX, an entry beyond
 * the caller's limit, all reads together beyond ARCHIVE_TOTAL_MAX, or an entry that unpacks to
 * more than ARCHIVE_RATIO_MAX times its packed size once it is larger than ARCHIVE_RATIO_FREE.
 */
#ifndef COLLECTOR_ARCHIVE_H
#define COLLECTOR_ARCHIVE_H

#include "core/buf.h"
#include "core/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARCHIVE_ENTRIES_MAX 10000
#define ARCHIVE_TOTAL_MAX ((size_t)1 << 30)
#define ARCHIVE_RATIO_MAX 250
#define ARCHIVE_RATIO_FREE ((size_t)16 << 20)

struct archive;

/* Gets the next bytes of an entry, at most 64 KiB; returns 0 to go on or -1 with err. `last`
 * comes once, with no bytes. */
typedef int archive_take(void *context, const char *bytes, size_t length, bool last,
                         struct err *err);

/* The bytes are borrowed until archive_close. ERR_DATA when they are no whole ZIP archive or
 * hold too many entries. */
int archive_open(const void *bytes, size_t length, struct archive **out, struct err *err);
void archive_close(struct archive *archive);

size_t archive_count(const struct archive *archive);

/* The n-th entry's name with / between folders; "" when it is no UTF-8 or n is too large. */
const char *archive_name(const struct archive *archive, size_t n);

/* True if there is an entry of this name. A leading / is passed over. */
bool archive_has(const struct archive *archive, const char *name);

/* Unpacks one entry in pieces, at most `limit` bytes. ERR_DATA names the entry: missing,
 * encrypted, packed by an unknown method, damaged, a bomb; or what `take` said. */
int archive_stream(struct archive *archive, const char *name, size_t limit, archive_take *take,
                   void *context, struct err *err);

/* The same, appended to `out`, whose limit holds too. */
int archive_read(struct archive *archive, const char *name, struct buf *out, struct err *err);

/* An entry to be put in the place of the one of its name, or to be added. */
struct archive_entry {
    const char *name;
    const char *bytes;
    size_t length;
};

/* Appends an archive to `out` that holds what this one holds, packed as it is, but for these
 * entries; they are dated `now`, as libzip dates entries: in local time. */
int archive_rewrite(const void *bytes, size_t length, const struct archive_entry *entries,
                    size_t count, int64_t now, struct buf *out, struct err *err);

#endif
