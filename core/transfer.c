/* SPDX-License-Identifier: GPL-3.0-or-later */
/* transfer: see transfer.h. */
#include "core/transfer.h"

#include <ctype.h>
#include <curl/curl.h>
#include <errno.h>
#include <locale.h>
#include <string.h>
#include <sys/socket.h>

#include "core/mem.h"
#include "core/netaddress.h"
#include "core/str.h"
#include "core/transfer_words.h"

#define SAID_MAX 300 /* bytes of a server's refusal */

struct transfer_set {
    CURLM *multi;
    locale_t locale; /* in which names are UTF-8 for those who look them up (IDN) */
};

struct transfer {
    const struct transfer_order *order;
    CURL *easy;
    struct curl_slist *headers;
    struct curl_slist *receivers;
    char *host;
    bool ended;
    CURLcode code;
    bool ok;     /* every option was taken */
    bool excess; /* more came than was announced */
    size_t sent;
    char said[SAID_MAX];
    char refused[NETADDRESS_TEXT_SIZE]; /* the address that was not connected to */
    char curl_text[CURL_ERROR_SIZE];
};

/* --- addresses --- */

static char *lower(char *text)
{
    for (char *p = text; p && *p != '\0'; p++)
        *p = (char)tolower((unsigned char)*p);
    return text;
}

char *transfer_host(const char *url)
{
    char *part = NULL;
    char *name = NULL;
    CURLU *parts = curl_url();

    if (parts && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
        curl_url_get(parts, CURLUPART_HOST, &part, 0) == CURLUE_OK)
        name = lower(mem_strdup(part));
    curl_free(part);
    curl_url_cleanup(parts);
    return name;
}

/* The address without some of its parts; NULL when it is none. */
static char *strip(const char *url, const char *link, const CURLUPart *parts, size_t count,
                   unsigned flags)
{
    char *whole = NULL;
    char *copy = NULL;
    CURLU *address = curl_url();
    bool good = address && curl_url_set(address, CURLUPART_URL, url, 0) == CURLUE_OK &&
                (!link || curl_url_set(address, CURLUPART_URL, link, 0) == CURLUE_OK);

    for (size_t i = 0; i < count && good; i++)
        good = curl_url_set(address, parts[i], NULL, 0) == CURLUE_OK;
    if (good && curl_url_get(address, CURLUPART_URL, &whole, flags) == CURLUE_OK)
        copy = mem_strdup(whole);
    curl_free(whole);
    curl_url_cleanup(address);
    return copy;
}

static const CURLUPart STRIPPED[] = {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_FRAGMENT,
                                     CURLUPART_PATH, CURLUPART_QUERY};

char *transfer_bare(const char *url)
{
    char *copy = strip(url, NULL, STRIPPED, 2, 0);

    return copy ? copy : mem_strdup("");
}

char *transfer_resolve(const char *base, const char *link)
{
    return strip(base, link, STRIPPED, 3, 0);
}

char *transfer_origin(const char *url)
{
    char *origin = lower(strip(url, NULL, STRIPPED, 5, CURLU_DEFAULT_PORT));

    if (origin && str_ends(origin, "/"))
        origin[strlen(origin) - 1] = '\0';
    return origin;
}

/* --- what went wrong, in words --- */

static long find_number(const struct transfer *transfer, CURLINFO what)
{
    long number = 0;

    (void)curl_easy_getinfo(transfer->easy, what, &number);
    return number;
}

/* The host follows, or curl's own words where they say more. */
static const struct trouble {
    CURLcode code;
    bool by_host;
    const char *words;
} TROUBLES[] = {
    {CURLE_COULDNT_RESOLVE_HOST, true, "no host is called "},
    {CURLE_GOT_NOTHING, true, "connection closed without an answer by "},
    {CURLE_OPERATION_TIMEDOUT, true, "no answer in time from "},
    {CURLE_OUT_OF_MEMORY, true, "headers without end, or no memory left, from "},
    {CURLE_PEER_FAILED_VERIFICATION, false, "certificate not valid: "},
    {CURLE_SSL_CACERT_BADFILE, false, "the file of certificates cannot be used: "},
    {CURLE_SSL_CONNECT_ERROR, false, "no secure connection: "},
    {CURLE_USE_SSL_FAILED, true, "no encryption (STARTTLS) is offered by "},
    {CURLE_LOGIN_DENIED, true, "user or password refused by "},
    {CURLE_COULDNT_RESOLVE_PROXY, false, "the proxy was not found: "},
};

