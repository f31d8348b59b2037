import { Copy, Download, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { PhoneList } from '../../protocol/phone-list';
import { Button } from '../ui/button';
import { DataTable } from '../ui/data-table';
import { DownloadLink } from '../ui/download-link';
import { EmptyState } from '../ui/empty-state';
import { Notice } from '../ui/notice';
import { ContactLines } from './contact-lines';
import styles from './phone-list.module.css';
import { toTabs } from './phone-list-text';
import { ParticipantStatus } from './status';

/** Those to be phoned with their contacts; an empty column is for what they said, on paper. */
export function PhoneListView({
  list,
  search,
}: {
  readonly list: PhoneList;
  /** The query of the page's address. */
  readonly search: string;
}) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  const { collection, rows, total, isSelection } = list;
  if (rows.length === 0) {
    return <EmptyState title={t('phoneList.none.title')} text={t('phoneList.none.text')} />;
  }
  return (
    <>
      <p className={styles.about}>
        {collection.title}
        <span>
          {t(isSelection ? 'phoneList.chosen' : 'phoneList.found', {
            count: total,
            figure: format.integer(total),
          })}
        </span>
      </p>
      {total > rows.length ? (
        <Notice tone="info">
          <p>{t('phoneList.more', { shown: format.integer(rows.length), total: format.integer(total) })}</p>
        </Notice>
      ) : null}
      <div className={styles.actions} data-print="hide">
        <CopyTable table={list.table} />
        <DownloadLink
          href={`/lk/collections/${collection.id}/phone-list/file${search}`}
          icon={<Download aria-hidden="true" />}
        >
          {t('phoneList.file')}
        </DownloadLink>
        <Button icon={<Printer aria-hidden="true" />} onClick={() => window.print()}>
          {t('phoneList.print')}
        </Button>
      </div>
      <Rows rows={rows} />
    </>
  );
}

function Rows({ rows }: Pick<PhoneList, 'rows'>) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  return (
    <DataTable className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('participants.columns.organisation')}</th>
          <th scope="col">{t('participants.extra.contact')}</th>
          <th scope="col">{t('participants.columns.status')}</th>
          <th scope="col">{t('participants.columns.errorsLeft')}</th>
          <th scope="col">{t('participants.columns.lastActivity')}</th>
          <th scope="col" className={styles.said}>
            {t('phoneList.said')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.login}>
            <th scope="row" className={styles.who}>
              {row.organisation}
              <span>
                {[row.login, row.municipality, row.region].filter((part) => part !== '').join(' · ')}
              </span>
            </th>
            <td>
              <ContactLines contact={row.contact} />
            </td>
            <td>
              <ParticipantStatus status={row.status} />
            </td>
            <td data-label={t('participants.columns.errorsLeft')}>
              {row.errorsLeft === null ? '' : format.integer(row.errorsLeft)}
            </td>
            <td data-label={t('participants.columns.lastActivity')}>
              {row.lastActivity === null ? '' : format.dateTimeShort(row.lastActivity)}
            </td>
            <td className={styles.said} />
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function CopyTable({ table }: Pick<PhoneList, 'table'>) {
  const { t } = useTranslation('monitoring');
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  const copy = () => {
    if (!('clipboard' in navigator)) return setOutcome('failed');
    navigator.clipboard.writeText(toTabs(table)).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  };
  return (
    <>
      <Button variant="primary" icon={<Copy aria-hidden="true" />} onClick={copy}>
        {t('phoneList.copy')}
      </Button>
      <span role="status" className={styles.outcome}>
        {outcome === null ? '' : t(`phoneList.${outcome}`)}
      </span>
    </>
  );
}
