/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * family: the entries of one kind of section in struct settings, reached by kind. Layer:
 * config. Every entry begins with its id; [site] has no family.
 */
#ifndef CONFIG_FAMILY_H
#define CONFIG_FAMILY_H

#include "config/keys.h"
#include "config/nearest.h"
#include "config/settings.h"

/* Makes room for `capacity` entries, none of them there yet. */
void family_allot(struct settings *settings, enum key_section section, size_t capacity);

/* Adds a zeroed entry with this id in the room made; never NULL. */
void *family_add(struct settings *settings, enum key_section section, const char *id);

/* The first entry with the id, or NULL. */
void *family_find(const struct settings *settings, enum key_section section, const char *id);

/* The id of the entry at `index`; NULL behind the last, and of [site]. */
const char *family_id(const struct settings *settings, enum key_section section, size_t index);

/* Offers all ids of a kind. */
void family_suggest(const struct settings *settings, enum key_section section,
                    struct nearest *nearest);

#endif
