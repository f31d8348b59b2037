import { Outlet, useRouteLoaderData } from '@remix-run/react';
import { ProblemPage } from '~/components/layout/problem-page';
import type { loader as rootLoader } from '~/root';

export default function Boundary() {
  return <Outlet />;
}

/** Under the header, so that the way to everything else stays open. */
export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof rootLoader>('root');
  return <ProblemPage requestId={data?.requestId} />;
}
