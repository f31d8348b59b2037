import type { LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunction, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { FillingPage } from '~/components/filling/page/filling-page';
import { openSubmission } from '~/services/open-submission.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** The form of the viewer's own organisation, to be filled or looked at (A21). `?draft` shows an unsent draft after closing. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const collectionId = args.params.collectionId ?? '';
  const draft = new URL(args.request.url).searchParams.has('draft');
  const submission = await openSubmission(em, viewer, { collectionId, draft });
  if ('outcome' in submission)
    throw new Response(null, { status: submission.outcome === 'busy' ? 503 : 404 });
  const texts = await textsOf(args, 'common');
  return {
    submission,
    login: viewer.login,
    gridView: viewer.gridView,
    documentTitle: `${submission.collectionTitle} – ${texts('product')}`,
  };
}

/** The page keeps itself up to date; it asks the loader again only when told to, such as after closing. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ defaultShouldRevalidate, formMethod }) =>
  formMethod === undefined && defaultShouldRevalidate;

export default function TablePage() {
  const { submission, login, gridView } = useLoaderData<typeof loader>();
  const { t } = useTranslation('plain');
  return (
    <>
      <noscript>
        <p>
          {t('noscript')} <a href={`/lk/collections/${submission.collectionId}/plain`}>{t('open')}</a>
        </p>
      </noscript>
      <FillingPage submission={submission} login={login} gridView={gridView} />
    </>
  );
}
