import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog';
import styles from './filling.module.css';

const rows = [
  ['keys.move', 'keys.moveKeys'],
  ['keys.jump', 'keys.jumpKeys'],
  ['keys.select', 'keys.selectKeys'],
  ['keys.edit', 'keys.editKeys'],
  ['keys.list', 'keys.listKeys'],
  ['keys.cancel', 'keys.cancelKeys'],
  ['keys.clear', 'keys.clearKeys'],
  ['keys.copy', 'keys.copyKeys'],
  ['keys.fill', 'keys.fillKeys'],
  ['keys.fillAll', 'keys.fillAllKeys'],
  ['keys.find', 'keys.findKeys'],
  ['keys.finding', 'keys.findingKeys'],
  ['keys.width', 'keys.widthKeys'],
  ['keys.undo', 'keys.undoKeys'],
  ['keys.sheet', 'keys.sheetKeys'],
  ['keys.leave', 'keys.leaveKeys'],
] as const;

/** What keys do in the table. */
export function KeysDialog({ onClosed }: { readonly onClosed: () => void }) {
  const { t } = useTranslation(['filling', 'plain']);
  return (
    <Dialog title={t('keys.title')} size="small" onClosed={onClosed}>
      <dl className={styles.keys}>
        {rows.map(([what, keys]) => (
          <div key={what}>
            <dt>{t(what)}</dt>
            <dd>{t(keys)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Link to="../plain" relative="path">
          {t('plain:open')}
        </Link>
      </p>
    </Dialog>
  );
}
