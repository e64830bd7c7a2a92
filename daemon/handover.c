/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handover: see handover.h. Alerts and what is held: handover_open.c; sources:
 * handover_source.c; sections: handover_section.c; days: handover_calendar.c. */
#include "daemon/handover.h"

#include "core/civil.h"
#include "core/instant.h"
#include "core/str.h"
#include "daemon/commented.h"
#include "daemon/handover_part.h"
#include "graphs/caption.h"

#define YEAR_MONTHS 12

const char *handover_pick(const struct handover *handover, const char *ja, const char *en)
{
    return words_pick(handover->language, ja, en);
}

const char *handover_day(const struct handover *handover, int64_t instant)
{
    struct period day = {FREQUENCY_DAILY, instant_day(instant)};
    char text[WORDS_SIZE];

    words_period(day, YEAR_LABEL_STARTS, handover->language, text);
    return arena_strdup(handover->arena, text);
}

const char *handover_period(const struct handover *handover, const struct indicator *indicator,
                            struct period period)
{
    char text[WORDS_SIZE];

    words_period(period, indicator->year_label, handover->language, text);
    return arena_strdup(handover->arena, text);
}

const char *handover_title(const struct handover *handover, const struct indicator *indicator)
{
    return caption_title(indicator, handover->language);
}

void handover_none(const struct handover *handover, const char *ja, const char *en)
{
    paper_say(handover->paper, PAPER_PLAIN, PAPER_KEPT, handover_pick(handover, ja, en));
}

void handover_more(const struct handover *handover, size_t count)
{
    if (count <= HANDOVER_ROWS)
        return;
    size_t left = count - HANDOVER_ROWS;
    paper_say(handover->paper, PAPER_SOFT, PAPER_KEPT,
              handover->language == LANGUAGE_JA
                  ? arena_printf(handover->arena, "ほか%zu件", left)
                  : arena_printf(handover->arena, "and %zu more", left));
}

/* --- what there is --- */

static size_t count_entered(const struct settings *settings)
{
    size_t count = 0;

    for (size_t i = 0; i < settings->indicator_count; i++)
        count += settings->indicators[i].source_count == 0;
    return count;
}

static void put_whole(const struct handover *handover)
{
    const struct settings *settings = handover->settings;
    const char *state = settings->site.state;
    struct arena *arena = handover->arena;
    bool ja = handover->language == LANGUAGE_JA;
    const char *between = str_ends(state, "/") ? "" : "/";

    paper_head(handover->paper, handover_pick(handover, "全体", "What there is"));
    paper_list(handover->paper);
    paper_item(handover->paper, PAPER_KEPT,
               arena_printf(arena,
                            ja ? "指標%zu（うち手入力%zu）、出典%zu、施策%zu、事業%zu、判定%zu"
                               : "%zu indicators (%zu entered by hand), %zu sources, %zu "
                                 "policies, %zu programs, %zu rules",
                            settings->indicator_count, count_entered(settings),
                            settings->source_count, settings->policy_count,
                            settings->program_count, settings->alert_count));
    if (!settings->site.as_of.whole) /* of then it is not known where they were */
        paper_item(handover->paper, PAPER_KEPT,
                   arena_printf(arena,
                                ja ? "設定 %s、台帳 %s%sledger.db、公開先 %s"
                                   : "configuration %s, ledger %s%sledger.db, pages %s",
                                settings->file, state, between, settings->site.output));
    paper_item(
        handover->paper, PAPER_KEPT,
        handover_pick(handover,
                      "台帳と公表資料（documents/）が失われると元に戻せません："
                      "shihyo backup FILE で控えを取ります。",
                      "The ledger and documents/ must not be lost: `shihyo backup FILE` "
                      "makes a copy."));
}

static void put_face(const struct handover *handover)
{
    struct paper *paper = handover->paper;
    const struct settings *settings = handover->settings;
    const struct as_of *as_of = &settings->site.as_of;
    const char *site = settings_label(&settings->site.title, handover->language);

    paper->id = "handover";
    paper->mark = handover_pick(handover, "引継書（内部資料）", "Handover (internal)");
    paper->stamp =
        as_of->words.text != NULL
            ? settings_label(&as_of->words, handover->language)
            : arena_printf(handover->arena, "%s%s%s", handover_pick(handover, "", "as of "),
                           handover_day(handover, handover->now),
                           handover_pick(handover, "現在", ""));
    paper->title =
        arena_printf(handover->arena, "%s%s%s", site, handover_pick(handover, "　", ": "),
                     handover_pick(handover, "引継書", "handover"));
    paper->author = site;
    paper->made = handover->now;
}

static int gather(struct handover *handover, struct err *err)
{
    /* as the office sees it: drafts, too */
    struct settings *inside = arena_alloc(handover->arena, 1, sizeof *inside);

    *inside = *handover->settings;
    inside->site.audience = AUDIENCE_INTERNAL;
    return expecting_load(handover->ledger, handover->settings, handover->now, handover->arena,
                          &handover->expecting, err) ||
                   commented_read(handover->ledger, inside, NULL, handover->now,
                                  handover->arena, &handover->comments, err)
               ? -1
               : 0;
}

int handover_compose(struct ledger *ledger, const struct settings *settings, int64_t now,
                     struct arena *arena, struct paper *out, struct err *err)
{
    int32_t since = civil_add_months(instant_day(now), -YEAR_MONTHS);
    struct handover handover = {.ledger = ledger,
                                .settings = settings,
                                .language = settings->site.language,
                                .now = now,
                                .since = instant_day_start(since),
                                .arena = arena,
                                .paper = out};

    paper_init(out, arena, handover.language);
    put_face(&handover);
    if (gather(&handover, err))
        return -1;
    put_whole(&handover);
    if (handover_alerts(&handover, err))
        return -1;
    handover_entries(&handover);
    if (handover_sources(&handover, err) || handover_held(&handover, err) ||
        handover_changes(&handover, err))
        return -1;
    handover_comments(&handover);
    if (handover_freezes(&handover, err))
        return -1;
    handover_owners(&handover);
    if (handover_calendar(&handover, err))
        return -1;
    paper_say(out, PAPER_SOFT, PAPER_KEPT, words_caution(handover.language));
    return 0;
}
