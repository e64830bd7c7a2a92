/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_year: a new fiscal year, from its budget document. */
#include <string.h>

#include "cli/cmd.h"
#include "cli/terminal.h"
#include "cli/typed.h"
#include "cli/year_print.h"
#include "collector/whole.h"
#include "core/file.h"
#include "core/str.h"

#define FILE_LIMIT ((size_t)64 << 20)
#define TEXT_LIMIT ((size_t)4 << 20)

struct task {
    struct context *context;
    const struct arguments *arguments;
    struct budget_choice choice;
    struct newyear_answer *answers;
    size_t answer_count;
    struct grids grids;
    struct budget budget;
    struct faults faults;
    struct newyear year;
    struct amend amend;
};

/* --- what is asked for --- */

/* title=事業名,budget=予算額 */
static int read_columns(struct task *task, struct err *err)
{
    const char *said = options_value(task->arguments, "columns");
    struct arena *arena = task->context->arena;

    while (said && *said) {
        size_t length = strcspn(said, ",");
        const char *pair = budget_tidy(arena, arena_strndup(arena, said, length));
        const char *equals = strchr(pair, '=');
        size_t column = 0;

        said += length + (said[length] == ',');
        while (equals && budget_column_name(column) &&
               !str_equal(budget_column_name(column),
                          arena_strndup(arena, pair, (size_t)(equals - pair))))
            column++;
        if (!equals || !budget_column_name(column))
            return err_set(err, ERR_USAGE,
                           "--columns %.60s: expected WHAT=HEAD, WHAT being title, budget, "
                           "former, policy, marks, was, summary, change, owner, account, "
                           "remark or year",
                           pair);
        task->choice.heads[column] = equals + 1;
    }
    return 0;
}

static int read_answers(struct task *task, struct err *err)
{
    const struct arguments *arguments = task->arguments;
    const char *file = options_value(arguments, "answers");
    struct arena *arena = task->context->arena;

    task->answers = arena_alloc(arena, NEWYEAR_ANSWERS_MAX + (size_t)arguments->word_count,
                                sizeof *task->answers);
    if (file && newyear_answers(file, arena, task->answers, &task->answer_count, err))
        return -1;
    for (int i = 1; i < arguments->word_count; i++)
        if (newyear_answer(arguments->words[i], (struct origin){NULL, 0}, arena,
                           &task->answers[task->answer_count++], err))
            return -1;
    return 0;
}

static void name_policies(struct task *task)
{
    const struct settings *settings = task->context->settings;
    const char **titles =
        arena_alloc(task->context->arena, settings->policy_count, sizeof *titles);

    for (size_t i = 0; i < settings->policy_count; i++)
        titles[i] = settings->policies[i].title.text ? settings->policies[i].title.text : "";
    task->choice.policies = titles;
    task->choice.policy_count = settings->policy_count;
}

static int read_options(struct task *task, struct err *err)
{
    const struct arguments *arguments = task->arguments;
    const char *file = options_value(arguments, "from");
    int64_t year;

    if (!typed_year(arguments->words[0], &year))
        return err_set(err, ERR_USAGE, "\"%.40s\": expected a fiscal year such as 2025",
                       arguments->words[0]);
    if (!file)
        return err_set(err, ERR_USAGE, "expected the budget document: --from FILE");
    task->choice = (struct budget_choice){
        .year = (int)year,
        .file = file,
        .unit = options_value(arguments, "unit"),
        .table = options_value(arguments, "table"),
        .language = options_given(arguments, "json") ? LANGUAGE_EN
                                                     : task->context->settings->site.language};
    name_policies(task);
    return read_columns(task, err) || read_answers(task, err) ? -1 : 0;
}

/* --- the document --- */

