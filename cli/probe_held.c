/* SPDX-License-Identifier: GPL-3.0-or-later */
/* probe_held: what of a pick would be held instead of recorded, were nothing known yet. */
#include "cli/probe.h"
#include "collector/gates.h"
#include "core/plain.h"

const struct gates_findings *probe_held(const struct probe *probe, size_t n)
{
    const struct pick *pick = &probe->probing->picks[n].pick;
    const struct series nothing = {.indicator = probe->indicators[n]->id,
                                   .frequency = probe->indicators[n]->frequency};
    bool *news = arena_alloc(probe->arena, pick->count, sizeof *news);
    struct gates_findings *found = arena_alloc(probe->arena, 1, sizeof *found);

    for (size_t i = 0; i < pick->count; i++)
        news[i] = true;
    gates_judge(&(struct gates_case){.indicator = probe->indicators[n],
                                     .pick = pick,
                                     .news = news,
                                     .known = &nothing,
                                     .language = probe->language},
                probe->arena, found);
    return found;
}

static void print_one(const struct probe *probe, const char *what,
                      const struct gates_finding *finding, struct buf *out)
{
    if (finding->held)
        buf_printf(out, "  - %s%s\n", what, plain_copy(probe->arena, finding->reason));
}

void probe_print_held(const struct probe *probe, size_t n, struct buf *out)
{
    const struct pick *pick = &probe->probing->picks[n].pick;
    const struct gates_findings *found = probe_held(probe, n);
    size_t start = out->length;

    for (size_t i = 0; i < pick->count; i++) {
        char period[PERIOD_TEXT_SIZE];
        const char *cell = pick->observations[i].cell;

        period_print(pick->observations[i].period, period);
        print_one(probe,
                  arena_printf(probe->arena, "%s \"%s\": ", period,
                               probe_text(probe->arena, cell ? cell : "", PROBE_CELL_WIDTH)),
                  &found->each[i], out);
    }
    print_one(probe, "", &found->unit, out);
    if (out->length > start)
        buf_puts(out, probe->language == LANGUAGE_JA
                          ? "    （記録せず保留し、shihyo quarantine で判断を待ちます）\n"
                          : "    (held instead of recorded, for `shihyo quarantine`)\n");
}
