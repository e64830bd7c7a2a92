/* SPDX-License-Identifier: GPL-3.0-or-later */
/* settings: the steps of loading, and small questions about what was loaded. */
#include "config/settings.h"

#include "config/draft.h"
#include "config/family.h"
#include "config/include.h"
#include "config/reader.h"
#include "config/resolve.h"
#include "config/store.h"
#include "core/buf.h"
#include "core/civil.h"
#include "core/str.h"

/* Nothing else explains a file without one: an empty file, or another program's. */
static void require_site(const struct draft *draft)
{
    for (size_t i = 0; i < draft->count; i++)
        if (draft->items[i].section == SECTION_SITE)
            return;
    if (draft->complete)
        fault_add(draft->faults, draft->settings->file, 0,
                  "no [site] section, expected one (it may be empty)");
}

#define FINGERPRINT_LIMIT ((size_t)256 << 20)

static void put_field(struct buf *out, const char *text, char end)
{
    (void)buf_puts(out, text);
    (void)buf_putc(out, end);
}

/* Fields end in a control character, so that "a" "b" and "ab" "" differ. */
static void take_fingerprint(const struct reader_text *text, char out[SHA256_TEXT_SIZE])
{
    struct buf all;
    buf_init(&all, FINGERPRINT_LIMIT);
    for (size_t i = 0; i < text->count; i++) {
        const struct reader_section *section = &text->sections[i];
        put_field(&all, section->head, '\x1e');
        for (size_t k = 0; k < section->count; k++) {
            put_field(&all, section->entries[k].name, '\x1f');
            put_field(&all, section->entries[k].value, '\x1f');
        }
    }
    sha256_text(buf_text(&all), all.length, out);
    buf_free(&all);
}

static void note_files(struct settings *settings, const struct reader_text *text)
{
    settings->file_count = text->path_count;
    settings->files =
        arena_alloc(settings->arena, text->path_count, sizeof settings->files[0]);
    for (size_t i = 0; i < text->path_count; i++)
        settings->files[i] = text->paths[i];
}

/* Everything that could say something of [site] was read, and nothing of it is wrong. */
static bool is_site_sound(const struct draft *draft, const struct reader_text *text)
{
    for (size_t i = 0; i < draft->faults->count; i++) {
        const struct fault *fault = &draft->faults->items[i];
        const struct reader_section *within = NULL;

        for (size_t k = 0; k < text->count; k++) {
            const struct reader_section *section = &text->sections[k];

            if (str_equal(section->origin.file, fault->file) &&
                section->origin.line <= fault->line &&
                (!within || within->origin.line < section->origin.line))
                within = section;
        }
        if (!within || str_equal(within->head, "site"))
            return false;
    }
    return draft->complete && draft->faults->dropped == 0;
}

/* Returns whether what it says of [site] holds, whatever is wrong elsewhere. */
static bool fill(struct settings *settings, struct faults *faults)
{
    struct reader_text text = {.given = settings->given};
    struct draft draft = {.settings = settings, .faults = faults};
    draft.complete = include_read(settings->file, settings->arena, &text, faults) == 0;
    draft_read(&draft, &text);
    require_site(&draft);
    store_all(&draft);
    resolve_complete(&draft);
    resolve_check(&draft);
    take_fingerprint(&text, settings->fingerprint);
    note_files(settings, &text);
    bool sound = is_site_sound(&draft, &text);
    reader_free(&text);
    return sound;
}

static int refuse(const struct faults *faults, struct err *err)
{
    const struct fault *first = &faults->items[0];
    size_t more = faults->count - 1 + faults->dropped;
    if (first->line == 0)
        (void)err_set(err, ERR_CONFIG, "%s: %s", first->file, first->text);
    else
        (void)err_set(err, ERR_CONFIG, "%s:%d: %s", first->file, first->line, first->text);
    if (more > 0)
        (void)err_prefix(err, "%zu faults in the configuration, the first", more + 1);
    return -1;
}

static struct settings *begin(const char *file, const struct textfiles *given)
{
    struct arena *arena = arena_new();
    struct settings *settings = arena_alloc(arena, 1, sizeof *settings);
    settings->arena = arena;
    settings->file = arena_strdup(arena, file);
    settings->given = given;
    return settings;
}

