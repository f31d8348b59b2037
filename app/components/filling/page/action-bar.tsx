import { CircleAlert, History, Keyboard, Plus, Redo2, Search, Trash2, Undo2 } from 'lucide-react';
import type { MouseEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { useHint } from '../../ui/hint';
import { IconButton } from '../../ui/icon-button';
import type { Workspace } from '../workspace/workspace';
import styles from './filling.module.css';
import type { GridViewChoice } from './use-grid-view';
import { ViewSwitch } from './view-switch';
import { WorkbookTools } from './workbook-tools';

/** What is being waited for. */
export type Busy = 'draft' | 'submit' | 'close' | null;

interface ActionBarProps {
  readonly workspace: Workspace;
  readonly busy: Busy;
  readonly panelId: string;
  readonly isPanelOpen: boolean;
  readonly firstButton: RefObject<HTMLButtonElement>;
  readonly onErrors: () => void;
  readonly onSaveDraft: () => void;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly onKeys: () => void;
  readonly onFind: () => void;
  readonly isHistoryOpen: boolean;
  readonly onHistory: () => void;
  readonly focusGrid: () => void;
  readonly gridView: GridViewChoice;
  readonly onExcel: () => void;
}

/** Undo, rows and the list of keys. */
function TableTools({
  workspace,
  onKeys,
  focusGrid,
}: Pick<ActionBarProps, 'workspace' | 'onKeys' | 'focusGrid'>) {
  const { t } = useTranslation('filling');
  const { session } = workspace;
  const rows = session.form.sheetById.get(workspace.sheet())?.rows;
  const removable = workspace.removableRows();
  // Who clicks goes on typing in the table; who came by keyboard stays at the button.
  const then = (act: () => void) => (event: MouseEvent) => {
    act();
    if (event.detail > 0) focusGrid();
  };
  return (
    <div className={styles.tools}>
      <IconButton
        label={t('actions.undoKeys')}
        icon={<Undo2 aria-hidden="true" />}
        aria-disabled={!session.canUndo()}
        onClick={then(workspace.undo)}
      />
      <IconButton
        label={t('actions.redoKeys')}
        icon={<Redo2 aria-hidden="true" />}
        aria-disabled={!session.canRedo()}
        onClick={then(workspace.redo)}
      />
      {rows?.kind === 'open' ? (
        <>
          <Button variant="quiet" small icon={<Plus aria-hidden="true" />} onClick={then(workspace.addRow)}>
            {t('actions.addRow')}
          </Button>
          <Button
            variant="quiet"
            small
            icon={<Trash2 aria-hidden="true" />}
            aria-disabled={removable === 0}
            onClick={then(workspace.removeRows)}
          >
            {t('actions.removeRows', { count: Math.max(1, removable) })}
          </Button>
        </>
      ) : null}
      <IconButton
        label={t('actions.help')}
        icon={<Keyboard aria-hidden="true" />}
        className={styles.keysButton}
        onClick={onKeys}
      />
    </div>
  );
}

/** «Сдать отчет»: inactive while there are errors, and says why. */
function SubmitButton({
  errors,
  busy,
  onSubmit,
  onErrors,
}: Pick<ActionBarProps, 'busy' | 'onSubmit' | 'onErrors'> & { readonly errors: number }) {
  const { t } = useTranslation('filling');
  const reason = t('submit.blocked', { count: errors });
  const { target, bubble } = useHint(reason);
  if (errors === 0) {
    return (
      <Button variant="primary" busy={busy === 'submit'} onClick={onSubmit}>
        {t('actions.submit')}
      </Button>
    );
  }
  return (
    <>
      <Button variant="primary" aria-disabled {...target} onClick={onErrors}>
        {t('actions.submit')}
      </Button>
      {bubble}
    </>
  );
}

/** The buttons of the filling page, always in sight. */
export function ActionBar(props: ActionBarProps) {
  const { workspace, busy, panelId, isPanelOpen, firstButton, onErrors, onSaveDraft, onClose } = props;
  const { t } = useTranslation('filling');
  const { errors } = workspace.models.issues();
  const { readOnly } = workspace.session;
  return (
    <div className={styles.actions} role="toolbar" aria-label={t('actions.label')} data-print="hide">
      {readOnly ? null : <TableTools {...props} />}
      <IconButton label={t('find.open')} icon={<Search aria-hidden="true" />} onClick={props.onFind} />
      <IconButton
        label={t('history.open')}
        icon={<History aria-hidden="true" />}
        aria-expanded={props.isHistoryOpen}
        aria-controls={props.isHistoryOpen ? panelId : undefined}
        onClick={props.onHistory}
      />
      <ViewSwitch {...props.gridView} />
      <WorkbookTools {...props} />
      <div className={styles.mainActions}>
        {readOnly ? null : (
          <Button ref={firstButton} busy={busy === 'draft'} onClick={onSaveDraft}>
            {t('actions.saveDraft')}
          </Button>
        )}
        <Button
          variant={errors > 0 ? 'danger' : 'secondary'}
          icon={errors > 0 ? <CircleAlert aria-hidden="true" /> : undefined}
          aria-expanded={isPanelOpen}
          aria-controls={isPanelOpen ? panelId : undefined}
          onClick={onErrors}
        >
          {errors > 0 ? t('actions.errorsCount', { count: errors }) : t('actions.errors')}
        </Button>
        {readOnly ? null : <SubmitButton errors={errors} {...props} />}
        <Button busy={busy === 'close'} onClick={onClose} ref={readOnly ? firstButton : undefined}>
          {t('actions.close')}
        </Button>
      </div>
    </div>
  );
}
