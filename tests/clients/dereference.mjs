// rdf-dereference looks addresses up: prints for each a line of JSON with the number of statements of its subject.
// Arguments: pairs of an address and a subject.
import { rdfDereferencer } from "rdf-dereference";

const asked = process.argv.slice(2);
for (let at = 0; at < asked.length; at += 2) {
    const { data } = await rdfDereferencer.dereference(asked[at], { localFiles: false });
    let own = 0;
    for await (const quad of data) {
        own += quad.subject.value === asked[at + 1];
    }
    console.log(JSON.stringify({ address: asked[at], own }));
}
