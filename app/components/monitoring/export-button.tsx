import { FileSpreadsheet } from 'lucide-react';
import { useFetcher } from '@remix-run/react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHydrated } from '../hooks/use-hydrated';
import { Button, ButtonLink } from '../ui/button';
import { Dialog } from '../ui/dialog';
import styles from './export-button.module.css';
import { ExportChoice } from './export-choice';
import { ExportWindow } from './export-window';

/** What the server answers to a started export. */
export interface ExportStarted {
  readonly number: number;
}

export interface ExportButtonProps {
  readonly collectionId: string;
  /** Of the form. */
  readonly title: string;
  /** Ids of the submissions that are wanted; everybody's in the own territory unless told. */
  readonly submissions?: readonly string[];
}

/**
 * «Экспорт результатов»: starts a report and opens the window that waits for it; beside it the way to other formats. Before
 * scripts arrive the first leads to the notifications, the second to a page.
 */
export function ExportButton({ collectionId, title, submissions }: ExportButtonProps) {
  const { t } = useTranslation('publications');
  const fetcher = useFetcher<ExportStarted>();
  const [shown, setShown] = useState<'nothing' | 'choice' | 'window'>('nothing');
  const scripted = useHydrated();
  const formId = useId();
  const action = `/lk/collections/${collectionId}/export`;
  const waiting = fetcher.state !== 'idle';
  const close = () => setShown('nothing');
  const hidden = (
    <>
      {scripted ? <input type="hidden" name="window" value="1" /> : null}
      {submissions ? <input type="hidden" name="submissions" value={submissions.join(' ')} /> : null}
    </>
  );
  return (
    <div className={styles.export}>
      <fetcher.Form method="post" action={action} onSubmit={() => setShown('window')}>
        {hidden}
        <Button type="submit" icon={<FileSpreadsheet aria-hidden="true" />}>
          {t('collection.export')}
        </Button>
      </fetcher.Form>
      <ButtonLink
        to={action}
        variant="quiet"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          setShown('choice');
        }}
      >
        {t('collection.otherFormats')}
      </ButtonLink>
      {shown === 'choice' ? (
        <Dialog
          title={title}
          onClosed={close}
          footer={
            <Button type="submit" form={formId} variant="primary">
              {t('collection.startExport')}
            </Button>
          }
        >
          <fetcher.Form id={formId} method="post" action={action} onSubmit={() => setShown('window')}>
            {hidden}
            <ExportChoice />
          </fetcher.Form>
        </Dialog>
      ) : null}
      {shown === 'window' ? (
        <ExportWindow
          title={title}
          number={waiting ? null : (fetcher.data?.number ?? null)}
          failedToStart={!waiting && fetcher.data === undefined}
          onClosed={close}
        />
      ) : null}
    </div>
  );
}
