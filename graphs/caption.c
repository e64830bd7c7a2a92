/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caption: what a chart says in words. */
#include "graphs/caption.h"

#include <math.h>
#include <string.h>

#include "core/instant.h"
#include "core/str.h"

static enum language language_of(const struct chart_input *input)
{
    return input->settings->site.language;
}

static const char *pick(const struct chart_input *input, const char *ja, const char *en)
{
    return words_pick(language_of(input), ja, en);
}

const char *caption_title(const struct indicator *indicator, enum language language)
{
    const char *title = settings_label(&indicator->title, language);
    return str_empty(title) ? indicator->id : title;
}

const char *caption_unit(const struct indicator *indicator, enum language language)
{
    const char *unit = settings_label(&indicator->unit_label, language);
    if (!str_empty(unit))
        return unit;
    return indicator->unit == NULL ? "" : indicator->unit;
}

static bool is_percent(const char *unit)
{
    return str_equal(unit, "%") || str_equal(unit, "％");
}

bool caption_is_percent(const struct indicator *indicator)
{
    return indicator->unit != NULL && is_percent(indicator->unit);
}

static void put_unit(const char *unit, enum language language, struct buf *out)
{
    if (language == LANGUAGE_EN && !str_empty(unit) && !is_percent(unit))
        buf_putc(out, ' ');
    buf_puts(out, unit);
}

void caption_value(const struct indicator *indicator, struct decimal value,
                   enum language language, struct buf *out)
{
    char text[WORDS_SIZE];
    words_value(value, indicator->decimals, language, text);
    buf_puts(out, text);
    put_unit(caption_unit(indicator, language), language, out);
}

bool caption_has_values(const struct series *series)
{
    return series != NULL && series_latest(series) != NULL;
}

const char *caption_none(enum language language)
{
    return words_pick(language, "まだ実績値がありません（公表値未確認）",
                      "No values yet (no published figure confirmed)");
}

static bool has_points(const struct indicator *indicator)
{
    return indicator->basis == BASIS_YEAR_ON_YEAR ||
           (indicator->unit != NULL && str_equal(indicator->unit, "ポイント"));
}

/* How the sign and the distance from zero moved, for balances such as a DI. "" when it is
 * plain. */
static const char *say_balance(const struct chart_input *input, struct decimal now,
                               struct decimal before)
{
    struct decimal zero = {0, 0};
    int new_sign = decimal_compare(now, zero);
    int old_sign = decimal_compare(before, zero);
    int move = decimal_compare(now, before);
    if (move == 0 || new_sign == 0 || old_sign == 0)
        return "";
    if (new_sign > 0 && old_sign < 0)
        return pick(input, "マイナスからプラスに転じる", "turned positive");
    if (new_sign < 0 && old_sign > 0)
        return pick(input, "プラスからマイナスに転じる", "turned negative");
    if (new_sign < 0)
        return move > 0 ? pick(input, "マイナス幅縮小", "less negative")
                        : pick(input, "マイナス幅拡大", "more negative");
    return move > 0 ? pick(input, "プラス幅拡大", "more positive")
                    : pick(input, "プラス幅縮小", "less positive");
}

/* ＋33.7％; nothing where a per cent has no meaning. */
static void put_percent(const struct chart_input *input, struct decimal now,
                        struct decimal before, struct buf *out)
{
    double base = decimal_double(before);
    if (has_points(input->indicator) || caption_is_percent(input->indicator) || !(base > 0))
        return;
    double percent = (decimal_double(now) - base) / base * 100;
    if (fabs(percent) > 9999)
        return;
    char text[WORDS_SIZE];
    struct decimal tenths = {llround(percent * 10), 1};
    words_change(tenths, 1, language_of(input), text);
    buf_printf(out, "%s%s%s", pick(input, "、", ", "), text, pick(input, "％", "%"));
}

