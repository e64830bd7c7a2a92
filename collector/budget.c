/* SPDX-License-Identifier: GPL-3.0-or-later */
/* budget: which form a document has, and what its entries share; see budget.h. */
#include "collector/budget.h"

#include <string.h>

#include "config/reader.h"
#include "core/era.h"
#include "core/mem.h"
#include "core/number.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/unicode.h"

enum { TITLE_LINES = 3, YEARS_MAX = 8, YEAR_FIRST = 1950, YEAR_LAST = 2150, TAKEN_MAX = 100 };

static const char *const NAMES[] = {
    [BUDGET_TITLE] = "title",     [BUDGET_AMOUNT] = "budget", [BUDGET_FORMER] = "former",
    [BUDGET_POLICY] = "policy",   [BUDGET_MARKS] = "marks",   [BUDGET_WAS] = "was",
    [BUDGET_SUMMARY] = "summary", [BUDGET_CHANGE] = "change", [BUDGET_OWNER] = "owner",
    [BUDGET_ACCOUNT] = "account", [BUDGET_REMARK] = "remark", [BUDGET_YEAR] = "year",
    [BUDGET_COLUMNS] = NULL,
};

const char *budget_column_name(size_t column)
{
    return column < BUDGET_COLUMNS ? NAMES[column] : NULL;
}

size_t budget_letter(const char *text)
{
    size_t length = plain_character(text);
    return length > 0 ? length : 1;
}

const char *budget_tidy(struct arena *arena, const char *text)
{
    const char *joined = reader_join(arena, text, true);
    const char *plain = plain_copy(arena, joined + unicode_space(joined));
    size_t end = strlen(plain);
    size_t length = 0;
    /* from the front, since white space of several bytes has no mark of its own at its end */
    for (size_t at = 0; at < end;) {
        size_t space = unicode_space(plain + at);
        at += space > 0 ? space : budget_letter(plain + at);
        length = space > 0 ? length : at;
    }
    return arena_strndup(arena, plain, length);
}

void budget_say(struct budget_reading *r, const char *text)
{
    if (r->out->taken_count == TAKEN_MAX)
        return;
    if (!r->out->taken)
        r->out->taken = arena_alloc(r->arena, TAKEN_MAX, sizeof *r->out->taken);
    r->out->taken[r->out->taken_count++] = text;
}

/* --- entries --- */

struct budget_entry *budget_start(struct budget_reading *r, int row)
{
    struct budget *out = r->out;
    out->entries = mem_grow(out->entries, out->count, &r->capacity, sizeof *out->entries);
    struct budget_entry *entry = &out->entries[out->count];
    *entry = (struct budget_entry){.place = "",
                                   .row = row,
                                   .title = "",
                                   .policy = "",
                                   .summary = "",
                                   .change = "",
                                   .owner = "",
                                   .account = "",
                                   .remark = ""};
    return entry;
}

static bool is_known(struct budget_reading *r, const struct budget_entry *entry)
{
    for (size_t i = 0; i < r->out->count; i++) {
        const struct budget_entry *other = &r->out->entries[i];
        if (!str_equal(other->key, entry->key))
            continue;
        fault_add(r->faults, r->file, entry->row,
                  "\"%.120s\" stands there twice, the first in row %d%s%s", entry->title,
                  other->row, other->place,
                  str_equal(other->place, entry->place)
                      ? ""
                      : ": to read one table only, say it with --table NAME");
        return true;
    }
    return false;
}

void budget_lose(struct budget_reading *r)
{
    r->part_lost = true;
    r->lost = true;
}

/* What stands elsewhere too is no program of its own. */
static void pass_over(struct budget_reading *r, const struct budget_entry *entry)
{
    fault_add(&r->out->notes, r->file, entry->row,
              r->choice->language == LANGUAGE_JA ? "再掲なので読まない: 「%.120s」"
                                                 : "stated again, passed over: \"%.120s\"",
              entry->title);
    r->part.again += entry->amount;
    r->all.again += entry->amount;
}

void budget_finish(struct budget_reading *r, struct budget_entry *entry)
{
    if (entry->again) {
        pass_over(r, entry);
        return;
    }
    if (!*entry->title || strlen(entry->title) > BUDGET_TITLE_MAX) {
        fault_add(r->faults, r->file, entry->row,
                  "\"%.60s\": a title of %zu bytes, expected 1 to %d", entry->title,
                  strlen(entry->title), BUDGET_TITLE_MAX);
        budget_lose(r);
        return;
    }
    entry->key = unicode_key(r->arena, entry->title);
    if (is_known(r, entry)) {
        budget_lose(r);
        return;
    }
    if (r->out->count == BUDGET_ENTRIES_MAX) {
        if (r->faults->count == 0)
            fault_add(r->faults, r->file, entry->row, "more than %d programs",
                      BUDGET_ENTRIES_MAX);
        return;
    }
    r->out->count++;
    if (!entry->has_amount)
        return;
    r->out->sum += entry->amount;
    r->part.amount += entry->amount;
    r->all.amount += entry->amount;
    r->part.rows++;
    r->all.rows++;
}

/* --- years --- */

