// Prints what html-validate finds in the files named as arguments, by file; an empty object for nothing.
import { HtmlValidate, StaticConfigLoader } from "html-validate";
const validate = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ["html-validate:standard"] }));
const found = {};
for (const file of process.argv.slice(2)) {
    const report = await validate.validateFile(file);
    for (const result of report.results) {
        if (result.messages.length) found[file] = result.messages.map((one) => `${one.line}: ${one.ruleId}: ${one.message}`);
    }
}
console.log(JSON.stringify(found));
