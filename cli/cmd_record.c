/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_record: one value by hand: annual figures that exist only on paper. */
#include "cli/cmd.h"
#include "cli/entry.h"
#include "core/instant.h"

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const struct indicator *indicator = cmd_indicator(context, arguments->words[0], err);
    struct entry_words words = {
        .period = arguments->words[1],
        .value = arguments->word_count > 2 ? arguments->words[2] : "",
        .status = options_value(arguments, "status"),
        .note = options_value(arguments, "note"),
        .published = options_value(arguments, "published"),
    };
    struct observation observation;

    int64_t until;

    if (!indicator || entry_until(context, arguments, &until, err) ||
        entry_read(indicator, &words, instant_day(context->now), &observation, err))
        return -1;
    observation.embargo = until;
    const struct entry_how how = {.dry_run = options_given(arguments, "dry-run"),
                                  .json = options_given(arguments, "json"),
                                  .force = options_given(arguments, "force")};
    return entry_record(context, indicator, &observation, &how, err);
}

const struct command cmd_record = {
    .name = "record",
    .summary = "enter a value by hand",
    .synopsis = "ID PERIOD [VALUE]",
    .help =
        "The period is written as the indicator's frequency asks: 2024-04-01, 2024-W14, "
        "2024-04,\n2024-Q2, 2024 or FY2024, or as documents print it (令和6年4月, R6.4), and "
        "has begun; the value\nis a plain decimal. Who entered it is kept and shown. A value "
        "entered by hand replaces what\nstands; a wrong one is retracted by status missing, "
        "which takes no value (or - in its place).\nOne that was --published before what "
        "stands is kept as a version and set aside, unless\n--force says otherwise. The same "
        "value again is a new version only with a note or a day of\npublication that was not "
        "known.\n\nWhat is entered with --until is seen by whoever asks here, and marked "
        "解禁前 on "
        "internal pages and\nin their mail; the public edition, feeds, metrics, data, the API "
        "and exports have it from that hour\non. Without --until the same value again lifts "
        "its embargo.\n\n"
        "  shihyo record graduates-local FY2023 VALUE --note '市内5校の集計'\n"
        "  shihyo record zoo-visitors FY2021 --status missing --note '誤りのため'\n",
    .needs = NEEDS_SETTINGS,
    .words_min = 2,
    .words_max = 3,
    .options = {{"status", 's', "STATUS",
                 "final (default), preliminary (while the period is not over),\n"
                 "                             revised, estimate, missing"},
                {"note", 0, "TEXT", "why, or from where"},
                {"published", 0, "DATE", "the day on which it was published"},
                {"until", 0, "WHEN",
                 "it may not be told before (解禁): a day, or an hour 2026-12-01T08:50"},
                {"force", 'f', NULL, "let it stand although what stands was published later"},
                {"json", 0, NULL, "what was recorded, as JSON"},
                {"dry-run", 'n', NULL, "say what would change, record nothing"}},
    .run = run,
};
