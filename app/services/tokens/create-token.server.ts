import { err, ok, type Result } from 'engine';
import { z } from 'zod';
import { makeToken } from '~/auth/api-tokens.server';
import { can } from '~/auth/permissions';
import { countLivingTokens, insertToken } from '~/db/queries/api-tokens.server';
import { noteAudit } from '~/db/queries/storages.server';
import type { EntityManager } from '~/db/orm.server';
import { withTransaction } from '~/db/sql.server';
import type { NewTokenView, TokenProblem } from '~/protocol/api';
import type { Viewer } from '~/protocol/views';
import { apiScopes, tokenDays } from './token-options';

const LONGEST_NAME = 100;
/** Enough for every program of one person; more are forgotten ones. */
const MOST_TOKENS = 20;

const requestSchema = z.object({
  name: z
    .string()
    .transform((text) => text.replaceAll(/\p{Cc}+/gu, ' ').trim())
    .pipe(z.string().min(1).max(LONGEST_NAME)),
  scopes: z.array(z.enum(apiScopes)).min(1),
  days: z.coerce.number().refine((days) => tokenDays.some((offered) => offered === days)),
});

export interface TokenRequest {
  readonly name: unknown;
  readonly scopes: unknown;
  readonly days: unknown;
}

/**
 * Makes a token for the viewer's own account and answers with it: the only time that anybody sees it. Else with what is wrong with
 * the request; null where the viewer may have no tokens.
 */
export async function createToken(
  em: EntityManager,
  viewer: Viewer,
  request: TokenRequest,
  address: string,
): Promise<Result<NewTokenView, readonly TokenProblem[]> | null> {
  if (!can(viewer, 'token.manage')) return null;
  const parsed = requestSchema.safeParse(request);
  if (!parsed.success) return err(problemsOf(parsed.error));
  const { name, days } = parsed.data;
  const scopes = apiScopes.filter((scope) => parsed.data.scopes.includes(scope));
  return withTransaction(em, async (transaction) => {
    if ((await countLivingTokens(transaction, viewer.userId)) >= MOST_TOKENS) return err(['too_many']);
    const { token, hash, ending } = makeToken();
    const id = await insertToken(transaction, { userId: viewer.userId, name, scopes, hash, ending, days });
    await noteAudit(transaction, {
      userId: viewer.userId,
      action: 'api_token_created',
      objectKind: 'api_token',
      objectId: id,
      details: { name, scopes, days },
      address,
    });
    return ok({ name, token });
  });
}

function problemsOf(error: z.ZodError): TokenProblem[] {
  const fields = new Set(error.issues.map(({ path }) => path[0]));
  return (['name', 'scopes', 'days'] as const).filter((field) => fields.has(field));
}
