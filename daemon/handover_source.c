/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handover_source: sources that fail, those that were mended in the year and how, and what
 * indicators mean since. */
#include "daemon/handover_part.h"

#include "core/str.h"
#include "daemon/addresses.h"
#include "ledger/freeze.h"
#include "ledger/ledger_trouble.h"
#include "ledger/meaning.h"

static const char *say_source(const struct handover *handover, const char *id,
                              const char *address)
{
    const struct source *source = settings_source(handover->settings, id);
    const char *title = source ? settings_label(&source->title, handover->language) : id;

    if (str_empty(address))
        return title;
    return arena_printf(handover->arena, "%s%s%s%s", title,
                        handover_pick(handover, "（", " ("), address,
                        handover_pick(handover, "）", ")"));
}

/* --- that fail --- */

static int put_failing(const struct handover *handover, const struct source *source,
                       size_t *told, struct err *err)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "取得できていない出典", "Sources that fail"), 2.4, false},
        {handover_pick(handover, "いつから", "Since"), 1.4, false},
        {handover_pick(handover, "回数", "Times"), 0.7, true},
        {handover_pick(handover, "理由", "Why"), 4, false}};
    struct health health;
    struct buf words;

    if (addresses_health(handover->ledger, source, handover->arena, &health, err))
        return -1;
    if (health.failures == 0 || (*told)++ >= HANDOVER_ROWS)
        return 0;
    if (*told == 1)
        paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
    buf_init(&words, HANDOVER_LIMIT);
    words_failure(&health, handover->language, &words);
    const char *const cells[] = {settings_label(&source->title, handover->language),
                                 handover_day(handover, health.failing_since),
                                 arena_printf(handover->arena, "%d", health.failures),
                                 buf_text(&words)};
    paper_cells(handover->paper, PAPER_KEPT, cells);
    buf_free(&words);
    return 0;
}

/* --- that were mended --- */

static const char *say_end(const struct handover *handover,
                           const struct ledger_trouble *trouble)
{
    return trouble->reconfigured ? handover_pick(handover, "設定（読み方）を変えた後に読めた",
                                                 "read after its configuration was changed")
                                 : handover_pick(handover, "設定を変えずに読めた",
                                                 "read again with the same configuration");
}

static const char *say_why(const struct handover *handover,
                           const struct ledger_trouble *trouble)
{
    if (!str_empty(trouble->error))
        return trouble->error;
    return trouble->fetched
               ? handover_pick(handover, "読めないセルがあった",
                               "some cells could not be read")
               : handover_pick(handover, "取得できなかった", "it could not be fetched");
}

static void put_trouble(const struct handover *handover, const struct ledger_trouble *trouble)
{
    const char *const cells[] = {say_source(handover, trouble->source, trouble->address),
                                 arena_printf(handover->arena, "%s～%s",
                                              handover_day(handover, trouble->from),
                                              handover_day(handover, trouble->to)),
                                 arena_printf(handover->arena, "%zu", trouble->failures),
                                 say_why(handover, trouble), say_end(handover, trouble)};

    paper_cells(handover->paper, PAPER_KEPT, cells);
}

/* A single try that failed is no trouble: the next one went well. */
static bool is_worth_telling(const struct ledger_trouble *trouble)
{
    return trouble->to > 0 && (trouble->failures > 1 || trouble->reconfigured);
}

static size_t put_mended(const struct handover *handover,
                         const struct ledger_troubles *troubles)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "この1年に直った出典", "Sources mended in the year"), 2.2,
         false},
        {handover_pick(handover, "期間", "From, to"), 1.6, false},
        {handover_pick(handover, "回数", "Times"), 0.7, true},
        {handover_pick(handover, "理由", "Why"), 3, false},
        {handover_pick(handover, "どう直ったか", "How it ended"), 1.8, false}};
    size_t told = 0;

    for (size_t i = 0; i < troubles->count; i++) {
        if (!is_worth_telling(&troubles->items[i]) || told++ >= HANDOVER_ROWS)
            continue;
        if (told == 1)
            paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
        put_trouble(handover, &troubles->items[i]);
    }
    handover_more(handover, told);
    return told;
}

