/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * settings: the configuration as structs. Layer: config.
 *
 * settings_load reads the INI files, resolves every reference and reports every fault it finds
 * in one run as file, line and "what, what was expected". Everything belongs to the settings
 * and lives until settings_free. What each key means stands in config/keys_*.c, once.
 */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include "config/entry.h"
#include "core/arena.h"
#include "core/err.h"
#include "core/fault.h"
#include "core/sha256.h"
#include "core/textfiles.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct settings {
    struct arena *arena;
    const char *file;                   /* the main file as named by the user */
    char fingerprint[SHA256_TEXT_SIZE]; /* of all sections, keys and values */
    const char **files;                 /* all that were read, the main one first */
    size_t file_count;
    const struct textfiles *given; /* they were read from these; NULL = from the disk */
    struct site site;
    struct source *sources;
    size_t source_count;
    struct indicator *indicators;
    size_t indicator_count;
    struct challenge *challenges;
    size_t challenge_count;
    struct policy *policies;
    size_t policy_count;
    struct program *programs;
    size_t program_count;
    struct alert_rule *alerts;
    size_t alert_count;
    struct notifier *notifiers;
    size_t notifier_count;
    struct graph *graphs;
    size_t graph_count;
    struct sheet_form *sheets;
    size_t sheet_count;
    /* of their ids (config/family); NULL = they are looked through */
    struct family_index *index;
};

/* Adds the faults that only a higher layer knows. It sees entries with faults too: a text may
 * be NULL, a reference that must be there may not. */
typedef void (*settings_check)(const struct settings *settings, struct faults *faults);

/* Loads `file` and what it includes; `check` may be NULL. Returns 0 with *out to be freed, or
 * -1: err (ERR_CONFIG) has the first fault and the count, `faults` has them all, sorted. *out
 * is NULL then. */
int settings_load(const char *file, settings_check check, struct settings **out,
                  struct faults *faults, struct err *err);

/* The same of texts that stand for the files of these paths, the first for the main one; they
 * are borrowed for as long as the settings live. */
int settings_load_given(const struct textfiles *files, settings_check check,
                        struct settings **out, struct faults *faults, struct err *err);

/* Of a configuration with faults: ->site of it, when none of them can touch [site]; nothing
 * else of *out is to be used. False, and *out NULL, where that is not certain. */
bool settings_load_site(const char *file, struct settings **out);

/* NULL is fine. */
void settings_free(struct settings *settings);

struct source *settings_source(const struct settings *settings, const char *id);
struct indicator *settings_indicator(const struct settings *settings, const char *id);
struct program *settings_program(const struct settings *settings, const char *id);

/* The label in a language; falls back to the other text. Never NULL. */
const char *settings_label(const struct label *label, enum language language);

/* The words of an event in a language; falls back to the other text. */
const char *settings_event(const struct event *event, enum language language);

/* The facts of a program in a fiscal year: the newest at or before it, else the first. */
const struct program_year *settings_program_year(const struct program *program,
                                                 int fiscal_year);

/* The newest facts. */
const struct program_year *settings_program_latest(const struct program *program);

/* The amount to print for a year (settled, else revised, else budget) and which kind it is. */
enum amount_kind settings_program_amount(const struct program_year *year,
                                         int64_t *thousand_yen);

/* True if the indicator reads from this source. */
static inline bool settings_reads(const struct indicator *indicator,
                                  const struct source *source)
{
    /* in the header, since all are asked of all */
    for (size_t i = 0; i < indicator->source_count; i++)
        if (indicator->sources[i] == source)
            return true;
    return false;
}

/* One of the source's readers (below its reader_count), in the order of the indicators. */
static inline const struct indicator *settings_reader(const struct settings *settings,
                                                      const struct source *source, size_t i)
{
    return &settings->indicators[source->readers[i]];
}

/* True if the program is meant to move the indicator. */
bool settings_moves(const struct program *program, const struct indicator *indicator);

/* The day from which the program can be judged by its indicators: `lag` after its start. False
 * while one of them is not known. */
bool settings_judged_from(const struct program *program, int32_t *day);

/* The names of enum values as they are written in the configuration. */
const char *settings_better_name(enum better better);
const char *settings_tier_name(enum tier tier);
const char *settings_severity_name(enum severity severity);
const char *settings_program_kind_name(enum program_kind kind);

#endif
