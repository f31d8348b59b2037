import { type CompiledForm, compileForm, type FormDefinition, parseDefinition } from 'engine';

/** A compiled form from JSON; fails with the diagnostics where it is refused. */
export function compiled(json: unknown): CompiledForm {
  const form = compileForm(parsed(json));
  if (!form.ok) throw new Error(JSON.stringify(form.error));
  return form.value;
}

export function parsed(json: unknown): FormDefinition {
  const definition = parseDefinition(json);
  if (!definition.ok) throw new Error(JSON.stringify(definition.error));
  return definition.value;
}

/** A form of one open sheet `s`. */
export function oneSheet(columns: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): unknown {
  const { lists, rules, ...sheet } = more;
  return {
    format: 1,
    id: 'test',
    version: 1,
    title: 'Проба',
    ...(lists ? { lists } : {}),
    sheets: [
      { id: 's', title: 'Лист', hint: 'Что здесь указать', columns, ...(rules ? { rules } : {}), ...sheet },
    ],
  };
}
