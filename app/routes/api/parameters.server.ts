import { err, type Locale, ok, type Result } from 'engine';
import type { z } from 'zod';
import type { Problem } from '~/services/api/schemas.server';
import { describeParameter, fill, parameterProblems } from '~/services/api/problems';

/** Parameters of the address read by a schema; else what is wrong with each, in words. One given twice is never half read. */
export function readQuery<Schema extends z.ZodTypeAny>(
  schema: Schema,
  search: URLSearchParams,
  locale: Locale,
): Result<z.output<Schema>, NonNullable<Problem['errors']>> {
  const given = Object.fromEntries(
    [...new Set(search.keys())].map((name) => {
      const values = search.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return ok(parsed.data as z.output<Schema>);
  return err(
    parsed.error.issues.flatMap((issue) =>
      namesOf(issue).map((parameter) => ({ parameter, detail: wordsOf(issue, parameter, schema, locale) })),
    ),
  );
}

const namesOf = (issue: z.ZodIssue): readonly string[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map(shortened) : [String(issue.path[0] ?? '')];

/** What somebody made up is not repeated at length. */
const shortened = (name: string): string => name.slice(0, 100);

function wordsOf(issue: z.ZodIssue, parameter: string, schema: z.ZodTypeAny, locale: Locale): string {
  const words = parameterProblems[locale];
  if (issue.code === 'unrecognized_keys') return /token/i.test(parameter) ? words.token : words.unknown;
  if (parameter === 'cursor') return words.cursor;
  if (parameter === 'limit') return fill(words.range, { min: '1', max: String(largestOf(schema)) });
  if (issue.code === 'invalid_enum_value') return fill(words.oneOf, { options: issue.options.join(', ') });
  if (issue.code === 'invalid_literal') return fill(words.oneOf, { options: String(issue.expected) });
  return fill(words.form, { meaning: describeParameter(parameter, locale) });
}

/** What the schema itself says of a number that is too large. */
function largestOf(schema: z.ZodTypeAny): number {
  const issue = schema
    .safeParse({ limit: Number.MAX_SAFE_INTEGER })
    .error?.issues.find(({ path }) => path[0] === 'limit');
  return issue?.code === 'too_big' ? Number(issue.maximum) : Number.MAX_SAFE_INTEGER;
}
