import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { monthOf, shiftMonths, weeksOf } from './month';
import { classNames } from '../../ui/class-names';
import styles from './editors.module.css';

interface CalendarProps {
  readonly id: string;
  /** The day that Enter takes; its month is shown. */
  readonly marked: string;
  readonly chosen: string | null;
  readonly today: string;
  readonly min: string | null;
  readonly max: string | null;
  readonly onMark: (date: string) => void;
  readonly onPick: (date: string) => void;
}

const monthKeys = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11', 'm12'] as const;
const weekdayKeys = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;

/** A month from Monday to Sunday; the focus stays in the field above it. */
export function Calendar({ id, marked, chosen, today, min, max, onMark, onPick }: CalendarProps) {
  const { t } = useTranslation('filling');
  const { year, month } = monthOf(marked);
  const title = t('calendar.month', { month: t(`calendar.months.${monthKeys[month - 1] ?? 'm1'}`), year });
  const isOutside = (date: string): boolean => (min !== null && date < min) || (max !== null && date > max);
  const classOf = (date: string): string =>
    classNames(
      styles.day,
      date === marked && styles.marked,
      date === chosen && styles.chosen,
      date === today && styles.today,
    );
  return (
    <div className={styles.calendar}>
      <div className={styles.calendarHead}>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('calendar.previous')}
          onClick={() => onMark(shiftMonths(marked, -1))}
        >
          <ChevronLeft size={16} aria-hidden />
        </button>
        <span aria-live="polite">{title}</span>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('calendar.next')}
          onClick={() => onMark(shiftMonths(marked, 1))}
        >
          <ChevronRight size={16} aria-hidden />
        </button>
      </div>
      <table id={id} role="grid" aria-label={title} className={styles.days}>
        <thead>
          <tr>
            {weekdayKeys.map((day) => (
              <th key={day} scope="col">
                {t(`calendar.weekdays.${day}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf({ year, month }).map((week, index) => (
            <tr key={`${year}-${month}-${index}`}>
              {week.map((date, place) =>
                date === null ? (
                  <td key={`blank-${place}`} />
                ) : (
                  <td key={date} id={`${id}-${date}`} aria-selected={date === marked}>
                    <button
                      type="button"
                      tabIndex={-1}
                      className={classOf(date)}
                      disabled={isOutside(date)}
                      aria-current={date === today ? 'date' : undefined}
                      onClick={() => onPick(date)}
                    >
                      {Number(date.slice(8))}
                    </button>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
