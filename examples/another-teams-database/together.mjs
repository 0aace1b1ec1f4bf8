// Prints the declarations of several repositories as one: a database that they share then has one budget.
import { readFileSync } from 'node:fs';

const declarations = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const environments = Object.assign({}, ...declarations.map((each) => each.environments));
console.log(JSON.stringify({ schemaVersion: 1, environments }, null, 2));
