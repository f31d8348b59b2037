import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { BookOpen } from 'lucide-react';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { Page } from '~/components/layout/page';
import { CreatedToken } from '~/components/tokens/created-token';
import { TokenForm } from '~/components/tokens/token-form';
import { TokenList } from '~/components/tokens/token-list';
import styles from '~/components/tokens/tokens.module.css';
import { useTokenTexts } from '~/components/tokens/use-token-texts';
import { ButtonLink } from '~/components/ui/button';
import { Notice } from '~/components/ui/notice';
import { createToken } from '~/services/tokens/create-token.server';
import { listTokens } from '~/services/tokens/list-tokens.server';
import { revokeToken } from '~/services/tokens/revoke-token.server';
import { apiScopes, tokenDays } from '~/services/tokens/token-options';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** Tokens of the own account. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const tokens = await listTokens(em, viewer);
  if (tokens === null) throw new Response(null, { status: 404 });
  const texts = await textsOf(args, 'common');
  return {
    tokens,
    scopes: apiScopes,
    days: tokenDays,
    documentTitle: `${texts('header.tokens')} – ${texts('product')}`,
  };
}

/** Makes a token, or revokes the one named `revoke`. */
export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const { clientAddress } = args.context;
  const revoked = form.get('revoke');
  if (typeof revoked === 'string')
    return { kind: 'revoked' as const, done: await revokeToken(em, viewer, revoked, clientAddress) };
  const request = { name: form.get('name'), scopes: form.getAll('scopes'), days: form.get('days') };
  const made = await createToken(em, viewer, request, clientAddress);
  if (made === null) throw new Response(null, { status: 404 });
  if (made.ok) return { kind: 'created' as const, token: made.value };
  const texts = (values: readonly unknown[]) => values.filter((value) => typeof value === 'string');
  const [name = '', days = ''] = texts([request.name ?? '', request.days ?? '']);
  return {
    kind: 'refused' as const,
    problems: made.error,
    entered: { name, days, scopes: texts(request.scopes) },
  };
}

export default function TokensPage() {
  const { tokens, scopes, days } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useTokenTexts();
  const created = result?.kind === 'created' ? result.token : null;
  return (
    <Page
      title={t('title')}
      aside={
        <ButtonLink to="/lk/api" icon={<BookOpen aria-hidden="true" />} className={styles.guide}>
          {t('guideLink')}
        </ButtonLink>
      }
    >
      <p className={styles.intro}>{t('intro')}</p>
      {result?.kind === 'revoked' ? (
        <Notice tone={result.done ? 'done' : 'warning'} live>
          <p>{t(result.done ? 'revoke.done' : 'revoke.gone')}</p>
        </Notice>
      ) : null}
      {created === null ? null : <CreatedToken key={created.token} {...created} />}
      <TokenForm
        key={created === null ? 'asked' : `after ${created.token}`}
        scopes={scopes}
        days={days}
        problems={result?.kind === 'refused' ? result.problems : []}
        entered={result?.kind === 'refused' ? result.entered : null}
      />
      <TokenList tokens={tokens} />
    </Page>
  );
}
