/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * netaddress: which network addresses are not the open internet's. Layer: core.
 *
 * Sources: the IANA registries of special-purpose addresses (RFC 6890 and its updates), and
 * multicast (RFC 5771, RFC 4291).
 */
#ifndef CORE_NETADDRESS_H
#define CORE_NETADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

/* Room for the text of any address. */
#define NETADDRESS_TEXT_SIZE 48

/* True unless the address can be anybody's on the internet: loopback, private, link-local,
 * shared, reserved, multicast and unspecified ones are not, nor an IPv6 address that leads to
 * such an IPv4 one (mapped, NAT64, 6to4), nor any family but IPv4 and IPv6. */
bool netaddress_is_private(const struct sockaddr *address, size_t length);

/* The same of a host as it stands in an address of the web: 127.0.0.1, [::1], localhost.
 * False for any other name: only its addresses tell. */
bool netaddress_host_is_private(const char *host);

/* True of this machine by its usual names: localhost, 127.0.0.1, [::1]. */
bool netaddress_host_is_loopback(const char *host);

/* "10.1.2.3"; "?" when it is no address. */
void netaddress_print(const struct sockaddr *address, size_t length,
                      char out[NETADDRESS_TEXT_SIZE]);

#endif
