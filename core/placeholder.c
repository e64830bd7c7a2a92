/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placeholder: see placeholder.h. */
#include "core/placeholder.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "core/civil.h"
#include "core/era.h"
#include "core/str.h"

enum { OCTOBER = 10, APRIL = 4, ERA_SIZE = 32 };

/* What a word tells apart. */
enum { A_PART = 0, YEAR = 1, MONTH = 2, WEEK = 4, WEEK_YEAR = 8 };

/* What a period says of itself. */
struct facts {
    struct civil date; /* its first day */
    int fiscal_year;
    int32_t era_day; /* whose era counts */
    int week;
    int week_year;
};

struct word {
    const char *name; /* behind the % */
    enum frequency frequency;
    unsigned tells;
    void (*print)(const struct facts *facts, bool padded, struct buf *out);
};

/* --- the words --- */

static void put_number(int number, bool padded, struct buf *out)
{
    buf_printf(out, padded ? "%02d" : "%d", number);
}

static void put_year(const struct facts *facts, bool padded, struct buf *out)
{
    (void)padded;
    buf_printf(out, "%04d", facts->date.year);
}

static void put_short_year(const struct facts *facts, bool padded, struct buf *out)
{
    put_number(facts->date.year % 100, padded, out);
}

static void put_fiscal_year(const struct facts *facts, bool padded, struct buf *out)
{
    (void)padded;
    buf_printf(out, "%04d", facts->fiscal_year);
}

static void put_month(const struct facts *facts, bool padded, struct buf *out)
{
    put_number(facts->date.month, padded, out);
}

static void put_quarter(const struct facts *facts, bool padded, struct buf *out)
{
    (void)padded;
    put_number((facts->date.month - 1) / 3 + 1, false, out);
}

static void put_day(const struct facts *facts, bool padded, struct buf *out)
{
    put_number(facts->date.day, padded, out);
}

static void put_week(const struct facts *facts, bool padded, struct buf *out)
{
    put_number(facts->week, padded, out);
}

static void put_week_year(const struct facts *facts, bool padded, struct buf *out)
{
    (void)padded;
    buf_printf(out, "%04d", facts->week_year);
}

static int32_t october(int year)
{
    return civil_day(year, OCTOBER, 1);
}

/* The era's name, and its base; 0 before Meiji. */
static int find_era(int32_t day, char name[ERA_SIZE])
{
    size_t length = 0;
    int base = 0;

    if (!era_print(day, name, ERA_SIZE) || !era_recognise(name, &base, &length))
        return 0;
    name[length] = '\0';
    return base;
}

static void put_era(const struct facts *facts, bool padded, struct buf *out)
{
    char name[ERA_SIZE] = "";

    (void)padded;
    (void)find_era(facts->era_day, name);
    for (const char *p = name; *p != '\0'; p++)
        buf_printf(out, "%%%02X", (unsigned)(unsigned char)*p);
}

static char find_letter(int32_t day)
{
    static const char letters[] = "MTSHR";
    char name[ERA_SIZE];

    for (const char *p = letters; *p != '\0'; p++) {
        char text[] = {*p, '1', '\0'};
        int base = 0;
        size_t length = 0;

        if (era_recognise(text, &base, &length) && base == find_era(day, name))
            return *p;
    }
    return '?';
}

static void put_letter(const struct facts *facts, bool padded, struct buf *out)
{
    (void)padded;
    buf_putc(out, find_letter(facts->era_day));
}

static void put_small_letter(const struct facts *facts, bool padded, struct buf *out)
{
    (void)padded;
    buf_putc(out, (char)tolower((unsigned char)find_letter(facts->era_day)));
}

static void put_era_year(const struct facts *facts, bool padded, struct buf *out)
{
    char name[ERA_SIZE];

    put_number(facts->date.year - find_era(facts->era_day, name), padded, out);
}

static void put_fiscal_era_year(const struct facts *facts, bool padded, struct buf *out)
{
    char name[ERA_SIZE];

    put_number(facts->fiscal_year - find_era(october(facts->fiscal_year), name), padded, out);
}

static const struct word words[] = {
    {"EC", FREQUENCY_FISCAL_YEAR, A_PART, put_era},
    {"ER", FREQUENCY_FISCAL_YEAR, A_PART, put_letter},
    {"Er", FREQUENCY_FISCAL_YEAR, A_PART, put_small_letter},
    {"Ey", FREQUENCY_CALENDAR_YEAR, YEAR, put_era_year},
    {"Ef", FREQUENCY_FISCAL_YEAR, YEAR, put_fiscal_era_year},
    {"Y", FREQUENCY_CALENDAR_YEAR, YEAR, put_year},
    {"y", FREQUENCY_CALENDAR_YEAR, YEAR, put_short_year},
    {"f", FREQUENCY_FISCAL_YEAR, YEAR, put_fiscal_year},
    {"m", FREQUENCY_MONTHLY, MONTH, put_month},
    {"q", FREQUENCY_QUARTERLY, A_PART, put_quarter},
    {"d", FREQUENCY_DAILY, A_PART, put_day},
    {"V", FREQUENCY_WEEKLY, WEEK, put_week},
    {"G", FREQUENCY_WEEKLY, WEEK_YEAR, put_week_year},
};

