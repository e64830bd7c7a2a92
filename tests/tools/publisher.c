/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * publisher: a small web server on 127.0.0.1 that stands for a publisher in tests and in the
 * demo.
 *
 *   publisher [--port N] [--print-port] [--headers FILE] [--tls CERT KEY] FOLDER
 *
 * Serves the files of FOLDER with ETag and Last-Modified, answers 304 to the validators, and
 * fails on demand: /fault/NAME/FILE, where NAME is a row of `faults` below or a status from
 * 400 to 599. /flaky/FILE serves FILE, but as /fault/NAME/FILE while FOLDER/FILE.fault holds
 * NAME. POST is answered as GET. --headers writes what was asked for, with its headers and its
 * body, to a file; --tls takes PEM files. Port 0 (the default) takes a free one. Writes
 * `METHOD path status bytes` for every request to standard output and ends on SIGTERM.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include <limits.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#define ZLIB_CONST
#include <zlib.h>

#define FILE_MAX ((size_t)64 * 1024 * 1024)
#define BOMB_SIZE ((size_t)256 * 1024 * 1024) /* unpacked */
#define HANG_MS 600000
#define PATH_SIZE 1024

struct server {
    const char *root; /* as realpath gives it */
    FILE *headers;    /* NULL = not written down */
    atomic_bool quit;
};

struct visit {
    char method[16];
    char path[PATH_SIZE];
    unsigned status;
    size_t bytes;
};

struct exchange {
    struct server *server;
    struct MHD_Connection *connection;
    struct visit *visit;
};

struct bytes {
    char *data;
    size_t length;
};

static enum MHD_Result serve(const struct exchange *exchange, const char *path);

/* --- answers --- */

static enum MHD_Result answer(const struct exchange *exchange, unsigned status,
                              struct MHD_Response *response, size_t bytes)
{
    exchange->visit->status = status;
    exchange->visit->bytes = bytes;
    enum MHD_Result result = MHD_queue_response(exchange->connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result answer_text(const struct exchange *exchange, unsigned status,
                                   const char *type, const char *text)
{
    char copy[1024];
    (void)snprintf(copy, sizeof copy, "%s", text);
    size_t length = strlen(copy);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(length, copy, MHD_RESPMEM_MUST_COPY);
    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "Content-Type", type);
    return answer(exchange, status, response, length);
}

static enum MHD_Result answer_page(const struct exchange *exchange, unsigned status)
{
    char page[256];
    (void)snprintf(page, sizeof page,
                   "<!DOCTYPE html>\n<html "
                   "lang=\"ja\"><head><title>お探しのページは見つかりません</title></head>"
                   "<body><p>status %u</p></body></html>\n",
                   status);
    return answer_text(exchange, status, "text/html; charset=UTF-8", page);
}

static enum MHD_Result answer_redirect(const struct exchange *exchange, const char *to)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "Location", to);
    return answer(exchange, MHD_HTTP_FOUND, response, 0);
}

/* --- files --- */

/* True for a path that stays below the folder and names nothing hidden. */
static bool is_safe(const char *path)
{
    for (const char *part = path; *part != '\0';) {
        size_t length = strcspn(part, "/");
        if (length == 0 || part[0] == '.' || memchr(part, '\\', length) != NULL)
            return false;
        part += length;
        part += *part == '/' ? 1 : 0;
    }
    return *path != '\0';
}

/* The file's real place, if that is below the folder. */
static bool find_file(const struct server *server, const char *path, char out[PATH_MAX],
                      struct stat *status)
{
    char joined[PATH_MAX];
    size_t root = strlen(server->root);
    int length = snprintf(joined, sizeof joined, "%s/%s", server->root, path);
    return is_safe(path) && length > 0 && (size_t)length < sizeof joined &&
           realpath(joined, out) != NULL && strncmp(out, server->root, root) == 0 &&
           out[root] == '/' && stat(out, status) == 0 && S_ISREG(status->st_mode) &&
           (size_t)status->st_size <= FILE_MAX;
}

