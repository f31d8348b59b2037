import { useCallback, useRef, useSyncExternalStore } from 'react';
import { DetailBar } from '../../../app/components/filling/page/detail-bar';
import { browserTimers, newRowId } from '../../../app/components/filling/workspace/browser';
import type { Workspace } from '../../../app/components/filling/workspace/workspace';
import { createWorkspace } from '../../../app/components/filling/workspace/workspace';
import type { GridViewHandle } from '../../../app/components/grid/adapter';
import { Grid } from '../../../app/components/grid/grid';
import { compiled, parsed } from '../engine/ours';
import type { WorkloadAnswers } from '../engine/workload';
import { SHEET, TODAY } from '../engine/workload';

const form = compiled(parsed());
const never = <Reply,>(): Promise<Reply> => new Promise(() => undefined);

/** A workspace whose server never answers: what is measured is the page. */
export const openWorkspace = (answers: WorkloadAnswers): Workspace =>
  createWorkspace({
    form,
    answers,
    revision: 1,
    changedAt: null,
    standing: { status: 'in_progress', hasUnsubmittedEdits: false, closesAt: '2027-01-01T00:00:00.000Z' },
    definitionVersion: 1,
    context: { today: TODAY },
    readOnly: false,
    locale: 'ru',
    texts: {
      placeholders: { text: 'Текст', list: 'Список', number: 'Число', date: 'Дата', off: '---' },
      totals: { sum: 'Сумма', count: 'Заполнено', avg: 'Среднее', lowest: 'Меньшее', highest: 'Большее' },
    },
    submissionId: 'submission',
    clientId: 'client',
    transport: { save: never, changes: never },
    timers: browserTimers,
    newRowId,
    pageRows: () => 20,
  });

/** The table with what stands around it and follows every edit: the active cell in words, the count of errors. */
export function FilledTable({ workspace }: { readonly workspace: Workspace }) {
  const { controller, models } = workspace;
  useSyncExternalStore(workspace.subscribe, workspace.version);
  const state = useSyncExternalStore(controller.subscribe, controller.state);
  const view = useRef<GridViewHandle | null>(null);
  const onView = useCallback((handle: GridViewHandle | null) => {
    view.current = handle;
  }, []);
  const model = models.model(SHEET);
  return (
    <>
      <Grid
        model={model}
        controller={controller}
        source={models.source(SHEET, TODAY)}
        onView={onView}
        describedBy="detail"
      />
      <DetailBar id="detail" model={model} active={state.selection.active} />
      <output>{models.issues().errors}</output>
    </>
  );
}
