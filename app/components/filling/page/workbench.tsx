import type { CompiledForm, Finding } from 'engine';
import { useCallback, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import type { OwnRemarksReply } from '~/protocol/review';
import type { SubmissionView, Viewer } from '~/protocol/views';
import type { GridViewHandle, GridViewProps } from '../../grid/adapter';
import { useFind } from '../../grid/find/use-find';
import { Grid, type GridView } from '../../grid/grid';
import { HintBubble } from '../../grid/hint-bubble';
import { isSignInNeeded, type Workspace, type WorkspaceNotice } from '../workspace/workspace';
import { useFindingKeys } from '../errors/use-finding-keys';
import { usePast } from '../history/use-past';
import { useStaleForm } from '../stale/use-stale-form';
import { useLeaving, useOthers, useQueueStore } from '../workspace/use-saving';
import { ActionBar } from './action-bar';
import { DetailBar } from './detail-bar';
import styles from './filling.module.css';
import { NoticeBar } from './notice-bar';
import {
  Cards,
  DifferenceDialog,
  ErrorsPanel,
  ExcelDialog,
  HistoryPanel,
  KeysDialog,
  LeaveDialog,
  OwnBanner,
  OwnPanel,
  PasteDialog,
  PastBar,
  prefetchParts,
  SignInDialog,
  SubmitDialog,
} from './parts';
import { SheetTabs } from './sheet-tabs';
import { TopBar } from './top-bar';
import { useActions } from './use-actions';
import { useCards } from './use-cards';
import { useGridView } from './use-grid-view';
import { useWorkspace } from './use-workspace';

interface WorkbenchProps {
  readonly form: CompiledForm;
  readonly submission: SubmissionView;
  readonly login: string;
  readonly gridView: Viewer['gridView'];
  /** Something to tell at the beginning, such as what a newer form had no place for. */
  readonly firstNotice: WorkspaceNotice | null;
  readonly onRefreshed: (submission: SubmissionView, notice: WorkspaceNotice | null) => void;
}

/** The sheet that is open, as a table or, where there is no room for one, as cards. */
function Sheet({ workspace, today, detailId, onView, focusGrid, view, found }: SheetProps) {
  const { controller, models } = workspace;
  const showsCards = useCards();
  const state = useSyncExternalStore(controller.subscribe, controller.state, controller.state);
  const model = models.model(workspace.sheet());
  const props = { model, controller, source: models.source(workspace.sheet(), today) };
  return (
    <>
      {showsCards ? (
        <>
          <Cards {...props} onView={onView} onAddRow={workspace.addRow} onRemoveRow={workspace.removeRows} />
          <NoticeBar workspace={workspace} />
        </>
      ) : (
        <>
          <Grid {...props} onView={onView} describedBy={detailId} view={view} found={found} />
          <NoticeBar workspace={workspace} />
          <DetailBar id={detailId} model={model} active={state.selection.active} />
        </>
      )}
      {state.pastePlan ? (
        <PasteDialog
          plan={state.pastePlan}
          model={model}
          onConfirm={() => {
            controller.confirmPaste();
            focusGrid();
          }}
          onDismiss={() => {
            controller.dismissPaste();
            focusGrid();
          }}
        />
      ) : null}
    </>
  );
}

interface SheetProps {
  readonly workspace: Workspace;
  readonly today: string;
  readonly detailId: string;
  readonly onView: (view: GridViewHandle | null) => void;
  readonly focusGrid: () => void;
  readonly view: GridView | undefined;
  readonly found: GridViewProps['found'];
}

/** The form of one submission at work. */
export function Workbench(props: WorkbenchProps) {
  const { form, submission, login, gridView, onRefreshed } = props;
  const ids = useId();
  const root = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);
  const firstButton = useRef<HTMLButtonElement>(null);
  const [panel, setPanel] = useState<'errors' | 'history' | 'remarks' | null>(null);
  const [remarks, setRemarks] = useState<OwnRemarksReply | null>(null);
  const isPanelOpen = panel === 'errors';
  const [isDifferenceOpen, setDifferenceOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [isExcelOpen, setExcelOpen] = useState(false);
  const viewChoice = useGridView(gridView);
  const { workspace, clientId, setView, focusGrid } = useWorkspace(form, submission, props.firstNotice);
  useSyncExternalStore(workspace.subscribe, workspace.version, workspace.version);

  const { submissionId, editable, shows } = submission;
  const durable = useQueueStore(workspace, { login, submissionId, clientId }, editable || shows === 'draft');
  useOthers(workspace, editable);
  useLeaving(workspace, durable);
  const actions = useActions(workspace, submission, onRefreshed);
  useIdle(prefetchParts);
  useStaleForm({ workspace, submission, within: main, onRefreshed });
  useRegions(root, focusGrid, firstButton);
  const { past, open: openPast, leave: leavePast } = usePast(form, submission);
  // An earlier state takes the place of the present one, with everything that looks at it.
  const seen = past?.workspace ?? workspace;
  useSyncExternalStore(seen.subscribe, seen.version, seen.version);
  const find = useFind(root, seen.search, focusGrid);

  const show = useCallback(
    (finding: Finding) => {
      seen.show(finding);
      makeRoom(() => setPanel(null));
      window.requestAnimationFrame(focusGrid);
    },
    [seen, focusGrid],
  );
  useFindingKeys(root, seen, show);
  const closePanel = useCallback(() => {
    setPanel(null);
    focusGrid();
  }, [focusGrid]);
  const panelId = `${ids}panel`;
  const sheetId = `${ids}sheet`;
  const close = (): void => void actions.close();
  return (
    <div ref={root} className={styles.page}>
      <TopBar
        workspace={workspace}
        submission={submission}
        durable={durable}
        onBack={close}
        onDifference={() => setDifferenceOpen(true)}
      />
      <main ref={main} id="content" className={styles.main}>
        <ActionBar
          workspace={seen}
          busy={actions.busy}
          panelId={panelId}
          isPanelOpen={isPanelOpen}
          firstButton={firstButton}
          onErrors={() => setPanel(isPanelOpen ? null : 'errors')}
          onSaveDraft={() => void actions.saveDraft()}
          onSubmit={() => void actions.review()}
          onClose={close}
          onKeys={() => setHelpOpen(true)}
          focusGrid={focusGrid}
          gridView={viewChoice}
          onExcel={() => setExcelOpen(true)}
          onFind={find.open}
          isHistoryOpen={panel === 'history'}
          onHistory={() => setPanel(panel === 'history' ? null : 'history')}
        />
        <div className={styles.middle}>
          <div className={styles.work}>
            <div id={sheetId} role="tabpanel" className={styles.sheet} tabIndex={-1}>
              {find.panel}
              {submission.review === null ? null : (
                <OwnBanner
                  {...{ root, workspace, submission, remarks, panelId, focusGrid }}
                  review={submission.review}
                  onRemarks={setRemarks}
                  isPanelOpen={panel === 'remarks'}
                  onPanel={() => setPanel(panel === 'remarks' ? null : 'remarks')}
                />
              )}
              {past === null ? null : <PastBar past={past} workspace={workspace} onLeave={leavePast} />}
              <Sheet
                key={past?.revision ?? 'now'}
                workspace={seen}
                today={submission.context.today}
                detailId={`${ids}detail`}
                onView={setView}
                focusGrid={focusGrid}
                view={viewChoice.view}
                found={find.found}
              />
            </div>
            <SheetTabs
              sheets={seen.models.sheets}
              current={seen.sheet()}
              panelId={sheetId}
              errorsOf={seen.models.issues().errorsOfSheet}
              onOpen={seen.openSheet}
            />
          </div>
          {isPanelOpen ? (
            <ErrorsPanel id={panelId} workspace={seen} onClose={closePanel} onShow={show} />
          ) : null}
          {panel === 'remarks' ? (
            <OwnPanel
              id={panelId}
              {...{ workspace, submission, remarks }}
              onRemarks={setRemarks}
              onShown={() => {
                makeRoom(() => setPanel(null));
                window.requestAnimationFrame(focusGrid);
              }}
              onClose={closePanel}
            />
          ) : null}
          {panel === 'history' ? (
            <HistoryPanel
              id={panelId}
              submission={submission}
              revision={workspace.session.revision()}
              shown={past?.revision ?? null}
              onShow={(revision) => {
                void openPast(revision);
                makeRoom(() => setPanel(null));
              }}
              onClose={() => setPanel(null)}
            />
          ) : null}
        </div>
      </main>
      <HintBubble within={root} />
      {isSignInNeeded(workspace) ? <SignInDialog workspace={workspace} login={login} /> : null}
      {isHelpOpen ? <KeysDialog onClosed={() => setHelpOpen(false)} /> : null}
      {actions.isReviewing ? (
        <SubmitDialog
          workspace={workspace}
          submission={submission}
          busy={actions.busy === 'submit'}
          problem={actions.problem}
          onSubmit={() => void actions.submit()}
          onClosed={actions.endReview}
        />
      ) : null}
      {isExcelOpen ? (
        <ExcelDialog
          workspace={workspace}
          submission={submission}
          onClosed={() => {
            setExcelOpen(false);
            focusGrid();
          }}
        />
      ) : null}
      {isDifferenceOpen ? (
        <DifferenceDialog
          workspace={workspace}
          submission={submission}
          onClosed={() => setDifferenceOpen(false)}
        />
      ) : null}
      {actions.isLeaving ? (
        <LeaveDialog durable={durable} onStay={actions.stay} onLeave={actions.leave} />
      ) : null}
    </div>
  );
}

/** Does something once the page has come to rest. */
function useIdle(run: () => void): void {
  useEffect(() => {
    // Safari has no idle callbacks.
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(run, IDLE_MS);
      return () => clearTimeout(timer);
    }
    const handle = window.requestIdleCallback(run, { timeout: 10 * IDLE_MS });
    return () => window.cancelIdleCallback(handle);
  }, [run]);
}

const IDLE_MS = 1_000;

/** Where a panel lies over the sheet, it makes way for the cells. */
function makeRoom(close: () => void): void {
  if (window.matchMedia('(width <= 1000px)').matches) close();
}

/** F6 goes from the table to the buttons, to the panel beside it and back, for Tab belongs to the cells. */
function useRegions(
  root: React.RefObject<HTMLElement>,
  focusGrid: () => void,
  firstButton: React.RefObject<HTMLButtonElement>,
): void {
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      const isIn = (region: string): boolean => document.activeElement?.closest(region) != null;
      const panel = element.querySelector('aside');
      const inPanel = panel?.querySelector<HTMLElement>('[data-finding]') ?? panel?.querySelector('button');
      if (isIn('[role="toolbar"]') && inPanel) inPanel.focus();
      else if (isIn('aside, [role="toolbar"]')) focusGrid();
      else firstButton.current?.focus();
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [root, focusGrid, firstButton]);
}
