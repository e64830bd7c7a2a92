/* SPDX-License-Identifier: GPL-3.0-or-later */
/* alert_replay: see alert_replay.h. */
#include "cli/alert_replay.h"

#include "cli/alert_tried.h"
#include "cli/progress.h"
#include "core/instant.h"
#include "core/str.h"

enum { RELEASES_MOST = 60 };

struct replay {
    struct context *context;
    const struct alert_rule **rules;
    size_t count;
    int32_t from, to;
};

/* --- what is asked for --- */

static int read_count(const struct arguments *arguments, const char *option, int *out,
                      struct err *err)
{
    const char *text = options_value(arguments, option);
    int64_t count;

    if (!text)
        return 0;
    if (!str_integer(text, 1, RELEASES_MOST, &count))
        return err_set(err, ERR_USAGE, "--%s %s: expected a number from 1 to %d", option, text,
                       RELEASES_MOST);
    *out = (int)count;
    return 0;
}

static int read_day(const struct arguments *arguments, const char *option, int32_t *out,
                    struct err *err)
{
    const char *text = options_value(arguments, option);
    int64_t instant;

    if (!text)
        return 0;
    if (instant_parse(text, &instant, err))
        return err_prefix(err, "--%s", option);
    *out = instant_day(instant);
    return 0;
}

static const struct alert_rule *find_rule(const struct settings *settings, const char *id)
{
    for (size_t i = 0; i < settings->alert_count; i++) {
        if (str_equal(settings->alerts[i].id, id))
            return &settings->alerts[i];
    }
    return NULL;
}

/* A rule of the command line, on an indicator, or in place of what a configured one says. */
static int make_rule(struct replay *replay, const struct arguments *arguments,
                     const struct alert_rule *base, struct err *err)
{
    struct context *context = replay->context;
    struct alert_rule *rule = arena_alloc(context->arena, 1, sizeof *rule);
    const char *indicator = options_value(arguments, "indicator");

    *rule = base ? *base : (struct alert_rule){.id = "", .severity = SEVERITY_WARNING};
    if (!base && !indicator)
        return err_set(err, ERR_USAGE, "alerts backtest --when: expected --indicator ID too");
    if (indicator) {
        if (!cmd_indicator(context, indicator, err))
            return -1;
        rule->indicator = settings_indicator(context->settings, indicator);
    }
    rule->when = options_value(arguments, "when");
    rule->clear = options_value(arguments, "clear");
    rule->clear = rule->clear ? rule->clear : "";
    if (read_count(arguments, "hold", &rule->hold, err) ||
        read_count(arguments, "settle", &rule->settle, err))
        return -1;
    replay->rules[replay->count++] = rule;
    return 0;
}

/* The configured rules: one, those of an indicator, or all. */
static int choose_rules(struct replay *replay, const struct arguments *arguments,
                        struct err *err)
{
    static const char *const ONLY_WITH_WHEN[] = {"clear", "hold", "settle"};
    const struct settings *settings = replay->context->settings;
    const char *id = arguments->word_count > 1 ? arguments->words[1] : NULL;
    const char *indicator = options_value(arguments, "indicator");

    for (size_t i = 0; i < sizeof ONLY_WITH_WHEN / sizeof *ONLY_WITH_WHEN; i++) {
        if (options_given(arguments, ONLY_WITH_WHEN[i]))
            return err_set(err, ERR_USAGE, "--%s goes with --when", ONLY_WITH_WHEN[i]);
    }
    if (indicator && !cmd_indicator(replay->context, indicator, err))
        return -1;
    for (size_t i = 0; i < settings->alert_count; i++) {
        const struct alert_rule *rule = &settings->alerts[i];

        if ((!id || str_equal(rule->id, id)) &&
            (!indicator || str_equal(rule->indicator->id, indicator)))
            replay->rules[replay->count++] = rule;
    }
    return 0;
}

