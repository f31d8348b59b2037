import { CircleCheck, Clock, LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { WindowState, WindowView } from '../../protocol/views';
import { StatusBadge, type Tone } from '../ui/status-badge';
import styles from './collection-window.module.css';

const looks = {
  open: { tone: 'done', icon: CircleCheck, text: 'collection.open' },
  closed: { tone: 'neutral', icon: LockKeyhole, text: 'collection.closed' },
  not_yet: { tone: 'info', icon: Clock, text: 'collection.notYet' },
} as const satisfies Record<WindowState, { tone: Tone; icon: typeof Clock; text: string }>;

/** Whether a collection is open, and from when to when: in Moscow time, and beside it in the viewer's own where that differs. */
export function CollectionWindow({
  window: { state, opensAt, closesAt, prolonged },
  timeZone,
}: {
  readonly window: WindowView;
  readonly timeZone: string;
}) {
  const { t } = useTranslation(['publications', 'common']);
  const format = useFormat();
  const { tone, icon: Icon, text } = looks[state];
  const zone = format.zoneBesideMoscow(closesAt, timeZone);
  return (
    <div className={styles.window}>
      <StatusBadge tone={tone} icon={<Icon aria-hidden="true" />}>
        {t(text)}
      </StatusBadge>
      <div className={styles.times}>
        <p className={styles.interval}>
          {format.interval(opensAt, closesAt)}&nbsp;{t('common:moscow')}
        </p>
        {state === 'not_yet' ? (
          <p className={styles.own}>{t('collection.opensAt', { at: format.dateTimeMoscow(opensAt) })}</p>
        ) : null}
        {zone === null ? null : (
          <p className={styles.own}>
            {t('common:yourTime', { interval: format.interval(opensAt, closesAt, timeZone), zone })}
          </p>
        )}
        {prolonged ? <p className={styles.prolonged}>{t('collection.prolonged')}</p> : null}
      </div>
    </div>
  );
}
