/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parcel: numbers as 64 bits of this machine, texts as their length and their bytes. Both ends
 * are the same program on the same machine.
 */
#include "collector/parcel.h"

#include <string.h>

#include "core/civil.h"
#include "core/period.h"
#include "core/unicode.h"

enum { TEXT_NONE = -1 };

/* The least an observation or a problem takes: bounds what a count can make us allocate. */
enum { OBSERVATION_BYTES = 6 * 8, PROBLEM_BYTES = 2 * 8, PLACE_BYTES = 2 * 8 };

/* --- packing --- */

static void put_number(struct buf *out, int64_t value)
{
    (void)buf_append(out, &value, sizeof value);
}

static void put_text(struct buf *out, const char *text)
{
    put_number(out, text == NULL ? TEXT_NONE : (int64_t)strlen(text));
    if (text != NULL)
        (void)buf_puts(out, text);
}

static void put_observation(struct buf *out, const struct observation *observation)
{
    put_number(out, observation->period.frequency);
    put_number(out, observation->period.n);
    put_number(out, observation->value.units);
    put_number(out, observation->value.places);
    put_number(out, observation->status);
    put_text(out, observation->cell);
}

static void put_places(struct buf *out, const struct pick *pick)
{
    put_text(out, pick->grid);
    put_number(out, pick->places == NULL ? 0 : (int64_t)pick->count);
    for (size_t i = 0; pick->places != NULL && i < pick->count; i++) {
        put_number(out, pick->places[i].row);
        put_number(out, pick->places[i].column);
    }
}

void parcel_pack(const struct reading_pick *pick, struct buf *out)
{
    put_number(out, pick->err.code);
    put_text(out, pick->err.code == ERR_NONE ? "" : pick->err.text);
    put_number(out, (int64_t)pick->pick.count);
    for (size_t i = 0; i < pick->pick.count; i++)
        put_observation(out, &pick->pick.observations[i]);
    put_number(out, (int64_t)pick->pick.problem_count);
    for (size_t i = 0; i < pick->pick.problem_count; i++) {
        put_text(out, pick->pick.problems[i].text);
        put_number(out, pick->pick.problems[i].unit);
    }
    put_places(out, &pick->pick);
}

/* --- unpacking --- */

static bool take_number(struct parcel *parcel, int64_t least, int64_t most, int64_t *out)
{
    if (parcel->left < sizeof *out)
        return false;
    memcpy(out, parcel->at, sizeof *out);
    parcel->at += sizeof *out;
    parcel->left -= sizeof *out;
    return *out >= least && *out <= most;
}

static bool take_text(struct parcel *parcel, struct arena *arena, const char **out)
{
    int64_t length = 0;
    if (!take_number(parcel, TEXT_NONE, INT64_MAX, &length))
        return false;
    *out = NULL;
    if (length == TEXT_NONE)
        return true;
    size_t size = (size_t)length;
    if (size > parcel->left || memchr(parcel->at, '\0', size) != NULL ||
        !unicode_valid(parcel->at, size))
        return false;
    *out = arena_strndup(arena, parcel->at, size);
    parcel->at += size;
    parcel->left -= size;
    return true;
}

static bool take_observation(struct parcel *parcel, enum frequency frequency,
                             struct arena *arena, struct observation *out)
{
    int64_t n = 0;
    int64_t units = 0;
    int64_t places = 0;
    int64_t status = 0;
    int64_t f = frequency;
    if (!take_number(parcel, f, f, &f) || !take_number(parcel, INT32_MIN, INT32_MAX, &n) ||
        !take_number(parcel, INT64_MIN, INT64_MAX, &units) ||
        !take_number(parcel, 0, DECIMAL_PLACES_MAX, &places) ||
        !take_number(parcel, OBSERVATION_FINAL, OBSERVATION_MISSING, &status))
        return false;
    out->period = (struct period){frequency, (int32_t)n};
    out->value = (struct decimal){units, (int32_t)places};
    out->status = (enum observation_status)status;
    return take_text(parcel, arena, &out->cell);
}

