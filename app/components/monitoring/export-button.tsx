import { useFetcher } from '@remix-run/react';
import { FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHydrated } from '../hooks/use-hydrated';
import { Button } from '../ui/button';
import { ExportWindow } from './export-window';

/** What the server answers to a started export. */
export interface ExportStarted {
  readonly number: number;
}

/** «Экспорт результатов»: starts a report and opens the window that waits for it. Before scripts arrive it leads to the notifications. */
export function ExportButton({
  collectionId,
  title,
}: {
  readonly collectionId: string;
  readonly title: string;
}) {
  const { t } = useTranslation('publications');
  const fetcher = useFetcher<ExportStarted>();
  const [open, setOpen] = useState(false);
  const scripted = useHydrated();
  const waiting = fetcher.state !== 'idle';
  return (
    <>
      <fetcher.Form
        method="post"
        action={`/lk/collections/${collectionId}/export`}
        onSubmit={() => setOpen(true)}
      >
        {scripted ? <input type="hidden" name="window" value="1" /> : null}
        <Button type="submit" icon={<FileSpreadsheet aria-hidden="true" />}>
          {t('collection.export')}
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
