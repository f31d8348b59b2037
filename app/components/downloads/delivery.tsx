import { Form } from '@remix-run/react';
import { Download, FileArchive, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { DeliveryEntryView, DeliveryPage } from '../../protocol/views';
import { Button } from '../ui/button';
import { DataTable } from '../ui/data-table';
import { Dialog } from '../ui/dialog';
import { DownloadLink } from '../ui/download-link';
import { EmptyState } from '../ui/empty-state';
import { Notice } from '../ui/notice';
import { Pagination } from '../ui/pagination';
import { ProgressBar } from '../ui/progress-bar';
import { type EntryQuery, outcomes, writeQuery } from './address';
import styles from './downloads.module.css';
import { ListFilter } from './list-filter';

/** How far a delivery is and what became of each file: what matched nobody stands first. */
export function Delivery({ page, query }: { readonly page: DeliveryPage; readonly query: EntryQuery }) {
  const { t } = useTranslation('downloads');
  const { delivery, counts } = page;
  const all = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const choices = [
    { key: 'all', outcome: null, label: t('delivery.all'), count: all },
    ...outcomes.map((outcome) => ({
      key: outcome,
      outcome,
      label: t(`delivery.outcomes.${outcome}`),
      count: counts[outcome],
    })),
  ].map(({ outcome, ...choice }) => ({
    ...choice,
    to: writeQuery({ ...query, outcome, page: 1 }),
    current: query.outcome === outcome,
  }));
  return (
    <section className={styles.page}>
      <State page={page} />
      <div className={styles.actions} data-print="hide">
        {all === 0 ? null : (
          <DownloadLink href={`/lk/deliveries/${delivery.id}/entries`} icon={<Download aria-hidden="true" />}>
            {t('delivery.csv')}
          </DownloadLink>
        )}
        {delivery.withdrawn ? null : <Withdraw page={page} />}
      </div>
      {all === 0 && delivery.status === 'done' ? (
        <EmptyState
          title={t('delivery.empty.title')}
          text={t('delivery.empty.text')}
          icon={<FileArchive aria-hidden="true" />}
        />
      ) : null}
      {all === 0 ? null : (
        <>
          <ListFilter
            search={query.search}
            label={t('delivery.search')}
            keeps={query.outcome === null ? {} : { outcome: query.outcome }}
            choicesLabel={t('delivery.filter')}
            choices={choices.filter(({ count, key }) => count > 0 || key === 'all')}
          />
          {page.entries.length === 0 ? (
            <EmptyState title={t('delivery.none.title')} text={t('delivery.none.text')} />
          ) : (
            <Entries entries={page.entries} />
          )}
          <Pagination
            page={page.page}
            pageSize={page.pageSize}
            total={page.matching}
            to={(number) => writeQuery({ ...query, page: number })}
          />
        </>
      )}
    </section>
  );
}

function State({ page }: { readonly page: DeliveryPage }) {
  const { t } = useTranslation('downloads');
  const format = useFormat();
  const { status, withdrawn, done, total, failure, finishedAt } = page.delivery;
  if (withdrawn) return <Notice tone="warning">{t('delivery.withdrawn')}</Notice>;
  if (status === 'failed') {
    const known = failure === 'too_many_files' ? failure : 'not_zip';
    return (
      <Notice tone="error" title={t('delivery.failed')}>
        <p>{t(`delivery.failure.${known}`)}</p>
      </Notice>
    );
  }
  if (status === 'done') {
    return (
      <Notice tone="done">
        {t('delivery.done', { at: finishedAt === null ? '' : format.dateTimeMoscow(finishedAt) })}
      </Notice>
    );
  }
  const words = t(status === 'queued' ? 'delivery.queued' : 'delivery.running');
  return (
    <div className={styles.progress}>
      <p role="status">{words}</p>
      <ProgressBar label={words} done={done} total={total} />
      <p>
        {total === 0
          ? ''
          : t('delivery.progress', { done: format.integer(done), total: format.integer(total) })}
      </p>
    </div>
  );
}

/** What will be lost is named before it is. */
function Withdraw({ page }: { readonly page: DeliveryPage }) {
  const { t } = useTranslation(['downloads', 'common']);
  const [isAsked, setAsked] = useState(false);
  const count = page.counts.delivered + page.counts.replaced;
  return (
    <>
      <Button icon={<Undo2 aria-hidden="true" />} onClick={() => setAsked(true)}>
        {t('delivery.withdraw')}
      </Button>
      {isAsked ? (
        <Dialog
          title={t('delivery.withdrawQuestion', { name: page.delivery.name })}
          size="small"
          onClosed={() => setAsked(false)}
        >
          <Form method="post" className={styles.question} onSubmit={() => setAsked(false)}>
            <p>{t('delivery.withdrawText', { count })}</p>
            <div className={styles.actions}>
              <Button onClick={() => setAsked(false)}>{t('common:cancel')}</Button>
              <Button type="submit" variant="danger">
                {t('delivery.withdraw')}
              </Button>
            </div>
          </Form>
        </Dialog>
      ) : null}
    </>
  );
}

const reasons = [
  'path',
  'type',
  'empty',
  'too_large',
  'too_much',
  'bomb',
  'encrypted',
  'method',
  'damaged',
] as const;

function Entries({ entries }: { readonly entries: readonly DeliveryEntryView[] }) {
  const { t } = useTranslation('downloads');
  const format = useFormat();
  const why = ({ outcome, reason }: DeliveryEntryView): string => {
    const known = reasons.find((candidate) => candidate === reason);
    if (known !== undefined) return t(`delivery.reason.${known}`);
    return outcome === 'unmatched' || outcome === 'not_addressed' ? t(`delivery.explain.${outcome}`) : '';
  };
  return (
    <DataTable>
      <thead>
        <tr>
          {(['path', 'login', 'outcome', 'size'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`delivery.columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.position}>
            <th scope="row" className={styles.path}>
              {entry.path}
            </th>
            <td data-label={t('delivery.columns.login')}>{entry.login ?? '—'}</td>
            <td>
              {t(`delivery.outcome.${entry.outcome}`)}
              {why(entry) === '' ? null : <span className={styles.place}>{why(entry)}</span>}
            </td>
            <td className={styles.instant}>{format.fileSize(entry.sizeBytes)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
