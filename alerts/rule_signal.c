/* SPDX-License-Identifier: GPL-3.0-or-later */
/* rule_signal: what core/xmr flags at the newest value, of the same limits as the chart's. */
#include "alerts/rule_kind.h"

#include "config/limits.h"
#include "core/xmr.h"

enum { RUN_LEAST = 5, RUN_MOST = 20 };

#define ALL (XMR_OUTSIDE | XMR_TREND | XMR_TWO_OF_THREE | XMR_SHIFT)

/* Of each name only the first is taken: said twice it would mean two things. */
static bool read_run(struct rule_reader *reader, const char *word, size_t *run)
{
    return *run == 0 && rule_word(reader, word) &&
           rule_count(reader, RUN_LEAST, RUN_MOST, run);
}

static int read_signals(struct rule_reader *reader, struct rule *out)
{
    bool both = false;

    while (reader->next) {
        if (!(out->signals & XMR_OUTSIDE) && rule_word(reader, "outside"))
            out->signals |= XMR_OUTSIDE;
        else if (!(out->signals & XMR_TWO_OF_THREE) && rule_word(reader, "two-of-three"))
            out->signals |= XMR_TWO_OF_THREE;
        else if (read_run(reader, "shift", &out->shift))
            out->signals |= XMR_SHIFT;
        else if (read_run(reader, "trend", &out->trend))
            out->signals |= XMR_TREND;
        else if (!both && rule_word(reader, "both-sides"))
            both = true;
        else
            return -1;
    }
    if (out->signals == 0)
        out->signals = ALL;
    out->both = both;
    return rule_end(reader);
}

static const char *refuse(const struct rule *rule, const struct indicator *indicator)
{
    if (indicator->limits == LIMITS_NONE)
        return "it has no limits (limits = none)";
    if (indicator->limits == LIMITS_YEAR_ON_YEAR && indicator->basis == BASIS_YEAR_ON_YEAR)
        return "its values compare with the year before already (basis = year-on-year), "
               "expected `limits = level`";
    if (indicator->limits == LIMITS_AUTO && indicator->frequency == FREQUENCY_DAILY &&
        indicator->basis != BASIS_YEAR_ON_YEAR)
        return "days are judged only with `limits = level` or `year-on-year` in the indicator";
    return rule->both ? NULL : rule_side_refused(indicator);
}

static bool find_limits(const struct rule *rule, const struct rule_case *judged,
                        struct xmr *out)
{
    struct xmr_runs runs = {rule->shift, rule->trend};

    return limits_judge_runs(judged->indicator, judged->series, runs, judged->arena, out) &&
           xmr_current(out) != NULL;
}

/* What is flagged of the signals asked for, upwards and downwards. */
static void find_flags(const struct rule *rule, const struct rule_case *judged,
                       const struct xmr *xmr, unsigned *high, unsigned *low)
{
    int direction = limits_direction(judged->indicator);

    *high = rule->both || direction < 0 ? xmr->newest->high & rule->signals : 0;
    *low = rule->both || direction > 0 ? xmr->newest->low & rule->signals : 0;
}

/* Where neighbours are alike runs come by themselves, and only what is outside is judged. */
static enum rule_answer judge(const struct rule *rule, const struct rule_case *judged)
{
    unsigned high, low;
    struct xmr xmr;

    if (!find_limits(rule, judged, &xmr))
        return RULE_UNKNOWN;
    if (xmr_current(&xmr)->correlation >= XMR_CORRELATED && !(rule->signals & XMR_OUTSIDE))
        return RULE_UNKNOWN;
    find_flags(rule, judged, &xmr, &high, &low);
    return high || low ? RULE_YES : RULE_NO;
}

static bool trial(const struct rule *rule, const struct rule_case *judged)
{
    struct xmr xmr;

    return find_limits(rule, judged, &xmr) && xmr_current(&xmr)->grade == XMR_TRIAL;
}

static void put_part(struct buf *out, bool *some, enum language language, const char *text)
{
    buf_printf(out, "%s%s", *some ? words_pick(language, "・", ", ") : "", text);
    *some = true;
}

static void put_run(struct buf *out, bool *some, enum language language, size_t run,
                    const char *const words[2])
{
    char text[WORDS_SIZE];
    struct buf part;

    buf_init(&part, sizeof text);
    buf_printf(&part, "%s%zu%s", words_pick(language, "", words[1]), run ? run : XMR_RUN,
               words_pick(language, words[0], ""));
    put_part(out, some, language, buf_text(&part));
    buf_free(&part);
}

