/* SPDX-License-Identifier: GPL-3.0-or-later */
/* strip_gather: which programs stand in the strip, with which words. */
#include "graphs/strip.h"

#include <limits.h>

#include "config/edition.h"
#include "core/buf.h"
#include "core/instant.h"
#include "graphs/caption.h"
#include "graphs/strip_rest.h"

#define LOAN_ROWS 2 /* loans never crowd out the rest */

int strip_newest_year(const struct settings *settings, int64_t now)
{
    int newest = 0;
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program_year *year = settings_program_latest(&settings->programs[i]);
        if (year->fiscal_year > newest)
            newest = year->fiscal_year;
    }
    if (newest == 0)
        newest = period_of_day(FREQUENCY_FISCAL_YEAR, instant_day(now)).n;
    return newest;
}

/* The end of the newest year in which the catalogue has the program. */
static int32_t find_end(const struct program *program, const struct strip_row *row, int begin)
{
    int last = settings_program_latest(program)->fiscal_year;
    int started = period_of_day(FREQUENCY_FISCAL_YEAR, row->start).n;
    last = last > begin ? last : begin;
    last = last > started ? last : started;
    return period_end((struct period){FREQUENCY_FISCAL_YEAR, last});
}

/* The fiscal years that have an amount; an undated effort stands in the catalogue's newest
 * year. */
static void find_years(const struct strip_choice *choice, struct strip_row *row)
{
    const struct program *program = row->program;
    size_t first = program->year_count > STRIP_YEARS ? program->year_count - STRIP_YEARS : 0;
    for (size_t i = first; i < program->year_count; i++) {
        int64_t thousand_yen = 0;
        int year = program->years[i].fiscal_year;
        enum amount_kind kind = settings_program_amount(&program->years[i], &thousand_yen);
        if (year <= 0 || kind == AMOUNT_NONE)
            continue;
        row->amounts[row->year_count].thousand_yen = thousand_yen;
        row->amounts[row->year_count].kind = kind;
        row->years[row->year_count++] = year;
    }
    int begin = settings_program_latest(program)->fiscal_year;
    if (row->year_count > 0)
        begin = row->years[0];
    else if (begin <= 0)
        begin = strip_newest_year(choice->settings, choice->now);
    row->has_start = program->has_start;
    row->start = program->has_start
                     ? program->start
                     : period_start((struct period){FREQUENCY_FISCAL_YEAR, begin});
    row->has_judged = edition_publishes(choice->settings, EDITION_VERDICTS) &&
                      settings_judged_from(program, &row->judged);
    row->has_end = program->has_end;
    row->end = program->has_end ? program->end : find_end(program, row, begin);
}

static void put_end(const struct strip_choice *choice, const struct strip_row *row,
                    struct buf *out)
{
    enum language language = choice->settings->site.language;
    char month[WORDS_SIZE];
    bool over = row->end <= instant_day(choice->now);
    words_period(period_of_day(FREQUENCY_MONTHLY, row->end - 1), YEAR_LABEL_STARTS, language,
                 month);
    if (language == LANGUAGE_JA)
        buf_printf(out, "・%s%s", month, over ? "終了" : "終了予定");
    else
        buf_printf(out, " · %s %s", over ? "ended" : "to end", month);
}

static void put_start(const struct strip_choice *choice, const struct strip_row *row,
                      struct buf *out)
{
    enum language language = choice->settings->site.language;
    if (!row->has_start) {
        buf_puts(out, words_pick(language, "・開始年度不明", " · start not known"));
        return;
    }
    char month[WORDS_SIZE];
    words_period(period_of_day(FREQUENCY_MONTHLY, row->start), YEAR_LABEL_STARTS, language,
                 month);
    buf_printf(out, "%s%s%s", words_pick(language, "・", " · since "), month,
               words_pick(language, "開始", ""));
    if (!row->has_judged || row->judged <= row->start)
        return;
    words_period(period_of_day(FREQUENCY_MONTHLY, row->judged), YEAR_LABEL_STARTS, language,
                 month);
    buf_printf(out, "%s%s%s", words_pick(language, "、効果の判断は", ", to be judged from "),
               month, words_pick(language, "から", " on"));
}

static void fill_row(const struct strip_choice *choice, const struct program *program,
                     struct arena *arena, struct strip_row *row)
{
    enum language language = choice->settings->site.language;
    const struct program_year *year = settings_program_latest(program);
    *row = (struct strip_row){.program = program,
                              .name = settings_label(&year->title, language),
                              .is_new = year->is_new,
                              .loan = program->kind == PROGRAM_LOAN};
    /* The public edition names programs, not promises. */
    row->pledge = year->pledge && edition_publishes(choice->settings, EDITION_PLEDGES);
    find_years(choice, row);
    struct buf text;
    buf_init(&text, SHEET_LIMIT);
    int amount = caption_amount(program, language, &text);
    if (row->loan && amount != 0)
        buf_puts(&text,
                 words_pick(language, "（原資預託を含む）", " (incl. deposited capital)"));
    put_start(choice, row, &text);
    if (row->has_end)
        put_end(choice, row, &text);
    row->amount = buf_keep(&text, arena);
}

