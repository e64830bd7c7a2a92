/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * entry: what a section of the configuration becomes: a struct for each kind. Layer: config.
 * All of it belongs to the settings; what each key means stands in config/keys_*.c, once.
 */
#ifndef CONFIG_ENTRY_H
#define CONFIG_ENTRY_H

#include "config/approach.h"
#include "config/notifier.h"
#include "config/sheetform.h"
#include "core/decimal.h"
#include "core/era.h"
#include "core/period.h"
#include "core/periodread.h"
#include "core/release.h"
#include "core/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A text with an optional English form (`title`, `title.en`). */
struct label {
    const char *text; /* "" when absent */
    const char *en;   /* NULL when absent */
};

struct span_of_days {
    bool set;
    int32_t from; /* first day (days since 1970-01-01) */
    int32_t to;   /* day after the last */
};

/* `decimals`: each value has the places that it was published with. */
#define PLACES_AS_PUBLISHED (-1)

enum audience { AUDIENCE_INTERNAL, AUDIENCE_PUBLIC };
enum better { BETTER_HIGHER, BETTER_LOWER, BETTER_NEUTRAL };
enum basis { BASIS_LEVEL, BASIS_YEAR_ON_YEAR };
enum chart_shape { CHART_AUTO, CHART_BARS, CHART_LINE, CHART_STEPS };
enum limits { LIMITS_AUTO, LIMITS_LEVEL, LIMITS_YEAR_ON_YEAR, LIMITS_NONE };
enum layout { LAYOUT_LONG, LAYOUT_ACROSS, LAYOUT_MATRIX, LAYOUT_TEXT };
enum grade { GRADE_OFFICIAL, GRADE_PRESS, GRADE_SECONDARY };
enum indicator_kind { INDICATOR_OUTCOME, INDICATOR_OUTPUT, INDICATOR_CONTEXT };
enum tier { TIER_NONE, TIER_PRIORITY, TIER_MAIN };

enum program_kind {
    PROGRAM_SERVICE,
    PROGRAM_GRANT,
    PROGRAM_LOAN, /* never shares a scale with other budgets */
    PROGRAM_FACILITY,
    PROGRAM_TRAINING,
    PROGRAM_PROMOTION,
    PROGRAM_EVENT,
    PROGRAM_EFFORT /* no budget of its own */
};

/* What is shown is of another time than now; not configured, but set by whoever asks for it.
 */
struct as_of {
    int64_t at;
    struct label words; /* for the face of pages and pictures; text NULL = it is of now */
    bool whole;         /* the configuration is of then, too */
};

struct site {
    struct as_of as_of;
    struct label title;
    enum language language;
    const char *timezone;
    const char *state; /* absolute, or relative to the working folder after resolving */
    const char *output;
    bool pages;            /* made by cycles, and all that belongs to them */
    const char *templates; /* a folder of its own looks; "" when absent */
    const char *base_url;  /* "" when absent */
    const char *contact;   /* "" when absent */
    const char *agent;     /* what a publisher's log says of us: shihyo/1.0 (+contact) */
    const char *licence;   /* "" when absent */
    enum audience audience;
    unsigned publish;          /* bits by enum edition_thing */
    int min_cell;              /* counts below are withheld from the public */
    struct span_of_days quiet; /* comments and pages of programs stay as they are */
    int64_t delay_ms;
    const char *proxy;   /* "" = the environment's */
    const char *ca_file; /* "" = the system's list */
    enum holidays holidays;
    int64_t keep_days; /* documents that gave nothing; 0 = for ever */
    struct origin origin;
};

struct source {
    const char *id;
    struct label title;
    const char *page; /* "" when absent */
    const char *link; /* PCRE; "" when absent */
    const char *const
        *urls; /* each a document of its own; or the page, or the pattern, alone */
    size_t url_count;
    const char *url;       /* the first of them for readers, "" when there is none for them */
    const char *format;    /* auto csv xlsx html json xml pdf text */
    const char *encoding;  /* auto or an iconv name */
    const char *rows;      /* JSON pointer or XPath; "" when absent */
    const char *published; /* PCRE with (?<date>); "" when absent */
    int64_t every_s;
    struct release release; /* config/calendar.h says which one applies */
    struct release_grace grace;
    const char *embargo; /* config/embargo.h; "" when absent */
    int64_t timeout_ms;
    size_t max_bytes;
    int64_t keep_days; /* -1 = as the site says */
    enum grade grade;
    struct approach approach;
    const char *citation; /* who published the figures, printed under charts; "" = the title */
    bool watch;           /* its own problems raise alerts */
    struct notifier **notify; /* who is told of them; none: whoever is of its indicators */
    size_t notify_count;
    const size_t *readers; /* where those of which it is a source stand: settings_reader */
    size_t reader_count;
    struct origin origin;
};

