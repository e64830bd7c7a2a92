/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_check: one line for a monitoring system, after the Monitoring Plugins guidelines. */
#include <stdio.h>

#include "alerts/holding.h"
#include "cli/cmd.h"
#include "cli/perfdata.h"
#include "cli/posting.h"
#include "cli/selection.h"
#include "config/calendar.h"
#include "core/instant.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/addresses.h"
#include "daemon/discretion.h"
#include "daemon/expecting.h"
#include "daemon/identity.h"

#define TEXT_LIMIT ((size_t)4 << 10)

enum { CHECK_OK, CHECK_WARNING, CHECK_CRITICAL, CHECK_UNKNOWN };

static const char *const STATES[] = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};

struct check {
    struct context *context;
    const struct indicator **chosen;
    size_t count;
    int state;
    struct buf lines;
    struct buf perfdata;
    struct expecting expecting;
    size_t failing;
    size_t late;        /* sources that nobody tried to fetch in time */
    struct alert *open; /* all alerts that are */
    size_t open_count;
    size_t alerts;
    size_t held;
    size_t odd; /* not the indicator of the ledger */
    size_t overdue;
    size_t given_up; /* messages that could not be delivered */
    enum language language;
};

static bool is_chosen(const struct check *check, const char *id)
{
    for (size_t i = 0; i < check->count; i++) {
        if (str_equal(check->chosen[i]->id, id))
            return true;
    }
    return false;
}

/* What is not known may hide anything but a critical alert that is known. */
static void worsen(struct check *check, int state)
{
    static const int WEIGHT[] = {
        [CHECK_OK] = 0, [CHECK_WARNING] = 1, [CHECK_UNKNOWN] = 2, [CHECK_CRITICAL] = 3};

    if (WEIGHT[state] > WEIGHT[check->state])
        check->state = state;
}

/* `|` separates performance data from the text and may not occur in it. */
static void put_text(struct buf *out, const char *text)
{
    for (; *text; text++)
        buf_putc(out, *text == '|' || *text == '\n' ? '/' : *text);
}

static void put_lines(struct buf *out, const char *text)
{
    for (; *text; text++)
        buf_putc(out, *text == '|' ? '/' : *text);
}

static int check_alerts(struct check *check, struct err *err)
{
    struct alert *alerts;
    size_t count;

    if (ledger_alerts(check->context->ledger, true, 0, check->context->arena, &check->open,
                      &check->open_count, err))
        return -1;
    alerts = check->open;
    count = check->open_count;
    for (size_t i = 0; i < count; i++) {
        if (!is_chosen(check, alerts[i].indicator_id) || !alert_is_open(&alerts[i]))
            continue;
        check->alerts++;
        buf_printf(&check->lines, "%s (%s): ", alerts[i].rule_id,
                   words_alert_state(alerts[i].state, check->language));
        put_text(&check->lines, alerts[i].text);
        buf_putc(&check->lines, '\n');
        if (alerts[i].state == ALERT_FIRING && !str_equal(alerts[i].severity, "info"))
            worsen(check,
                   str_equal(alerts[i].severity, "critical") ? CHECK_CRITICAL : CHECK_WARNING);
    }
    return 0;
}

static bool feeds_chosen(const struct check *check, const struct source *source)
{
    for (size_t i = 0; i < check->count; i++) {
        if (settings_reads(check->chosen[i], source))
            return true;
    }
    return false;
}

/* Somebody has seen it, or wants no messages of it. */
static const struct alert *find_seen(const struct check *check, const struct source *source)
{
    const struct alert *seen = NULL;

    for (size_t i = 0; i < check->open_count; i++) {
        const struct alert *alert = &check->open[i];

        if (str_empty(alert->source_id) || !str_equal(alert->source_id, source->id))
            continue;
        if (alert->state == ALERT_FIRING)
            return NULL;
        seen = alert;
    }
    return seen;
}

static void check_failure(struct check *check, const struct source *source,
                          const struct health *health)
{
    struct buf text;

    if (health->failing_since == 0)
        return;
    const struct alert *seen = find_seen(check, source);
    check->failing++;
    if (!seen)
        worsen(check, CHECK_WARNING);
    buf_printf(&check->lines, "%s %s", words_pick(check->language, "出典", "source"),
               source->id);
    if (seen)
        buf_printf(&check->lines, " (%s)", words_alert_state(seen->state, check->language));
    buf_puts(&check->lines, ": ");
    buf_init(&text, TEXT_LIMIT);
    words_failure(health, check->language, &text);
    put_text(&check->lines, buf_text(&text));
    buf_free(&text);
    buf_putc(&check->lines, '\n');
}

