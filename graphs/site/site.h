/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * site: what the pages are made from, and the pages as bytes. Layer: graphs. Pure: whoever
 * calls gathers, keeps and puts the files in place (daemon/caches_publish.c).
 *
 * A site has two editions in language: that of the configuration at its root, the other one in
 * a folder of its own (site_prefix). The pages of both are made from one list of kinds
 * (graphs/site/page.h) and have the same names, so a switch leads to the same page.
 */
#ifndef GRAPHS_SITE_SITE_H
#define GRAPHS_SITE_SITE_H

#include "config/settings.h"
#include "core/alert.h"
#include "core/awaited.h"
#include "core/buf.h"
#include "core/comment.h"
#include "core/err.h"
#include "core/health.h"
#include "core/held.h"
#include "core/series.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SITE_LANGUAGES 2

/* What lists say of an indicator's newest value. Texts are "" where there is nothing to say.
 */
struct site_words {
    const char *period;
    const char *value;
    const char *status; /* 速報値, 概数 */
    const char *change; /* on the one before */
    const char *target; /* how far it is, or how it stands to its path */
};

struct site_digest {
    bool has_value;
    int direction; /* of the change on the value before: 1 up, -1 down, 0 none or not known */
    int32_t ends;  /* day after the newest value's period; 0 without one */
    int64_t recorded;                        /* instant of the newest observation; 0 = none */
    struct site_words words[SITE_LANGUAGES]; /* by enum language */
};

/* Where figures stand at their publisher. */
struct site_document {
    const struct source *source; /* NULL = it is not configured any more */
    const char *url;
    int64_t at; /* instant of the fetch */
};

/* All figures of one indicator that the edition shows. */
struct site_matter {
    const struct indicator *indicator;
    struct series series;
    struct series vintages; /* all versions, those set aside too */
    struct series compare;
    struct series respondents;
    struct series outlook;
    const struct site_document *documents; /* that gave figures which stand, newest first */
    size_t document_count;
    const struct held *held; /* open, of this indicator */
    size_t held_count;
};

/* What a source is expected to publish next. */
struct site_awaited {
    const struct indicator *indicator; /* NULL = nothing is expected */
    struct awaited awaited;
};

/* An [alert] in plain words, and how often it would be raised if nothing happened. */
struct site_rule {
    const char *words[SITE_LANGUAGES];
    const char *cost[SITE_LANGUAGES];
};

struct html_template;

struct site_input {
    const struct html_template *frame; /* of all pages (graphs/site/shell.h) */
    const struct settings *settings;   /* whose language is that of the pages */
    enum language original;            /* of the configuration's texts, charts and alerts */
    const struct site_digest
        *digests;                 /* one per indicator, in the order of the configuration */
    const char *const *revisions; /* likewise: of the ledger, "" = nothing recorded */
    const char *const *held;      /* likewise: which items are held, as a text */
    const struct alert *alerts;   /* all, newest first */
    size_t alert_count;
    const struct alert_event *events; /* of all alerts, by number */
    size_t event_count;
    const struct health *sources;  /* one per source, in the order of the configuration */
    const struct awaited *awaited; /* one per indicator */
    const struct site_awaited *source_awaited; /* one per source: the first to come of it */
    const struct site_rule *rules;             /* one per [alert]; NULL = not asked for */
    const char *const *policy_words;  /* one per policy, of its picture in the page's language;
                                         NULL = it has none */
    const char *const *program_words; /* one per program, of its logic model, likewise */
    struct comments comments;         /* those that the edition shows */
    const bool *drawn; /* graphs that have a picture, likewise; NULL = all of them */
    int year;          /* the newest fiscal year of the catalogue */
    int64_t now;
};

/* What one page is about. */
struct site_subject {
    const void *entry; /* indicator, policy, program; NULL: of the site, or of none any more */
    const char *id;    /* its id; of a list its part: "" = the first, "-2" ... */
    size_t part;       /* 0 = the first */
    const struct site_matter *matters; /* as the kind needs them (enum page_needs) */
    size_t matter_count;
};

/* Where the pages of a language stand: "", or "en/", "ja/". */
const char *site_prefix(enum language language, enum language original);

/* Says of an indicator what lists say of it, in both languages; texts live in the arena. */
void site_digest(const struct settings *settings, const struct site_matter *matter,
                 struct arena *arena, struct site_digest *out);

/* A digest as text, and back: for whoever keeps it. -1: it is none of this version. */
void site_digest_print(const struct site_digest *digest, struct buf *out);
int site_digest_read(char *text, struct arena *arena, struct site_digest *out);

/* The page of a kind, as bytes, in the language of the input. */
struct page_kind;
int site_page(const struct page_kind *kind, const struct site_input *input,
              const struct site_subject *subject, struct buf *out, struct err *err);

/* The page that stands where one of something is that is not configured any more. */
int site_gone(const struct page_kind *kind, const struct site_input *input, const char *id,
              struct buf *out, struct err *err);

#endif
