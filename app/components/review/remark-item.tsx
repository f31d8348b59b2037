import { ArrowRight, CircleCheck, MessageSquareText, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { useFormat, useLocale } from '~/i18n/use-format';
import type { RemarkView } from '~/protocol/review';
import { Values } from '../filling/history/diff-list';
import type { Workspace } from '../filling/workspace/workspace';
import { StatusBadge } from '../ui/status-badge';
import { Timestamp } from '../ui/timestamp';
import { fateOf, placeWords } from './place';
import styles from './review.module.css';
import { useReviewTexts } from './use-review-texts';

interface RemarkItemProps {
  readonly remark: RemarkView;
  readonly workspace: Workspace;
  readonly onShow: (remark: RemarkView) => void;
  /** Whose it is, where two levels remark. */
  readonly namesLevel: boolean;
  /** What can be done with it. */
  readonly children?: ReactNode;
}

/** One remark: where, what, what has become of its cells, what the organisation answers. */
export function RemarkItem({ remark, workspace, onShow, namesLevel, children }: RemarkItemProps) {
  const t = useReviewTexts();
  const format = useFormat();
  const place = placeWords(workspace, remark.place, t);
  return (
    <li className={styles.remark} data-remark={remark.id}>
      <button
        type="button"
        data-finding=""
        className={styles.place}
        aria-label={t('own.go', { place })}
        onClick={() => onShow(remark)}
      >
        <bdi>{place}</bdi>
        <ArrowRight size={14} aria-hidden />
      </button>
      <p className={styles.text}>
        <bdi>{remark.text}</bdi>
      </p>
      <Changes remark={remark} workspace={workspace} />
      {remark.answer === null ? null : (
        <div className={styles.answer}>
          <span className={styles.label}>
            {t('remark.answer')},{' '}
            <Timestamp at={remark.answer.at}>{format.dateTimeShort(remark.answer.at)}</Timestamp>
          </span>
          <p className={styles.text}>
            <bdi>{remark.answer.text}</bdi>
          </p>
        </div>
      )}
      <div className={styles.foot}>
        <State remark={remark} workspace={workspace} />
        {namesLevel ? <span className={styles.label}>{t(`by.${remark.level}`)}</span> : null}
      </div>
      {children}
    </li>
  );
}

function State({ remark, workspace }: Pick<RemarkItemProps, 'remark' | 'workspace'>) {
  const t = useReviewTexts();
  const locale = useLocale();
  const { state } = remark;
  const isChanged = fateOf(workspace, remark, locale).kind !== 'same';
  if (state === 'resolved') {
    return (
      <StatusBadge tone="done" icon={<CircleCheck aria-hidden="true" />}>
        {t('state.resolved')}
      </StatusBadge>
    );
  }
  if (state === 'draft') {
    return (
      <StatusBadge tone="neutral" icon={<Pencil aria-hidden="true" />}>
        {t('state.draft')}
      </StatusBadge>
    );
  }
  return (
    <>
      {isChanged ? (
        <StatusBadge tone="done" icon={<Pencil aria-hidden="true" />}>
          {t('state.changed')}
        </StatusBadge>
      ) : null}
      {state === 'answered' ? (
        <StatusBadge tone="info" icon={<MessageSquareText aria-hidden="true" />}>
          {t('state.answered')}
        </StatusBadge>
      ) : isChanged ? null : (
        <StatusBadge tone="warning" icon={<MessageSquareText aria-hidden="true" />}>
          {t('state.open')}
        </StatusBadge>
      )}
    </>
  );
}

const SHOWN_CELLS = 4;

/** Before and after, where something has changed since. */
function Changes({ remark, workspace }: Pick<RemarkItemProps, 'remark' | 'workspace'>) {
  const t = useReviewTexts();
  const locale = useLocale();
  const fate = fateOf(workspace, remark, locale);
  if (fate.kind === 'same') return null;
  if (fate.kind === 'row_gone') return <p className={styles.label}>{t('remark.rowGone')}</p>;
  const rest = fate.cells.length - SHOWN_CELLS;
  return (
    <div className={styles.changes}>
      <span className={styles.label}>{t('remark.was')}</span>
      <ul>
        {fate.cells.slice(0, SHOWN_CELLS).map(({ column, before, after }) => (
          <li key={column}>
            {remark.place.column === null ? <span className={styles.label}>{column}: </span> : null}
            <Values kind="changed" before={before} after={after} />
          </li>
        ))}
      </ul>
      {rest > 0 ? <span className={styles.label}>{t('remark.more', { count: rest })}</span> : null}
    </div>
  );
}
