/* SPDX-License-Identifier: GPL-3.0-or-later */
/* completion_fish: see completion.h. */
#include "cli/command.h"
#include "cli/completion.h"

static void put_quoted(const char *text, struct buf *out)
{
    buf_puts(out, "'");
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            (void)buf_putc(out, '\\');
        (void)buf_putc(out, *text);
    }
    buf_puts(out, "'");
}

static void put_ids(const char *ids, struct buf *out)
{
    buf_printf(out, " -a '(command shihyo completion ids %s 2>/dev/null)'", ids);
}

static void put_value(const struct option *option, struct buf *out)
{
    struct completion value;

    completion_value(option, &value);
    if (value.files)
        buf_puts(out, " -r -F");
    else if (value.folders)
        buf_puts(out, " -x -a '(__fish_complete_directories)'");
    else {
        buf_puts(out, " -x");
        if (value.ids)
            put_ids(value.ids, out);
        else if (*value.choices)
            buf_printf(out, " -a '%s'", value.choices);
    }
}

static void put_options(const char *condition, const struct option *options, size_t most,
                        struct buf *out)
{
    for (size_t i = 0; i < most && options[i].name; i++) {
        buf_printf(out, "complete -c shihyo%s", condition);
        if (options[i].letter)
            buf_printf(out, " -s %c", options[i].letter);
        buf_printf(out, " -l %s", options[i].name);
        if (options[i].argument)
            put_value(&options[i], out);
        buf_puts(out, " -d ");
        put_quoted(options[i].help, out);
        buf_puts(out, "\n");
    }
}

static void put_command(const struct command *command, struct buf *out)
{
    struct completion words;
    struct buf text;

    buf_init(&text, COMPLETION_SIZE);
    buf_printf(&text, " -n '__fish_seen_subcommand_from %s'", command->name);
    put_options(buf_text(&text), command->options, OPTIONS_MAX, out);
    completion_words(command, &words);
    if (*words.choices)
        /* one of them is enough */
        buf_printf(out,
                   "complete -c shihyo -n '__fish_seen_subcommand_from %s; and not "
                   "__fish_seen_subcommand_from %s' -a '%s'\n",
                   command->name, words.choices, words.choices);
    if (words.ids) {
        buf_printf(out, "complete -c shihyo%s", buf_text(&text));
        put_ids(words.ids, out);
        buf_puts(out, "\n");
    }
    if (words.files || words.folders)
        buf_printf(out, "complete -c shihyo%s -F\n", buf_text(&text));
    buf_free(&text);
}

void completion_fish(struct buf *out)
{
    static const char FIRST[] = " -n __fish_use_subcommand";
    const struct command *command;

    buf_puts(out, "# fish completion for shihyo; made by `shihyo completion fish`\n"
                  "complete -c shihyo -f\n"
                  "complete -c shihyo -s h -l help -d 'this text'\n");
    put_options("", command_options(), COMMAND_BEHIND, out);
    put_options(FIRST, command_options() + COMMAND_BEHIND, OPTIONS_MAX, out);
    for (size_t i = 0; (command = command_at(i)); i++) {
        buf_printf(out, "complete -c shihyo%s -a %s -d ", FIRST, command->name);
        put_quoted(command->summary, out);
        buf_puts(out, "\n");
    }
    for (size_t i = 0; (command = command_at(i)); i++)
        put_command(command, out);
}
