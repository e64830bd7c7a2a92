/* SPDX-License-Identifier: GPL-3.0-or-later */
/* keys: the table of configuration keys. To add a key: add a member and a row. */
#include "config/keys.h"

#include <stddef.h>

#include "config/settings.h"
#include "core/str.h"

/* Durations and sizes in the units of their types. */
enum {
    MINUTE = 60,
    DAY = 24 * 60 * MINUTE,
    YEAR = 366 * DAY,
    KIBIBYTE = 1024,
    GIBIBYTE = 1024 * 1024 * KIBIBYTE,
    MILLI_HOUR = 60 * MINUTE * 1000,
    CENTURY_MONTHS = 1200,
    CENTURY_DAYS = 36600,
    PLACES_MAX = 6
};

static const char *const languages[] = {"ja", "en", NULL};
static const char *const audiences[] = {"internal", "public", NULL};
static const char *const formats[] = {"auto", "csv", "xlsx", "html", "json",
                                      "xml",  "pdf", "text", NULL};
static const char *const grades[] = {"official", "press", "secondary", NULL};
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
static const char *const tiers[] = {"none", "priority", "main", NULL};
static const char *const program_kinds[] = {
    "service", "grant", "loan", "facility", "training", "promotion", "event", "effort", NULL};
static const char *const severities[] = {"info", "warning", "critical", NULL};
static const char *const notify_types[] = {"log", "mail", "webhook", NULL};
static const char *const notify_schemes[] = {"smtps", "smtp", "https", "http", NULL};

static const struct {
    const char *name;
    const char *help;
} sections[SECTION_COUNT] = {
    [SECTION_SITE] = {"site",
                      "What holds for the whole site; the only section without an id."},
    [SECTION_SOURCE] = {"source",
                        "A publisher's document: where it is, what it is, when it is due."},
    [SECTION_INDICATOR] = {"indicator", "What is watched, and where in its source it stands."},
    [SECTION_CHALLENGE] = {"challenge", "The problem that a policy answers."},
    [SECTION_POLICY] = {"policy", "A group of programs."},
    [SECTION_PROGRAM] = {"program", "A budgeted program meant to move indicators."},
    [SECTION_ALERT] = {"alert", "A rule by which an indicator is judged."},
    [SECTION_NOTIFY] = {"notify", "A way by which alerts reach people."},
    [SECTION_GRAPH] = {"graph", "A plain rrdgraph of the RRD files, drawn beside the charts."},
};

