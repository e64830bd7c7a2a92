/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_logic: see caches_logic.h. */
#include "daemon/caches_logic.h"

#include "config/edition.h"
#include "config/logic.h"
#include "core/buf.h"
#include "core/log.h"
#include "core/sha256.h"
#include "core/version.h"
#include "core/words.h"
#include "daemon/caches_policy.h"
#include "daemon/upkeep.h"
#include "graphs/logicmodel.h"

#define BATCH 64
#define WORDS_LIMIT ((size_t)1 << 20)
#define REMARKS_LIMIT 8192
#define LAYOUT "1" /* how they are drawn */

static const struct form FORMS[] = {
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_DARK, 1},
    {FORM_SVG, FORM_THUMBNAIL, PALETTE_THEME_LIGHT, 1},
    {FORM_SVG, FORM_THUMBNAIL, PALETTE_THEME_DARK, 1},
    {FORM_TEXT, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
};
#define FORM_COUNT (sizeof FORMS / sizeof FORMS[0])

struct easel {
    struct ledger *ledger;
    const struct settings *settings; /* with the language of the pictures */
    const struct caches_options *options;
    const char *site;
    const char *folder;
    struct arena *arena;
    bool unwanted; /* there are to be none in this language */
};

static bool shows(const struct indicator *indicator, const void *context)
{
    return edition_shows(context, indicator);
}

static struct logicmodel model_of(const struct settings *settings,
                                  const struct program *program, struct arena *arena)
{
    struct logic *logic = arena_alloc(arena, 1, sizeof *logic);

    logic_find(program, shows, settings, arena, logic);
    return (struct logicmodel){
        .settings = settings, .logic = logic, .gaps = edition_is_internal(settings)};
}

static int load(const struct upkeep_item *item, void *context, struct arena *arena,
                void **loaded, struct err *err)
{
    const struct easel *easel = context;
    struct logicmodel *model = arena_alloc(arena, 1, sizeof *model);

    (void)err;
    *model = model_of(easel->settings, item->subject, arena);
    *loaded = model;
    return 0;
}

static int make(const struct upkeep_item *item, void *context, const void *loaded,
                const char *const *paths, struct err *err)
{
    struct buf remarks;

    (void)context;
    buf_init(&remarks, REMARKS_LIMIT);
    int failed = logicmodel_draw(loaded, FORMS, FORM_COUNT, paths, &remarks, err);
    if (remarks.length > 0)
        log_warning("program %s: %s", item->id, buf_text(&remarks));
    buf_free(&remarks);
    return failed ? err_prefix(err, "program %s", item->id) : 0;
}

/* All that stands in it; NULL when it would say nothing but the budget. */
static const char *say_program(const struct easel *easel, const struct program *program)
{
    struct logicmodel model = model_of(easel->settings, program, easel->arena);
    char sha256[SHA256_TEXT_SIZE];
    struct buf text;

    if (!logicmodel_is_worth(model.logic))
        return NULL;
    buf_init(&text, WORDS_LIMIT);
    buf_printf(&text, "%s\x1f" LAYOUT "\x1f%s\x1f%s\x1f", VERSION_TEXT,
               logicmodel_title(&model), program->why);
    logicmodel_describe(&model, &text);
    sha256_text(buf_text(&text), text.length, sha256);
    buf_free(&text);
    return arena_printf(easel->arena, "%s %s",
                        edition_is_internal(easel->settings) ? "internal" : "public", sha256);
}

static int draw(struct easel *easel, const char *kind, struct err *err)
{
    const struct settings *settings = easel->settings;
    struct upkeep_item *items =
        arena_alloc(easel->arena, settings->program_count, sizeof *items);
    struct upkeep upkeep = {
        .kind = kind,
        .folder = easel->folder,
        .within = easel->site,
        .items = items,
        .count = caches_whole(settings, easel->options) ? settings->program_count : 0,
        .all = easel->options->all,
        .apart = easel->options->folder != NULL,
        .batch = BATCH,
        .load = load,
        .make = make,
        .context = easel,
    };
    struct ledger_notes marks;

    if (ledger_marks(easel->ledger, arena_printf(easel->arena, "%s:", kind), easel->arena,
                     &marks, err))
        return -1;
    for (size_t i = 0; i < FORM_COUNT; i++) {
        char name[FORM_NAME_SIZE];

        form_name(&FORMS[i], name);
        upkeep.files[i] = arena_strdup(easel->arena, name);
    }
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        items[i] = (struct upkeep_item){.id = program->id, .subject = program};
        if (!easel->unwanted)
            items[i].made_from = say_program(easel, program);
        caches_policy_keep(
            settings, easel->options->now,
            ledger_note(&marks, arena_printf(easel->arena, "%s:%s", kind, program->id)),
            easel->arena, &items[i]);
    }
    return upkeep_run(easel->ledger, &upkeep, err);
}

int caches_logic(struct ledger *ledger, const struct settings *settings,
                 const struct caches_options *options, struct err *err)
{
    const char *site = options->folder ? options->folder : settings->site.output;
    struct arena *arena = arena_new();
    struct easel easel = {ledger, settings, options, .site = site, .arena = arena};

    easel.folder = arena_printf(arena, "%s/programs", site);
    int failed = draw(&easel, "logic", err);
    for (int i = LANGUAGE_JA; i <= LANGUAGE_EN && !failed; i++) {
        const char *code = words_pick((enum language)i, "ja", "en");
        struct settings spoken = *settings;

        spoken.site.language = (enum language)i;
        easel.settings = &spoken;
        easel.unwanted = i == (int)settings->site.language;
        easel.folder = arena_printf(arena, "%s/%s/programs", site, code);
        failed = draw(&easel, arena_printf(arena, "logic-%s", code), err);
    }
    arena_free(arena);
    return failed;
}
