/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_check_config: reads the configuration and says all that is wrong with it. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/report.h"
#include "config/course.h"
#include "config/limits.h"
#include "config/sample.h"
#include "core/log.h"
#include "core/str.h"
#include "daemon/caches_looks.h"
#include "daemon/expected.h"
#include "daemon/identity.h"
#include "daemon/setup.h"

static size_t count_refused(const struct settings *settings)
{
    size_t count = 0;

    for (size_t i = 0; i < settings->indicator_count; i++)
        count += identity_is_refused(&settings->indicators[i]);
    return count;
}

static void print_found(const struct settings *settings, struct buf *out)
{
    size_t budgeted = 0;
    size_t refused = count_refused(settings);

    for (size_t i = 0; i < settings->program_count; i++) {
        int64_t amount;

        budgeted += settings_program_amount(settings_program_latest(&settings->programs[i]),
                                            &amount) != AMOUNT_NONE;
    }
    if (refused > 0)
        buf_printf(
            out, "%s: %zu of %zu indicators %s not what the ledger holds (below); else: ",
            settings->file, refused, settings->indicator_count, refused == 1 ? "is" : "are");
    else
        buf_printf(out, "%s: ok: ", settings->file);
    buf_printf(out,
               "%zu sources, %zu indicators, %zu programs (%zu with a budget), "
               "%zu policies, %zu challenges, %zu alerts, %zu graphs\n",
               settings->source_count, settings->indicator_count, settings->program_count,
               budgeted, settings->policy_count, settings->challenge_count,
               settings->alert_count, settings->graph_count);
}

/* What the rules would cost where nothing happens. */
static void print_expected(struct ledger *ledger, const struct settings *settings,
                           struct buf *out)
{
    struct expected expected;
    struct err ignored = {0};

    if (settings->alert_count == 0 || expected_find(ledger, settings, &expected, &ignored))
        return;
    if (expected.known == 0) {
        buf_puts(out, "false alarms to expect: not known of any alert yet\n");
        return;
    }
    buf_printf(out, "false alarms to expect: %.1f a year, of %zu of %zu alerts",
               expected.per_year, expected.known, expected.known + expected.unknown);
    buf_puts(out, expected.unknown > 0 ? "; of the others it is not known" : "");
    buf_puts(out, " (`shihyo alerts backtest`)\n");
}

#define ORPHANS_MAX 10

/* A history that nobody asks for may be one that was forgotten when its section got another
 * id. */
static void print_orphans(struct ledger *ledger, const struct context *context,
                          struct buf *out)
{
    bool japanese = context->settings->site.language == LANGUAGE_JA;
    struct identity_orphans orphans;
    struct err ignored = {0};

    if (identity_orphans(ledger, context->settings, context->arena, &orphans, &ignored))
        return;
    for (size_t i = 0; i < orphans.count && i < ORPHANS_MAX; i++)
        buf_printf(out,
                   japanese ? "台帳に記録のある %s はどの [indicator] にもありません"
                              "（id を変えたのなら、新しい id に was = %s）\n"
                            : "the ledger has a history of %s, which no [indicator] names (if "
                              "its id changed: was = %s in the new one)\n",
                   orphans.ids[i], orphans.ids[i]);
    if (orphans.count > ORPHANS_MAX)
        buf_printf(out, "... +%zu\n", orphans.count - ORPHANS_MAX);
}

/* With what the ledger holds, and what the rules cost by it; one that cannot be read is no
 * fault of the configuration. */
static void compare(const struct context *context, struct buf *costs)
{
    struct ledger *ledger = NULL;
    struct err unread = {0};

    if (ledger_open(context->settings->site.state, true, &ledger, &unread) ||
        identity_apply(ledger, context->settings, &unread))
        log_warning("not compared with the ledger: %s", unread.text);
    else {
        print_orphans(ledger, context, costs);
        print_expected(ledger, context->settings, costs);
    }
    ledger_close(ledger);
}

/* What is used in the place of a broken template is no fault of the configuration either. */
static void print_looks(const struct settings *settings, struct buf *out)
{
    struct arena *arena = arena_new();
    struct caches_looks looks;

    caches_looks_load(settings, arena, &looks, out);
    arena_free(arena);
}

/* What may be meant, and is worth a second look. */
static void print_broken(const struct indicator *indicator, struct buf *out)
{
    char day[WORDS_SIZE];
    struct path path;
    size_t last;

    if (!course_path(indicator, &path) || limits_compares(indicator, path.from, path.to))
        return;
    last = limits_segment(indicator, path.to);
    words_period(indicator->rebases[last].period, indicator->year_label, LANGUAGE_EN, day);
    buf_printf(out,
               "doubtful: [indicator %s] baseline is from before its rebase of %s: from then "
               "on nothing is judged by the path to its target\n",
               indicator->id, day);
}

/* Money of years after the end is drawn as such, and may be of a year too many. */
static void print_late_money(const struct program *program, struct buf *out)
{
    for (size_t i = program->year_count; program->has_end && i-- > 0;) {
        const struct program_year *facts = &program->years[i];
        struct period year = {FREQUENCY_FISCAL_YEAR, facts->fiscal_year};
        int64_t amount;

        if (facts->fiscal_year <= 0 || period_start(year) < program->end ||
            settings_program_amount(facts, &amount) == AMOUNT_NONE)
            continue;
        buf_printf(out,
                   "doubtful: [program %s] has an amount of %d, after its end: drawn as money "
                   "of a year after the end\n",
                   program->id, facts->fiscal_year);
        return;
    }
}

