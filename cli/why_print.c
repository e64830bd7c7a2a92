/* SPDX-License-Identifier: GPL-3.0-or-later */
/* why_print: for people; see why.h. */
#include <inttypes.h>
#include <stdio.h>

#include "alerts/holding.h"
#include "cli/change_list.h"
#include "cli/table.h"
#include "cli/why.h"
#include "config/phrase.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"

#define LINE_LIMIT ((size_t)16 << 10)

/* One block: names at the left, what there is to say at the right. */
struct block {
    const struct why *why;
    struct table table;
};

static enum language language_of(const struct why *why)
{
    return why->settings->site.language;
}

static void begin(struct block *block, const struct why *why, const char *name,
                  const char *text)
{
    const char *const heads[] = {name, text};

    block->why = why;
    table_init(&block->table, why->arena, heads, 2);
}

static void put(struct block *block, const char *ja, const char *en, const char *text)
{
    if (str_empty(text))
        return;
    table_cell(&block->table, words_pick(language_of(block->why), ja, en));
    table_cell(&block->table, text);
}

static void end(struct block *block, struct buf *out)
{
    table_print(&block->table, out);
    table_free(&block->table);
    buf_putc(out, '\n');
}

static const char *print_instant(int64_t at, struct arena *arena)
{
    char text[INSTANT_TEXT_SIZE];

    instant_print_local(at, text);
    return arena_strdup(arena, text);
}

static const char *print_value(const struct why *why, const struct observation *item)
{
    enum language language = language_of(why);
    const char *status = words_said(item, language);
    const char *unit = phrase_unit(why->indicator, language);
    char value[WORDS_SIZE];
    int places = item->value.places;

    if (!series_has_value(item))
        return status;
    if (places < why->indicator->decimals)
        places = why->indicator->decimals;
    words_value(item->value, places, language, value);
    bool japanese = language == LANGUAGE_JA;
    return arena_printf(why->arena, japanese ? "%s%s%s%s%s" : "%s %s%s%s%s", value, unit,
                        *status ? (japanese ? "（" : " (") : "", status,
                        *status ? (japanese ? "）" : ")") : "");
}

static const char *print_said(const struct why *why, const struct why_vintage *vintage)
{
    return vintage->withdrawn ? words_pick(language_of(why), "撤回", "withdrawn")
                              : print_value(why, &vintage->item);
}

static const char *print_change(const struct why *why, const struct why_vintage *vintage)
{
    int places = vintage->change.places;
    char text[WORDS_SIZE];

    if (!vintage->revises)
        return "";
    if (places < why->indicator->decimals)
        places = why->indicator->decimals;
    words_change(vintage->change, places, language_of(why), text);
    return arena_strdup(why->arena, text);
}

/* `grid "表1", row 12, column 4` */
static const char *print_place(const struct why *why, const struct provenance *from)
{
    bool japanese = language_of(why) == LANGUAGE_JA;
    const char *grid =
        str_empty(from->grid)
            ? ""
            : arena_printf(why->arena, japanese ? "表「%s」 " : "table \"%s\", ", from->grid);

    if (from->place.row == 0)
        return grid;
    if (from->place.column == 0)
        return arena_printf(why->arena, japanese ? "%s%" PRId64 "行目" : "%sline %" PRId64,
                            grid, from->place.row);
    return arena_printf(why->arena,
                        japanese ? "%s%" PRId64 "行 %" PRId64 "列"
                                 : "%srow %" PRId64 ", column %" PRId64,
                        grid, from->place.row, from->place.column);
}

static void put_place(struct block *block, const struct provenance *from)
{
    const struct why *why = block->why;
    enum language language = language_of(why);

    switch (from->state) {
    case PROVENANCE_BY_HAND:
        break;
    case PROVENANCE_FOUND:
        put(block, "場所", "place", print_place(why, from));
        break;
    case PROVENANCE_OTHERWISE:
        put(block, "場所", "place",
            arena_printf(why->arena,
                         language == LANGUAGE_JA ? "現在の設定では %s の「%s」を%sと読みます"
                                                 : "%s holds \"%s\", read as %s today",
                         print_place(why, from), from->reads.cell ? from->reads.cell : "",
                         print_value(why, &from->reads)));
        break;
    case PROVENANCE_REFUSED:
        put(block, "場所", "place",
            words_pick(language,
                       "設定が台帳と異なるため資料を読みません（shihyo migrate で決めるまで）",
                       "not looked up: the configured indicator is not the one of the ledger, "
                       "until `shihyo migrate` says what changed"));
        break;
    case PROVENANCE_DROPPED:
        put(block, "場所", "place",
            words_pick(language, "資料は保存期間を過ぎて破棄済み",
                       "not known: the document was let go"));
        break;
    case PROVENANCE_ELSEWHERE:
        put(block, "場所", "place",
            words_pick(language, "取り込んだ値のため、資料はここにありません",
                       "not known: the value was imported, its document is not kept here"));
        break;
    case PROVENANCE_UNREAD:
        put(block, "場所", "place",
            arena_printf(why->arena, "%s: %s",
                         words_pick(language, "現在は特定できません", "not found today"),
                         from->err.text));
        break;
    }
}

