/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entry: see entry.h. */
#include "cli/entry.h"

#include <pwd.h>
#include <string.h>
#include <unistd.h>

#include "cli/report.h"
#include "cli/typed.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/cycle.h"
#include "daemon/versions.h"

enum { DAY_MOST_S = 25 * 3600 };

static int check_range(const struct indicator *indicator, struct decimal value,
                       struct err *err)
{
    char text[DECIMAL_TEXT_SIZE], limit[DECIMAL_TEXT_SIZE];

    decimal_print(value, text);
    if (indicator->minimum.set && decimal_compare(value, indicator->minimum.value) < 0) {
        decimal_print(indicator->minimum.value, limit);
        return err_set(err, ERR_DATA, "%s: value %s is below the minimum %s", indicator->id,
                       text, limit);
    }
    if (indicator->maximum.set && decimal_compare(value, indicator->maximum.value) > 0) {
        decimal_print(indicator->maximum.value, limit);
        return err_set(err, ERR_DATA, "%s: value %s is above the maximum %s", indicator->id,
                       text, limit);
    }
    return 0;
}

/* Of what is under way nothing is final unless somebody says so. */
static int read_status(const char *name, bool over, enum observation_status *out,
                       struct err *err)
{
    *out = over ? OBSERVATION_FINAL : OBSERVATION_PRELIMINARY;
    if (str_empty(name))
        return 0;
    if (!series_status_parse(name, out) || *out == OBSERVATION_FORECAST)
        return err_set(
            err, ERR_USAGE,
            "status \"%s\": expected final, preliminary, revised, estimate or missing", name);
    return 0;
}

/* What has not begun cannot have been observed. */
static int check_begun(const struct indicator *indicator, struct period period, int32_t today,
                       struct err *err)
{
    char text[PERIOD_TEXT_SIZE], now[PERIOD_TEXT_SIZE];

    if (period_start(period) <= today)
        return 0;
    period_print(period, text);
    period_print((struct period){FREQUENCY_DAILY, today}, now);
    return err_set(err, ERR_USAGE, "%s: %s has not begun yet (today is %s)", indicator->id,
                   text, now);
}

/* With status missing "-" is a place holder for the value that there is none of. */
static int read_value(const struct indicator *indicator, const struct entry_words *words,
                      struct observation *out, struct err *err)
{
    bool none = str_empty(words->value) || str_equal(words->value, "-");

    if (out->status == OBSERVATION_MISSING && none)
        return 0;
    if (out->status == OBSERVATION_MISSING)
        return err_set(err, ERR_USAGE,
                       "%s %s: status missing takes no value, and \"%s\" is given",
                       indicator->id, words->period, words->value);
    if (none)
        return err_set(err, ERR_USAGE,
                       "%s %s: expected a value; that there is none is said with status "
                       "missing",
                       indicator->id, words->period);
    if (decimal_parse(words->value, &out->value, err)) {
        err->code = ERR_DATA;
        return err_prefix(err, "%s %s", indicator->id, words->period);
    }
    return check_range(indicator, out->value, err);
}

static int read_note(const struct entry_words *words, struct observation *out, struct err *err)
{
    size_t offset;

    if (str_empty(words->note))
        return 0;
    out->note = words->note;
    if (plain_check(words->note, &offset))
        return 0;
    return err_set(err, ERR_USAGE,
                   "note \"%s\", byte %zu: expected one line of UTF-8 without control "
                   "characters",
                   words->note, offset + 1);
}

static int read_published(const struct indicator *indicator, const char *text, int32_t today,
                          struct observation *out, struct err *err)
{
    struct period day;
    char now[PERIOD_TEXT_SIZE];

