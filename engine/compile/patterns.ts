import type { FormDefinition } from '../definition/generated/definition';
import type { LogicProblem } from '../rules/scope';
import { isExponential, TooComplex } from './pattern-ambiguity';
import { ForbiddenPattern, parsePattern } from './pattern-parser';

/** Patterns that are not read, or could hang whoever matches them. */
export function patternProblems(definition: FormDefinition): readonly LogicProblem[] {
  return definition.sheets.flatMap((sheet, s) =>
    sheet.columns.flatMap((column, c) => {
      const reason = column.pattern === undefined ? null : unsafePattern(column.pattern);
      return reason === null
        ? []
        : [{ code: 'unsafe_pattern', path: `/sheets/${s}/columns/${c}/pattern`, params: { reason } }];
    }),
  );
}

/** Why a pattern is refused, or null. */
function unsafePattern(pattern: string): string | null {
  try {
    const parsed = parsePattern(pattern);
    new RegExp(`^(?:${pattern})$`, 'u');
    return isExponential(parsed) ? 'nested_repetition' : null;
  } catch (error) {
    if (error instanceof ForbiddenPattern) return error.message;
    return error instanceof TooComplex ? 'complex_pattern' : 'unreadable_pattern';
  }
}