static int load(const char *file, const struct textfiles *given, settings_check check,
                struct settings **out, struct faults *faults, struct err *err)
{
    struct settings *settings = begin(file, given);
    *out = NULL;
    (void)fill(settings, faults);
    if (check != NULL)
        check(settings, faults);
    if (faults->count > 0) {
        settings_free(settings);
        fault_sort(faults);
        return refuse(faults, err);
    }
    *out = settings;
    return 0;
}

int settings_load(const char *file, settings_check check, struct settings **out,
                  struct faults *faults, struct err *err)
{
    return load(file, NULL, check, out, faults, err);
}

int settings_load_given(const struct textfiles *files, settings_check check,
                        struct settings **out, struct faults *faults, struct err *err)
{
    return load(files->items[0].path, files, check, out, faults, err);
}

bool settings_load_site(const char *file, struct settings **out)
{
    struct faults faults = {0};
    struct settings *settings = begin(file, NULL);
    bool sound = fill(settings, &faults);
    *out = sound ? settings : NULL;
    if (!sound)
        settings_free(settings);
    fault_free(&faults);
    return sound;
}

void settings_free(struct settings *settings)
{
    if (settings != NULL)
        arena_free(settings->arena);
}

struct source *settings_source(const struct settings *settings, const char *id)
{
    return family_find(settings, SECTION_SOURCE, id);
}

struct indicator *settings_indicator(const struct settings *settings, const char *id)
{
    return family_find(settings, SECTION_INDICATOR, id);
}

struct program *settings_program(const struct settings *settings, const char *id)
{
    return family_find(settings, SECTION_PROGRAM, id);
}

const char *settings_label(const struct label *label, enum language language)
{
    const char *text = label->text == NULL ? "" : label->text;
    const char *en = label->en == NULL ? "" : label->en;
    if (language == LANGUAGE_EN)
        return *en != '\0' ? en : text;
    return *text != '\0' ? text : en;
}

const char *settings_event(const struct event *event, enum language language)
{
    const struct label label = {event->text, event->en};
    return settings_label(&label, language);
}

const struct program_year *settings_program_year(const struct program *program,
                                                 int fiscal_year)
{
    const struct program_year *found = &program->years[0];
    for (size_t i = 1; i < program->year_count; i++)
        if (program->years[i].fiscal_year <= fiscal_year)
            found = &program->years[i];
    return found;
}

const struct program_year *settings_program_latest(const struct program *program)
{
    return &program->years[program->year_count - 1];
}

enum amount_kind settings_program_amount(const struct program_year *year,
                                         int64_t *thousand_yen)
{
    const struct {
        enum amount_kind kind;
        const struct amount *amount;
    } order[] = {
        {AMOUNT_SETTLED, &year->settled},
        {AMOUNT_REVISED, &year->revised},
        {AMOUNT_BUDGET, &year->budget},
    };
    *thousand_yen = 0;
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (order[i].amount->set) {
            *thousand_yen = order[i].amount->thousand_yen;
            return order[i].kind;
        }
    }
    return AMOUNT_NONE;
}

bool settings_moves(const struct program *program, const struct indicator *indicator)
{
    for (size_t i = 0; i < program->move_count; i++)
        if (program->moves[i] == indicator)
            return true;
    return false;
}

bool settings_judged_from(const struct program *program, int32_t *day)
{
    if (!program->has_start || program->lag_months < 0)
        return false;
    struct civil start = civil_date(program->start);
    int32_t month = civil_add_months(program->start, program->lag_months);
    struct civil then = civil_date(month);
    int last = civil_month_days(then.year, then.month);
    *day = month + (start.day < last ? start.day : last) - 1;
    return true;
}

static const char *name_of(enum key_section section, const char *key, int value)
{
    return keys_find(section, key)->choices[value];
}

const char *settings_better_name(enum better better)
{
    return name_of(SECTION_INDICATOR, "better", (int)better);
}

const char *settings_tier_name(enum tier tier)
{
    return name_of(SECTION_PROGRAM, "tier", (int)tier);
}

const char *settings_severity_name(enum severity severity)
{
    return name_of(SECTION_ALERT, "severity", (int)severity);
}

const char *settings_program_kind_name(enum program_kind kind)
{
    return name_of(SECTION_PROGRAM, "kind", (int)kind);
}