static void explain_other(const struct transfer *transfer, struct err *err)
{
    const char *detail = transfer->curl_text[0] != '\0' ? transfer->curl_text
                                                        : curl_easy_strerror(transfer->code);
    const struct trouble *trouble = NULL;

    for (size_t i = 0; i < sizeof TROUBLES / sizeof TROUBLES[0]; i++)
        if (TROUBLES[i].code == transfer->code)
            trouble = &TROUBLES[i];
    if (transfer->code == CURLE_PEER_FAILED_VERIFICATION && transfer_words_time(detail, err))
        return;
    (void)err_set(err, ERR_UNAVAILABLE, "%s%s", trouble ? trouble->words : "transfer failed: ",
                  trouble && trouble->by_host ? transfer->host : detail);
}

static void explain(const struct transfer *transfer, struct err *err)
{
    if (transfer->code == CURLE_COULDNT_CONNECT)
        transfer_words_connect(transfer->host, transfer->refused,
                               (int)find_number(transfer, CURLINFO_OS_ERRNO), err);
    else if (transfer->code == CURLE_UNSUPPORTED_PROTOCOL)
        transfer_words_protocol(strstr(transfer->curl_text, "HTTP") ? transfer->host : "",
                                err);
    else if (transfer->order->mail_from && transfer->said[0] != '\0')
        (void)err_set(err, ERR_UNAVAILABLE, "%s says: %s", transfer->host, transfer->said);
    else
        explain_other(transfer, err);
}

static enum transfer_end judge(const struct transfer *transfer)
{
    switch ((int)transfer->code) {
    case CURLE_OK:
        return transfer->excess && !transfer->order->body ? TRANSFER_EXCESS : TRANSFER_DONE;
    case CURLE_OPERATION_TIMEDOUT:
        return TRANSFER_LATE;
    case CURLE_PARTIAL_FILE:
        return TRANSFER_SHORT;
    case CURLE_FILESIZE_EXCEEDED:
        return TRANSFER_TOO_LARGE;
    case CURLE_WRITE_ERROR:
        return TRANSFER_GIVEN_UP;
    default:
        return TRANSFER_FAILED;
    }
}

/* --- what goes out and comes in --- */

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    const struct transfer *transfer = context;
    const struct transfer_order *order = transfer->order;

    if (!order->take || order->take(order->context, bytes, size * count))
        return size * count;
    return 0;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    const struct transfer *transfer = context;
    const struct transfer_order *order = transfer->order;

    if (order->header)
        order->header(order->context, bytes, size * count);
    return size * count;
}

/* What libcurl says to nobody but a debugger: that more came than was announced, and the lines
 * of a mail server. Of those that refuse (4xx, 5xx) the last one is kept; behind it comes only
 * a good-bye. */
static int take_note(CURL *easy, curl_infotype type, char *bytes, size_t length, void *context)
{
    struct transfer *transfer = context;
    size_t kept = 0;

    (void)easy;
    if (type == CURLINFO_TEXT && length > 6 && memcmp(bytes, "Excess", 6) == 0)
        transfer->excess = true;
    if (!transfer->order->mail_from || type != CURLINFO_HEADER_IN || length == 0 ||
        (bytes[0] != '4' && bytes[0] != '5'))
        return 0;
    for (; kept < length && kept < SAID_MAX - 1; kept++) {
        if ((unsigned char)bytes[kept] < ' ' || bytes[kept] == 0x7f)
            break;
        transfer->said[kept] = bytes[kept];
    }
    transfer->said[kept] = '\0';
    return 0;
}

/* Looked at is the very address that is connected to, whatever a name server said before. */
static curl_socket_t open_socket(void *context, curlsocktype purpose,
                                 struct curl_sockaddr *address)
{
    struct transfer *transfer = context;

