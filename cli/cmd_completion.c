/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_completion: what a shell completes a command line by. */
#include "cli/cmd.h"
#include "cli/completion.h"
#include "config/family.h"
#include "core/str.h"
#include "daemon/setup.h"

static const struct {
    const char *name;
    void (*print)(struct buf *out);
} SHELLS[] = {
    {"bash", completion_bash},
    {"zsh", completion_zsh},
    {"fish", completion_fish},
};

/* A source and what it gives often have one name. */
static void print_section(const struct settings *settings, enum key_section section,
                          unsigned printed, struct buf *out)
{
    const char *id;

    for (size_t n = 0; (id = family_id(settings, section, n)); n++) {
        bool again = false;

        for (int other = SECTION_SITE + 1; other < SECTION_COUNT; other++)
            again = again || ((printed >> other & 1U) &&
                              family_find(settings, (enum key_section)other, id));
        if (!again)
            buf_printf(out, "%s\n", id);
    }
}

/* Asked for between two keys: a configuration that is wrong has no ids, and nothing to say. */
static int print_ids(struct context *context, const struct arguments *arguments,
                     struct err *err)
{
    struct faults faults = {0};
    struct err ignored = {0};
    unsigned printed = 0; /* bits of sections */
    bool loaded = setup_load(context->config, &context->settings, &faults, &ignored) == 0;

    fault_free(&faults);
    for (int i = 1; i < arguments->word_count; i++) {
        enum key_section section;

        if (!keys_section_find(arguments->words[i], &section))
            return err_set(err, ERR_USAGE, "completion: no section is called \"%s\"",
                           arguments->words[i]);
        if (loaded)
            print_section(context->settings, section, printed, &context->out);
        printed |= 1U << section;
    }
    return 0;
}

static int run(struct context *context, const struct arguments *arguments, struct err *err)
{
    const char *shell = arguments->words[0];

    if (str_equal(shell, "ids"))
        return print_ids(context, arguments, err);
    for (size_t i = 0; i < sizeof SHELLS / sizeof SHELLS[0]; i++) {
        if (!str_equal(SHELLS[i].name, shell))
            continue;
        if (arguments->word_count > 1)
            return err_set(err, ERR_USAGE, "completion: nothing is expected behind %s", shell);
        SHELLS[i].print(&context->out);
        return 0;
    }
    return err_set(err, ERR_USAGE, "completion %s: expected bash, zsh, fish or ids", shell);
}

const struct command cmd_completion = {
    .name = "completion",
    .summary = "what a shell completes a command line by",
    .synopsis = "bash|zsh|fish|ids [SECTION...]",
    .help = "Prints the script of a shell, made from the commands and their options; an "
            "installed shihyo has\nthem where the shells look. `ids` prints the ids of the "
            "configuration's sections of a kind, which\nthe scripts ask for.\n\n"
            "  . <(shihyo completion bash)\n"
            "  shihyo completion fish > ~/.config/fish/completions/shihyo.fish\n"
            "  shihyo completion ids indicator source\n",
    .words_min = 1,
    .words_max = -1,
    .run = run,
};
