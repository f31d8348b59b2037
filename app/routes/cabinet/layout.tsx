import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { GuestHeader } from '~/components/layout/guest-header';
import { Header } from '~/components/layout/header';
import { useAutoRefresh } from '~/components/hooks/use-auto-refresh';
import { listSections } from '~/services/list-sections.server';
import { countUnread } from '~/services/count-unread.server';
import { isPublicPath } from '../publications/public-publication';
import { pageScope, whoAsks } from '../request.server';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer: known } = await whoAsks(args);
  if (known === null && isPublicPath(new URL(args.request.url).pathname)) return null;
  const { em, viewer } = await pageScope(args);
  const [sections, unread] = await Promise.all([listSections(em), countUnread(em, viewer)]);
  const { login, displayName, role, theme, locale, orgUnit } = viewer;
  return {
    viewer: { login, displayName, role, theme, locale, organisation: orgUnit.title },
    sections,
    unread,
  };
}

const refreshMs = 30_000;

/** The frame of the cabinet: its header, and a page below. */
export default function CabinetLayout() {
  const data = useLoaderData<typeof loader>();
  useAutoRefresh(refreshMs, data !== null);
  return (
    <>
      {data === null ? <GuestHeader /> : <Header {...data} />}
      <Outlet />
    </>
  );
}