/* "前月比", "前回（2014年度）比": a value far back is not called the previous one. */
static void put_base(const struct chart_input *input, const struct observation *latest,
                     const struct observation *before, struct buf *out)
{
    enum language language = language_of(input);
    bool next = period_compare(period_next(before->period), latest->period) == 0;
    if (next && language == LANGUAGE_JA) {
        buf_printf(out, "%s比", words_previous(latest->period.frequency, language));
    } else if (!next && language == LANGUAGE_JA) {
        char period[WORDS_SIZE];
        words_period(before->period, input->indicator->year_label, language, period);
        buf_printf(out, "前回値（%s）比", period);
    }
}

/* English puts the base behind the change. */
static void put_base_en(const struct chart_input *input, const struct observation *latest,
                        const struct observation *before, struct buf *out)
{
    if (language_of(input) != LANGUAGE_EN)
        return;
    char period[WORDS_SIZE];
    words_period(before->period, input->indicator->year_label, LANGUAGE_EN, period);
    bool next = period_compare(period_next(before->period), latest->period) == 0;
    buf_printf(out, " on the %s",
               next ? words_previous(latest->period.frequency, LANGUAGE_EN) : period);
}

static void put_change(const struct chart_input *input, const struct observation *latest,
                       struct buf *out)
{
    const struct observation *before = series_before(input->series, latest->period);
    struct decimal change;
    if (before == NULL || decimal_subtract(latest->value, before->value, &change) != 0)
        return;
    const struct indicator *indicator = input->indicator;
    enum language language = language_of(input);
    char text[WORDS_SIZE];
    words_change(change, indicator->decimals, language, text);
    buf_puts(out, pick(input, "（", " ("));
    put_base(input, latest, before, out);
    buf_puts(out, text);
    put_unit(caption_is_percent(indicator) ? pick(input, "ポイント", "points")
                                           : caption_unit(indicator, language),
             language, out);
    put_percent(input, latest->value, before->value, out);
    put_base_en(input, latest, before, out);
    const char *balance = "";
    if (has_points(indicator))
        balance = say_balance(input, latest->value, before->value);
    if (*balance != '\0')
        buf_printf(out, "%s%s", pick(input, "、", ", "), balance);
    buf_puts(out, pick(input, "）", ")"));
}

void caption_latest(const struct chart_input *input, struct buf *out)
{
    if (!caption_has_values(input->series)) {
        buf_puts(out, caption_none(language_of(input)));
        return;
    }
    const struct observation *latest = series_latest(input->series);
    char period[WORDS_SIZE];
    words_period(latest->period, input->indicator->year_label, language_of(input), period);
    buf_printf(out, "%s%s", period, pick(input, "　", ": "));
    caption_value(input->indicator, latest->value, language_of(input), out);
    const char *status = words_status(latest->status, language_of(input));
    if (!str_empty(status))
        buf_printf(out, "%s%s%s", pick(input, "〔", " ["), status, pick(input, "〕", "]"));
    put_change(input, latest, out);
}

void caption_target(const struct chart_input *input, struct buf *out)
{
    const struct mark *target = &input->indicator->target;
    buf_puts(out, pick(input, "目標値 ", "Target "));
    caption_value(input->indicator, target->value, language_of(input), out);
    if (!target->has_period)
        return;
    char period[WORDS_SIZE];
    words_period(target->period, input->indicator->year_label, language_of(input), period);
    buf_printf(out, "%s%s%s", pick(input, "（", " ("), period, pick(input, "）", ")"));
}

/* A citation that says so itself is not told again. */
static const char *say_grade(const struct chart_input *input, const struct source *source,
                             const char *name)
{
    if (source->grade == GRADE_OFFICIAL || strstr(name, "参考値") != NULL)
        return "";
    return pick(input, "（参考値）", " (for reference)");
}

static void put_source(const struct chart_input *input, const struct source *source,
                       bool first, struct buf *out)
{
    const char *name = source->citation;
    if (str_empty(name))
        name = settings_label(&source->title, language_of(input));
    if (str_empty(name))
        name = source->id;
    buf_printf(out, "%s%s%s", first ? "" : pick(input, "、", "; "), name,
               say_grade(input, source, name));
}

