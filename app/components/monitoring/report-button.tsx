import { useFetcher } from '@remix-run/react';
import { type ReactNode, useState } from 'react';
import { useHydrated } from '../hooks/use-hydrated';
import { Button, type ButtonVariant } from '../ui/button';
import { ExportWindow } from './export-window';

/** What the server answers to a report that was asked for. */
export interface ReportStarted {
  readonly number: number;
}

/** Starts a report and opens the window that waits for it (A18, A43). Before scripts arrive it leads to the notifications. */
export function ReportButton({
  action,
  title,
  icon,
  variant = 'secondary',
  fields = {},
  children,
}: {
  readonly action: string;
  /** Of the window. */
  readonly title: string;
  readonly icon: ReactNode;
  readonly variant?: ButtonVariant;
  /** Sent along. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}) {
  const fetcher = useFetcher<ReportStarted>();
  const [open, setOpen] = useState(false);
  const scripted = useHydrated();
  const waiting = fetcher.state !== 'idle';
  return (
    <>
      <fetcher.Form method="post" action={action} onSubmit={() => setOpen(true)}>
        {scripted ? <input type="hidden" name="window" value="1" /> : null}
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" variant={variant} icon={icon}>
          {children}
        </Button>
      </fetcher.Form>
      {open ? (
        <ExportWindow
          title={title}
          number={waiting ? null : (fetcher.data?.number ?? null)}
          failedToStart={!waiting && fetcher.data === undefined}
          onClosed={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