static bool read_file(const struct server *server, const char *path, struct bytes *out,
                      struct stat *status)
{
    char real[PATH_MAX];
    if (!find_file(server, path, real, status))
        return false;
    FILE *file = fopen(real, "rb");
    if (file == NULL)
        return false;
    out->data = malloc((size_t)status->st_size + 1);
    if (out->data == NULL) {
        (void)fclose(file);
        return false;
    }
    out->length = fread(out->data, 1, (size_t)status->st_size, file);
    out->data[out->length] = '\0';
    (void)fclose(file);
    return true;
}

/* Changes with the content, also within one second (FNV-1a). */
static void print_etag(const struct bytes *bytes, char *out, size_t size)
{
    uint64_t hash = 14695981039346656037U;
    for (size_t i = 0; i < bytes->length; i++)
        hash = (hash ^ (unsigned char)bytes->data[i]) * 1099511628211U;
    (void)snprintf(out, size, "\"%016llx\"", (unsigned long long)hash);
}

static void print_date(time_t instant, char *out, size_t size)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct tm t;
    if (gmtime_r(&instant, &t) == NULL)
        t = (struct tm){.tm_mday = 1, .tm_year = 70};
    (void)snprintf(out, size, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[t.tm_wday % 7],
                   t.tm_mday, months[t.tm_mon % 12], t.tm_year + 1900, t.tm_hour, t.tm_min,
                   t.tm_sec);
}

static const char *find_type(const char *path)
{
    static const struct {
        const char *ending;
        const char *type;
    } types[] = {{".csv", "text/csv"},          {".html", "text/html"},
                 {".json", "application/json"}, {".pdf", "application/pdf"},
                 {".txt", "text/plain"},        {".tsv", "text/tab-separated-values"}};
    const char *ending = strrchr(path, '.');
    for (size_t i = 0; ending != NULL && i < sizeof types / sizeof types[0]; i++)
        if (strcasecmp(ending, types[i].ending) == 0)
            return types[i].type;
    return "application/octet-stream";
}

/* If-Modified-Since counts only where no ETag was sent. */
static bool is_known(const struct exchange *exchange, const char *etag, const char *date)
{
    const char *tag =
        MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, "If-None-Match");
    const char *since = MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND,
                                                    "If-Modified-Since");
    if (tag != NULL)
        return strstr(tag, etag) != NULL;
    return since != NULL && strcmp(since, date) == 0;
}

static enum MHD_Result answer_file(const struct exchange *exchange, const char *path)
{
    struct bytes file = {0};
    struct stat status;
    if (!read_file(exchange->server, path, &file, &status))
        return answer_page(exchange, MHD_HTTP_NOT_FOUND);
    char etag[32];
    char date[64];
    print_etag(&file, etag, sizeof etag);
    print_date(status.st_mtime, date, sizeof date);
    bool known = is_known(exchange, etag, date);
    if (known) {
        free(file.data);
        file = (struct bytes){.data = calloc(1, 1)};
    }
    struct MHD_Response *response =
        MHD_create_response_from_buffer(file.length, file.data, MHD_RESPMEM_MUST_FREE);
    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "ETag", etag);
    (void)MHD_add_response_header(response, "Last-Modified", date);
    (void)MHD_add_response_header(response, "Content-Type", find_type(path));
    return answer(exchange, known ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, response,
                  file.length);
}

/* --- faults --- */

/* Sleeps in small pieces, so that the server can end. */
static void pause_ms(const struct exchange *exchange, long ms)
{
    struct timespec piece = {.tv_nsec = 10 * 1000000L};
    for (long slept = 0; slept < ms && !atomic_load(&exchange->server->quit); slept += 10)
        (void)nanosleep(&piece, NULL);
}

/* "1500/zoo.csv" -> 1500 and "zoo.csv". */
static long take_number(const char **rest)
{
    char *end = NULL;
    long number = strtol(*rest, &end, 10);
    *rest = *end == '/' ? end + 1 : end;
    return number < 0 ? 0 : number;
}

