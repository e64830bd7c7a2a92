/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_alerts: see, acknowledge and silence alerts, and try rules. */
#include <string.h>

#include "alerts/upstream.h"
#include "cli/alert_limits.h"
#include "cli/alert_list.h"
#include "cli/alert_replay.h"
#include "cli/asof.h"
#include "cli/cmd.h"
#include "cli/entry.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/words.h"

#define NOTE_MAX 500
#define NEXT_RELEASE "next-release"
#define DATE_LENGTH 10 /* 2026-12-01 */

/* One line that can be printed, borrowed; NULL when it is not given. */
static int read_text(const struct arguments *arguments, const char *option, const char **out,
                     struct err *err)
{
    size_t offset;

    *out = options_value(arguments, option);
    if (!*out)
        return 0;
    if (str_empty(*out) || strlen(*out) > NOTE_MAX || !plain_check(*out, &offset))
        return err_set(err, ERR_USAGE,
                       "--%s: expected one line of UTF-8 of at most %d bytes, without control "
                       "characters",
                       option, NOTE_MAX);
    return 0;
}

/* A date means all of its day. */
static int read_until(const struct context *context, const struct arguments *arguments,
                      int64_t *out, struct err *err)
{
    const char *text = options_value(arguments, "until");

    *out = 0;
    if (!text)
        return 0;
    if (str_equal(text, NEXT_RELEASE)) {
        *out = ALERT_NEXT_RELEASE;
        return 0;
    }
    if (instant_parse(text, out, err))
        return err_prefix(err, "--until");
    if (strlen(text) == DATE_LENGTH)
        *out = instant_day_start(instant_day(*out) + 1);
    if (*out <= context->now)
        return err_set(err, ERR_USAGE, "--until %s: expected a time that is still to come",
                       text);
    return 0;
}

/* "lobo" or "lobo:unreachable" */
static bool names_source(const struct settings *settings, const char *id)
{
    const struct alert probe = {.rule_id = id};
    size_t length = strcspn(id, ":");
    enum upstream_kind ignored;

    if (id[length] == ':' && !upstream_kind_of(&probe, &ignored))
        return false;
    for (size_t i = 0; i < settings->source_count; i++) {
        const char *source = settings->sources[i].id;

        if (strlen(source) == length && strncmp(source, id, length) == 0)
            return true;
    }
    return false;
}

/* A silence may be about alerts to come, but not about nothing. */
static bool is_known(const struct settings *settings, const char *id)
{
    for (size_t i = 0; i < settings->alert_count; i++) {
        if (str_equal(settings->alerts[i].id, id))
            return true;
    }
    return settings_indicator(settings, id) || names_source(settings, id);
}

static void print_json(const struct ledger_attention *attention, size_t count, struct buf *out)
{
    char until[INSTANT_TEXT_SIZE];
    struct json json;

    instant_print(attention->until, until);
    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "id", attention->id);
    json_string(&json, "state", alert_state_name(attention->state));
    json_string(&json, "until",
                attention->until == ALERT_NEXT_RELEASE ? NEXT_RELEASE
                : attention->until                     ? until
                                                       : NULL);
    json_string(&json, "who", attention->who);
    json_string(&json, "note", attention->note);
    json_integer(&json, "open", (int64_t)count);
    json_end_object(&json);
    buf_putc(out, '\n');
}

static void print_line(const struct ledger_attention *attention, enum language language,
                       struct buf *out)
{
    char until[INSTANT_TEXT_SIZE];

    buf_printf(out, "%s: %s", attention->id,
               attention->state == ALERT_FIRING
                   ? words_pick(language, "通知再開", "messages again")
                   : words_alert_state(attention->state, language));
    instant_print_local(attention->until, until);
    if (attention->until == ALERT_NEXT_RELEASE)
        buf_puts(out, words_pick(language, "（次の値まで）", " (until the next value)"));
    else if (attention->until && language == LANGUAGE_JA)
        buf_printf(out, "（%sまで）", until);
    else if (attention->until)
        buf_printf(out, " (until %s)", until);
    buf_putc(out, '\n');
}

static int check(const struct context *context, const struct ledger_attention *attention,
                 struct err *err)
{
    if (attention->state == ALERT_SILENCED && attention->until == 0)
        return err_set(
            err, ERR_USAGE,
            "alerts silence %s: expected --until DATE, nothing is silenced for ever",
            attention->id);
    if (attention->state == ALERT_SILENCED && attention->until == ALERT_NEXT_RELEASE)
        return err_set(err, ERR_USAGE,
                       "alerts silence: expected --until DATE; `ack` takes next-release");
    if (attention->until == ALERT_NEXT_RELEASE && strchr(attention->id, ':'))
        return err_set(err, ERR_USAGE, "%s has no releases, expected --until DATE",
                       attention->id);
    if (attention->state == ALERT_FIRING && attention->until != 0)
        return err_set(err, ERR_USAGE, "alerts unsilence: --until is for ack and silence");
    if (attention->state != ALERT_ACKNOWLEDGED && !is_known(context->settings, attention->id))
        return err_set(err, ERR_USAGE,
                       "\"%s\" is neither an alert nor an indicator nor a source",
                       attention->id);
    return 0;
}

