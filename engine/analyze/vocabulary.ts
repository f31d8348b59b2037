/** The variables of one question: cells of the judged row, cells of given rows, and whatever else logic reads. */
import type { CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import { dayNumber } from '../values/date';
import { plainNumber } from '../values/number';
import { constraint, type LinearConstraint, type LinearForm, literal, variable } from './linear';
import type { Domains } from './solve';

export type VariableKind = 'number' | 'date' | 'text' | 'boolean';

/** One variable. `column` is absent for what is not a cell. */
export interface Variable {
  readonly name: string;
  readonly kind: VariableKind;
  readonly column?: CompiledColumn;
  /** The given row, for cells read by `cell`. */
  readonly row?: string;
  /** Counts and lengths: never below zero, whole. */
  readonly isCount?: boolean;
  /** What is worth it, for what is not a cell. */
  readonly logic?: unknown;
}

const KINDS: Readonly<Partial<Record<CompiledColumn['type'], VariableKind>>> = {
  integer: 'number',
  number: 'number',
  date: 'date',
  text: 'text',
  choice: 'text',
  boolean: 'boolean',
};

export const kindOfCell = (column: CompiledColumn): VariableKind | undefined => KINDS[column.type];

/** What stands for true and false among texts. */
export const YES = 'true';
export const NO = 'false';
const BOOLEANS: ReadonlySet<string> = new Set([YES, NO]);

/** The variables that a question has named so far. */
export class Vocabulary implements Domains {
  readonly variables = new Map<string, Variable>();

  constructor(
    readonly form: CompiledForm,
    /** The sheet whose rows are judged; null in rules of the form. */
    readonly sheet: CompiledSheet | null,
  ) {}

  /** A cell of the judged row, or of a given row; undefined where its values cannot be reasoned about. */
  cell(column: CompiledColumn, row?: string): Variable | undefined {
    const kind = kindOfCell(column);
    if (!kind) return undefined;
    const name = row === undefined ? column.id : `${column.sheet}/${row}/${column.id}`;
    return this.named({ name, kind, column, ...(row === undefined ? {} : { row }) });
  }

  /** Anything that cannot be looked into: the same logic is the same variable. */
  opaque(logic: unknown, kind: VariableKind, isCount = false): Variable {
    return this.named({
      name: `#${kind} ${JSON.stringify(logic)}`,
      kind,
      logic,
      ...(isCount ? { isCount } : {}),
    });
  }

  isWhole = (name: string): boolean => {
    const known = this.variables.get(name);
    return known?.isCount === true || known?.kind === 'date' || known?.column?.type === 'integer';
  };

  boundsOf = (name: string): readonly LinearConstraint[] => {
    const known = this.variables.get(name);
    if (!known) return [];
    const own = variable(name);
    const { column, isCount } = known;
    const low = isCount ? literal('0') : boundOf(column?.min);
    const high = boundOf(column?.max);
    return [...(low ? [constraint(low, '<=', own)] : []), ...(high ? [constraint(own, '<=', high)] : [])];
  };

  textsOf = (name: string): ReadonlySet<string> | null => {
    const known = this.variables.get(name);
    if (known?.kind === 'boolean') return BOOLEANS;
    const list = known?.column?.list;
    return list && list.codes.length > 0 ? new Set(list.codeByValue.keys()) : null;
  };

  private named(one: Variable): Variable {
    const known = this.variables.get(one.name);
    if (known) return known;
    this.variables.set(one.name, one);
    return one;
  }
}

/** Numbers as they are spelled, days by their number. */
export function boundOf(bound: number | string | undefined): LinearForm | undefined {
  if (bound === undefined) return undefined;
  return literal(typeof bound === 'number' ? plainNumber(bound) : String(dayNumber(bound)));
}
