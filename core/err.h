/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * err: what went wrong, as a code and one line of text. Layer: core.
 *
 * A function that can fail returns 0, or -1 after filling the caller's `struct err`
 * (always its last parameter, never NULL). The finder writes the text, callers put
 * context in front; only cli/ and daemon/ print it. Codes are the sysexits(3) numbers,
 * so a code is also the exit status.
 */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#define ERR_TEXT_SIZE 512

enum err_code {
    ERR_NONE = 0,
    ERR_USAGE = 64,       /* wrong command line */
    ERR_DATA = 65,        /* a document, file or value is not what was expected */
    ERR_UNAVAILABLE = 69, /* a source, host or font cannot be reached */
    ERR_INTERNAL = 70,    /* a fault of ours */
    ERR_IO = 74,          /* reading or writing files, the ledger, RRDs failed */
    ERR_TEMPFAIL = 75,    /* busy or locked: try again */
    ERR_PERM = 77,        /* not permitted */
    ERR_CONFIG = 78       /* the configuration is wrong */
};

struct err {
    enum err_code code;
    char text[ERR_TEXT_SIZE]; /* UTF-8, one line, NUL-terminated; "" when code is ERR_NONE */
};

/* Makes *err say "no error". */
void err_clear(struct err *err);

/* Fills *err; text too long is cut at a character, never inside one. Returns -1. */
int err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "FORMATTED: " in front of the text that is there. Returns -1. */
int err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Fills *err with the text, then ": " and strerror(errno); ERR_IO becomes ERR_PERM where errno
 * says that it was not permitted. Returns -1. */
int err_errno(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
