/* SPDX-License-Identifier: GPL-3.0-or-later */
/* lists: the values that name other entries or that may be repeated. Layer: config; called by
 * values. */
#ifndef CONFIG_LISTS_H
#define CONFIG_LISTS_H

#include "config/values.h"

/* Each has the contract of values_store. */
int lists_event(const struct values_context *context, const struct key *key, const char *text,
                void *object, struct err *err);
int lists_condition(const struct values_context *context, const struct key *key,
                    const char *text, void *object, struct err *err);
int lists_cell(const struct values_context *context, const struct key *key, const char *text,
               void *object, struct err *err);
int lists_named(const struct values_context *context, const struct key *key, const char *text,
                void *object, struct err *err);
int lists_header(const struct values_context *context, const struct key *key, const char *text,
                 void *object, struct err *err);
int lists_choices(const struct values_context *context, const struct key *key,
                  const char *text, void *object, struct err *err);
int lists_urls(const struct values_context *context, const struct key *key, const char *text,
               void *object, struct err *err);
int lists_reference(const struct values_context *context, const struct key *key,
                    const char *text, void *object, struct err *err);
int lists_references(const struct values_context *context, const struct key *key,
                     const char *text, void *object, struct err *err);

#endif
