// sparql-http-client asks an endpoint in each of its ways: prints a line of JSON for each. Arguments: endpoint, subject.
import SparqlClient from "sparql-http-client";

const [endpointUrl, subject] = process.argv.slice(2);
const prefix = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>";

async function all(stream) {
    const found = [];
    for await (const one of stream) {
        found.push(one);
    }
    return found;
}

for (const operation of ["get", "postDirect", "postUrlencoded"]) {
    const client = new SparqlClient({ endpointUrl });
    const select = `${prefix} SELECT * { VALUES ?z { 1 } <${subject}> skos:prefLabel ?label }`;
    const rows = await all(client.query.select(select, { operation }));
    const construct = `CONSTRUCT { <${subject}> ?p ?o } WHERE { <${subject}> ?p ?o }`;
    const quads = await all(client.query.construct(construct, { operation }));
    const said = await client.query.ask(`ASK { <${subject}> ?p ?o }`, { operation });
    console.log(JSON.stringify({
        operation, names: Object.keys(rows[0]), labels: rows.map((row) => row.label.value), statements: quads.length, said,
    }));
}
