/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_said: see ledger_said.h. */
#include "ledger/ledger_said.h"

#include "ledger/handle.h"
#include "ledger/lookup.h"

/* Addresses hold no # but that before the date. */
static const char FIND_LATER[] =
    "SELECT 1 FROM said s JOIN speaker k ON k.number = s.speaker"
    " WHERE s.indicator = ?1 AND s.frequency = ?2 AND s.period = ?3 AND k.source = ?4"
    " AND instr(k.address, '#') > 0 AND substr(k.address, instr(k.address, '#') + 1) > ?5"
    " LIMIT 1";

int ledger_said_later(struct ledger *ledger, const struct ledger_saying *saying, bool *later,
                      struct err *err)
{
    int64_t number = 0;
    int64_t revision = 0;

    *later = false;
    if (lookup_indicator(ledger, saying->indicator, &number, &revision, err))
        return -1;
    struct query *query = sql_query(ledger->sql, FIND_LATER, err);
    if (!query)
        return -1;
    sql_bind_integer(query, 1, number);
    sql_bind_integer(query, 2, (int64_t)saying->period.frequency);
    sql_bind_integer(query, 3, saying->period.n);
    sql_bind_text(query, 4, saying->source);
    sql_bind_text(query, 5, saying->date);
    int found = sql_step(query, err);
    *later = found == 1;
    sql_reset(query);
    return found < 0 ? -1 : 0;
}
