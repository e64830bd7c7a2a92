/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_doors_site: the files of the site as a whole; see caches_doors.h. */
#include "daemon/caches_doors.h"

#include <inttypes.h>
#include <string.h>

#include "core/file.h"
#include "core/instant.h"
#include "core/sha256.h"
#include "core/version.h"
#include "daemon/addresses.h"
#include "daemon/alertlist.h"
#include "daemon/discretion.h"
#include "daemon/expecting.h"
#include "daemon/glance.h"
#include "daemon/upkeep.h"
#include "graphs/site/doors.h"
#include "graphs/site/feed.h"
#include "graphs/site/openmetrics.h"
#include "graphs/site/releases.h"

#define TEXT_LIMIT ((size_t)256 << 20)

struct desk {
    struct ledger *ledger;
    const struct settings *settings;
    const char *folder;
    int64_t now;
    struct arena *arena;
};

/* --- what each says --- */

static int print_status(const struct desk *desk, struct arena *arena, struct buf *out,
                        struct err *err)
{
    return glance_status(desk->ledger, desk->settings, desk->now, arena, out, err);
}

static int load_health(const struct desk *desk, struct arena *arena, struct health **out,
                       struct err *err)
{
    const struct settings *settings = desk->settings;

    *out = arena_alloc(arena, settings->source_count, sizeof **out);
    for (size_t i = 0; i < settings->source_count; i++) {
        if (addresses_health(desk->ledger, &settings->sources[i], arena, &(*out)[i], err))
            return -1;
    }
    return 0;
}

static int print_metrics(const struct desk *desk, struct arena *arena, struct buf *out,
                         struct err *err)
{
    struct glances glances;
    struct held_list held;
    struct health *health;

    if (glance_load(desk->ledger, desk->settings, false, arena, &glances, err) ||
        load_health(desk, arena, &health, err) ||
        ledger_held(desk->ledger, NULL, NULL, true, arena, &held, err))
        return -1;
    struct openmetrics_indicator *indicators =
        arena_alloc(arena, glances.count, sizeof *indicators);
    for (size_t i = 0; i < glances.count; i++)
        indicators[i] = (struct openmetrics_indicator){glances.items[i].indicator,
                                                       glances.items[i].latest};
    const struct openmetrics input = {
        .settings = desk->settings,
        .indicators = indicators,
        .indicator_count = glances.count,
        .sources = health,
        .alerts = glances.alerts,
        .alert_count = glances.alert_count,
        .held = held.count,
    };
    openmetrics_print(&input, out);
    return 0;
}

static int print_alerts(const struct desk *desk, struct arena *arena, struct buf *out,
                        struct err *err)
{
    struct alertlist list;

    if (alertlist_load(desk->ledger, true, arena, &list, err) ||
        alertlist_tell(desk->ledger, desk->settings, &list, err))
        return -1;
    const struct feed_alerts input = {list.alerts, list.count, list.events, list.event_count};
    feed_alerts(desk->settings, &input, out);
    return 0;
}

static int print_releases(const struct desk *desk, struct arena *arena, struct buf *out,
                          struct err *err)
{
    struct expecting expecting;
    struct glances glances;

    if (glance_load(desk->ledger, desk->settings, false, arena, &glances, err) ||
        expecting_load(desk->ledger, desk->settings, desk->now, arena, &expecting, err))
        return -1;
    struct releases_indicator *indicators =
        arena_alloc(arena, glances.count, sizeof *indicators);
    for (size_t i = 0; i < glances.count; i++) {
        const struct glance *glance = &glances.items[i];

        indicators[i] = (struct releases_indicator){
            glance->indicator, expecting_of(&expecting, glance->indicator, NULL),
            glance->latest ? glance->latest->recorded_at : 0};
    }
    const struct releases input = {desk->settings, indicators, glances.count, desk->now};
    releases_print(&input, out);
    return 0;
}

int caches_doors_metrics(struct ledger *ledger, const struct settings *settings,
                         struct buf *out, struct err *err)
{
    struct arena *arena = arena_new();
    const struct desk desk = {.ledger = ledger, .settings = settings, .arena = arena};
    int failed = print_metrics(&desk, arena, out, err);

