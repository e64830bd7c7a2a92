/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tests of collector/fetch against the test publisher, whose binary $PUBLISHER names
 * (build/publisher if unset). All figures are test data.
 */
#include "collector/fetch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/str.h"
#include "tests/unit/publishing.h"

#define DOCUMENT "年度,入園者数\n2019年度,1\n"

static int start_publisher(void **state)
{
    static struct publishing publisher;
    if (publishing_start(&publisher) != 0)
        return -1;
    publishing_put(&publisher, "zoo.csv", DOCUMENT);
    *state = &publisher;
    return 0;
}

static int stop_publisher(void **state)
{
    return publishing_stop(*state);
}

static struct fetch_options plain_options(void)
{
    return (struct fetch_options){.user_agent = "shihyo-test"};
}

/* What must time out is on these paths; everything else may take its time on a busy machine.
 */
static int64_t choose_timeout(const char *url)
{
    return strstr(url, "/slow/") || strstr(url, "/hang") ? 1000 : 60000;
}

/* One request with small limits. */
static struct fetch_result fetch_one(const char *url, const char *etag, const char *modified)
{
    struct fetch_request request = {.url = url,
                                    .etag = etag,
                                    .last_modified = modified,
                                    .timeout_ms = choose_timeout(url),
                                    .max_bytes = 1024 * 1024};
    struct fetch_options options = plain_options();
    struct fetch_result result;
    struct err err;
    assert_int_equal(fetch_all(&request, 1, &options, &result, &err), 0);
    return result;
}

static struct fetch_result fetch_path(const struct publishing *publisher, const char *path)
{
    char url[200];
    (void)snprintf(url, sizeof url, "%s%s", publisher->base, path);
    return fetch_one(url, "", "");
}

static void test_fetches(void **state)
{
    const struct publishing *publisher = *state;
    struct fetch_result result = fetch_path(publisher, "/zoo.csv");
    assert_int_equal(result.err.code, ERR_NONE);
    assert_int_equal(result.status, 200);
    assert_false(result.not_modified);
    assert_string_equal(buf_text(&result.body), DOCUMENT);
    assert_string_equal(result.content_type, "text/csv");
    assert_true(str_starts(result.etag, "\""));
    assert_true(str_ends(result.last_modified, " GMT"));
    assert_true(str_starts(result.url, publisher->base));
    assert_true(result.elapsed_ms >= 0);
    fetch_result_free(&result);
    assert_null(result.url);
    fetch_result_free(NULL);
}

static void test_validators(void **state)
{
    const struct publishing *publisher = *state;
    char url[200];
    (void)snprintf(url, sizeof url, "%s/zoo.csv", publisher->base);
    struct fetch_result first = fetch_one(url, "", "");
    const struct {
        const char *etag;
        const char *modified;
        bool known;
    } cases[] = {{first.etag, first.last_modified, true},
                 {first.etag, "", true},
                 {"", first.last_modified, true},
                 {"\"other\"", first.last_modified, false},
                 {"", "Thu, 01 Jan 1970 00:00:00 GMT", false},
                 {"\"a\r\nX: y\"", "", false}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fetch_result result = fetch_one(url, cases[i].etag, cases[i].modified);
        assert_int_equal(result.err.code, ERR_NONE);
        assert_int_equal(result.not_modified, cases[i].known);
        assert_int_equal(result.status, cases[i].known ? 304 : 200);
        assert_string_equal(buf_text(&result.body), cases[i].known ? "" : DOCUMENT);
        assert_string_equal(result.etag, first.etag);
        fetch_result_free(&result);
    }
    fetch_result_free(&first);
}

struct failure {
    const char *path;
    int status;
    const char *want;
};

