import type { CompiledColumn, CompiledForm } from 'engine';

/** A list that is a column of another sheet is written and read as that column is. */
export function speltAs(form: CompiledForm, column: CompiledColumn): CompiledColumn {
  const { listSource } = column;
  const source = listSource && form.sheetById.get(listSource.sheet)?.columnById.get(listSource.column);
  return column.type === 'choice' && (source?.type === 'choice' || source?.type === 'date') ? source : column;
}
