/* SPDX-License-Identifier: GPL-3.0-or-later */
/* expectation: what is awaited of indicators, as `next`, `status` and `check` show it. Layer:
 * cli.
 */
#ifndef CLI_EXPECTATION_H
#define CLI_EXPECTATION_H

#include "core/awaited.h"
#include "core/buf.h"
#include "core/json.h"
#include "daemon/expecting.h"

#include <stddef.h>

/* "expected":{"state","period","last","date","time","overdue_from"}; null without a calendar.
 */
void expectation_json(struct json *json, const struct awaited *awaited);

/* "date" and "time" (null at some time of the day) of an object. */
void expectation_json_day(struct json *json, struct release_moment moment);

/* A line for each indicator that is overdue: "id 2026年4月分: ...". Returns how many. */
size_t expectation_overdue(const struct expecting *expecting, struct buf *out);

#endif