static enum MHD_Result fail_slow(const struct exchange *exchange, const char *rest)
{
    pause_ms(exchange, take_number(&rest));
    return serve(exchange, rest);
}

static enum MHD_Result fail_hang(const struct exchange *exchange, const char *rest)
{
    pause_ms(exchange, HANG_MS);
    return serve(exchange, rest);
}

static enum MHD_Result fail_html(const struct exchange *exchange, const char *rest)
{
    (void)rest;
    return answer_page(exchange, MHD_HTTP_OK);
}

static enum MHD_Result fail_empty(const struct exchange *exchange, const char *rest)
{
    (void)rest;
    return answer_text(exchange, MHD_HTTP_OK, "text/csv", "");
}

static enum MHD_Result fail_redirect(const struct exchange *exchange, const char *rest)
{
    char to[PATH_SIZE + 64];
    long left = take_number(&rest);
    if (left > 1)
        (void)snprintf(to, sizeof to, "/fault/redirect/%ld/%s", left - 1, rest);
    else
        (void)snprintf(to, sizeof to, "/%s", rest);
    return answer_redirect(exchange, to);
}

static enum MHD_Result fail_loop(const struct exchange *exchange, const char *rest)
{
    (void)rest;
    return answer_redirect(exchange, "/fault/loop");
}

static enum MHD_Result fail_file(const struct exchange *exchange, const char *rest)
{
    (void)rest;
    return answer_redirect(exchange, "file:///etc/passwd");
}

/* Redirects to what FILE.goto says. */
static enum MHD_Result fail_goto(const struct exchange *exchange, const char *rest)
{
    char name[PATH_SIZE + 16];
    struct bytes to = {0};
    struct stat status;
    (void)snprintf(name, sizeof name, "%s.goto", rest);
    if (!read_file(exchange->server, name, &to, &status))
        return answer_page(exchange, MHD_HTTP_NOT_FOUND);
    to.data[strcspn(to.data, "\r\n")] = '\0';
    enum MHD_Result result = answer_redirect(exchange, to.data);
    free(to.data);
    return result;
}

static enum MHD_Result answer_busy(const struct exchange *exchange, unsigned status,
                                   const char *after)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "Retry-After", after);
    return answer(exchange, status, response, 0);
}

/* retry/SECONDS and retrydate/SECONDS: 429 and 503 that say when to come again. */
static enum MHD_Result fail_retry(const struct exchange *exchange, const char *rest)
{
    char after[32];
    (void)snprintf(after, sizeof after, "%ld", take_number(&rest));
    return answer_busy(exchange, MHD_HTTP_TOO_MANY_REQUESTS, after);
}

static enum MHD_Result fail_retrydate(const struct exchange *exchange, const char *rest)
{
    char after[64];
    print_date(time(NULL) + take_number(&rest), after, sizeof after);
    return answer_busy(exchange, MHD_HTTP_SERVICE_UNAVAILABLE, after);
}

/* 304 whoever asks. */
static enum MHD_Result fail_unasked(const struct exchange *exchange, const char *rest)
{
    struct MHD_Response *response =
        MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    (void)rest;
    return response == NULL ? MHD_NO : answer(exchange, MHD_HTTP_NOT_MODIFIED, response, 0);
}

static ssize_t read_drip(void *context, uint64_t position, char *out, size_t most)
{
    const struct server *server = context;
    struct timespec piece = {.tv_nsec = 10 * 1000000L};
    (void)most;
    for (int i = 0; i < 100 && !atomic_load(&server->quit); i++)
        (void)nanosleep(&piece, NULL);
    *out = "FY2019,1\n"[position % 9];
    return atomic_load(&server->quit) ? MHD_CONTENT_READER_END_WITH_ERROR : 1;
}

