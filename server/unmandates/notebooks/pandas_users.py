"""From the graph to a table: `python pandas_users.py [ENDPOINT]`.

Copy this file; it needs nothing of this project. The endpoint answers in CSV, which pandas reads by itself; values come
as text, dates as 2021-11-22, IRIs in full.
"""

import sys
import urllib.parse
import urllib.request

ENDPOINT = "http://127.0.0.1:8000/sparql"
BODIES = """
SELECT ?body ?name (COUNT(?mandate) AS ?mandates) WHERE {
  ?body a unm:Body ; skos:prefLabel ?name FILTER(LANG(?name) = "en")
  OPTIONAL { ?mandate unm:assignee ?body }
}
GROUP BY ?body ?name ORDER BY DESC(?mandates) ?name
"""


def ask(endpoint: str, query: str) -> str:
    """Return the answer to a SELECT as CSV text. Raises urllib.error.HTTPError: its body says what is wrong."""
    form = urllib.parse.urlencode({"query": query}).encode()
    request = urllib.request.Request(endpoint, form, {"Accept": "text/csv"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return response.read().decode()


def frame(endpoint: str, query: str):
    """Return the answer to a SELECT as a pandas DataFrame."""
    import io

    import pandas

    return pandas.read_csv(io.StringIO(ask(endpoint, query)), keep_default_na=False)


if __name__ == "__main__":
    where = sys.argv[1] if len(sys.argv) > 1 else ENDPOINT
    try:
        print(frame(where, BODIES).head(10).to_string(index=False))
    except ModuleNotFoundError:  # without pandas, the same as text
        print(ask(where, BODIES))
