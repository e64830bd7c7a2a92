/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * calendar: days, calendars of publication and their grace in the configuration, and which of
 * them holds for an indicator. Layer: config.
 */
#ifndef CONFIG_CALENDAR_H
#define CONFIG_CALENDAR_H

#include "config/settings.h"
#include "config/values.h"
#include "core/awaited.h"
#include "core/buf.h"
#include "core/release.h"
#include "core/words.h"

/* Each has the contract of values_store. */
int calendar_read_day(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err);
int calendar_read_end(const struct values_context *context, const struct key *key,
                      const char *text, void *object, struct err *err);
int calendar_read_span(const struct values_context *context, const struct key *key,
                       const char *text, void *object, struct err *err);
int calendar_read_release(const struct values_context *context, const struct key *key,
                          const char *text, void *object, struct err *err);
int calendar_read_grace(const struct values_context *context, const struct key *key,
                        const char *text, void *object, struct err *err);

/* Gives every calendar, and every notifier, the holidays of the site. */
void calendar_complete(struct settings *settings);

/* The calendar by which the indicator is read from a source: its own, else the source's. NULL
 * = from whichever: its own, else that of its first source that has one. Never NULL; one
 * without rules when there is none. */
const struct release *calendar_release(const struct indicator *indicator,
                                       const struct source *source);

/* The grace that goes with it: its own, else that of the source whose calendar holds. */
struct release_grace calendar_grace(const struct indicator *indicator,
                                    const struct source *source);

/* For people: the day (and time) of a release; the period or periods that are awaited; all of
 * it: "2026年4月分: 公表予定日（2026年5月25日）を過ぎましたが、新しい値を確認できていません".
 * Never that it was not published, for that is not known. Nothing without a calendar. Append
 * to `out`. */
void calendar_say_day(struct release_moment moment, enum language language, struct buf *out);
void calendar_say_periods(const struct indicator *indicator, const struct awaited *awaited,
                          enum language language, struct buf *out);
void calendar_say(const struct indicator *indicator, const struct awaited *awaited,
                  enum language language, struct buf *out);

/* 公表予定, 公表予定日, 公表予定日超過 / scheduled, due, overdue */
const char *calendar_state(enum awaited_state state, enum language language);

#endif
