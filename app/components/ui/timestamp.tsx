import type { ReactNode } from 'react';

/** Words for an instant, with the instant itself for machines. */
export function Timestamp({ at, children }: { readonly at: string; readonly children: ReactNode }) {
  return <time dateTime={at}>{children}</time>;
}
