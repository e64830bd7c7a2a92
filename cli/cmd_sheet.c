/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_sheet: evaluation sheets of programs, as workbooks. */
#include <string.h>

#include "cli/asof.h"
#include "cli/cmd.h"
#include "cli/progress.h"
#include "cli/typed.h"
#include "config/family.h"
#include "config/within.h"
#include "core/file.h"
#include "core/json.h"
#include "core/log.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/discretion.h"
#include "daemon/portfolio.h"
#include "daemon/sheeting.h"

struct sheets {
    struct context *context;
    const struct sheet_form *form;
    int year;
    bool all;
    const char *output; /* a file, or a folder of all */
    const struct program **programs;
    size_t count;
    struct json json;
    bool as_json;
};

/* --- what was asked for --- */

static int read_year(struct sheets *sheets, const char *text, struct err *err)
{
    int64_t year = portfolio_newest_year(sheets->context->settings);

    if (text && !typed_year(text, &year))
        return err_set(err, ERR_USAGE, "--year \"%s\": expected a fiscal year such as 2024",
                       text);
    sheets->year = (int)year;
    return 0;
}

/* The only one there is needs no name; `none` is our own. */
static int choose_form(struct sheets *sheets, const char *name, struct err *err)
{
    const struct settings *settings = sheets->context->settings;

    if (name && str_equal(name, "none"))
        return 0;
    if (!name && settings->sheet_count > 1)
        return err_set(err, ERR_USAGE,
                       "there are %zu [sheet] sections, expected --form with the name of one "
                       "(%s, ...), or --form none for our own",
                       settings->sheet_count, settings->sheets[0].id);
    if (!name) {
        sheets->form = settings->sheet_count == 1 ? &settings->sheets[0] : NULL;
        return 0;
    }
    sheets->form = family_find(settings, SECTION_SHEET, name);
    return sheets->form ? 0
                        : err_set(err, ERR_USAGE, "--form %.60s: there is no [sheet %.60s]",
                                  name, name);
}

static int check_output(struct sheets *sheets, const struct arguments *arguments,
                        struct err *err)
{
    sheets->output = options_value(arguments, "output");
    sheets->all = options_given(arguments, "all");
    if (sheets->all == (arguments->word_count > 0))
        return err_set(err, ERR_USAGE, "sheet: expected a program, or --all");
    if (str_empty(sheets->output) || str_equal(sheets->output, "-"))
        return err_set(err, ERR_USAGE, "sheet: expected -o %s",
                       sheets->all ? "DIR, a folder with a file for each program"
                                   : "FILE.xlsx");
    if (!sheets->all && !str_ends(sheets->output, ".xlsx"))
        return err_set(err, ERR_USAGE, "-o %s: expected a name that ends in .xlsx",
                       sheets->output);
    return 0;
}

/* What is in the output is published, and a sheet is for those inside. */
static int check_folder(const struct sheets *sheets, struct err *err)
{
    const struct site *site = &sheets->context->settings->site;
    const char *folders[] = {site->output, site->state};

    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++)
        if (within_folder(sheets->output, folders[i]))
            return err_set(
                err, ERR_USAGE, "-o %s is in %s, which is %s, expected another folder",
                sheets->output, folders[i], i == 0 ? "the site's" : "the state folder");
    return 0;
}

static int choose_programs(struct sheets *sheets, const char *id, struct err *err)
{
    const struct settings *settings = sheets->context->settings;
    struct portfolio_choice choice = {sheets->year, true};

    sheets->programs = arena_alloc(sheets->context->arena, settings->program_count + 1,
                                   sizeof *sheets->programs);
    if (id && !settings_program(settings, id))
        return err_set(err, ERR_USAGE, "no program \"%s\" in %s; `shihyo programs` lists them",
                       id, sheets->context->config);
    for (size_t i = 0; i < settings->program_count; i++) {
        const struct program *program = &settings->programs[i];

        if (portfolio_stands(program, &choice) && (!id || str_equal(program->id, id)))
            sheets->programs[sheets->count++] = program;
    }
    if (sheets->count > 0)
        return 0;
    return err_set(err, ERR_USAGE, "%s%snothing is configured of fiscal year %d", id ? id : "",
                   id ? ": " : "", sheets->year);
}

/* --- what was done --- */

static const char *state_name(enum filling_state state)
{
    static const char *const names[] = {
        [FILLING_WRITTEN] = "written", [FILLING_SAME] = "same",       [FILLING_KEPT] = "kept",
        [FILLING_EMPTY] = "empty",     [FILLING_CLEARED] = "cleared", [FILLING_GONE] = "gone",
        [FILLING_NO_ROOM] = "no-room", [FILLING_REFUSED] = "refused"};

    return names[state];
}

