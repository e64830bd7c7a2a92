/* SPDX-License-Identifier: GPL-3.0-or-later */
/* year_print: see year_print.h; the JSON is year_print_json.c. */
#include "cli/year_print.h"

#include <inttypes.h>
#include <string.h>

#include "cli/table.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/yeardiff.h"

static bool is_ja(const struct newyear *year)
{
    return year->language == LANGUAGE_JA;
}

static const char *pick(const struct newyear *year, const char *ja, const char *en)
{
    return words_pick(year->language, ja, en);
}

static const char *money(const struct newyear *year, bool has, int64_t amount)
{
    char text[WORDS_SIZE];
    if (!has)
        return pick(year, "－", "-");
    words_value((struct decimal){amount, 0}, 0, year->language, text);
    return arena_strdup(year->arena, text);
}

static const char *number(const struct newyear *year, int value)
{
    return arena_printf(year->arena, "%d", value);
}

/* --- what was read --- */

static void print_note(const struct newyear *year, const char *indent,
                       const struct fault *note, struct buf *out)
{
    buf_puts(out, indent);
    if (note->line > 0)
        buf_printf(out, is_ja(year) ? "%d行 " : "row %d: ", note->line);
    buf_printf(out, "%s\n", note->text);
}

static void print_head(const struct newyear *year, struct buf *out)
{
    const struct budget *budget = year->budget;
    char sum[WORDS_SIZE];
    char which[WORDS_SIZE];
    words_budget(budget->sum, year->language, sum);
    words_fiscal_year(year->year, year->language, which);
    buf_printf(out,
               is_ja(year) ? "%s: %s %zu事業 計 %s（%s）\n"
                           : "%s: %s, %zu programs, %s in all (%s)\n",
               year->file, which, budget->count, sum,
               budget->has_total ? pick(year, "資料の計と一致", "as its total says")
                                 : pick(year, "資料に計はない", "it states no total"));
    for (size_t i = 0; i < budget->taken_count; i++)
        buf_printf(out, "  %s\n", budget->taken[i]);
    for (size_t i = 0; i < budget->notes.count; i++)
        print_note(year, "  ", &budget->notes.items[i], out);
    if (budget->notes.dropped > 0)
        buf_printf(out, is_ja(year) ? "  ほか%zu件\n" : "  and %zu more\n",
                   budget->notes.dropped);
    buf_putc(out, '\n');
}

/* --- programs --- */

static const char *change_of(const struct newyear *year, const struct newyear_item *item)
{
    if (item->fate == NEWYEAR_OPEN)
        return pick(year, "要回答", "to be answered");
    if (item->fate == NEWYEAR_NOTHING)
        return pick(year, "予算額なし", "no budget");
    return yeardiff_say(newyear_changes(item), year->language, year->arena);
}

static const char *why_of(const struct newyear *year, const struct newyear_item *item)
{
    const char *from = "";
    for (size_t i = 0; i < item->from_count; i++)
        if (!item->old || item->from[i] != item->old ||
            !str_equal(item->old->key, item->entry->key))
            from =
                arena_printf(year->arena, "%s%s%s", from, *from ? pick(year, "、", "; ") : "",
                             item->from[i]->facts->title.text);
    if (*from)
        return arena_printf(year->arena, is_ja(year) ? "%s（旧: %s）" : "%s (was: %s)",
                            item->evidence, from);
    return item->evidence;
}

static void print_programs(const struct newyear *year, bool open_only, struct buf *out)
{
    static const char *const JA[] = {">行",     "事業",  "名称", ">前年度",
                                     ">本年度", ">増減", "内容", "根拠"};
    static const char *const EN[] = {">row", "program", "title",      ">before",
                                     ">now", ">change", "what it is", "by what"};
    struct table table;
    table_init(&table, year->arena, is_ja(year) ? JA : EN, sizeof EN / sizeof EN[0]);
    for (size_t i = 0; i < year->count; i++) {
        const struct newyear_item *item = &year->items[i];
        const struct budget_entry *entry = item->entry;
        if (open_only && item->fate != NEWYEAR_OPEN)
            continue;
        /* a part has no year before of its own */
        bool has_before = item->has_before && !(newyear_changes(item) & YEARDIFF_PART);
        char change[WORDS_SIZE] = "";
        if (has_before && entry->has_amount)
            words_change((struct decimal){entry->amount - item->before, 0}, 0, year->language,
                         change);
        table_cell(&table, number(year, entry->row));
        table_cell(&table, item->fate == NEWYEAR_OPEN ? "?" : item->id);
        table_cell(&table, entry->title);
        table_cell(&table, money(year, has_before, item->before));
        table_cell(&table, money(year, entry->has_amount, entry->amount));
        table_cell(&table, change);
        table_cell(&table, change_of(year, item));
        table_cell(&table, why_of(year, item));
    }
    table_print(&table, out);
    table_free(&table);
}

static const char *say_fate(const struct newyear *year, const struct newyear_old *old)
{
    if (old->fate == NEWYEAR_ENDED)
        return pick(year, "終了", "ended");
    if (old->fate == NEWYEAR_RESTS)
        return pick(year, "計上なし（継続）", "no budget, goes on");
    if (old->fate == NEWYEAR_TAKEN)
        return pick(year, "他事業に引き継がれる", "continued by others");
    return pick(year, "要回答", "to be answered");
}

static bool is_shown(const struct newyear_old *old)
{
    return old->listed && old->fate != NEWYEAR_GOES_ON && !(old->settled && !old->claims);
}

