# Forms of an event between which the choice was left open are unm:possibleMode; unm:mode is the one in which it is held.
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>

DELETE { ?event unm:mode ?mode }
INSERT { ?event unm:possibleMode ?mode }
WHERE {
  ?event unm:mode ?mode, ?other .
  FILTER(?mode != ?other)
}
