import type { CellValue, Edit } from 'engine';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/icon-button';
import type { Workspace, WorkspaceNotice } from '../workspace/workspace';
import styles from './filling.module.css';

const SHOWN_MS = 6_000;
const SHOWN_CHARACTERS = 100;

function textOf(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value);
  return '$raw' in value ? value.$raw : value.join('; ');
}

/** What somebody entered by an edit, for words about it. */
function enteredBy(edit: Edit, column: string | undefined): string {
  if (edit.kind === 'set')
    return textOf(column === undefined ? Object.values(edit.cells)[0] : edit.cells[column]);
  return edit.kind === 'justify' ? edit.text : '';
}

function useWords(notice: WorkspaceNotice): string {
  const { t } = useTranslation('filling');
  switch (notice.kind) {
    case 'copied':
      return t('notice.copied', { count: notice.cells });
    case 'pasted': {
      const { written, rowsAdded, unreadable } = notice.report;
      if (written === 0 && rowsAdded === 0) return t('notice.pastedNothing');
      return [
        t('notice.pasted', { count: written }),
        rowsAdded > 0 ? t('notice.pastedRows', { count: rowsAdded }) : null,
        unreadable > 0 ? t('notice.pastedUnreadable', { count: unreadable }) : null,
      ]
        .filter((part) => part !== null)
        .join(' ');
    }
    case 'filled':
      if (notice.filled === 0 && notice.skipped === 0) return t('notice.filledNothing');
      return [
        t('notice.filled', { count: notice.filled }),
        notice.skipped > 0 ? t('notice.skipped', { count: notice.skipped }) : null,
      ]
        .filter((part) => part !== null)
        .join(' ');
    case 'prefilled':
      return t('draft.filled', { count: notice.cells });
    case 'adopted':
      return t('notice.adopted', { count: notice.changes });
    case 'dropped':
      return t('notice.dropped', { count: notice.changes });
    case 'rejected':
      return notice.rejections
        .map(({ edit, rejected }) =>
          t('notice.rejected', {
            text: enteredBy(edit, rejected.column).slice(0, SHOWN_CHARACTERS),
            reason: t(`notice.reasons.${rejected.reason}`),
          }),
        )
        .join(' ');
    default:
      return t(`notice.${notice.kind}`);
  }
}

function Words({ notice }: { readonly notice: WorkspaceNotice }) {
  return <span>{useWords(notice)}</span>;
}

/** The last message of the table: beside it, and read out. What was rejected stays until it is put away. */
export function NoticeBar({ workspace }: { readonly workspace: Workspace }) {
  const { t } = useTranslation('filling');
  const notice = workspace.notice();
  const stays = notice?.kind === 'rejected' || notice?.kind === 'dropped';
  useEffect(() => {
    if (!notice || stays) return;
    const timer = window.setTimeout(() => workspace.notify(null), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [workspace, notice, stays]);
  return (
    <div className={styles.noticeRegion} role="status">
      {notice ? (
        <p className={styles.notice}>
          <Words notice={notice} />
          <IconButton
            label={t('notice.dismiss')}
            icon={<X aria-hidden="true" />}
            onClick={() => workspace.notify(null)}
          />
        </p>
      ) : null}
    </div>
  );
}