static int decode(struct task *task, struct err *err)
{
    const char *encoding = options_value(task->arguments, "encoding");
    const char *format = options_value(task->arguments, "format");
    struct buf bytes;

    buf_init(&bytes, FILE_LIMIT);
    int failed = file_read_regular(task->choice.file, &bytes, err);
    struct document document = {.bytes = buf_text(&bytes),
                                .length = bytes.length,
                                .content_type = "",
                                .encoding = encoding ? encoding : "auto",
                                .rows = "",
                                .published = ""};
    if (!failed && whole_read(&document, format ? format : "auto", &task->grids, err))
        failed = err_prefix(err, "%s", task->choice.file);
    buf_free(&bytes);
    return failed;
}

static int propose(struct task *task, struct err *err)
{
    struct context *context = task->context;
    int failed = budget_read(&task->grids, &task->choice, &task->budget, &task->faults, err);

    if (failed)
        return err->code == ERR_USAGE ? -1 : err_prefix(err, "%s", task->choice.file);
    task->year = (struct newyear){.arena = context->arena,
                                  .settings = context->settings,
                                  .budget = &task->budget,
                                  .year = task->choice.year,
                                  .file = task->choice.file,
                                  .faults = &task->faults};
    return newyear_make(&task->year, task->answers, task->answer_count, err);
}

/* --- what is said, and written --- */

static int write_questions(const struct task *task, struct err *err)
{
    const char *file = options_value(task->arguments, "questions");
    struct buf text;

    if (!file)
        return 0;
    if (file_exists(file))
        return err_set(err, ERR_DATA, "%s: is there already, and may have answers in it",
                       file);
    buf_init(&text, TEXT_LIMIT);
    year_print_questions(&task->year, &text);
    int failed = file_write(file, buf_text(&text), text.length, err);
    buf_free(&text);
    return failed;
}

static bool gains(const struct amend *amend)
{
    for (size_t i = 0; i < amend->count; i++)
        if (amend->files[i].count > 0)
            return true;
    return false;
}

static int amend(struct task *task, bool *written, struct err *err)
{
    bool write = options_given(task->arguments, "write");

    *written = false;
    if (task->year.question_count > 0)
        return !write
                   ? 0
                   : err_set(err, ERR_DATA, "%zu %s open, so nothing was written",
                             task->year.question_count,
                             task->year.question_count == 1 ? "question is" : "questions are");
    if (newyear_amend(&task->year, task->context->config, &task->amend, err))
        return -1;
    if (write && amend_write(&task->amend, err))
        return -1;
    *written = write && gains(&task->amend);
    return 0;
}

static void tell_questions(const struct task *task, const char *file, struct buf *out)
{
    size_t count = task->year.question_count;
    bool ja = task->year.language == LANGUAGE_JA;

    if (count == 0)
        buf_printf(
            out,
            ja ? "\n質問はありません。%s には、任意の回答（新しい事業の識別子など）だけを"
                 "書きました。\n"
               : "\nNothing is open: %s has what may be answered besides, as ids.\n",
            file);
    else
        buf_printf(
            out,
            ja ? "\n%zu件の質問を %s に書きました。回答の行の ; を外し、--answers %s "
                 "で渡してください。\n"
               : "\n%zu questions were written to %s: take the ; away from the lines that "
                 "are true, and pass it with --answers %s.\n",
            count, file, file);
}

static void tell_end(const struct task *task, bool written, struct buf *out)
{
    enum language language = task->year.language;
    int year = task->choice.year;
    const char *file = options_value(task->arguments, "questions");
    char which[WORDS_SIZE];

    words_fiscal_year(year, language, which);
    year_print_lines(&task->year, &task->amend, out);
    if (file)
        tell_questions(task, file, out);
    if (task->year.question_count > 0)
        return;
    if (!gains(&task->amend))
        buf_printf(out,
                   language == LANGUAGE_JA ? "\n%sは設定にすべてあります。\n"
                                           : "\nAll of %s is configured already.\n",
                   which);
    else if (written)
        buf_printf(out,
                   language == LANGUAGE_JA
                       ? "\n書きました。次に: shihyo check-config; shihyo programs --year %d\n"
                       : "\nWritten. Next: shihyo check-config; shihyo programs --year %d\n",
                   year);
    else
        buf_puts(out,
                 words_pick(language, "\n何も書いていません。--write で上の行を加えます。\n",
                            "\nNothing was written: --write adds these lines.\n"));
}

