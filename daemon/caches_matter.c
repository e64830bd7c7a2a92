/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_matter: see caches_matter.h. */
#include "daemon/caches_matter.h"

#include "config/edition.h"
#include "daemon/caches.h"

int caches_matter_vintages(struct ledger *ledger, const struct settings *settings,
                           const struct indicator *indicator, struct arena *arena,
                           struct series *out, struct err *err)
{
    if (ledger_vintages(ledger, indicator->id, indicator->frequency, arena, out, err))
        return -1;
    edition_filter(settings, out);
    return 0;
}

/* Of an indicator that may be none, or not be shown: then it stays as it is. */
static int gather_other(struct ledger *ledger, const struct settings *settings,
                        const struct indicator *other, struct arena *arena, struct series *out,
                        struct err *err)
{
    if (!other || !edition_shows(settings, other))
        return 0;
    return caches_series(ledger, settings, other, arena, out, err);
}

int caches_matter_gather(struct ledger *ledger, const struct settings *settings,
                         const struct indicator *indicator, struct arena *arena,
                         struct caches_matter *out, struct err *err)
{
    const struct indicator *compare = indicator->compare;

    *out = (struct caches_matter){.compares = compare && edition_shows(settings, compare)};
    if (ledger_vintages(ledger, indicator->id, indicator->frequency, arena, &out->vintages,
                        err))
        return -1;
    series_standing(&out->vintages, arena, &out->series);
    edition_filter(settings, &out->vintages);
    edition_filter(settings, &out->series);
    return gather_other(ledger, settings, compare, arena, &out->compare, err) ||
                   gather_other(ledger, settings, indicator->respondents, arena,
                                &out->respondents, err) ||
                   gather_other(ledger, settings, indicator->outlook, arena, &out->outlook,
                                err)
               ? -1
               : 0;
}

struct chart_input caches_matter_input(const struct caches_matter *matter,
                                       const struct settings *settings,
                                       const struct indicator *indicator, int64_t now)
{
    return (struct chart_input){
        .settings = settings,
        .indicator = indicator,
        .series = &matter->series,
        .compare = matter->compares ? &matter->compare : NULL,
        .vintages = &matter->vintages,
        .respondents = matter->respondents.count > 0 ? &matter->respondents : NULL,
        .outlook = matter->outlook.count > 0 ? &matter->outlook : NULL,
        .comments = &matter->comments,
        .now = now,
    };
}

static const char *revision_of(const struct ledger_notes *revisions,
                               const struct indicator *indicator)
{
    return indicator ? ledger_note(revisions, indicator->id) : "";
}

struct fingerprint_chart caches_matter_mark(const struct settings *settings,
                                            const struct indicator *indicator,
                                            const struct ledger_notes *revisions, int year,
                                            int64_t now)
{
    return (struct fingerprint_chart){
        .settings = settings,
        .indicator = indicator,
        .revision = revision_of(revisions, indicator),
        .compared = revision_of(revisions, indicator->compare),
        .answered = revision_of(revisions, indicator->respondents),
        .expected = revision_of(revisions, indicator->outlook),
        .year = year,
        .now = now,
    };
}
