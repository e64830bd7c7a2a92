/* SPDX-License-Identifier: GPL-3.0-or-later */
/* secret: see secret.h. */
#include "core/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OTHERS 07

static int find(const char *name, char *path, size_t size, struct err *err)
{
    const char *folder = getenv("CREDENTIALS_DIRECTORY");
    bool bare = strchr(name, '/') == NULL;

    if (bare && (!folder || folder[0] != '/'))
        return err_set(err, ERR_CONFIG,
                       "the secret %s is a credential, but there is no "
                       "$CREDENTIALS_DIRECTORY; expected that, or a path",
                       name);
    int length =
        bare ? snprintf(path, size, "%s/%s", folder, name) : snprintf(path, size, "%s", name);
    if (length < 0 || (size_t)length >= size)
        return err_set(err, ERR_CONFIG, "the path of the secret %.100s is too long", name);
    return 0;
}

static int check_file(int fd, const char *path, struct err *err)
{
    struct stat status;

    if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return err_set(err, ERR_CONFIG, "the secret %s is no file", path);
    if ((status.st_mode & OTHERS) != 0)
        return err_set(err, ERR_CONFIG,
                       "the secret %s is open to everybody, expected mode 0600 or 0640", path);
    return 0;
}

static int take(int fd, const char *path, struct secret *out, struct err *err)
{
    ssize_t got;

    while ((got = read(fd, out->text + out->length, SECRET_SIZE - out->length)) > 0)
        out->length += (size_t)got;
    if (got < 0)
        return err_set(err, ERR_CONFIG, "the secret %s cannot be read: %s", path,
                       strerror(errno));
    if (out->length >= SECRET_SIZE)
        return err_set(err, ERR_CONFIG, "the secret %s is longer than %d bytes", path,
                       SECRET_SIZE - 1);
    out->text[out->length] = '\0';
    size_t line = strcspn(out->text, "\r\n");
    if (out->length > line && strspn(out->text + line, "\r\n") < out->length - line)
        return err_set(err, ERR_CONFIG, "the secret %s is more than one line", path);
    memset(out->text + line, 0, out->length - line);
    out->length = line;
    for (size_t i = 0; i < line; i++)
        if ((unsigned char)out->text[i] < ' ' || out->text[i] == 0x7f)
            return err_set(err, ERR_CONFIG, "the secret %s holds control characters", path);
    return line > 0 ? 0 : err_set(err, ERR_CONFIG, "the secret %s is empty", path);
}

int secret_read(const char *name, struct secret *out, struct err *err)
{
    char path[4096];

    *out = (struct secret){0};
    if (find(name, path, sizeof path, err))
        return -1;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return err_set(err, ERR_CONFIG, "the secret %s cannot be read: %s", path,
                       strerror(errno));
    int failed = check_file(fd, path, err) || take(fd, path, out, err);
    close(fd);
    if (failed)
        secret_wipe(out);
    return failed ? -1 : 0;
}

int secret_read_login(const char *name, struct secret *user, struct secret *password,
                      struct err *err)
{
    *password = (struct secret){0};
    if (secret_read(name, user, err))
        return -1;
    char *colon = strchr(user->text, ':');
    if (!colon || colon == user->text) {
        secret_wipe(user);
        return err_set(err, ERR_CONFIG, "the secret %s is not USER:PASSWORD", name);
    }
    password->length = strlen(colon + 1);
    memcpy(password->text, colon + 1, password->length);
    user->length = (size_t)(colon - user->text);
    memset(colon, 0, password->length + 1);
    return 0;
}

void secret_wipe(struct secret *secret)
{
    volatile char *byte = secret->text;

    for (size_t i = 0; i < sizeof secret->text; i++)
        byte[i] = 0;
    secret->length = 0;
}
