/* SPDX-License-Identifier: GPL-3.0-or-later */
/* completion_bash: see completion.h. */
#include "cli/command.h"
#include "cli/completion.h"
#include "core/str.h"

static const char HEAD[] =
    "# bash completion for shihyo; made by `shihyo completion bash`\n"
    "_shihyo_ids() {\n"
    "\tcommand shihyo completion ids \"$@\" 2>/dev/null\n"
    "}\n\n"
    "_shihyo() {\n"
    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command= i\n"
    "\tlocal options words choices=\n"
    "\tCOMPREPLY=()\n"
    "\t# --name=value is three words to bash\n"
    "\tif [[ $cur == = ]]; then\n"
    "\t\tcur=\n"
    "\telif [[ $prev == = ]]; then\n"
    "\t\tprev=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "\tfi\n"
    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
    "\t\tcase ${COMP_WORDS[i]} in\n";

static const char MIDDLE[] = "\t\t-*) ;;\n"
                             "\t\t*)\n"
                             "\t\t\tcommand=${COMP_WORDS[i]}\n"
                             "\t\t\tbreak\n"
                             "\t\t\t;;\n"
                             "\t\tesac\n"
                             "\tdone\n"
                             "\tcase $command:$prev in\n";

static const char FOOT[] = "\tesac\n"
                           "\tif [[ $cur == -* ]]; then\n"
                           "\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
                           "\telse\n"
                           "\t\t# one of them is enough\n"
                           "\t\tfor ((i++; i < COMP_CWORD; i++)); do\n"
                           "\t\t\tif [[ \" $choices \" == *\" ${COMP_WORDS[i]} \"* ]]; then\n"
                           "\t\t\t\tchoices=\n"
                           "\t\t\tfi\n"
                           "\t\tdone\n"
                           "\t\twords+=\" $choices\"\n"
                           "\t\tCOMPREPLY+=($(compgen -W \"$words\" -- \"$cur\"))\n"
                           "\tfi\n"
                           "}\n"
                           "complete -o filenames -F _shihyo shihyo\n";

static void put_patterns(const char *command, const struct option *option, struct buf *out)
{
    buf_printf(out, "%s:--%s", command, option->name);
    if (option->letter)
        buf_printf(out, " | %s:-%c", command, option->letter);
}

/* The values of the options of a command, or of those of all ("*"). */
static void put_values(const char *command, const struct option *options, struct buf *out)
{
    for (size_t i = 0; i < OPTIONS_MAX && options[i].name; i++) {
        struct completion value;

        if (!options[i].argument)
            continue;
        completion_value(&options[i], &value);
        buf_puts(out, "\t");
        put_patterns(command, &options[i], out);
        buf_puts(out, ")\n");
        if (value.files || value.folders)
            buf_printf(out, "\t\tCOMPREPLY=($(compgen -%c -- \"$cur\"))\n",
                       value.files ? 'f' : 'd');
        else if (value.ids)
            buf_printf(out,
                       "\t\tCOMPREPLY=($(compgen -W \"$(_shihyo_ids %s)\" -- \"$cur\"))\n",
                       value.ids);
        else if (*value.choices)
            buf_printf(out, "\t\tCOMPREPLY=($(compgen -W '%s' -- \"$cur\"))\n", value.choices);
        buf_puts(out, "\t\treturn\n\t\t;;\n");
    }
}

static void put_options(const struct option *options, size_t most, struct buf *out)
{
    for (size_t i = 0; i < most && options[i].name; i++)
        buf_printf(out, "--%s ", options[i].name);
}

static void put_command(const struct command *command, struct buf *out)
{
    struct completion words;

    completion_words(command, &words);
    buf_printf(out, "\t%s)\n\t\toptions='", command->name);
    put_options(command->options, OPTIONS_MAX, out);
    put_options(command_options(), COMMAND_BEHIND, out);
    buf_printf(out, "--help'\n\t\twords=\n\t\tchoices='%s'\n", words.choices);
    if (words.ids)
        buf_printf(out, "\t\twords+=\" $(_shihyo_ids %s)\"\n", words.ids);
    if (words.files || words.folders)
        buf_printf(out, "\t\tCOMPREPLY=($(compgen -%c -- \"$cur\"))\n",
                   words.files ? 'f' : 'd');
    buf_puts(out, "\t\t;;\n");
}

void completion_bash(struct buf *out)
{
    const struct option *global = command_options();
    const struct command *command;

    buf_puts(out, HEAD);
    for (size_t i = 0; global[i].name; i++) {
        if (global[i].argument && global[i].letter)
            buf_printf(out, "\t\t-%c | --%s) ((i++)) ;;\n", global[i].letter, global[i].name);
        else if (global[i].argument)
            buf_printf(out, "\t\t--%s) ((i++)) ;;\n", global[i].name);
    }
    buf_puts(out, MIDDLE);
    for (size_t i = 0; (command = command_at(i)); i++)
        put_values(command->name, command->options, out);
    put_values("*", global, out);
    buf_puts(out, "\tesac\n\tcase $command in\n\t'')\n\t\toptions='");
    put_options(global, OPTIONS_MAX, out);
    buf_puts(out, "--help'\n\t\twords='");
    for (size_t i = 0; (command = command_at(i)); i++)
        buf_printf(out, "%s%s", i > 0 ? " " : "", command->name);
    buf_puts(out, "'\n\t\t;;\n");
    for (size_t i = 0; (command = command_at(i)); i++)
        put_command(command, out);
    buf_puts(out, FOOT);
}
