import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Guide } from '~/components/api-guide/guide';
import { Page } from '~/components/layout/page';
import { useTokenTexts } from '~/components/tokens/use-token-texts';
import { describeApi } from '~/services/api/describe-api.server';
import { titleOfData } from '../document-title';
import { pageScope, textsOf } from '../request.server';

export const meta = titleOfData;

/** How programs read the data. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer } = await pageScope(args);
  const guide = describeApi(viewer);
  if (guide === null) throw new Response(null, { status: 404 });
  const texts = await textsOf(args, 'common');
  return {
    guide,
    origin: new URL(args.request.url).origin,
    documentTitle: `${texts('header.programs')} – ${texts('product')}`,
  };
}

export default function GuidePage() {
  const { guide, origin } = useLoaderData<typeof loader>();
  const t = useTokenTexts();
  return (
    <Page title={t('guide.title')} back={{ to: '/lk/tokens', label: t('title') }}>
      <Guide guide={guide} origin={origin} />
    </Page>
  );
}
