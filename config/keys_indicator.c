/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys_indicator: the keys of indicators; see keys.h. */
#include "config/keys_part.h"

#include <stddef.h>

#include "config/settings.h"
#include "core/xmr.h"

enum { PLACES_MAX = 6, AHEAD_MAX = 24, BASELINE_MOST = 400 };

static const char *const frequencies[] = {
    "daily", "weekly", "monthly", "quarterly", "calendar-year", "fiscal-year", NULL};
static const char *const year_labels[] = {"starts", "ends", NULL};
static const char *const eras[] = {"none",   "meiji", "taisho",  "showa",
                                   "heisei", "reiwa", "western", NULL};
static const char *const betters[] = {"higher", "lower", "neutral", NULL};
static const char *const bases[] = {"level", "year-on-year", NULL};
static const char *const chart_shapes[] = {"auto", "bars", "line", "steps", NULL};
static const char *const limits[] = {"auto", "level", "year-on-year", "none", NULL};
static const char *const indicator_kinds[] = {"outcome", "output", "context", NULL};
static const char *const layouts[] = {"long", "across", "matrix", "text", NULL};

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct key rows[] = {
    {.section = SECTION_INDICATOR, .name = "title", .type = KEY_LABEL, .required = true,
     .offset = offsetof(struct indicator, title), .sample = "全産業 業況DI",
     .help = "What people call the indicator."},
    {.section = SECTION_INDICATOR, .name = "definition", .type = KEY_LABEL,
     .offset = offsetof(struct indicator, definition),
     .sample = "好転とした企業の割合から悪化とした企業の割合を引いた値",
     .help = "What exactly is counted, and by whom."},
    {.section = SECTION_INDICATOR, .name = "note", .type = KEY_LABEL,
     .offset = offsetof(struct indicator, note), .sample = "調査方法の変更は要確認",
     .help = "What the office notes for itself, such as what is to be confirmed; only the "
             "internal edition shows it."},
    {.section = SECTION_INDICATOR, .name = "unit", .type = KEY_LABEL, .required = true,
     .offset = offsetof(struct indicator, unit_label), .sample = "ポイント",
     .help = "The unit of the values; a unit printed in the document is converted to it."},
    {.section = SECTION_INDICATOR, .name = "decimals", .type = KEY_PLACES,
     .offset = offsetof(struct indicator, decimals), .high = PLACES_MAX,
     .fallback = "published", .sample = "1",
     .help = "The places behind the point when it is printed; else as many as were published."},
    {.section = SECTION_INDICATOR, .name = "frequency", .type = KEY_ENUM, .required = true,
     .offset = offsetof(struct indicator, frequency), .choices = frequencies,
     .sample = "monthly",
     .help = "The length of its periods; a fiscal year begins in April."},
    {.section = SECTION_INDICATOR, .name = "year", .type = KEY_ENUM,
     .offset = offsetof(struct indicator, year_label), .choices = year_labels,
     .fallback = "starts", .sample = "starts",
     .help = "Whether the publisher labels a fiscal year by its start or by its end (the 年 in "
             "which it ends). A label with 年度 or FY is by its start whatever this says."},
    {.section = SECTION_INDICATOR, .name = "better", .type = KEY_ENUM, .required = true,
     .offset = offsetof(struct indicator, better), .choices = betters, .sample = "higher",
     .help = "Which way is good; neutral where neither is."},
    {.section = SECTION_INDICATOR, .name = "basis", .type = KEY_ENUM,
     .offset = offsetof(struct indicator, basis), .choices = bases, .fallback = "level",
     .sample = "year-on-year",
     .help = "Whether the values are levels, or changes against the year before already."},
    {.section = SECTION_INDICATOR, .name = "kind", .type = KEY_ENUM,
     .offset = offsetof(struct indicator, kind), .choices = indicator_kinds,
     .fallback = "outcome", .sample = "outcome",
     .help = "Whether it is an outcome of programs (成果指標), their output (活動指標), or context (背景)."},
    {.section = SECTION_INDICATOR, .name = "public", .type = KEY_BOOL,
     .offset = offsetof(struct indicator, is_public), .fallback = "yes", .sample = "yes",
     .help = "Whether the public edition shows it."},
    {.section = SECTION_INDICATOR, .name = "source", .type = KEY_REFERENCES,
     .offset = offsetof(struct indicator, sources),
     .second = offsetof(struct indicator, source_count), .target = SECTION_SOURCE,
     .fallback = "none", .sample = "lobo", .shown = true,
     .help = "Where its values come from, most trusted first; none when they are entered by " "hand."},
    {.section = SECTION_INDICATOR, .name = "table", .type = KEY_PATTERN,
     .offset = offsetof(struct indicator, table), .sample = "全産業DI値",
     .help = "Which table of the document: its sheet, caption or heading, written without " "spaces."},
    {.section = SECTION_INDICATOR, .name = "layout", .type = KEY_ENUM,
     .offset = offsetof(struct indicator, layout), .choices = layouts, .fallback = "long",
     .sample = "long", .shown = true,
     .help = "How the table lies: periods down (long) or across, years by months, or running " "text."},
    {.section = SECTION_INDICATOR, .name = "value", .type = KEY_TEXT,
     .offset = offsetof(struct indicator, value), .sample = "業況", .shown = true,
     .help = "The column head (long), the row label (across), or a pattern with (?<value>) "
             "(text)."},
    {.section = SECTION_INDICATOR, .name = "period", .type = KEY_TEXT,
     .offset = offsetof(struct indicator, period), .fallback = "auto", .sample = "auto",
     .help = "The head of the periods; auto finds them, or the one that a title gives a table "
             "without: one row (long, by `where`) or column (across). A date in a title needs "
             "現在, 時点 or 末, one in a cell does not. For text a pattern with (?<period>): its "
             "last match before the value."},
    {.section = SECTION_INDICATOR, .name = "era", .type = KEY_ENUM,
     .offset = offsetof(struct indicator, era), .choices = eras, .fallback = "none",
     .sample = "none",
     .help = "The era of years printed without one (21年度), where the document does not say "
             "it."},
    {.section = SECTION_INDICATOR, .name = "where", .type = KEY_CONDITION,
     .offset = offsetof(struct indicator, where),
     .second = offsetof(struct indicator, where_count), .sample = "地域コード=01204",
     .help = "Which rows to keep, by the cell under a head. A head alone says which columns of "
             "across and matrix: 実績 of those of every year."},
    {.section = SECTION_INDICATOR, .name = "scale", .type = KEY_DECIMAL,
     .offset = offsetof(struct indicator, scale), .fallback = "1", .sample = "1",
     .help = "What the values are multiplied by, after their unit was converted."},
    {.section = SECTION_INDICATOR, .name = "minimum", .type = KEY_LEVEL,
     .offset = offsetof(struct indicator, minimum), .sample = "-100",
     .help = "The least plausible value; lower ones are held (`shihyo quarantine`)."},
    {.section = SECTION_INDICATOR, .name = "maximum", .type = KEY_LEVEL,
     .offset = offsetof(struct indicator, maximum), .sample = "100",
     .help = "The greatest plausible value; higher ones are held (`shihyo quarantine`)."},
    {.section = SECTION_INDICATOR, .name = "release", .type = KEY_RELEASE,
     .offset = offsetof(struct indicator, release), .sample = "yearly 09-30",
     .help = "When its periods are published, where that is not as its source says; also for one "
             "that is entered by hand."},
    {.section = SECTION_INDICATOR, .name = "grace", .type = KEY_GRACE,
     .offset = offsetof(struct indicator, grace), .sample = "30d",
     .help = "How long after that a period counts as overdue, where that is not as its source "
             "says."},
    {.section = SECTION_INDICATOR, .name = "baseline", .type = KEY_MARK,
     .offset = offsetof(struct indicator, baseline), .sample = "2023-04 -8.2",
     .help = "The value from which the way to the target is measured; with periods for both "
             "the chart shows the straight path between them, and the gap. Of months and "
             "quarters that have seasons both are means of the year up to their period."},
    {.section = SECTION_INDICATOR, .name = "target", .type = KEY_MARK,
     .offset = offsetof(struct indicator, target), .sample = "2027-03 0",
     .help = "The value aimed at and its period; without a period it is a level."},
    {.section = SECTION_INDICATOR, .name = "rebase", .type = KEY_EVENT,
     .offset = offsetof(struct indicator, rebases),
     .second = offsetof(struct indicator, rebase_count), .sample = "2020-04 感染症の影響",
     .help = "A declared break: no change, mean or line goes over it, and control limits start anew."},
    {.section = SECTION_INDICATOR, .name = "limits", .type = KEY_ENUM,
     .offset = offsetof(struct indicator, limits), .choices = limits, .fallback = "auto",
     .sample = "auto",
     .help = "Control limits (XmR) of the values (level) or of their change on the year before; "
             "auto takes the latter where months, quarters or weeks of two years show a "
             "season, none of days and of counts of less than one, and shows none in the "
             "public edition."},
    {.section = SECTION_INDICATOR, .name = "limits_baseline", .type = KEY_INTEGER,
     .offset = offsetof(struct indicator, limits_baseline), .low = XMR_POINTS_FIXED, .high = BASELINE_MOST,
     .sample = "24",
     .help = "Control limits are reckoned from so many first values (anew after each rebase) and stay as they "
             "are, so that a lasting change is seen against what was before; when absent, from all values."},
    {.section = SECTION_INDICATOR, .name = "event", .type = KEY_EVENT,
     .offset = offsetof(struct indicator, events),
     .second = offsetof(struct indicator, event_count), .sample = "2019-10 消費税率の引上げ",
     .help = "Something that happened, marked on the chart."},
    {.section = SECTION_INDICATOR, .name = "compare", .type = KEY_REFERENCE,
     .offset = offsetof(struct indicator, compare), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "none", .help = "Another indicator of the same unit and frequency, drawn beside it."},
    {.section = SECTION_INDICATOR, .name = "peers", .type = KEY_REFERENCES,
     .offset = offsetof(struct indicator, peers),
     .second = offsetof(struct indicator, peer_count), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "none",
     .help = "Others of the same unit and frequency (the nation, the prefecture, other cities) that a "
             "brief sets beside it, besides `compare`."},
    {.section = SECTION_INDICATOR, .name = "respondents", .type = KEY_REFERENCE,
     .offset = offsetof(struct indicator, respondents), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "none",
     .help = "Another indicator that says how many answered; charts print it with a margin."},
    {.section = SECTION_INDICATOR, .name = "outlook", .type = KEY_REFERENCE,
     .offset = offsetof(struct indicator, outlook), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "none",
     .help = "Another indicator, of the same unit and frequency, that holds what is expected of "
             "this one (先行き); charts show it as a hollow diamond, never as part of the line."},
    {.section = SECTION_INDICATOR, .name = "ahead", .type = KEY_INTEGER,
     .offset = offsetof(struct indicator, ahead), .high = AHEAD_MAX, .fallback = "0",
     .sample = "3",
     .help = "How many of the periods after its own an outlook is for: 3 where a survey asks "
             "about the next three months; 0 where its period is the one expected."},
    {.section = SECTION_INDICATOR, .name = "chart", .type = KEY_ENUM,
     .offset = offsetof(struct indicator, chart), .choices = chart_shapes, .fallback = "auto",
     .sample = "auto",
     .help = "How its values are drawn. auto: bars for years, steps for what can fall below "
             "zero, a line for per cents and for counts, these with the mean of twelve months."},
    {.section = SECTION_INDICATOR, .name = "was", .type = KEY_TEXT,
     .offset = offsetof(struct indicator, was_text), .sample = "lobo-di-old",
     .help = "The id that the indicator had before, or several, the newest first: what was "
             "recorded under it goes on as its history."},

    /* challenge, policy */
};
/* clang-format on */

struct keys_part keys_indicator(void)
{
    return (struct keys_part){rows, sizeof rows / sizeof rows[0]};
}
