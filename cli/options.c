/* SPDX-License-Identifier: GPL-3.0-or-later */
/* options: see options.h. */
#include "cli/options.h"

#include <stdio.h>
#include <string.h>

#include "core/str.h"

struct cursor {
    int argc;
    char **argv;
    int next;
};

static size_t count_rows(const struct option *options)
{
    size_t count = 0;

    while (count < OPTIONS_MAX && options[count].name)
        count++;
    return count;
}

static int find_long(const struct option *options, const char *name, size_t length)
{
    for (size_t i = 0; i < count_rows(options); i++) {
        if (strlen(options[i].name) == length && memcmp(options[i].name, name, length) == 0)
            return (int)i;
    }
    return -1;
}

static int find_letter(const struct option *options, char letter)
{
    for (size_t i = 0; i < count_rows(options); i++) {
        if (letter != 0 && options[i].letter == letter)
            return (int)i;
    }
    return -1;
}

/* The value of a row: what stands glued to it, or the next argument. */
static int take_value(struct cursor *cursor, int row, const char *glued, struct arguments *out,
                      struct err *err)
{
    const struct option *option = &out->options[row];

    if (!option->argument) {
        if (glued)
            return err_set(err, ERR_USAGE, "--%s takes no value", option->name);
        out->values[row] = "";
        return 0;
    }
    if (!glued && cursor->next >= cursor->argc)
        return err_set(err, ERR_USAGE, "--%s needs a value (%s)", option->name,
                       option->argument);
    out->values[row] = glued ? glued : cursor->argv[cursor->next++];
    return 0;
}

static int read_long(struct cursor *cursor, const char *text, struct arguments *out,
                     struct err *err)
{
    const char *equals = strchr(text, '=');
    size_t length = equals ? (size_t)(equals - text) : strlen(text);
    int row = find_long(out->options, text, length);

    if (str_equal(text, "help")) {
        out->help = true;
        return 0;
    }
    if (row < 0)
        return err_set(err, ERR_USAGE, "unknown option --%.*s", (int)length, text);
    return take_value(cursor, row, equals ? equals + 1 : NULL, out, err);
}

static int read_letters(struct cursor *cursor, const char *text, struct arguments *out,
                        struct err *err)
{
    for (; *text; text++) {
        int row = find_letter(out->options, *text);

        if (*text == 'h' && row < 0) {
            out->help = true;
            continue;
        }
        if (row < 0)
            return err_set(err, ERR_USAGE, "unknown option -%c", *text);
        if (out->options[row].argument)
            return take_value(cursor, row, text[1] ? text + 1 : NULL, out, err);
        out->values[row] = "";
    }
    return 0;
}

int options_parse(const struct option *options, int argc, char **argv, bool stop_at_word,
                  const char **words, struct arguments *out, struct err *err)
{
    struct cursor cursor = {argc, argv, 0};
    bool open = true;

    *out = (struct arguments){.options = options, .words = words};
    while (cursor.next < argc) {
        const char *text = argv[cursor.next++];
        int failed = 0;

        if (open && str_equal(text, "--"))
            open = false;
        else if (open && str_starts(text, "--"))
            failed = read_long(&cursor, text + 2, out, err);
        /* "-5" is a number, "-" a file: words, unless a row has that letter */
        else if (open && text[0] == '-' && text[1] && !strchr("0123456789.", text[1]))
            failed = read_letters(&cursor, text + 1, out, err);
        else {
            words[out->word_count++] = text;
            open = open && !stop_at_word;
            while (stop_at_word && cursor.next < argc)
                words[out->word_count++] = argv[cursor.next++];
        }
        if (failed)
            return -1;
    }
    return 0;
}

void options_join(const struct option *options, const struct option *more, struct option *out)
{
    size_t count = count_rows(options);

    memset(out, 0, OPTIONS_MAX * sizeof *out);
    memcpy(out, options, count * sizeof *out);
    for (size_t i = 0; i < count_rows(more) && count < OPTIONS_MAX; i++) {
        out[count] = more[i];
        if (find_letter(options, more[i].letter) >= 0)
            out[count].letter = 0;
        count++;
    }
}

bool options_given(const struct arguments *arguments, const char *name)
{
    return options_value(arguments, name) != NULL;
}

const char *options_value(const struct arguments *arguments, const char *name)
{
    int row = find_long(arguments->options, name, strlen(name));

    return row < 0 ? NULL : arguments->values[row];
}

void options_print(const struct option *options, struct buf *out)
{
    for (size_t i = 0; i < count_rows(options); i++) {
        const struct option *option = &options[i];
        char left[64];

        snprintf(left, sizeof left, "%c%c%s--%s%s%s", option->letter ? '-' : ' ',
                 option->letter ? option->letter : ' ', option->letter ? ", " : "  ",
                 option->name, option->argument ? " " : "",
                 option->argument ? option->argument : "");
        buf_printf(out, "  %-26s %s\n", left, option->help);
    }
}
