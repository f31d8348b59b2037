import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useAutoRefresh } from '~/components/hooks/use-auto-refresh';
import { Page } from '~/components/layout/page';
import { Queue } from '~/components/review/queue/queue';
import { readQueueQuery } from '~/components/review/queue/queue-address';
import { useReviewTexts } from '~/components/review/use-review-texts';
import { listReviewQueue } from '~/services/review/list-queue.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** Reports under review that the viewer answers for. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const query = readQueueQuery(new URL(args.request.url).searchParams);
  const page = await listReviewQueue(em, viewer, query);
  if (page === null) throw new Response(null, { status: 404 });
  const texts = await textsOf(args, 'common');
  return {
    page,
    query,
    showsRegion: viewer.role === 'federal',
    documentTitle: `${texts('review.title')} – ${texts('product')}`,
  };
}

const REFRESH_MS = 15_000;

export default function QueuePage() {
  const { page, query, showsRegion } = useLoaderData<typeof loader>();
  const t = useReviewTexts();
  useAutoRefresh(REFRESH_MS);
  return (
    <Page title={t('queue.title')} wide>
      <Queue page={page} query={query} showsRegion={showsRegion} />
    </Page>
  );
}
