/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_freeze: a state is kept under a name. */
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/entry.h"
#include "cli/table.h"
#include "cli/typed.h"
#include "core/instant.h"
#include "core/json.h"
#include "core/plain.h"
#include "core/str.h"
#include "core/unicode.h"
#include "core/words.h"
#include "daemon/cycle.h"
#include "daemon/freezing.h"

#define NAME_MAX_BYTES 120 /* 40 kanji */
#define NOTE_MAX_BYTES 500

/* --- what was typed --- */

static int check_line(const char *what, const char *text, size_t most, struct err *err)
{
    size_t offset;

    if (!unicode_is_blank(text) && strlen(text) <= most && plain_check(text, &offset))
        return 0;
    return err_set(err, ERR_USAGE,
                   "%s: expected one line of UTF-8 of at most %zu bytes, without control "
                   "characters",
                   what, most);
}

/* A name must not be read as anything else where it is used. */
static int check_name(const char *name, struct err *err)
{
    struct err no_time = {0};
    int64_t from, to;

    if (check_line("the name", name, NAME_MAX_BYTES, err))
        return -1;
    if (typed_moment(name, &from, &to, &no_time) == 0)
        return err_set(err, ERR_USAGE,
                       "\"%s\" is a time, which --as-of takes as one; expected a name such as "
                       "2026年第3回定例会",
                       name);
    if (name[0] == '-' || str_equal(name, "list") || str_equal(name, "show"))
        return err_set(err, ERR_USAGE, "\"%s\": expected another name", name);
    return 0;
}

/* --- freezing --- */

static void print_freeze_json(struct json *json, const struct freeze *freeze)
{
    char at[INSTANT_TEXT_SIZE];

    instant_print(freeze->at, at);
    json_string(json, "name", freeze->name);
    json_string(json, "at", at);
    json_string(json, "who", freeze->who);
    json_string(json, "note", freeze->note);
    json_string(json, "program", freeze->program);
    json_bool(json, "remade", freeze->remade);
    json_string(json, "main", freeze->main);
    json_integer(json, "files", (int64_t)freeze->file_count);
    json_integer(json, "bytes", freeze->bytes);
}

static void tell(struct context *context, const struct freeze *freeze, bool json)
{
    char at[INSTANT_TEXT_SIZE];
    struct json out;

    if (json) {
        json_init(&out, &context->out);
        json_begin_object(&out, NULL);
        json_integer(&out, "version", 1);
        print_freeze_json(&out, freeze);
        json_end_object(&out);
        buf_putc(&context->out, '\n');
        return;
    }
    instant_print_local(freeze->at, at);
    if (context->settings->site.language == LANGUAGE_JA)
        buf_printf(&context->out, "%s: %s時点の状態と設定（%zuファイル）を保存しました\n",
                   freeze->name, at, freeze->file_count);
    else
        buf_printf(&context->out,
                   "%s: frozen as known at %s, with %zu files of configuration\n",
                   freeze->name, at, freeze->file_count);
}

/* Under the lock: between two cycles, so that what the pages say is what is kept. */
static int freeze_it(struct context *context, const struct arguments *arguments,
                     const char *name, struct err *err)
{
    struct lock_wait wait = cmd_wait(context, WAIT_ASKED_S);
    struct freeze freeze = {
        .name = name, .at = context->now, .note = options_value(arguments, "note")};

    if (check_name(name, err) || entry_section(context, arguments, "by", &freeze.who, err) ||
        (freeze.note && check_line("--note", freeze.note, NOTE_MAX_BYTES, err)) ||
        ledger_look(context->settings->site.state, err))
        return -1;
    if (!freeze.who)
        freeze.who = entry_user(context->arena);
    int lock = cycle_lock(context->settings, &wait, err);
    if (lock < 0)
        return -1;
    int failed =
        ledger_open_existing(context->settings->site.state, &context->ledger, err) ||
        freezing_keep(context->ledger, context->settings, &freeze, context->arena, err);
    close(lock);
    if (failed)
        return -1;
    tell(context, &freeze, options_given(arguments, "json"));
    return 0;
}

/* --- looking --- */