    if (str_empty(text))
        return 0;
    if (typed_period(text, indicator, FREQUENCY_DAILY, &day, err))
        return err_prefix(err, "%s: published", indicator->id);
    period_print_day(today, now);
    if (day.n > today)
        return err_set(err, ERR_USAGE, "%s: published %s: that is later than today (%s)",
                       indicator->id, text, now);
    if (day.n < period_start(out->period)) {
        period_print_day(period_start(out->period), now);
        return err_set(err, ERR_USAGE,
                       "%s: published %s: that is before the period began (%s)", indicator->id,
                       text, now);
    }
    out->dated = true;
    out->published = day.n;
    return 0;
}

/* As `show --csv` writes it. */
static int read_embargo(const char *text, struct observation *out, struct err *err)
{
    struct err refused = {0};

    if (str_empty(text) ||
        (strchr(text, 'T') && instant_parse(text, &out->embargo, &refused) == 0))
        return 0;
    return err_set(err, ERR_DATA,
                   "embargo \"%.60s\": expected an instant such as 2026-12-01T08:50", text);
}

int entry_read(const struct indicator *indicator, const struct entry_words *words,
               int32_t today, struct observation *out, struct err *err)
{
    *out = (struct observation){0};
    if (typed_period(words->period, indicator, indicator->frequency, &out->period, err))
        return err_prefix(err, "%s (%s)", indicator->id,
                          period_frequency_name(indicator->frequency));
    if (check_begun(indicator, out->period, today, err) ||
        read_published(indicator, words->published, today, out, err) ||
        read_embargo(words->embargo, out, err))
        return -1;
    bool over = period_end(out->period) <= (out->dated ? out->published : today);
    if (read_status(words->status, over, &out->status, err) ||
        read_value(indicator, words, out, err))
        return -1;
    return read_note(words, out, err);
}

int entry_until(const struct context *context, const struct arguments *arguments, int64_t *out,
                struct err *err)
{
    const char *text = options_value(arguments, "until");
    char now[INSTANT_TEXT_SIZE];
    int64_t end;

    *out = 0;
    if (!text)
        return 0;
    if (typed_moment(text, out, &end, err))
        return err_prefix(err, "--until");
    if (end - *out > DAY_MOST_S)
        return err_set(
            err, ERR_USAGE,
            "--until %.60s: that is longer than a day, and begins before it ends: "
            "expected the day (2026-12-10), or the hour 2026-12-10T08:50, from which "
            "it may be told",
            text);
    if (*out > context->now)
        return 0;
    instant_print_local(context->now, now);
    return err_set(err, ERR_USAGE,
                   "--until %.60s: that is over (it is %s), so the value may be told at once: "
                   "expected an hour to come, or no --until",
                   text, now);
}

/* Whatever the configuration calls an owner is a section too. */
static bool is_owner(const struct settings *settings, const char *name)
{
    for (size_t i = 0; i < settings->program_count; i++) {
        if (str_equal(settings->programs[i].owner, name))
            return true;
    }
    return false;
}

static size_t count_characters(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text += plain_character(text))
        count++;
    return count;
}

int entry_section(const struct context *context, const struct arguments *arguments,
                  const char *option, const char **out, struct err *err)
{
    size_t offset;

    *out = options_value(arguments, option);
    if (!*out)
        return 0;
    if (str_empty(*out) || !plain_check(*out, &offset) ||
        count_characters(*out) > COMMENT_SECTION_MAX)
        return err_set(err, ERR_USAGE,
                       "--%s: expected the name of a section, on one line of at most %d "
                       "characters",
                       option, COMMENT_SECTION_MAX);
    if (comment_is_section(*out) || is_owner(context->settings, *out))
        return 0;
    return err_set(
        err, ERR_USAGE,
        "--%s \"%s\": expected a section (…課, …室, … Division), never a person; one "
        "with another name has to be the owner of a program",
        option, *out);
}

const char *entry_user(struct arena *arena)
{
    const struct passwd *entry = getpwuid(getuid());

    if (entry)
        return arena_strdup(arena, entry->pw_name);
    return arena_printf(arena, "uid %u", (unsigned)getuid());
}

