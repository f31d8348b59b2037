import { Clock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { classNames } from '../../ui/class-names';
import styles from './filling.module.css';

interface CountdownProps {
  readonly closesAt: string;
  /** The server's clock when the page was made: that of the computer may be wrong. */
  readonly serverTime: string;
  /** IANA name of the organisation's zone, shown beside Moscow where it differs. */
  readonly timeZone: string;
  readonly onOver: () => void;
  /** The computer has slept, or its clock was set: the time of the server has to be asked for again. */
  readonly onDrift: () => void;
}

const HOUR_MS = 3_600_000;
const TEN_MINUTES_MS = 600_000;
/** Two clocks of the computer that go apart by more have not told the same time: one stood still in its sleep. */
const DRIFT_MS = 5_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** Time left by the server's clock, in milliseconds; ticks once a second in the last hour. */
function useTimeLeft({ closesAt, serverTime, onDrift }: CountdownProps): number {
  const end = Date.parse(closesAt);
  const [left, setLeft] = useState(end - Date.parse(serverTime));
  const begun = useRef({ serverTime: '', steady: 0, wall: 0 });
  useEffect(() => {
    if (begun.current.serverTime !== serverTime)
      begun.current = { serverTime, steady: performance.now(), wall: Date.now() };
    const { steady, wall } = begun.current;
    const tick = () => {
      const now = end - Date.parse(serverTime) - (performance.now() - steady);
      setLeft((before) => (before > HOUR_MS && now > HOUR_MS ? before : Math.max(0, now)));
    };
    const onSight = () => {
      if (document.visibilityState !== 'visible') return;
      tick();
      if (Math.abs(Date.now() - wall - (performance.now() - steady)) > DRIFT_MS) onDrift();
    };
    tick();
    const timer = window.setInterval(tick, 1_000);
    document.addEventListener('visibilitychange', onSight);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', onSight);
    };
  }, [end, serverTime, onDrift]);
  return left;
}

/** When the collection ends; in its last hour, how much time is left. */
export function Countdown(props: CountdownProps) {
  const { closesAt, timeZone, onOver } = props;
  const { t } = useTranslation('filling');
  const format = useFormat();
  const left = useTimeLeft(props);
  const isOver = left <= 0;
  useEffect(() => {
    if (isOver) onOver();
  }, [isOver, onOver]);
  if (left > HOUR_MS) {
    const zone = format.zoneBesideMoscow(closesAt, timeZone);
    return (
      <p className={styles.closing}>
        {t('closing.until', { time: format.dateTimeMoscow(closesAt) })}
        {zone === null ? null : ` (${t('closing.own', { time: format.dateTime(closesAt, timeZone), zone })})`}
      </p>
    );
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