/* One byte in a second, for ever. */
static enum MHD_Result fail_drip(const struct exchange *exchange, const char *rest)
{
    (void)rest;
    struct MHD_Response *response =
        MHD_create_response_from_callback(50000, 1, read_drip, exchange->server, NULL);
    return response == NULL ? MHD_NO : answer(exchange, MHD_HTTP_OK, response, 0);
}

/* The file in EUC-JP under the name of UTF-8. */
static enum MHD_Result fail_charset(const struct exchange *exchange, const char *rest)
{
    struct bytes file = {0};
    struct stat status;
    char name[PATH_SIZE + 16];
    (void)snprintf(name, sizeof name, "%s.eucjp", rest);
    if (!read_file(exchange->server, name, &file, &status))
        return answer_page(exchange, MHD_HTTP_NOT_FOUND);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(file.length, file.data, MHD_RESPMEM_MUST_FREE);
    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "Content-Type", "text/csv; charset=UTF-8");
    return answer(exchange, MHD_HTTP_OK, response, file.length);
}

static const char *look_up(const struct exchange *exchange, enum MHD_ValueKind kind,
                           const char *name)
{
    const char *found = MHD_lookup_connection_value(exchange->connection, kind, name);
    return found == NULL ? "" : found;
}

/* The file for whoever shows what FILE.key holds, as a bearer, in X-Key or as ?key=; the
 * answer repeats it. 401 for everybody else. */
static enum MHD_Result fail_key(const struct exchange *exchange, const char *rest)
{
    char name[PATH_SIZE + 16];
    struct bytes key = {0};
    struct bytes file = {0};
    struct stat status;
    char bearer[PATH_SIZE];
    (void)snprintf(name, sizeof name, "%s.key", rest);
    if (!read_file(exchange->server, name, &key, &status) ||
        !read_file(exchange->server, rest, &file, &status))
        return answer_page(exchange, MHD_HTTP_NOT_FOUND);
    key.data[strcspn(key.data, "\r\n")] = '\0';
    (void)snprintf(bearer, sizeof bearer, "Bearer %s", key.data);
    bool known = strcmp(look_up(exchange, MHD_HEADER_KIND, "Authorization"), bearer) == 0 ||
                 strcmp(look_up(exchange, MHD_HEADER_KIND, "X-Key"), key.data) == 0 ||
                 strcmp(look_up(exchange, MHD_GET_ARGUMENT_KIND, "key"), key.data) == 0;
    size_t length = file.length + strlen(key.data) + 16;
    char *text = malloc(length);
    if (text != NULL)
        length = (size_t)snprintf(text, length, "key %s\n%s", key.data, file.data);
    free(key.data);
    free(file.data);
    if (!known || text == NULL) {
        free(text);
        return answer_page(exchange, MHD_HTTP_UNAUTHORIZED);
    }
    struct MHD_Response *response =
        MHD_create_response_from_buffer(length, text, MHD_RESPMEM_MUST_FREE);
    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "Content-Type", "text/csv");
    return answer(exchange, MHD_HTTP_OK, response, length);
}

/* The file, and that this host is to be asked by https from now on. */
static enum MHD_Result fail_secure(const struct exchange *exchange, const char *rest)
{
    struct bytes file = {0};
    struct stat status;
    if (!read_file(exchange->server, rest, &file, &status))
        return answer_page(exchange, MHD_HTTP_NOT_FOUND);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(file.length, file.data, MHD_RESPMEM_MUST_FREE);
    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "Strict-Transport-Security", "max-age=31536000");
    (void)MHD_add_response_header(response, "Content-Type", "text/csv");
    return answer(exchange, MHD_HTTP_OK, response, file.length);
}

struct cut {
    struct bytes file;
    size_t end;
    int fd;
};

