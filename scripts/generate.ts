/**
 * Writes what follows from the meta-schema of definitions: TypeScript types and a validator that needs no `eval`.
 * `--check` writes nothing and fails where the files are stale.
 */
import { mkdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { compile as compileTypes, type JSONSchema } from 'json-schema-to-typescript';

const folder = fileURLToPath(new URL('../engine/definition/', import.meta.url));
const schema: unknown = JSON.parse(readFileSync(`${folder}meta-schema.json`, 'utf8'));

const VALIDATOR_TYPES = `import type { ErrorObject } from 'ajv';

/** Checks the shape of a definition; compiled from meta-schema.json. */
declare const validate: {
  (data: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
};
export default validate;
`;

async function types(): Promise<string> {
  return compileTypes(schema as JSONSchema, 'FormDefinition', {
    bannerComment:
      '/** Written by scripts/generate.ts from meta-schema.json. Change the schema, not this file. */',
    additionalProperties: false,
    style: { singleQuote: true, printWidth: 110 },
    ignoreMinAndMaxItems: true,
  });
}

function validator(): string {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
  });
  const code = standaloneCode(ajv, ajv.compile(schema as object));
  return code
    .replace(
      /const (\w+) = require\("ajv\/dist\/runtime\/(\w+)"\)\.default;?/g,
      'import $1Module from "ajv/dist/runtime/$2.js";\nconst $1 = $1Module.default ?? $1Module;',
    )
    .replace('"use strict";', '/* Written by scripts/generate.ts from meta-schema.json. */');
}

const outputs: Readonly<Record<string, string>> = {
  'definition.ts': await types(),
  'validator.js': validator(),
  'validator.d.ts': VALIDATOR_TYPES,
};
const isCheck = process.argv.includes('--check');
mkdirSync(`${folder}generated`, { recursive: true });
for (const [name, text] of Object.entries(outputs)) {
  const path = `${folder}generated/${name}`;
  const current = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (current === text) continue;
  if (isCheck) {
    console.error(`${name} is stale: run npm run generate`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`written: engine/definition/generated/${name}`);
  }
}
