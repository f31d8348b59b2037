import { Link } from '@remix-run/react';
import { FilePlus2, Send } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DeliverySummary, StorageBlockView } from '../../../protocol/views';
import { Button } from '../../ui/button';
import { useUploads } from '../../uploads/uploads';
import { everybody, toChoice } from './audience-choice';
import { AudienceDialog } from './audience-dialog';
import { audienceWords } from './audience-words';
import { DeliverDialog } from './deliver-dialog';
import { newFile } from './new-uploads';
import styles from './manage.module.css';
import { useFilesTexts } from './use-files-texts';
import { useDroppedFiles } from './use-dropped-files';

/** What organizers do with a storage: add files, also by dropping them on it, and hand files out to single organisations. */
export function StorageTools({ block }: { readonly block: StorageBlockView }) {
  const t = useFilesTexts();
  const uploads = useUploads();
  const input = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const [delivering, setDelivering] = useState(false);
  const [audience, setAudience] = useState(everybody);
  const [choosing, setChoosing] = useState(false);
  const add = (files: readonly File[]) =>
    uploads.add(files.map((file) => newFile(file, block.id, toChoice(audience))));
  const isOver = useDroppedFiles(root, add);
  return (
    <div ref={root} className={styles.tools} data-print="hide">
      <input
        ref={input}
        type="file"
        multiple
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('add')}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was corrected.
          event.target.value = '';
        }}
      />
      <div className={styles.buttons}>
        <Button icon={<FilePlus2 aria-hidden="true" />} onClick={() => input.current?.click()}>
          {t('add')}
        </Button>
        <Button variant="quiet" icon={<Send aria-hidden="true" />} onClick={() => setDelivering(true)}>
          {t('deliver')}
        </Button>
      </div>
      <p className={styles.newFor}>
        <span className={styles.muted}>{t('newFor')}</span> {audienceWords(audience, t)}{' '}
        <Button small variant="quiet" onClick={() => setChoosing(true)}>
          {t('changeNewFor')}
        </Button>
      </p>
      {isOver ? <p className={styles.dropHere}>{t('drop')}</p> : null}
      {block.deliveries.length === 0 ? null : <Deliveries block={block} />}
      {choosing ? (
        <AudienceDialog
          title={t('newFor')}
          audience={audience}
          onSave={(chosen) => {
            setAudience(chosen);
            return Promise.resolve(true);
          }}
          onClosed={() => setChoosing(false)}
        />
      ) : null}
      {delivering ? <DeliverDialog blockId={block.id} onClosed={() => setDelivering(false)} /> : null}
    </div>
  );
}

function Deliveries({ block }: { readonly block: StorageBlockView }) {
  const t = useFilesTexts();
  return (
    <div className={styles.deliveries}>
      <p className={styles.label}>{t('deliveries')}</p>
      <ul>
        {block.deliveries.map((delivery) => (
          <li key={delivery.id}>
            <Link to={`/lk/storages/${block.id}/deliveries/${delivery.id}`}>{delivery.name}</Link>{' '}
            <span className={styles.muted}>{stateOf(delivery, t)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function stateOf(delivery: DeliverySummary, t: ReturnType<typeof useFilesTexts>): string {
  const { withdrawn, status, done, total } = delivery;
  if (withdrawn) return t('deliveryState.withdrawn');
  switch (status) {
    case 'queued':
      return t('deliveryState.queued');
    case 'running':
      return t('deliveryState.running', { done, total });
    case 'done':
      return t('deliveryState.done', { count: total });
    case 'failed':
      return t('deliveryState.failed');
  }
}
