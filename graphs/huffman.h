/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * huffman: literals and matches to the blocks of a deflate stream, each with codes of its own
 * (RFC 1951, 3.2.7). Layer: graphs. What matches is found by the caller (graphs/pngpack).
 */
#ifndef GRAPHS_HUFFMAN_H
#define GRAPHS_HUFFMAN_H

#include "core/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HUFFMAN_MATCH_LEAST 3
#define HUFFMAN_MATCH_MOST 258
#define HUFFMAN_WINDOW 32768u /* the farthest a match may lie back */
#define HUFFMAN_TOKENS 32768  /* of one block, at most */

struct huffman_token {
    uint16_t value;    /* the byte, or the length of the match */
    uint16_t distance; /* of the match; 0 = a byte */
};

/* A stream under way. */
struct huffman {
    struct buf *out;
    uint64_t bits; /* the last ones, that fill no byte yet */
    unsigned count;
};

/* Appends a block to `out` (an overflow is its own to tell); the last one fills its byte. */
void huffman_block(struct huffman *stream, const struct huffman_token *tokens, size_t count,
                   bool last);

#endif