/* Nothing is known of a source that nobody asks: cron or the daemon may be dead. */
static void check_tries(struct check *check, const struct source *source,
                        const struct health *health)
{
    char last[INSTANT_TEXT_SIZE];

    if (!schedule_is_late(source, expecting_from(&check->expecting, source), health,
                          check->context->now))
        return;
    check->late++;
    worsen(check, CHECK_UNKNOWN);
    instant_print_local(health->last_try, last);
    buf_printf(&check->lines, "%s %s: ", words_pick(check->language, "出典", "source"),
               source->id);
    if (health->last_try == 0)
        buf_puts(&check->lines, words_pick(check->language, "まだ一度も取得を試みていません\n",
                                           "no try to fetch it yet\n"));
    else if (check->language == LANGUAGE_JA)
        buf_printf(&check->lines, "%sを最後に、取得を試みていません\n", last);
    else
        buf_printf(&check->lines, "no try to fetch it since %s\n", last);
}

static int check_sources(struct check *check, struct err *err)
{
    const struct settings *settings = check->context->settings;

    for (size_t i = 0; i < settings->source_count; i++) {
        struct health health;

        if (!feeds_chosen(check, &settings->sources[i]))
            continue;
        if (addresses_health(check->context->ledger, &settings->sources[i],
                             check->context->arena, &health, err))
            return -1;
        check_failure(check, &settings->sources[i], &health);
        check_tries(check, &settings->sources[i], &health);
    }
    return 0;
}

/* An alert about that was acknowledged, or is silenced. */
static bool is_overdue_seen(const struct check *check, const struct indicator *indicator)
{
    for (size_t i = 0; i < check->open_count; i++) {
        const struct alert *alert = &check->open[i];
        const struct source *source = settings_source(
            check->context->settings, str_empty(alert->source_id) ? "" : alert->source_id);
        bool about = source ? settings_reads(indicator, source)
                            : str_equal(alert->indicator_id, indicator->id);

        if (about && str_equal(alert->rule, "overdue") &&
            (alert->state == ALERT_ACKNOWLEDGED || alert->state == ALERT_SILENCED))
            return true;
    }
    return false;
}

static void check_overdue(struct check *check)
{
    for (size_t i = 0; i < check->count; i++) {
        const struct indicator *indicator = check->chosen[i];
        struct awaited awaited = expecting_of(&check->expecting, indicator, NULL);
        struct buf text;

        if (awaited.state != AWAITED_OVERDUE)
            continue;
        check->overdue++;
        if (!is_overdue_seen(check, indicator))
            worsen(check, CHECK_WARNING);
        buf_init(&text, TEXT_LIMIT);
        calendar_say(indicator, &awaited, check->language, &text);
        buf_printf(&check->lines, "%s ", indicator->id);
        put_text(&check->lines, buf_text(&text));
        buf_putc(&check->lines, '\n');
        buf_free(&text);
    }
}

/* The first of an indicator says what there is to do. */
static int check_held(struct check *check, struct err *err)
{
    const struct settings *settings = check->context->settings;
    struct held_list open;
    struct buf lines;

    if (ledger_held(check->context->ledger, NULL, NULL, true, check->context->arena, &open,
                    err))
        return -1;
    size_t count = 0;
    for (size_t i = 0; i < open.count; i++) {
        if (is_chosen(check, open.items[i].indicator_id))
            open.items[count++] = open.items[i];
    }
    open.count = count;
    check->held = count;
    if (count == 0)
        return 0;
    worsen(check, CHECK_WARNING);
    buf_init(&lines, (size_t)1 << 20);
    holding_list(settings, &open, &lines);
    put_lines(&check->lines, buf_text(&lines));
    buf_free(&lines);
    return 0;
}

