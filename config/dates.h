/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dates: the values that are days. Layer: config; called by values. */
#ifndef CONFIG_DATES_H
#define CONFIG_DATES_H

#include "config/values.h"

/* Each has the contract of values_store. */
int dates_day(const struct values_context *context, const struct key *key, const char *text,
              void *object, struct err *err);
int dates_end(const struct values_context *context, const struct key *key, const char *text,
              void *object, struct err *err);
int dates_span(const struct values_context *context, const struct key *key, const char *text,
               void *object, struct err *err);

#endif