static ssize_t read_cut(void *context, uint64_t position, char *out, size_t most)
{
    const struct cut *cut = context;
    size_t length = cut->end - (size_t)position;
    if (length == 0) {
        const struct linger now = {.l_onoff = 1};
        (void)setsockopt(cut->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    length = length < most ? length : most;
    memcpy(out, cut->file.data + position, length);
    return (ssize_t)length;
}

static void free_cut(void *context)
{
    struct cut *cut = context;
    free(cut->file.data);
    free(cut);
}

/* reset/N: the connection is reset after N bytes of the file. */
static enum MHD_Result fail_reset(const struct exchange *exchange, const char *rest)
{
    struct stat status;
    long end = take_number(&rest);
    struct cut *cut = calloc(1, sizeof *cut);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (cut == NULL || info == NULL ||
        !read_file(exchange->server, rest, &cut->file, &status)) {
        free(cut);
        return answer_page(exchange, MHD_HTTP_NOT_FOUND);
    }
    cut->fd = info->connect_fd;
    cut->end = (size_t)end < cut->file.length ? (size_t)end : cut->file.length;
    size_t bytes = cut->end;
    struct MHD_Response *response =
        MHD_create_response_from_callback(cut->file.length + 1, 1024, read_cut, cut, free_cut);
    return response == NULL ? MHD_NO : answer(exchange, MHD_HTTP_OK, response, bytes);
}

static ssize_t read_half(void *context, uint64_t position, char *out, size_t most)
{
    const struct bytes *file = context;
    size_t half = file->length / 2;
    if (position >= half)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    size_t length = half - (size_t)position;
    length = length < most ? length : most;
    memcpy(out, file->data + position, length);
    return (ssize_t)length;
}

static void free_bytes(void *context)
{
    struct bytes *file = context;
    free(file->data);
    free(file);
}

/* Announces the whole file and closes after half of it. */
static enum MHD_Result fail_truncate(const struct exchange *exchange, const char *rest)
{
    struct stat status;
    struct bytes *file = calloc(1, sizeof *file);
    if (file == NULL || !read_file(exchange->server, rest, file, &status)) {
        free(file);
        return answer_page(exchange, MHD_HTTP_NOT_FOUND);
    }
    size_t half = file->length / 2;
    struct MHD_Response *response =
        MHD_create_response_from_callback(file->length, 4096, read_half, file, free_bytes);
    if (response == NULL)
        return MHD_NO;
    return answer(exchange, MHD_HTTP_OK, response, half);
}

static ssize_t read_endless(void *context, uint64_t position, char *out, size_t most)
{
    const struct server *server = context;
    (void)position;
    if (atomic_load(&server->quit))
        return MHD_CONTENT_READER_END_WITH_ERROR;
    for (size_t i = 0; i < most; i++)
        out[i] = "FY2019,1\n"[i % 9];
    return (ssize_t)most;
}

static enum MHD_Result fail_endless(const struct exchange *exchange, const char *rest)
{
    (void)rest;
    struct MHD_Response *response = MHD_create_response_from_callback(
        MHD_SIZE_UNKNOWN, 4096, read_endless, exchange->server, NULL);
    return response == NULL ? MHD_NO : answer(exchange, MHD_HTTP_OK, response, 0);
}

/* A file of commas, some hundred times smaller when packed. */
static bool pack_bomb(struct bytes *out)
{
    static unsigned char plain[65536];
    z_stream stream = {0};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    memset(plain, ',', sizeof plain);
    size_t room = BOMB_SIZE / 256;
    out->data = malloc(room);
    stream.next_out = (Bytef *)out->data;
    stream.avail_out = out->data == NULL ? 0 : (uInt)room;
    for (size_t done = 0; out->data != NULL && done < BOMB_SIZE; done += sizeof plain) {
        stream.next_in = plain;
        stream.avail_in = sizeof plain;
        (void)deflate(&stream, done + sizeof plain < BOMB_SIZE ? Z_NO_FLUSH : Z_FINISH);
    }
    out->length = stream.total_out;
    (void)deflateEnd(&stream);
    return out->data != NULL;
}

static enum MHD_Result fail_gzipbomb(const struct exchange *exchange, const char *rest)
{
    struct bytes bomb = {0};
    (void)rest;
    if (!pack_bomb(&bomb))
        return MHD_NO;
    struct MHD_Response *response =
        MHD_create_response_from_buffer(bomb.length, bomb.data, MHD_RESPMEM_MUST_FREE);
    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "Content-Encoding", "gzip");
    (void)MHD_add_response_header(response, "Content-Type", "text/csv");
    return answer(exchange, MHD_HTTP_OK, response, bomb.length);
}

/* "FY2019,1\nFY2020,712345\n", compressed and cut inside the second number. */
static enum MHD_Result fail_gzipcut(const struct exchange *exchange, const char *rest)
{
    static const char plain[] = "年度,人数\n2019年度,1\n2020年度,712345\n";
    unsigned char packed[256];
    z_stream stream = {.next_in = (const Bytef *)plain,
                       .avail_in = sizeof plain - 1,
                       .next_out = packed,
                       .avail_out = sizeof packed};
    (void)rest;
    if (deflateInit2(&stream, 0, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return MHD_NO;
    (void)deflate(&stream, Z_FINISH);
    size_t length = stream.total_out - 13; /* check sum, length, and "2345\n" */
    (void)deflateEnd(&stream);
    struct MHD_Response *response =
        MHD_create_response_from_buffer(length, packed, MHD_RESPMEM_MUST_COPY);
    if (response == NULL)
        return MHD_NO;
    (void)MHD_add_response_header(response, "Content-Encoding", "gzip");
    (void)MHD_add_response_header(response, "Content-Type", "text/csv");
    return answer(exchange, MHD_HTTP_OK, response, length);
}

struct fault {
    const char *name;
    enum MHD_Result (*run)(const struct exchange *exchange, const char *rest);
};

static const struct fault faults[] = {
    {"slow", fail_slow},         {"hang", fail_hang},           {"truncate", fail_truncate},
    {"html", fail_html},         {"empty", fail_empty},         {"redirect", fail_redirect},
    {"loop", fail_loop},         {"file", fail_file},           {"endless", fail_endless},
    {"gzipbomb", fail_gzipbomb}, {"gzipcut", fail_gzipcut},     {"goto", fail_goto},
    {"retry", fail_retry},       {"retrydate", fail_retrydate}, {"unasked", fail_unasked},
    {"drip", fail_drip},         {"charset", fail_charset},     {"key", fail_key},
    {"secure", fail_secure},     {"reset", fail_reset},
};

/* --- paths --- */

/* `path` is NAME/REST. */
static enum MHD_Result fail(const struct exchange *exchange, const char *path)
{
    size_t length = strcspn(path, "/");
    const char *rest = path[length] == '/' ? path + length + 1 : path + length;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++)
        if (strlen(faults[i].name) == length && strncmp(faults[i].name, path, length) == 0)
            return faults[i].run(exchange, rest);
    const char *digits = path;
    long status = take_number(&digits);
    if (length == 3 && status >= 400 && status <= 599)
        return answer_page(exchange, (unsigned)status);
    return answer_page(exchange, MHD_HTTP_NOT_FOUND);
}

/* Serves `path`, or fails as the file beside it says. */
static enum MHD_Result serve_flaky(const struct exchange *exchange, const char *path)
{
    char name[PATH_SIZE + 16];
    char fault[PATH_SIZE * 2];
    struct bytes wanted = {0};
    struct stat status;
    (void)snprintf(name, sizeof name, "%s.fault", path);
    if (!read_file(exchange->server, name, &wanted, &status))
        return serve(exchange, path);
    wanted.data[strcspn(wanted.data, "\r\n")] = '\0';
    (void)snprintf(fault, sizeof fault, "%.64s/%s", wanted.data, path);
    bool none = wanted.data[0] == '\0';
    free(wanted.data);
    return none ? serve(exchange, path) : fail(exchange, fault);
}

struct query {
    char text[PATH_SIZE];
    size_t length;
};

static enum MHD_Result add_argument(void *context, enum MHD_ValueKind kind, const char *name,
                                    const char *value)
{
    struct query *query = context;
    (void)kind;
    int length =
        snprintf(query->text + query->length, sizeof query->text - query->length, "%c%s=%s",
                 query->length == 0 ? '?' : '&', name, value == NULL ? "" : value);
    if (length < 0 || (size_t)length >= sizeof query->text - query->length)
        return MHD_NO;
    query->length += (size_t)length;
    return MHD_YES;
}

/* "list.json?offset=2" where there is such a file, else the path alone. */
static enum MHD_Result serve_query(const struct exchange *exchange, const char *path)
{
    struct query query = {.length = 0};
    char name[PATH_SIZE * 2];
    struct bytes found = {0};
    struct stat status;
    (void)MHD_get_connection_values(exchange->connection, MHD_GET_ARGUMENT_KIND, add_argument,
                                    &query);
    (void)snprintf(name, sizeof name, "%s%s", path, query.text);
    if (query.length == 0 || strlen(name) >= PATH_SIZE ||
        !read_file(exchange->server, name, &found, &status))
        return answer_file(exchange, path);
    free(found.data);
    return answer_file(exchange, name);
}

static enum MHD_Result serve(const struct exchange *exchange, const char *path)
{
    const char *ending = strrchr(path, '.');
    if (strncmp(path, "fault/", 6) == 0)
        return fail(exchange, path + 6);
    if (strncmp(path, "flaky/", 6) == 0)
        return serve_flaky(exchange, path + 6);
    if (ending != NULL && strcmp(ending, ".fault") == 0)
        return answer_page(exchange, MHD_HTTP_NOT_FOUND);
    return serve_query(exchange, path);
}

static enum MHD_Result write_header(void *context, enum MHD_ValueKind kind, const char *name,
                                    const char *value)
{
    (void)fprintf(context, "%s%s: %s\n", kind == MHD_GET_ARGUMENT_KIND ? "?" : "", name,
                  value == NULL ? "" : value);
    return MHD_YES;
}

static void write_headers(const struct server *server, struct MHD_Connection *connection,
                          const char *method, const char *url)
{
    if (server->headers == NULL)
        return;
    flockfile(server->headers);
    (void)fprintf(server->headers, "%s %s\n", method, url);
    (void)MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, write_header,
                                    server->headers);
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, write_header,
                                    server->headers);
    (void)fflush(server->headers);
    funlockfile(server->headers);
}

