# A State is no longer exactly the area of the statisticians that bears its code, but close to it.
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>

DELETE { ?state skos:exactMatch ?area }
INSERT { ?state skos:closeMatch ?area }
WHERE {
  ?state a unm:State ; skos:exactMatch ?area .
  FILTER(STRSTARTS(STR(?area), "http://metadata.un.org/sdg/codes/geoArea/"))
}
