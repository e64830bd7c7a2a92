/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_outbox: what is to be told, and the letters that take it; a part of ledger.h, whose
 * terms hold. A notice waits until it is in a letter, a letter until it was delivered or given
 * up. Layer: ledger. */
#ifndef LEDGER_LEDGER_OUTBOX_H
#define LEDGER_LEDGER_OUTBOX_H

#include "core/arena.h"
#include "core/err.h"
#include "core/notice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ledger;

/* Queues a notice (its number is given here); call it in the transaction that saves what it
 * tells of. NULL texts are "". */
int ledger_queue(struct ledger *ledger, const struct notice *notice, struct err *err);

/* Notices that are in no letter yet, oldest first. */
int ledger_unposted(struct ledger *ledger, struct arena *arena, struct notice_list *out,
                    struct err *err);

/* A new letter of these notices, due at once; its key is made here. In one transaction. */
int ledger_post(struct ledger *ledger, const struct notice *const *notices, size_t count,
                int64_t now, struct err *err);

/* What a letter tells, in order. */
int ledger_letter_notices(struct ledger *ledger, int64_t letter, struct arena *arena,
                          struct notice_list *out, struct err *err);

/* Letters that are waiting and due at `now`, oldest first; and all that wait or were given up,
 * unless somebody dropped them. */
int ledger_letters_due(struct ledger *ledger, int64_t now, struct arena *arena,
                       struct letter **out, size_t *count, struct err *err);
int ledger_letters_open(struct ledger *ledger, struct arena *arena, struct letter **out,
                        size_t *count, struct err *err);

/* An attempt came to its end: the letter's attempts, since, due, error, reached,
 * delivered and given_up as they stand in `letter`. What it tells is told when it is
 * delivered. */
int ledger_letter_note(struct ledger *ledger, const struct letter *letter, struct err *err);

/* Nothing more is done about a letter, and nobody told of it: `who` said so. */
int ledger_letter_drop(struct ledger *ledger, int64_t number, const char *who, int64_t now,
                       struct err *err);

/* Letters of a notifier that would be due before `due` wait until then: its server does not
 * answer. */
int ledger_letters_postpone(struct ledger *ledger, const char *notifier, int64_t due,
                            struct err *err);

struct ledger_outbox_counts {
    size_t waiting;   /* notices that nobody got yet, of letters that are still tried */
    size_t failing;   /* letters that failed and are tried again */
    size_t given_up;  /* letters */
    int64_t next_due; /* of the letters that wait; INT64_MAX without any */
};
int ledger_outbox(struct ledger *ledger, struct ledger_outbox_counts *out, struct err *err);

#endif