    arena_free(arena);
    return failed;
}

/* --- what they are made from --- */

/* Each adds what its file depends on beside the configuration. */
static int add_alerts(const struct desk *desk, struct buf *out, struct err *err)
{
    struct alert *alerts;
    size_t count;

    if (ledger_alerts(desk->ledger, false, 0, desk->arena, &alerts, &count, err))
        return -1;
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%" PRId64 "\x1f%d\x1f%" PRId64 "\x1f%s\x1f", alerts[i].number,
                   (int)alerts[i].state, alerts[i].changed, alerts[i].severity);
    return 0;
}

static int add_sources(const struct desk *desk, struct buf *out, struct err *err)
{
    struct health *health;

    if (load_health(desk, desk->arena, &health, err))
        return -1;
    for (size_t i = 0; i < desk->settings->source_count; i++)
        buf_printf(out, "%" PRId64 "\x1f%" PRId64 "\x1f%d\x1f%d\x1f%zu\x1f%s\x1f",
                   health[i].last_try, health[i].last_success, health[i].failures,
                   (int)health[i].fetched, health[i].problems, health[i].error);
    return 0;
}

static int add_figures(const struct desk *desk, struct buf *out, struct err *err)
{
    const struct settings *settings = desk->settings;
    struct ledger_notes revisions;
    struct held_list held;

    if (ledger_revisions(desk->ledger, desk->arena, &revisions, err) ||
        ledger_held(desk->ledger, NULL, NULL, true, desk->arena, &held, err))
        return -1;
    for (size_t i = 0; i < settings->indicator_count; i++)
        buf_printf(out, "%s\x1f", ledger_note(&revisions, settings->indicators[i].id));
    for (size_t i = 0; i < held.count; i++)
        buf_printf(out, "%" PRId64 "\x1f", held.items[i].number);
    return 0;
}

/* What is awaited changes by the hour, and with it what is said. */
static int add_expected(const struct desk *desk, struct buf *out, struct err *err)
{
    const struct settings *settings = desk->settings;
    struct expecting expecting;

    if (expecting_load(desk->ledger, settings, desk->now, desk->arena, &expecting, err))
        return -1;
    for (size_t i = 0; i < settings->indicator_count; i++) {
        struct awaited awaited = expecting_of(&expecting, &settings->indicators[i], NULL);

        buf_printf(out, "%d\x1f%d\x1f%d\x1f%d\x1f", (int)awaited.state, awaited.period.n,
                   awaited.last.n, awaited.moment.day);
    }
    return 0;
}

/* What waits, and what was set aside. */
static int add_rest(const struct desk *desk, struct buf *out, struct err *err)
{
    struct ledger_outbox_counts outbox;
    struct ledger_kept *kept;
    size_t count;

    if (ledger_outbox(desk->ledger, &outbox, err) ||
        ledger_stepped_back(desk->ledger, desk->arena, &kept, &count, err))
        return -1;
    buf_printf(out, "%zu\x1f%zu\x1f%zu\x1f%" PRId64 "\x1f", outbox.waiting, outbox.failing,
               outbox.given_up, outbox.next_due);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "%s\x1f%d\x1f%" PRId64 "\x1f", kept[i].indicator, kept[i].period.n,
                   kept[i].value.units);
    return 0;
}

/* What a file depends on, beside the configuration. */
enum {
    ON_ALERTS = 1,
    ON_FIGURES = 2,
    ON_SOURCES = 4,
    ON_EXPECTED = 8,
    ON_REST = 16,
    ON_DAY = 32
};

/* A row for each. */
struct door {
    const char *file;
    int on;
    bool (*is_wanted)(const struct settings *settings); /* NULL = always */
    int (*print)(const struct desk *desk, struct arena *arena, struct buf *out,
                 struct err *err);
};