static int attend(struct context *context, const struct arguments *arguments,
                  enum alert_state state, struct err *err)
{
    struct ledger_attention attention = {
        .id = arguments->words[1], .state = state, .at = context->now};
    size_t count;

    if (read_text(arguments, "by", &attention.who, err) ||
        read_text(arguments, "note", &attention.note, err) ||
        read_until(context, arguments, &attention.until, err) ||
        check(context, &attention, err))
        return -1;
    if (!attention.who)
        attention.who = entry_user(context->arena);
    if (ledger_open_existing(context->settings->site.state, &context->ledger, err) ||
        ledger_attend(context->ledger, &attention, &count, err))
        return -1;
    if (count == 0 && state == ALERT_ACKNOWLEDGED)
        return err_set(err, ERR_USAGE, "no open alert \"%s\"; `shihyo alerts` lists them",
                       attention.id);
    if (options_given(arguments, "json"))
        print_json(&attention, count, &context->out);
    else
        print_line(&attention, context->settings->site.language, &context->out);
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *what = arguments->word_count > 0 ? arguments->words[0] : "list";
    const char *id = arguments->word_count > 1 ? arguments->words[1] : NULL;
    bool json = options_given(arguments, "json");

    if (context->as_of && !str_equal(what, "list") && !str_equal(what, "history"))
        return err_set(err, ERR_USAGE, "alerts %.20s: --as-of belongs to list and history",
                       what);
    if (str_equal(what, "list"))
        return alert_list_show(context, id, false, json, err);
    if (str_equal(what, "history"))
        return alert_list_show(context, id, true, json, err);
    if (str_equal(what, "backtest"))
        return alert_replay_run(context, arguments, err);
    if (str_equal(what, "limits"))
        return alert_limits_show(context, id, json, err);
    if (str_equal(what, "ack") && id)
        return attend(context, arguments, ALERT_ACKNOWLEDGED, err);
    if (str_equal(what, "silence") && id)
        return attend(context, arguments, ALERT_SILENCED, err);
    if (str_equal(what, "unsilence") && id)
        return attend(context, arguments, ALERT_FIRING, err);
    return err_set(
        err, ERR_USAGE,
        "alerts: expected `list`, `history`, `backtest`, `limits`, or `ack`, `silence` or "
        "`unsilence` with an ID");
}

const struct command cmd_alerts = {
    .name = "alerts",
    .summary = "see, acknowledge and silence alerts; try a rule on the history",
    .synopsis = "[list|history|ack|silence|unsilence|backtest|limits] [ID]",
    .ids = "alert indicator source",
    .help =
        "`list` (the default) shows those that are open, `history` all there ever were, the "
        "newest\nfirst, with every step: pending, raised, moved to a newer value, "
        "acknowledged, silenced,\nresolved. A changed rule or language is taken over with the "
        "next cycle; what is over stays as\nit was said. ID is an alert, an indicator or a "
        "source; the alerts of a source itself are\ncalled SOURCE:unreachable, "
        "SOURCE:changed, SOURCE:unread and SOURCE:overdue.\n\n"
        "  shihyo alerts ack zoo-low --note '閉園日数の増による'\n"
        "  shihyo alerts silence lobo-di --until 2026-12-31 --by 経済総務課\n"
        "  shihyo alerts backtest zoo-low\n"
        "  shihyo alerts backtest --indicator zoo-visitors --when 'falls 10% from "
        "previous'\n\n"
        "`ack` says that somebody has seen one: it stays so until its rule clears, or until "
        "--until.\n`silence` keeps back all messages until then; what still holds is told "
        "again. `backtest`\nreplays a rule (or all) over the history as it was known at each "
        "date, and says how often it\nwould be raised in a year in which nothing happens. "
        "`limits` "
        "shows the control limits\nthat charts and `signal` judge by.\n",
    .needs = NEEDS_SETTINGS,
    .words_max = 2,
    .options = {ASOF_OPTION,
                {"by", 0, "NAME", "ack, silence, unsilence: who; your user name when absent"},
                {"note", 0, "TEXT", "ack, silence, unsilence: why"},
                {"until", 0, "DATE",
                 "ack, silence: to the end of that day, an instant; ack: next-release"},
                {"indicator", 0, "ID", "backtest: of this indicator"},
                {"when", 0, "RULE", "backtest: what raises, instead of the configured rules"},
                {"clear", 0, "RULE", "backtest: what ends it"},
                {"hold", 0, "N", "backtest: releases in a row before it is raised"},
                {"settle", 0, "N", "backtest: releases in a row before it ends"},
                {"from", 0, "DATE", "backtest: tell what was raised from this day on"},
                {"to", 0, "DATE", "backtest: replay up to this day"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
