"""Reading from pages of other origins (Fetch Standard, 3.2): anybody may, with whatever headers a client sends."""

#: What every answer says. Nothing here depends on credentials, so that anybody may read it.
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Link, ETag, Content-Location, Retry-After, Unmandates-Release, Unmandates-Hint",
}
#: What the answer to a preflight says besides. The star does not stand for Authorization, and not everywhere for
#: Content-Type.
PREFLIGHT = {
    "Access-Control-Allow-Headers": "*, Authorization, Content-Type",
    "Access-Control-Max-Age": "86400",
}
