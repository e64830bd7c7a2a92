/* SPDX-License-Identifier: GPL-3.0-or-later */
/* precedence: see precedence.h. */
#include "ledger/precedence.h"

#include "core/str.h"

static int standing(enum observation_status status)
{
    switch (status) {
    case OBSERVATION_FINAL:
    case OBSERVATION_REVISED:
        return 2;
    case OBSERVATION_PRELIMINARY:
        return 1;
    case OBSERVATION_ESTIMATE:
    case OBSERVATION_FORECAST:
    case OBSERVATION_MISSING:
        break;
    }
    return 0;
}

static bool is_same_source(const struct observation *stands, const struct observation *said)
{
    return stands->source && str_equal(stands->source, said->source);
}

/* The days of two publishers say nothing of each other. What a person dated is meant to be
 * compared. */
static bool is_older(const struct observation *stands, const struct observation *said)
{
    return stands->dated && said->dated && said->published < stands->published &&
           (!stands->source || is_same_source(stands, said));
}

static bool is_rounded(const struct observation *stands, const struct observation *said,
                       int places)
{
    return places < stands->value.places &&
           decimal_compare(decimal_round(stands->value, places), said->value) == 0;
}

/* What a person dates is put among what is known by its day, and by no more: in time it was
 * said before, unless it says what is known for certain better. */
static bool is_backfill(const struct observation *stands, const struct observation *said)
{
    bool compared =
        said->status != OBSERVATION_MISSING && stands->status != OBSERVATION_MISSING;

    return stands->dated && said->dated && said->published < stands->published &&
           (!compared || standing(said->status) <= standing(stands->status));
}

/* Neither has a rank where one of them says that there is no figure. */
static bool refuses_gap(const struct observation *stands, const struct observation *said,
                        enum ledger_reason *reason)
{
    *reason = LEDGER_NO_FIGURE;
    if (said->status == OBSERVATION_MISSING && !is_same_source(stands, said))
        return true;
    *reason = LEDGER_OLDER;
    return is_older(stands, said);
}

bool precedence_refuses(const struct observation *stands, const struct observation *said,
                        int places, enum ledger_reason *reason)
{
    bool same = is_same_source(stands, said);

    *reason = LEDGER_OLDER;
    if (!said->source)
        return is_backfill(stands, said);
    *reason = LEDGER_LESS_TRUSTED;
    if (said->rank > stands->rank && !same && stands->status != OBSERVATION_MISSING)
        return true;
    if (said->status == OBSERVATION_MISSING || stands->status == OBSERVATION_MISSING)
        return refuses_gap(stands, said, reason);
    if (said->rank < stands->rank && !same)
        return false;
    *reason = LEDGER_LESS_EXACT;
    if (standing(said->status) != standing(stands->status))
        return standing(said->status) < standing(stands->status);
    if (is_rounded(stands, said, places))
        return true;
    *reason = LEDGER_OLDER;
    return is_older(stands, said);
}

int precedence_places(const struct observation *observations, size_t count)
{
    int places = 0;

    for (size_t i = 0; i < count; i++) {
        if (series_has_value(&observations[i]) && observations[i].value.places > places)
            places = observations[i].value.places;
    }
    return places;
}