/* A value at a period (baseline, target); without a period it is a level. */
struct mark {
    bool set;
    bool has_period;
    struct period period;
    struct decimal value;
};

/* A declared break of the series, or an event: a period and its words. */
struct event {
    struct period period;
    const char *text;
    const char *en; /* NULL = none; see settings_event */
};

/* where = HEAD=CELL */
struct condition {
    const char *head;
    const char *cell;
};

/* How an indicator stands to what the ledger holds of it; daemon/identity fills it in. */
struct standing {
    struct indicator *copy; /* all as configured; NULL until it was needed once */
    bool refused;  /* it means something else in the ledger: that stands in its place, nothing
                      is  collected, and `copy` has what was asked for */
    bool replaced; /* something of the ledger, or of another refused one, stands in it */
    const char *former; /* an id of `was` that the ledger still has; NULL = none */
    bool rivals;        /* under both ids something was recorded */
    const char *unit;   /* of the ledger, where it was refused once; NULL = never */
};

struct indicator {
    const char *id;
    struct label title;
    struct label definition; /* what exactly is counted, by whom */
    struct label note;       /* what the office notes of it for itself */
    const char *unit;
    struct label unit_label; /* unit, with unit.en */
    int decimals;            /* printed behind the point, or PLACES_AS_PUBLISHED */
    enum frequency frequency;
    enum year_label year_label;
    enum better better;
    enum basis basis;
    enum limits limits;  /* control limits: of what */
    int limits_baseline; /* ... fixed on so many values; 0 = of all */
    enum indicator_kind kind;
    bool is_public;
    struct source **sources; /* in order of trust; empty: entered by hand */
    size_t source_count;
    const char *table; /* PCRE, "" = the only one */
    enum layout layout;
    const char *value;
    const char *period;
    enum era_name era;
    struct condition *where;
    size_t where_count;
    struct decimal scale;
    struct mark minimum; /* has_period false */
    struct mark maximum;
    struct mark baseline;
    struct mark target;
    struct release release; /* text NULL: as its source says */
    struct release_grace grace;
    struct event *rebases;
    size_t rebase_count;
    struct event *events;
    size_t event_count;
    struct indicator *compare; /* drawn beside it, or NULL */
    struct indicator **peers;  /* set beside it in briefs, too */
    size_t peer_count;
    struct indicator *respondents; /* how many answered, or NULL */
    struct indicator *outlook;     /* what is expected of it, or NULL */
    int ahead; /* periods after its own that an outlook is for; 0 = its own */
    enum chart_shape chart;
    const char *was_text; /* as written */
    const char **was;     /* the ids it had before, newest first */
    size_t was_count;
    struct standing standing;
    struct origin origin;
};

struct challenge {
    const char *id;
    struct label title;
    struct label text;
    struct origin origin;
};

struct policy {
    const char *id;
    struct label title;
    struct challenge *challenge; /* NULL = none stated */
    struct origin origin;
};

/* Thousand yen; absent kinds are not set. */
struct amount {
    bool set;
    int64_t thousand_yen;
};

/* What holds from one fiscal year on. Facts without a year suffix hold from the first year. */
struct program_year {
    int fiscal_year;
    struct label title;
    enum tier tier;
    bool pledge;
    bool is_new;
    struct policy *policy;
    const char *summary;
    const char *change;
    struct amount budget;  /* 当初 */
    struct amount revised; /* 補正後 */
    struct amount carried; /* 繰越 */
    struct amount settled; /* 決算 */
    struct amount general; /* うち一般財源 */
};

struct program {
    const char *id;
    struct program_year *years; /* ascending, at least one; the last is the newest */
    size_t year_count;
    struct indicator **moves; /* direct outcomes */
    size_t move_count;
    struct indicator **context; /* background only */
    size_t context_count;
    const char *why;
    const char *note;
    enum program_kind kind;
    bool has_start;
    int32_t start; /* first day (days since 1970-01-01) */
    bool has_end;
    int32_t end;          /* day after the last */
    int lag_months;       /* -1 = not stated */
    const char *lag_text; /* as the proposal words it; "" */
    const char *owner;
    const char *account;
    const char *was; /* ids or titles of what it continues; "" */
    struct origin origin;
};

struct alert_rule {
    const char *id;
    struct indicator *indicator;
    const char *when;
    const char *clear; /* "" = the opposite of when */
    enum severity severity;
    int hold;   /* releases for which `when` must hold before it fires */
    int settle; /* ... for which `clear` must hold before it ends */
    int remind; /* releases after which it is told again; 0 = never */
    struct notifier **notify;
    size_t notify_count;
    struct origin origin;      /* of the section */
    struct origin when_origin; /* of the `when` line */
    struct origin clear_origin;
};

struct graph {
    const char *id;
    struct label title;
    int64_t span_days; /* 0 = all */
    const char *rrdgraph;
    struct origin origin; /* of the rrdgraph line */
};

#endif
