import { Form, Link, useLocation, useSubmit } from '@remix-run/react';
import { FileSpreadsheet, FileUp, Search } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { StorageBlockView } from '../../protocol/views';
import { ReportButton } from '../monitoring/report-button';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { onDemand } from '../ui/on-demand';
import { Pagination } from '../ui/pagination';
import { withStorageQuery, withUnfolded } from './address';
import { FileRow } from './file-row';
import styles from './storage-block.module.css';

/** «Хранилище файлов»: a list of files; unfolded, with a search by name and pages (A15–A17). Organizers put files in here. */
export function StorageBlock({
  block,
  headingLevel,
}: {
  readonly block: StorageBlockView;
  readonly headingLevel: 2 | 3;
}) {
  const { t } = useTranslation('publications');
  const { search } = useLocation();
  const headingId = useId();
  const params = new URLSearchParams(search);
  const { unfolded, total, pageSize } = block;
  const title = block.title === '' ? t('storage.title') : block.title;
  const Heading = `h${headingLevel}` as const;
  return (
    <section className={styles.storage} aria-labelledby={headingId}>
      {block.title === '' ? null : <p className={styles.kind}>{t('storage.title')}</p>}
      <div className={styles.head}>
        <Heading id={headingId} className={styles.title}>
          {title}
        </Heading>
        <span className={styles.number}>{t('storage.files', { count: total })}</span>
        {unfolded || total > pageSize ? (
          <Link
            to={{ search: withUnfolded(params, 'files', [block.id], !unfolded) }}
            replace
            preventScrollReset
            className={styles.unfold}
            aria-expanded={unfolded}
          >
            {t(unfolded ? 'storage.close' : 'storage.open')}
          </Link>
        ) : null}
      </div>
      {block.managed ? <StorageTools block={block} /> : null}
      {unfolded ? <SearchForm block={block} /> : null}
      <FileList block={block} />
      {unfolded ? (
        <Pagination
          page={block.page}
          pageSize={pageSize}
          total={block.matching}
          to={(page) => withStorageQuery(params, block.id, { text: block.search, page })}
        />
      ) : null}
      {block.counted && total > 0 ? (
        <div className={styles.report} data-print="hide">
          <ReportButton
            action={`/lk/storages/${block.id}/report`}
            title={t('storage.reportTitle', { title })}
            icon={<FileSpreadsheet aria-hidden="true" />}
            variant="quiet"
          >
            {t('storage.report')}
          </ReportButton>
        </div>
      ) : null}
    </section>
  );
}

/** Until the tools are there, and where no scripts run: a plain form for a small file. */
const StorageTools = onDemand(async () => (await import('./manage/storage-tools')).StorageTools, PlainTools);

function PlainTools({ block }: { readonly block: StorageBlockView }) {
  const { t } = useTranslation('publications');
  const { pathname, search } = useLocation();
  return (
    <form
      method="post"
      encType="multipart/form-data"
      action={`/lk/storages/${block.id}/files`}
      className={styles.plain}
      data-print="hide"
    >
      <input type="hidden" name="returnTo" value={pathname + search} />
      <label>
        <span className={styles.number}>{t('storage.choosePlain')} </span>
        <input type="file" name="file" required />
      </label>
      <Button type="submit" icon={<FileUp aria-hidden="true" />}>
        {t('storage.addPlain')}
      </Button>
    </form>
  );
}

const typingPauseMs = 350;

function SearchForm({ block }: { readonly block: StorageBlockView }) {
  const { t } = useTranslation(['publications', 'common']);
  const { search } = useLocation();
  const submit = useSubmit();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const name = `q-${block.id}`;
  const others = [...new URLSearchParams(search)].filter(
    ([key]) => key !== name && key !== `page-${block.id}`,
  );
  return (
    <Form role="search" className={styles.search} replace preventScrollReset>
      {others.map(([key, value]) => (
        <input key={`${key} ${value}`} type="hidden" name={key} value={value} />
      ))}
      <TextField
        name={name}
        label={t('storage.search')}
        hidesLabel
        type="search"
        placeholder={t('storage.search')}
        leading={<Search aria-hidden="true" />}
        className={styles.text}
        defaultValue={block.search}
        onChange={(event) => {
          const { form } = event.currentTarget;
          clearTimeout(timer.current);
          timer.current = setTimeout(
            () => submit(form, { replace: true, preventScrollReset: true }),
            typingPauseMs,
          );
        }}
      />
      <Button type="submit">{t('common:find')}</Button>
      <p className="visually-hidden" role="status">
        {block.search === '' ? '' : t('storage.found', { count: block.matching })}
      </p>
    </Form>
  );
}

function FileList({ block }: { readonly block: StorageBlockView }) {
  const { t } = useTranslation('publications');
  if (block.files.length === 0) {
    return (
      <p className={styles.none} role="status">
        {block.search === '' ? t('storage.empty') : t('storage.notFound', { text: block.search })}
      </p>
    );
  }
  return (
    <ul className={styles.files}>
      {block.files.map((file) => (
        <FileRow key={file.id} file={file} blockId={block.id} />
      ))}
    </ul>
  );
}