static const struct failure failures[] = {
    {"/none.csv", 404, "HTTP 404 (not found)"},
    {"/fault/404/zoo.csv", 404, "HTTP 404 (not found)"},
    {"/fault/410/zoo.csv", 410, "HTTP 410 (gone for good)"},
    {"/fault/418/zoo.csv", 418, "HTTP 418 (refused by the server)"},
    {"/fault/500/zoo.csv", 500, "HTTP 500 (error of the server)"},
    {"/fault/503/zoo.csv", 503, "HTTP 503 (service unavailable)"},
    {"/fault/slow/3000/zoo.csv", 0, "no answer within 1 s from 127.0.0.1"},
    {"/fault/hang", 0, "no answer within 1 s"},
    {"/fault/truncate/zoo.csv", 200, "the transfer ended early: 16 of 33 bytes came"},
    {"/fault/loop", 302, "more than 5 redirects"},
    {"/fault/redirect/6/zoo.csv", 302, "more than 5 redirects"},
    {"/fault/file", 302, "redirected to something else than http or https"},
    {"/fault/endless", 200, "the document is larger than 1048576 bytes"},
    {"/fault/gzipcut", 200, "the compressed transfer ended early"},
    {"/fault/gzipbomb", 200, "the document is larger than 1048576 bytes"},
    {"/../zoo.csv.fault", 404, "HTTP 404"},
};

static void test_failures(void **state)
{
    for (size_t i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        const struct failure *failure = &failures[i];
        struct fetch_result result = fetch_path(*state, failure->path);
        if (result.err.code != ERR_UNAVAILABLE || !strstr(result.err.text, failure->want))
            fail_msg("%s: \"%s\", want \"%s\"", failure->path, result.err.text, failure->want);
        assert_int_equal(result.status, failure->status);
        assert_int_equal(result.body.length, 0);
        assert_false(result.not_modified);
        fetch_result_free(&result);
    }
}

/* What is wrong with the content is for the decoder to say. */
static void test_usable_answers(void **state)
{
    struct fetch_result html = fetch_path(*state, "/fault/html/zoo.csv");
    assert_int_equal(html.err.code, ERR_NONE);
    assert_true(str_starts(html.content_type, "text/html"));
    fetch_result_free(&html);
    struct fetch_result empty = fetch_path(*state, "/fault/empty");
    assert_int_equal(empty.err.code, ERR_NONE);
    assert_int_equal(empty.body.length, 0);
    fetch_result_free(&empty);
    struct fetch_result redirect = fetch_path(*state, "/fault/redirect/5/zoo.csv");
    assert_int_equal(redirect.err.code, ERR_NONE);
    assert_string_equal(buf_text(&redirect.body), DOCUMENT);
    assert_true(str_ends(redirect.url, "/zoo.csv"));
    assert_null(strstr(redirect.url, "redirect"));
    fetch_result_free(&redirect);
}

static void test_switched_faults(void **state)
{
    const struct publishing *publisher = *state;
    char path[SCRATCH_PATH];
    struct fetch_result result = fetch_path(publisher, "/flaky/zoo.csv");
    assert_int_equal(result.err.code, ERR_NONE);
    fetch_result_free(&result);
    publishing_put(publisher, "zoo.csv.fault", "500\n");
    result = fetch_path(publisher, "/flaky/zoo.csv");
    assert_int_equal(result.status, 500);
    fetch_result_free(&result);
    scratch_path(path, publisher->folder, "zoo.csv.fault");
    assert_int_equal(unlink(path), 0);
    result = fetch_path(publisher, "/flaky/zoo.csv");
    assert_int_equal(result.status, 200);
    fetch_result_free(&result);
}

static const struct failure addresses[] = {
    {"file:///etc/passwd", 0, "not a web address: expected http or https"},
    {"ftp://127.0.0.1/x", 0, "not a web address: expected http or https"},
    {"", 0, "not a web address"},
    {"http://", 0, "not a web address"},
    {"http://127.0.0.1:1/zoo.csv", 0, "connection refused by 127.0.0.1"},
    {"http://user:secret@127.0.0.1:1/zoo.csv", 0, "connection refused by 127.0.0.1"},
    {"http://no-such-host.invalid/", 0, "no-such-host.invalid"},
};

