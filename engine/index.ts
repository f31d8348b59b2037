/** The only public door of the engine. */
export * from './types';
export type { FormDefinition } from './definition/generated/definition';
export { parseDefinition } from './definition/parse';
export { checkDefinition } from './compile/check';
export { compileAll } from './compile/compile-all';
export { compileForm } from './compile/compile-form';
export type { ColumnTypeName, CompiledColumn, CompiledForm, CompiledSheet } from './compile/types';
export { applyEdits, type AppliedEdits } from './edits/apply-edits';
export { invertEdits, stillHolding } from './edits/invert-edits';
export { type AnswersDiff, diffAnswers, type RowDiff } from './edits/diff-answers';
export { restoreEdits } from './edits/restore-edits';
export { planMerge } from './merge/plan-merge';
export type { IncomingSheet, MergeOptions, MergePlan, SheetMerge } from './merge/types';
export { validateAnswers } from './validate/validate-answers';
export { moscowDate } from './validate/moscow';
export type { CellState, OfferedCode } from './validate/live/cell-state';
export { type FindingsChange, type LiveValidation, openValidation } from './validate/live/open-validation';
export { prefillEdits } from './validate/prefill';
export { computeAnswers, type ComputedAnswers, toSubmittedAnswers } from './validate/views';
export { decodeCell, encodeCell, isBlank } from './values';
export { plainNumber } from './values/number';
export { isRaw } from './values/raw';
export { formatDate, isIsoDate, readDate, weekday } from './values/date';
export { explainFinding, type Explanations, openExplanations } from './explain/explain-finding';
export type {
  ComparedSide,
  Comparison,
  ComparisonOperator,
  Explanation,
  Fix,
  SeenCell,
  SeenGroup,
} from './explain/types';
export { localize } from './diagnostics/localize';
export { plural } from './diagnostics/plural';
export { type GridColumn, type GridModel, type GridSheet, toGridModel } from './project/grid-model';
export { toExportTables } from './project/exports/export-tables';
export { leadColumns, plainColumn } from './project/exports/lead-columns';
export {
  dictionaryColumns,
  dictionaryRows,
  type Spelling,
  type WrittenTable,
} from './project/exports/dictionary';
export type {
  ExportCell,
  ExportColumn,
  ExportRow,
  ExportTable,
  ExportType,
  ExportValues,
} from './project/exports/types';
export { carryAnswers, type CarriedAnswers, type CarryReport } from './evolve/carry-answers';
export type { Pocket } from './evolve/pocket';
export { restoreAnswers } from './evolve/restore-answers';
export type { DefinitionChange } from './evolve/changes';
export { diffDefinitions } from './evolve/diff-definitions';
export { type TemplateOptions, toTemplateModel } from './project/template/template-model';
export type { TemplateModel } from './project/template/types';
export { toDocumentation } from './project/documentation';
export { ruleToSentence } from './project/sentences/rule-to-sentence';
export { type FileKind, packageHead, PLAIN_CSV, toDataPackage, toResource } from './project/table-schema';
export { toJsonSchema } from './project/json-schema';
export { toTypeScript } from './project/typescript';
export { sampleAnswers } from './sample/sample-answers';
