/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cmd: the subcommands. Layer: cli. One cmd_<name>.c each, ending in a filled struct command;
 * the table in command.c lists them. To add one: write the file, add a row there.
 */
#ifndef CLI_CMD_H
#define CLI_CMD_H

#include "cli/options.h"
#include "config/settings.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/fault.h"
#include "core/lock.h"
#include "ledger/horizon.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stdint.h>

/* What the dispatcher makes ready before a command runs. */
enum command_needs {
    NEEDS_NOTHING,
    NEEDS_SETTINGS_FOR_WORDS, /* as NEEDS_SETTINGS, when there are words; else ->now only */
    NEEDS_SETTINGS,           /* context->settings and ->now */
    NEEDS_LEDGER_READ,        /* and context->ledger, as cmd_open_ledger opens it */
    NEEDS_LEDGER /* the same; where there is none, 69 and the command is not run */
};

struct context {
    const char *config; /* path of the configuration */
    struct settings *settings;
    struct ledger *ledger;
    struct err no_ledger; /* what is said of it at the end, when nothing else went wrong */
    int64_t now;
    const char *as_of;      /* what --as-of said (cli/asof.h); NULL = it is of now */
    struct horizon horizon; /* when it did */
    int wait;               /* for another process at work, in seconds; -1 = not said */
    struct arena *arena;    /* for the command's own use */
    struct buf out;         /* printed on standard output when the command returned */
};

#define APART_MAX 3

struct command {
    const char *name;
    const char *summary;  /* one line */
    const char *synopsis; /* what stands after the options: "[ID...]" */
    const char *help;     /* paragraphs after the options; examples */
    const char *ids;      /* sections that an ID may be of; NULL = indicator */
    enum command_needs needs;
    int words_min;
    int words_max; /* -1 = any number */
    int failure;   /* exit status of every error and of --help; 0 = the error's own code */
    struct option options[OPTIONS_MAX];
    const char *apart[APART_MAX][2]; /* options that exclude each other */
    /* Returns the exit status, or -1 for the error's code; an error filled in is printed. */
    int (*run)(struct context *context, const struct arguments *arguments, struct err *err);
};

extern const struct command cmd_add;
extern const struct command cmd_alerts;
extern const struct command cmd_backup;
extern const struct command cmd_brief;
extern const struct command cmd_chart;
extern const struct command cmd_check;
extern const struct command cmd_check_config;
extern const struct command cmd_collect;
extern const struct command cmd_completion;
extern const struct command cmd_daemon;
extern const struct command cmd_export;
extern const struct command cmd_freeze;
extern const struct command cmd_handover;
extern const struct command cmd_import;
extern const struct command cmd_init;
extern const struct command cmd_migrate;
extern const struct command cmd_next;
extern const struct command cmd_note;
extern const struct command cmd_notify;
extern const struct command cmd_parse;
extern const struct command cmd_probe;
extern const struct command cmd_programs;
extern const struct command cmd_quarantine;
extern const struct command cmd_rebuild;
extern const struct command cmd_record;
extern const struct command cmd_replay;
extern const struct command cmd_serve;
extern const struct command cmd_sheet;
extern const struct command cmd_show;
extern const struct command cmd_site;
extern const struct command cmd_status;
extern const struct command cmd_verify;
extern const struct command cmd_why;
extern const struct command cmd_year;

/* All of them on standard error, one a line. */
void cmd_tell_faults(const struct faults *faults);

/* Opens context->ledger, read only, as of ->horizon where one was asked for. One that is not
 * there yet is empty, and that is said
 * (->no_ledger): all that can be read of it would look as if all were calm. */
int cmd_open_ledger(struct context *context, struct err *err);

/* How long to wait for another process at work when nothing is said of it: what a person asked
 * for, and what is asked for again by itself. */
#define WAIT_ASKED_S 60
#define WAIT_DUE_S 0
#define WAIT_MAX_S 86400

/* The wait asked for, else `otherwise`; a person at a terminal is told whom it is for. */
struct lock_wait cmd_wait(const struct context *context, int otherwise);

/* Says on standard error when the indicator is not the one that the ledger holds. */
void cmd_tell_odd(const struct context *context, const struct indicator *indicator);

/* The indicator named, or NULL with ERR_USAGE. */
const struct indicator *cmd_indicator(const struct context *context, const char *id,
                                      struct err *err);

#endif
