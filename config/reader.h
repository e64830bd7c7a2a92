/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reader: one INI file as sections of keys and values. Layer: config; the only user of ini.h.
 *
 * The packaged inih cuts lines at 200 bytes and names at 49 without a word, so that every line
 * is looked at before inih sees it, and refused with its number when inih would not give it
 * back whole. Comments, blank lines, CRLF and a byte order mark never reach inih.
 */
#ifndef CONFIG_READER_H
#define CONFIG_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "config/settings.h"
#include "core/arena.h"
#include "core/fault.h"
#include "core/textfiles.h"

#define READER_LINE_MAX 197
#define READER_NAME_MAX 49
#define READER_SECTIONS_MAX 250000
#define READER_KEYS_MAX 500

struct reader_entry {
    const char *name;
    const char *value; /* its lines, separated by '\n', comments and blanks cut off */
    struct origin origin;
};

struct reader_section {
    const char *head; /* between the brackets */
    struct origin origin;
    struct reader_entry *entries; /* released by reader_free */
    size_t count;
    size_t capacity;
};

/* Starts as {0}. Texts live in the arena given when reading. */
struct reader_text {
    struct reader_section *sections;
    size_t count;
    size_t capacity;
    bool full;                     /* READER_SECTIONS_MAX was reached: nothing more is read */
    const struct textfiles *given; /* files are read from these; NULL = from the disk */
    const char **paths; /* of the files that were read, in their order; by reader_free, too */
    size_t path_count;
    size_t path_capacity;
};

/* Appends the sections of a file. Every fault is added to `faults`: lines at their own place,
 * a file that cannot be read at all at `from`. What a fault spoils is left out. Returns -1
 * when the file, or a part of it beyond the limits, is missing altogether; else 0, also with
 * faults in lines. */
int reader_read(const char *path, struct origin from, struct arena *arena,
                struct reader_text *text, struct faults *faults);

void reader_free(struct reader_text *text);

/* The value in one piece. Lines join with a space when `spaced`, except between two characters
 * beyond ASCII, as in Japanese; else with nothing. */
const char *reader_join(struct arena *arena, const char *value, bool spaced);

/* The next word behind *cursor (separated by spaces or lines), or NULL. */
const char *reader_word(struct arena *arena, const char **cursor);

#endif