static int choose(struct replay *replay, const struct arguments *arguments, struct err *err)
{
    const char *id = arguments->word_count > 1 ? arguments->words[1] : NULL;
    const struct alert_rule *base = id ? find_rule(replay->context->settings, id) : NULL;

    replay->rules = arena_alloc(replay->context->arena,
                                replay->context->settings->alert_count + 1, sizeof(void *));
    if (id && !base)
        return err_set(err, ERR_USAGE, "\"%s\" is no [alert] of the configuration", id);
    if (read_day(arguments, "from", &replay->from, err) ||
        read_day(arguments, "to", &replay->to, err))
        return -1;
    if (replay->from > replay->to)
        return err_set(err, ERR_USAGE, "--from is later than --to");
    return options_given(arguments, "when") ? make_rule(replay, arguments, base, err)
                                            : choose_rules(replay, arguments, err);
}

/* --- replaying --- */

static int try_rule(const struct replay *replay, const struct alert_rule *rule,
                    struct alert_tried *out, struct err *err)
{
    struct context *context = replay->context;
    const struct indicator *indicator = rule->indicator;
    struct series vintages, series;

    *out = (struct alert_tried){.rule = rule};
    if (standing_parse(rule, &out->parsed, err)) {
        err->code = ERR_USAGE; /* the configuration's own were checked */
        return -1;
    }
    out->refused = rule_refuse(&out->parsed.raise, indicator);
    if (!out->refused && out->parsed.has_reset)
        out->refused = rule_refuse(&out->parsed.reset, indicator);
    if (out->refused)
        return 0;
    if (ledger_vintages(context->ledger, indicator->id, indicator->frequency, context->arena,
                        &vintages, err) ||
        ledger_series(context->ledger, indicator->id, indicator->frequency, NULL,
                      context->arena, &series, err))
        return -1;
    const struct backtest_case asked = {.indicator = indicator,
                                        .rule = &out->parsed,
                                        .vintages = &vintages,
                                        .language = context->settings->site.language,
                                        .from = replay->from,
                                        .to = replay->to,
                                        .now = context->now,
                                        .arena = context->arena};
    backtest_run(&asked, &out->result);
    out->rated = backtest_rate(&asked, &out->result, &out->years, &out->rate);
    falsealarm_find(&out->parsed, indicator, &series, &out->alarms);
    return 0;
}

static int try_all(const struct replay *replay, struct alert_tried *tried, struct err *err)
{
    struct progress progress = {.doing = "replaying"};
    progress_show show = progress_terminal();

    for (size_t i = 0; i < replay->count; i++) {
        if (try_rule(replay, replay->rules[i], &tried[i], err))
            return -1;
        if (show && replay->count > 1)
            show(i + 1, replay->count, &progress);
    }
    return 0;
}

static int refuse(const struct alert_tried *tried, struct err *err)
{
    return err_set(err, ERR_USAGE, "\"%s\" does not fit indicator %s: %s", tried->rule->when,
                   tried->rule->indicator->id, tried->refused);
}

int alert_replay_run(struct context *context, const struct arguments *arguments,
                     struct err *err)
{
    const struct settings *settings = context->settings;
    struct replay replay = {.context = context, .from = INT32_MIN, .to = INT32_MAX};

    if (choose(&replay, arguments, err) || cmd_open_ledger(context, err))
        return -1;
    struct alert_tried *tried = arena_alloc(context->arena, replay.count + 1, sizeof *tried);
    if (try_all(&replay, tried, err))
        return -1;
    if (replay.count == 1 && tried[0].refused)
        return refuse(&tried[0], err);
    if (options_given(arguments, "json"))
        alert_tried_json(tried, replay.count, &context->out);
    else if (replay.count == 1)
        alert_tried_text(settings, &tried[0], context->arena, &context->out);
    else
        alert_tried_table(settings, tried, replay.count, context->arena, &context->out);
    return 0;
}