/* A whole number of digits at *at, or 元; 0 = none. */
static int take_number(const char **at)
{
    int number = 0;
    size_t digits = str_digits(*at);
    if (digits == 0 && str_starts(*at, "元")) {
        *at += strlen("元");
        return 1;
    }
    for (size_t i = 0; i < digits && digits <= 4; i++)
        number = number * 10 + ((*at)[i] - '0');
    *at += digits;
    return number;
}

/* 2024年, FY2024, 2024当初: a number of four digits alone is none (旭川2024). */
static int western_year(const char *text, const char **at)
{
    const char *start = *at;
    int year = take_number(at);
    bool named = str_starts(*at, "年") || str_starts(*at, "当初") || str_starts(*at, "予算") ||
                 (start - text >= 2 && (start[-1] == 'Y' || start[-1] == 'y'));
    return named ? year : 0;
}

static int year_at(const char *text, const char **at)
{
    int base = 0;
    size_t length = 0;
    if (era_recognise(*at, &base, &length)) {
        *at += length;
        int number = take_number(at);
        return number > 0 ? base + number : 0;
    }
    if (str_digits(*at) == 4)
        return western_year(text, at);
    *at += str_digits(*at) > 0 ? str_digits(*at) : budget_letter(*at);
    return 0;
}

size_t budget_years(struct arena *arena, const char *text, int *years, size_t most)
{
    const char *key = unicode_key(arena, text);
    const char *at = key;
    size_t count = 0;
    while (*at && count < most) {
        int year = year_at(key, &at);
        bool known = year < YEAR_FIRST || year > YEAR_LAST;
        for (size_t i = 0; i < count; i++)
            known = known || years[i] == year;
        if (!known)
            years[count++] = year;
    }
    return count;
}

/* What a title says of the year must be the year. */
static int check_year(const struct budget_reading *r, const char *title, struct err *err)
{
    int years[YEARS_MAX];
    size_t count = budget_years(r->arena, title, years, YEARS_MAX);
    for (size_t i = 0; i < count; i++)
        if (years[i] == r->choice->year)
            return 0;
    if (count == 0)
        return 0;
    return err_set(err, ERR_DATA, "\"%.150s\": it is of FY%d, not of FY%d",
                   budget_tidy(r->arena, title), years[0], r->choice->year);
}

static const char *first_lines(struct arena *arena, const char *text)
{
    const char *at = text;
    size_t lines = 0;
    while (*at && lines < TITLE_LINES &&
           !strstr(arena_strndup(arena, text, (size_t)(at - text)), "【")) {
        size_t length = strcspn(at, "\n");
        lines += length > 0 && !unicode_is_blank(arena_strndup(arena, at, length));
        at += length + (at[length] == '\n');
    }
    return arena_strndup(arena, text, (size_t)(at - text));
}

/* --- the whole --- */

/* Briefs, sheets and pages end with a sentence of their own: their tables of programs have
 * the budgets of whatever year is known. */
static bool is_our_paper(const struct grids *grids)
{
    const char *text = grids->text ? unicode_key(grids->arena, grids->text) : "";
    for (int i = 0; i < 2; i++) {
        const char *end = words_caution(i == 0 ? LANGUAGE_JA : LANGUAGE_EN);
        const char *key = unicode_key(grids->arena, end);
        if (strstr(text, key))
            return true;
        for (size_t n = 0; n < grids->count; n++)
            for (size_t row = 0; row < grids->items[n].row_count; row++)
                for (size_t at = 0; at < grids->items[n].rows[row].count; at++)
                    if (strstr(grids->items[n].rows[row].cells[at], end))
                        return true;
    }
    return false;
}

static int read_form(struct budget_reading *r, const struct grids *grids, struct err *err)
{
    const char *text = grids->text ? grids->text : "";
    if (budget_text_count(r->arena, text) == 0)
        return budget_table_read(r, grids, err);
    if (check_year(r, first_lines(r->arena, text), err) != 0)
        return -1;
    budget_text_read(r, text);
    return 0;
}

int budget_read(struct grids *grids, const struct budget_choice *choice, struct budget *out,
                struct faults *faults, struct err *err)
{
    struct budget_reading r = {.arena = grids->arena,
                               .choice = choice,
                               .file = choice->file,
                               .out = out,
                               .faults = faults};
    *out = (struct budget){.entries = NULL};
    err_clear(err);
    if (choice->unit) {
        r.unit_yen = budget_unit(choice->unit);
        if (r.unit_yen == 0)
            return err_set(err, ERR_USAGE, "--unit %.40s: expected 円, 千円, 万円 or 百万円",
                           choice->unit);
    }
    if (is_our_paper(grids))
        return err_set(err, ERR_DATA,
                       "it is a paper of this program (a brief, a sheet, a page), no budget");
    if (read_form(&r, grids, err) != 0)
        return -1;
    if (faults->count > 0)
        return err_set(err, ERR_DATA, "%zu %s in the budget, so nothing is proposed",
                       faults->count + faults->dropped,
                       faults->count == 1 ? "fault" : "faults");
    if (out->count == 0)
        return err_set(err, ERR_DATA, "it has no program");
    return 0;
}

void budget_free(struct budget *budget)
{
    mem_free(budget->entries);
    fault_free(&budget->notes);
    *budget = (struct budget){.entries = NULL};
}
