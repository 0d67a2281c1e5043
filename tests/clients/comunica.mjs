// Comunica asks an endpoint: prints, for each query, a line of JSON with what it got. Arguments: endpoint, queries.
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, ...queries] = process.argv.slice(2);
const engine = new QueryEngine();
for (const query of queries) {
    const context = { sources: [{ type: "sparql", value: endpoint }] };
    const result = await engine.query(query, context);
    let found;
    if (result.resultType === "bindings") {
        const metadata = await result.metadata();
        const rows = await (await result.execute()).toArray();
        const names = metadata.variables.map((entry) => (entry.variable ?? entry).value);
        found = { names, rows: rows.map((row) => names.map((name) => row.get(name)?.value ?? null)) };
    } else if (result.resultType === "quads") {
        found = { statements: (await (await result.execute()).toArray()).length };
    } else {
        found = { said: await result.execute() };
    }
    console.log(JSON.stringify(found));
}
