/** The JSON Schema that the engine gives of the form, judged by ajv: structure only. */
import { compileForm, parseDefinition, toJsonSchema } from 'engine';
import type { Addressed } from '../agreement';
import { definitionJson } from '../definition';
import { SHEET } from '../workload';
import type { Load, Peer, PeerForm } from './peer';

interface SchemaError {
  readonly instancePath: string;
}
interface Validate {
  (data: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}
interface Ajv {
  compile(schema: unknown): Validate;
}
type NewAjv = new (options: { readonly allErrors: boolean; readonly strict: boolean }) => Ajv;

function open(Ajv2020: NewAjv): PeerForm {
  const definition = parseDefinition(definitionJson());
  const form = definition.ok ? compileForm(definition.value) : definition;
  if (!form.ok) throw new Error('the definition of the bench is refused');
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(toJsonSchema(form.value));
  return (answers) => {
    validate(answers);
    const found = new Map<string, Addressed>();
    for (const { instancePath } of validate.errors ?? []) {
      const [, , , index = '', , column = ''] = instancePath.split('/');
      const row = answers.sheets[SHEET][Number(index)]?.id ?? '';
      if (column) found.set(`${row} ${column}`, { code: 'type', row, column });
    }
    return [...found.values()];
  };
}

export function ajv(load: Load): Peer {
  const { default: Ajv2020 } = load('ajv/dist/2020.js') as { readonly default: NewAjv };
  return { name: 'ajv', sizes: [1000, 10_000], finds: 'structure', open: () => open(Ajv2020) };
}
