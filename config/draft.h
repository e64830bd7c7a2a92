/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draft: sections of text with their kinds, ids and keys recognised, not yet their values.
 * Layer: config. Each entry already has its place in the settings, so that references can be
 * resolved in any order.
 */
#ifndef CONFIG_DRAFT_H
#define CONFIG_DRAFT_H

#include <stdbool.h>
#include <stddef.h>

#include "config/keys.h"
#include "config/reader.h"
#include "config/settings.h"
#include "core/fault.h"

struct draft_key {
    const struct key *key;
    const char *name; /* as written: "title.2025" */
    int year;         /* the fiscal year it names, 0 = none */
    bool english;     /* `.en` */
    const char *value;
    struct origin origin;
};

struct draft_item {
    enum key_section section;
    const char *id; /* "" for [site] */
    struct origin origin;
    void *object; /* in the settings */
    struct draft_key *keys;
    size_t count;
};

/* Everything here is in the settings' arena. */
struct draft {
    struct settings *settings;
    struct faults *faults;
    bool complete; /* every file was read: what is not there is a fault */
    struct draft_item *items;
    size_t count;
};

/* Fills items from the text. Unknown sections and keys, bad and duplicate ids, duplicate and
 * missing keys become faults. All [site] sections make one item. */
void draft_read(struct draft *draft, const struct reader_text *text);

/* The first key of the name, whatever its suffix, or NULL. */
const struct draft_key *draft_find(const struct draft_item *item, const char *name);

/* A fault at the item's key of that name, or at its head when there is none. */
void draft_fault(const struct draft *draft, const struct draft_item *item, const char *name,
                 const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif
