/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_logic: see caches_logic.h. */
#include "daemon/caches_logic.h"

#include "config/edition.h"
#include "config/logic.h"
#include "core/buf.h"
#include "core/version.h"
#include "daemon/caches_pictures.h"
#include "graphs/logicmodel.h"

#define WORDS_LIMIT ((size_t)1 << 20)
#define LAYOUT "1" /* how they are drawn */

static const struct form FORMS[] = {
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
    {FORM_SVG, FORM_STANDARD, PALETTE_THEME_DARK, 1},
    {FORM_SVG, FORM_THUMBNAIL, PALETTE_THEME_LIGHT, 1},
    {FORM_SVG, FORM_THUMBNAIL, PALETTE_THEME_DARK, 1},
    {FORM_TEXT, FORM_STANDARD, PALETTE_THEME_LIGHT, 1},
};
#define FORM_COUNT (sizeof FORMS / sizeof FORMS[0])

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
    const struct caches_pictures *pictures = context;
    struct logicmodel *model = arena_alloc(arena, 1, sizeof *model);

    (void)err;
    *model = model_of(pictures->settings, item->subject, arena);
    *loaded = model;
    return 0;
}

static int draw(const struct caches_pictures *pictures, const char *id, const void *loaded,
                const char *const *paths, struct buf *remarks, struct err *err)
{
    (void)id;
    return logicmodel_draw(loaded, FORMS, pictures->form_count, paths, remarks, err);
}

/* Worth it where it would say more than the budget. */
static bool say(const struct caches_pictures *pictures, const void *subject,
                char sha256[SHA256_TEXT_SIZE])
{
    const struct program *program = subject;
    struct logicmodel model = model_of(pictures->settings, program, pictures->arena);
    struct buf text;

    if (!logicmodel_is_worth(model.logic))
        return false;
    buf_init(&text, WORDS_LIMIT);
    buf_printf(&text, "%s\x1f" LAYOUT "\x1f%s\x1f%s\x1f", VERSION_TEXT,
               logicmodel_title(&model), program->why);
    logicmodel_describe(&model, &text);
    sha256_text(buf_text(&text), text.length, sha256);
    buf_free(&text);
    return true;
}

int caches_logic(struct ledger *ledger, const struct settings *settings,
                 const struct caches_options *options, struct err *err)
{
    struct arena *arena = arena_new();
    struct upkeep_item *items = arena_alloc(arena, settings->program_count, sizeof *items);
    struct caches_pictures pictures = {
        .kind = "logic",
        .noun = "program",
        .folder = "programs",
        .forms = FORMS,
        .form_count = FORM_COUNT,
        .other_count = FORM_COUNT,
        .items = items,
        .count = settings->program_count,
        .batch = 64,
        .say = say,
        .load = load,
        .draw = draw,
        .ledger = ledger,
        .settings = settings,
        .options = options,
        .arena = arena,
    };

    for (size_t i = 0; i < settings->program_count; i++)
        items[i] = (struct upkeep_item){.id = settings->programs[i].id,
                                        .subject = &settings->programs[i]};
    int failed = caches_pictures(&pictures, err);
    arena_free(arena);
    return failed;
}
