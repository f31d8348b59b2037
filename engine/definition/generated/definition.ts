/** Written by scripts/generate.ts from meta-schema.json. Change the schema, not this file. */

export type Identifier = string;
export type LocalizedText =
  | string
  | {
      ru?: string;
      en?: string;
    };
export type List =
  | Code[]
  | {
      codeList: Identifier;
    };
export type CodeValue = string;
export type Rows =
  | {
      kind: 'open';
      min?: number;
      max?: number;
    }
  | {
      kind: 'fixed';
      /**
       * @minItems 1
       * @maxItems 10000
       */
      items: GivenRow[];
    }
  | {
      kind: 'perCode';
      list: Identifier;
      column: Identifier;
    };
export type RowIdentifier = string;
/**
 * A column, or `$column` in a rule for each of several.
 */
export type OwnColumn = string;

/**
 * A form definition, format 1.
 */
export interface FormDefinition {
  format: 1;
  id: Identifier;
  version: number;
  title: LocalizedText;
  hint?: LocalizedText;
  excelTemplate?: boolean;
  previous?: {
    form: Identifier;
    version: number;
  };
  lists?: {
    [k: string]: List;
  };
  /**
   * @minItems 1
   * @maxItems 50
   */
  sheets: Sheet[];
  /**
   * @maxItems 500
   */
  rules?: Rule[];
}
export interface Code {
  value: CodeValue;
  label: LocalizedText;
  attributes?: {
    [k: string]: string | number | boolean;
  };
  was?: CodeValue;
}
export interface Sheet {
  id: Identifier;
  was?: Identifier;
  title: LocalizedText;
  hint?: LocalizedText;
  rows?: Rows;
  /**
   * @minItems 1
   */
  key?: Identifier[];
  /**
   * @minItems 1
   * @maxItems 200
   */
  columns: Column[];
  cells?: Cell[];
  /**
   * @maxItems 500
   */
  rules?: Rule[];
}
export interface GivenRow {
  id: RowIdentifier;
  title?: LocalizedText;
  was?: RowIdentifier;
  cells?: {
    [k: string]: unknown;
  };
}
export interface Column {
  id: Identifier;
  was?: Identifier;
  title: LocalizedText;
  type: 'text' | 'integer' | 'number' | 'date' | 'boolean' | 'choice' | 'choices';
  group?: LocalizedText;
  hint?: LocalizedText;
  width?: number;
  list?:
    | Identifier
    | {
        sheet: Identifier;
        column: Identifier;
      };
  filter?: unknown;
  min?: number | string;
  max?: number | string;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: 'inn' | 'kpp' | 'ogrn' | 'snils' | 'email' | 'phone';
  fractionDigits?: number;
  required?: unknown;
  enabled?: unknown;
  readOnly?: boolean;
  value?: unknown;
  prefill?: unknown;
  total?: 'sum' | 'count' | 'avg' | 'lowest' | 'highest';
}
export interface Cell {
  row: string;
  column: Identifier;
  hint?: LocalizedText;
  required?: unknown;
  readOnly?: boolean;
}
export interface Rule {
  id: Identifier;
  severity?: 'error' | 'warning';
  justify?: boolean;
  each?: 'row' | 'group' | 'column' | 'sheet' | 'form';
  /**
   * @minItems 1
   */
  groupBy?: Identifier[];
  /**
   * @minItems 1
   */
  columns?: Identifier[];
  when?: unknown;
  assert: unknown;
  message: LocalizedText;
  params?: {
    [k: string]: unknown;
  };
  highlight?: (
    | OwnColumn
    | {
        sheet?: Identifier;
        row: string;
        column: OwnColumn;
      }
  )[];
}