    (void)purpose;
    if (netaddress_is_private(&address->addr, address->addrlen)) {
        netaddress_print(&address->addr, address->addrlen, transfer->refused);
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t give_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    const struct transfer_order *order = transfer->order;
    size_t length = order->body_length - transfer->sent;

    if (length > size * count)
        length = size * count;
    if (length > 0)
        memcpy(bytes, (const char *)order->body + transfer->sent, length);
    transfer->sent += length;
    return length;
}

/* --- one transfer --- */

static void set_number(struct transfer *transfer, CURLoption option, long value)
{
    transfer->ok = transfer->ok && curl_easy_setopt(transfer->easy, option, value) == CURLE_OK;
}

/* NULL leaves the option alone. */
static void set_text(struct transfer *transfer, CURLoption option, const char *value)
{
    if (value)
        transfer->ok =
            transfer->ok && curl_easy_setopt(transfer->easy, option, value) == CURLE_OK;
}

static void set_size(struct transfer *transfer, CURLoption option, size_t value)
{
    transfer->ok = transfer->ok &&
                   curl_easy_setopt(transfer->easy, option, (curl_off_t)value) == CURLE_OK;
}

static void append(struct curl_slist **list, const char *text, bool *ok)
{
    struct curl_slist *longer = curl_slist_append(*list, text);

    if (longer)
        *list = longer;
    else
        *ok = false;
}

static void set_headers(struct transfer *transfer)
{
    const struct transfer_order *order = transfer->order;

    for (size_t i = 0; i < order->header_count; i++)
        if (!strpbrk(order->headers[i], "\r\n"))
            append(&transfer->headers, order->headers[i], &transfer->ok);
    if (transfer->headers)
        transfer->ok = transfer->ok && curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER,
                                                        transfer->headers) == CURLE_OK;
}

static void set_mail(struct transfer *transfer)
{
    const struct transfer_order *order = transfer->order;

    append(&transfer->receivers, order->mail_to, &transfer->ok);
    set_text(transfer, CURLOPT_MAIL_FROM, order->mail_from);
    transfer->ok = transfer->ok && curl_easy_setopt(transfer->easy, CURLOPT_MAIL_RCPT,
                                                    transfer->receivers) == CURLE_OK;
    set_number(transfer, CURLOPT_USE_SSL, order->clear ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    set_number(transfer, CURLOPT_UPLOAD, 1);
    set_size(transfer, CURLOPT_INFILESIZE_LARGE, order->body_length);
    transfer->ok =
        transfer->ok &&
        curl_easy_setopt(transfer->easy, CURLOPT_READFUNCTION, give_body) == CURLE_OK &&
        curl_easy_setopt(transfer->easy, CURLOPT_READDATA, transfer) == CURLE_OK;
}

static void set_limits(struct transfer *transfer)
{
    const struct transfer_order *order = transfer->order;

    set_number(transfer, CURLOPT_FOLLOWLOCATION, 0);
    set_number(transfer, CURLOPT_NOSIGNAL, 1);
    set_number(transfer, CURLOPT_SSL_VERIFYPEER, 1);
    set_number(transfer, CURLOPT_SSL_VERIFYHOST, 2);
    set_number(transfer, CURLOPT_TIMEOUT_MS, (long)order->timeout_ms);
    set_number(transfer, CURLOPT_CONNECTTIMEOUT_MS, (long)order->timeout_ms);
    set_size(transfer, CURLOPT_MAXFILESIZE_LARGE, order->max_bytes);
}

static void set_texts(struct transfer *transfer)
{
    const struct transfer_order *order = transfer->order;

    set_text(transfer, CURLOPT_URL, order->url);
    set_text(transfer, CURLOPT_USERAGENT, order->user_agent);
    set_text(transfer, CURLOPT_PROTOCOLS_STR, order->schemes);
    set_text(transfer, CURLOPT_CAINFO, order->ca_file);
    set_text(transfer, CURLOPT_SSLCERT, order->certificate);
    set_text(transfer, CURLOPT_SSLKEY, order->key_file);
    set_text(transfer, CURLOPT_PROXY, order->proxy);
    set_text(transfer, CURLOPT_USERNAME, order->user);
    set_text(transfer, CURLOPT_PASSWORD, order->password);
    if (order->bearer) {
        set_number(transfer, CURLOPT_HTTPAUTH, (long)CURLAUTH_BEARER);
        set_text(transfer, CURLOPT_XOAUTH2_BEARER, order->bearer);
    }
    if (netaddress_host_is_loopback(transfer->host))
        set_text(transfer, CURLOPT_NOPROXY, "*");
}

static void set_callbacks(struct transfer *transfer)
{
    CURL *easy = transfer->easy;

    transfer->ok =
        transfer->ok && curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, take_note) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_DEBUGDATA, transfer) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->curl_text) == CURLE_OK &&
        curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer) == CURLE_OK;
    if (transfer->order->public_only && !transfer_has_proxy(transfer->order))
        transfer->ok =
            transfer->ok &&
            curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket) == CURLE_OK &&
            curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer) == CURLE_OK;
}

