/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handover_section: what is entered by hand, and who answers for what. */
#include "daemon/handover_part.h"

#include "config/calendar.h"
#include "config/owner.h"
#include "config/phrase.h"
#include "core/str.h"
#include "daemon/caches.h"

/* --- what is entered by hand --- */

static const char *say_newest(const struct handover *handover,
                              const struct indicator *indicator,
                              const struct observation *newest)
{
    struct buf words;

    if (newest == NULL)
        return handover_pick(handover, "まだない", "none yet");
    buf_init(&words, HANDOVER_LIMIT);
    buf_printf(&words, "%s ", handover_period(handover, indicator, newest->period));
    phrase_value(indicator, newest->value, handover->language, &words);
    const char *said = words_said(newest, handover->language);
    if (!str_empty(said))
        buf_printf(&words, "%s%s%s", handover_pick(handover, "〔", " ["), said,
                   handover_pick(handover, "〕", "]"));
    return buf_keep(&words, handover->arena);
}

/* By its calendar; without one the period that follows is all that is known. */
static const char *say_next(const struct handover *handover, const struct indicator *indicator,
                            const struct observation *newest)
{
    struct awaited awaited = expecting_of(&handover->expecting, indicator, NULL);
    struct buf words;

    if (awaited.state == AWAITED_NONE && newest == NULL)
        return handover_pick(handover, "予定表なし", "no calendar");
    if (awaited.state == AWAITED_NONE)
        return arena_printf(handover->arena, "%s%s",
                            handover_period(handover, indicator, period_next(newest->period)),
                            handover_pick(handover, "（予定表なし）", " (no calendar)"));
    buf_init(&words, HANDOVER_LIMIT);
    calendar_say(indicator, &awaited, handover->language, &words);
    return buf_keep(&words, handover->arena);
}

/* It cannot be read only where the ledger is damaged, which is told elsewhere. */
static const struct observation *find_newest(const struct handover *handover,
                                             const struct indicator *indicator)
{
    struct series *series = arena_alloc(handover->arena, 1, sizeof *series);
    struct err ignored = {0};

    (void)caches_series(handover->ledger, handover->settings, indicator, handover->arena,
                        series, &ignored);
    return series_latest(series);
}

static const char *say_owners(const struct handover *handover,
                              const struct indicator *indicator)
{
    struct owners owners;
    struct paper_names names;

    owner_of(handover->settings, indicator, handover->arena, &owners);
    paper_names_init(&names, HANDOVER_NAMES);
    for (size_t i = 0; i < owners.count; i++)
        paper_names_add(handover->paper, &names, owners.names[i]);
    return paper_names_end(handover->paper, &names);
}

static void put_entry(const struct handover *handover, const struct indicator *indicator,
                      const struct observation *newest)
{
    const char *owners = say_owners(handover, indicator);
    const char *const cells[] = {
        arena_printf(handover->arena, "%s%s%s%s", handover_title(handover, indicator),
                     handover_pick(handover, "（", " ("), indicator->id,
                     handover_pick(handover, "）", ")")),
        say_newest(handover, indicator, newest), say_next(handover, indicator, newest),
        str_empty(owners) ? handover_pick(handover, "登録なし", "not on record") : owners};

    paper_cells(handover->paper, PAPER_KEPT, cells);
}

/* Those with a value or a calendar in a table; of the others there is nothing to tell but
 * their names. Returns how many stand in the table. */
static size_t put_entries(const struct handover *handover, struct paper_names *others)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "指標", "Indicator"), 2.2, false},
        {handover_pick(handover, "最新の値", "Newest"), 2.75, false},
        {handover_pick(handover, "次に入力する値", "To be entered next"), 2.6, false},
        {handover_pick(handover, "値を持つ課", "From whom"), 1.65, false}};
    const struct settings *settings = handover->settings;
    size_t told = 0;

    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];

        if (indicator->source_count > 0)
            continue;
        const struct observation *newest = find_newest(handover, indicator);
        if (newest == NULL && !release_known(calendar_release(indicator, NULL))) {
            paper_names_add(handover->paper, others, handover_title(handover, indicator));
            continue;
        }
        if (told++ == 0)
            paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
        if (told <= HANDOVER_ROWS)
            put_entry(handover, indicator, newest);
    }
    handover_more(handover, told);
    return told;
}

