/* SPDX-License-Identifier: GPL-3.0-or-later */
/* logic: see logic.h. */
#include "config/logic.h"

static void add(struct logic *logic, const struct indicator *indicator)
{
    if (indicator->kind == INDICATOR_OUTPUT)
        logic->outputs[logic->output_count++] = indicator;
    else if (indicator->kind == INDICATOR_OUTCOME)
        logic->outcomes[logic->outcome_count++] = indicator;
    else
        logic->context[logic->context_count++] = indicator;
}

void logic_find(const struct program *program,
                bool (*shows)(const struct indicator *indicator, const void *context),
                const void *context, struct arena *arena, struct logic *out)
{
    size_t most = program->move_count + program->context_count;

    *out = (struct logic){.program = program,
                          .facts = settings_program_latest(program),
                          .outputs = arena_alloc(arena, most, sizeof *out->outputs),
                          .outcomes = arena_alloc(arena, most, sizeof *out->outcomes),
                          .context = arena_alloc(arena, most, sizeof *out->context)};
    for (size_t i = 0; i < program->move_count; i++)
        if (!shows || shows(program->moves[i], context))
            add(out, program->moves[i]);
    for (size_t i = 0; i < program->context_count; i++)
        if (!shows || shows(program->context[i], context))
            out->context[out->context_count++] = program->context[i];
    out->policy = out->facts->policy;
    out->challenge = out->policy ? out->policy->challenge : NULL;
}
