/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of core/netaddress. */
#include "core/netaddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static bool judge4(const char *text, char out[NETADDRESS_TEXT_SIZE])
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    assert_int_equal(inet_pton(AF_INET, text, &address.sin_addr), 1);
    netaddress_print((const struct sockaddr *)&address, sizeof address, out);
    return netaddress_is_private((const struct sockaddr *)&address, sizeof address);
}

static bool judge6(const char *text, char out[NETADDRESS_TEXT_SIZE])
{
    struct sockaddr_in6 address = {.sin6_family = AF_INET6};
    assert_int_equal(inet_pton(AF_INET6, text, &address.sin6_addr), 1);
    netaddress_print((const struct sockaddr *)&address, sizeof address, out);
    return netaddress_is_private((const struct sockaddr *)&address, sizeof address);
}

static void test_private(void **state)
{
    static const char *const four[] = {
        "0.0.0.0",         "10.0.0.1",       "10.255.255.255", "100.64.0.1",
        "100.127.255.255", "127.0.0.1",      "127.8.9.1",      "169.254.169.254",
        "172.16.0.1",      "172.31.255.255", "192.0.0.8",      "192.168.0.1",
        "198.18.0.1",      "224.0.0.1",      "240.0.0.1",      "255.255.255.255",
    };
    static const char *const six[] = {
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fdff::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "64:ff9b::a00:1",
        "2002:a9fe:a9fe::1",
        "2001:db8::1",
        "::169.254.169.254",
    };
    char text[NETADDRESS_TEXT_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof four / sizeof four[0]; i++) {
        assert_true(judge4(four[i], text));
        assert_string_equal(text, four[i]);
    }
    for (size_t i = 0; i < sizeof six / sizeof six[0]; i++)
        if (!judge6(six[i], text))
            fail_msg("%s", six[i]);
}

static void test_public(void **state)
{
    static const char *const four[] = {"8.8.8.8",    "9.255.255.255", "11.0.0.1",
                                       "100.63.0.1", "100.128.0.1",   "126.255.255.255",
                                       "128.0.0.1",  "169.253.0.1",   "172.15.0.1",
                                       "172.32.0.1", "192.167.0.1",   "223.255.255.255"};
    static const char *const six[] = {"2606:4700::1", "2400:cb00::1", "::ffff:8.8.8.8",
                                      "64:ff9b::808:808", "2002:808:808::1"};
    char text[NETADDRESS_TEXT_SIZE];
    (void)state;
    for (size_t i = 0; i < sizeof four / sizeof four[0]; i++)
        if (judge4(four[i], text))
            fail_msg("%s", four[i]);
    for (size_t i = 0; i < sizeof six / sizeof six[0]; i++)
        if (judge6(six[i], text))
            fail_msg("%s", six[i]);
}

static void test_hosts(void **state)
{
    static const char *const closed[] = {"localhost",      "LocalHost", "127.0.0.1",
                                         "10.1.2.3",       "[::1]",     "[fe80::1%25eth0]",
                                         "169.254.169.254"};
    static const char *const open[] = {
        "example.jp",           "8.8.8.8", "[2606:4700::1]", "", "localhost.example.jp",
        "127.0.0.1.example.jp", "["};
    (void)state;
    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++)
        if (!netaddress_host_is_private(closed[i]))
            fail_msg("%s", closed[i]);
    for (size_t i = 0; i < sizeof open / sizeof open[0]; i++)
        if (netaddress_host_is_private(open[i]))
            fail_msg("%s", open[i]);
}

/* What is no address of the internet is nobody's to connect to. */
static void test_other_families(void **state)
{
    struct sockaddr address = {.sa_family = AF_UNIX};
    char text[NETADDRESS_TEXT_SIZE];
    (void)state;
    assert_true(netaddress_is_private(&address, sizeof address));
    netaddress_print(&address, sizeof address, text);
    assert_string_equal(text, "?");
    address.sa_family = AF_INET6; /* too short for one */
    assert_true(netaddress_is_private(&address, sizeof address));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_private),
        cmocka_unit_test(test_public),
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_other_families),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
