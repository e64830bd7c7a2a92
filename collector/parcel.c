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

void parcel_pack_number(int64_t number, struct buf *out)
{
    (void)buf_append(out, &number, sizeof number);
}

static void put_text(const char *text, struct buf *out)
{
    parcel_pack_number(text == NULL ? TEXT_NONE : (int64_t)strlen(text), out);
    if (text != NULL)
        (void)buf_puts(out, text);
}

void parcel_pack_text(const char *text, struct buf *out)
{
    put_text(text == NULL ? "" : text, out);
}

static void put_observation(const struct observation *observation, struct buf *out)
{
    parcel_pack_number(observation->period.frequency, out);
    parcel_pack_number(observation->period.n, out);
    parcel_pack_number(observation->value.units, out);
    parcel_pack_number(observation->value.places, out);
    parcel_pack_number(observation->status, out);
    put_text(observation->cell, out);
}

static void put_places(const struct pick *pick, struct buf *out)
{
    put_text(pick->grid, out);
    parcel_pack_number(pick->places == NULL ? 0 : (int64_t)pick->count, out);
    for (size_t i = 0; pick->places != NULL && i < pick->count; i++) {
        parcel_pack_number(pick->places[i].row, out);
        parcel_pack_number(pick->places[i].column, out);
    }
}

void parcel_pack(const struct reading_pick *pick, struct buf *out)
{
    parcel_pack_number(pick->err.code, out);
    put_text(pick->err.code == ERR_NONE ? "" : pick->err.text, out);
    parcel_pack_number((int64_t)pick->pick.count, out);
    for (size_t i = 0; i < pick->pick.count; i++)
        put_observation(&pick->pick.observations[i], out);
    parcel_pack_number((int64_t)pick->pick.problem_count, out);
    for (size_t i = 0; i < pick->pick.problem_count; i++) {
        put_text(pick->pick.problems[i].text, out);
        parcel_pack_number(pick->pick.problems[i].unit, out);
    }
    put_places(&pick->pick, out);
}

void parcel_pack_published(const struct published *published, struct buf *out)
{
    parcel_pack_number(published->said, out);
    parcel_pack_number(published->day, out);
    put_text(published->problem, out);
}

/* --- unpacking --- */

struct parcel parcel_start(const struct buf *bytes, struct arena *arena)
{
    return (struct parcel){.at = buf_text(bytes), .left = bytes->length, .arena = arena};
}

int64_t parcel_unpack_number(struct parcel *parcel, int64_t least, int64_t most)
{
    int64_t number = least;
    if (parcel->failed || parcel->left < sizeof number) {
        parcel->failed = true;
        return least;
    }
    memcpy(&number, parcel->at, sizeof number);
    parcel->at += sizeof number;
    parcel->left -= sizeof number;
    parcel->failed = number < least || number > most;
    return parcel->failed ? least : number;
}

/* NULL is one, too. */
static const char *take_text(struct parcel *parcel, struct arena *arena)
{
    int64_t length = parcel_unpack_number(parcel, TEXT_NONE, (int64_t)parcel->left);
    if (length == TEXT_NONE)
        return NULL;
    size_t size = (size_t)length;
    if (size > parcel->left || memchr(parcel->at, '\0', size) != NULL ||
        !unicode_valid(parcel->at, size)) {
        parcel->failed = true;
        return NULL;
    }
    const char *text = arena_strndup(arena, parcel->at, size);
    parcel->at += size;
    parcel->left -= size;
    return text;
}

static const char *take_told_text(struct parcel *parcel, struct arena *arena)
{
    const char *text = take_text(parcel, arena);
    parcel->failed = parcel->failed || text == NULL;
    return text == NULL ? "" : text;
}

const char *parcel_unpack_text(struct parcel *parcel)
{
    return take_told_text(parcel, parcel->arena);
}

/* Of things that take so many bytes at the least. */
static size_t take_count(struct parcel *parcel, size_t bytes)
{
    return (size_t)parcel_unpack_number(parcel, 0, (int64_t)(parcel->left / bytes));
}

