/* SPDX-License-Identifier: GPL-3.0-or-later */
/* listening: see listening.h. */
#include "daemon/listening.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/str.h"

#define BACKLOG 511
#define HOST_SIZE 64

union address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
    struct sockaddr_un local;
};

static int refuse(const char *where, struct err *err)
{
    return err_set(err, ERR_USAGE,
                   "--listen \"%s\": expected ADDRESS:PORT such as " LISTENING_DEFAULT
                   " or [::1]:8080, or unix:PATH",
                   where);
}

/* Stays out of the way of what is started later, and is never waited for. */
static int set_flags(int fd)
{
    return fcntl(fd, F_SETFD, FD_CLOEXEC) == 0 && fcntl(fd, F_SETFL, O_NONBLOCK) == 0 ? 0 : -1;
}

static int start(const char *where, const union address *address, socklen_t length,
                 struct listening *out, struct err *err)
{
    const int on = 1;

    out->fd = socket(address->any.sa_family, SOCK_STREAM, 0);
    if (out->fd >= 0 && out->network)
        (void)setsockopt(out->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (out->fd >= 0 && address->any.sa_family == AF_INET6) /* as it says, nothing more */
        (void)setsockopt(out->fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (out->fd >= 0 && bind(out->fd, &address->any, length) == 0 &&
        listen(out->fd, BACKLOG) == 0 && set_flags(out->fd) == 0)
        return 0;
    err_errno(err, ERR_UNAVAILABLE, "listening at %s", where);
    if (out->fd >= 0)
        (void)close(out->fd);
    return -1;
}

/* --- a socket in the file system --- */

static bool is_abandoned(const union address *address)
{
    struct stat found;

    if (lstat(address->local.sun_path, &found) != 0 || !S_ISSOCK(found.st_mode))
        return false;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    bool abandoned = fd >= 0 && connect(fd, &address->any, sizeof address->local) != 0 &&
                     errno == ECONNREFUSED;
    if (fd >= 0)
        (void)close(fd);
    return abandoned;
}

/* Its owner and group may connect: a web server is put into the group. */
static int open_local(const char *where, const char *path, struct listening *out,
                      struct err *err)
{
    union address address = {.local = {.sun_family = AF_UNIX}};

    if (*path != '/' || strlen(path) >= sizeof address.local.sun_path ||
        !str_copy(out->path, sizeof out->path, path))
        return refuse(where, err);
    memcpy(address.local.sun_path, path, strlen(path) + 1);
    out->loopback = true;
    (void)str_copy(out->text, sizeof out->text, where);
    if (is_abandoned(&address))
        (void)unlink(path);
    mode_t before = umask(0117);
    int failed = start(where, &address, sizeof address.local, out, err);
    (void)umask(before);
    if (failed)
        out->path[0] = '\0';
    return failed;
}

/* --- TCP --- */

/* Which port it became. */
static void say_where(struct listening *out)
{
    union address address = {0};
    socklen_t length = sizeof address;
    char host[INET6_ADDRSTRLEN] = "";

    if (getsockname(out->fd, &address.any, &length) != 0)
        return;
    if (address.any.sa_family == AF_INET6) {
        (void)inet_ntop(AF_INET6, &address.v6.sin6_addr, host, sizeof host);
        (void)snprintf(out->text, sizeof out->text, "http://[%s]:%u/", host,
                       (unsigned)ntohs(address.v6.sin6_port));
    } else {
        (void)inet_ntop(AF_INET, &address.v4.sin_addr, host, sizeof host);
        (void)snprintf(out->text, sizeof out->text, "http://%s:%u/", host,
                       (unsigned)ntohs(address.v4.sin_port));
    }
}

static bool read_v6(const char *host, int64_t port, union address *out)
{
    char inside[HOST_SIZE];
    size_t length = strlen(host);

    if (length < 3 || host[0] != '[' || host[length - 1] != ']' || length >= sizeof inside)
        return false;
    memcpy(inside, host + 1, length - 2);
    inside[length - 2] = '\0';
    *out =
        (union address){.v6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)}};
    return inet_pton(AF_INET6, inside, &out->v6.sin6_addr) == 1;
}

static bool read_v4(const char *host, int64_t port, union address *out)
{
    *out = (union address){.v4 = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)}};
    return inet_pton(AF_INET, str_equal(host, "localhost") ? "127.0.0.1" : host,
                     &out->v4.sin_addr) == 1;
}

static bool is_loopback(const union address *address)
{
    if (address->any.sa_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(&address->v6.sin6_addr);
    return ntohl(address->v4.sin_addr.s_addr) >> 24 == 127;
}

static int open_network(const char *where, struct listening *out, struct err *err)
{
    const char *colon = strrchr(where, ':');
    char host[HOST_SIZE];
    union address address;
    int64_t port;

    if (!colon || (size_t)(colon - where) >= sizeof host ||
        !str_integer(colon + 1, 0, 65535, &port))
        return refuse(where, err);
    memcpy(host, where, (size_t)(colon - where));
    host[colon - where] = '\0';
    if (!read_v6(host, port, &address) && !read_v4(host, port, &address))
        return refuse(where, err);
    out->network = true;
    out->loopback = is_loopback(&address);
    socklen_t length =
        address.any.sa_family == AF_INET6 ? sizeof address.v6 : sizeof address.v4;
    if (start(where, &address, length, out, err))
        return -1;
    say_where(out);
    return 0;
}

int listening_open(const char *where, struct listening *out, struct err *err)
{
    *out = (struct listening){.fd = -1};
    return str_starts(where, "unix:") ? open_local(where, where + strlen("unix:"), out, err)
                                      : open_network(where, out, err);
}

void listening_end(const struct listening *listening)
{
    if (*listening->path)
        (void)unlink(listening->path);
}
