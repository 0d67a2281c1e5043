# An agenda item is called by its title: what was its dcterms:title is its skos:prefLabel, and what was its label another name of it; it has no summary.
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX unm: <https://w3id.org/unmandates/ontology#>

DELETE { ?item dcterms:title ?title ; skos:prefLabel ?label ; unm:summary ?summary }
INSERT { ?item skos:prefLabel ?title ; skos:altLabel ?label }
WHERE {
  ?item a unm:AgendaItem ; dcterms:title ?title .
  OPTIONAL { ?item skos:prefLabel ?label FILTER(LANG(?label) = LANG(?title)) }
  OPTIONAL { ?item unm:summary ?summary FILTER(LANG(?summary) = LANG(?title)) }
}