/* Laid out by hand: one field a line would make it three times as long. */
/* clang-format off */
static const struct key rows[] = {
    /* site */
    {.section = SECTION_SITE, .name = "title", .type = KEY_LABEL,
     .offset = offsetof(struct site, title), .fallback = "shihyo", .sample = "指標モニター",
     .shown = true,
     .help = "The name of the site, at the head of its pages and notifications."},
    {.section = SECTION_SITE, .name = "language", .type = KEY_ENUM,
     .offset = offsetof(struct site, language), .choices = languages, .fallback = "ja",
     .sample = "ja", .help = "The language of charts, pages and notifications."},
    {.section = SECTION_SITE, .name = "timezone", .type = KEY_ZONE,
     .offset = offsetof(struct site, timezone), .fallback = "Asia/Tokyo",
     .sample = "Asia/Tokyo", .help = "The time zone by which a day begins."},
    {.section = SECTION_SITE, .name = "state", .type = KEY_PATH,
     .offset = offsetof(struct site, state), .fallback = "/var/lib/shihyo",
     .sample = "/var/lib/shihyo",
     .help = "The folder of the ledger, the documents and the RRD files."},
    {.section = SECTION_SITE, .name = "output", .type = KEY_PATH,
     .offset = offsetof(struct site, output), .sample = "/var/lib/shihyo/site",
     .help = "The folder of the pages; when absent, the folder \"site\" in the state folder. It "
             "may not hold the state folder."},
    {.section = SECTION_SITE, .name = "base_url", .type = KEY_URL,
     .offset = offsetof(struct site, base_url), .sample = "https://example.jp/shihyo/",
     .help = "Where readers find the pages; links in notifications and feeds begin with it."},
    {.section = SECTION_SITE, .name = "contact", .type = KEY_TEXT,
     .offset = offsetof(struct site, contact), .sample = "office@example.jp",
     .help = "An address for publishers to write to; it goes into the User-Agent."},
    {.section = SECTION_SITE, .name = "licence", .type = KEY_LICENCE,
     .offset = offsetof(struct site, licence),
     .sample = "CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/deed.ja",
     .help = "The licence of what `export` writes: an Open Definition identifier, its address, "
             "or both."},
    {.section = SECTION_SITE, .name = "audience", .type = KEY_ENUM,
     .offset = offsetof(struct site, audience), .choices = audiences, .fallback = "internal",
     .sample = "internal",
     .help = "Who reads the pages: the public edition shows official figures only, and those "
             "entered by hand."},
    {.section = SECTION_SITE, .name = "delay", .type = KEY_MILLIS,
     .offset = offsetof(struct site, delay_ms), .high = MILLI_HOUR, .fallback = "1s",
     .sample = "1s", .help = "The least pause between two requests to one host."},
    {.section = SECTION_SITE, .name = "keep", .type = KEY_DAYS,
     .offset = offsetof(struct site, keep_days), .high = CENTURY_DAYS, .fallback = "all",
     .sample = "5y",
     .help = "How long a document is kept that gave no figure, holds none in quarantine and is "
             "not the newest of its address; all keeps every one, those that gave a figure are "
             "kept in any case."},
    {.section = SECTION_SITE, .name = "include", .type = KEY_GLOBS,
     .sample = "sources.ini indicators.ini programs.ini alerts.ini",
     .help = "Further files, as patterns relative to the file that names them."},

    /* source */
    {.section = SECTION_SOURCE, .name = "title", .type = KEY_LABEL,
     .offset = offsetof(struct source, title), .sample = "商工会議所 LOBO 調査",
     .shown = true, .help = "What people call the source; its id when absent."},
    {.section = SECTION_SOURCE, .name = "page", .type = KEY_URL,
     .offset = offsetof(struct source, page), .sample = "https://example.jp/lobo/",
     .help = "A page that links the documents; it needs link.",
     .use = KEY_REFUSED},
    {.section = SECTION_SOURCE, .name = "link", .type = KEY_PATTERN,
     .offset = offsetof(struct source, link),
     .sample = "lobo_(?<year>\\d{4})(?<month>\\d\\d)\\.csv",
     .help = "Which links of the page lead to documents; all not yet seen are fetched, newest " "first.",
     .use = KEY_REFUSED},
    {.section = SECTION_SOURCE, .name = "url", .type = KEY_URLS,
     .offset = offsetof(struct source, urls), .second = offsetof(struct source, url_count),
     .sample = "https://example.jp/lobo.csv", .shown = true,
     .help = "The document itself, or several (a page for each year) that are read in the same "
             "way; http and https only: `shihyo probe -f FILE SOURCE` reads a file as the source "
             "would be read. {%Y%m}, for the periods still missing, is refused by this version."},
    {.section = SECTION_SOURCE, .name = "format", .type = KEY_WORD,
     .offset = offsetof(struct source, format), .choices = formats, .fallback = "auto",
     .sample = "csv",
     .help = "What the document is; auto looks at its content, never at its name alone."},
    {.section = SECTION_SOURCE, .name = "encoding", .type = KEY_ENCODING,
     .offset = offsetof(struct source, encoding), .fallback = "auto", .sample = "CP932",
     .help = "Its character encoding: auto, or a name known to iconv (CP932 for Shift_JIS)."},
    {.section = SECTION_SOURCE, .name = "rows", .type = KEY_TEXT,
     .offset = offsetof(struct source, rows), .sample = "/result/records",
     .help = "Where its rows are: a JSON pointer (json) or an XPath (xml); sought when absent."},
    {.section = SECTION_SOURCE, .name = "published", .type = KEY_PATTERN,
     .offset = offsetof(struct source, published), .sample = "公表日:?(?<date>[^ \\t\\n]+日)",
     .help = "A pattern with (?<date>) over the text (NFKC) that finds the day on which the document "
             "says it was published; one that does not say it is told."},
    {.section = SECTION_SOURCE, .name = "every", .type = KEY_SECONDS,
     .offset = offsetof(struct source, every_s), .low = 1, .high = YEAR,
     .fallback = "1d", .sample = "1d", .help = "How often it is looked at."},
    {.section = SECTION_SOURCE, .name = "release", .type = KEY_TEXT,
     .offset = offsetof(struct source, release), .fallback = "none",
     .sample = "monthly last-business-day",
     .help = "When the next period is expected; none when there is no calendar.",
     .use = KEY_KEPT},
    {.section = SECTION_SOURCE, .name = "grace", .type = KEY_SECONDS,
     .offset = offsetof(struct source, grace_s), .high = YEAR, .fallback = "7d",
     .sample = "7d", .help = "How long after that day it counts as overdue.",
     .use = KEY_KEPT},
    {.section = SECTION_SOURCE, .name = "timeout", .type = KEY_MILLIS,
     .offset = offsetof(struct source, timeout_ms), .low = 100, .high = MILLI_HOUR,
     .fallback = "30s", .sample = "30s", .help = "The most time for a whole transfer."},
    {.section = SECTION_SOURCE, .name = "max_bytes", .type = KEY_SIZE,
     .offset = offsetof(struct source, max_bytes), .low = KIBIBYTE, .high = GIBIBYTE,
     .fallback = "32M", .sample = "32M", .help = "The largest document that is taken."},
    {.section = SECTION_SOURCE, .name = "keep", .type = KEY_DAYS,
     .offset = offsetof(struct source, keep_days), .high = CENTURY_DAYS, .sample = "90d",
     .help = "The same for this source's documents; as the site says when absent."},
    {.section = SECTION_SOURCE, .name = "grade", .type = KEY_ENUM,
     .offset = offsetof(struct source, grade), .choices = grades, .fallback = "official",
     .sample = "official",
     .help = "How far it is to be trusted: only official reaches the public edition."},
    {.section = SECTION_SOURCE, .name = "auth", .type = KEY_TEXT,
     .offset = offsetof(struct source, auth), .sample = "bearer:/run/credentials/lobo",
     .help = "How to identify oneself: bearer:FILE or basic:FILE, the secret standing in the " "file.",
     .use = KEY_REFUSED},
    {.section = SECTION_SOURCE, .name = "citation", .type = KEY_TEXT,
     .offset = offsetof(struct source, citation), .sample = "商工会議所 LOBO 調査",
     .help = "Who published the figures, printed under charts; the title when absent."},

    /* indicator */
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
     .help = "Whether it is an outcome of programs, their output, or their context."},
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
    {.section = SECTION_INDICATOR, .name = "baseline", .type = KEY_MARK,
     .offset = offsetof(struct indicator, baseline), .sample = "2023-04 -8.2",
     .help = "The value from which the way to the target is measured; with periods for both "
             "the chart shows the straight path between them, and the gap."},
    {.section = SECTION_INDICATOR, .name = "target", .type = KEY_MARK,
     .offset = offsetof(struct indicator, target), .sample = "2027-03 0",
     .help = "The value aimed at and its period; without a period it is a level."},
    {.section = SECTION_INDICATOR, .name = "rebase", .type = KEY_EVENT,
     .offset = offsetof(struct indicator, rebases),
     .second = offsetof(struct indicator, rebase_count), .sample = "2020-04 感染症の影響",
     .help = "A declared break, after which control limits start anew."},
    {.section = SECTION_INDICATOR, .name = "limits", .type = KEY_ENUM,
     .offset = offsetof(struct indicator, limits), .choices = limits, .fallback = "auto",
     .sample = "auto",
     .help = "Control limits (XmR) of the values (level) or of their change on the year before; "
             "auto takes the latter where a year has seasons, and shows none in the public "
             "edition; none for small counts."},
    {.section = SECTION_INDICATOR, .name = "event", .type = KEY_EVENT,
     .offset = offsetof(struct indicator, events),
     .second = offsetof(struct indicator, event_count), .sample = "2019-10 消費税率の引上げ",
     .help = "Something that happened, marked on the chart."},
    {.section = SECTION_INDICATOR, .name = "compare", .type = KEY_REFERENCE,
     .offset = offsetof(struct indicator, compare), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "none", .help = "Another indicator of the same unit and frequency, drawn beside it."},
    {.section = SECTION_INDICATOR, .name = "respondents", .type = KEY_REFERENCE,
     .offset = offsetof(struct indicator, respondents), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "none",
     .help = "Another indicator that says how many answered; charts print it with a margin."},
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
    {.section = SECTION_CHALLENGE, .name = "title", .type = KEY_LABEL, .required = true,
     .offset = offsetof(struct challenge, title), .sample = "まちの賑わい",
     .help = "What people call the challenge."},
    {.section = SECTION_CHALLENGE, .name = "text", .type = KEY_LABEL,
     .offset = offsetof(struct challenge, text),
     .sample = "中心市街地や地域の商店街の個性を生かした\n魅力づくりが必要",
     .help = "The challenge in full."},
    {.section = SECTION_POLICY, .name = "title", .type = KEY_LABEL, .required = true,
     .offset = offsetof(struct policy, title), .sample = "中心市街地と商店街の活性化",
     .help = "What people call the policy."},
    {.section = SECTION_POLICY, .name = "challenge", .type = KEY_REFERENCE,
     .offset = offsetof(struct policy, challenge), .target = SECTION_CHALLENGE,
     .sample = "bustle", .shown = true, .help = "The challenge it answers."},

    /* program */
    {.section = SECTION_PROGRAM, .name = "title", .type = KEY_LABEL, .required = true,
     .yearly = true, .offset = offsetof(struct program_year, title),
     .sample = "ICTパーク運営費", .help = "What the budget calls the program."},
    {.section = SECTION_PROGRAM, .name = "policy", .type = KEY_REFERENCE, .required = true,
     .yearly = true, .offset = offsetof(struct program_year, policy),
     .target = SECTION_POLICY, .sample = "city-centre", .help = "The policy it belongs to."},
    {.section = SECTION_PROGRAM, .name = "tier", .type = KEY_ENUM, .yearly = true,
     .offset = offsetof(struct program_year, tier), .choices = tiers, .fallback = "none",
     .sample = "priority", .help = "Its rank: priority (重点事業) or main (主要事業)."},
    {.section = SECTION_PROGRAM, .name = "pledge", .type = KEY_BOOL, .yearly = true,
     .offset = offsetof(struct program_year, pledge), .fallback = "no", .sample = "yes",
     .help = "Whether it is a pledge (公約)."},
    {.section = SECTION_PROGRAM, .name = "new", .type = KEY_BOOL, .yearly = true,
     .offset = offsetof(struct program_year, is_new), .fallback = "no", .sample = "no",
     .help = "Whether the budget marks it as new (新)."},
    {.section = SECTION_PROGRAM, .name = "summary", .type = KEY_TEXT, .yearly = true,
     .offset = offsetof(struct program_year, summary), .sample = "市中心部でICTパークを運営",
     .help = "What it does."},
    {.section = SECTION_PROGRAM, .name = "change", .type = KEY_TEXT, .yearly = true,
     .offset = offsetof(struct program_year, change), .sample = "新設する事業の内容",
     .help = "What is new about it, as the budget says behind ▶."},
    {.section = SECTION_PROGRAM, .name = "budget", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, budget), .sample = "46766", .shown = true,
     .help = "The initial budget (当初) of the year."},
    {.section = SECTION_PROGRAM, .name = "revised", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, revised), .sample = "46766",
     .help = "The budget after supplements (補正後)."},
    {.section = SECTION_PROGRAM, .name = "carried", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, carried), .sample = "0",
     .help = "What was carried over (繰越)."},
    {.section = SECTION_PROGRAM, .name = "settled", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, settled), .sample = "46766",
     .help = "The settled amount (決算)."},
    {.section = SECTION_PROGRAM, .name = "general", .type = KEY_AMOUNT, .yearly = true,
     .offset = offsetof(struct program_year, general), .sample = "46766",
     .help = "What of the budget is of general funds (一般財源)."},
    {.section = SECTION_PROGRAM, .name = "moves", .type = KEY_REFERENCES,
     .offset = offsetof(struct program, moves),
     .second = offsetof(struct program, move_count), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "lobo-di", .shown = true,
     .help = "The indicators it is meant to move: direct outcomes only."},
    {.section = SECTION_PROGRAM, .name = "context", .type = KEY_REFERENCES,
     .offset = offsetof(struct program, context),
     .second = offsetof(struct program, context_count), .target = SECTION_INDICATOR,
     .fallback = "none", .sample = "none",
     .help = "Indicators of its background: never named in an alert, no before and after."},
    {.section = SECTION_PROGRAM, .name = "why", .type = KEY_TEXT,
     .offset = offsetof(struct program, why), .sample = "中心部の目的地となり来街が増える",
     .help = "How it is meant to work, in one line."},
    {.section = SECTION_PROGRAM, .name = "note", .type = KEY_TEXT,
     .offset = offsetof(struct program, note), .sample = "調査日と催事の重なりに注意",
     .help = "What a reader of its figures should know.",
     .use = KEY_KEPT},
    {.section = SECTION_PROGRAM, .name = "kind", .type = KEY_ENUM,
     .offset = offsetof(struct program, kind), .choices = program_kinds,
     .fallback = "service", .sample = "facility",
     .help = "What it is; a loan never shares a scale, an effort has no budget of its own."},
    {.section = SECTION_PROGRAM, .name = "start", .type = KEY_DAY,
     .offset = offsetof(struct program, start), .second = offsetof(struct program, has_start),
     .sample = "2021-02-07", .help = "Its first day or month, only when known."},
    {.section = SECTION_PROGRAM, .name = "end", .type = KEY_END,
     .offset = offsetof(struct program, end), .second = offsetof(struct program, has_end),
     .sample = "2030-03", .help = "Its last day or month."},
    {.section = SECTION_PROGRAM, .name = "lag", .type = KEY_MONTHS,
     .offset = offsetof(struct program, lag_months), .high = CENTURY_MONTHS, .sample = "6m",
     .help = "The time after its start in which it is too early to judge: hatched in charts."},
    {.section = SECTION_PROGRAM, .name = "lag_text", .type = KEY_TEXT,
     .offset = offsetof(struct program, lag_text), .sample = "0〜6か月",
     .help = "The same in the words of whoever proposed it.",
     .use = KEY_KEPT},
    {.section = SECTION_PROGRAM, .name = "owner", .type = KEY_TEXT,
     .offset = offsetof(struct program, owner), .sample = "経済総務課",
     .help = "The office in charge: a section, never a person."},
    {.section = SECTION_PROGRAM, .name = "account", .type = KEY_TEXT,
     .offset = offsetof(struct program, account), .sample = "一般",
     .help = "The account its budget stands in.",
     .use = KEY_KEPT},
    {.section = SECTION_PROGRAM, .name = "was", .type = KEY_TEXT,
     .offset = offsetof(struct program, was), .sample = "デザインハブ検討費",
     .help = "The programs that it continues, by id or title."},

    /* alert, notify, graph */
    {.section = SECTION_ALERT, .name = "indicator", .type = KEY_REFERENCE, .required = true,
     .offset = offsetof(struct alert_rule, indicator), .target = SECTION_INDICATOR,
     .sample = "lobo-di", .help = "The indicator it judges."},
    {.section = SECTION_ALERT, .name = "when", .type = KEY_TEXT, .required = true,
     .offset = offsetof(struct alert_rule, when), .sample = "below -30",
     .help = "The condition that raises it: below NUMBER or above NUMBER."},
    {.section = SECTION_ALERT, .name = "clear", .type = KEY_TEXT,
     .offset = offsetof(struct alert_rule, clear), .sample = "above -25",
     .help = "The condition that ends it, in the same words; the opposite of when if absent."},
    {.section = SECTION_ALERT, .name = "severity", .type = KEY_ENUM,
     .offset = offsetof(struct alert_rule, severity), .choices = severities,
     .fallback = "warning", .sample = "critical", .help = "How much it matters."},
    {.section = SECTION_ALERT, .name = "notify", .type = KEY_REFERENCES,
     .offset = offsetof(struct alert_rule, notify),
     .second = offsetof(struct alert_rule, notify_count), .target = SECTION_NOTIFY,
     .fallback = "none", .sample = "office",
     .help = "Who is told; none means the log alone."},
    {.section = SECTION_NOTIFY, .name = "type", .type = KEY_ENUM,
     .offset = offsetof(struct notifier, type), .choices = notify_types, .fallback = "log",
     .sample = "mail", .help = "The way; this version delivers to the log alone and refuses mail and webhook."},
    {.section = SECTION_NOTIFY, .name = "url", .type = KEY_URL,
     .offset = offsetof(struct notifier, url), .choices = notify_schemes,
     .sample = "smtps://mail.example.jp",
     .help = "The mail server, or the address a webhook posts to.",
     .use = KEY_KEPT},
    {.section = SECTION_NOTIFY, .name = "from", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, from), .sample = "shihyo@example.jp",
     .help = "The sender's address.",
     .use = KEY_KEPT},
    {.section = SECTION_NOTIFY, .name = "to", .type = KEY_TEXT,
     .offset = offsetof(struct notifier, to), .sample = "office@example.jp",
     .help = "The receivers' addresses, separated by spaces.",
     .use = KEY_KEPT},
    {.section = SECTION_GRAPH, .name = "title", .type = KEY_LABEL,
     .offset = offsetof(struct graph, title), .sample = "全産業 業況DI", .shown = true,
     .help = "The title over the graph; its id when absent."},
    {.section = SECTION_GRAPH, .name = "span", .type = KEY_DAYS,
     .offset = offsetof(struct graph, span_days), .high = CENTURY_DAYS, .fallback = "all",
     .sample = "10y", .help = "How far back it reaches; all is from the first value on."},
    {.section = SECTION_GRAPH, .name = "rrdgraph", .type = KEY_TEXT, .required = true,
     .offset = offsetof(struct graph, rrdgraph),
     .sample = "DEF:v=lobo-di:LAST\nAREA:v#3a7bd555\nLINE2:v#1f4e79:業況DI",
     .help = "Arguments of rrdgraph: data, what is drawn, and options of looks such as --width, "
             "--font TITLE:16 and --color; an indicator's id stands for its file. Internal "
             "edition only: the files hold every figure, whoever published it."},
};
/* clang-format on */

const struct key *keys_all(size_t *count)
{
    *count = sizeof rows / sizeof rows[0];
    return rows;
}

const struct key *keys_find(enum key_section section, const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].section == section && str_equal(rows[i].name, name))
            return &rows[i];
    return NULL;
}

bool keys_repeats(const struct key *key)
{
    return key->type == KEY_EVENT || key->type == KEY_CONDITION || key->type == KEY_GLOBS;
}

bool keys_section_find(const char *name, enum key_section *out)
{
    for (int i = 0; i < SECTION_COUNT; i++) {
        if (str_equal(sections[i].name, name)) {
            *out = (enum key_section)i;
            return true;
        }
    }
    return false;
}

const char *keys_section_name(enum key_section section)
{
    return sections[section].name;
}

const char *keys_section_help(enum key_section section)
{
    return sections[section].help;
}
