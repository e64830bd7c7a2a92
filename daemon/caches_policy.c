/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_policy: see caches_policy.h. */
#include "daemon/caches_policy.h"

#include <string.h>

#include "config/edition.h"
#include "core/buf.h"
#include "core/log.h"
#include "core/str.h"
#include "daemon/caches_desk.h"
#include "daemon/figures.h"
#include "daemon/fingerprint.h"
#include "daemon/upkeep.h"

#define BATCH 16
#define WORDS_LIMIT ((size_t)1 << 20)
#define REMARKS_LIMIT 8192
#define FEWEST 2 /* indicators with figures */

struct easel {
    struct ledger *ledger;
    const struct settings *settings; /* with the language of the pictures */
    const struct caches_options *options;
    const char *folder;
    struct arena *arena;
    struct form forms[FORM_MOST];
    size_t form_count;
    bool unwanted; /* there are to be none in this language */
};

static int load(const struct upkeep_item *item, void *context, struct arena *arena,
                void **loaded, struct err *err)
{
    const struct easel *easel = context;
    const struct figures_order order = {
        .name = item->id, .kind = FIGURE_POLICY, .policy = item->subject};
    struct figure_input *input = arena_alloc(arena, 1, sizeof *input);

    *loaded = input;
    return figures_gather(easel->ledger, easel->settings, &order, easel->options->now, arena,
                          input, err);
}

static int make(const struct upkeep_item *item, void *context, const void *loaded,
                const char *const *paths, struct err *err)
{
    const struct easel *easel = context;
    struct figure_input input = *(const struct figure_input *)loaded;
    struct buf remarks;

    buf_init(&remarks, REMARKS_LIMIT);
    input.remarks = &remarks;
    int failed = figure_draw(&input, item->id, easel->forms, easel->form_count, paths, err);
    if (remarks.length > 0)
        log_warning("policy %s: %s", item->id, buf_text(&remarks));
    buf_free(&remarks);
    return failed ? err_prefix(err, "policy %s", item->id) : 0;
}

/* The revisions of its indicators and, where they are marked, its open alerts; NULL when too
 * few of them have figures. */
static const char *say_policy(const struct easel *easel, const struct policy *policy,
                              const struct ledger_notes *revisions, const struct alert *alerts,
                              size_t alert_count)
{
    const struct settings *settings = easel->settings;
    char sha256[SHA256_TEXT_SIZE];
    size_t known = 0;
    struct buf text;

    buf_init(&text, WORDS_LIMIT);
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        if (!edition_shows(settings, indicator) ||
            !figure_is_moved(settings, policy, indicator))
            continue;
        const char *revision = ledger_note(revisions, indicator->id);

        known += !str_empty(revision);
        buf_printf(&text, "%s;", revision);
        for (size_t k = 0; k < alert_count && edition_is_internal(settings); k++) {
            if (str_equal(alerts[k].indicator_id, indicator->id))
                buf_printf(&text, "%s %d;", alerts[k].severity, (int)alerts[k].state);
        }
    }
    fingerprint_page(settings, "policy picture", buf_text(&text), sha256);
    buf_free(&text);
    return known < FEWEST
               ? NULL
               : arena_printf(easel->arena, "%s %s",
                              edition_is_internal(settings) ? "internal" : "public", sha256);
}

void caches_policy_keep(const struct settings *settings, int64_t now, const char *mark,
                        struct arena *arena, struct upkeep_item *item)
{
    const char *end = strstr(mark, " @");

    if (!item->made_from || !end || !str_starts(mark, "public ") ||
        !caches_desk_is_quiet(settings, now))
        return;
    item->kept = true;
    item->made_from = arena_strndup(arena, mark, (size_t)(end - mark));
}

static int draw(struct easel *easel, const char *kind, struct err *err)
{
    const struct settings *settings = easel->settings;
    struct upkeep_item *items =
        arena_alloc(easel->arena, settings->policy_count, sizeof *items);
    struct upkeep upkeep = {
        .kind = kind,
        .folder = easel->folder,
        .items = items,
        .count = caches_whole(settings, easel->options) ? settings->policy_count : 0,
        .all = easel->options->all,
        .apart = easel->options->folder != NULL,
        .batch = BATCH,
        .load = load,
        .make = make,
        .context = easel,
    };
    struct ledger_notes revisions, marks;
    struct alert *alerts;
    size_t alert_count;

    if (ledger_revisions(easel->ledger, easel->arena, &revisions, err) ||
        ledger_alerts(easel->ledger, true, 0, easel->arena, &alerts, &alert_count, err) ||
        ledger_marks(easel->ledger, arena_printf(easel->arena, "%s:", kind), easel->arena,
                     &marks, err))
        return -1;
    for (size_t i = 0; i < easel->form_count; i++) {
        char name[FORM_NAME_SIZE];

        form_name(&easel->forms[i], name);
        upkeep.files[i] = arena_strdup(easel->arena, name);
    }
    for (size_t i = 0; i < settings->policy_count; i++) {
        const struct policy *policy = &settings->policies[i];

        items[i] = (struct upkeep_item){.id = policy->id, .subject = policy};
        if (!easel->unwanted)
            items[i].made_from = say_policy(easel, policy, &revisions, alerts, alert_count);
        caches_policy_keep(
            settings, easel->options->now,
            ledger_note(&marks, arena_printf(easel->arena, "%s:%s", kind, policy->id)),
            easel->arena, &items[i]);
    }
    return upkeep_run(easel->ledger, &upkeep, err);
}

static size_t choose_forms(struct form *out, bool own)
{
    static const struct form FORMS[] = {
        {FORM_SVG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
        {FORM_SVG, FORM_STANDARD, PALETTE_THEME_DARK, 1},
        {FORM_TEXT, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
        {FORM_PNG, FORM_STANDARD, PALETTE_THEME_LIGHT, 2},
    };
    size_t count = own ? 4 : 3;

    for (size_t i = 0; i < count; i++)
        out[i] = FORMS[i];
    return count;
}

int caches_policies(struct ledger *ledger, const struct settings *settings,
                    const struct caches_options *options, struct err *err)
{
    const char *site = options->folder ? options->folder : settings->site.output;
    struct arena *arena = arena_new();
    struct easel easel = {ledger, settings, options, .arena = arena};

    easel.folder = arena_printf(arena, "%s/policies", site);
    easel.form_count = choose_forms(easel.forms, true);
    int failed = draw(&easel, "policy", err);

    for (int i = LANGUAGE_JA; i <= LANGUAGE_EN && !failed; i++) {
        const char *code = words_pick((enum language)i, "ja", "en");
        struct settings spoken = *settings;

        spoken.site.language = (enum language)i;
        easel.settings = &spoken;
        easel.unwanted = i == (int)settings->site.language;
        easel.folder = arena_printf(arena, "%s/%s/policies", site, code);
        easel.form_count = choose_forms(easel.forms, false);
        failed = draw(&easel, arena_printf(arena, "policy-%s", code), err);
    }
    arena_free(arena);
    return failed;
}
