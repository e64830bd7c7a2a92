/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_check_config: reads the configuration and says all that is wrong with it. */
#include "cli/check_coverage.h"
#include "cli/check_report.h"
#include "cli/cmd.h"
#include "config/sample.h"
#include "core/instant.h"
#include "daemon/caches_looks.h"
#include "daemon/setup.h"
#include "daemon/sheeting.h"

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

static int check_options(const struct arguments *arguments, struct err *err)
{
    bool coverage = options_given(arguments, "coverage");

    if (options_given(arguments, "json") && !coverage)
        return err_set(err, ERR_USAGE, "--json belongs to --coverage");
    if (coverage &&
        (options_given(arguments, "sample") || options_given(arguments, "manual") ||
         options_given(arguments, "template")))
        return err_set(err, ERR_USAGE,
                       "--coverage is of a configuration: expected it without the others");
    return 0;
}

/* Of a configuration without faults. */
static int report(struct context *context, const struct arguments *arguments, struct err *err)
{
    if (instant_now(&context->now, err))
        return -1;
    if (!options_given(arguments, "coverage"))
        return check_report(context, &context->out);
    if (options_given(arguments, "json"))
        check_coverage_json(context, &context->out);
    else
        check_coverage_print(context, &context->out);
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct faults faults = {0};

    if (check_options(arguments, err))
        return -1;
    if (options_given(arguments, "sample"))
        return sample_print(&context->out);
    if (options_given(arguments, "manual"))
        return print_manual(&context->out, err);
    if (options_given(arguments, "template"))
        return print_template(options_value(arguments, "template"), &context->out, err);
    if (setup_load(context->config, &context->settings, &faults, err) == 0)
        sheeting_check(context->settings, &faults);
    if (faults.count == 0 && err->code == ERR_NONE)
        return report(context, arguments, err);
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
            "  shihyo check-config --sample > shihyo.ini\n\n"
            "--coverage lists what is open between budget and challenge: programs without an "
            "outcome, an\noutput, an owner or a start, indicators that nobody moves, targets "
            "without a year, baselines\nthat no recorded value is the source of; a report, so "
            "the status is 0.\n",
    .options = {{"coverage", 0, NULL, "list what programs, indicators and targets leave open"},
                {"json", 0, NULL, "the same as JSON"},
                {"sample", 0, NULL, "print a commented sample configuration"},
                {"manual", 0, NULL, "print shihyo.ini(5), made from the same table"},
                {"template", 0, "TEMPLATE", "print page.html or style.css as it is built in"}},
    .apart = {{"sample", "manual"}, {"sample", "template"}, {"manual", "template"}},
    .run = run,
};
