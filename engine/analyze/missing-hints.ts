import type { CompiledForm } from '../compile/types';
import type { LogicProblem } from '../rules/scope';

/** Required columns about which neither they nor their sheet say a word. */
export function missingHints(form: CompiledForm): readonly LogicProblem[] {
  return form.sheets.flatMap((sheet) =>
    sheet.hint !== undefined
      ? []
      : sheet.columns
          .filter((column) => column.required !== false && column.hint === undefined)
          .map((column) => ({
            code: 'hint_missing',
            path: `/sheets/${sheet.index}/columns/${column.index}`,
            params: {},
          })),
  );
}