void handover_entries(const struct handover *handover)
{
    struct paper_names names;

    paper_names_init(&names, HANDOVER_NAMES);
    paper_head(handover->paper, handover_pick(handover, "手入力する値", "Entered by hand"));
    size_t told = put_entries(handover, &names);
    const char *others = paper_names_end(handover->paper, &names);
    if (*others != '\0')
        paper_say(handover->paper, PAPER_PLAIN, PAPER_KEPT,
                  arena_printf(handover->arena, "%s%s",
                               handover_pick(handover, "値も予定表もまだない指標：",
                                             "Without a value or a calendar so far: "),
                               others));
    if (told == 0 && *others == '\0')
        handover_none(handover, "手入力する指標はありません。", "There are none.");
    else
        paper_say(
            handover->paper, PAPER_SOFT, PAPER_KEPT,
            handover_pick(handover,
                          "入力：shihyo record 指標 期間 値。値を持つ課は、その指標を動かす"
                          "事業の所管課。",
                          "Entered with `shihyo record ID PERIOD VALUE`. From whom: the "
                          "sections of the programs meant to move it."));
}

/* --- who answers for what --- */

static const char *owner_name(const struct program *program)
{
    return str_empty(program->owner) ? "" : program->owner;
}

static const char *list_programs(const struct handover *handover, const char *owner)
{
    const struct settings *settings = handover->settings;
    struct paper_names names;

    paper_names_init(&names, HANDOVER_NAMES);
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        if (str_equal(owner_name(program), owner))
            paper_names_add(
                handover->paper, &names,
                settings_label(&settings_program_latest(program)->title, handover->language));
    }
    return paper_names_end(handover->paper, &names);
}

/* What its programs are meant to move, each once. */
static const char *list_indicators(const struct handover *handover, const char *owner)
{
    const struct settings *settings = handover->settings;
    bool *told = arena_alloc(handover->arena, settings->indicator_count, sizeof *told);
    struct paper_names names;

    paper_names_init(&names, HANDOVER_NAMES);
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        for (size_t k = 0; k < program->move_count && str_equal(owner_name(program), owner);
             k++) {
            size_t place = (size_t)(program->moves[k] - settings->indicators);

            if (!told[place])
                paper_names_add(handover->paper, &names,
                                handover_title(handover, program->moves[k]));
            told[place] = true;
        }
    }
    return paper_names_end(handover->paper, &names);
}

void handover_owners(const struct handover *handover)
{
    const struct paper_column columns[] = {
        {handover_pick(handover, "課", "Section"), 1.5, false},
        {handover_pick(handover, "事業", "Programs"), 4, false},
        {handover_pick(handover, "指標", "Indicators"), 3, false}};
    struct owners owners;
    const char *nobody = list_programs(handover, "");

    owner_all(handover->settings, handover->arena, &owners);
    paper_head(handover->paper, handover_pick(handover, "所管課", "Who answers for what"));
    if (owners.count > 0)
        paper_table(handover->paper, columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; i < owners.count && i < HANDOVER_ROWS; i++) {
        const char *const cells[] = {owners.names[i], list_programs(handover, owners.names[i]),
                                     list_indicators(handover, owners.names[i])};

        paper_cells(handover->paper, PAPER_KEPT, cells);
    }
    if (*nobody != '\0')
        paper_say(handover->paper, PAPER_PLAIN, PAPER_KEPT,
                  arena_printf(handover->arena, "%s%s",
                               handover_pick(handover, "所管課の登録がない事業：",
                                             "Programs without a section on record: "),
                               nobody));
    else if (owners.count == 0)
        handover_none(handover, "事業の登録がありません。", "There is no program.");
}