static void write_body(const struct server *server, const char *bytes, size_t length)
{
    if (server->headers == NULL)
        return;
    flockfile(server->headers);
    (void)fprintf(server->headers, "body: %.*s\n", (int)length, bytes);
    (void)fflush(server->headers);
    funlockfile(server->headers);
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection,
                              const char *url, const char *method, const char *version,
                              const char *upload, size_t *upload_size, void **state)
{
    (void)version;
    struct visit *visit = *state;
    if (visit != NULL && *upload_size > 0)
        write_body(context, upload, *upload_size);
    if (visit == NULL) {
        visit = calloc(1, sizeof *visit);
        *state = visit;
        write_headers(context, connection, method, url);
        if (visit == NULL)
            return MHD_NO;
        (void)snprintf(visit->method, sizeof visit->method, "%s", method);
        (void)snprintf(visit->path, sizeof visit->path, "%s", url);
        return MHD_YES;
    }
    if (*upload_size > 0) {
        *upload_size = 0;
        return MHD_YES;
    }
    struct exchange exchange = {context, connection, visit};
    bool reading = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0 ||
                   strcmp(method, "POST") == 0;
    if (!reading)
        return answer_page(&exchange, MHD_HTTP_METHOD_NOT_ALLOWED);
    if (url[0] != '/' || strlen(url) >= PATH_SIZE)
        return answer_page(&exchange, MHD_HTTP_BAD_REQUEST);
    return serve(&exchange, url + 1);
}

