import { Link } from '@remix-run/react';
import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, Pause, Play, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../../i18n/use-format';
import { useFilesTexts } from '../publications/manage/use-files-texts';
import { Button } from '../ui/button';
import { IconButton } from '../ui/icon-button';
import { ProgressBar } from '../ui/progress-bar';
import type { UploadItem, UploadManager } from './upload-manager';
import styles from './upload-tray.module.css';

const isEnded = ({ state }: UploadItem): boolean => state === 'done' || state === 'refused';

/** The uploads of the cabinet: how far each is, what stopped it, and the ways to pause, go on and give up. */
export function UploadTray({
  items,
  manager,
}: {
  readonly items: readonly UploadItem[];
  readonly manager: UploadManager;
}) {
  const t = useFilesTexts();
  const [isFolded, setFolded] = useState(false);
  const done = items.filter(({ state }) => state === 'done').length;
  return (
    <>
      {/* What stands at the end of a page can be scrolled out from under the window. */}
      <div className={isFolded ? styles.foldedRoom : styles.room} data-print="hide" />
      <section className={styles.tray} aria-label={t('tray.title')} data-print="hide">
        <header className={styles.head}>
          <h2 className={styles.title}>{t('tray.title')}</h2>
          <p role="status" className={styles.summary}>
            {t('tray.summary', { done, total: items.length })}
          </p>
          <IconButton
            label={t(isFolded ? 'tray.unfold' : 'tray.fold')}
            aria-expanded={!isFolded}
            icon={isFolded ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
            onClick={() => setFolded(!isFolded)}
          />
        </header>
        {isFolded ? null : (
          <>
            <ul className={styles.list}>
              {items.map((item) => (
                <Upload key={item.id} item={item} manager={manager} />
              ))}
            </ul>
            {items.length > 1 && items.some(isEnded) ? (
              <Button
                small
                variant="quiet"
                onClick={() => items.filter(isEnded).forEach(({ id }) => manager.remove(id))}
              >
                {t('tray.clear')}
              </Button>
            ) : null}
          </>
        )}
      </section>
    </>
  );
}

function Upload({ item, manager }: { readonly item: UploadItem; readonly manager: UploadManager }) {
  const t = useFilesTexts();
  const { id, name, state, sentBytes, sizeBytes } = item;
  const isRunning = ['preparing', 'waiting', 'sending', 'offline', 'signed_out'].includes(state);
  return (
    <li className={styles.upload} data-state={state}>
      <span className={styles.name}>{name}</span>
      <span className={styles.buttons}>
        {isRunning ? (
          <IconButton
            label={t('tray.pause', { name })}
            icon={<Pause aria-hidden="true" />}
            onClick={() => manager.pause(id)}
          />
        ) : null}
        {state === 'paused' ? (
          <IconButton
            label={t('tray.resume', { name })}
            icon={<Play aria-hidden="true" />}
            onClick={() => manager.resume(id)}
          />
        ) : null}
        {state === 'checking' ? null : (
          <IconButton
            label={t(isEnded(item) ? 'tray.dismiss' : 'tray.cancel', { name })}
            icon={isEnded(item) ? <X aria-hidden="true" /> : <Trash2 aria-hidden="true" />}
            onClick={() => manager.remove(id)}
          />
        )}
      </span>
      {isEnded(item) ? null : (
        <span className={styles.bar}>
          <ProgressBar
            label={name}
            done={sentBytes}
            total={state === 'preparing' || state === 'checking' ? 0 : sizeBytes}
          />
        </span>
      )}
      <State item={item} />
    </li>
  );
}

function State({ item }: { readonly item: UploadItem }) {
  const t = useFilesTexts();
  const format = useFormat();
  const { state, sentBytes, sizeBytes, bytesPerSecond, refusal, purpose, blockId, resultId } = item;
  if (state === 'refused') {
    const most = format.fileSize(refusal?.mostBytes ?? 0);
    return (
      <p className={styles.refused} role="alert">
        <CircleAlert aria-hidden="true" />
        {t(`refused.${refusal?.reason ?? 'failed'}`, { most, unknown: '' })}
      </p>
    );
  }
  if (state === 'done') {
    return (
      <p className={styles.done}>
        <CircleCheck aria-hidden="true" />
        {purpose === 'delivery' ? t('tray.state.delivering') : t('tray.state.done')}
        {purpose === 'delivery' ? (
          <Link to={`/lk/storages/${blockId}/deliveries/${resultId ?? ''}`}>{t('tray.state.report')}</Link>
        ) : null}
      </p>
    );
  }
  const sent = format.fileSize(sentBytes);
  return (
    <p className={styles.state}>
      <span>{t(`tray.state.${state}`)}</span>
      {sizeBytes > 0 ? <span>{t('tray.sent', { sent, total: format.fileSize(sizeBytes) })}</span> : null}
      {bytesPerSecond === null ? null : (
        <span>{t('tray.rate', { rate: format.fileSize(Math.round(bytesPerSecond)) })}</span>
      )}
    </p>
  );
}
