/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keys: THE table of configuration keys. Layer: config.
 *
 * One row gives a key's section, name, type, limits, default, where its value goes and its
 * help; loading, check-config, the sample file and shihyo.ini(5) come from this table and
 * nowhere else.
 */
#ifndef CONFIG_KEYS_H
#define CONFIG_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum key_section {
    SECTION_SITE,
    SECTION_SOURCE,
    SECTION_INDICATOR,
    SECTION_CHALLENGE,
    SECTION_POLICY,
    SECTION_PROGRAM,
    SECTION_ALERT,
    SECTION_NOTIFY,
    SECTION_GRAPH,
    SECTION_SHEET,
    SECTION_COUNT
};

enum key_type {
    KEY_TEXT,      /* const char * */
    KEY_LABEL,     /* struct label; takes `.en` */
    KEY_PATH,      /* const char *, relative to the file that names it */
    KEY_GLOBS,     /* include: handled by the reader */
    KEY_URL,       /* const char *: of a scheme in `choices`, http or https without them */
    KEY_URLS,      /* const char ** and count: such addresses, separated by spaces */
    KEY_PATTERN,   /* const char *: a valid PCRE */
    KEY_ENCODING,  /* const char *: known to iconv, or auto */
    KEY_ZONE,      /* const char *: an IANA time zone */
    KEY_LICENCE,   /* const char *: an identifier, an address, or both */
    KEY_ENUM,      /* int: one of `choices` */
    KEY_WORD,      /* const char *: one of `choices` */
    KEY_CHOICES,   /* unsigned: bits of `choices`, in their order */
    KEY_BOOL,      /* bool: yes no */
    KEY_INTEGER,   /* int, between low and high */
    KEY_PLACES,    /* int: published = PLACES_AS_PUBLISHED, or between low and high */
    KEY_SIZE,      /* size_t bytes: 32M, between low and high */
    KEY_SECONDS,   /* int64_t seconds: 30s 15m 6h 1d 2w */
    KEY_MILLIS,    /* int64_t milliseconds: 250ms 1s 1m */
    KEY_MONTHS,    /* int months: 6m 2y; -1 when absent */
    KEY_DAYS,      /* int64_t days, at least as long as written: 90d 6w 18m 10y; all = 0,
                      -1 when absent */
    KEY_DECIMAL,   /* struct decimal */
    KEY_LEVEL,     /* struct mark: VALUE alone */
    KEY_MARK,      /* struct mark: [PERIOD] VALUE, period of the indicator's frequency */
    KEY_EVENT,     /* array of struct event: PERIOD WORDS; repeatable; takes `.en` */
    KEY_HEADERS,   /* const char ** and count: Name: value; repeatable */
    KEY_CELL,      /* array of struct sheet_place: CELL FIELD; repeatable */
    KEY_NAMED,     /* the same: NAME FIELD */
    KEY_CONDITION, /* array of struct condition: HEAD=CELL, HEAD; repeatable */
    KEY_DAY,       /* int32_t day (+ bool has_): 2021-02 or 2021-02-07 */
    KEY_END,       /* as KEY_DAY, but the day after the one (or the month) written */
    KEY_SPAN,      /* struct span_of_days: 2027-04-04/2027-04-25 */
    KEY_RELEASE,   /* struct release: when its periods are published; core/release.h */
    KEY_GRACE,     /* struct release_grace: 7d or, in business days, 5bd; at most a year */
    KEY_AMOUNT,    /* struct amount: thousand yen; takes a fiscal year as suffix */
    KEY_REFERENCE, /* struct X *: the id of one entry of section `target`, or none */
    KEY_REFERENCES /* struct X ** and count: ids, separated by spaces, or none */
};

struct key {
    enum key_section section;
    const char *name;
    enum key_type type;
    size_t offset; /* of the member in the section's struct (program facts: program_year) */
    size_t second; /* offset of a companion member (count, has_), 0 = none */
    bool required;
    bool yearly;                /* may carry a fiscal year: title.2025 */
    bool shown;                 /* active in the sample although optional */
    int64_t low, high;          /* limits of numbers; equal = none */
    const char *const *choices; /* NULL-terminated, in enum order */
    enum key_section target;    /* of references */
    const char *fallback;       /* default as it would be written; NULL = none */
    const char
        *sample; /* an example value for the sample file; "\n" continues it on a new line */
    const char *help; /* one sentence, English */
};

size_t keys_count(void);

/* The rows in the order of the sample file; NULL behind the last. */
const struct key *keys_at(size_t index);

/* The rows of a section, which stand together. */
const struct key *keys_of(enum key_section section, size_t *count);

/* The row of a key in a section, or NULL. */
const struct key *keys_find(enum key_section section, const char *name);

/* True if the key may stand several times in one section. */
bool keys_repeats(const struct key *key);

/* The section of a name; false when there is none. */
bool keys_section_find(const char *name, enum key_section *out);

/* "site", "source", ... */
const char *keys_section_name(enum key_section section);

/* One sentence on what a section is. */
const char *keys_section_help(enum key_section section);

#endif
