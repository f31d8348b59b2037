import { useRevalidator } from '@remix-run/react';
import { Download, File, FileArchive, FileImage, FileSpreadsheet, FileText, Lock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { FileView } from '../../protocol/views';
import { useHint } from '../ui/hint';
import { Timestamp } from '../ui/timestamp';
import styles from './file-row.module.css';

/** One file: what it is, how large, when this user last downloaded it, and the way to download it or why there is none (A15, A16). */
export function FileRow({ file }: { readonly file: FileView }) {
  const { t } = useTranslation('publications');
  const format = useFormat();
  const onDownload = useDownloadTime(file.downloadedAt);
  const Icon = icons[kindOf(file.name)];
  const facts = (
    <>
      <Icon className={styles.icon} aria-hidden="true" />
      <span className={styles.name}>{file.name}</span>
      <span className={styles.size}>{format.fileSize(file.sizeBytes)}</span>
    </>
  );
  if (!file.downloadable) {
    return (
      <li className={styles.file}>
        <span className={styles.facts}>{facts}</span>
        <OnlyOrganisations />
      </li>
    );
  }
  return (
    <li className={styles.file}>
      <a href={`/lk/files/${file.id}`} download className={styles.facts} onClick={onDownload}>
        <span className="visually-hidden">{t('storage.download')} </span>
        {facts}
      </a>
      {file.downloadedAt === null ? null : (
        <span className={styles.downloaded}>
          <Timestamp at={file.downloadedAt}>
            {t('storage.downloaded', { at: format.dateTimeShort(file.downloadedAt) })}
          </Timestamp>
        </span>
      )}
      <Download className={styles.download} aria-hidden="true" />
    </li>
  );
}

function OnlyOrganisations() {
  const { t } = useTranslation('publications');
  const { target, bubble, toggle } = useHint(t('storage.onlyOrganisationsHint'));
  return (
    <>
      <button type="button" className={styles.locked} {...target} onClick={toggle}>
        <Lock aria-hidden="true" />
        {t('storage.onlyOrganisations')}
      </button>
      {bubble}
    </>
  );
}

const checkDelaysMs = [700, 2_000, 5_000, 15_000];

/** The browser does not say when a download has begun, so after a press the page asks the server a few times. */
function useDownloadTime(downloadedAt: string | null): () => void {
  const { revalidate } = useRevalidator();
  const [pressed, setPressed] = useState<{ readonly before: string | null; readonly press: number } | null>(
    null,
  );
  const current = useRef(downloadedAt);
  useEffect(() => {
    current.current = downloadedAt;
  });
  useEffect(() => {
    if (pressed === null) return;
    const timers = checkDelaysMs.map((delayMs) =>
      setTimeout(() => {
        if (current.current === pressed.before) revalidate();
      }, delayMs),
    );
    return () => timers.forEach(clearTimeout);
  }, [pressed, revalidate]);
  return () => setPressed((last) => ({ before: downloadedAt, press: (last?.press ?? 0) + 1 }));
}

const icons = {
  table: FileSpreadsheet,
  archive: FileArchive,
  image: FileImage,
  text: FileText,
  other: File,
} as const;

const kinds: Readonly<Record<Exclude<keyof typeof icons, 'other'>, readonly string[]>> = {
  table: ['xls', 'xlsx', 'ods', 'csv'],
  archive: ['zip', 'rar', '7z'],
  image: ['png', 'jpg', 'jpeg', 'gif', 'svg', 'webp'],
  text: ['pdf', 'doc', 'docx', 'odt', 'rtf', 'txt'],
};

function kindOf(name: string): keyof typeof icons {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const known = (['table', 'archive', 'image', 'text'] as const).find((kind) =>
    kinds[kind].includes(extension),
  );
  return known ?? 'other';
}
