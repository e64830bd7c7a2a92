#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asks a server of the tests what a well-behaved client would not.

visitor.py PORT|SOCKET raw          what it answers to the bytes on standard input
visitor.py PORT|SOCKET get TARGET [HEADER...]   status and headers; the body into --body FILE
visitor.py PORT many COUNT          COUNT connections at once, a request on each: how many were 200
visitor.py PORT crowd COUNT      COUNT connections with half a request each; how long another waits
visitor.py PORT slow SECONDS        a request, a byte each half second: "closed" before so long or "open"
visitor.py PORT idle SECONDS        a connection that says nothing, likewise
visitor.py PORT fuzz COUNT SEED     broken requests; then whether it still answers
"""
import random
import resource
import socket
import sys
import time


def connect(where):
    if where.isdigit():
        return socket.create_connection(("127.0.0.1", int(where)), timeout=10)
    one = socket.socket(socket.AF_UNIX)
    one.settimeout(10)
    one.connect(where)
    return one


def take(one, limit=1 << 26):
    out = b""
    try:
        while len(out) < limit:
            more = one.recv(65536)
            if not more:
                break
            out += more
    except (TimeoutError, ConnectionResetError):
        out += b"<no end>"
    return out


def ask(where, request):
    with connect(where) as one:
        try:
            one.sendall(request)
        except (BrokenPipeError, ConnectionResetError):
            pass
        return take(one)


def get(where, target, headers, method="GET"):
    lines = [f"{method} {target} HTTP/1.1", "Connection: close"] + headers
    if not any(header.lower().startswith("host:") for header in headers):
        lines.append("Host: localhost")
    return ask(where, ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape"))


def many(where, count):
    guests = [connect(where) for _ in range(count)]
    for guest in guests:
        guest.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    return sum(take(guest).startswith(b"HTTP/1.1 200") for guest in guests)


def crowd(where, count):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    guests = []
    for _ in range(count):
        guest = connect(where)
        guest.sendall(b"GET / HTTP/1.1\r\nX: ")
        guests.append(guest)
    start = time.monotonic()
    one = connect(where)
    one.settimeout(60)
    one.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    answered = take(one).startswith(b"HTTP/1.1 200")
    return "soon" if answered and time.monotonic() - start < 10 else "late"


def wait_closed(one, seconds, send):
    end = time.monotonic() + seconds
    one.settimeout(0.5)
    while time.monotonic() < end:
        try:
            if send:
                one.sendall(b"a")
            if not one.recv(1):
                return "closed"
        except TimeoutError:
            pass
        except (BrokenPipeError, ConnectionResetError):
            return "closed"
        if send:
            time.sleep(0.1)
    return "open"


PIECES = [
    b"GET", b"HEAD", b"POST", b"G\0T", b"PRI", b" ", b"  ", b"/", b"/../", b"/%2e%2e%2f", b"/%00",
    b"/api/indicators/", b"?as-of=", b"%zz", b"http://", b"HTTP/1.1", b"HTTP/9.9", b"HTTP/1.0",
    b"\r\n", b"\n", b"\r", b"\0", b"\xff\xfe", b"Host: localhost", b"Host:", b"Content-Length: ",
    b"-1", b"99999999999999999999", b"Transfer-Encoding: chunked", b"0\r\n\r\n", b"ffffffff\r\n",
    b"Range: bytes=0-", b"Expect: 100-continue", b"If-None-Match: ", b'"' * 50, b"A" * 5000,
]


def fuzz(where, count, seed):
    chance = random.Random(seed)
    for _ in range(count):
        request = b"".join(chance.choice(PIECES) for _ in range(chance.randint(1, 14)))
        with connect(where) as one:
            try:
                one.sendall(request + b"\r\n\r\n")
                one.shutdown(socket.SHUT_WR)
                one.settimeout(0.2)
                one.recv(4096)
            except OSError:
                pass
    return get(where, "/", [])[:15].decode()


def main():
    where, what, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
    if what == "raw":
        sys.stdout.buffer.write(ask(where, sys.stdin.buffer.read()))
    elif what in ("get", "head", "post"):
        body = None
        if "--body" in rest:
            at = rest.index("--body")
            body = rest[at + 1]
            del rest[at : at + 2]
        answer = get(where, rest[0], rest[1:], what.upper())
        head, _, data = answer.partition(b"\r\n\r\n")
        print(head.decode("latin-1").replace("\r", ""))
        if body:
            open(body, "wb").write(data)
    elif what == "many":
        print(many(where, int(rest[0])))
    elif what == "crowd":
        print(crowd(where, int(rest[0])))
    elif what == "fuzz":
        print(fuzz(where, int(rest[0]), int(rest[1])))
    else:
        with connect(where) as one:
            if what == "slow":
                one.sendall(b"GET / HTTP/1.1\r\nX: ")
            print(wait_closed(one, float(rest[0]), what == "slow"))


main()
