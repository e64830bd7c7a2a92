/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sheeting: the evaluation sheet of a program as a workbook: of our own form, or of the
 * office's. Layer: daemon.
 *
 * A workbook that is there is filled in again where it is: what a person typed stays, and the
 * file is not touched when nothing changed. It is written beside itself and renamed.
 */
#ifndef DAEMON_SHEETING_H
#define DAEMON_SHEETING_H

#include "collector/filling.h"
#include "config/settings.h"
#include "core/fault.h"
#include "daemon/evaluation.h"
#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sheeting_job {
    struct ledger *ledger;
    const struct settings *settings;
    const struct sheet_form *form; /* NULL = our own */
    const struct program *program;
    int year;
    int64_t now;
    const char *path;
};

struct sheeting_cell {
    const char *field; /* its name */
    struct evaluation_value value;
    struct filling_outcome outcome;
};

struct sheeting {
    struct sheeting_cell *cells;
    size_t count;
    bool made;           /* the file was not there */
    bool changed;        /* it was written */
    const char *remarks; /* why fields are empty, in lines; "" = nothing to say */
};

/* All of it is in the arena. ERR_CONFIG when the office's form does not have what the
 * configuration says of it: `faults` has each line. ERR_TEMPFAIL while the file is open in a
 * program that locks it. ERR_DATA when a file is there that is no sheet of this program, year
 * and form: it is left alone. */
int sheeting_run(const struct sheeting_job *job, struct arena *arena, struct sheeting *out,
                 struct faults *faults, struct err *err);

/* Adds a fault for each form that cannot be read, and for each place that it does not have. */
void sheeting_check(const struct settings *settings, struct faults *faults);

#endif