static void say(const struct rule *rule, const struct indicator *indicator,
                enum language language, struct buf *out)
{
    static const char *const SHIFT[] = {"期連続で平均の片側", "shift "};
    static const char *const TREND[] = {"期連続の増減", "trend "};
    int way = rule->both ? 0 : -limits_direction(indicator);
    bool some = false;

    if (language == LANGUAGE_JA)
        buf_printf(out, "通常の変動を超える%s（",
                   way == 0  ? "変化"
                   : way < 0 ? "低下"
                             : "上昇");
    else
        buf_printf(out, "%s beyond the usual variation (",
                   way == 0  ? "a change"
                   : way < 0 ? "a fall"
                             : "a rise");
    if (rule->signals & XMR_OUTSIDE)
        put_part(out, &some, language, words_pick(language, "管理限界の外", "outside"));
    if (rule->signals & XMR_TREND)
        put_run(out, &some, language, rule->trend, TREND);
    if (rule->signals & XMR_TWO_OF_THREE)
        put_part(out, &some, language,
                 words_pick(language, "3期のうち2期が限界近く", "two of three"));
    if (rule->signals & XMR_SHIFT)
        put_run(out, &some, language, rule->shift, SHIFT);
    buf_puts(out, words_pick(language, "）", ")"));
}

static const char *run_words(unsigned rule, bool up, enum language language)
{
    if (rule == XMR_TREND)
        return up ? words_pick(language, "期続けて上昇", " periods rising in a row")
                  : words_pick(language, "期続けて低下", " periods falling in a row");
    return up ? words_pick(language, "期続けて平均を上回る",
                           " periods in a row above the mean")
              : words_pick(language, "期続けて平均を下回る",
                           " periods in a row below the mean");
}

/* The first of what it breaks, as the chart names it. */
static void put_reason(const struct rule *rule, const struct rule_case *judged,
                       const struct xmr *xmr, bool up, struct buf *out, enum language language)
{
    const struct xmr_segment *segment = xmr_current(xmr);
    unsigned flags = (up ? xmr->newest->high : xmr->newest->low) & rule->signals;
    size_t trend = rule->trend ? rule->trend : XMR_RUN;
    size_t shift = rule->shift ? rule->shift : XMR_RUN;

    if (flags & XMR_OUTSIDE) {
        buf_puts(out, language == LANGUAGE_JA ? up ? "上方管理限界 " : "下方管理限界 "
                      : up                    ? "above the upper limit of "
                                              : "below the lower limit of ");
        limits_say_bound(judged->indicator, xmr, up ? segment->upper : segment->lower,
                         language, out);
        buf_puts(out, language == LANGUAGE_JA ? up ? "を上回る" : "を下回る" : "");
    } else if (flags & XMR_TREND) {
        buf_printf(out, "%zu%s", trend, run_words(XMR_TREND, up, language));
    } else if (flags & XMR_TWO_OF_THREE) {
        buf_puts(out, words_pick(language, "3期のうち2期が管理限界の近く",
                                 "two of three near the limit"));
    } else {
        buf_printf(out, "%zu%s", shift, run_words(XMR_SHIFT, up, language));
    }
}

static void fact(const struct rule *rule, const struct rule_case *judged,
                 enum language language, struct buf *out)
{
    unsigned high, low;
    struct xmr xmr;

    if (!find_limits(rule, judged, &xmr))
        return;
    find_flags(rule, judged, &xmr, &high, &low);
    bool up = low == 0;
    if (language == LANGUAGE_JA)
        buf_printf(out, "通常の変動を超える%s（", up ? "上昇" : "低下");
    else
        buf_printf(out, "%s beyond the usual variation (", up ? "a rise" : "a fall");
    if (xmr.basis != XMR_LEVEL)
        buf_puts(out, words_pick(language, "前年同期比で", "on the year before: "));
    put_reason(rule, judged, &xmr, up, out, language);
    buf_puts(out, words_pick(language, "）", ")"));
}

const struct rule_kind rule_signal = {
    .name = "signal",
    .signal = true,
    .free = true,
    .form = "signal [outside] [shift N] [trend N] [two-of-three] [both-sides]` with N of 5 to "
            "20, each once, e.g. `signal outside shift 8",
    .read = read_signals,
    .refuse = refuse,
    .judge = judge,
    .trial = trial,
    .say = say,
    .fact = fact,
};
