/* SPDX-License-Identifier: GPL-3.0-or-later */
/* huffman: see huffman.h. */
#include "graphs/huffman.h"

#include <stdlib.h>
#include <string.h>

#define LENGTHS 286 /* bytes, the end of a block, lengths */
#define DISTANCES 30
#define ORDERS 19 /* in which the lengths of codes are told */
#define END 256
#define CODE_MOST 15
#define ORDER_MOST 7
#define DYNAMIC 2
#define PIECE 4096

struct code {
    uint16_t bits[LENGTHS]; /* as they are written */
    uint8_t length[LENGTHS];
};

/* Where bytes gather on their way to the buffer. */
struct writer {
    struct huffman *stream;
    unsigned char bytes[PIECE];
    size_t length;
};

static void put_bytes(struct writer *writer, unsigned bits)
{
    struct huffman *stream = writer->stream;
    if (writer->length + bits / 8 > PIECE) {
        (void)buf_append(stream->out, writer->bytes, writer->length);
        writer->length = 0;
    }
    for (unsigned i = 0; i < bits; i += 8)
        writer->bytes[writer->length++] = (unsigned char)(stream->bits >> i);
    stream->bits >>= bits;
    stream->count -= bits;
}

static void put(struct writer *writer, uint32_t value, unsigned count)
{
    struct huffman *stream = writer->stream;
    stream->bits |= (uint64_t)value << stream->count;
    stream->count += count;
    if (stream->count >= 32)
        put_bytes(writer, 32);
}

/* --- lengths and distances as codes with further bits --- */

/* Both grow alike: with `fine` further bits, each code stands for twice as many values as that
 * of 2^fine codes before it. */
static unsigned split(unsigned value, unsigned fine, unsigned *extra)
{
    unsigned bit = 31 - (unsigned)__builtin_clz(value | 1);
    if (bit <= fine) {
        *extra = 0;
        return value;
    }
    *extra = bit - fine;
    return (*extra << fine) + (value >> *extra);
}

static unsigned length_code(unsigned length, unsigned *extra)
{
    if (length == HUFFMAN_MATCH_MOST) {
        *extra = 0;
        return LENGTHS - 1;
    }
    return END + 1 + split(length - HUFFMAN_MATCH_LEAST, 2, extra);
}

static unsigned distance_code(unsigned distance, unsigned *extra)
{
    return split(distance - 1, 1, extra);
}

/* --- codes --- */

struct weight {
    uint32_t count;
    uint16_t symbol;
};

static int by_count(const void *a, const void *b)
{
    const struct weight *x = a;
    const struct weight *y = b;
    if (x->count != y->count)
        return x->count < y->count ? -1 : 1;
    return x->symbol < y->symbol ? -1 : x->symbol > y->symbol;
}

/* How deep each of the weights, the lightest first, lies in the tree: the two lightest become
 * one until there is one, inner ones waiting in the order in which they were made. */
static void find_depths(const struct weight *weights, size_t count, unsigned *depths)
{
    uint32_t inner[LENGTHS];
    uint16_t parents[2 * LENGTHS] = {0}; /* leaves first */
    size_t leaf = 0;
    size_t oldest = 0;
    for (size_t made = 0; made + 1 < count; made++) {
        inner[made] = 0;
        for (int i = 0; i < 2; i++) {
            bool takes_leaf =
                leaf < count && (oldest == made || weights[leaf].count <= inner[oldest]);
            inner[made] += takes_leaf ? weights[leaf].count : inner[oldest];
            parents[takes_leaf ? leaf++ : count + oldest++] = (uint16_t)(count + made);
        }
    }
    uint16_t deep[2 * LENGTHS];
    size_t root = 2 * count - 2;
    deep[root] = 0;
    for (size_t i = root; i-- > 0;)
        deep[i] = (uint16_t)(deep[parents[i]] + 1);
    for (size_t i = 0; i < count; i++)
        depths[i] = deep[i];
}

/* Codes longer than `most` become shorter, and as few others longer as make room for them. */
static void limit_depths(size_t *many, unsigned deepest, unsigned most)
{
    for (unsigned i = most + 1; i <= deepest; i++)
        many[most] += many[i];
    size_t total = 0;
    for (unsigned i = 1; i <= most; i++)
        total += many[i] << (most - i);
    for (; total > (size_t)1 << most; total--) {
        unsigned from = most - 1;
        while (many[from] == 0)
            from--;
        many[most]--;
        many[from]--;
        many[from + 1] += 2;
    }
}

static uint16_t turn_round(unsigned code, unsigned length)
{
    unsigned turned = 0;
    for (unsigned i = 0; i < length; i++)
        turned |= (code >> i & 1) << (length - 1 - i);
    return (uint16_t)turned;
}

/* Those of one length count on from symbol to symbol. */
static void number_codes(struct code *code, size_t symbols, unsigned most)
{
    unsigned next = 0;
    for (unsigned length = 1; length <= most; length++) {
        next <<= 1;
        for (size_t i = 0; i < symbols; i++) {
            if (code->length[i] == length)
                code->bits[i] = turn_round(next++, length);
        }
    }
}

