import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { compileForm, type CompiledForm, parseDefinition } from 'engine';

export interface DemoForm {
  readonly json: string;
  readonly form: CompiledForm;
}

/** A form that the product ships. Throws where it is refused: the forms are tested. */
export async function readShippedForm(id: string): Promise<DemoForm> {
  const json = await readFile(resolve('form-definitions', id, '1.json'), 'utf8');
  const definition = parseDefinition(JSON.parse(json));
  if (!definition.ok) throw new Error(`form ${id}: ${JSON.stringify(definition.error)}`);
  const form = compileForm(definition.value);
  if (!form.ok) throw new Error(`form ${id}: ${JSON.stringify(form.error)}`);
  return { json, form: form.value };
}
