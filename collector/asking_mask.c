/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * asking_mask: the secret in what comes back. Servers repeat what they were asked in their own
 * hand: what one of them leaves as it is another writes as %2B, and both in one text; so each
 * byte may be written in any of its ways.
 */
#include "collector/asking.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#define MASKED_MIN 6 /* bytes: what is shorter is found in any document */
#define PLAIN_SIZE (2 * (size_t)SECRET_SIZE)
#define BASE64_SIZE (PLAIN_SIZE / 3 * 4 + 8)

/* --- a login as it is sent (RFC 7617, RFC 4648 section 4), without the filling behind --- */

static size_t code(const char *bytes, size_t length, char *out)
{
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = 0;
    unsigned held = 0;
    size_t count = 0;

    for (size_t i = 0; i < length; i++) {
        bits = (bits << 8 | (unsigned char)bytes[i]) & 0xffff;
        for (held += 8; held >= 6; held -= 6)
            out[count++] = digits[bits >> (held - 6) & 63];
    }
    if (held > 0)
        out[count++] = digits[bits << (6 - held) & 63];
    out[count] = '\0';
    return count;
}

static size_t code_login(const struct asking *asking, char out[BASE64_SIZE])
{
    char plain[PLAIN_SIZE];
    const struct asking_secrets *secrets = asking->secrets;
    size_t user = secrets->name.length, length = user + 1 + secrets->password.length;

    memcpy(plain, secrets->name.text, user);
    plain[user] = ':';
    memcpy(plain + user + 1, secrets->password.text, secrets->password.length);
    size_t count = code(plain, length, out);
    memset(plain, 0, sizeof plain);
    return count;
}

/* --- where it is --- */

struct sought {
    const char *text;
    size_t length;
};

static bool is_hex(const char *at, size_t digits, unsigned char want)
{
    unsigned value = 0;

    for (size_t i = 0; i < digits; i++) {
        if (!isxdigit((unsigned char)at[i]))
            return false;
        value = value * 16 + (unsigned)(isdigit((unsigned char)at[i])
                                            ? at[i] - '0'
                                            : tolower((unsigned char)at[i]) - 'a' + 10);
    }
    return value == want;
}

/* How many bytes write this one in a coded way; 0 = none of them do. */
static size_t match_coded(const char *at, size_t left, char want)
{
    unsigned char byte = (unsigned char)want;

    if (at[0] == '%' && left >= 3 && is_hex(at + 1, 2, byte))
        return 3;
    if (at[0] == '\\' && left >= 6 && at[1] == 'u' && is_hex(at + 2, 4, byte))
        return 6;
    if (at[0] == '\\' && left >= 2 && at[1] == want && ispunct(byte))
        return 2;
    if (want == '&' && left >= 5 && strncasecmp(at, "&amp;", 5) == 0)
        return 5;
    return want == ' ' && at[0] == '+' ? 1 : 0;
}

/* How many bytes at `at` are what is sought; 0 = they are not. */
static size_t match(const char *at, size_t left, const struct sought *sought)
{
    size_t used = 0;

    if (left >= sought->length && memcmp(at, sought->text, sought->length) == 0)
        return sought->length;
    for (size_t i = 0; i < sought->length; i++) {
        if (used >= left)
            return 0;
        size_t coded = match_coded(at + used, left - used, sought->text[i]);

        if (coded == 0 && at[used] != sought->text[i])
            return 0;
        used += coded > 0 ? coded : 1;
    }
    return used;
}

static void mask(char *bytes, size_t length, const struct sought *sought)
{
    for (size_t i = 0; i < length && sought->length >= MASKED_MIN; i++) {
        size_t found = match(bytes + i, length - i, sought);

        memset(bytes + i, '*', found);
        i += found > 0 ? found - 1 : 0;
    }
}

static bool is_in(const char *text, const struct sought *sought)
{
    size_t length = strlen(text);

    for (size_t i = 0; i < length && sought->length > 0; i++)
        if (match(text + i, length - i, sought) > 0)
            return true;
    return false;
}

static struct sought find_secret(const struct asking *asking)
{
    const struct asking_secrets *secrets = asking->secrets;
    const struct secret *secret =
        secrets->password.length > 0 ? &secrets->password : &secrets->name;

    return (struct sought){secret->text, secret->length};
}

void asking_mask(const struct asking *asking, struct buf *body)
{
    char login[BASE64_SIZE];

    if (!body->data || !asking->secrets)
        return;
    struct sought secret = find_secret(asking);

    mask(body->data, body->length, &secret);
    if (asking->secrets->password.length == 0)
        return;
    struct sought sent = {login, code_login(asking, login)};

    mask(body->data, body->length, &sent);
    memset(login, 0, sizeof login);
}

bool asking_is_told(const struct asking *asking, const char *text)
{
    char login[BASE64_SIZE];

    if (!asking->secrets)
        return false;
    struct sought secret = find_secret(asking);

    if (is_in(text, &secret))
        return true;
    if (asking->secrets->password.length == 0)
        return false;
    struct sought sent = {login, code_login(asking, login)};
    bool told = is_in(text, &sent);

    memset(login, 0, sizeof login);
    return told;
}
