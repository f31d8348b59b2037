import { FileSpreadsheet, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { DownloadsPage, DownloadsQuery } from '../../protocol/views';
import { ReportButton } from '../monitoring/report-button';
import { DataTable } from '../ui/data-table';
import { EmptyState } from '../ui/empty-state';
import { Pagination } from '../ui/pagination';
import { Timestamp } from '../ui/timestamp';
import { writeQuery } from './address';
import styles from './downloads.module.css';
import { ListFilter } from './list-filter';

/** Who of the viewer's organisations has downloaded a file and when, and who has not (A18). */
export function Downloads({
  page,
  query,
  showsRegion,
}: {
  readonly page: DownloadsPage;
  readonly query: DownloadsQuery;
  readonly showsRegion: boolean;
}) {
  const { t } = useTranslation(['downloads', 'common']);
  const { counts, file } = page;
  const numbers = {
    all: counts.total,
    downloaded: counts.downloaded,
    waiting: counts.total - counts.downloaded,
  };
  const choices = (['all', 'downloaded', 'waiting'] as const).map((state) => ({
    key: state,
    label: t(state),
    count: numbers[state],
    to: writeQuery({ ...query, state, page: 1 }),
    current: query.state === state,
  }));
  return (
    <section className={styles.page}>
      <div className={styles.head}>
        <h2 className={styles.title}>{file.name}</h2>
        {counts.total === 0 ? null : (
          <ReportButton
            action={`/lk/storages/${file.blockId}/report`}
            title={t('reportTitle', { name: file.name })}
            icon={<FileSpreadsheet aria-hidden="true" />}
            fields={{ file: file.id }}
          >
            {t('report')}
          </ReportButton>
        )}
      </div>
      {counts.total === 0 ? (
        <EmptyState title={t('nobody.title')} text={t('nobody.text')} icon={<Users aria-hidden="true" />} />
      ) : (
        <>
          <ListFilter
            search={query.search}
            label={t('search')}
            keeps={query.state === 'all' ? {} : { state: query.state }}
            choicesLabel={t('state')}
            choices={choices}
          />
          <p className={styles.time}>{t('common:moscowTime')}</p>
          {page.rows.length === 0 ? (
            <EmptyState title={t('none.title')} text={t('none.text')} />
          ) : (
            <Table rows={page.rows} showsRegion={showsRegion} />
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

function Table({
  rows,
  showsRegion,
}: {
  readonly rows: DownloadsPage['rows'];
  readonly showsRegion: boolean;
}) {
  const { t } = useTranslation('downloads');
  const format = useFormat();
  return (
    <DataTable>
      <thead>
        <tr>
          {(['login', 'organisation', 'firstAt', 'lastAt', 'times'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.login}>
            <th scope="row">{row.login}</th>
            <td>
              {row.organisation}
              <span className={styles.place}>
                {showsRegion ? `${row.region}, ${row.municipality}` : row.municipality}
              </span>
            </td>
            {row.firstAt === null || row.lastAt === null ? (
              <td colSpan={3} className={styles.waiting}>
                {t('notYet')}
              </td>
            ) : (
              <>
                <td data-label={t('columns.firstAt')} className={styles.instant}>
                  <Timestamp at={row.firstAt}>{format.dateTimeShort(row.firstAt)}</Timestamp>
                </td>
                <td data-label={t('columns.lastAt')} className={styles.instant}>
                  <Timestamp at={row.lastAt}>{format.dateTimeShort(row.lastAt)}</Timestamp>
                </td>
                <td data-label={t('columns.times')}>{format.integer(row.times)}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}
