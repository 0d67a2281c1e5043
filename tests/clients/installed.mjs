// Prints, for each package named as an argument, whether it can be imported.
for (const name of process.argv.slice(2)) {
    const module = await import(name);
    console.log(name, Object.keys(module).length > 0);
}