/* Alerts that reach nobody; of the whole site only, for a letter may tell of many things. */
static int check_outbox(struct check *check, bool whole, struct err *err)
{
    struct ledger_outbox_counts counts;
    struct buf lines;

    if (!whole)
        return 0;
    if (ledger_outbox(check->context->ledger, &counts, err))
        return -1;
    check->given_up = counts.given_up;
    if (counts.given_up == 0)
        return 0;
    worsen(check, CHECK_WARNING);
    buf_init(&lines, (size_t)1 << 20);
    int failed = posting_print(check->context, &lines, err);
    put_lines(&check->lines, buf_text(&lines));
    buf_free(&lines);
    return failed;
}

static void check_identity(struct check *check)
{
    for (size_t i = 0; i < check->count; i++) {
        struct buf text;

        if (!identity_is_odd(check->chosen[i]))
            continue;
        check->odd++;
        worsen(check, CHECK_WARNING);
        buf_init(&text, TEXT_LIMIT);
        identity_text(check->chosen[i], check->language, &text);
        put_text(&check->lines, buf_text(&text));
        buf_putc(&check->lines, '\n');
        buf_free(&text);
    }
}

static int measure(struct check *check, struct err *err)
{
    for (size_t i = 0; i < check->count; i++) {
        const struct indicator *indicator = check->chosen[i];
        struct series series;

        if (ledger_series(check->context->ledger, indicator->id, indicator->frequency, NULL,
                          check->context->arena, &series, err))
            return -1;
        perfdata_put(check->context->settings, indicator, series_latest(&series),
                     &check->perfdata);
    }
    return 0;
}

static int choose(struct check *check, const struct arguments *arguments, struct err *err)
{
    return selection_find(check->context, arguments->words, (size_t)arguments->word_count,
                          &check->chosen, &check->count, err);
}

static void print_result(struct check *check, bool nagios, struct buf *out)
{
    buf_printf(out, "SHIHYO %s: %zu indicators, %zu alerts, %zu sources failing",
               STATES[check->state], check->count, check->alerts, check->failing);
    if (check->late > 0)
        buf_printf(out, ", %zu not tried in time", check->late);
    if (check->overdue > 0)
        buf_printf(out, ", %zu overdue", check->overdue);
    if (check->held > 0)
        buf_printf(out, ", %zu held", check->held);
    if (check->odd > 0)
        buf_printf(out, ", %zu refused", check->odd);
    if (check->given_up > 0)
        buf_printf(out, ", %zu messages given up", check->given_up);
    if (nagios)
        buf_printf(out, " |%s", buf_text(&check->perfdata));
    buf_printf(out, "\n%s", buf_text(&check->lines));
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct check check = {.context = context, .language = context->settings->site.language};
    int status = CHECK_UNKNOWN;

    buf_init(&check.lines, (size_t)1 << 20);
    buf_init(&check.perfdata, (size_t)1 << 20);
    /* A monitoring system passes on what it reads. */
    if (!choose(&check, arguments, err) &&
        !discretion_machines(context->ledger, context->settings, context->now, err) &&
        !expecting_load(context->ledger, context->settings, context->now, context->arena,
                        &check.expecting, err) &&
        !check_alerts(&check, err) && !check_sources(&check, err) &&
        !check_held(&check, err) && !check_outbox(&check, arguments->word_count == 0, err) &&
        !measure(&check, err)) {
        check_overdue(&check);
        check_identity(&check);
        status = check.state;
        print_result(&check, options_given(arguments, "nagios"), &context->out);
    }
    buf_free(&check.lines);
    buf_free(&check.perfdata);
    return status;
}

const struct command cmd_check = {
    .name = "check",
    .summary =
        "one line for a monitoring system (exit 0 ok, 1 warning, 2 critical, 3 unknown)",
    .synopsis = "[ID...]",
    .ids = "indicator source alert program policy",
    .help =
        "The worst state of the indicators named, or of all; ID may also be a source, an "
        "alert, a program\nor a policy, whose indicators are meant. A firing alert counts by "
        "its severity; a source that\nfails (unless that was acknowledged), a value that is "
        "held, one that is overdue (`shihyo next`)\nand, of the whole, a message that could "
        "not be delivered (`shihyo notify`) are warnings. Every\nfailure to find out is 3: no "
        "ledger, or a source that nobody tried to fetch for twice its `every`\n(at least a "
        "day longer, at most a week).\n",
    .needs = NEEDS_LEDGER,
    .words_max = -1,
    .failure = CHECK_UNKNOWN,
    .options = {{"nagios", 0, NULL, "with performance data, for Nagios, Icinga, Naemon"}},
    .run = run,
};
