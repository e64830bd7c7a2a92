/* SPDX-License-Identifier: GPL-3.0-or-later */
/* completion: see completion.h. What the scripts have in common. */
#include "cli/completion.h"

#include <ctype.h>
#include <string.h>

#include "core/str.h"

#define BETWEEN " []|.\n"

/* What a value of that name may be. */
static const struct {
    const char *name;
    const char *choices;
} lists[] = {
    {"FREQUENCY", "daily weekly monthly quarterly calendar-year fiscal-year"},
    {"STATUS", "final preliminary revised estimate missing"},
    {"FORMAT", "auto csv xlsx html json xml pdf text"},
    {"LOG", "text json journal syslog"},
    {"TEMPLATE", "page.html style.css"},
    {"PICTURES", "png svg png,svg"},
    {"HOW", "one panels index"},
};

/* One word of a synopsis, or of what an option's value is called. */
static void take(const char *word, const char *ids, struct completion *out)
{
    size_t used = strlen(out->choices);

    if (str_equal(word, "FILE"))
        out->files = true;
    else if (str_equal(word, "DIR"))
        out->folders = true;
    else if (str_equal(word, "ID"))
        out->ids = ids ? ids : "indicator";
    else if (str_equal(word, "SOURCE"))
        out->ids = "source";
    else if (str_equal(word, "NOTIFIER"))
        out->ids = "notify";
    else if (islower((unsigned char)*word)) {
        (void)str_copy(out->choices + used, sizeof out->choices - used, used > 0 ? " " : "");
        used = strlen(out->choices);
        (void)str_copy(out->choices + used, sizeof out->choices - used, word);
    }
}

static void take_line(const char *text, const char *ids, struct completion *out)
{
    char word[COMPLETION_SIZE];

    *out = (struct completion){.ids = NULL};
    while (*text && *text != '\n') {
        size_t length = strcspn(text, BETWEEN);

        if (length > 0 && length < sizeof word) {
            memcpy(word, text, length);
            word[length] = '\0';
            take(word, ids, out);
        }
        text += length + (text[length] && text[length] != '\n');
    }
}

void completion_value(const struct option *option, struct completion *out)
{
    take_line(option->argument ? option->argument : "", NULL, out);
    for (size_t i = 0; option->argument && i < sizeof lists / sizeof lists[0]; i++)
        if (str_equal(option->argument, lists[i].name))
            (void)str_copy(out->choices, sizeof out->choices, lists[i].choices);
}

void completion_words(const struct command *command, struct completion *out)
{
    char line[COMPLETION_SIZE];
    const char *options = strstr(command->synopsis, "-o DIR ");

    /* the value of an option is no word of the command */
    (void)str_copy(line, sizeof line,
                   options ? options + strlen("-o DIR ") : command->synopsis);
    take_line(line, command->ids, out);
}
