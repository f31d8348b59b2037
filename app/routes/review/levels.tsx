import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { requireSameOrigin } from '~/auth/same-origin.server';
import { Page } from '~/components/layout/page';
import { LevelsForm } from '~/components/review/levels-form';
import { useReviewTexts } from '~/components/review/use-review-texts';
import { findReviewLevels, setReviewLevels } from '~/services/review/set-levels.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** Who reviews what is submitted in a collection; for organizers. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const found = await findReviewLevels(em, viewer, args.params.collectionId ?? '');
  if (found === null) throw new Response(null, { status: 404 });
  const texts = await textsOf(args, 'common');
  return { ...found, documentTitle: `${texts('review.title')} – ${texts('product')}` };
}

export async function action(args: ActionFunctionArgs) {
  requireSameOrigin(args.request);
  const { em, viewer } = await pageScope(args);
  const form = await args.request.formData();
  const collectionId = args.params.collectionId ?? '';
  const done = await setReviewLevels(em, viewer, { collectionId, levels: form.get('levels') });
  if (!done) throw new Response(null, { status: 404 });
  return { saved: true };
}

export default function LevelsPage() {
  const { collection, levels, publicationPath } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const t = useReviewTexts();
  return (
    <Page title={t('queue.levels.title')} back={{ to: publicationPath, label: collection }}>
      <LevelsForm key={levels} levels={levels} saved={result?.saved === true} />
    </Page>
  );
}
