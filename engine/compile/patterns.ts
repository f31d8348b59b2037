import type { FormDefinition } from '../definition/generated/definition';
import type { LogicProblem } from '../rules/scope';

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

/**
 * Why a pattern is refused, or null. Look-around and back-references are not allowed; neither is a repeated group
 * that itself repeats or chooses, which a backtracking matcher may take exponential time over.
 */
function unsafePattern(pattern: string): string | null {
  if (/\(\?(?:[=!]|<[=!])/.test(pattern)) return 'look_around';
  if (/\\[1-9]|\\k</.test(pattern)) return 'back_reference';
  try {
    new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return 'unreadable_pattern';
  }
  return repeatsRepetition(pattern) ? 'nested_repetition' : null;
}

/** Walks the groups; a group counts as variable where it holds an unbounded repetition or alternatives. */
function repeatsRepetition(pattern: string): boolean {
  const open: { variable: boolean }[] = [{ variable: false }];
  let closed: { variable: boolean } | null = null;
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern[i] ?? '';
    const group = open.at(-1);
    if (sign === '\\') {
      i++;
      closed = null;
    } else if (sign === '[') {
      i = endOfClass(pattern, i);
      closed = null;
    } else if (sign === '(') {
      open.push({ variable: false });
      closed = null;
    } else if (sign === ')') {
      closed = open.pop() ?? null;
      const parent = open.at(-1);
      if (closed?.variable && parent) parent.variable = true;
    } else if (sign === '*' || sign === '+' || isUnbounded(pattern, i)) {
      if (closed?.variable) return true;
      if (group) group.variable = true;
      closed = null;
    } else {
      if (sign === '|' && group) group.variable = true;
      closed = null;
    }
  }
  return false;
}

const isUnbounded = (pattern: string, at: number): boolean => /^\{\d+,\d*\}/.test(pattern.slice(at, at + 12));

function endOfClass(pattern: string, start: number): number {
  let i = start + 1;
  while (i < pattern.length && pattern[i] !== ']') i += pattern[i] === '\\' ? 2 : 1;
  return i;
}
