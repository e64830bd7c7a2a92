/* SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest: edit distance with transpositions (optimal string alignment) over bytes. */
#include "config/nearest.h"

#include <stdint.h>
#include <string.h>

/* Ids have at most 48 bytes; longer words are not compared. */
enum { WORD_MAX = 64 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Errors that a typing hand makes in words of these lengths. */
static size_t allowed(size_t rows, size_t columns)
{
    return 1 + least(rows, columns) / 4;
}

static size_t cell(const size_t *above, const size_t *row, const char *a, const char *b)
{
    size_t best = above[-1] + (*a == *b ? 0 : 1);
    best = least(best, above[0] + 1);
    return least(best, row[-1] + 1);
}

static size_t distance(const char *a, size_t rows, const char *b, size_t columns)
{
    size_t table[WORD_MAX + 1][WORD_MAX + 1];
    for (size_t i = 0; i <= rows; i++) {
        for (size_t j = 0; j <= columns; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            table[i][j] = cell(&table[i - 1][j], &table[i][j], &a[i - 1], &b[j - 1]);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[rows][columns];
}

void nearest_start(struct nearest *nearest, const char *word)
{
    *nearest = (struct nearest){.word = word, .distance = SIZE_MAX};
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
    size_t rows = strlen(nearest->word);
    size_t columns = strlen(candidate);
    size_t apart = rows > columns ? rows - columns : columns - rows;
    if (rows > WORD_MAX || columns > WORD_MAX || apart > allowed(rows, columns))
        return;
    size_t found = distance(nearest->word, rows, candidate, columns);
    if (found < nearest->distance) {
        nearest->distance = found;
        nearest->best = candidate;
    }
}

const char *nearest_found(const struct nearest *nearest)
{
    if (nearest->best == NULL)
        return NULL;
    size_t most = allowed(strlen(nearest->word), strlen(nearest->best));
    return nearest->distance <= most ? nearest->best : NULL;
}
