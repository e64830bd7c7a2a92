/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check_report: see check_report.h. */
#include "cli/check_report.h"

#include "cli/report.h"
#include "config/course.h"
#include "config/embargo.h"
#include "config/limits.h"
#include "core/log.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/caches_looks.h"
#include "daemon/expected.h"
#include "daemon/identity.h"

#define COSTS_LIMIT 16384
#define ORPHANS_MAX 10

static bool is_japanese(const struct settings *settings)
{
    return settings->site.language == LANGUAGE_JA;
}

static size_t count_refused(const struct settings *settings)
{
    size_t count = 0;

    for (size_t i = 0; i < settings->indicator_count; i++)
        count += identity_is_refused(&settings->indicators[i]);
    return count;
}

static size_t count_budgeted(const struct settings *settings)
{
    size_t count = 0;

    for (size_t i = 0; i < settings->program_count; i++) {
        int64_t amount;

        count += settings_program_amount(settings_program_latest(&settings->programs[i]),
                                         &amount) != AMOUNT_NONE;
    }
    return count;
}

static void print_refused(const struct settings *settings, size_t refused, struct buf *out)
{
    if (refused == 0) {
        buf_printf(out, "%s: ok: ", settings->file);
        return;
    }
    if (is_japanese(settings))
        buf_printf(out, "%s: 指標%zu件のうち%zu件が台帳と異なります（下記）。ほか: ",
                   settings->file, settings->indicator_count, refused);
    else
        buf_printf(
            out, "%s: %zu of %zu indicators %s not what the ledger holds (below); else: ",
            settings->file, refused, settings->indicator_count, refused == 1 ? "is" : "are");
}

static void print_found(const struct settings *settings, struct buf *out)
{
    print_refused(settings, count_refused(settings), out);
    buf_printf(out,
               is_japanese(settings)
                   ? "出典%zu・指標%zu・事業%zu（うち予算額あり%zu）・施策%zu・課題%zu・"
                     "お知らせの条件%zu・グラフ%zu\n"
                   : "%zu sources, %zu indicators, %zu programs (%zu with a budget), "
                     "%zu policies, %zu challenges, %zu alerts, %zu graphs\n",
               settings->source_count, settings->indicator_count, settings->program_count,
               count_budgeted(settings), settings->policy_count, settings->challenge_count,
               settings->alert_count, settings->graph_count);
}

/* What the rules would cost where nothing happens. */
static void print_expected(struct ledger *ledger, const struct settings *settings,
                           struct buf *out)
{
    bool japanese = is_japanese(settings);
    struct expected expected;
    struct err ignored = {0};

    if (settings->alert_count == 0 || expected_find(ledger, settings, &expected, &ignored))
        return;
    if (expected.known == 0) {
        buf_puts(out, japanese ? "誤報の見込み: まだどの条件についても分かりません\n"
                               : "false alarms to expect: not known of any alert yet\n");
        return;
    }
    buf_printf(out,
               japanese ? "誤報の見込み: 年%.1f回（%zu件の条件について、全%zu件"
                        : "false alarms to expect: %.1f a year, of %zu of %zu alerts",
               expected.per_year, expected.known, expected.known + expected.unknown);
    if (expected.unknown > 0)
        buf_puts(out, japanese ? "、ほかは不明" : "; of the others it is not known");
    buf_puts(out, japanese ? "、詳しくは shihyo alerts backtest）\n"
                           : " (`shihyo alerts backtest`)\n");
}

/* A history that nobody asks for may be one that was forgotten when its section got another
 * id. */
static void print_orphans(struct ledger *ledger, const struct context *context,
                          struct buf *out)
{
    bool japanese = is_japanese(context->settings);
    struct identity_orphans orphans;
    struct err ignored = {0};

    if (identity_orphans(ledger, context->settings, context->arena, &orphans, &ignored))
        return;
    for (size_t i = 0; i < orphans.count && i < ORPHANS_MAX; i++)
        buf_printf(out,
                   japanese ? "台帳に記録のある %s はどの [indicator] にもありません"
                              "（id を変えたのなら、新しい id に was = %s）\n"
                            : "the ledger has a history of %s, which no [indicator] names (if "
                              "its id changed: was = %s in the new one)\n",
                   orphans.ids[i], orphans.ids[i]);
    if (orphans.count > ORPHANS_MAX)
        buf_printf(out, "... +%zu\n", orphans.count - ORPHANS_MAX);
}

/* With what the ledger holds, and what the rules cost by it; one that cannot be read is no
 * fault of the configuration. */
static void compare(const struct context *context, struct buf *costs)
{
    struct ledger *ledger = NULL;
    struct err unread = {0};

    if (ledger_open(context->settings->site.state, true, &ledger, &unread) ||
        identity_apply(ledger, context->settings, &unread))
        log_warning("not compared with the ledger: %s", unread.text);
    else {
        print_orphans(ledger, context, costs);
        print_expected(ledger, context->settings, costs);
    }
    ledger_close(ledger);
}

/* What is used in the place of a broken template is no fault of the configuration either. */
static void print_looks(const struct settings *settings, struct buf *out)
{
    struct arena *arena = arena_new();
    struct caches_looks looks;

    caches_looks_load(settings, arena, &looks, out);
    arena_free(arena);
}

/* --- what may be meant, and is worth a second look --- */

static void print_broken(const struct settings *settings, const struct indicator *indicator,
                         struct buf *out)
{
    char day[WORDS_SIZE];
    struct path path;
    size_t last;

