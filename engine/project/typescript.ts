import type { CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import { localize } from '../diagnostics/localize';

const MOST_CODES = 200;

/** TypeScript types of submitted answers: one interface a sheet, codes as unions. A module of declarations. */
export function toTypeScript(form: CompiledForm): string {
  const names = sheetNames(form);
  const sheets = form.sheets.map((sheet) => sheetInterface(sheet, names.get(sheet) ?? ''));
  const members = form.sheets.map(
    (sheet) => `    readonly ${key(sheet.id)}?: readonly Row<${names.get(sheet) ?? ''}>[];`,
  );
  return [
    comment(`${localize(form.title, 'ru')} (${form.id}, ${form.version})`, ''),
    'export interface Answers {\n  readonly sheets: {\n' + members.join('\n') + '\n  };\n}',
    'export interface Row<Cells> {\n  readonly id: string;\n  readonly cells: Cells;\n}',
    ...sheets,
    '',
  ].join('\n\n');
}

/** Names of interfaces, none twice. */
function sheetNames(form: CompiledForm): ReadonlyMap<CompiledSheet, string> {
  const taken = new Set(['Answers', 'Row']);
  return new Map(
    form.sheets.map((sheet) => {
      const base = `${sheet.id
        .split(/[-_]/)
        .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
        .join('')}Cells`;
      let name = base;
      for (let number = 2; taken.has(name); number++) name = `${base}${number}`;
      taken.add(name);
      return [sheet, name];
    }),
  );
}

function sheetInterface(sheet: CompiledSheet, name: string): string {
  const lines = sheet.columns.map(
    (column) =>
      `${comment(localize(column.title, 'ru'), '  ')}\n  readonly ${key(column.id)}?: ${typeOf(column)};`,
  );
  return `${comment(localize(sheet.title, 'ru'), '')}\nexport interface ${name} {\n${lines.join('\n')}\n}`;
}

function typeOf(column: CompiledColumn): string {
  switch (column.type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'choice':
      return codesType(column);
    case 'choices':
      return `readonly (${codesType(column)})[]`;
    case 'text':
    case 'date':
      return 'string';
  }
}

function codesType(column: CompiledColumn): string {
  const codes = column.list?.codes ?? [];
  if (codes.length === 0 || codes.length > MOST_CODES) return 'string';
  return codes.map(({ value }) => quoted(value)).join(' | ');
}

const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

const key = (id: string): string => (/^[A-Za-z]\w*$/.test(id) ? id : quoted(id));

/** Text of people inside a comment cannot end it. */
const comment = (text: string, indent: string): string =>
  `${indent}/** ${text.replace(/\s+/g, ' ').replaceAll('*/', '* /')} */`;