int handover_sources(const struct handover *handover, struct err *err)
{
    const struct settings *settings = handover->settings;
    struct ledger_troubles troubles;
    size_t failing = 0;

    paper_head(handover->paper, handover_pick(handover, "出典", "Sources"));
    for (size_t i = 0; i < settings->source_count; i++) {
        if (put_failing(handover, &settings->sources[i], &failing, err))
            return -1;
    }
    handover_more(handover, failing);
    if (failing == 0)
        handover_none(handover, "取得できていない出典はありません。", "No source fails.");
    if (ledger_troubles(handover->ledger, handover->since, handover->arena, &troubles, err))
        return -1;
    if (put_mended(handover, &troubles) == 0)
        handover_none(handover, "この1年に続けて失敗した後で直った出典はありません。",
                      "None was mended in the year.");
    return 0;
}

/* --- what indicators mean --- */

static const char *say_change(const struct handover *handover,
                              const struct meaning_change *change)
{
    char factor[DECIMAL_TEXT_SIZE];

    if (change->was)
        return arena_printf(handover->arena, "%s%s",
                            handover_pick(handover, "以前の名称：", "it was "), change->was);
    if (!change->factor)
        return handover_pick(handover, "期間の種類や年の表し方の変更",
                             "its periods, or how it labels years");
    decimal_print(*change->factor, factor);
    return arena_printf(handover->arena, "%s%s",
                        handover_pick(handover, "単位の変更：それまでの値×",
                                      "its unit: values of before times "),
                        factor);
}

int handover_changes(const struct handover *handover, struct err *err)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "指標", "Indicator"), 2, false},
        {handover_pick(handover, "日", "Day"), 1.4, false},
        {handover_pick(handover, "何が変わったか", "What changed"), 3, false},
        {handover_pick(handover, "メモ", "Note"), 2.5, false}};
    struct meaning_changes changes;
    size_t told = 0;

    if (meaning_changes(handover->ledger, NULL, handover->arena, &changes, err))
        return -1;
    for (size_t i = 0; i < changes.count; i++) {
        const struct meaning_change *change = &changes.items[i];
        const struct indicator *indicator = settings_indicator(handover->settings, change->id);

        if (change->at < handover->since || told++ >= HANDOVER_ROWS)
            continue;
        if (told == 1) {
            paper_head(handover->paper,
                       handover_pick(handover, "指標の意味の変更", "What indicators mean"));
            paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
        }
        const char *const cells[] = {
            indicator ? handover_title(handover, indicator) : change->id,
            handover_day(handover, change->at), say_change(handover, change), change->note};
        paper_cells(handover->paper, PAPER_KEPT, cells);
    }
    handover_more(handover, told);
    return 0;
}

/* --- what was kept under a name --- */

int handover_freezes(const struct handover *handover, struct err *err)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "名称", "Name"), 2.5, false},
        {handover_pick(handover, "時点", "Of"), 1.4, false},
        {handover_pick(handover, "版", "Version"), 0.9, false},
        {handover_pick(handover, "メモ", "Note"), 3, false}};
    struct freezes freezes;

    if (freeze_all(handover->ledger, handover->arena, &freezes, err))
        return -1;
    while (freezes.count > 0 && freezes.items[freezes.count - 1].at > handover->now)
        freezes.count--; /* --as-of: of later on */
    paper_head(handover->paper,
               handover_pick(handover, "凍結した時点", "States kept under a name"));
    if (freezes.count == 0) {
        handover_none(handover, "凍結した時点はありません。", "There are none.");
        return 0;
    }
    paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < freezes.count && i < HANDOVER_ROWS; i++) {
        const struct freeze *freeze = &freezes.items[freezes.count - 1 - i];
        const char *const cells[] = {freeze->name, handover_day(handover, freeze->at),
                                     freeze->program, freeze->note};

        paper_cells(handover->paper, PAPER_KEPT, cells);
    }
    handover_more(handover, freezes.count);
    paper_say(
        handover->paper, PAPER_SOFT, PAPER_KEPT,
        handover_pick(handover,
                      "当時の内容は --as-of 名称 で印刷できます（brief、chart、site ほか）。",
                      "What was said then is printed by --as-of NAME (brief, chart, site "
                      "and others)."));
    return 0;
}