static bool take_observations(struct parcel *parcel, enum frequency frequency,
                              struct pick *out)
{
    int64_t count = 0;
    int64_t most = (int64_t)(parcel->left / OBSERVATION_BYTES);
    if (!take_number(parcel, 0, most, &count))
        return false;
    out->observations = arena_alloc(out->arena, (size_t)count, sizeof *out->observations);
    for (; out->count < (size_t)count; out->count++) {
        struct observation *observation = &out->observations[out->count];
        if (!take_observation(parcel, frequency, out->arena, observation) ||
            (out->count > 0 &&
             period_compare(observation[-1].period, observation->period) >= 0))
            return false;
    }
    return true;
}

static bool take_problems(struct parcel *parcel, struct pick *out)
{
    int64_t count = 0;
    int64_t most = (int64_t)(parcel->left / PROBLEM_BYTES);
    if (!take_number(parcel, 0, most, &count))
        return false;
    out->problems = arena_alloc(out->arena, (size_t)count, sizeof *out->problems);
    for (; out->problem_count < (size_t)count; out->problem_count++) {
        struct pick_problem *problem = &out->problems[out->problem_count];
        int64_t unit = 0;
        if (!take_text(parcel, out->arena, &problem->text) || problem->text == NULL ||
            !take_number(parcel, 0, 1, &unit))
            return false;
        problem->unit = unit != 0;
    }
    return true;
}

/* Of each observation, or of none. */
static bool take_places(struct parcel *parcel, struct pick *out)
{
    int64_t count = 0;
    int64_t most = (int64_t)(parcel->left / PLACE_BYTES);
    if (!take_text(parcel, out->arena, &out->grid) || !take_number(parcel, 0, most, &count) ||
        (count != 0 && (size_t)count != out->count))
        return false;
    if (count > 0)
        out->places = arena_alloc(out->arena, (size_t)count, sizeof *out->places);
    for (size_t i = 0; i < (size_t)count; i++)
        if (!take_number(parcel, 0, INT64_MAX, &out->places[i].row) ||
            !take_number(parcel, 0, INT64_MAX, &out->places[i].column))
            return false;
    return true;
}

static bool take_err(struct parcel *parcel, struct arena *arena, struct err *out)
{
    const char *text = NULL;
    int64_t code = 0;
    if (!take_number(parcel, ERR_NONE, ERR_CONFIG, &code) ||
        !take_text(parcel, arena, &text) || text == NULL)
        return false;
    if (code == ERR_NONE)
        err_clear(out);
    else
        (void)err_set(out, code == ERR_CONFIG ? ERR_CONFIG : ERR_DATA, "%s", text);
    return true;
}

int parcel_unpack(struct parcel *parcel, enum frequency frequency, struct reading_pick *out,
                  struct err *err)
{
    if (take_err(parcel, out->pick.arena, &out->err) &&
        take_observations(parcel, frequency, &out->pick) &&
        take_problems(parcel, &out->pick) && take_places(parcel, &out->pick))
        return 0;
    return err_set(err, ERR_DATA, "reading it gave a wrong answer");
}

void parcel_pack_text(const char *text, struct buf *out)
{
    put_text(out, text);
}

int parcel_unpack_text(struct parcel *parcel, struct arena *arena, const char **out,
                       struct err *err)
{
    if (take_text(parcel, arena, out) && *out != NULL)
        return 0;
    *out = "";
    return err_set(err, ERR_DATA, "reading it gave a wrong answer");
}

void parcel_pack_published(const struct published *published, struct buf *out)
{
    put_number(out, published->said);
    put_number(out, published->day);
    put_text(out, published->problem);
}

int parcel_unpack_published(struct parcel *parcel, int32_t today, struct arena *arena,
                            struct published *out, struct err *err)
{
    int64_t said = 0;
    int64_t day = 0;
    *out = (struct published){0};
    int64_t least = civil_day(PERIOD_YEAR_MIN, 1, 1);
    if (!take_number(parcel, 0, 1, &said) || !take_number(parcel, least, today, &day) ||
        !take_text(parcel, arena, &out->problem) || (said == 0 && day != 0) ||
        (said != 0 && out->problem != NULL)) {
        *out = (struct published){0};
        return err_set(err, ERR_DATA, "reading it gave a wrong answer");
    }
    out->said = said != 0;
    out->day = (int32_t)day;
    return 0;
}