static void test_addresses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        struct fetch_result result = fetch_one(addresses[i].path, "", "");
        assert_int_equal(result.err.code, ERR_UNAVAILABLE);
        if (strstr(result.err.text, addresses[i].want) == NULL)
            fail_msg("%s: \"%s\"", addresses[i].path, result.err.text);
        assert_null(strstr(result.err.text, "secret"));
        assert_null(strstr(result.url, "secret"));
        assert_int_equal(result.status, 0);
        fetch_result_free(&result);
    }
}

static void test_refuses_a_server_without_tls(void **state)
{
    const struct publishing *publisher = *state;
    char url[200];
    (void)snprintf(url, sizeof url, "https%s/zoo.csv", publisher->base + 4);
    struct fetch_result result = fetch_one(url, "", "");
    assert_int_equal(result.err.code, ERR_UNAVAILABLE);
    assert_non_null(strstr(result.err.text, "no secure connection"));
    fetch_result_free(&result);
}

struct progress {
    size_t calls;
    size_t done;
    size_t total;
};

static void note_progress(size_t done, size_t total, void *context)
{
    struct progress *progress = context;
    progress->calls++;
    progress->done = done;
    progress->total = total;
}

/* One host: one after the other, `delay_ms` between the starts. */
static void test_delay_and_progress(void **state)
{
    const struct publishing *publisher = *state;
    struct fetch_request requests[4];
    struct fetch_result results[4];
    struct progress progress = {0};
    struct fetch_options options = plain_options();
    struct timespec from;
    struct timespec to;
    struct err err;
    char url[200];
    (void)snprintf(url, sizeof url, "%s/zoo.csv", publisher->base);
    for (size_t i = 0; i < 4; i++)
        requests[i] =
            (struct fetch_request){.url = url, .timeout_ms = 2000, .max_bytes = 1024};
    requests[2].url = "nonsense://";
    options.delay_ms = 150;
    options.progress = note_progress;
    options.context = &progress;
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &from), 0);
    assert_int_equal(fetch_all(requests, 4, &options, results, &err), 0);
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &to), 0);
    long long took =
        (to.tv_sec - from.tv_sec) * 1000LL + (to.tv_nsec - from.tv_nsec) / 1000000;
    assert_true(took >= 299);
    assert_int_equal(progress.calls, 4);
    assert_int_equal(progress.done, 4);
    assert_int_equal(progress.total, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(results[i].err.code, i == 2 ? ERR_UNAVAILABLE : ERR_NONE);
        fetch_result_free(&results[i]);
    }
}

/* Two names of one machine are two hosts: the slow one does not hold up the other. */
static void test_hosts_in_parallel(void **state)
{
    const struct publishing *publisher = *state;
    struct fetch_options options = plain_options();
    struct fetch_result results[2];
    struct timespec from;
    struct timespec to;
    struct err err;
    char urls[2][200];
    (void)snprintf(urls[0], sizeof urls[0], "%s/fault/slow/2000/zoo.csv", publisher->base);
    (void)snprintf(urls[1], sizeof urls[1], "http://localhost%s/fault/slow/2000/zoo.csv",
                   strrchr(publisher->base, ':'));
    struct fetch_request requests[2] = {
        {.url = urls[0], .timeout_ms = 9000, .max_bytes = 1024},
        {.url = urls[1], .timeout_ms = 9000, .max_bytes = 1024}};
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &from), 0);
    assert_int_equal(fetch_all(requests, 2, &options, results, &err), 0);
    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &to), 0);
    long long took =
        (to.tv_sec - from.tv_sec) * 1000LL + (to.tv_nsec - from.tv_nsec) / 1000000;
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(results[i].err.code, ERR_NONE);
        fetch_result_free(&results[i]);
    }
    assert_true(took >= 2000);
    assert_true(took < 3900);
}

