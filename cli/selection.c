/* SPDX-License-Identifier: GPL-3.0-or-later */
/* selection: see selection.h. */
#include "cli/selection.h"

#include "core/str.h"

/* Whether a word means an indicator; *known tells whether it means anything at all. */
static bool by_source(const struct settings *settings, const struct indicator *indicator,
                      const char *word, bool *known)
{
    const struct source *source = settings_source(settings, word);

    *known = *known || source;
    return source && settings_reads(indicator, source);
}

static bool by_alert(const struct settings *settings, const struct indicator *indicator,
                     const char *word, bool *known)
{
    bool found = false;

    for (size_t i = 0; i < settings->alert_count; i++) {
        if (!str_equal(settings->alerts[i].id, word))
            continue;
        *known = true;
        found = found || settings->alerts[i].indicator == indicator;
    }
    return found;
}

static bool by_program(const struct settings *settings, const struct indicator *indicator,
                       const char *word, bool *known)
{
    bool found = false;

    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];
        const struct policy *policy = settings_program_latest(program)->policy;

        if (!str_equal(program->id, word) && !(policy && str_equal(policy->id, word)))
            continue;
        *known = true;
        found = found || settings_moves(program, indicator);
    }
    return found;
}

static bool means(const struct settings *settings, const struct indicator *indicator,
                  const char *word, bool *known)
{
    bool itself = str_equal(indicator->id, word);

    *known = *known || itself;
    return itself || by_source(settings, indicator, word, known) ||
           by_alert(settings, indicator, word, known) ||
           by_program(settings, indicator, word, known);
}

static int mark(struct context *context, const char *word, bool *marks, struct err *err)
{
    const struct settings *settings = context->settings;
    bool known = false;

    if (settings_indicator(settings, word)) { /* before what may have the same id */
        marks[settings_indicator(settings, word) - settings->indicators] = true;
        return 0;
    }
    for (size_t i = 0; i < settings->indicator_count; i++)
        marks[i] = means(settings, &settings->indicators[i], word, &known) || marks[i];
    if (!known)
        return err_set(err, ERR_USAGE,
                       "no indicator \"%s\" in %s, and no source, alert, program or policy; "
                       "`shihyo status` lists them",
                       word, context->config);
    return 0;
}

int selection_find(struct context *context, const char *const *words, size_t count,
                   const struct indicator ***out, size_t *found, struct err *err)
{
    const struct settings *settings = context->settings;
    bool *marks = arena_alloc(context->arena, settings->indicator_count + 1, sizeof *marks);

    *out = arena_alloc(context->arena, settings->indicator_count + 1, sizeof **out);
    *found = 0;
    for (size_t i = 0; i < count; i++) {
        if (mark(context, words[i], marks, err))
            return -1;
    }
    for (size_t i = 0; i < settings->indicator_count; i++) {
        if (count == 0 || marks[i])
            (*out)[(*found)++] = &settings->indicators[i];
    }
    return 0;
}