static int finish(struct task *task, struct err *err)
{
    struct buf *out = &task->context->out;
    bool json = options_given(task->arguments, "json");
    bool written = false;

    if (!json)
        year_print(&task->year, options_given(task->arguments, "questions"), out);
    int failed = write_questions(task, err) || amend(task, &written, err) ? -1 : 0;
    if (json)
        year_print_json(&task->year, &task->amend, written, out);
    else if (!failed)
        tell_end(task, written, out);
    return failed;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct task task = {
        .context = context, .arguments = arguments, .amend = {.arena = context->arena}};
    int failed = read_options(&task, err);

    grid_init(&task.grids);
    if (!failed) {
        terminal_progress("reading the budget");
        failed = decode(&task, err) || propose(&task, err) ? -1 : 0;
        terminal_progress(NULL);
    }
    if (!failed)
        failed = finish(&task, err);
    cmd_tell_faults(&task.faults);
    amend_free(&task.amend);
    newyear_free(&task.year);
    budget_free(&task.budget);
    fault_free(&task.faults);
    grid_free(&task.grids);
    return failed;
}

const struct command cmd_year = {
    .name = "year",
    .summary = "a new fiscal year of the programs, from its budget document",
    .synopsis = "YEAR [ANSWER...]",
    .help =
        "Reads the year's budget (a table of any format, its columns found by their heads, or "
        "a policy\ndocument's 【(新)TITLE】 [公約] 1,234千円) and says of each program what "
        "it is "
        "against the year\nbefore: unchanged, increased, cut, new, renamed, split, merged, "
        "ended. What is not certain is a\nquestion; an ANSWER settles it:\n\n"
        "  NEW=OLD[,OLD]   the document's program continues these (an id or a title)\n"
        "  NEW=new         it continues none\n"
        "  OLD=split:NEW,NEW   OLD=ended   OLD=rests (not every year, or just not listed)\n"
        "  NEW=id:ID       the id of a new program, which is for good; else p2025-01 ...\n"
        "  NEW=kind:KIND   POLICY=policy:ID   POLICY=challenge:ID\n\n"
        "With --write, and without an open question, the keys of the year (budget.2025, "
        "title.2025 ...)\nare added to the files where the programs stand. Nothing else in "
        "them changes; (新) and ▶ of the\nyear before are taken back by new.2025 = no and an "
        "empty change.2025.\n\n"
        "  shihyo year 2025 --from budget.xlsx --questions answers.txt\n"
        "  shihyo year 2025 --from budget.xlsx --answers answers.txt --write\n\n"
        "Exit status: 0, also with questions; 65 the document could not be read, its total "
        "does "
        "not agree\nwith its rows, two programs claim one predecessor, or --write with "
        "questions "
        "open; 78 the\nconfiguration is, or would be, wrong. Nothing was written then.\n",
    .ids = "program",
    .needs = NEEDS_SETTINGS,
    .words_min = 1,
    .words_max = -1,
    .options = {{"from", 'f', "FILE", "the budget document"},
                {"write", 'w', NULL, "add the keys of the year to the configuration"},
                {"answers", 'a', "FILE", "of answers, one a line"},
                {"questions", 0, "FILE", "write what is open, as a file to be answered"},
                {"columns", 0, "LIST", "title=HEAD,budget=HEAD ... where it cannot tell"},
                {"unit", 0, "UNIT", "of amounts where none is printed: 千円"},
                {"table", 0, "NAME", "only tables with this in their names"},
                {"format", 0, "FORMAT", "auto csv xlsx html json xml pdf text"},
                {"encoding", 0, "NAME", "auto or an iconv name"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
