/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listener: a service manager's ear for tests: binds the datagram socket PATH ("@" begins an
 * abstract name) and prints each message on a line, its lines joined by spaces, until SIGTERM.
 */
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char message[4096];

    if (argc != 2 || strlen(argv[1]) >= sizeof address.sun_path)
        return 64;
    size_t size = strlen(argv[1]);
    memcpy(address.sun_path, argv[1], size);
    if (argv[1][0] == '@')
        address.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (fd < 0 || bind(fd, (const struct sockaddr *)&address,
                       (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size)) != 0) {
        perror(argv[1]);
        return 74;
    }
    puts("listening");
    fflush(stdout);
    for (;;) {
        ssize_t length = recv(fd, message, sizeof message - 1, 0);

        if (length < 0)
            return 74;
        message[length] = '\0';
        for (char *p = message; *p; p++)
            *p = *p == '\n' ? ' ' : *p;
        puts(message);
        fflush(stdout);
    }
}
