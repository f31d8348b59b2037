/** Lists that are a column of another sheet. */
import type { CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import type { Answers } from '../types';

/** Sheets so that each stands behind those that its lists are taken from; within a circle in the order of the form. */
export function sourcesFirst({ sheets, sheetById }: CompiledForm): readonly CompiledSheet[] {
  const ordered = new Set<CompiledSheet>();
  const visited = new Set<CompiledSheet>();
  const visit = (sheet: CompiledSheet): void => {
    if (visited.has(sheet)) return;
    visited.add(sheet);
    for (const { listSource } of sheet.columns) {
      const source = sheetById.get(listSource?.sheet ?? '');
      if (source) visit(source);
    }
    ordered.add(sheet);
  };
  sheets.forEach(visit);
  return [...ordered];
}

/** Distinct texts that stand in the column which the list is taken from; none for lists of the form itself. */
export function offeredBy(form: CompiledForm, answers: Answers, column: CompiledColumn): readonly string[] {
  const { listSource } = column;
  const sheet = form.sheetById.get(listSource?.sheet ?? '');
  if (!listSource || !sheet) return [];
  const given = [...sheet.givenById.values()].map(({ cells }) => cells[listSource.column]);
  const entered = (answers.sheets[sheet.id] ?? []).map(({ cells }) => cells[listSource.column]);
  return [...new Set([...given, ...entered].filter((value) => typeof value === 'string'))];
}