/* A line of the log; control characters of the path would forge others. */
static void finish(void *context, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode code)
{
    (void)context;
    (void)connection;
    (void)code;
    struct visit *visit = *state;
    if (visit == NULL)
        return;
    for (char *p = visit->path; *p != '\0'; p++)
        if ((unsigned char)*p <= ' ')
            *p = '?';
    (void)printf("%s %s %u %zu\n", visit->method, visit->path, visit->status, visit->bytes);
    (void)fflush(stdout);
    free(visit);
    *state = NULL;
}

/* --- starting --- */

struct options {
    uint16_t port;
    bool print_port;
    const char *headers;
    const char *certificate;
    const char *key;
    const char *folder;
};

static bool read_options(int argc, char **argv, struct options *out)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--print-port") == 0) {
            out->print_port = true;
        } else if (strcmp(argv[i], "--port") == 0 && i + 1 < argc) {
            char *end = NULL;
            long port = strtol(argv[++i], &end, 10);
            if (*end != '\0' || end == argv[i] || port < 0 || port > 65535)
                return false;
            out->port = (uint16_t)port;
        } else if (strcmp(argv[i], "--headers") == 0 && i + 1 < argc) {
            out->headers = argv[++i];
        } else if (strcmp(argv[i], "--tls") == 0 && i + 2 < argc) {
            out->certificate = argv[++i];
            out->key = argv[++i];
        } else if (argv[i][0] == '-' || out->folder != NULL) {
            return false;
        } else {
            out->folder = argv[i];
        }
    }
    return out->folder != NULL;
}

