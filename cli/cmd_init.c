/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_init: a site to begin with. */
#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/terminal.h"
#include "config/places.h"
#include "config/sample.h"
#include "core/file.h"
#include "core/str.h"

#define TEXT_LIMIT ((size_t)1 << 20)
#define NAME "shihyo.ini"

static const char HEAD_JA[] =
    "# shihyo の設定。# と ; で始まる行は注釈、値の後の「空白と ;」から行末も注釈です。\n"
    "# ;で始まるキーは既定のままです。値を変えるときに ; を外してください。\n"
    "# 公表資料を加える: shihyo add アドレス --write　誤りを調べる: shihyo check-config\n"
    "# 事業・施策・判定・通知の書き方: shihyo check-config --sample、shihyo.ini(5)\n";
static const char HEAD_EN[] =
    "# The configuration of shihyo. Lines that begin with # or ; are comments, as is what "
    "follows\n"
    "# a space and ; in a value. Keys behind a ; are as they are by default.\n"
    "# To add what somebody publishes: shihyo add ADDRESS --write. To check: shihyo "
    "check-config\n"
    "# Programs, policies, alerts, notifications: shihyo check-config --sample, "
    "shihyo.ini(5)\n";

static int choose_language(const struct arguments *arguments, enum language *out,
                           struct err *err)
{
    const char *said = options_value(arguments, "language");

    *out = terminal_language();
    if (!said)
        return 0;
    if (!str_equal(said, "ja") && !str_equal(said, "en"))
        return err_set(err, ERR_USAGE, "--language %.20s: expected ja or en", said);
    *out = str_equal(said, "ja") ? LANGUAGE_JA : LANGUAGE_EN;
    return 0;
}

/* It may not be there yet, but nothing may be in it. */
static int refuse_full(const char *folder, struct err *err)
{
    DIR *listing = opendir(folder);
    const struct dirent *entry;
    int failed = 0;

    if (!listing)
        return errno == ENOENT ? 0 : err_errno(err, ERR_IO, "%s", folder);
    while (!failed && (entry = readdir(listing)))
        if (!str_equal(entry->d_name, ".") && !str_equal(entry->d_name, ".."))
            failed = err_set(err, ERR_USAGE, "%s: is not empty (%s), expected a new folder",
                             folder, entry->d_name);
    closedir(listing);
    return failed;
}

/* Elsewhere than where shihyo looks by itself, all of a site lies in its folder. */
static int print_site(const char *path, enum language language, struct arena *arena,
                      struct buf *out)
{
    const struct sample_choice choices[] = {
        {"title", words_pick(language, "指標モニター", "Indicators")},
        {"language", words_code(language)},
        {"timezone", "Asia/Tokyo"},
        {"state", "state"},
        {"output", "site"},
    };
    size_t count = sizeof choices / sizeof choices[0];
    bool found = places_are_found(path, arena);

    buf_puts(out, words_pick(language, HEAD_JA, HEAD_EN));
    return sample_print_section(out, SECTION_SITE, choices, found ? count - 2 : count);
}

static void tell(const char *path, enum language language, struct context *context)
{
    bool found = places_are_found(path, context->arena);
    const char *how = found ? "" : arena_printf(context->arena, " -c %s", path);

    buf_printf(
        &context->out,
        language == LANGUAGE_JA
            ? "%s を作りました。次に:\n  shihyo%s add アドレス --write\n  shihyo%s collect\n"
            : "%s is written. Next:\n  shihyo%s add ADDRESS --write\n  shihyo%s collect\n",
        path, how, how);
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *said = arguments->words[0];
    size_t length = strlen(said);
    enum language language;
    struct buf text;

    while (length > 1 && said[length - 1] == '/')
        length--;
    const char *folder = arena_strndup(context->arena, said, length);
    const char *path = arena_printf(context->arena, "%s/%s", folder, NAME);
    if (choose_language(arguments, &language, err) || refuse_full(folder, err) ||
        file_make_folder(folder, 0755, err))
        return -1;
    buf_init(&text, TEXT_LIMIT);
    int failed = print_site(path, language, context->arena, &text)
                     ? err_set(err, ERR_INTERNAL, "the sample is too long")
                     : file_write(path, text.data, text.length, err);
    buf_free(&text);
    if (!failed)
        tell(path, language, context);
    return failed;
}

const struct command cmd_init = {
    .name = "init",
    .summary = "a commented site to begin with, in a new folder",
    .synopsis = "DIR",
    .help =
        "Asks nothing: writes DIR/" NAME ", with every key of the site and what it means, in "
        "the language\nof the terminal or the one that is named. In /etc/shihyo and "
        "~/.config/shihyo the ledger and the\npages go where a machine or a person has such "
        "things, elsewhere they lie in DIR too. A folder\nwith anything in it is refused.\n\n"
        "  shihyo init library --language en\n"
        "  shihyo -c library/" NAME " add https://example.jp/library.csv --write\n",
    .words_min = 1,
    .words_max = 1,
    .options = {{"language", 0, "ja|en", "of the site; else by LC_ALL, LC_MESSAGES or LANG"}},
    .run = run,
};
