/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command: see command.h. */
#include "cli/command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/asof.h"
#include "cli/cmd.h"
#include "collector/fetch.h"
#include "collector/sandbox.h"
#include "config/places.h"
#include "core/file.h"
#include "core/instant.h"
#include "core/log.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/version.h"
#include "daemon/http.h"
#include "daemon/setup.h"
#include "rrd/rrdcall.h"

#define OUT_LIMIT ((size_t)1 << 30)

static const struct command *const COMMANDS[] = {
    &cmd_init,       &cmd_add,     &cmd_collect,      &cmd_daemon,     &cmd_next,
    &cmd_status,     &cmd_show,    &cmd_why,          &cmd_record,     &cmd_note,
    &cmd_import,     &cmd_export,  &cmd_probe,        &cmd_parse,      &cmd_chart,
    &cmd_site,       &cmd_brief,   &cmd_handover,     &cmd_serve,      &cmd_programs,
    &cmd_year,       &cmd_sheet,   &cmd_alerts,       &cmd_freeze,     &cmd_notify,
    &cmd_quarantine, &cmd_migrate, &cmd_check,        &cmd_verify,     &cmd_rebuild,
    &cmd_replay,     &cmd_backup,  &cmd_check_config, &cmd_completion,
};

#define COMMAND_COUNT (sizeof COMMANDS / sizeof COMMANDS[0])

/* What may stand before the command, and the first five behind it too. */
static const struct option GLOBAL[] = {
    {"config", 'c', "FILE",
     "the configuration; else $SHIHYO_CONFIG, ~/.config/shihyo/shihyo.ini or " PLACES_CONFIG},
    {"verbose", 'v', NULL, "say more on standard error"},
    {"quiet", 'q', NULL, "errors only"},
    {"wait", 0, "SECONDS",
     "for another shihyo at work to end; 60, `collect` of what is due 0"},
    {"log-format", 0, "LOG",
     "of standard error: text, json, journal, syslog; as fits when absent"},
    {"version", 'V', NULL, "print the version, the libraries, what confines decoders"},
    {0},
};

const struct command *command_at(size_t index)
{
    return index < COMMAND_COUNT ? COMMANDS[index] : NULL;
}

const struct option *command_options(void)
{
    return GLOBAL;
}

static const struct command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMAND_COUNT; i++) {
        if (str_equal(COMMANDS[i]->name, name))
            return COMMANDS[i];
    }
    return NULL;
}

