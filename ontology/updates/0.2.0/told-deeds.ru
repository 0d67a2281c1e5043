# Whoever does, aims at or is to do what a reported statement tells is its unm:doer; unm:speaker is who said something.
PREFIX unm: <https://w3id.org/unmandates/ontology#>
BASE <https://w3id.org/unmandates/id/>

DELETE { ?told unm:speaker ?who }
INSERT { ?told unm:doer ?who }
WHERE {
  VALUES ?verb { <scheme/verb/adopt> <scheme/verb/prepare> }
  ?told a unm:ReportedStatement ; unm:verb ?verb ; unm:speaker ?who .
}
