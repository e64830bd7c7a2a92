/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * logic: the logic model of a program (ロジックモデル): what is put in (budget), what it does
 * itself (活動指標, outputs), what comes of it (成果指標, outcomes), the challenge that it
 * answers; background apart. Layer: config. Pure.
 *
 * `moves` names outputs and outcomes; the indicator's own `kind` says which it is.
 */
#ifndef CONFIG_LOGIC_H
#define CONFIG_LOGIC_H

#include "config/settings.h"
#include "core/arena.h"

#include <stddef.h>

struct logic {
    const struct program *program;
    const struct program_year *facts; /* the newest */
    const struct indicator **outputs; /* in the order of `moves` */
    size_t output_count;
    const struct indicator **outcomes;
    size_t outcome_count;
    const struct indicator **context;
    size_t context_count;
    const struct policy *policy;       /* NULL = none */
    const struct challenge *challenge; /* of the policy; NULL = none stated */
};

/* `shows` says which indicators may be told (NULL = all). An indicator of kind context that
 * stands in `moves` is background. */
void logic_find(const struct program *program,
                bool (*shows)(const struct indicator *indicator, const void *context),
                const void *context, struct arena *arena, struct logic *out);

#endif
