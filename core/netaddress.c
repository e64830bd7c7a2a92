/* SPDX-License-Identifier: GPL-3.0-or-later */
/* netaddress: see netaddress.h. */
#include "core/netaddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "core/str.h"

#define HOST_SIZE 64

struct block4 {
    uint32_t base;
    unsigned bits;
};

struct block6 {
    unsigned char base[16];
    unsigned bits;
};

static const struct block4 blocks4[] = {
    {0x00000000U, 8},  /* this network */
    {0x0a000000U, 8},  /* private */
    {0x64400000U, 10}, /* shared (carriers) */
    {0x7f000000U, 8},  /* loopback */
    {0xa9fe0000U, 16}, /* link-local, and what clouds tell their machines */
    {0xac100000U, 12}, /* private */
    {0xc0000000U, 24}, /* protocols */
    {0xc0a80000U, 16}, /* private */
    {0xc6120000U, 15}, /* benchmarks */
    {0xe0000000U, 4},  /* multicast */
    {0xf0000000U, 4},  /* reserved, broadcast */
};

static const struct block6 blocks6[] = {
    {{0}, 127},                     /* unspecified and loopback */
    {{0x01}, 8},                    /* discard only, below 0200:: nothing is public */
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0xfc}, 7},                    /* unique local */
    {{0xfe, 0x80}, 10},             /* link-local */
    {{0xfe, 0xc0}, 10},             /* site-local, of old */
    {{0xff}, 8},                    /* multicast */
};

/* Where an IPv4 address stands in an IPv6 one. */
static const struct {
    struct block6 block;
    size_t at;
} carriers[] = {
    {{{0}, 96}, 12},                                        /* compatible, of old */
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96}, 12}, /* mapped */
    {{{0x00, 0x64, 0xff, 0x9b}, 96}, 12},                   /* NAT64 */
    {{{0x20, 0x02}, 16}, 2},                                /* 6to4 */
};

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static bool is_private4(uint32_t address)
{
    for (size_t i = 0; i < COUNT(blocks4); i++)
        if ((address ^ blocks4[i].base) >> (32 - blocks4[i].bits) == 0)
            return true;
    return false;
}

static bool is_within(const unsigned char *address, const struct block6 *block)
{
    size_t whole = block->bits / 8;
    unsigned rest = block->bits % 8;

    if (memcmp(address, block->base, whole) != 0)
        return false;
    return rest == 0 || ((address[whole] ^ block->base[whole]) >> (8 - rest)) == 0;
}

static uint32_t read4(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
           bytes[3];
}

static bool is_private6(const unsigned char *address)
{
    for (size_t i = 0; i < COUNT(blocks6); i++)
        if (is_within(address, &blocks6[i]))
            return true;
    for (size_t i = 0; i < COUNT(carriers); i++)
        if (is_within(address, &carriers[i].block) &&
            is_private4(read4(address + carriers[i].at)))
            return true;
    return false;
}

bool netaddress_is_private(const struct sockaddr *address, size_t length)
{
    struct sockaddr_in four;
    struct sockaddr_in6 six;

    if (address->sa_family == AF_INET && length >= sizeof four) {
        memcpy(&four, address, sizeof four);
        return is_private4(ntohl(four.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6 && length >= sizeof six) {
        memcpy(&six, address, sizeof six);
        return is_private6(six.sin6_addr.s6_addr);
    }
    return true;
}

bool netaddress_host_is_private(const char *host)
{
    char name[HOST_SIZE];
    unsigned char six[16];
    struct in_addr four;
    size_t length = strlen(host);

    if (length >= sizeof name)
        return false;
    if (host[0] != '[') {
        bool local = strcasecmp(host, "localhost") == 0;

        return local ||
               (inet_pton(AF_INET, host, &four) == 1 && is_private4(ntohl(four.s_addr)));
    }
    memcpy(name, host + 1, length);
    name[strcspn(name, "%]")] = '\0';
    return inet_pton(AF_INET6, name, six) == 1 && is_private6(six);
}

bool netaddress_host_is_loopback(const char *host)
{
    return str_equal(host, "localhost") || str_equal(host, "127.0.0.1") ||
           str_equal(host, "[::1]");
}

void netaddress_print(const struct sockaddr *address, size_t length,
                      char out[NETADDRESS_TEXT_SIZE])
{
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    const void *bytes = NULL;

    if (address->sa_family == AF_INET && length >= sizeof four) {
        memcpy(&four, address, sizeof four);
        bytes = &four.sin_addr;
    } else if (address->sa_family == AF_INET6 && length >= sizeof six) {
        memcpy(&six, address, sizeof six);
        bytes = &six.sin6_addr;
    }
    if (!bytes || !inet_ntop(address->sa_family, bytes, out, NETADDRESS_TEXT_SIZE))
        (void)str_copy(out, NETADDRESS_TEXT_SIZE, "?");
}
