/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_budget: the programs of any table or document: what is read outside the sandbox. With
 * an odd first byte the rest is a text, else a table. */
#include "tests/fuzz/fuzz.h"

#include "collector/budget.h"
#include "collector/decode.h"

#include <stdlib.h>
#include <string.h>

static void read_budget(struct grids *grids, const char *unit)
{
    const struct budget_choice choice = {.year = 2025, .file = "a", .unit = unit};
    struct budget budget;
    struct faults faults = {0};
    struct err err = {0};

    if (budget_read(grids, &choice, &budget, &faults, &err) == 0)
        for (size_t i = 0; i < budget.count; i++)
            if (!*budget.entries[i].title ||
                strlen(budget.entries[i].title) > BUDGET_TITLE_MAX)
                abort();
    budget_free(&budget);
    fault_free(&faults);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct document document = {.content_type = "", .encoding = "auto", .rows = ""};
    struct grids grids;
    struct err err = {0};

    if (size < 2)
        return 0;
    document.bytes = data + 1;
    document.length = size - 1;
    grid_init(&grids);
    if (decode_document(&document, data[0] % 2 ? "text" : "csv", &grids, &err) == 0)
        read_budget(&grids, data[0] & 2 ? "千円" : NULL);
    grid_free(&grids);
    return 0;
}
