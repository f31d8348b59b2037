/** Submitted data as a Frictionless Data Package. Source: specs.frictionlessdata.io, "Data Package" and "Table Schema" (v1). */
import type { CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { Locale } from '../types';

export interface TableField {
  /** Stable across versions of a form: the column's id; names that begin with `_` are not columns of the form. */
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'date' | 'datetime' | 'boolean' | 'array';
  readonly title: string;
  readonly description?: string;
  readonly constraints?: Readonly<Record<string, unknown>>;
}

export interface TableResource {
  /** Id of the sheet in lower case, as names of resources must be. */
  readonly name: string;
  readonly path: string;
  readonly title: string;
  readonly profile: 'tabular-data-resource';
  readonly schema: { readonly fields: readonly TableField[]; readonly missingValues: readonly string[] };
}

export interface DataPackage {
  readonly profile: 'tabular-data-package';
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly resources: readonly TableResource[];
}

/** One resource a sheet: whose row it is, the row, and the columns; choices by their codes. */
export function toDataPackage(form: CompiledForm, locale: Locale = 'ru'): DataPackage {
  return {
    profile: 'tabular-data-package',
    name: nameOf(form.id),
    title: localize(form.title, locale),
    version: String(form.version),
    resources: form.sheets.map((sheet) => resourceOf(sheet, locale)),
  };
}

/** Names of packages and resources: lower case, digits, `.`, `-`, `_`. */
const nameOf = (id: string): string => id.toLowerCase();

function resourceOf(sheet: CompiledSheet, locale: Locale): TableResource {
  const fields = [...leadFields(sheet, locale), ...sheet.columns.map((column) => fieldOf(column, locale))];
  return {
    name: nameOf(sheet.id),
    path: `${sheet.id}.csv`,
    title: localize(sheet.title, locale),
    profile: 'tabular-data-resource',
    schema: { fields, missingValues: [''] },
  };
}

function leadFields(sheet: CompiledSheet, locale: Locale): readonly TableField[] {
  const field = (name: string, ru: string, en: string, type: TableField['type'] = 'string'): TableField => ({
    name,
    type,
    title: locale === 'ru' ? ru : en,
    constraints: { required: true },
  });
  return [
    field('_login', 'Логин', 'Login'),
    field('_organisation', 'Организация', 'Organisation'),
    { ...field('_municipality', 'Муниципалитет', 'Municipality'), constraints: {} },
    { ...field('_region', 'Регион', 'Region'), constraints: {} },
    field('_submitted_at', 'Дата подачи', 'Submitted at', 'datetime'),
    ...(sheet.rows.kind === 'fixed'
      ? [
          rowField(
            sheet.rows.items.map(({ id }) => id),
            locale,
          ),
        ]
      : []),
  ];
}

const rowField = (ids: readonly string[], locale: Locale): TableField => ({
  name: '_row',
  type: 'string',
  title: locale === 'ru' ? 'Строка' : 'Row',
  constraints: { required: true, enum: ids },
});

const TYPES: Readonly<Record<CompiledColumn['type'], TableField['type']>> = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
  choice: 'string',
  choices: 'array',
};

function fieldOf(column: CompiledColumn, locale: Locale): TableField {
  const group = localize(column.group, locale);
  const title = localize(column.title, locale);
  const hint = localize(column.hint, locale);
  const constraints = constraintsOf(column);
  return {
    name: column.id,
    type: TYPES[column.type],
    title: group === '' ? title : `${group}: ${title}`,
    ...(hint === '' ? {} : { description: hint }),
    ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
  };
}

/** Only what holds of every submitted row: conditions and rules have no counterpart there. */
function constraintsOf(column: CompiledColumn): Readonly<Record<string, unknown>> {
  const isAlways = column.required === true && column.enabled === true && column.value === undefined;
  return {
    ...(isAlways ? { required: true } : {}),
    ...(column.min === undefined ? {} : { minimum: column.min }),
    ...(column.max === undefined ? {} : { maximum: column.max }),
    ...(column.minLength === undefined ? {} : { minLength: column.minLength }),
    ...(column.maxLength === undefined ? {} : { maxLength: column.maxLength }),
    ...(column.pattern === undefined ? {} : { pattern: column.pattern }),
    ...(column.type === 'choice' && column.list ? { enum: column.list.codes.map(({ value }) => value) } : {}),
  };
}