static void print_others(const struct newyear *year, bool open_only, struct buf *out)
{
    static const char *const JA[] = {"事業", "名称", ">前年度", "内容", "根拠"};
    static const char *const EN[] = {"program", "title", ">before", "what it is", "by what"};
    struct table table;
    size_t count = 0;
    table_init(&table, year->arena, is_ja(year) ? JA : EN, sizeof EN / sizeof EN[0]);
    for (size_t i = 0; i < year->old_count; i++) {
        const struct newyear_old *old = &year->olds[i];
        if (!is_shown(old) || (open_only && old->fate != NEWYEAR_OPEN))
            continue;
        table_cell(&table, old->program->id);
        table_cell(&table, old->facts->title.text);
        table_cell(&table, money(year, true, old->amount));
        table_cell(&table, say_fate(year, old));
        table_cell(&table, old->evidence);
        count++;
    }
    if (count > 0) {
        buf_puts(out, pick(year, "\n前年度にあり、この名称では予算のないもの\n",
                           "\nOf the year before, without a budget under their titles\n"));
        table_print(&table, out);
    }
    table_free(&table);
}

static void print_notes(const struct newyear *year, struct buf *out)
{
    for (size_t i = 0; i < year->notes.count; i++)
        print_note(year, i ? "" : "\n", &year->notes.items[i], out);
}

/* --- questions --- */

static void print_questions(const struct newyear *year, const char *mark, const char *hidden,
                            struct buf *out)
{
    for (size_t i = 0; i < year->question_count; i++) {
        const struct newyear_question *question = &year->questions[i];
        buf_printf(out, "\n%s%zu %s\n", mark, i + 1, question->text);
        if (*question->evidence)
            buf_printf(out, "%s  %s%s\n", mark, pick(year, "根拠: ", "evidence: "),
                       question->evidence);
        for (size_t n = 0; n < NEWYEAR_CHOICES && question->choices[n]; n++)
            buf_printf(out, "%s%s\n", hidden, question->choices[n]);
    }
}

void year_print(const struct newyear *year, bool open_only, struct buf *out)
{
    print_head(year, out);
    print_programs(year, open_only, out);
    print_others(year, open_only, out);
    print_notes(year, out);
    if (year->question_count == 0 || open_only)
        return;
    buf_printf(out,
               is_ja(year) ? "\n%zu件の質問（下の行のどれかを回答として渡す）\n"
                           : "\n%zu to be answered (give one of the lines as the answer)\n",
               year->question_count);
    print_questions(year, "", "    ", out);
}

/* Which policy answers which: no question, since it may also be said later. */
static void print_challenges(const struct newyear *year, struct buf *out)
{
    bool any = false;
    for (size_t i = 0; i < year->policy_count; i++)
        any = any || (!year->policies[i].policy && *year->policies[i].title);
    if (!any || year->challenge_count == 0)
        return;
    buf_puts(out, pick(year, "\n; 新しい施策が応える課題\n",
                       "\n; The challenges that new policies answer\n"));
    for (size_t i = 0; i < year->challenge_count; i++)
        buf_printf(out, ";   %s  %s\n", year->challenges[i].id,
                   year->challenges[i].stated->title);
    for (size_t i = 0; i < year->policy_count; i++)
        if (!year->policies[i].policy && *year->policies[i].title)
            buf_printf(out, ";%s=challenge:\n", year->policies[i].title);
}

void year_print_questions(const struct newyear *year, struct buf *out)
{
    buf_puts(out,
             pick(year,
                  "; 当てはまる行の先頭の ; を外し、--answers で渡してください。\n"
                  "; NEW=OLD[,OLD] 続き　NEW=new 新規　OLD=split:NEW,NEW 分割\n"
                  "; OLD=ended 終了　OLD=rests 計上されない年　NEW=id:ID 新しい事業の識別子\n",
                  "; Take the ; away from the line that is true, and pass the file with "
                  "--answers.\n"
                  "; NEW=OLD[,OLD] continues; NEW=new; OLD=split:NEW,NEW; OLD=ended; "
                  "OLD=rests; NEW=id:ID\n"));
    print_questions(year, "; ", ";", out);
    buf_puts(out, pick(year, "\n; 新しい事業の識別子（後から変えないもの）\n",
                       "\n; Ids of new programs: they are for good\n"));
    for (size_t i = 0; i < year->count; i++)
        if (!year->items[i].old && year->items[i].fate != NEWYEAR_NOTHING &&
            year->items[i].fate != NEWYEAR_OPEN && !year->items[i].said_id)
            buf_printf(out, ";%s=id:%s\n", year->items[i].entry->title, year->items[i].id);
    print_challenges(year, out);
}

void year_print_lines(const struct newyear *year, const struct amend *amend, struct buf *out)
{
    for (size_t i = 0; i < amend->count; i++) {
        const struct amend_file *file = &amend->files[i];
        if (file->count > 0)
            buf_printf(out, "\n%s\n", file->path);
        for (size_t n = 0; n < file->count; n++) {
            const char *text = file->additions[n].text;
            if (n == 0 || file->additions[n].line != file->additions[n - 1].line)
                buf_printf(out, is_ja(year) ? "%d行の後\n" : "behind line %d\n",
                           file->additions[n].line);
            while (*text) {
                size_t length = strcspn(text, "\n");
                buf_printf(out, "+ %.*s\n", (int)length, text);
                text += length + (text[length] == '\n');
            }
        }
    }
}