static void discard(struct transfer *transfer)
{
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->headers);
    curl_slist_free_all(transfer->receivers);
    mem_free(transfer->host);
    mem_free(transfer);
}

struct transfer *transfer_begin(struct transfer_set *set, const struct transfer_order *order)
{
    struct transfer *transfer = mem_calloc(1, sizeof *transfer);

    transfer->order = order;
    transfer->easy = curl_easy_init();
    transfer->ok = transfer->easy != NULL;
    transfer->host = transfer_host(order->url);
    if (!transfer->host)
        transfer->host = mem_strdup("");
    if (transfer->ok) {
        set_limits(transfer);
        set_texts(transfer);
        set_headers(transfer);
        set_callbacks(transfer);
        if (order->mail_from) {
            set_mail(transfer);
        } else if (order->body) {
            set_number(transfer, CURLOPT_POST, 1);
            set_size(transfer, CURLOPT_POSTFIELDSIZE_LARGE, order->body_length);
            set_text(transfer, CURLOPT_POSTFIELDS, order->body);
        }
    }
    if (transfer->ok && curl_multi_add_handle(set->multi, transfer->easy) == CURLM_OK)
        return transfer;
    discard(transfer);
    return NULL;
}

void transfer_end(struct transfer_set *set, struct transfer *transfer,
                  struct transfer_outcome *out)
{
    curl_off_t expected = -1;
    curl_off_t wait = 0;
    const char *redirect = NULL;

    *out = (struct transfer_outcome){
        .end = TRANSFER_STOPPED, .status = (int)find_number(transfer, CURLINFO_RESPONSE_CODE)};
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &expected);
    out->expected = (int64_t)expected;
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &wait);
    out->retry_after_s = wait > 0 ? (int64_t)wait : 0;
    (void)curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &redirect);
    out->redirect = redirect ? mem_strdup(redirect) : NULL;
    out->said = transfer->said[0] ? mem_strdup(transfer->said) : NULL;
    if (transfer->ended)
        out->end = judge(transfer);
    if (out->end == TRANSFER_FAILED || out->end == TRANSFER_LATE)
        explain(transfer, &out->err);
    (void)curl_multi_remove_handle(set->multi, transfer->easy);
    discard(transfer);
}

/* --- several --- */

struct transfer_set *transfer_open(struct err *err)
{
    bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == 0;
    CURLM *multi = started ? curl_multi_init() : NULL;

    if (!multi) {
        if (started)
            curl_global_cleanup();
        (void)err_set(err, ERR_INTERNAL, "libcurl could not be started");
        return NULL;
    }
    struct transfer_set *set = mem_calloc(1, sizeof *set);
    set->multi = multi;
    set->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    return set;
}

void transfer_close(struct transfer_set *set)
{
    if (!set)
        return;
    (void)curl_multi_cleanup(set->multi);
    if (set->locale)
        freelocale(set->locale);
    curl_global_cleanup();
    mem_free(set);
}

int transfer_work(struct transfer_set *set)
{
    int running = 0;
    locale_t before = uselocale(set->locale);
    CURLMcode code = curl_multi_perform(set->multi, &running);

    (void)uselocale(before);
    return code == CURLM_OK ? 0 : -1;
}

struct transfer *transfer_next(struct transfer_set *set, void **context)
{
    int left = 0;

    for (const CURLMsg *message = curl_multi_info_read(set->multi, &left); message;
         message = curl_multi_info_read(set->multi, &left)) {
        char *private = NULL;
        CURLcode code = message->data.result;

        if (message->msg != CURLMSG_DONE ||
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &private) != CURLE_OK)
            continue;
        struct transfer *transfer = (struct transfer *)(void *)private;
        transfer->ended = true;
        transfer->code = code;
        *context = transfer->order->context;
        return transfer;
    }
    return NULL;
}

void transfer_wait(struct transfer_set *set, int milliseconds)
{
    (void)curl_multi_poll(set->multi, NULL, 0, milliseconds, NULL);
}

const char *transfer_library(void)
{
    return curl_version();
}
