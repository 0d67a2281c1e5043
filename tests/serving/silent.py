"""What connections say that then say nothing more, or take nothing: by name."""

POST = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 3000000\r\n\r\n"
#: It takes nothing of what it asked for.
SLOW_READER = "a slow reader"
SILENT = {
    "http2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
    "nothing": b"",
    "half a head": b"GET / HTTP/1.1\r\nHost: x\r\nX: ",
    "a long half of a head": b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"a" * 60_000,
    "kept alive": b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n",
    "half a query": POST % b"/sparql" + b"ASK {",
    "a body nobody wants": POST % b"/en/" + b"x" * 100_000,
    SLOW_READER: b"GET /dump/unmandates.nq HTTP/1.1\r\nHost: x\r\n\r\n",
}
