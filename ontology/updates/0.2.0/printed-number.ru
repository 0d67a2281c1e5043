# A number is one plain text; the letters and words that the languages print in its place are unm:printedNumber.
PREFIX unm: <https://w3id.org/unmandates/ontology#>

DELETE { ?part unm:number ?tagged }
INSERT { ?part unm:printedNumber ?tagged }
WHERE { ?part unm:number ?tagged FILTER(LANG(?tagged) != "") } ;

INSERT { ?part unm:number ?plain }
WHERE {
  ?part unm:printedNumber ?printed .
  FILTER(LANG(?printed) = "en")
  FILTER NOT EXISTS { ?part unm:number ?known }
  BIND(STR(?printed) AS ?plain)
}
