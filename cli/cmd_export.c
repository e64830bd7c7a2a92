/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_export: the ledger as open data. */
#include "cli/asof.h"
#include "cli/cmd.h"
#include "cli/progress.h"
#include "config/edition.h"
#include "core/json.h"
#include "core/log.h"
#include "core/mem.h"
#include "core/str.h"
#include "core/words.h"
#include "daemon/discretion.h"
#include "daemon/export.h"

static enum export_kind choose_kind(const struct arguments *arguments)
{
    return options_given(arguments, "vintages") ? EXPORT_VINTAGES
           : options_given(arguments, "sdmx")   ? EXPORT_SDMX
                                                : EXPORT_PLAIN;
}

static int check_options(const struct context *context, const struct arguments *arguments,
                         struct err *err)
{
    if (str_empty(options_value(arguments, "output")))
        return err_set(err, ERR_USAGE, "export: expected -o DIR, see `shihyo export --help`");
    if (str_equal(options_value(arguments, "output"), "-"))
        return err_set(err, ERR_USAGE,
                       "export -o -: an export is a folder of files, which standard output "
                       "cannot be (a folder of that name is ./-; for one indicator there is "
                       "`shihyo show ID --csv`)");
    if (choose_kind(arguments) == EXPORT_VINTAGES && !edition_is_internal(context->settings))
        return err_set(err, ERR_USAGE,
                       "export --vintages names who entered what: it is for the internal "
                       "edition, and this is the public one");
    return asof_check_folder(context, options_value(arguments, "output"), err);
}

/* A file of its own each, so named twice is named once. */
static bool is_chosen(const struct indicator *const *chosen, size_t count,
                      const struct indicator *indicator)
{
    for (size_t i = 0; i < count; i++) {
        if (chosen[i] == indicator)
            return true;
    }
    return false;
}

/* Those named, else all; what the edition does not show stays inside. */
static int choose(const struct context *context, const struct arguments *arguments,
                  const struct indicator **chosen, size_t *count, struct err *err)
{
    const struct settings *settings = context->settings;
    bool named = arguments->word_count > 0;
    size_t most = named ? (size_t)arguments->word_count : settings->indicator_count;

    *count = 0;
    for (size_t i = 0; i < most; i++) {
        const struct indicator *indicator =
            named ? cmd_indicator(context, arguments->words[i], err)
                  : &settings->indicators[i];

        if (!indicator)
            return -1;
        if (named && !edition_shows(settings, indicator))
            return err_set(err, ERR_USAGE, "%s is not public, and this is the public edition",
                           indicator->id);
        if (edition_shows(settings, indicator) &&
            (!named || !is_chosen(chosen, *count, indicator))) {
            cmd_tell_odd(context, indicator);
            chosen[(*count)++] = indicator;
        }
    }
    return 0;
}

static void print_report(const struct export_options *options, const struct export_file *files,
                         struct buf *out)
{
    size_t rows = 0;

    for (size_t i = 0; i < options->count; i++)
        rows += files[i].rows;
    if (options->settings->site.language == LANGUAGE_JA)
        buf_printf(out, "%s: 指標%zu・%zu行、" EXPORT_PACKAGE "\n", options->folder,
                   options->count, rows);
    else
        buf_printf(out, "%s: %zu indicators, %zu rows, and " EXPORT_PACKAGE "\n",
                   options->folder, options->count, rows);
}

/* They were published once, and would go on being. */
static void tell_strays(const struct export_options *options,
                        const struct export_strays *strays, struct arena *arena)
{
    bool japanese = options->settings->site.language == LANGUAGE_JA;

    if (strays->count == 0)
        return;
    const char *more =
        strays->count > 1
            ? arena_printf(arena, japanese ? "ほか%zu件" : " and %zu more", strays->count - 1)
            : "";
    if (options->prune)
        log_info(japanese ? "%s: 今回の出力にない %s%s を削除しました"
                          : "%s: %s%s of exports of before taken away",
                 options->folder, strays->names[0], more);
    else
        log_warning(japanese ? "%s: 以前の出力 %s%s は今回の出力になく、" EXPORT_PACKAGE
                               " にも載っていません（--prune で削除）"
                             : "%s: %s%s of exports of before are not in this one, and "
                               "not in " EXPORT_PACKAGE " (--prune takes them away)",
                    options->folder, strays->names[0], more);
}

