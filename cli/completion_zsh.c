/* SPDX-License-Identifier: GPL-3.0-or-later */
/* completion_zsh: see completion.h. */
#include "cli/command.h"
#include "cli/completion.h"
#include "core/str.h"

static const char HEAD[] =
    "#compdef shihyo\n"
    "# zsh completion for shihyo; made by `shihyo completion zsh`\n"
    "_shihyo_ids() {\n"
    "\tlocal -a ids\n"
    "\tids=(${(f)\"$(command shihyo completion ids \"$@\" 2>/dev/null)\"})\n"
    "\tcompadd -a ids\n"
    "}\n\n"
    "_shihyo() {\n"
    "\tlocal state line curcontext=$curcontext\n"
    "\tlocal -a commands\n"
    "\ttypeset -A opt_args\n";

static const char MIDDLE[] = "\t\t'1:command:->command' '*::word:->words'\n"
                             "\tcase $state in\n"
                             "\tcommand)\n"
                             "\t\tcommands=(\n";

static const char BETWEEN[] = "\t\t)\n"
                              "\t\t_describe -t commands command commands\n"
                              "\t\t;;\n"
                              "\twords)\n"
                              "\t\tcase $line[1] in\n";

static const char FOOT[] = "\t\tesac\n"
                           "\t\t;;\n"
                           "\tesac\n"
                           "}\n\n"
                           "if [[ $funcstack[1] == _shihyo ]]; then\n"
                           "\t_shihyo \"$@\"\n"
                           "else\n"
                           "\tcompdef _shihyo shihyo\n"
                           "fi\n";

/* Between single quotes, within a specification of _arguments or _describe. */
static void put_quoted(const char *text, struct buf *out)
{
    for (; *text; text++) {
        if (*text == '\'')
            buf_puts(out, "'\\''");
        else if (*text == '[' || *text == ']' || *text == ':' || *text == '\\')
            buf_printf(out, "\\%c", *text);
        else
            (void)buf_putc(out, *text);
    }
}

/* What completes a value or a word. */
static void put_action(const struct completion *completion, struct buf *out)
{
    if (*completion->choices)
        buf_printf(out, "(%s)", completion->choices);
    else if (completion->files)
        buf_puts(out, "_files");
    else if (completion->folders)
        buf_puts(out, "_files -/");
    else if (completion->ids)
        buf_printf(out, "{_shihyo_ids %s}", completion->ids);
    else
        buf_puts(out, " ");
}

static void put_option(const struct option *option, struct buf *out)
{
    if (option->letter)
        buf_printf(out, "'(-%c --%s)'{-%c,--%s}'[", option->letter, option->name,
                   option->letter, option->name);
    else
        buf_printf(out, "'--%s[", option->name);
    put_quoted(option->help, out);
    buf_puts(out, "]");
    if (option->argument) {
        struct completion value;

        completion_value(option, &value);
        buf_puts(out, ":");
        put_quoted(option->argument, out);
        buf_puts(out, ":");
        put_action(&value, out);
    }
    buf_puts(out, "' \\\n");
}

static void put_options(const struct option *options, size_t most, const char *margin,
                        struct buf *out)
{
    for (size_t i = 0; i < most && options[i].name; i++) {
        buf_puts(out, margin);
        put_option(&options[i], out);
    }
}

/* The first word may be another than the next ones: list, then ids. */
static void put_words(const struct command *command, struct buf *out)
{
    struct completion words, rest;

    completion_words(command, &words);
    rest = words;
    rest.choices[0] = '\0';
    if (*words.choices)
        buf_printf(out, "\t\t\t\t'1:word:(%s)' \\\n", words.choices);
    else if (words.ids && words.files) {
        rest.ids = NULL;
        words.files = false;
        buf_puts(out, "\t\t\t\t'1:word:");
        put_action(&words, out);
        buf_puts(out, "' \\\n");
    }
    buf_puts(out, "\t\t\t\t'*:word:");
    put_action(&rest, out);
    buf_puts(out, "'\n");
}

static void put_command(const struct command *command, struct buf *out)
{
    struct option options[OPTIONS_MAX];
    struct option behind[COMMAND_BEHIND + 1] = {{0}};

    for (size_t i = 0; i < COMMAND_BEHIND; i++)
        behind[i] = command_options()[i];
    options_join(command->options, behind, options);
    buf_printf(out, "\t\t%s)\n\t\t\t_arguments -S \\\n", command->name);
    put_options(options, OPTIONS_MAX, "\t\t\t\t", out);
    buf_puts(out, "\t\t\t\t'(-h --help)'{-h,--help}'[this text]' \\\n");
    put_words(command, out);
    buf_puts(out, "\t\t\t;;\n");
}

void completion_zsh(struct buf *out)
{
    const struct command *command;

    buf_puts(out, HEAD);
    buf_puts(out, "\t_arguments -C -S \\\n");
    put_options(command_options(), OPTIONS_MAX, "\t\t", out);
    buf_puts(out, "\t\t'(-h --help)'{-h,--help}'[this text]' \\\n");
    buf_puts(out, MIDDLE);
    for (size_t i = 0; (command = command_at(i)); i++) {
        buf_printf(out, "\t\t\t'%s:", command->name);
        put_quoted(command->summary, out);
        buf_puts(out, "'\n");
    }
    buf_puts(out, BETWEEN);
    for (size_t i = 0; (command = command_at(i)); i++)
        put_command(command, out);
    buf_puts(out, FOOT);
}
