/** Submitted data as a Frictionless Data Package. Source: specs.frictionlessdata.io, "Data Package" and "Table Schema" (v1). */
import type { CompiledColumn, CompiledForm } from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { Locale } from '../types';
import { headingOf, type WrittenTable } from './exports/dictionary';
import { toExportTables } from './exports/export-tables';
import { leadColumns } from './exports/lead-columns';
import type { ExportColumn, ExportType, ExportValues } from './exports/types';

type FieldType = 'string' | 'integer' | 'number' | 'date' | 'datetime' | 'boolean' | 'array' | 'any';

/** How a type stands in the file, where that is not as Table Schema has it by default. */
export interface FieldSpelling {
  readonly type?: FieldType;
  readonly format?: string;
  readonly decimalChar?: string;
  readonly trueValues?: readonly string[];
  readonly falseValues?: readonly string[];
}

export interface TableField extends FieldSpelling {
  /** Stable across versions of a form: the column's id; names that begin with `_` are not columns of the form. */
  readonly name: string;
  readonly type: FieldType;
  readonly title: string;
  readonly description?: string;
  readonly constraints?: Readonly<Record<string, unknown>>;
}

export interface TableResource {
  /** Of the file, in lower case, as names of resources must be. */
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly profile: 'tabular-data-resource' | 'data-resource';
  readonly format: string;
  readonly mediatype: string;
  readonly encoding?: string;
  readonly dialect?: Readonly<Record<string, unknown>>;
  readonly schema: { readonly fields: readonly TableField[]; readonly missingValues: readonly string[] };
}

export interface DataPackage {
  readonly profile: 'tabular-data-package' | 'data-package';
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly created?: string;
  readonly resources: readonly TableResource[];
}

/** Files of one kind: their names end in `format`. */
export interface FileKind {
  readonly format: string;
  readonly mediatype: string;
  readonly encoding?: string;
  /** Of CSV; other files are no tabular resources in the sense of the specification. */
  readonly dialect?: Readonly<Record<string, unknown>>;
  readonly fields?: Readonly<Partial<Record<ExportType, FieldSpelling>>>;
  /** How a text stands in the file, where it may be changed; its length and pattern are then not told. */
  readonly text?: (text: string) => string;
  readonly date?: (date: string) => string;
}

export interface PackageView {
  readonly kind: FileKind;
  readonly values: ExportValues;
  /** Whether bounds of the columns are told: answers to former versions need not keep them. */
  readonly constrained: boolean;
}

/** CSV as RFC 4180 has it. */
export const PLAIN_CSV: FileKind = {
  format: 'csv',
  mediatype: 'text/csv',
  encoding: 'utf-8',
  dialect: {
    delimiter: ',',
    lineTerminator: '\r\n',
    quoteChar: '"',
    doubleQuote: true,
    header: true,
    caseSensitiveHeader: true,
  },
};

/** One resource a sheet: whose row it is, the row, and the columns; choices by their codes. */
export function toDataPackage(form: CompiledForm, locale: Locale = 'ru'): DataPackage {
  const tables = toExportTables([form], { locale, values: 'codes' });
  return {
    ...packageHead(form, { title: localize(form.title, locale), kind: PLAIN_CSV }),
    resources: tables.map(({ name, title, columns }) =>
      toResource(
        { name, title, columns: [...leadColumns(locale), ...columns] },
        { kind: PLAIN_CSV, values: 'codes', constrained: true },
      ),
    ),
  };
}

export const packageHead = (
  form: { readonly id: string; readonly version: number },
  { title, kind }: { readonly title: string; readonly kind: FileKind },
): Omit<DataPackage, 'resources'> => ({
  profile: kind.dialect ? 'tabular-data-package' : 'data-package',
  name: nameOf(form.id),
  title,
  version: String(form.version),
});

/** Names of packages and resources: lower case, digits, `.`, `-`, `_`. */
const nameOf = (id: string): string => id.toLowerCase();

/** One table, in the file `<name>.<format>`. */
export function toResource(table: WrittenTable, view: PackageView): TableResource {
  const { format, mediatype, encoding, dialect } = view.kind;
  return {
    name: nameOf(table.name),
    path: `${table.name}.${format}`,
    title: table.title,
    profile: dialect ? 'tabular-data-resource' : 'data-resource',
    format,
    mediatype,
    ...(encoding === undefined ? {} : { encoding }),
    ...(dialect ? { dialect } : {}),
    schema: { fields: table.columns.map((column) => fieldOf(column, view)), missingValues: [''] },
  };
}

const TYPES: Readonly<Record<ExportType, FieldType>> = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  date: 'date',
  datetime: 'datetime',
  boolean: 'boolean',
  list: 'array',
  any: 'any',
};

function fieldOf(column: ExportColumn, view: PackageView): TableField {
  const constraints = constraintsOf(column, view);
  return {
    name: column.name,
    type: TYPES[column.type],
    title: headingOf(column),
    ...view.kind.fields?.[column.type],
    ...(column.description === '' ? {} : { description: column.description }),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
}

type Constraints = Readonly<Record<string, unknown>>;

/** Only what holds of every submitted row: conditions and rules have no counterpart there. */
function constraintsOf({ source, filled, codes, type }: ExportColumn, view: PackageView): Constraints {
  const spell = view.kind.text ?? ((text) => text);
  const members = codes.map(({ code, label }) => spell(view.values === 'codes' ? code : label));
  const isChoice = type === 'text' && codes.length > 0 && (!source || view.constrained);
  return {
    ...(filled ? { required: true } : {}),
    ...(source && view.constrained ? boundsOf(source, view.kind) : {}),
    ...(isChoice ? { enum: [...new Set(members)] } : {}),
  };
}

function boundsOf(column: CompiledColumn, { text, date }: FileKind): Constraints {
  const isAlways = column.required === true && column.enabled === true && column.value === undefined;
  const bound = (value: number | string): number | string =>
    typeof value === 'string' && date ? date(value) : value;
  return {
    ...(isAlways ? { required: true } : {}),
    ...(column.min === undefined ? {} : { minimum: bound(column.min) }),
    ...(column.max === undefined ? {} : { maximum: bound(column.max) }),
    ...(column.minLength === undefined ? {} : { minLength: column.minLength }),
    ...(column.maxLength === undefined || text ? {} : { maxLength: column.maxLength }),
    ...(column.pattern === undefined || text ? {} : { pattern: column.pattern }),
  };
}