static void print_json(const struct export_options *options, const struct export_file *files,
                       const struct export_strays *strays, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_string(&json, "folder", options->folder);
    json_string(&json, "package", EXPORT_PACKAGE);
    json_begin_array(&json, "files");
    for (size_t i = 0; i < options->count; i++) {
        json_begin_object(&json, NULL);
        json_string(&json, "indicator", files[i].indicator->id);
        json_integer(&json, "rows", (int64_t)files[i].rows);
        json_integer(&json, "bytes", (int64_t)files[i].bytes);
        json_string(&json, "sha256", files[i].sha256);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_begin_array(&json, options->prune ? "pruned" : "strays");
    for (size_t i = 0; i < strays->count; i++)
        json_string(&json, NULL, strays->names[i]);
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}

/* An export is made to be given away. Every version is kept to be imported again, embargoes
 * and all, and is written in the internal edition only. */
static int choose_reader(struct context *context, enum export_kind kind, struct err *err)
{
    return (kind == EXPORT_VINTAGES ? discretion_inside : discretion_machines)(
        context->ledger, context->settings, context->now, err);
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    struct progress progress = {.doing = "exporting"};
    size_t most = context->settings->indicator_count + (size_t)arguments->word_count;
    const struct indicator **chosen = arena_alloc(context->arena, most, sizeof *chosen);
    const struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    struct export_options options = {
        .settings = context->settings,
        .ledger = context->ledger,
        .indicators = chosen,
        .kind = choose_kind(arguments),
        .folder = options_value(arguments, "output"),
        .prune = options_given(arguments, "prune"),
        .wait = &wait,
        .now = context->now,
        .progress = progress_terminal(),
        .context = &progress,
    };

    if (check_options(context, arguments, err) ||
        choose(context, arguments, chosen, &options.count, err) ||
        choose_reader(context, options.kind, err))
        return -1;
    struct export_file *files = mem_calloc(options.count, sizeof *files);
    struct export_strays strays = {.arena = context->arena};
    int failed = export_run(&options, files, &strays, err);
    if (!failed)
        tell_strays(&options, &strays, context->arena);
    if (!failed && options_given(arguments, "json"))
        print_json(&options, files, &strays, &context->out);
    else if (!failed)
        print_report(&options, files, &context->out);
    mem_free(files);
    return failed;
}

const struct command cmd_export = {
    .name = "export",
    .summary = "the figures as open data: CSV and a Frictionless data package",
    .synopsis = "-o DIR [ID...]",
    .help =
        "Writes ID.csv for each indicator (without an ID: all that the edition shows) and "
        "datapackage.json,\nwhich describes them. What else is in the folder stays; what "
        "exports "
        "of before left in it is told,\nor taken away with --prune. `import` reads an export "
        "again.\n\n"
        "  shihyo export -o open-data                # what stands\n"
        "  shihyo export -o ledger --vintages        # all there is, to import it elsewhere\n"
        "  shihyo export -o sdmx --sdmx lobo-di      # SDMX-CSV 2.0\n\n"
        "Where there is no ledger nothing is written (69).\n",
    .needs = NEEDS_LEDGER,
    .words_max = -1,
    .options = {ASOF_OPTION,
                {"output", 'o', "DIR", "the folder"},
                {"vintages", 0, NULL, "every version, with who said it, where and when"},
                {"sdmx", 0, NULL, "as SDMX-CSV 2.0"},
                {"prune", 0, NULL,
                 "take ID.csv away that an export wrote and this one does not"},
                {"json", 0, NULL, "what was written, as JSON"}},
    .apart = {{"vintages", "sdmx"}},
    .run = run,
};