/* --- reading --- */

/* The word behind a %, or NULL. */
static const struct word *find_word(const char **at, bool *padded)
{
    const char *from = *at + 1;

    *padded = *from != '-';
    from += *padded ? 0 : 1;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!str_starts(from, words[i].name))
            continue;
        *at = from + strlen(words[i].name);
        return &words[i];
    }
    return NULL;
}

bool placeholder_is_in(const char *url)
{
    return strchr(url, '{') != NULL;
}

/* From fine to coarse. */
static int rank(enum frequency frequency)
{
    static const enum frequency order[] = {FREQUENCY_DAILY,         FREQUENCY_WEEKLY,
                                           FREQUENCY_MONTHLY,       FREQUENCY_QUARTERLY,
                                           FREQUENCY_CALENDAR_YEAR, FREQUENCY_FISCAL_YEAR};
    int at = 0;

    while (order[at] != frequency)
        at++;
    return at;
}

/* From `at`, a brace or a %, to the end of what it belongs to. */
static int refuse(const char *at, struct err *err)
{
    size_t length = *at == '%' ? 1 + strcspn(at + 1, "%{}") : 1;

    return err_set(err, ERR_CONFIG,
                   "\"%.*s\" is no placeholder, expected {%%Y}, {%%Y%%m}, {%%f}, {%%Ey} or "
                   "another of those that shihyo(1) lists",
                   (int)length, at);
}

/* Or two periods would have one address, and a document the date of either. */
static int check_apart(enum frequency frequency, unsigned tells, struct err *err)
{
    if (frequency == FREQUENCY_WEEKLY)
        return (tells & WEEK) && (tells & WEEK_YEAR)
                   ? 0
                   : err_set(
                         err, ERR_CONFIG,
                         "several weeks have this address, expected {%%G} and {%%V} in it");
    if ((tells & YEAR) == 0)
        return err_set(err, ERR_CONFIG,
                       "periods of several years have this address, expected {%%Y}, {%%y}, "
                       "{%%f}, {%%Ey} or {%%Ef} in it");
    if (frequency == FREQUENCY_DAILY && (tells & MONTH) == 0)
        return err_set(err, ERR_CONFIG,
                       "days of several months have this address, expected {%%m} in it");
    return 0;
}

int placeholder_frequency(const char *url, enum frequency *out, struct err *err)
{
    bool inside = false;
    bool any = false;
    unsigned tells = 0;

    for (const char *at = url; *at != '\0';) {
        bool padded = false;
        const char *from = at;
        const struct word *word = inside && *at == '%' ? find_word(&at, &padded) : NULL;

        if ((*from == '{' && inside) || (*from == '}' && !inside) ||
            (inside && *from == '%' && !word))
            return refuse(from, err);
        if (word && (!any || rank(word->frequency) < rank(*out)))
            *out = word->frequency;
        any = any || word;
        tells |= word ? word->tells : 0;
        inside = *from == '{' || (inside && *from != '}');
        at += word ? 0 : 1;
    }
    if (inside || !any)
        return err_set(err, ERR_CONFIG,
                       "a placeholder is not closed or empty, expected {%%Y%%m}");
    return check_apart(*out, tells, err);
}

/* --- filling --- */

static struct facts find_facts(struct period period)
{
    struct facts facts = {.date = civil_date(period_start(period))};

    facts.fiscal_year = facts.date.year - (facts.date.month < APRIL ? 1 : 0);
    facts.era_day =
        period_is_yearly(period.frequency) ? october(facts.date.year) : period_end(period) - 1;
    civil_iso_week(period_start(period), &facts.week_year, &facts.week);
    return facts;
}

void placeholder_fill(const char *url, struct period period, struct buf *out)
{
    struct facts facts = find_facts(period);
    bool inside = false;

    for (const char *at = url; *at != '\0';) {
        bool padded = false;
        const struct word *word = inside && *at == '%' ? find_word(&at, &padded) : NULL;

        if (word) {
            word->print(&facts, padded, out);
            continue;
        }
        if (*at == '{' || *at == '}')
            inside = *at == '{';
        else
            buf_putc(out, *at);
        at++;
    }
}
