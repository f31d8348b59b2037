/** A form ready to run: names resolved, lists built, logic compiled. Made only by `compileForm`. */
import type { Cells, Code, LocalizedText, Severity } from '../types';
import type { FormDefinition } from '../definition/generated/definition';
import type { CellRead, CompiledLogic } from '../rules/types';

export interface CompiledForm {
  readonly id: string;
  readonly version: number;
  readonly title: LocalizedText;
  readonly excelTemplate: boolean;
  readonly definition: FormDefinition;
  readonly sheets: readonly CompiledSheet[];
  readonly sheetById: ReadonlyMap<string, CompiledSheet>;
  readonly lists: ReadonlyMap<string, CompiledList>;
  /** Rules of the whole form (`each: "form"`). Rules of sheets are with their sheets. */
  readonly rules: readonly CompiledRule[];
  readonly ruleById: ReadonlyMap<string, CompiledRule>;
  /** All columns so that each stands behind those that its `value`, `enabled` and `filter` read. */
  readonly columnOrder: readonly CompiledColumn[];
}

export interface CompiledList {
  readonly id: string;
  readonly codes: readonly Code[];
  readonly codeByValue: ReadonlyMap<string, Code>;
  /** Position in the list, from 0. */
  readonly indexByValue: ReadonlyMap<string, number>;
}

/** A row that the form itself gives: an item of fixed rows or a code of per-code rows. */
export interface GivenRow {
  readonly id: string;
  readonly title?: LocalizedText;
  /** Given cells are read-only and win over answers. */
  readonly cells: Cells;
}

export type CompiledRows =
  | {
      readonly kind: 'open';
      readonly min: number;
      readonly max: number;
      /** What bounds on work reckon with: `max` where the form gives it. */
      readonly expected: number;
    }
  | { readonly kind: 'fixed'; readonly items: readonly GivenRow[] }
  | {
      readonly kind: 'perCode';
      readonly items: readonly GivenRow[];
      readonly list: string;
      readonly column: string;
    };

export interface CompiledSheet {
  readonly id: string;
  /** From 0. */
  readonly index: number;
  readonly title: LocalizedText;
  readonly hint?: LocalizedText;
  readonly rows: CompiledRows;
  /** Given rows by id; empty in an open sheet. */
  readonly givenById: ReadonlyMap<string, GivenRow>;
  readonly key: readonly CompiledColumn[];
  readonly columns: readonly CompiledColumn[];
  readonly columnById: ReadonlyMap<string, CompiledColumn>;
  /** Overrides of single cells, by row id and column id. */
  readonly overrides: ReadonlyMap<string, ReadonlyMap<string, CellOverride>>;
  readonly rules: readonly CompiledRule[];
}

export interface CellOverride {
  readonly hint?: LocalizedText;
  readonly required?: Condition;
  readonly readOnly?: boolean;
}

export type ColumnTypeName = 'text' | 'integer' | 'number' | 'date' | 'boolean' | 'choice' | 'choices';

/** `true`, `false`, or logic over the row; a blank result counts as false. */
export type Condition = boolean | CompiledLogic;

export interface CompiledColumn {
  readonly id: string;
  /** From 0, within its sheet. */
  readonly index: number;
  readonly sheet: string;
  readonly title: LocalizedText;
  readonly group?: LocalizedText;
  readonly hint?: LocalizedText;
  readonly type: ColumnTypeName;
  /** Pixels. */
  readonly width?: number;
  readonly list?: CompiledList;
  /** The list is a column of another sheet. */
  readonly listSource?: { readonly sheet: string; readonly column: string };
  readonly filter?: CompiledLogic;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly fractionDigits?: number;
  readonly required: Condition;
  readonly enabled: Condition;
  readonly value?: CompiledLogic;
  readonly prefill?: CompiledLogic;
  readonly readOnly: boolean;
  readonly total?: 'sum' | 'count' | 'avg' | 'lowest' | 'highest';
}

/** A cell that a finding is about: of the judged row or group where no row is named. */
export interface Mark {
  readonly sheet?: string;
  readonly row?: string;
  readonly column: string;
}

export type RuleScope = 'row' | 'group' | 'column' | 'sheet' | 'form';

export interface CompiledRule {
  /** JSON Pointer of the rule in its definition. */
  readonly path: string;
  readonly id: string;
  /** Absent for rules of the form. */
  readonly sheet?: string;
  readonly severity: Severity;
  readonly justify: boolean;
  readonly each: RuleScope;
  readonly groupBy: readonly CompiledColumn[];
  readonly columns: readonly CompiledColumn[];
  readonly when?: CompiledLogic;
  readonly assert: CompiledLogic;
  readonly message: LocalizedText;
  readonly params: ReadonlyMap<string, CompiledLogic>;
  readonly highlight: readonly Mark[];
  /** Own cells read directly, in column order: all must be filled unless `when` is given. */
  readonly reads: readonly CellRead[];
  /** Own cells read anywhere, in column order: the first is where findings stand, unless `highlight` is given. */
  readonly ownReads: readonly CellRead[];
  /** Own columns read anywhere, in column order; where nothing is read directly, findings stand here. */
  readonly touches: readonly CompiledColumn[];
}
