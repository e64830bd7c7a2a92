/* SPDX-License-Identifier: GPL-3.0-or-later */
/* holding: see holding.h. */
#include "alerts/holding.h"

#include <inttypes.h>

#include "config/phrase.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/words.h"

#define LINES_MAX 20 /* items named one by one in a message */
#define CELL_SIZE 80
#define LINE_LIMIT 4096

const char *holding_state(enum held_state state, enum language language)
{
    switch (state) {
    case HELD_OPEN:
        return words_pick(language, "保留（要確認）", "held");
    case HELD_RELEASED:
        return words_pick(language, "採用", "released");
    case HELD_DROPPED:
        return words_pick(language, "不採用", "dropped");
    case HELD_SUPERSEDED:
        break;
    }
    return words_pick(language, "解消", "superseded");
}

static void put_figure(const struct indicator *indicator, const struct held *item,
                       enum language language, struct buf *out)
{
    const struct observation *observation = &item->observation;
    char period[WORDS_SIZE];
    char value[WORDS_SIZE];

    words_period(observation->period, indicator ? indicator->year_label : YEAR_LABEL_STARTS,
                 language, period);
    buf_printf(out, "%s ", period);
    if (observation->status == OBSERVATION_MISSING) {
        buf_puts(out, words_said(observation, language));
        return;
    }
    if (indicator) {
        phrase_value(indicator, observation->value, language, out);
    } else {
        words_value(observation->value, observation->value.places, language, value);
        buf_puts(out, value);
    }
    if (observation->embargo != 0)
        buf_puts(out, words_pick(language, "（解禁前）", " (under embargo)"));
}

void holding_line(const struct indicator *indicator, const struct held *item,
                  enum language language, struct buf *out)
{
    if (!item->whole) {
        put_figure(indicator, item, language, out);
        buf_puts(out, ": ");
    }
    buf_puts(out, item->reason);
}

static size_t count_of(const struct held_list *list, const char *id)
{
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++)
        count += str_equal(list->items[i].indicator_id, id);
    return count;
}

void holding_list(const struct settings *settings, const struct held_list *open,
                  struct buf *out)
{
    enum language language = settings->site.language;

    for (size_t i = 0; i < open->count; i++) {
        const struct held *item = &open->items[i];
        const struct held_list before = {open->items, i};

        if (count_of(&before, item->indicator_id) > 0)
            continue;
        size_t count = count_of(open, item->indicator_id);
        buf_printf(out, "%s %s", holding_state(HELD_OPEN, language), item->indicator_id);
        if (count > 1)
            buf_printf(out, language == LANGUAGE_JA ? " %zu件" : " (%zu)", count);
        buf_puts(out, ": ");
        holding_line(settings_indicator(settings, item->indicator_id), item, language, out);
        buf_putc(out, '\n');
    }
}

static int finish(const struct buf *out, struct err *err)
{
    return out->overflow ? err_set(err, ERR_INTERNAL, "message is too long") : 0;
}

int holding_subject(const struct settings *settings, const struct indicator *indicator,
                    const struct held_list *fresh, struct buf *out, struct err *err)
{
    enum language language = settings->site.language;
    const char *title = settings_label(&indicator->title, language);

    if (language == LANGUAGE_JA)
        buf_printf(out, "【注意】%s 保留（要確認）%zu件: ", title, fresh->count);
    else
        buf_printf(out, "[Warning] %s, held (please check) %zu: ", title, fresh->count);
    holding_line(indicator, &fresh->items[0], language, out);
    return finish(out, err);
}

/* As it was printed, in one line. */
static void put_cell(const char *cell, enum language language, struct buf *out)
{
    char shown[CELL_SIZE];

    (void)str_copy(shown, sizeof shown, cell);
    plain_tidy(shown);
    buf_printf(out, "%s%s%s", words_pick(language, "（原文「", " (printed \""), shown,
               words_pick(language, "」）", "\")"));
}

static void put_items(const struct indicator *indicator, const struct held_list *fresh,
                      enum language language, struct prose *out)
{
    struct buf line;

    prose_head(out, words_pick(language, "1 状況", "1 Situation"));
    prose_line(out, "%s",
               words_pick(language, "次の値は記録せず、保留しています。",
                          "These are held and not recorded:"));
    buf_init(&line, LINE_LIMIT);
    for (size_t i = 0; i < fresh->count && i < LINES_MAX; i++) {
        const struct held *item = &fresh->items[i];

        buf_reset(&line);
        holding_line(indicator, item, language, &line);
        if (!item->whole && !str_empty(item->observation.cell))
            put_cell(item->observation.cell, language, &line);
        prose_line(out, "%" PRId64 "  %s", item->number, buf_text(&line));
    }
    buf_free(&line);
    if (fresh->count > LINES_MAX && language == LANGUAGE_JA)
        prose_line(out, "ほか%zu件", fresh->count - LINES_MAX);
    else if (fresh->count > LINES_MAX)
        prose_line(out, "and %zu more", fresh->count - LINES_MAX);
}

static void put_source(const struct settings *settings, const struct held *item,
                       struct prose *out)
{
    enum language language = settings->site.language;
    const struct source *source = settings_source(settings, item->source);
    const char *title = source ? settings_label(&source->title, language) : "";
    const char *url = !str_empty(item->address) ? item->address : source ? source->url : "";

    prose_head(out, words_pick(language, "2 公表資料", "2 Document"));
    prose_line(out, "%s", str_empty(title) ? item->source : title);
    if (!str_empty(url))
        prose_link(out, "", url);
    if (!str_empty(item->observation.document))
        prose_line(out, "SHA-256 %s", item->observation.document);
}

static void put_request(const struct indicator *indicator, enum language language,
                        struct prose *out)
{
    bool ja = language == LANGUAGE_JA;

    prose_head(out, words_pick(language, "3 お願いしたいこと", "3 What to do"));
    prose_line(out, "%s",
               words_pick(language, "公表資料を確認のうえ、いずれかを行ってください。",
                          "Look at the document, then"));
    prose_line(out,
               ja ? "正しい場合: shihyo quarantine release 番号（すべてなら %s）"
                  : "when it is right: shihyo quarantine release NUMBER (%s for all)",
               indicator->id);
    prose_line(out,
               ja ? "誤りの場合: shihyo quarantine drop 番号（すべてなら %s）"
                  : "when it is wrong: shihyo quarantine drop NUMBER (%s for all)",
               indicator->id);
    prose_line(out, "%s",
               words_pick(language, "出典の値が改められれば、保留は自動的に解消します。",
                          "When the publisher mends its figures, nothing is left to do."));
}

int holding_write(const struct settings *settings, const struct indicator *indicator,
                  const struct held_list *fresh, struct prose *out, struct err *err)
{
    enum language language = settings->site.language;

    put_items(indicator, fresh, language, out);
    put_source(settings, &fresh->items[0], out);
    put_request(indicator, language, out);
    return prose_finish(out) ? 0 : err_set(err, ERR_INTERNAL, "message is too long");
}

const char *holding_closing(enum language language)
{
    return words_pick(
        language, "この通知は機械的な判定であり、公表値の誤りを意味するものではありません。",
        "This notice is a mechanical judgement; the published figure may be right.");
}
