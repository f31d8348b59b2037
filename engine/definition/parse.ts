import { problemsToDiagnostics } from '../diagnostics/definition-messages';
import { escapePointer } from '../rules/compile-logic';
import type { LogicProblem } from '../rules/scope';
import { type Diagnostic, err, type Locale, ok, type Result } from '../types';
import type { FormDefinition } from './generated/definition';
import validate from './generated/validator.js';

const MAX_DEPTH = 160;
const MAX_NODES = 2_000_000;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** An unknown JSON value as a definition of format 1, or everything that is wrong with its shape. */
export function parseDefinition(
  json: unknown,
  locale: Locale = 'ru',
): Result<FormDefinition, readonly Diagnostic[]> {
  const bounds = checkBounds(json);
  if (bounds.length > 0) return err(problemsToDiagnostics(bounds, locale));
  if (isDefinition(json)) return ok(json);
  const problems = (validate.errors ?? [])
    .filter((error) => error.keyword !== 'anyOf' && error.keyword !== 'oneOf')
    .map((error) => ({ code: 'schema', path: error.instancePath, params: describe(error) }));
  const all = problems.length > 0 ? problems : [{ code: 'schema', path: '', params: { keyword: 'unknown' } }];
  return err(problemsToDiagnostics(all.slice(0, 200), locale));
}

function isDefinition(json: unknown): json is FormDefinition {
  return validate(json);
}

/** What the schema missed, by its keyword; keywords without a text of their own keep the validator's words. */
function describe(error: {
  keyword: string;
  message?: string | undefined;
  params: Record<string, unknown>;
}): LogicProblem['params'] {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
      return { keyword, detail: String(params['missingProperty']) };
    case 'additionalProperties':
      return { keyword, detail: String(params['additionalProperty']) };
    case 'const':
      return { keyword, detail: JSON.stringify(params['allowedValue']) };
    case 'enum':
      return { keyword, detail: JSON.stringify(params['allowedValues']) };
    case 'type':
      return { keyword, detail: String(params['type']) };
    default:
      return { keyword, detail: error.message ?? keyword };
  }
}

const LONGEST_PATH = 200;

/** A path of bearable length: that of something around the place. */
const shortened = (path: string): string =>
  path.length <= LONGEST_PATH ? path : path.slice(0, path.lastIndexOf('/', LONGEST_PATH));

/** Depth, size and forbidden names, before anything walks the value by recursion. */
function checkBounds(json: unknown): LogicProblem[] {
  const queue: { value: unknown; path: string; depth: number }[] = [{ value: json, path: '', depth: 0 }];
  let nodes = 0;
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { value, path, depth } = next;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return [{ code: 'number_too_large', path, params: {} }];
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) return [{ code: 'too_deep', path: shortened(path), params: {} }];
    for (const key of Object.keys(value)) {
      nodes++;
      if (nodes > MAX_NODES) return [{ code: 'too_large', path: '', params: {} }];
      if (FORBIDDEN.has(key)) return [{ code: 'forbidden_name', path, params: { name: key } }];
      queue.push({
        value: (value as Record<string, unknown>)[key],
        path: `${path}/${escapePointer(key)}`,
        depth: depth + 1,
      });
    }
  }
  return [];
}
