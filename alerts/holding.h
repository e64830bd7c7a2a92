/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * holding: what is said of figures that are held (保留), in the site's language: one line for
 * a list, and the message that tells of new ones. Layer: alerts.
 */
#ifndef ALERTS_HOLDING_H
#define ALERTS_HOLDING_H

#include "alerts/prose.h"
#include "config/settings.h"
#include "core/buf.h"
#include "core/err.h"
#include "core/held.h"

#include <stddef.h>

/* 保留（要確認） and so on. */
const char *holding_state(enum held_state state, enum language language);

/* Appends "令和6年度 13,789人: 前後の値の約10分の1…", without an end of line; for an item that
 * stands for its document only the reason. An indicator that is not configured any more is
 * NULL. */
void holding_line(const struct indicator *indicator, const struct held *item,
                  enum language language, struct buf *out);

/* Appends a line for each indicator that has open items: how many, and the first of them. */
void holding_list(const struct settings *settings, const struct held_list *open,
                  struct buf *out);

/* New items of one indicator and one source: subject (one line), the parts of the message, and
 * the sentence that ends its letter. */
int holding_subject(const struct settings *settings, const struct indicator *indicator,
                    const struct held_list *fresh, struct buf *out, struct err *err);
int holding_write(const struct settings *settings, const struct indicator *indicator,
                  const struct held_list *fresh, struct prose *out, struct err *err);
const char *holding_closing(enum language language);

#endif
