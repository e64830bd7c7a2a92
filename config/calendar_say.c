/* SPDX-License-Identifier: GPL-3.0-or-later */
/* calendar_say: what is awaited, for people; see calendar.h. */
#include "config/calendar.h"
#include "core/words.h"

void calendar_say_day(struct release_moment moment, enum language language, struct buf *out)
{
    struct period day = {FREQUENCY_DAILY, moment.day};
    char text[WORDS_SIZE];

    words_period(day, YEAR_LABEL_STARTS, language, text);
    buf_puts(out, text);
    if (moment.time != RELEASE_ANY_TIME)
        buf_printf(out, " %d:%02d", moment.time / 3600, moment.time / 60 % 60);
}

void calendar_say_periods(const struct indicator *indicator, const struct awaited *awaited,
                          enum language language, struct buf *out)
{
    char first[WORDS_SIZE], last[WORDS_SIZE];

    words_period(awaited->period, indicator->year_label, language, first);
    words_period(awaited->last, indicator->year_label, language, last);
    if (period_compare(awaited->period, awaited->last) == 0)
        buf_puts(out, first);
    else
        buf_printf(out, "%s%s%s", first, words_pick(language, "〜", " to "), last);
}

static void say_with_day(const struct awaited *awaited, enum language language,
                         const char *before, const char *behind, struct buf *out)
{
    buf_puts(out, before);
    calendar_say_day(awaited->moment, language, out);
    buf_puts(out, behind);
}

static void say_ja(const struct awaited *awaited, struct buf *out)
{
    if (awaited->state == AWAITED_SCHEDULED)
        say_with_day(awaited, LANGUAGE_JA, "公表予定日は", "です", out);
    else if (awaited->state == AWAITED_DUE)
        say_with_day(awaited, LANGUAGE_JA, "公表予定日（",
                     "）になりましたが、新しい値はまだ確認できていません", out);
    else
        say_with_day(awaited, LANGUAGE_JA, "公表予定日（",
                     "）を過ぎましたが、新しい値を確認できていません", out);
}

static void say_en(const struct awaited *awaited, struct buf *out)
{
    const char *before =
        awaited->state == AWAITED_SCHEDULED ? "expected on " : "was expected on ";
    const char *behind =
        awaited->state == AWAITED_OVERDUE ? "; no new value could be confirmed"
        : awaited->state == AWAITED_DUE   ? "; no new value could be confirmed yet"
                                          : "";

    say_with_day(awaited, LANGUAGE_EN, before, behind, out);
}

void calendar_say(const struct indicator *indicator, const struct awaited *awaited,
                  enum language language, struct buf *out)
{
    if (awaited->state == AWAITED_NONE)
        return;
    if (awaited->state == AWAITED_ENDED) {
        buf_puts(out, words_pick(language, "公表予定日の一覧が終わっています",
                                 "the list of announced dates is used up"));
        return;
    }
    calendar_say_periods(indicator, awaited, language, out);
    buf_puts(out, words_pick(language, "分の", ": "));
    if (language == LANGUAGE_JA)
        say_ja(awaited, out);
    else
        say_en(awaited, out);
}

const char *calendar_state(enum awaited_state state, enum language language)
{
    static const char *const JA[] = {"予定表なし", "予定表終了", "公表予定", "公表予定日",
                                     "公表予定日超過"};
    static const char *const EN[] = {"no calendar", "calendar used up", "scheduled", "due",
                                     "overdue"};

    return language == LANGUAGE_JA ? JA[state] : EN[state];
}
