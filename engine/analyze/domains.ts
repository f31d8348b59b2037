/** What holds of the variables of a question in every row without other errors. */
import type { CompiledColumn } from '../compile/types';
import { and, blank, filled, type Formula, or, TRUE } from './formula';
import { constraint, literal, variable } from './linear';
import { termOf } from './terms';
import { when } from './translate';
import { resultOf } from './results';
import { boundOf, type Variable, type Vocabulary } from './vocabulary';

/** Conditions on all variables that the question names, and on those that these conditions name. */
export function domainsOf(words: Vocabulary): Formula {
  const parts: Formula[] = [];
  const done = new Set<string>();
  for (;;) {
    const next = [...words.variables.values()].find((one) => !done.has(one.name));
    if (!next) return and(parts);
    done.add(next.name);
    parts.push(domainOf(next, words));
  }
}

interface Written {
  readonly enabled?: unknown;
  readonly required?: unknown;
  readonly value?: unknown;
}

function domainOf(one: Variable, words: Vocabulary): Formula {
  const { column, row } = one;
  if (!column) return resultOf(one, words);
  if (row !== undefined) return givenCell(one, column, row, words);
  const source = words.form.definition.sheets.find((sheet) => sheet.id === column.sheet);
  const written: Written = source?.columns[column.index] ?? {};
  const enabled = written.enabled ?? true;
  const parts = [or([blank(one.name), when(enabled, 'true', words)])];
  if (column.value) parts.push(computed(one, column, written.value, enabled, words));
  else if (!column.readOnly && words.sheet?.overrides.size === 0) {
    parts.push(
      or([
        filled(one.name),
        when(written.required ?? false, 'not true', words),
        when(enabled, 'not true', words),
      ]),
    );
  }
  return and(parts);
}

/** A cell of a given row is what the form gives it, if it gives anything. */
function givenCell(one: Variable, column: CompiledColumn, row: string, words: Vocabulary): Formula {
  const given = words.form.sheetById.get(column.sheet)?.givenById.get(row)?.cells;
  if (!given || !Object.hasOwn(given, column.id)) return TRUE;
  const value = given[column.id] ?? null;
  if (value === null) return blank(one.name);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return TRUE;
  if (one.kind === 'text' || one.kind === 'boolean') {
    return { kind: 'among', name: one.name, texts: new Set([String(value)]) };
  }
  const form = typeof value === 'boolean' ? undefined : boundOf(value);
  return form ? { kind: 'linear', constraint: constraint(variable(one.name), '==', form) } : TRUE;
}

/** A computed cell is its logic, rounded, wherever that is linear; and is filled where everything that it reads is. */
function computed(
  one: Variable,
  column: CompiledColumn,
  logic: unknown,
  enabled: unknown,
  words: Vocabulary,
): Formula {
  if (one.kind !== 'number' && one.kind !== 'date') return TRUE;
  const term = termOf(logic, words, one.kind === 'date');
  if (!term) return TRUE;
  const digits = column.type === 'integer' ? 0 : column.fractionDigits;
  const half = digits === undefined ? literal('0') : literal(`0.${'0'.repeat(digits)}5`);
  const slack = one.kind === 'date' ? literal('0') : half;
  if (!slack) return TRUE;
  const own = variable(one.name);
  const difference = constraint(own, '<=', term.form);
  const within = (sign: 1n | -1n): Formula => ({
    kind: 'linear',
    constraint: constraint(
      {
        terms: new Map([...difference.terms].map(([name, factor]) => [name, factor * sign] as const)),
        constant: difference.constant * sign,
        divisor: own.divisor * term.form.divisor,
      },
      '<=',
      slack,
    ),
  });
  return and([
    or([blank(one.name), and([...term.needs.map(filled), within(1n), within(-1n)])]),
    or([filled(one.name), when(enabled, 'not true', words), ...term.needs.map(blank)]),
  ]);
}