static void print_usage(struct buf *out)
{
    buf_puts(out, "shihyo: watches the indicators by which programs are judged\n\n"
                  "usage: shihyo [options] COMMAND [options] [words]\n\n");
    options_print(GLOBAL, out);
    buf_puts(out, "\nThe first five may stand behind the command too.\n\ncommands:\n");
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        buf_printf(out, "  %-14s %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
    buf_puts(out,
             "\n`shihyo COMMAND --help` tells more. Exit status: 0; 64 usage, 65 data, 69 "
             "unavailable,\n74 input/output, 75 try again, 77 permission, 78 "
             "configuration; `check`: 0 1 2 3.\n");
}

static void print_command(const struct command *command, struct buf *out)
{
    buf_printf(out, "shihyo %s: %s\n\nusage: shihyo [-c FILE] %s [options]%s%s\n\n",
               command->name, command->summary, command->name,
               str_empty(command->synopsis) ? "" : " ", command->synopsis);
    options_print(command->options, out);
    buf_printf(out, "  %-26s %s\n", "-h, --help", "this text");
    if (!str_empty(command->help))
        buf_printf(out, "\n%s", command->help);
}

static void print_version(struct buf *out)
{
    buf_printf(out,
               "shihyo %s\nlibcurl %s\nlibrrd %s\nSQLite %s\nlibmicrohttpd %s\ndecoders are "
               "confined by: %s\n",
               VERSION_TEXT, fetch_library(), rrdcall_version(), ledger_library(),
               http_library(), sandbox_describe());
}

/* Writes what was gathered; a reader that went away (SIGPIPE is ignored) is no fault of ours.
 */
static int flush_out(const struct buf *out, struct err *err)
{
    if (out->overflow)
        return err_set(err, ERR_INTERNAL, "the output is too long");
    if (out->length > 0 && fwrite(out->data, 1, out->length, stdout) != out->length &&
        errno != EPIPE)
        return err_errno(err, ERR_IO, "writing standard output");
    if (fflush(stdout) != 0 && errno != EPIPE)
        return err_errno(err, ERR_IO, "writing standard output");
    return 0;
}

static const char *choose_config(const struct arguments *global, struct arena *arena)
{
    const char *config = options_value(global, "config");
    const char *named = getenv("SHIHYO_CONFIG");

    if (config)
        return config;
    return str_empty(named) ? places_config(arena) : named;
}

/* All faults are told, unless those of today do not matter: as of a freeze. */
static int load_settings(const struct arguments *arguments, struct context *context,
                         struct err *err)
{
    struct faults faults = {0};
    int failed = setup_load(context->config, &context->settings, &faults, err);

    if (failed && faults.count > 0 && asof_is_named(arguments) &&
        settings_load_site(context->config, &context->settings)) {
        log_info("%s: %zu %s not matter as of a freeze", context->config,
                 faults.count + faults.dropped,
                 faults.count == 1 ? "fault, which does" : "faults, which do");
        err_clear(err);
        failed = 0;
    } else {
        cmd_tell_faults(&faults);
        if (faults.count > 0)
            err_set(err, ERR_CONFIG, "%s: %zu %s", context->config,
                    faults.count + faults.dropped, faults.count == 1 ? "fault" : "faults");
    }
    fault_free(&faults);
    return failed;
}

static int prepare(const struct command *command, const struct arguments *arguments,
                   struct context *context, struct err *err)
{
    if (command->needs == NEEDS_NOTHING)
        return 0;
    if (command->needs == NEEDS_SETTINGS_FOR_WORDS && arguments->word_count == 0)
        return instant_now(&context->now, err);
    int failed = load_settings(arguments, context, err);
    if (!failed)
        failed = instant_now(&context->now, err);
    if (!failed)
        failed = asof_take(context, arguments, err);
    if (!failed && (command->needs == NEEDS_LEDGER_READ || command->needs == NEEDS_LEDGER))
        failed = cmd_open_ledger(context, err);
    if (!failed && command->needs == NEEDS_LEDGER && context->no_ledger.code != ERR_NONE) {
        *err = context->no_ledger;
        failed = -1;
    }
    return failed;
}

static int check_words(const struct command *command, const struct arguments *arguments,
                       struct err *err)
{
    int count = arguments->word_count;

    if (count >= command->words_min && (command->words_max < 0 || count <= command->words_max))
        return 0;
    return err_set(err, ERR_USAGE, "%s: expected `%s%s%s`, see `shihyo %s --help`",
                   command->name, command->name, str_empty(command->synopsis) ? "" : " ",
                   command->synopsis, command->name);
}

static void set_level(const struct arguments *arguments)
{
    if (options_given(arguments, "quiet"))
        log_set_level(LOG_LEVEL_ERROR);
    else if (options_given(arguments, "verbose"))
        log_set_level(LOG_LEVEL_DEBUG);
}

static int set_form(const struct arguments *arguments, struct err *err)
{
    const char *name = options_value(arguments, "log-format");
    enum log_form form;

    if (!name)
        return 0;
    if (!log_form_parse(name, &form))
        return err_set(err, ERR_USAGE,
                       "--log-format %.40s: expected text, json, journal or syslog", name);
    log_set_form(form);
    return 0;
}

static int read_wait(const struct arguments *arguments, struct context *context,
                     struct err *err)
{
    const char *text = options_value(arguments, "wait");
    int64_t seconds;

    if (!text)
        return 0;
    if (!str_integer(text, 0, WAIT_MAX_S, &seconds))
        return err_set(err, ERR_USAGE, "--wait %s: expected seconds, 0 to %d", text,
                       WAIT_MAX_S);
    context->wait = (int)seconds;
    return 0;
}

/* What stands behind the command counts like what stands before it, and more. */
static int take_behind(const struct arguments *arguments, struct context *context,
                       struct err *err)
{
    const char *config = options_value(arguments, "config");

    set_level(arguments);
    if (config)
        context->config = config;
    return set_form(arguments, err) || read_wait(arguments, context, err) ? -1 : 0;
}

static int check_apart(const struct command *command, const struct arguments *arguments,
                       struct err *err)
{
    for (size_t i = 0; i < APART_MAX && command->apart[i][0]; i++) {
        const char *one = command->apart[i][0];
        const char *other = command->apart[i][1];

        if (options_given(arguments, one) && options_given(arguments, other))
            return err_set(err, ERR_USAGE, "%s: --%s and --%s exclude each other",
                           command->name, one, other);
    }
    return 0;
}

static int run_command(const struct command *command, struct context *context, int argc,
                       char **argv, struct err *err)
{
    const char **words = mem_calloc((size_t)argc + 1, sizeof *words);
    struct option behind[COMMAND_BEHIND + 1] = {{0}};
    struct option options[OPTIONS_MAX];
    struct arguments arguments;
    int status = 0;

    memcpy(behind, GLOBAL, COMMAND_BEHIND * sizeof *behind);
    options_join(command->options, behind, options);
    if (options_parse(options, argc, argv, false, words, &arguments, err)) {
        err_prefix(err, "%s", command->name);
    } else if (arguments.help) {
        print_command(command, &context->out);
        status = command->failure; /* nothing was found out */
    } else if (!check_words(command, &arguments, err) &&
               !check_apart(command, &arguments, err)) {
        if (!take_behind(&arguments, context, err) &&
            !prepare(command, &arguments, context, err))
            status = command->run(context, &arguments, err);
    }
    mem_free(words);
    if (err->code == ERR_NONE && context->no_ledger.code != ERR_NONE)
        log_warning("%s", context->no_ledger.text);
    /* a monitoring system reads standard output only */
    if (command->failure && err->code != ERR_NONE && context->out.length == 0)
        buf_printf(&context->out, "SHIHYO UNKNOWN: %s\n", err->text);
    return status;
}

/* What the command said of itself wins over its error's code; not being heard is an error too,
 * and a command with a status for every failure ends with that one. */
static int end_status(const struct command *command, int status, const struct err *err)
{
    if (err->code == ERR_NONE)
        return status;
    if (command && command->failure)
        return command->failure;
    return status > 0 ? status : (int)err->code;
}

static int dispatch(struct context *context, const struct arguments *global, int argc,
                    char **argv, const struct command **command, struct err *err)
{
    int first = argc - global->word_count;

    if (options_given(global, "version")) {
        print_version(&context->out);
        return 0;
    }
    if (global->help) {
        print_usage(&context->out);
        return 0;
    }
    if (global->word_count == 0)
        return err_set(err, ERR_USAGE, "no command given, see `shihyo --help`");
    *command = find_command(global->words[0]);
    if (!*command)
        return err_set(err, ERR_USAGE, "unknown command \"%s\", see `shihyo --help`",
                       global->words[0]);
    return run_command(*command, context, argc - first - 1, argv + first + 1, err);
}

/* A standard stream that is closed would become the descriptor of the next file opened, and
 * talk would be written into that file. */
static void occupy_streams(void)
{
    for (int fd = 0; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", O_RDONLY); /* writing fails, as it should */
    }
}

int command_main(int argc, char **argv)
{
    const char **words = mem_calloc((size_t)argc + 1, sizeof *words);
    struct context context = {.arena = arena_new(), .wait = -1};
    const struct command *command = NULL;
    struct arguments global;
    struct err err = {0};
    struct err late = {0};
    int status = 0;

    signal(SIGPIPE, SIG_IGN);
    occupy_streams();
    buf_init(&context.out, OUT_LIMIT);
    if (options_parse(GLOBAL, argc - 1, argv + 1, true, words, &global, &err) == 0) {
        set_level(&global);
        context.config = choose_config(&global, context.arena);
        if (set_form(&global, &err) == 0 && read_wait(&global, &context, &err) == 0)
            status = dispatch(&context, &global, argc, argv, &command, &err);
    }
    if (flush_out(&context.out, &late) && err.code == ERR_NONE)
        err = late;
    if (err.code != ERR_NONE)
        log_error("%s", err.text);
    status = end_status(command, status, &err);

    ledger_close(context.ledger);
    settings_free(context.settings);
    buf_free(&context.out);
    arena_free(context.arena);
    mem_free(words);
    return status;
}
