/** The engine on the workload. */
import {
  type CompiledForm,
  compileForm,
  type Finding,
  type FormDefinition,
  openValidation,
  parseDefinition,
  validateAnswers,
} from 'engine';
import { definitionJson } from './definition';
import { type CellEdit, SHEET, TODAY, type WorkloadAnswers } from './workload';

const context = { today: TODAY };

export function parsed(json: unknown = definitionJson()): FormDefinition {
  const result = parseDefinition(json);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export function compiled(definition: FormDefinition): CompiledForm {
  const result = compileForm(definition);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export const validateOurs = (form: CompiledForm, answers: WorkloadAnswers): readonly Finding[] =>
  validateAnswers(form, answers, context);

export interface OursLive {
  apply(edit: CellEdit): unknown;
  findings(): readonly Finding[];
}

export function openOurs(form: CompiledForm, answers: WorkloadAnswers): OursLive {
  const live = openValidation(form, answers, context);
  return {
    apply: ({ row, column, value }) =>
      live.apply([{ kind: 'set', sheet: SHEET, row, cells: { [column]: value } }]),
    findings: () => live.findings,
  };
}
