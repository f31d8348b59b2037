import { useLocation, useNavigate, useRevalidator } from '@remix-run/react';
import type { CompiledForm } from 'engine';
import {
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { RemarkView, ReviewView, Verdict } from '~/protocol/review';
import { flushSync } from 'react-dom';
import { DetailBar } from '../../filling/page/detail-bar';
import filling from '../../filling/page/filling.module.css';
import { Cards } from '../../filling/page/parts';
import { SheetTabs } from '../../filling/page/sheet-tabs';
import { useCards } from '../../filling/page/use-cards';
import type { Workspace } from '../../filling/workspace/workspace';
import type { GridViewHandle, GridViewProps } from '../../grid/adapter';
import { useFind } from '../../grid/find/use-find';
import { Grid } from '../../grid/grid';
import { HintBubble } from '../../grid/hint-bubble';
import { showPlace } from '../own/own-banner';
import { useRemarkKeys } from '../own/use-remark-keys';
import { toMarks } from '../place';
import { RemarksPanel } from './remarks-panel';
import { ReviewActions } from './review-actions';
import { ReviewTop } from './review-top';
import { useReviewWorkspace } from './use-review-workspace';
import { VerdictDialog } from './verdict-dialog';

interface ReviewBenchProps {
  readonly form: CompiledForm;
  readonly review: ReviewView;
}

/** The table of a submitted report, its remarks beside it, and the decisions above. */
export function ReviewBench({ form, review }: ReviewBenchProps) {
  const ids = useId();
  const root = useRef<HTMLDivElement>(null);
  const composer = useRef<HTMLTextAreaElement>(null);
  const { workspace, setView, focusGrid } = useReviewWorkspace(form, review);
  useSyncExternalStore(workspace.subscribe, workspace.version, workspace.version);
  const isNarrowNow = useSyncExternalStore(onResize, isNarrow, () => false);
  const [remarks, setRemarks] = useRemarks(workspace, review);
  const [deciding, setDeciding] = useState<Verdict | null>(null);
  const [panel, setPanelOpen] = useState<boolean | null>(null);
  // Where it would lie over the sheet, it is opened when asked for.
  const isPanelOpen = panel ?? !isNarrowNow;
  const go = useNext(review);
  const find = useFind(root, workspace.search, focusGrid);
  const show = useCallback(
    (remark: RemarkView) => {
      showPlace(workspace, remark);
      if (isNarrow()) setPanelOpen(false);
      window.requestAnimationFrame(focusGrid);
    },
    [workspace, focusGrid],
  );
  const shown = useMemo(() => remarks.filter(({ state }) => state !== 'resolved'), [remarks]);
  useRemarkKeys(root, workspace, shown, show);
  const write = useCallback(() => {
    // At once, so that what is typed next is the remark and its first letter too.
    flushSync(() => setPanelOpen(true));
    composer.current?.focus();
  }, []);
  useBenchKeys(root, { write: review.may.return ? write : null, next: go });
  const sheetId = `${ids}sheet`;
  const panelId = `${ids}panel`;
  return (
    <div ref={root} className={filling.page}>
      <ReviewTop review={review} />
      <main id="content" className={filling.main}>
        <ReviewActions
          review={review}
          open={shown.length}
          panelId={panelId}
          isPanelOpen={isPanelOpen}
          onPanel={() => setPanelOpen(!isPanelOpen)}
          onFind={find.open}
          onDecide={setDeciding}
          onNext={go}
        />
        <div className={filling.middle}>
          <div className={filling.work}>
            <div id={sheetId} role="tabpanel" className={filling.sheet} tabIndex={-1}>
              {find.panel}
              <Sheet
                workspace={workspace}
                today={review.context.today}
                detailId={`${ids}detail`}
                onView={setView}
                found={find.found}
              />
            </div>
            <SheetTabs
              sheets={workspace.models.sheets}
              current={workspace.sheet()}
              panelId={sheetId}
              errorsOf={workspace.models.issues().errorsOfSheet}
              onOpen={workspace.openSheet}
            />
          </div>
          {isPanelOpen ? (
            <RemarksPanel
              id={panelId}
              review={review}
              workspace={workspace}
              remarks={remarks}
              composer={composer}
              onRemarks={setRemarks}
              onShow={show}
              onClose={() => {
                setPanelOpen(false);
                focusGrid();
              }}
              focusGrid={focusGrid}
            />
          ) : null}
        </div>
      </main>
      <HintBubble within={root} />
      {deciding === null ? null : (
        <VerdictDialog
          review={review}
          verdict={deciding}
          drafts={remarks.filter(({ state }) => state === 'draft').length}
          sent={remarks.filter(({ state }) => state === 'open' || state === 'answered').length}
          onClosed={() => setDeciding(null)}
        />
      )}
    </div>
  );
}

interface SheetProps {
  readonly workspace: Workspace;
  readonly today: string;
  readonly detailId: string;
  readonly onView: (view: GridViewHandle | null) => void;
  readonly found: GridViewProps['found'];
}

function Sheet({ workspace, today, detailId, onView, found }: SheetProps) {
  const { controller, models } = workspace;
  const showsCards = useCards();
  const state = useSyncExternalStore(controller.subscribe, controller.state, controller.state);
  const model = models.model(workspace.sheet());
  const props = { model, controller, source: models.source(workspace.sheet(), today) };
  if (showsCards) {
    return (
      <Cards {...props} onView={onView} onAddRow={workspace.addRow} onRemoveRow={workspace.removeRows} />
    );
  }
  return (
    <>
      <Grid {...props} onView={onView} describedBy={detailId} found={found} />
      <DetailBar id={detailId} model={model} active={state.selection.active} />
    </>
  );
}

const NARROW = '(width <= 1000px)';
const isNarrow = (): boolean => window.matchMedia(NARROW).matches;
function onResize(listener: () => void): () => void {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Remarks as the server said last, marked in the sheets. */
function useRemarks(workspace: Workspace, review: ReviewView) {
  const [said, setSaid] = useState({ loaded: review.remarks, remarks: review.remarks });
  // A later answer of the loader counts more than an earlier reply.
  const remarks = said.loaded === review.remarks ? said.remarks : review.remarks;
  const setRemarks = useCallback(
    (next: readonly RemarkView[]) => setSaid({ loaded: review.remarks, remarks: next }),
    [review.remarks],
  );
  useEffect(() => workspace.mark(toMarks(remarks)), [workspace, remarks]);
  return [remarks, setRemarks] as const;
}

/** Leads to the next report that waits; where there is none, to the queue. */
function useNext({ next }: ReviewView): () => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  return useCallback(
    () => navigate(next === null ? `/lk/review${search}` : `/lk/review/${next}${search}`),
    [navigate, next, search],
  );
}

/** Shift+F2 writes a remark about what is selected, as in a spreadsheet; Alt+PageDown goes on to the next report. */
function useBenchKeys(
  root: RefObject<HTMLElement>,
  { write, next }: { readonly write: (() => void) | null; readonly next: () => void },
): void {
  const { state } = useRevalidator();
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey) return;
      if (event.key === 'F2' && event.shiftKey && !event.altKey && write) {
        event.preventDefault();
        event.stopPropagation();
        write();
      } else if (event.key === 'PageDown' && event.altKey && state === 'idle') {
        event.preventDefault();
        event.stopPropagation();
        next();
      }
    };
    // Before the table, to which both keys mean something else.
    element.addEventListener('keydown', onKey, true);
    return () => element.removeEventListener('keydown', onKey, true);
  }, [root, write, next, state]);
}
