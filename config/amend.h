/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * amend: lines added to the files of a configuration, all other bytes of which stay as they
 * are: comments, order, line ends. Layer: config.
 *
 * Additions are gathered, looked at as a whole (amend_texts, with settings_load_given), then
 * written: each file beside itself with its mode and owner, and only when all of them are
 * there renamed over the old ones. Nothing is ever taken away or changed.
 */
#ifndef CONFIG_AMEND_H
#define CONFIG_AMEND_H

#include "config/entry.h"
#include "core/arena.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/textfiles.h"

#include <stddef.h>

#define AMEND_FILES_MAX 64

struct amend_addition {
    size_t at;    /* bytes of the file in front of it */
    int line;     /* behind which it goes */
    size_t order; /* among those of one place */
    const char *text;
};

struct amend_file {
    const char *path; /* as the configuration names it */
    struct buf bytes; /* as it is */
    struct buf whole; /* as it is to be; made by amend_texts */
    struct amend_addition *additions;
    size_t count;
    size_t capacity;
};

/* Starts as {.arena = ...}; released with amend_free. Texts are borrowed until then. */
struct amend {
    struct arena *arena;
    struct amend_file files[AMEND_FILES_MAX];
    size_t count;
};

void amend_free(struct amend *amend);

/* Whole lines into the section whose head is at `section`: behind its last key that is called
 * `beside`, with whatever suffix, else behind its last key. ERR_IO; ERR_DATA when no section
 * begins there any more. */
int amend_insert(struct amend *amend, struct origin section, const char *beside,
                 const char *lines, struct err *err);

/* The same at the end of the file, behind an empty line. */
int amend_append(struct amend *amend, const char *file, const char *lines, struct err *err);

/* Appends `name = value` to `out`, on as many lines as the reader needs: read again it is the
 * same value. ERR_DATA when it cannot be (a comment's mark in it, no place to break it). */
int amend_print(struct buf *out, const char *name, const char *value, struct err *err);

/* The files as they are to be, their additions sorted by place, the main one first; in the
 * arena. ERR_DATA when one grows too large. */
int amend_texts(struct amend *amend, const char *main, struct textfiles *out, struct err *err);

/* After amend_texts. ERR_DATA when a file was changed since it was read: nothing is written
 * then. ERR_IO says which files have been written, if any. */
int amend_write(struct amend *amend, struct err *err);

#endif