static const struct door DOORS[] = {
    {DOORS_STATUS, ON_ALERTS | ON_FIGURES | ON_SOURCES | ON_EXPECTED | ON_REST, NULL,
     print_status},
    {DOORS_METRICS, ON_ALERTS | ON_FIGURES | ON_SOURCES, doors_metrics, print_metrics},
    {DOORS_ALERTS, ON_ALERTS, doors_alerts, print_alerts},
    {DOORS_RELEASES, ON_FIGURES | ON_EXPECTED | ON_DAY, releases_known, print_releases},
};

#define DOOR_COUNT (sizeof DOORS / sizeof DOORS[0])

static int say_made_from(const struct desk *desk, const struct door *door, const char **out,
                         struct err *err)
{
    char text[SHA256_TEXT_SIZE];
    struct buf all;

    *out = NULL;
    if (door->is_wanted && !door->is_wanted(desk->settings))
        return 0;
    buf_init(&all, TEXT_LIMIT);
    buf_printf(&all, VERSION_TEXT "\x1f%s\x1f", desk->settings->fingerprint);
    if (door->on & ON_DAY)
        buf_printf(&all, "%d\x1f", (int)instant_day(desk->now));
    int failed = ((door->on & ON_ALERTS) && add_alerts(desk, &all, err)) ||
                 ((door->on & ON_FIGURES) && add_figures(desk, &all, err)) ||
                 ((door->on & ON_SOURCES) && add_sources(desk, &all, err)) ||
                 ((door->on & ON_EXPECTED) && add_expected(desk, &all, err)) ||
                 ((door->on & ON_REST) && add_rest(desk, &all, err));
    sha256_text(buf_text(&all), all.length, text);
    buf_free(&all);
    *out = arena_strdup(desk->arena, text);
    return failed ? -1 : 0;
}

/* --- writing --- */

static int write_door(const struct upkeep_item *item, void *context, struct arena *arena,
                      void **loaded, struct err *err)
{
    const struct desk *desk = context;
    const struct door *door = item->subject;
    const char *path = arena_printf(arena, "%s/%s", desk->folder, door->file);
    struct buf text;

    (void)loaded;
    buf_init(&text, TEXT_LIMIT);
    int failed = door->print(desk, arena, &text, err);
    if (!failed && text.overflow)
        failed = err_set(err, ERR_DATA, "%s: it would be too large", path);
    if (!failed)
        failed = file_write_changed(path, buf_text(&text), text.length, NULL, err);
    buf_free(&text);
    return failed;
}

static int publish_doors(struct ledger *ledger, const struct settings *settings,
                         const struct caches_options *options, struct caches_counts *counts,
                         struct err *err)
{
    struct desk desk = {
        .ledger = ledger,
        .settings = settings,
        .folder = options->folder ? options->folder : settings->site.output,
        .now = options->now,
        .arena = arena_new(),
    };
    struct upkeep_item items[DOOR_COUNT] = {{0}};
    struct upkeep upkeep = {
        .kind = "site-door",
        .folder = desk.folder,
        .files = {"*"}, /* its id is its name */
        .items = items,
        .count = caches_whole(settings, options) ? DOOR_COUNT : 0,
        .all = options->all,
        .apart = options->folder != NULL,
        .batch = DOOR_COUNT,
        .load = write_door,
        .context = &desk,
    };
    int failed = 0;

    for (size_t i = 0; i < upkeep.count && !failed; i++) {
        items[i] = (struct upkeep_item){.id = DOORS[i].file, .subject = &DOORS[i]};
        failed = say_made_from(&desk, &DOORS[i], &items[i].made_from, err);
    }
    if (!failed)
        failed = upkeep_run(ledger, &upkeep, err);
    counts->doors += upkeep.made;
    arena_free(desk.arena);
    return failed;
}

int caches_doors(struct ledger *ledger, const struct settings *settings,
                 const struct caches_options *options, struct caches_counts *counts,
                 struct err *err)
{
    struct err second = {0};

    if (discretion_machines(ledger, settings, options->now, err))
        return -1;
    int failed = caches_doors_data(ledger, settings, options, counts, err);

    if (publish_doors(ledger, settings, options, counts, &second) && !failed) {
        *err = second;
        failed = -1;
    }
    return failed;
}
