import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { evaluatePlain } from '../../engine/rules/plain';

/** Read where it is present; never part of the product. */
const folder = fileURLToPath(new URL('../../../shared/corpora/jsonlogic', import.meta.url));

export const hasCorpus = existsSync(folder);

export interface Case {
  readonly rule: unknown;
  readonly data: unknown;
  readonly isError: boolean;
  readonly result: unknown;
}

function filesIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const name = join(path, entry.name);
    if (entry.isDirectory()) return filesIn(name);
    return entry.name.endsWith('.json') ? [name] : [];
  });
}

/** Both notations: `[rule, data, result]` and `{rule, data, result | error}`; texts between them are comments. */
function toCase(json: unknown): readonly Case[] {
  if (Array.isArray(json))
    return [{ rule: json[0], data: json[1], isError: false, result: json[2] as unknown }];
  if (typeof json !== 'object' || json === null || !('rule' in json)) return [];
  return [
    {
      rule: json.rule,
      data: 'data' in json ? json.data : null,
      isError: 'error' in json,
      result: 'result' in json ? json.result : undefined,
    },
  ];
}

/** Cases of all suites by file; a case is named by its position, from 0, comments not counted. */
export function readCorpus(): ReadonlyMap<string, readonly Case[]> {
  return new Map(
    [...filesIn(folder)].sort().map((name) => {
      const json: unknown = JSON.parse(readFileSync(name, 'utf8'));
      return [relative(folder, name), Array.isArray(json) ? json.flatMap(toCase) : []];
    }),
  );
}

/** What became of a case: `passed`, the codes of a refusal, or another value than the one expected. */
export type Outcome =
  | { readonly kind: 'passed' }
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  | { readonly kind: 'other'; readonly value: unknown };

/** Evaluates a case. */
export function outcomeOf({ rule, data, isError, result }: Case): Outcome {
  const found = evaluatePlain(rule, data);
  if (!found.ok) {
    return isError
      ? { kind: 'passed' }
      : { kind: 'refused', codes: found.error.map((problem) => problem.code) };
  }
  const isSame = !isError && JSON.stringify(found.value) === JSON.stringify(result);
  return isSame ? { kind: 'passed' } : { kind: 'other', value: found.value };
}