    if (!course_path(indicator, &path) || limits_compares(indicator, path.from, path.to))
        return;
    last = limits_segment(indicator, path.to);
    words_period(indicator->rebases[last].period, indicator->year_label,
                 settings->site.language, day);
    buf_printf(
        out,
        is_japanese(settings)
            ? "要確認: [indicator %s] 基準値が系列の断絶（rebase、%s）より前のものです。"
              "断絶の後は目標への目安では判定しません\n"
            : "doubtful: [indicator %s] baseline is from before its rebase of %s: from "
              "then on nothing is judged by the path to its target\n",
        indicator->id, day);
}

static void print_worse(const struct settings *settings, const struct indicator *indicator,
                        struct buf *out)
{
    char baseline[DECIMAL_TEXT_SIZE], target[DECIMAL_TEXT_SIZE];
    bool higher = indicator->better == BETTER_HIGHER;

    if (!course_allows_worse(indicator))
        return;
    decimal_print(indicator->baseline.value, baseline);
    decimal_print(indicator->target.value, target);
    if (is_japanese(settings))
        buf_printf(out,
                   "要確認: [indicator %s] 目標値 %s が基準値 %s より悪い値です（better = "
                   "%s）。見込まれる%sとして扱います\n",
                   indicator->id, target, baseline, higher ? "higher" : "lower",
                   higher ? "低下" : "上昇");
    else
        buf_printf(out,
                   "doubtful: [indicator %s] target %s is worse than its baseline %s (better "
                   "= %s): taken as a %s that is allowed for\n",
                   indicator->id, target, baseline, higher ? "higher" : "lower",
                   higher ? "fall" : "rise");
}

/* Money of years after the end is drawn as such, and may be of a year too many. */
static void print_late_money(const struct settings *settings, const struct program *program,
                             struct buf *out)
{
    for (size_t i = program->year_count; program->has_end && i-- > 0;) {
        const struct program_year *facts = &program->years[i];
        struct period year = {FREQUENCY_FISCAL_YEAR, facts->fiscal_year};
        int64_t amount;

        if (facts->fiscal_year <= 0 || period_start(year) < program->end ||
            settings_program_amount(facts, &amount) == AMOUNT_NONE)
            continue;
        buf_printf(out,
                   is_japanese(settings)
                       ? "要確認: [program %s] 終了後の%d年度に金額があります（終了後の年度の"
                         "額として図に示します）\n"
                       : "doubtful: [program %s] has an amount of %d, after its end: drawn as "
                         "money of a year after the end\n",
                   program->id, facts->fiscal_year);
        return;
    }
}

/* One of them was written twice: its budget would count twice. */
static void print_twin(const struct settings *settings, const struct program *program,
                       const struct program_year *facts, struct buf *out)
{
    for (const struct program *other = settings->programs; other < program; other++) {
        const struct program_year *theirs = settings_program_year(other, facts->fiscal_year);
        char year[WORDS_SIZE];

        if (theirs->fiscal_year != facts->fiscal_year || !theirs->budget.set ||
            str_empty(facts->title.text) || !str_equal(theirs->title.text, facts->title.text))
            continue;
        words_fiscal_year(facts->fiscal_year, settings->site.language, year);
        buf_printf(
            out,
            is_japanese(settings)
                ? "要確認: [program %s] %sの名称が [program %s] と同じで、予算額が両方に"
                  "あります（同じ事業なら二重に計上されます）\n"
                : "doubtful: [program %s] has in %s the title of [program %s], and both "
                  "have a budget: if they are one, it counts twice\n",
            program->id, year, other->id);
        return;
    }
}

static void print_twins(const struct settings *settings, const struct program *program,
                        struct buf *out)
{
    for (size_t i = 0; i < program->year_count; i++)
        if (program->years[i].fiscal_year > 0 && program->years[i].budget.set)
            print_twin(settings, program, &program->years[i], out);
}

/* One instant is of one release, and is forgotten easily. */
static void print_embargo(const struct settings *settings, const struct source *source,
                          int64_t now, struct buf *out)
{
    struct embargo embargo;
    struct err ignored = {0};

    if (str_empty(source->embargo) || embargo_read(source->embargo, &embargo, &ignored) ||
        embargo.daily || embargo.at > now)
        return;
    buf_printf(
        out,
        is_japanese(settings)
            ? "要確認: [source %s] embargo = %s は過ぎています。この出典の値は取得すると"
              "直ちに公開されます（8:50 のような時刻だけなら毎回の公表日に適用されます）\n"
            : "doubtful: [source %s] embargo %s is over: its figures are told as soon "
              "as they are read (a time alone, such as 8:50, is of each day of "
              "release)\n",
        source->id, source->embargo);
}

static void print_doubts(const struct settings *settings, int64_t now, struct buf *out)
{
    for (size_t i = 0; i < settings->source_count; i++)
        print_embargo(settings, &settings->sources[i], now, out);
    for (size_t i = 0; i < settings->program_count; i++) {
        print_late_money(settings, &settings->programs[i], out);
        print_twins(settings, &settings->programs[i], out);
    }
    for (size_t i = 0; i < settings->indicator_count; i++) {
        print_broken(settings, &settings->indicators[i], out);
        print_worse(settings, &settings->indicators[i], out);
    }
}

int check_report(const struct context *context, struct buf *out)
{
    struct buf costs;

    buf_init(&costs, COSTS_LIMIT);
    compare(context, &costs);
    print_found(context->settings, out);
    report_odd(context->settings, out);
    print_doubts(context->settings, context->now, out);
    print_looks(context->settings, out);
    buf_puts(out, buf_text(&costs));
    buf_free(&costs);
    return count_refused(context->settings) > 0 ? ERR_CONFIG : 0;
}
