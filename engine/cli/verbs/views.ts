import { type CompiledForm, toDataPackage, toDocumentation, toJsonSchema, toTypeScript } from '../../index';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';
import { DEFINITION, LISTS, type Verb } from '../verb';

interface SchemaOptions extends DefinitionOptions {
  readonly table?: boolean;
}

/** `sbor schema`: JSON Schema 2020-12 of the answers, or a Frictionless Data Package of submitted tables. */
async function schema(terminal: Terminal, definition: string, options: SchemaOptions): Promise<ExitCode> {
  const form = await formOf(terminal, definition, options);
  const shown = options.table ? toDataPackage(form, options.locale) : toJsonSchema(form, options.locale);
  terminal.out(`${JSON.stringify(shown, null, 2)}\n`);
  return EXIT.fine;
}

/** `sbor types`: TypeScript types of submitted answers; as JSON `{"types": "…"}`. */
async function types(terminal: Terminal, definition: string, options: DefinitionOptions): Promise<ExitCode> {
  const text = toTypeScript(await formOf(terminal, definition, options));
  terminal.out(options.json ? `${JSON.stringify({ types: text }, null, 2)}\n` : text);
  return EXIT.fine;
}

/** `sbor docs`: the form for people, in Markdown; as JSON `{"docs": "…"}`. */
async function docs(terminal: Terminal, definition: string, options: DefinitionOptions): Promise<ExitCode> {
  const text = toDocumentation(await formOf(terminal, definition, options), options.locale);
  terminal.out(options.json ? `${JSON.stringify({ docs: text }, null, 2)}\n` : text);
  return EXIT.fine;
}

async function formOf(
  terminal: Terminal,
  definition: string,
  options: DefinitionOptions,
): Promise<CompiledForm> {
  const compiled = compileLoaded(await loadDefinition(terminal, definition, options));
  return compiled.ok ? compiled.value : refuse(terminal, compiled.error, options);
}

export const schemaVerb: Verb = {
  name: 'schema',
  summary: { ru: 'JSON Schema 2020-12 ответов', en: 'JSON Schema 2020-12 of the answers' },
  operands: [DEFINITION],
  options: [
    LISTS,
    {
      name: 'table',
      about: {
        ru: 'вместо этого – Frictionless Data Package сданных таблиц',
        en: 'a Frictionless Data Package of submitted tables instead',
      },
    },
  ],
  examples: [
    'sbor schema form.json > answers.schema.json',
    'sbor schema form.json --table > datapackage.json',
  ],
  run: (terminal, [definition = ''], options: SchemaOptions) => schema(terminal, definition, options),
};

export const typesVerb: Verb = {
  name: 'types',
  summary: { ru: 'типы TypeScript сданных ответов', en: 'TypeScript types of submitted answers' },
  operands: [DEFINITION],
  options: [LISTS],
  examples: ['sbor types form.json > answers.ts'],
  run: (terminal, [definition = ''], options: DefinitionOptions) => types(terminal, definition, options),
};

export const docsVerb: Verb = {
  name: 'docs',
  summary: { ru: 'описание формы для людей, Markdown', en: 'the form for people, in Markdown' },
  operands: [DEFINITION],
  options: [LISTS],
  examples: ['sbor docs form.json > form.md', 'sbor docs form.json --locale en > form.md'],
  run: (terminal, [definition = ''], options: DefinitionOptions) => docs(terminal, definition, options),
};