static void make_code(const uint32_t *counts, size_t symbols, unsigned most, struct code *code)
{
    struct weight weights[LENGTHS] = {{0}};
    unsigned depths[LENGTHS] = {1};
    size_t many[LENGTHS] = {0};
    size_t used = 0;
    for (size_t i = 0; i < symbols; i++) {
        if (counts[i] > 0)
            weights[used++] = (struct weight){counts[i], (uint16_t)i};
    }
    *code = (struct code){0};
    qsort(weights, used, sizeof *weights, by_count);
    if (used > 1)
        find_depths(weights, used, depths);
    for (size_t i = 0; i < used; i++)
        many[depths[i]]++;
    limit_depths(many, used > 0 ? depths[0] : 0, most);
    size_t at = 0;
    for (unsigned length = most; length > 0; length--) {
        for (size_t i = 0; i < many[length]; i++)
            code->length[weights[at++].symbol] = (uint8_t)length;
    }
    number_codes(code, symbols, most);
}

/* --- telling the codes --- */

#define ZEROS 17      /* 3 to 10 of them */
#define MANY_ZEROS 18 /* 11 to 138 */

/* The lengths of both codes, one after the other, their zeros gathered. */
struct telling {
    uint8_t symbols[LENGTHS + DISTANCES];
    uint8_t extras[LENGTHS + DISTANCES];
    size_t count;
};

static void tell(struct telling *telling, unsigned symbol, unsigned extra)
{
    telling->symbols[telling->count] = (uint8_t)symbol;
    telling->extras[telling->count++] = (uint8_t)extra;
}

static void tell_lengths(struct telling *telling, const uint8_t *lengths, size_t count)
{
    for (size_t i = 0; i < count;) {
        size_t zeros = 0;
        while (i + zeros < count && lengths[i + zeros] == 0 && zeros < 138)
            zeros++;
        if (zeros >= 11)
            tell(telling, MANY_ZEROS, (unsigned)zeros - 11);
        else if (zeros >= 3)
            tell(telling, ZEROS, (unsigned)zeros - 3);
        else
            tell(telling, lengths[i], 0);
        i += zeros >= 3 ? zeros : 1;
    }
}

static void put_lengths(struct writer *writer, const struct telling *telling)
{
    static const uint8_t ORDER[ORDERS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                          11, 4,  12, 3, 13, 2, 14, 1, 15};
    uint32_t counts[ORDERS] = {0};
    struct code code;
    for (size_t i = 0; i < telling->count; i++)
        counts[telling->symbols[i]]++;
    make_code(counts, ORDERS, ORDER_MOST, &code);
    put(writer, LENGTHS - 257, 5);
    put(writer, DISTANCES - 1, 5);
    put(writer, ORDERS - 4, 4);
    for (size_t i = 0; i < ORDERS; i++)
        put(writer, code.length[ORDER[i]], 3);
    for (size_t i = 0; i < telling->count; i++) {
        unsigned symbol = telling->symbols[i];
        put(writer, code.bits[symbol], code.length[symbol]);
        if (symbol >= ZEROS)
            put(writer, telling->extras[i], symbol == ZEROS ? 3 : 7);
    }
}

/* --- blocks --- */

static void count_tokens(const struct huffman_token *tokens, size_t count, uint32_t *lengths,
                         uint32_t *distances)
{
    unsigned extra;
    lengths[END] = 1;
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].distance == 0) {
            lengths[tokens[i].value]++;
            continue;
        }
        lengths[length_code(tokens[i].value, &extra)]++;
        distances[distance_code(tokens[i].distance, &extra)]++;
    }
}

static void put_match(struct writer *writer, const struct huffman_token *token,
                      const struct code *lengths, const struct code *distances)
{
    unsigned extra;
    unsigned symbol = length_code(token->value, &extra);
    unsigned more = token->value - HUFFMAN_MATCH_LEAST;
    put(writer, lengths->bits[symbol], lengths->length[symbol]);
    put(writer, more & ((1u << extra) - 1), extra);
    symbol = distance_code(token->distance, &extra);
    more = token->distance - 1u;
    put(writer, distances->bits[symbol], distances->length[symbol]);
    put(writer, more & ((1u << extra) - 1), extra);
}

static void put_block(struct writer *writer, const struct huffman_token *tokens, size_t count)
{
    uint32_t length_counts[LENGTHS] = {0};
    uint32_t distance_counts[DISTANCES] = {1}; /* not all readers know a code of nothing */
    struct code lengths;
    struct code distances;
    struct telling telling = {.count = 0};
    count_tokens(tokens, count, length_counts, distance_counts);
    make_code(length_counts, LENGTHS, CODE_MOST, &lengths);
    make_code(distance_counts, DISTANCES, CODE_MOST, &distances);
    tell_lengths(&telling, lengths.length, LENGTHS);
    tell_lengths(&telling, distances.length, DISTANCES);
    put_lengths(writer, &telling);
    for (size_t i = 0; i < count; i++) {
        if (tokens[i].distance == 0)
            put(writer, lengths.bits[tokens[i].value], lengths.length[tokens[i].value]);
        else
            put_match(writer, &tokens[i], &lengths, &distances);
    }
    put(writer, lengths.bits[END], lengths.length[END]);
}

void huffman_block(struct huffman *stream, const struct huffman_token *tokens, size_t count,
                   bool last)
{
    struct writer writer = {.stream = stream};
    put(&writer, last, 1);
    put(&writer, DYNAMIC, 2);
    put_block(&writer, tokens, count);
    if (last)
        put(&writer, 0, (8 - stream->count % 8) % 8);
    put_bytes(&writer, stream->count / 8 * 8);
    (void)buf_append(stream->out, writer.bytes, writer.length);
}