static void print_doubts(const struct settings *settings, struct buf *out)
{
    for (size_t i = 0; i < settings->program_count; i++)
        print_late_money(&settings->programs[i], out);
    for (size_t i = 0; i < settings->indicator_count; i++) {
        const struct indicator *indicator = &settings->indicators[i];
        char baseline[DECIMAL_TEXT_SIZE], target[DECIMAL_TEXT_SIZE];

        print_broken(indicator, out);
        if (!course_allows_worse(indicator))
            continue;
        decimal_print(indicator->baseline.value, baseline);
        decimal_print(indicator->target.value, target);
        buf_printf(
            out,
            "doubtful: [indicator %s] target %s is worse than its baseline %s (better = "
            "%s): taken as a %s that is allowed for\n",
            indicator->id, target, baseline,
            indicator->better == BETTER_HIGHER ? "higher" : "lower",
            indicator->better == BETTER_HIGHER ? "fall" : "rise");
    }
}

/* Returns the exit status. */
static int print_all(const struct context *context, struct buf *out)
{
    struct buf costs;

    buf_init(&costs, 16384);
    compare(context, &costs);
    print_found(context->settings, out);
    report_odd(context->settings, out);
    print_doubts(context->settings, out);
    print_looks(context->settings, out);
    buf_puts(out, buf_text(&costs));
    buf_free(&costs);
    return count_refused(context->settings) > 0 ? ERR_CONFIG : 0;
}

static const char MANUAL_HEAD[] =
    ".Dd November 24, 2026\n.Dt SHIHYO.INI 5\n.Os\n.Sh NAME\n.Nm shihyo.ini\n.Nd "
    "configuration "
    "of shihyo\n.Sh DESCRIPTION\n"
    "The configuration is one INI file and those that it includes, in UTF-8.\n"
    "A line has at most 197 bytes; a longer value goes on in indented lines.\n"
    "A line that begins with\n.Ql \\&;\nor\n.Ql #\nis a comment; in a value, a space followed "
    "by\n"
    ".Ql \\&;\nbegins one.\n"
    "Every section but\n.Ql [site]\nhas an id:\n.Ql [indicator lobo-di] .\n"
    "Unknown keys, bad values and dangling references are errors;\n"
    ".Ic shihyo check-config\nprints them all.\n.Sh SECTIONS\n";

static const char MANUAL_FOOT[] =
    ".Sh FILES\n.Bl -tag -width Ds\n.It Pa /etc/shihyo/shihyo.ini\nread unless\n.Fl c\nor\n"
    ".Ev SHIHYO_CONFIG\nnames another.\n.El\n.Sh EXAMPLES\n"
    "A commented file with every key:\n.Dl shihyo check-config --sample\n"
    ".Sh SEE ALSO\n.Xr shihyo 1\n";

static int print_manual(struct buf *out, struct err *err)
{
    if (buf_puts(out, MANUAL_HEAD) || sample_print_manual(out) || buf_puts(out, MANUAL_FOOT))
        return err_set(err, ERR_INTERNAL, "the manual is too long");
    return 0;
}

static int print_template(const char *name, struct buf *out, struct err *err)
{
    struct arena *arena = arena_new();
    const char *text = caches_looks_built_in(name, arena);

    buf_puts(out, text ? text : "");
    arena_free(arena);
    return text ? 0
                : err_set(err, ERR_USAGE,
                          "there is no template \"%s\", expected page.html or "
                          "style.css",
                          name);
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct faults faults = {0};

    if (options_given(arguments, "sample"))
        return sample_print(&context->out);
    if (options_given(arguments, "manual"))
        return print_manual(&context->out, err);
    if (options_given(arguments, "template"))
        return print_template(options_value(arguments, "template"), &context->out, err);
    if (setup_load(context->config, &context->settings, &faults, err) == 0)
        return print_all(context, &context->out);
    fault_print(&faults, &context->out);
    if (faults.count > 0)
        err_set(err, ERR_CONFIG, "%s: %zu %s", context->config, faults.count + faults.dropped,
                faults.count == 1 ? "fault" : "faults");
    fault_free(&faults);
    return ERR_CONFIG;
}

const struct command cmd_check_config = {
    .name = "check-config",
    .summary = "read the configuration and say all that is wrong with it",
    .synopsis = "",
    .help = "Every fault is printed as `file:line: what, what was expected`, which editors "
            "understand;\nthe exit status is then 78, also for an indicator of which the "
            "ledger holds something else\n(`migrate`), which is not called ok then. A new "
            "configuration starts from\n"
            "  shihyo check-config --sample > shihyo.ini\n",
    .options = {{"sample", 0, NULL, "print a commented sample configuration"},
                {"manual", 0, NULL, "print shihyo.ini(5), made from the same table"},
                {"template", 0, "TEMPLATE", "print page.html or style.css as it is built in"}},
    .apart = {{"sample", "manual"}, {"sample", "template"}, {"manual", "template"}},
    .run = run,
};