static size_t count_of(const struct sheeting *sheet, enum filling_state state)
{
    size_t count = 0;

    for (size_t i = 0; i < sheet->count; i++)
        count += sheet->cells[i].outcome.state == state;
    return count;
}

static void print_json(struct sheets *sheets, const struct program *program, const char *path,
                       const struct sheeting *sheet)
{
    struct json *json = &sheets->json;

    json_begin_object(json, NULL);
    json_string(json, "program", program->id);
    json_string(json, "file", path);
    json_bool(json, "made", sheet->made);
    json_bool(json, "changed", sheet->changed);
    json_begin_array(json, "fields");
    for (size_t i = 0; i < sheet->count; i++) {
        const struct sheeting_cell *cell = &sheet->cells[i];
        bool kept = cell->outcome.state == FILLING_KEPT;

        json_begin_object(json, NULL);
        json_string(json, "field", cell->field);
        json_string(json, "cell", str_empty(cell->outcome.place) ? NULL : cell->outcome.place);
        json_string(json, "state", state_name(cell->outcome.state));
        json_string(json, "value", str_empty(cell->value.text) ? NULL : cell->value.text);
        json_string(json, "found", kept ? cell->outcome.found : NULL);
        json_string(json, "reason", str_empty(cell->value.reason) ? NULL : cell->value.reason);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

static void print_report(const struct sheets *sheets, const char *path,
                         const struct sheeting *sheet)
{
    size_t filled = count_of(sheet, FILLING_WRITTEN) + count_of(sheet, FILLING_SAME);
    size_t empty = count_of(sheet, FILLING_EMPTY) + count_of(sheet, FILLING_CLEARED);
    size_t kept = count_of(sheet, FILLING_KEPT);
    struct buf *out = &sheets->context->out;

    if (sheets->context->settings->site.language == LANGUAGE_JA)
        buf_printf(out, "%s: %s（記入%zu欄、値のない%zu欄、手入力のまま残した%zu欄）\n", path,
                   sheet->made      ? "作成しました"
                   : sheet->changed ? "更新しました"
                                    : "変わりません",
                   filled, empty, kept);
    else
        buf_printf(out, "%s: %s (%zu filled in, %zu without a value, %zu kept as typed)\n",
                   path,
                   sheet->made      ? "made"
                   : sheet->changed ? "brought up to date"
                                    : "unchanged",
                   filled, empty, kept);
}

/* Each line of a text, behind the program that it is of. */
static void tell_lines(const struct sheets *sheets, const struct program *program,
                       const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        log_info("%s: %s", program->id,
                 plain_copy(sheets->context->arena,
                            arena_strndup(sheets->context->arena, text, length)));
        text += length + (text[length] == '\n' ? 1 : 0);
    }
}

/* What a person must know, or would miss. */
static void tell_cells(const struct sheets *sheets, const struct program *program,
                       const struct sheeting *sheet)
{
    bool japanese = sheets->context->settings->site.language == LANGUAGE_JA;
    struct arena *arena = sheets->context->arena;

    for (size_t i = 0; i < sheet->count; i++) {
        const struct sheeting_cell *cell = &sheet->cells[i];
        const char *found = plain_copy(arena, cell->outcome.found);

        if (cell->outcome.state == FILLING_KEPT && *found == '\0')
            log_info(japanese ? "%s: %s（%s）: 空欄にされたまま残しました"
                              : "%s: %s (%s): left empty, as somebody made it",
                     program->id, plain_copy(arena, cell->outcome.place), cell->field);
        else if (cell->outcome.state == FILLING_KEPT)
            log_info(japanese ? "%s: %s（%s）: 手入力の「%.60s」を残しました"
                              : "%s: %s (%s): kept as typed: \"%.60s\"",
                     program->id, plain_copy(arena, cell->outcome.place), cell->field, found);
        else if (cell->outcome.state == FILLING_GONE)
            log_warning(japanese ? "%s: %s: 欄が削除されているため書きませんでした"
                                 : "%s: %s: its cell was deleted, nothing was written",
                        program->id, cell->field);
        else if (cell->outcome.state == FILLING_NO_ROOM && !str_empty(cell->value.text))
            log_warning(japanese ? "%s: %s: このファイルに欄がありません（新しいファイルに"
                                   "作ってください）"
                                 : "%s: %s: this file has no room for it (a new one would)",
                        program->id, cell->field);
    }
}

static const char *path_of(const struct sheets *sheets, const struct program *program)
{
    if (!sheets->all)
        return sheets->output;
    return arena_printf(sheets->context->arena, "%s%s%s.xlsx", sheets->output,
                        str_ends(sheets->output, "/") ? "" : "/", program->id);
}

static int make(struct sheets *sheets, const struct program *program, struct err *err)
{
    const char *path = path_of(sheets, program);
    struct faults faults = {0};
    struct sheeting sheet;
    const struct sheeting_job job = {.ledger = sheets->context->ledger,
                                     .settings = sheets->context->settings,
                                     .form = sheets->form,
                                     .program = program,
                                     .year = sheets->year,
                                     .now = sheets->context->now,
                                     .path = path};
    if (sheets->context->settings->site.as_of.words.text && file_exists(path))
        return err_set(err, ERR_USAGE,
                       "%s is there: what was known at another time goes into a new file",
                       path);
    int failed = sheeting_run(&job, sheets->context->arena, &sheet, &faults, err);

    cmd_tell_faults(&faults);
    fault_free(&faults);
    if (failed)
        return -1;
    tell_lines(sheets, program, sheet.remarks);
    tell_cells(sheets, program, &sheet);
    if (sheets->as_json)
        print_json(sheets, program, path, &sheet);
    else
        print_report(sheets, path, &sheet);
    return 0;
}

/* One that fails is told, and the others are made. */
static int make_all(struct sheets *sheets, struct err *err)
{
    struct progress progress = {.doing = "filling in"};
    progress_show show = progress_terminal();
    struct err first = {0};

    if (sheets->all && file_make_folder(sheets->output, 0755, err) != 0)
        return -1;
    for (size_t i = 0; i < sheets->count; i++) {
        struct err own = {0};

        if (make(sheets, sheets->programs[i], &own) != 0) {
            if (first.code != ERR_NONE)
                log_error("%s", first.text);
            first = own;
        }
        if (show)
            show(i + 1, sheets->count, &progress);
    }
    *err = first;
    return first.code == ERR_NONE ? 0 : -1;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct sheets sheets = {.context = context, .as_json = options_given(arguments, "json")};
    const char *id = arguments->word_count > 0 ? arguments->words[0] : NULL;

    if (check_output(&sheets, arguments, err) != 0 || check_folder(&sheets, err) != 0 ||
        read_year(&sheets, options_value(arguments, "year"), err) != 0 ||
        choose_form(&sheets, options_value(arguments, "form"), err) != 0 ||
        choose_programs(&sheets, id, err) != 0 ||
        discretion_machines(context->ledger, context->settings, context->now, err) != 0)
        return -1;
    if (sheets.as_json) {
        json_init(&sheets.json, &context->out);
        json_begin_object(&sheets.json, NULL);
        json_integer(&sheets.json, "version", 1);
        json_integer(&sheets.json, "year", sheets.year);
        json_string(&sheets.json, "form", sheets.form ? sheets.form->id : NULL);
        json_begin_array(&sheets.json, "sheets");
    }
    int failed = make_all(&sheets, err);
    if (sheets.as_json) {
        json_end_array(&sheets.json);
        json_end_object(&sheets.json);
        buf_putc(&context->out, '\n');
    }
    return failed;
}

const struct command cmd_sheet = {
    .name = "sheet",
    .summary = "evaluation sheets of programs, as workbooks",
    .synopsis = "ID|--all",
    .help =
        "An evaluation sheet (事務事業評価シート) for a program and a fiscal year: budgets by "
        "kind, what was done\nand what came of it, against baseline and target. Of our own "
        "form, or of the office's: [sheet NAME] in\nthe configuration says which cell of "
        "its empty form is which field.\n\n"
        "  shihyo sheet ict-park --year 2024 -o ict-park.xlsx\n"
        "  shihyo sheet --all --year 2024 -o sheets      # a file for each program\n\n"
        "A file that is there is filled in again: what a person typed in it stays, and is "
        "told. What has no value\nstays empty; why, stands on standard error and in the "
        "field `remarks`. Where there is no ledger nothing is\nwritten (69).\n\n"
        "Fields of [sheet NAME]:\n"
        "  id title policy challenge tier kind new pledge account owner start summary change "
        "why year made office\n"
        "  remarks caution; in thousand yen budget revised carried settled general, of the "
        "year before\n"
        "  budget.before ...; of the Nth indicator of what was done (output.1.title) or came "
        "of it (outcome.1.title)\n"
        "  title unit definition period value status previous previous_period baseline "
        "baseline_period target\n"
        "  target_period due rate reading before after cause action\n",
    .ids = "program",
    .needs = NEEDS_LEDGER,
    .words_max = 1,
    .options = {{"output", 'o', "FILE|DIR", "the workbook; with --all the folder of all"},
                {"year", 'y', "YEAR", "the fiscal year; else the newest one"},
                {"all", 0, NULL, "every program of the year"},
                {"form", 0, "NAME", "the [sheet NAME]; none is our own"},
                ASOF_OPTION,
                {"json", 0, NULL, "what became of each field, as JSON"}},
    .run = run,
};