static void list_json(const struct freezes *all, struct buf *out)
{
    struct json json;

    json_init(&json, out);
    json_begin_object(&json, NULL);
    json_integer(&json, "version", 1);
    json_begin_array(&json, "freezes");
    for (size_t i = 0; i < all->count; i++) {
        json_begin_object(&json, NULL);
        print_freeze_json(&json, &all->items[i]);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_putc(out, '\n');
}

static int list(struct context *context, const struct freezes *all, bool json)
{
    enum language language = context->settings->site.language;
    const char *const ja[] = {"名前", "時点", "担当", "版", "備考"};
    const char *const en[] = {"name", "as known", "who", "program", "why"};
    struct table table;

    if (json) {
        list_json(all, &context->out);
        return 0;
    }
    if (all->count == 0) {
        buf_puts(&context->out,
                 words_pick(language, "保存した時点はありません。\n", "Nothing is frozen.\n"));
        return 0;
    }
    table_init(&table, context->arena, language == LANGUAGE_JA ? ja : en, 5);
    for (size_t i = 0; i < all->count; i++) {
        char at[INSTANT_TEXT_SIZE];

        instant_print_local(all->items[i].at, at);
        table_cell(&table, all->items[i].name);
        table_cell(&table, at);
        table_cell(&table, all->items[i].who);
        table_cell(&table, all->items[i].program);
        table_cell(&table, all->items[i].note);
    }
    table_print(&table, &context->out);
    table_free(&table);
    return 0;
}

static void show_files(struct context *context, const struct freezes *one,
                       const struct textfiles *files, bool json)
{
    struct json out;

    if (!json) {
        (void)list(context, one, false);
        for (size_t i = 0; i < files->count; i++)
            buf_printf(&context->out, "%s%s\n", i ? "" : "\n", files->items[i].path);
        return;
    }
    json_init(&out, &context->out);
    json_begin_object(&out, NULL);
    json_integer(&out, "version", 1);
    print_freeze_json(&out, one->items);
    json_begin_array(&out, "texts");
    for (size_t i = 0; i < files->count; i++) {
        json_begin_object(&out, NULL);
        json_string(&out, "path", files->items[i].path);
        json_string(&out, "text", files->items[i].text);
        json_end_object(&out);
    }
    json_end_array(&out);
    json_end_object(&out);
    buf_putc(&context->out, '\n');
}

/* By its path, or by as much of the end of it as no other file has. */
static int find_file(const struct textfiles *files, const char *asked, struct arena *arena,
                     const struct textfile **out, struct err *err)
{
    const char *end = arena_printf(arena, "/%s", asked);

    *out = textfiles_find(files, asked);
    for (size_t i = 0; !*out && i < files->count; i++) {
        if (!str_ends(files->items[i].path, end))
            continue;
        for (size_t k = i + 1; k < files->count; k++) {
            if (str_ends(files->items[k].path, end))
                return err_set(err, ERR_USAGE,
                               "\"%s\" is %s and %s: expected more of its path", asked,
                               files->items[i].path, files->items[k].path);
        }
        *out = &files->items[i];
    }
    return 0;
}

/* Its files, or the text of one. */
static int show(struct context *context, const struct freezes *all, const char *name,
                const char *path, bool json, struct err *err)
{
    const struct freeze *freeze = freeze_find(all, name);
    struct textfiles files;

    if (!freeze)
        return err_set(err, ERR_USAGE,
                       "nothing was frozen as \"%.60s\"; `shihyo freeze list` lists what was",
                       name);
    if (freeze_files(context->ledger, freeze, context->arena, &files, err))
        return -1;
    const struct textfile *file = NULL;
    if (path && find_file(&files, path, context->arena, &file, err))
        return -1;
    if (path && !file)
        return err_set(err, ERR_USAGE,
                       "%s has no file \"%s\"; `shihyo freeze show` lists them", freeze->name,
                       path);
    struct freeze copy = *freeze;
    if (file)
        buf_puts(&context->out, file->text);
    else
        show_files(context, &(struct freezes){&copy, 1}, &files, json);
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *first = arguments->words[0];
    int count = arguments->word_count;
    bool json = options_given(arguments, "json");
    struct freezes all;

    if (!str_equal(first, "list") && !str_equal(first, "show"))
        return count == 1 ? freeze_it(context, arguments, first, err)
                          : err_set(err, ERR_USAGE,
                                    "freeze: expected one NAME; put one with "
                                    "spaces into quotes");
    if (options_given(arguments, "by") || options_given(arguments, "note") ||
        (str_equal(first, "list") ? count != 1 : count == 1))
        return err_set(err, ERR_USAGE,
                       "freeze: expected `NAME`, `list` or `show NAME [FILE]`");
    if (cmd_open_ledger(context, err) ||
        freeze_all(context->ledger, context->arena, &all, err))
        return -1;
    return str_equal(first, "list") ? list(context, &all, json)
                                    : show(context, &all, arguments->words[1],
                                           count > 2 ? arguments->words[2] : NULL, json, err);
}

const struct command cmd_freeze = {
    .name = "freeze",
    .summary = "keep what is known and the configuration under a name, to print it again",
    .synopsis = "NAME | list | show NAME [FILE]",
    .help =
        "  shihyo freeze 2026年第3回定例会 --note '補正予算案の説明'\n"
        "  shihyo site --as-of 2026年第3回定例会 -o /srv/council/2026-3\n"
        "  shihyo programs --as-of 2026年第3回定例会\n\n"
        "Kept are how far the ledger went and all files of the configuration (their text, "
        "with the site's\ntemplates; of secrets only the names of the files they stand in). "
        "The same version of this program\nprints the same bytes again, whatever was revised "
        "or configured since; another may draw otherwise:\n`list` says which it was. A name "
        "is used once (３ and 3 are the same), and stays.\n\n"
        "`show` lists the files of one, or prints the text of a FILE of them (programs.ini).\n"
        "As of a freeze it does not matter what is wrong with the configuration of today. "
        "Where "
        "that is of\nthe public edition, of what was frozen inside only what it shows is "
        "printed.\n",
    .needs = NEEDS_SETTINGS,
    .words_min = 1,
    .words_max = 3,
    .options = {{"by", 0, "SECTION", "who; your user name when absent"},
                {"note", 0, "TEXT", "what for"},
                {"json", 0, NULL, "as JSON"}},
    .run = run,
};
