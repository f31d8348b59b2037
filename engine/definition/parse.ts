import { problemsToDiagnostics } from '../diagnostics/definition-messages';
import type { LogicProblem } from '../rules/scope';
import { type Diagnostic, err, ok, type Result } from '../types';
import type { FormDefinition } from './generated/definition';
import validate from './generated/validator.js';

const MAX_DEPTH = 160;
const MAX_NODES = 2_000_000;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** An unknown JSON value as a definition of format 1, or everything that is wrong with its shape. */
export function parseDefinition(json: unknown): Result<FormDefinition, readonly Diagnostic[]> {
  const bounds = checkBounds(json);
  if (bounds.length > 0) return err(problemsToDiagnostics(bounds));
  if (isDefinition(json)) return ok(json);
  const problems = (validate.errors ?? [])
    .filter((error) => error.keyword !== 'anyOf' && error.keyword !== 'oneOf')
    .map((error) => ({ code: 'schema', path: error.instancePath, params: { detail: describe(error) } }));
  const all =
    problems.length > 0 ? problems : [{ code: 'schema', path: '', params: { detail: 'форма не узнана' } }];
  return err(problemsToDiagnostics(all.slice(0, 200)));
}

function isDefinition(json: unknown): json is FormDefinition {
  return validate(json);
}

function describe(error: {
  keyword: string;
  message?: string | undefined;
  params: Record<string, unknown>;
}): string {
  switch (error.keyword) {
    case 'required':
      return `нет свойства «${String(error.params['missingProperty'])}»`;
    case 'additionalProperties':
      return `лишнее свойство «${String(error.params['additionalProperty'])}»`;
    case 'const':
      return `допустимо только ${JSON.stringify(error.params['allowedValue'])}`;
    case 'enum':
      return `допустимо одно из ${JSON.stringify(error.params['allowedValues'])}`;
    case 'type':
      return `нужен тип ${String(error.params['type'])}`;
    default:
      return error.message ?? error.keyword;
  }
}

/** Depth, size and forbidden names, before anything walks the value by recursion. */
function checkBounds(json: unknown): LogicProblem[] {
  const queue: { value: unknown; path: string; depth: number }[] = [{ value: json, path: '', depth: 0 }];
  let nodes = 0;
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { value, path, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return [{ code: 'too_deep', path: path.slice(0, 200), params: {} }];
    for (const key of Object.keys(value)) {
      nodes++;
      if (nodes > MAX_NODES) return [{ code: 'too_large', path: '', params: {} }];
      if (FORBIDDEN.has(key)) return [{ code: 'forbidden_name', path, params: { name: key } }];
      queue.push({
        value: (value as Record<string, unknown>)[key],
        path: `${path}/${key}`,
        depth: depth + 1,
      });
    }
  }
  return [];
}