static void print_until(enum language language, int64_t until, struct buf *out)
{
    char hour[WORDS_SIZE];

    if (until == 0)
        return;
    words_hour(until, language, hour);
    buf_printf(out,
               language == LANGUAGE_JA
                   ? "解禁前: %sまで公開版とデータには出ません（庁内版には解禁前と示します）\n"
                   : "under embargo until %s: not in the public edition, nor in data; marked "
                     "inside\n",
               hour);
}

/* What was said, else that of what is taken back. */
static int64_t until_of(const struct ledger_counts *counts, int64_t said)
{
    return said != 0 ? said : counts->until;
}

void entry_print(struct context *context, const struct cycle_report *report, int64_t until,
                 bool dry_run)
{
    enum language language = context->settings->site.language;
    bool japanese = language == LANGUAGE_JA;
    const struct ledger_counts *counts = &report->counts;
    struct buf *out = &context->out;

    buf_printf(out,
               japanese ? "追加%zu・改定%zu・同じ%zu" : "%zu added, %zu revised, %zu the same",
               counts->added, counts->revised, counts->same);
    if (counts->confirmed > 0)
        buf_printf(
            out, japanese ? "（うち備考・公表日を追記%zu）" : " (%zu with more said of them)",
            counts->confirmed);
    if (counts->kept > 0)
        buf_printf(out, japanese ? "・据え置き%zu" : ", %zu set aside", counts->kept);
    buf_printf(out, "%s\n",
               !dry_run   ? ""
               : japanese ? "（試行のみ: 記録していません）"
                          : " (dry run: nothing was recorded)");
    if (report->comments > 0)
        buf_printf(out, "%s: %zu\n", words_pick(language, "コメント", "comments"),
                   report->comments);
    print_until(language, until_of(counts, until), out);
    if (counts->kept == 0)
        return;
    buf_puts(out, words_pick(language, "据え置き（記録のみ）の例: ", "set aside: "));
    report_kept(&counts->first, context->settings, out);
    buf_putc(out, '\n');
}

void entry_json(struct context *context, const struct cycle_report *report, int64_t until,
                bool dry_run)
{
    const struct ledger_counts *counts = &report->counts;
    struct json json;

    json_init(&json, &context->out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_bool(&json, "dry_run", dry_run);
    json_integer(&json, "added", (int64_t)counts->added);
    json_integer(&json, "revised", (int64_t)counts->revised);
    json_integer(&json, "same", (int64_t)counts->same);
    json_integer(&json, "confirmed", (int64_t)counts->confirmed);
    json_integer(&json, "kept", (int64_t)counts->kept);
    json_integer(&json, "comments", (int64_t)report->comments);
    json_instant(&json, "embargo", until_of(counts, until));
    if (counts->kept > 0)
        versions_kept_json(&json, "first", &counts->first);
    else
        json_null(&json, "first");
    json_end_object(&json);
    buf_putc(&context->out, '\n');
}

int entry_record(struct context *context, const struct indicator *indicator,
                 const struct observation *observation, const struct entry_how *how,
                 struct err *err)
{
    struct cycle_report report;
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    struct cycle_options options = {
        .settings = context->settings,
        .now = context->now,
        .dry_run = how->dry_run,
        .wait = &wait,
    };
    struct cycle_entry entry = {
        .indicator = indicator,
        .observations = observation,
        .count = 1,
        .who = entry_user(context->arena),
        .decided = how->force,
    };

    if (cycle_enter(&options, &entry, &report, err)) {
        cycle_free(&report);
        return (int)err->code;
    }
    (how->json ? entry_json : entry_print)(context, &report, observation->embargo,
                                           how->dry_run);
    if (report.after.code != ERR_NONE)
        *err = report.after;
    int status = cycle_status(&report);
    cycle_free(&report);
    return status;
}
