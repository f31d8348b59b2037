import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ReviewPage } from '~/components/review/report/review-page';
import { openReview } from '~/services/review/open-review.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** A submitted report, to be looked at and judged. */
export async function loader(args: LoaderFunctionArgs) {
  const { em, viewer } = await pageScope(args);
  const collectionId = new URL(args.request.url).searchParams.get('collection');
  const submissionId = args.params.submissionId ?? '';
  const review = await openReview(em, viewer, { submissionId, collectionId });
  if (review === null) throw new Response(null, { status: 404 });
  const texts = await textsOf(args, 'common');
  return { review, documentTitle: `${review.organisation} – ${texts('product')}` };
}

export default function ReportPage() {
  const { review } = useLoaderData<typeof loader>();
  return <ReviewPage review={review} />;
}