static char *read_pem(const char *path)
{
    FILE *file = path == NULL ? NULL : fopen(path, "rb");
    char *text = calloc(1, 65536);
    if (file != NULL && text != NULL)
        (void)!fread(text, 1, 65535, file);
    if (file != NULL)
        (void)fclose(file);
    return text;
}

static struct MHD_Daemon *start(struct server *server, const struct options *options)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(options->port)};
    char *certificate = read_pem(options->certificate);
    char *key = read_pem(options->key);
    unsigned flags = MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD;
    struct MHD_OptionItem tls[] = {{MHD_OPTION_HTTPS_MEM_CERT, 0, certificate},
                                   {MHD_OPTION_HTTPS_MEM_KEY, 0, key},
                                   {MHD_OPTION_END, 0, NULL}};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (options->certificate == NULL)
        tls[0].option = MHD_OPTION_END;
    else
        flags |= MHD_USE_TLS;
    return MHD_start_daemon(flags, options->port, NULL, NULL, handle, server,
                            MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_NOTIFY_COMPLETED,
                            finish, NULL, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1U,
                            MHD_OPTION_ARRAY, tls, MHD_OPTION_END);
}

int main(int argc, char **argv)
{
    struct options options = {0};
    char root[PATH_MAX];
    sigset_t signals;
    int received = 0;
    if (!read_options(argc, argv, &options)) {
        (void)fputs("usage: publisher [--port N] [--print-port] [--headers FILE] [--tls CERT "
                    "KEY] FOLDER\n",
                    stderr);
        return 64;
    }
    if (realpath(options.folder, root) == NULL) {
        perror(options.folder);
        return 66;
    }
    struct server server = {.root = root};
    if (options.headers != NULL)
        server.headers = fopen(options.headers, "w");
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGTERM);
    (void)sigaddset(&signals, SIGINT);
    (void)sigprocmask(SIG_BLOCK, &signals, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    struct MHD_Daemon *http = start(&server, &options);
    if (http == NULL) {
        (void)fprintf(stderr, "publisher: cannot listen on 127.0.0.1:%u\n", options.port);
        return 69;
    }
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(http, MHD_DAEMON_INFO_BIND_PORT);
    if (options.print_port && info != NULL) {
        (void)printf("%u\n", info->port);
        (void)fflush(stdout);
    }
    (void)sigwait(&signals, &received);
    atomic_store(&server.quit, true);
    MHD_stop_daemon(http);
    return 0;
}
