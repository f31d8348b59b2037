import type { LoaderFunctionArgs } from '@remix-run/node';
import { Outlet, useLoaderData } from '@remix-run/react';
import { can } from '~/auth/permissions';
import { GuestHeader } from '~/components/layout/guest-header';
import { Header } from '~/components/layout/header';
import { UploadsProvider } from '~/components/uploads/uploads';
import { useAutoRefresh } from '~/components/hooks/use-auto-refresh';
import { useLive } from '~/components/hooks/use-live';
import { listSections } from '~/services/list-sections.server';
import { countUnread } from '~/services/notifications/count-unread.server';
import { isPublicPath } from '../publications/public-publication';
import { pageScope, whoAsks } from '../request.server';

export async function loader(args: LoaderFunctionArgs) {
  const { viewer: known } = await whoAsks(args);
  if (known === null && isPublicPath(new URL(args.request.url).pathname)) return null;
  const { em, viewer } = await pageScope(args);
  const [sections, unread] = await Promise.all([listSections(em), countUnread(em, viewer)]);
  const { login, displayName, role, theme, locale, orgUnit } = viewer;
  return {
    viewer: {
      login,
      displayName,
      role,
      theme,
      locale,
      organisation: orgUnit.title,
      hasTokens: can(viewer, 'token.manage'),
    },
    sections,
    unread,
  };
}

/** Where the server tells of news, the page asks rarely, for what was missed. */
const refreshMs = { alone: 30_000, told: 300_000 };

/** The frame of the cabinet: its header, and a page below. */
export default function CabinetLayout() {
  const data = useLoaderData<typeof loader>();
  const told = useLive(data !== null);
  useAutoRefresh(told ? refreshMs.told : refreshMs.alone, data !== null);
  return (
    <>
      {data === null ? <GuestHeader /> : <Header {...data} />}
      {data?.viewer.role === 'federal' ? (
        <UploadsProvider>
          <Outlet />
        </UploadsProvider>
      ) : (
        <Outlet />
      )}
    </>
  );
}