static void put_document(struct block *block, const struct provenance *from)
{
    const struct why *why = block->why;
    const struct ledger_fetch *fetch = &from->fetch;
    const char *type = from->document.content_type;

    if (!from->documented)
        return;
    if (from->state == PROVENANCE_ELSEWHERE) {
        put(block, "資料", "document", from->document.sha256);
        return;
    }
    put(block, "資料", "document",
        arena_printf(why->arena, "%s (%s%s%" PRId64 " bytes)", from->document.sha256,
                     str_empty(type) ? "" : type, str_empty(type) ? "" : ", ",
                     from->document.bytes));
    if (fetch->at == 0)
        return;
    put(block, "取得", "fetched",
        arena_printf(why->arena, "%s, HTTP %d", print_instant(fetch->at, why->arena),
                     fetch->status));
    put(block, "URL", "URL", fetch->url);
    put(block, "ETag", "ETag", fetch->etag);
    put(block, "Last-Modified", "Last-Modified", fetch->last_modified);
}

static void print_speaker(struct block *block, const struct observation *item)
{
    const struct why *why = block->why;
    enum language language = language_of(why);

    if (!item->source) {
        put(block, "入力", "by hand", item->who);
        return;
    }
    const struct source *source = settings_source(why->settings, item->source);
    put(block, "出典", "source",
        source ? arena_printf(why->arena, "%s  %s", item->source,
                              settings_label(&source->title, language))
               : item->source);
}

/* In a unit of before: the lines at the end say which, and by whose word. */
static const char *print_conversion(const struct why *why, const struct why_vintage *vintage)
{
    char value[WORDS_SIZE];

    if (!vintage->converted)
        return "";
    words_value(vintage->recorded, vintage->recorded.places, language_of(why), value);
    return arena_printf(why->arena,
                        language_of(why) == LANGUAGE_JA
                            ? "記録は%s（以前の単位。下の「扱いの変更」で換算）"
                            : "recorded as %s, in the unit of before (see `changed` below)",
                        value);
}

static void print_vintage(const struct why *why, const struct why_vintage *vintage,
                          struct buf *out)
{
    enum language language = language_of(why);
    const struct observation *item = &vintage->item;
    char day[PERIOD_TEXT_SIZE];
    const char *name = vintage->stands ? words_pick(language, "現在の値", "stands")
                       : item->aside   ? words_pick(language, "据え置き", "set aside")
                                       : words_pick(language, "以前の値", "before");
    struct block block;

    begin(&block, why, name, print_said(why, vintage));
    put(&block, "改定", "revision", print_change(why, vintage));
    put(&block, "換算", "converted", print_conversion(why, vintage));
    period_print_day(item->published, day);
    put(&block, "公表", "published", item->dated ? arena_strdup(why->arena, day) : "");
    put(&block, "解禁", "told from",
        item->embargo ? print_instant(item->embargo, why->arena) : "");
    put(&block, "記録", "recorded", print_instant(item->recorded_at, why->arena));
    print_speaker(&block, item);
    put_place(&block, &vintage->from);
    put(&block, "原文", "cell", item->cell);
    put_document(&block, &vintage->from);
    put(&block, "備考", "note", item->note);
    end(&block, out);
}

static void print_alert(const struct why *why, const struct alert *alert, struct buf *out)
{
    enum language language = language_of(why);
    struct block block;

    begin(&block, why, words_pick(language, "お知らせ", "alert"),
          words_marked(alert->text, alert->embargo, why->arena));
    put(&block, "判定", "rule",
        arena_printf(why->arena, "%s: %s", alert->rule_id, alert->rule));
    put(&block, "状態", "state",
        arena_printf(why->arena, "%s, %s", words_alert_state(alert->state, language),
                     print_instant(alert->since, why->arena)));
    end(&block, out);
}

static void print_held(const struct why *why, const struct held *held, struct buf *out)
{
    enum language language = language_of(why);
    struct block block;
    struct buf line;

    buf_init(&line, LINE_LIMIT);
    holding_line(why->indicator, held, language, &line);
    begin(&block, why, words_pick(language, "保留", "held"), buf_text(&line));
    buf_free(&line);
    put(&block, "番号", "number", arena_printf(why->arena, "%" PRId64, held->number));
    put(&block, "出典", "source", held->source);
    put(&block, "資料", "document", held->observation.document);
    put(&block, "原文", "cell", held->observation.cell);
    put(&block, "状態", "state",
        arena_printf(why->arena, "%s%s%s%s%s", holding_state(held->state, language),
                     held->decided ? ", " : "",
                     held->decided ? print_instant(held->decided, why->arena) : "",
                     held->who ? ", " : "", held->who ? held->who : ""));
    put(&block, "備考", "note", held->note);
    end(&block, out);
}

void why_print(const struct why *why, struct buf *out)
{
    enum language language = language_of(why);
    char period[WORDS_SIZE], written[PERIOD_TEXT_SIZE];

    words_period(why->period, why->indicator->year_label, language, period);
    period_print(why->period, written);
    buf_printf(out, "%s %s  %s (%s)\n\n", why->indicator->id,
               settings_label(&why->indicator->title, language), written, period);
    for (size_t i = 0; i < why->vintage_count; i++)
        print_vintage(why, &why->vintages[i], out);
    for (size_t i = 0; i < why->held_count; i++)
        print_held(why, &why->held[i], out);
    for (size_t i = 0; i < why->alert_count; i++)
        print_alert(why, &why->alerts[i], out);
    change_list_print(&why->changes, language, out);
}
