/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caption: what a chart says in words. */
#include "graphs/caption.h"

#include <string.h>

#include "config/edition.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/mem.h"
#include "core/str.h"
#include "graphs/withheld.h"

#define CHANGE_LIMIT 1024

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

bool caption_has_values(const struct series *series)
{
    return series != NULL && series_latest(series) != NULL;
}

const char *caption_none(enum language language)
{
    return words_pick(language, "まだ実績値がありません（公表値未確認）",
                      "No values yet (no published figure confirmed)");
}

static void put_change(const struct chart_input *input, const struct observation *latest,
                       struct buf *out)
{
    struct buf change;
    buf_init(&change, CHANGE_LIMIT);
    if (phrase_change(input->indicator, input->series, latest, language_of(input), &change))
        buf_printf(out, "%s%s%s", pick(input, "（", " ("), buf_text(&change),
                   pick(input, "）", ")"));
    buf_free(&change);
}

void caption_latest(const struct chart_input *input, struct buf *out)
{
    if (!caption_has_values(input->series)) {
        struct arena *arena = arena_new();
        buf_puts(out, withheld_none(input, arena));
        arena_free(arena);
        return;
    }
    const struct observation *latest = series_latest(input->series);
    char period[WORDS_SIZE];
    words_period(latest->period, input->indicator->year_label, language_of(input), period);
    buf_printf(out, "%s%s", period, pick(input, "　", ": "));
    phrase_value(input->indicator, latest->value, language_of(input), out);
    const char *status = words_said(latest, language_of(input));
    if (!str_empty(status))
        buf_printf(out, "%s%s%s", pick(input, "〔", " ["), status, pick(input, "〕", "]"));
    put_change(input, latest, out);
    withheld_newest(input, out);
}

/* A citation that says so itself is not told again. */
static const char *say_grade(const struct source *source, const char *name,
                             enum language language)
{
    if (source->grade == GRADE_OFFICIAL || strstr(name, "参考値") != NULL)
        return "";
    return words_pick(language, "（参考値）", " (for reference)");
}

static void put_source(const struct source *source, enum language language, bool first,
                       struct buf *out)
{
    const char *name = source->citation;
    if (str_empty(name))
        name = settings_label(&source->title, language);
    if (str_empty(name))
        name = source->id;
    buf_printf(out, "%s%s%s", first ? "" : words_pick(language, "、", "; "), name,
               say_grade(source, name, language));
}

/* Notes, by their places, the sources of the series' figures. */
static void note_used(const struct settings *settings, const struct series *series, bool *used)
{
    const char *last = NULL;
    for (size_t i = 0; series != NULL && i < series->count; i++) {
        const char *id = series->observations[i].source;
        if (id == last) /* most are of the source of the one before them */
            continue;
        const struct source *source = settings_source(settings, id);
        if (source != NULL)
            used[source - settings->sources] = true;
        last = id;
    }
}

static bool has_entered(const struct series *series)
{
    for (size_t i = 0; i < series->count; i++) {
        if (series->observations[i].source == NULL)
            return true;
    }
    return false;
}

/* Those of whatever is shown; false without any. */
static bool put_used(const struct settings *settings, const struct series *const *series,
                     size_t count, struct buf *out)
{
    enum language language = settings->site.language;
    bool *used = mem_calloc(settings->source_count, sizeof *used);
    bool first = true;
    bool entered = false;
    for (size_t k = 0; k < count; k++)
        note_used(settings, series[k], used);
    for (size_t i = 0; i < settings->source_count; i++) {
        if (used[i])
            put_source(&settings->sources[i], language, first, out);
        first = first && !used[i];
    }
    mem_free(used);
    for (size_t k = 0; k < count; k++)
        entered = entered || (series[k] != NULL && has_entered(series[k]));
    if (entered)
        buf_printf(out, "%s%s", first ? "" : words_pick(language, "、", "; "),
                   words_pick(language, "担当課による入力", "entered by hand"));
    return !first || entered;
}

static void put_unconfirmed(enum language language, struct buf *out)
{
    buf_puts(out, words_pick(language, "公表資料未確認", "no published document confirmed"));
}

void caption_sources_of(const struct settings *settings, const struct series *const *series,
                        size_t count, struct buf *out)
{
    enum language language = settings->site.language;
    buf_puts(out, words_pick(language, "出典：", "Source: "));
    if (!put_used(settings, series, count, out))
        put_unconfirmed(language, out);
}

void caption_sources(const struct chart_input *input, struct buf *out)
{
    const struct indicator *indicator = input->indicator;
    if (caption_has_values(input->series) || withheld_count(input->series) > 0) {
        const struct series *both[] = {input->series, input->compare};
        caption_sources_of(input->settings, both, 2, out);
        return;
    }
    bool first = true;
    buf_puts(out, pick(input, "出典：", "Source: "));
    for (size_t i = 0; i < indicator->source_count; i++) {
        if (!edition_shows_source(input->settings, indicator->sources[i]))
            continue;
        put_source(indicator->sources[i], language_of(input), first, out);
        first = false;
    }
    if (first)
        put_unconfirmed(language_of(input), out);
}

void caption_until(int64_t until, enum language language, struct buf *out)
{
    char hour[WORDS_SIZE];
    words_hour(until, language, hour);
    buf_printf(out,
               language == LANGUAGE_JA
                   ? "解禁前の値を含む（%sまで外部に出さないこと）"
                   : "holds figures under embargo (not to be told outside before %s)",
               hour);
}

void caption_embargo(const struct chart_input *input, struct buf *out)
{
    int64_t last = series_embargo(input->series);
    if (last != 0)
        caption_until(last, language_of(input), out);
}

void caption_as_of(const struct settings *settings, struct buf *out)
{
    enum language language = settings->site.language;
    const struct as_of *as_of = &settings->site.as_of;
    const char *words = settings_label(&as_of->words, language);
    if (as_of->whole || str_empty(words))
        buf_puts(out, words);
    else if (language == LANGUAGE_JA)
        buf_printf(out, "%sの数値", words);
    else
        buf_printf(out, "figures %s", words);
}

void caption_drawn(const struct settings *settings, int64_t now, struct buf *out)
{
    enum language language = settings->site.language;
    char text[WORDS_SIZE];
    if (settings->site.as_of.words.text) {
        caption_as_of(settings, out);
        return;
    }
    words_period((struct period){FREQUENCY_DAILY, instant_day(now)}, YEAR_LABEL_STARTS,
                 language, text);
    buf_printf(out, "%s%s", words_pick(language, "作図：", "Drawn: "), text);
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
    caption_drawn(input->settings, input->now, out);
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
        buf_printf(out, "%s %s %s", period, words_amount_kind(kind, language), money);
        return year->fiscal_year;
    }
    buf_puts(out, program->kind == PROGRAM_EFFORT
                      ? words_pick(language, "事業費の掲載なし（取組）",
                                   "an effort, no budget of its own")
                      : words_pick(language, "予算額の掲載なし", "no budget printed"));
    return 0;
}