static void take_observation(struct parcel *parcel, enum frequency frequency,
                             struct arena *arena, struct observation *out)
{
    int64_t f = frequency;
    out->period.frequency = (enum frequency)parcel_unpack_number(parcel, f, f);
    out->period.n = (int32_t)parcel_unpack_number(parcel, INT32_MIN, INT32_MAX);
    out->value.units = parcel_unpack_number(parcel, INT64_MIN, INT64_MAX);
    out->value.places = (int32_t)parcel_unpack_number(parcel, 0, DECIMAL_PLACES_MAX);
    out->status = (enum observation_status)parcel_unpack_number(parcel, OBSERVATION_FINAL,
                                                                OBSERVATION_MISSING);
    out->cell = take_text(parcel, arena);
}

static void take_observations(struct parcel *parcel, enum frequency frequency,
                              struct pick *out)
{
    size_t count = take_count(parcel, OBSERVATION_BYTES);
    out->observations = arena_alloc(out->arena, count, sizeof *out->observations);
    while (out->count < count && !parcel->failed) {
        struct observation *observation = &out->observations[out->count];
        take_observation(parcel, frequency, out->arena, observation);
        if (out->count > 0 && period_compare(observation[-1].period, observation->period) >= 0)
            parcel->failed = true;
        out->count += parcel->failed ? 0 : 1;
    }
}

static void take_problems(struct parcel *parcel, struct pick *out)
{
    size_t count = take_count(parcel, PROBLEM_BYTES);
    out->problems = arena_alloc(out->arena, count, sizeof *out->problems);
    while (out->problem_count < count && !parcel->failed) {
        struct pick_problem *problem = &out->problems[out->problem_count];
        problem->text = take_told_text(parcel, out->arena);
        problem->unit = parcel_unpack_number(parcel, 0, 1) != 0;
        out->problem_count += parcel->failed ? 0 : 1;
    }
}

/* Of each observation, or of none. */
static void take_places(struct parcel *parcel, struct pick *out)
{
    out->grid = take_text(parcel, out->arena);
    size_t count = take_count(parcel, PLACE_BYTES);
    if (count == 0)
        return;
    parcel->failed = parcel->failed || count != out->count;
    out->places = arena_alloc(out->arena, count, sizeof *out->places);
    for (size_t i = 0; i < count && !parcel->failed; i++) {
        out->places[i].row = parcel_unpack_number(parcel, 0, INT64_MAX);
        out->places[i].column = parcel_unpack_number(parcel, 0, INT64_MAX);
    }
}

static void take_err(struct parcel *parcel, struct arena *arena, struct err *out)
{
    int64_t code = parcel_unpack_number(parcel, ERR_NONE, ERR_CONFIG);
    const char *text = take_told_text(parcel, arena);
    if (code == ERR_NONE)
        err_clear(out);
    else
        (void)err_set(out, code == ERR_CONFIG ? ERR_CONFIG : ERR_DATA, "%s", text);
}

void parcel_unpack(struct parcel *parcel, enum frequency frequency, struct reading_pick *out)
{
    take_err(parcel, out->pick.arena, &out->err);
    take_observations(parcel, frequency, &out->pick);
    take_problems(parcel, &out->pick);
    take_places(parcel, &out->pick);
}

void parcel_unpack_published(struct parcel *parcel, int32_t today, struct published *out)
{
    int64_t first = civil_day(PERIOD_YEAR_MIN, 1, 1);
    bool said = parcel_unpack_number(parcel, 0, 1) != 0;
    int32_t day = (int32_t)parcel_unpack_number(parcel, first, today);
    const char *problem = take_text(parcel, parcel->arena);
    if ((!said && day != 0) || (said && problem != NULL))
        parcel->failed = true;
    *out = (struct published){0};
    if (!parcel->failed)
        *out = (struct published){.said = said, .day = day, .problem = problem};
}

int parcel_end(const struct parcel *parcel, struct err *err)
{
    return parcel->failed || parcel->left > 0
               ? err_set(err, ERR_DATA, "reading it gave a wrong answer")
               : 0;
}
