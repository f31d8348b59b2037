import { Link, useLocation } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileView, StorageBlockView } from '../../protocol/views';
import { TextField } from '../ui/field';
import { Pagination } from '../ui/pagination';
import { isUnfolded, withUnfolded } from './address';
import { FileRow } from './file-row';
import styles from './storage-block.module.css';

/** So many files are shown of a folded storage; a storage without more has nothing to unfold. */
const foldedFiles = 5;
const filesOnPage = 20;

/** «Хранилище файлов»: a list of files; unfolded, with a search by name and pages (A15–A17). */
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
  const unfolded = isUnfolded(params, 'files', block.id);
  const { files } = block;
  const Heading = `h${headingLevel}` as const;
  return (
    <section className={styles.storage} aria-labelledby={headingId}>
      {block.title === '' ? null : <p className={styles.kind}>{t('storage.title')}</p>}
      <div className={styles.head}>
        <Heading id={headingId} className={styles.title}>
          {block.title === '' ? t('storage.title') : block.title}
        </Heading>
        <span className={styles.number}>{t('storage.files', { count: files.length })}</span>
        {files.length > foldedFiles ? (
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
      {unfolded ? <AllFiles files={files} /> : <FileList files={files.slice(0, foldedFiles)} />}
    </section>
  );
}

function AllFiles({ files }: { readonly files: readonly FileView[] }) {
  const { t } = useTranslation('publications');
  const [text, setText] = useState('');
  const [wantedPage, setPage] = useState(1);
  const sought = text.trim().toLocaleLowerCase();
  const found = files.filter(({ name }) => name.toLocaleLowerCase().includes(sought));
  const page = Math.min(wantedPage, Math.max(1, Math.ceil(found.length / filesOnPage)));
  return (
    <>
      <TextField
        label={t('storage.search')}
        hidesLabel
        type="search"
        placeholder={t('storage.search')}
        leading={<Search aria-hidden="true" />}
        className={styles.search}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPage(1);
        }}
      />
      {found.length === 0 && sought !== '' ? (
        <p className={styles.none} role="status">
          {t('storage.notFound', { text: text.trim() })}
        </p>
      ) : (
        <FileList files={found.slice((page - 1) * filesOnPage, page * filesOnPage)} />
      )}
      <Pagination page={page} pageSize={filesOnPage} total={found.length} to={{ onPage: setPage }} />
    </>
  );
}

function FileList({ files }: { readonly files: readonly FileView[] }) {
  const { t } = useTranslation('publications');
  if (files.length === 0) return <p className={styles.none}>{t('storage.empty')}</p>;
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <FileRow key={file.id} file={file} />
      ))}
    </ul>
  );
}
