/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_policy: see caches_policy.h. */
#include "daemon/caches_policy.h"

#include "config/edition.h"
#include "core/buf.h"
#include "core/str.h"
#include "daemon/caches_pictures.h"
#include "daemon/figures.h"
#include "daemon/fingerprint.h"

#define WORDS_LIMIT ((size_t)1 << 20)
#define FEWEST 2 /* indicators with figures */

static const struct form FORMS[] = {
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_DARK, 1},
    {FORM_TEXT, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
    {FORM_PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, 2}, /* in the site's language alone */
};

/* What says whether one changed. */
struct news {
    struct ledger_notes revisions;
    struct alert *alerts;
    size_t alert_count;
};

static int load(const struct upkeep_item *item, void *context, struct arena *arena,
                void **loaded, struct err *err)
{
    const struct caches_pictures *pictures = context;
    const struct figures_order order = {
        .name = item->id, .kind = FIGURE_POLICY, .policy = item->subject};
    struct figure_input *input = arena_alloc(arena, 1, sizeof *input);

    *loaded = input;
    return figures_gather(pictures->ledger, pictures->settings, &order, pictures->options->now,
                          arena, input, err);
}

static int draw(const struct caches_pictures *pictures, const char *id, const void *loaded,
                const char *const *paths, struct buf *remarks, struct err *err)
{
    struct figure_input input = *(const struct figure_input *)loaded;

    input.remarks = remarks;
    return figure_draw(&input, id, pictures->forms, pictures->form_count, paths, err);
}

/* The revisions of its indicators and, where they are marked, its open alerts; nothing when
 * too few of them have figures. */
static bool say(const struct caches_pictures *pictures, const void *subject,
                char sha256[SHA256_TEXT_SIZE])
{
    const struct settings *settings = pictures->settings;
    const struct news *news = pictures->context;
    size_t known = 0;
    struct buf text;

    buf_init(&text, WORDS_LIMIT);
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        if (!edition_shows(settings, indicator) ||
            !figure_is_moved(settings, subject, indicator))
            continue;
        const char *revision = ledger_note(&news->revisions, indicator->id);

        known += !str_empty(revision);
        buf_printf(&text, "%s;", revision);
        for (size_t k = 0; k < news->alert_count && edition_is_internal(settings); k++) {
            const struct alert *alert = &news->alerts[k];

            if (str_equal(alert->indicator_id, indicator->id))
                buf_printf(&text, "%s %d;", alert->severity, (int)alert->state);
        }
    }
    fingerprint_page(settings, "policy picture", buf_text(&text), sha256);
    buf_free(&text);
    return known >= FEWEST;
}

int caches_policies(struct ledger *ledger, const struct settings *settings,
                    const struct caches_options *options, struct err *err)
{
    struct arena *arena = arena_new();
    struct upkeep_item *items = arena_alloc(arena, settings->policy_count, sizeof *items);
    struct news news;
    struct caches_pictures pictures = {
        .kind = "policy",
        .noun = "policy",
        .folder = "policies",
        .forms = FORMS,
        .form_count = sizeof FORMS / sizeof *FORMS,
        .other_count = sizeof FORMS / sizeof *FORMS - 1,
        .items = items,
        .count = settings->policy_count,
        .batch = 16,
        .say = say,
        .load = load,
        .draw = draw,
        .ledger = ledger,
        .settings = settings,
        .options = options,
        .arena = arena,
        .context = &news,
    };

    for (size_t i = 0; i < settings->policy_count; i++)
        items[i] = (struct upkeep_item){.id = settings->policies[i].id,
                                        .subject = &settings->policies[i]};
    int failed = ledger_revisions(ledger, arena, &news.revisions, err) ||
                 ledger_alerts(ledger, true, 0, arena, &news.alerts, &news.alert_count, err) ||
                 caches_pictures(&pictures, err);
    arena_free(arena);
    return failed ? -1 : 0;
}