static volatile int stop_flag;

static void raise_stop(int number)
{
    (void)number;
    stop_flag = 1;
}

static bool is_stopped(void *context)
{
    (void)context;
    return stop_flag != 0;
}

/* What is under way goes on to its end; what has not begun is left. */
static void test_ending(void **state)
{
    const struct publishing *publisher = *state;
    struct fetch_options options = plain_options();
    struct fetch_result results[3];
    struct err err;
    char slow[200];
    char plain[200];
    (void)snprintf(slow, sizeof slow, "%s/fault/slow/2000/zoo.csv", publisher->base);
    (void)snprintf(plain, sizeof plain, "%s/zoo.csv", publisher->base);
    const struct fetch_request first = {.url = slow, .timeout_ms = 60000, .max_bytes = 1024};
    struct fetch_request requests[3] = {first, first, first};
    requests[1].url = requests[2].url = plain;
    struct sigaction action = {.sa_handler = raise_stop};
    assert_int_equal(sigaction(SIGALRM, &action, NULL), 0);
    options.ending = is_stopped;
    (void)alarm(1);
    assert_int_equal(fetch_all(requests, 3, &options, results, &err), 0);
    assert_int_equal(results[0].err.code, ERR_NONE);
    assert_string_equal(buf_text(&results[0].body), DOCUMENT);
    assert_false(results[0].left);
    for (size_t i = 1; i < 3; i++) {
        assert_true(results[i].left);
        assert_int_equal(results[i].err.code, ERR_UNAVAILABLE);
        assert_string_equal(results[i].err.text, "not asked, as the program is to end");
    }
    for (size_t i = 0; i < 3; i++)
        fetch_result_free(&results[i]);
    stop_flag = 0;
}

/* Where redirects are handed back, whoever asks follows them, and not for ever. */
static void test_held_redirects(void **state)
{
    const struct publishing *publisher = *state;
    struct fetch_options options = plain_options();
    struct fetch_result result;
    struct err err;
    char url[200];
    char next[200];
    (void)snprintf(url, sizeof url, "%s/fault/redirect/2/zoo.csv", publisher->base);
    (void)snprintf(next, sizeof next, "%s/fault/redirect/1/zoo.csv", publisher->base);
    struct fetch_request request = {.url = url, .timeout_ms = 5000, .max_bytes = 1024};
    options.held = true;
    assert_int_equal(fetch_all(&request, 1, &options, &result, &err), 0);
    assert_int_equal(result.err.code, ERR_NONE);
    assert_string_equal(result.leads, next);
    assert_int_equal(result.body.length, 0);
    fetch_result_free(&result);
    request.hops = 5;
    assert_int_equal(fetch_all(&request, 1, &options, &result, &err), 0);
    assert_null(result.leads);
    assert_string_equal(result.err.text, "more than 5 redirects");
    fetch_result_free(&result);
}

static void test_nothing_to_do(void **state)
{
    (void)state;
    struct fetch_options options = plain_options();
    struct err err;
    assert_int_equal(fetch_all(NULL, 0, &options, NULL, &err), 0);
    assert_true(str_starts(fetch_library(), "libcurl/"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fetches),
        cmocka_unit_test(test_validators),
        cmocka_unit_test(test_failures),
        cmocka_unit_test(test_usable_answers),
        cmocka_unit_test(test_switched_faults),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_refuses_a_server_without_tls),
        cmocka_unit_test(test_delay_and_progress),
        cmocka_unit_test(test_hosts_in_parallel),
        cmocka_unit_test(test_ending),
        cmocka_unit_test(test_held_redirects),
        cmocka_unit_test(test_nothing_to_do),
    };
    return cmocka_run_group_tests_name("fetch", tests, start_publisher, stop_publisher);
}