static void find_span(struct strip *strip)
{
    strip->first = INT32_MAX;
    strip->last = INT32_MIN;
    for (size_t i = 0; i < strip->count; i++) {
        const struct strip_row *row = &strip->rows[i];
        int32_t day = row->start;
        if (row->year_count > 0)
            day = period_start(
                (struct period){FREQUENCY_FISCAL_YEAR, row->years[row->year_count - 1]});
        int32_t end =
            row->has_end ? period_end(period_of_day(FREQUENCY_FISCAL_YEAR, day)) : row->end;
        int32_t first =
            row->year_count > 0
                ? period_start((struct period){FREQUENCY_FISCAL_YEAR, row->years[0]})
                : day;
        strip->first = first < strip->first ? first : strip->first;
        strip->last = end > strip->last ? end : strip->last;
        strip->loans = strip->loans || row->loan;
    }
}

static bool is_of_kind(const struct strip_choice *choice, const struct program *program,
                       bool loan)
{
    return choice->wants(program, choice->context) && (program->kind == PROGRAM_LOAN) == loan;
}

/* The newest amount; -1 without one. */
static int64_t newest_amount(const struct program *program)
{
    int64_t amount = 0;
    for (size_t i = program->year_count; i-- > 0;) {
        if (settings_program_amount(&program->years[i], &amount) != AMOUNT_NONE)
            return amount;
    }
    return -1;
}

/* True if fewer than `most` of its kind are larger; of equals the first in the file counts. */
static bool is_among(const struct strip_choice *choice, const struct program *program,
                     size_t most)
{
    bool loan = program->kind == PROGRAM_LOAN;
    int64_t amount = newest_amount(program);
    size_t larger = 0;
    for (size_t i = 0; i < choice->settings->program_count && larger < most; i++) {
        const struct program *other = &choice->settings->programs[i];
        if (!is_of_kind(choice, other, loan))
            continue;
        int64_t theirs = newest_amount(other);
        larger += theirs > amount || (theirs == amount && other < program);
    }
    return larger < most;
}

/* Adds the `most` largest of the loans, or of all else, in their order in the file; the others
 * go into the rest. */
static void add_kind(const struct strip_choice *choice, bool loan, size_t most,
                     struct arena *arena, struct strip *out, struct strip_rest *rest)
{
    for (size_t i = 0; i < choice->settings->program_count; i++) {
        const struct program *program = &choice->settings->programs[i];
        struct strip_row row;
        if (!is_of_kind(choice, program, loan))
            continue;
        fill_row(choice, program, arena, &row);
        if (is_among(choice, program, most))
            out->rows[out->count++] = row;
        else
            strip_rest_add(rest, &row);
    }
}

static size_t count_kind(const struct strip_choice *choice, bool loan)
{
    size_t count = 0;
    for (size_t i = 0; i < choice->settings->program_count; i++) {
        count += is_of_kind(choice, &choice->settings->programs[i], loan);
    }
    return count;
}

static size_t lesser(size_t a, size_t b)
{
    return a < b ? a : b;
}

void strip_gather_chosen(const struct strip_choice *choice, struct arena *arena,
                         struct strip *out)
{
    *out = (struct strip){0};
    struct strip_rest rest = {0};
    size_t loans = count_kind(choice, true);
    size_t kept = lesser(loans, lesser(LOAN_ROWS, choice->most / 2));
    size_t others = count_kind(choice, false);
    out->programs = loans + others;
    others = lesser(others, choice->most - kept);
    loans = lesser(loans, choice->most - others);
    add_kind(choice, false, others, arena, out, &rest);
    struct strip apart = {0};
    add_kind(choice, true, loans, arena, &apart, &rest);
    if (rest.programs + rest.loans > 0)
        out->rows[out->count++] =
            strip_rest_row(&rest, choice->settings->site.language, others,
                           strip_newest_year(choice->settings, choice->now), arena);
    for (size_t i = 0; i < apart.count; i++)
        out->rows[out->count++] = apart.rows[i];
    find_span(out);
}

static bool moves(const struct program *program, const void *context)
{
    return settings_moves(program, context);
}

void strip_gather_few(const struct chart_input *input, size_t most, struct arena *arena,
                      struct strip *out)
{
    struct strip_choice choice = {.settings = input->settings,
                                  .now = input->now,
                                  .most = most,
                                  .wants = moves,
                                  .context = input->indicator};
    strip_gather_chosen(&choice, arena, out);
}

void strip_gather(const struct chart_input *input, struct arena *arena, struct strip *out)
{
    strip_gather_few(input, STRIP_PROGRAMS, arena, out);
}
