/** The row, or the rows of a sheet with given rows, that shows what is claimed. */
import type { CompiledColumn, CompiledForm } from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { CellValue, Locale, Witness } from '../types';
import { encodeCell } from '../values';
import { isoOfDay } from '../values/date';
import type { Fraction } from './feasible';
import type { Model } from './solve';
import { type Variable, type Vocabulary, YES } from './vocabulary';

/** Cells of a model by row; null where it has no cells, or holds a number that no cell can. */
export function witnessOf(model: Model, words: Vocabulary): Witness | null {
  const rows = new Map<string | undefined, Record<string, CellValue>>();
  let sheet: string | undefined = words.sheet?.id;
  for (const one of words.variables.values()) {
    const { column, row, name } = one;
    if (!column || model.filled.get(name) !== true) continue;
    const value = valueOf(one, column, model);
    if (value === undefined) return null;
    sheet = column.sheet;
    const cells = rows.get(row) ?? {};
    rows.set(row, cells);
    cells[column.id] = value;
  }
  if (rows.size === 0 || sheet === undefined) return null;
  return {
    sheet,
    rows: [...rows].map(([id, cells]) => ({ ...(id === undefined ? {} : { id }), cells })),
  };
}

function valueOf(one: Variable, column: CompiledColumn, model: Model): CellValue | undefined {
  switch (one.kind) {
    case 'boolean':
      return model.texts.get(one.name) === YES;
    case 'text':
      return model.texts.get(one.name) ?? column.list?.codes[0]?.value ?? 'текст';
    case 'date': {
      const day = numberOf(model.numbers.get(one.name));
      return day === undefined ? undefined : isoOfDay(day);
    }
    case 'number':
      return numberOf(model.numbers.get(one.name));
  }
}

/** A number that a cell can hold; 0 where anything goes. */
function numberOf(value: Fraction | undefined): number | undefined {
  if (!value) return 0;
  const { numerator, denominator } = value;
  const number = Number(numerator) / Number(denominator);
  const digits = 10n ** 6n;
  const isDecimal = (numerator * digits) % denominator === 0n;
  return isDecimal && Math.abs(number) < 1e9 ? number : undefined;
}

/** «Предмет» = Математика, «Всего» = 5 */
export function witnessText(witness: Witness, form: CompiledForm, locale: Locale): string {
  const sheet = form.sheetById.get(witness.sheet);
  const texts = witness.rows.flatMap(({ id, cells }) =>
    Object.entries(cells).flatMap(([columnId, value]) => {
      const column = sheet?.columnById.get(columnId);
      if (!column) return [];
      const row = id === undefined ? '' : `${id}, `;
      return [`${row}«${localize(column.title, locale)}» = ${encodeCell(value, column, locale)}`];
    }),
  );
  return texts.join('; ');
}