static bool is_used(const struct series *series, const char *id)
{
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const char *source = series->observations[i].source;
        if (source != NULL && str_equal(source, id))
            return true;
    }
    return false;
}

static bool has_entered(const struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        if (series->observations[i].source == NULL)
            return true;
    }
    return false;
}

void caption_sources(const struct chart_input *input, struct buf *out)
{
    const struct indicator *indicator = input->indicator;
    bool any = caption_has_values(input->series);
    bool first = true;
    buf_puts(out, pick(input, "出典：", "Source: "));
    for (size_t i = 0; any && i < input->settings->source_count; i++) {
        const struct source *source = &input->settings->sources[i];
        if (!is_used(input->series, source->id) && !is_used(input->compare, source->id))
            continue;
        put_source(input, source, first, out);
        first = false;
    }
    if (any && has_entered(input->series)) {
        buf_printf(out, "%s%s", first ? "" : pick(input, "、", "; "),
                   pick(input, "担当課による入力", "entered by hand"));
        first = false;
    }
    for (size_t i = 0; first && i < indicator->source_count; i++)
        put_source(input, indicator->sources[i], i == 0, out);
    if (first && indicator->source_count == 0)
        buf_puts(out, pick(input, "公表資料未確認", "no published document confirmed"));
}

static bool has_gap(const struct series *series)
{
    const struct observation *before = NULL;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const struct observation *here = &series->observations[i];
        if (!series_has_value(here))
            continue;
        if (before != NULL && period_compare(period_next(before->period), here->period) != 0)
            return true;
        before = here;
    }
    return false;
}

void caption_stamp(const struct chart_input *input, struct buf *out)
{
    enum language language = language_of(input);
    char text[WORDS_SIZE];
    if (caption_has_values(input->series)) {
        words_period(series_latest(input->series)->period, input->indicator->year_label,
                     language, text);
        buf_printf(out, "%s%s%s", pick(input, "最新の実績値：", "Newest value: "), text,
                   pick(input, "　", " · "));
    }
    struct period today = {FREQUENCY_DAILY, instant_day(input->now)};
    if (has_gap(input->series))
        buf_puts(out, pick(input, "空白は公表値を確認できていない期間　",
                           "blank: no published figure confirmed · "));
    words_period(today, YEAR_LABEL_STARTS, language, text);
    buf_printf(out, "%s%s", pick(input, "作図：", "Drawn: "), text);
}

const char *caption_amount_kind(enum amount_kind kind, enum language language)
{
    switch (kind) {
    case AMOUNT_BUDGET:
        return words_pick(language, "当初予算", "initial budget");
    case AMOUNT_REVISED:
        return words_pick(language, "補正後予算", "revised budget");
    case AMOUNT_SETTLED:
        return words_pick(language, "決算", "settled");
    case AMOUNT_NONE:
        break;
    }
    return "";
}

int caption_amount(const struct program *program, enum language language, struct buf *out)
{
    for (size_t i = program->year_count; i-- > 0;) {
        const struct program_year *year = &program->years[i];
        int64_t thousand_yen = 0;
        enum amount_kind kind = settings_program_amount(year, &thousand_yen);
        if (kind == AMOUNT_NONE)
            continue;
        char period[WORDS_SIZE];
        char money[WORDS_SIZE];
        words_period((struct period){FREQUENCY_FISCAL_YEAR, year->fiscal_year},
                     YEAR_LABEL_STARTS, language, period);
        words_budget(thousand_yen, language, money);
        buf_printf(out, "%s %s %s", period, caption_amount_kind(kind, language), money);
        return year->fiscal_year;
    }
    buf_puts(out, program->kind == PROGRAM_EFFORT
                      ? words_pick(language, "事業費の掲載なし（取組）",
                                   "an effort, no budget of its own")
                      : words_pick(language, "予算額の掲載なし", "no budget printed"));
    return 0;
}
