import type { Problem } from '~/services/api/schemas.server';
import { type ProblemCode, type ProblemDetails, toProblem } from '~/services/api/problems';

/** An answer as RFC 9457 has it. */
export function problemResponse(
  code: ProblemCode,
  { headers, ...details }: ProblemDetails & { readonly headers?: Readonly<Record<string, string>> },
): Response {
  const problem: Problem = toProblem(code, details);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      'Content-Language': details.locale,
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language, Authorization',
      ...headers,
    },
  });
}
