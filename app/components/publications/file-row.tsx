import { Link, useRevalidator } from '@remix-run/react';
import {
  Download,
  Eye,
  File,
  FileArchive,
  FileImage,
  FileSpreadsheet,
  FileText,
  Lock,
  RefreshCw,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { FileView } from '../../protocol/views';
import { useHint } from '../ui/hint';
import { onDemand } from '../ui/on-demand';
import { Timestamp } from '../ui/timestamp';
import styles from './file-row.module.css';

/** One file: what it is, how large, when this user last downloaded it, and the way to download it or why there is none (A15, A16). */
export function FileRow({ file, blockId }: { readonly file: FileView; readonly blockId: string }) {
  const format = useFormat();
  const Icon = icons[kindOf(file.name)];
  const isRemoved = file.managed?.removedAt != null;
  return (
    <li className={styles.file} data-removed={isRemoved || undefined}>
      <Facts file={file}>
        <Icon className={styles.icon} aria-hidden="true" />
        <span className={styles.name}>{file.name}</span>
        <span className={styles.size}>{format.fileSize(file.sizeBytes)}</span>
      </Facts>
      {file.downloadable || isRemoved ? null : <OnlyOrganisations />}
      {file.recipients === null || isRemoved ? null : <Recipients file={file} counts={file.recipients} />}
      {file.downloadedAt === null ? null : <Downloaded file={file} at={file.downloadedAt} />}
      {file.shown && !isRemoved ? <View file={file} /> : null}
      {file.managed ? <ManagedFile file={file} blockId={blockId} managed={file.managed} /> : null}
      {file.downloadable ? <Download className={styles.download} aria-hidden="true" /> : null}
    </li>
  );
}

/** Its name is the link, and with it the whole line. */
function Facts({ file, children }: { readonly file: FileView; readonly children: ReactNode }) {
  const { t } = useTranslation('publications');
  const onDownload = useDownloadTime(file.downloadedAt);
  if (!file.downloadable) return <span className={styles.facts}>{children}</span>;
  return (
    <a href={`/lk/files/${file.id}`} download className={styles.facts} onClick={onDownload}>
      <span className="visually-hidden">{t('storage.download')} </span>
      {children}
    </a>
  );
}

function Downloaded({ file, at }: { readonly file: FileView; readonly at: string }) {
  const { t } = useTranslation('publications');
  const format = useFormat();
  const isChanged = Date.parse(file.uploadedAt) > Date.parse(at);
  return (
    <span className={styles.downloaded}>
      <Timestamp at={at}>{t('storage.downloaded', { at: format.dateTimeShort(at) })}</Timestamp>
      {isChanged ? (
        <span className={styles.changed}>
          <RefreshCw aria-hidden="true" />
          {t('storage.updated', { at: format.dateTimeShort(file.uploadedAt) })}
        </span>
      ) : null}
    </span>
  );
}

/** How many organisations have it, and the way to see which (A18). */
function Recipients({
  file,
  counts,
}: {
  readonly file: FileView;
  readonly counts: NonNullable<FileView['recipients']>;
}) {
  const { t } = useTranslation('publications');
  const format = useFormat();
  return (
    <Link
      to={`/lk/files/${file.id}/downloads`}
      className={styles.recipients}
      title={t('storage.recipientsHint', { name: file.name })}
    >
      {t('storage.recipients', {
        downloaded: format.integer(counts.downloaded),
        total: format.integer(counts.total),
      })}
    </Link>
  );
}

/** Shown by the browser instead of saved (A14). */
function View({ file }: { readonly file: FileView }) {
  const { t } = useTranslation('publications');
  const onDownload = useDownloadTime(file.downloadedAt);
  return (
    <a
      href={`/lk/files/${file.id}?view`}
      target="_blank"
      rel="noopener noreferrer"
      className={styles.view}
      title={t('storage.view', { name: file.name })}
      aria-label={t('storage.view', { name: file.name })}
      onClick={onDownload}
    >
      <Eye aria-hidden="true" />
    </a>
  );
}

/** For organizers only, and so is its script. */
const ManagedFile = onDemand(async () => (await import('./manage/managed-file')).ManagedFile);

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
