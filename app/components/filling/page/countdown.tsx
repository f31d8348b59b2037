import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { classNames } from '../../ui/class-names';
import styles from './filling.module.css';

interface CountdownProps {
  readonly closesAt: string;
  /** The server's clock when the page was made: that of the computer may be wrong. */
  readonly serverTime: string;
  readonly onOver: () => void;
}

const HOUR_MS = 3_600_000;
const TEN_MINUTES_MS = 600_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** Time left by the server's clock, in milliseconds; ticks once a second in the last hour. */
function useTimeLeft(closesAt: string, serverTime: string): number {
  const end = Date.parse(closesAt);
  const [left, setLeft] = useState(end - Date.parse(serverTime));
  useEffect(() => {
    const begun = performance.now();
    const atBegin = Date.parse(serverTime);
    const timer = window.setInterval(() => {
      const now = end - atBegin - (performance.now() - begun);
      setLeft((before) => (before > HOUR_MS && now > HOUR_MS ? before : Math.max(0, now)));
    }, 1_000);
    return () => window.clearInterval(timer);
  }, [end, serverTime]);
  return left;
}

/** When the collection ends; in its last hour, how much time is left. */
export function Countdown({ closesAt, serverTime, onOver }: CountdownProps) {
  const { t } = useTranslation('filling');
  const format = useFormat();
  const left = useTimeLeft(closesAt, serverTime);
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver, onOver]);
  if (left > HOUR_MS) {
    return <p className={styles.closing}>{t('closing.until', { time: format.dateTimeMoscow(closesAt) })}</p>;
  }
  const seconds = Math.ceil(left / 1_000);
  const clock = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
  const minutes = Math.ceil(seconds / 60);
  return (
    <p className={classNames(styles.closing, styles.soon, left <= TEN_MINUTES_MS && styles.verySoon)}>
      <Clock size={16} aria-hidden />
      {isOver ? (
        <span role="alert">{t('closing.over')}</span>
      ) : (
        <>
          <span aria-hidden>{t('closing.left', { time: clock })}</span>
          {/* Read out once a minute, not once a second. */}
          <span className="visually-hidden" role="status">
            {t('closing.left', { time: t('closing.minutes', { count: minutes }) })}
          </span>
        </>
      )}
    </p>
  );
}
