/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * harvest: fetch -> decode -> pick for the sources of a cycle, before anything is recorded.
 * Layer: daemon. A failure of one source is kept with it and never stops the others.
 */
#ifndef DAEMON_HARVEST_H
#define DAEMON_HARVEST_H

#include "collector/fetch.h"
#include "collector/reading.h"
#include "config/settings.h"
#include "core/err.h"
#include "core/health.h"
#include "core/sha256.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What one source's document gave one indicator. */
struct harvest_pick {
    const struct indicator *indicator;
    int rank; /* of the source among the indicator's: 0 = most trusted */
    const struct reading_pick *read; /* in the harvest's reading */
};

struct harvest {
    const struct source *source;
    size_t address;   /* which of the source's; 0 of what a page or a pattern leads to */
    const char *url;  /* that is asked for; NULL = as the source says */
    const char *name; /* of the address in the ledger (daemon/addresses.h); NULL = as above */
    bool head; /* the page or the pattern that leads to documents: none is read of itself */
    bool optional;        /* that it is not there (404, 410) only means: not yet */
    bool absent;          /* and so it was */
    bool pending;         /* of a head: there is more than this cycle asks for */
    bool settled;         /* asked for, or not to be */
    struct health health; /* as it was before; texts belong to the caller's arena */
    char selection[SHA256_TEXT_SIZE];
    struct fetch_result fetch;
    size_t bytes;   /* of its document, also when that is not in memory any more */
    bool unchanged; /* 304, or the very bytes that were read last time */
    struct reading reading;
    struct harvest_pick *picks;
    size_t pick_count;
    /* The first thing to complain of: fetching (ERR_UNAVAILABLE), decoding, a table not found,
     * a cell not read (ERR_DATA); code 0 when all is well. */
    struct err err;
    size_t folded_at; /* where its picks lie in the spill; what `folded` says */
    size_t folded;    /* bytes there; 0 = they are in memory */
    size_t problems;  /* cells not read, but for those whose unit does not fit */
    bool lost; /* its bytes could not be kept: nothing of it is recorded (err says why) */
};

struct courtesy;
struct spill;

struct harvest_options {
    const struct settings *settings;
    bool force;    /* decode again even what is unchanged */
    int32_t today; /* a day number */
    int64_t now;
    struct courtesy *courtesy; /* what hosts asked of us; NULL = nobody looks */
    struct spill *spill; /* where the picks of what was read wait (harvest_unfold); NULL = in
                            memory */
    /* True: nothing more is asked for; what was not (fetch.left) is the caller's to leave out,
     * as if it had not been due. May be NULL. */
    bool (*ending)(void *context);
    void (*progress)(size_t done, size_t total, void *context); /* may be NULL */
    void *context;
};

/* What is not settled yet is fetched. items[i].source, .address and .health are filled by the
 * caller, and .selection where it is known there (fingerprint_source), everything else here.
 * Returns -1 only when nothing could be tried. Each item is released with harvest_free. */
int harvest_fetch(struct harvest *items, size_t count, const struct harvest_options *options,
                  struct err *err);

/* What was fetched is read. Heads are for daemon/following. */
void harvest_take(struct harvest *items, size_t count, const struct harvest_options *options);

/* The picks of an item that waited in the spill are in memory again, until it is freed. */
int harvest_unfold(struct harvest *item, struct spill *spill, struct err *err);

/* The address that is asked for, and its name in the ledger. */
const char *harvest_url(const struct harvest *item);
const char *harvest_name(const struct harvest *item);

/* The same without fetching: items->source and address are given, and fetch holds a document
 * that was kept, as one whole (its pages are in it already). */
void harvest_read(struct harvest *item, const struct harvest_options *options);

void harvest_free(struct harvest *item);

/* The User-Agent: shihyo/VERSION (+contact). Belongs to the settings' arena. */
const char *harvest_user_agent(const struct settings *settings);

#endif
