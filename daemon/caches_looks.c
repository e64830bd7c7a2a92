/* SPDX-License-Identifier: GPL-3.0-or-later */
/* caches_looks: see caches_looks.h. */
#include "daemon/caches_looks.h"

#include <string.h>

#include "core/file.h"
#include "core/str.h"
#include "core/unicode.h"
#include "graphs/site/shell.h"
#include "graphs/site/style.h"

#define FRAME "page.html"
#define STYLE "style.css"
#define EXTRA "extra.css"

const char *caches_looks_file(size_t index)
{
    static const char *const NAMES[] = {FRAME, STYLE, EXTRA};

    return index < sizeof NAMES / sizeof *NAMES ? NAMES[index] : NULL;
}

struct reader {
    const struct settings *settings;
    struct arena *arena;
    struct buf *faults;
};

static void tell(const struct reader *reader, const struct err *err)
{
    buf_printf(reader->faults, "%s\n", err->text);
}

static int read_text(const struct reader *reader, const char *path, const char **out,
                     struct err *err)
{
    struct buf text;

    buf_init(&text, HTML_TEMPLATE_LIMIT);
    int failed = file_read_regular(path, &text, err);

    if (!failed && strlen(buf_text(&text)) != text.length)
        failed = err_set(err, ERR_CONFIG, "%s: is no text", path);
    if (!failed && !unicode_valid(buf_text(&text), text.length))
        failed = err_set(err, ERR_CONFIG, "%s: is not in UTF-8", path);
    if (!failed)
        *out = arena_strdup(reader->arena, buf_text(&text));
    buf_free(&text);
    return failed;
}

/* Of a configuration that was kept the texts were kept with it. */
static const char *find_given(const struct reader *reader, const char *path)
{
    const struct textfile *file = textfiles_find(reader->settings->given, path);

    return file ? file->text : NULL;
}

/* NULL when the site has none of its own, or a broken one, which is told. */
static const char *find(const struct reader *reader, const char *name, const char **path)
{
    const char *folder = reader->settings->site.templates;
    struct err err = {0};
    const char *text = NULL;

    if (str_empty(folder))
        return NULL;
    *path = arena_printf(reader->arena, "%s/%s", folder, name);
    if (reader->settings->given)
        text = find_given(reader, *path);
    else if (file_exists(*path) && read_text(reader, *path, &text, &err))
        tell(reader, &err);
    return text;
}

static const char *print_style(struct arena *arena)
{
    struct buf style;

    buf_init(&style, HTML_TEMPLATE_LIMIT);
    style_print(&style);
    return buf_keep(&style, arena);
}

const char *caches_looks_built_in(const char *name, struct arena *arena)
{
    if (str_equal(name, FRAME))
        return shell_built_in();
    return str_equal(name, STYLE) ? print_style(arena) : NULL;
}

/* NULL when it is broken, which is told. */
static const char *find_style(const struct reader *reader, const char *name)
{
    const char *path = "";
    const char *text = find(reader, name, &path);
    struct err err = {0};

    if (!text || style_check(text, path, &err) == 0)
        return text;
    tell(reader, &err);
    return NULL;
}

static const char *load_frame(const struct reader *reader, struct html_template *out)
{
    struct err err = {0};
    const char *path = "";
    const char *own = find(reader, FRAME, &path);

    if (own && shell_read(own, path, reader->arena, out, &err) == 0)
        return own;
    if (own)
        tell(reader, &err);
    shell_read(shell_built_in(), FRAME, reader->arena, out, &err);
    return shell_built_in();
}

static void check_folder(const struct reader *reader)
{
    const char *folder = reader->settings->site.templates;

    if (!reader->settings->given && !str_empty(folder) && !file_exists(folder))
        buf_printf(reader->faults, "%s: there is no such folder\n", folder);
}

void caches_looks_load(const struct settings *settings, struct arena *arena,
                       struct caches_looks *out, struct buf *faults)
{
    const struct reader reader = {settings, arena, faults};

    check_folder(&reader);
    const char *frame = load_frame(&reader, &out->frame);
    const char *own = find_style(&reader, STYLE);
    const char *extra = find_style(&reader, EXTRA);

    sha256_text(frame, strlen(frame), out->frame_sha256);
    out->style =
        arena_printf(arena, "%s%s", own ? own : print_style(arena), extra ? extra : "");
}
