/** The page that is measured: the table of a form of 5,000 rows as the filling page shows it, and a bare table beside it. */
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import '../../../app/styles/base.css';
import { createI18n } from '../../../app/i18n/create-i18n';
import { resources } from '../../../app/i18n/ru';
import type { GridController } from '../../../app/components/grid/controller/grid-controller';
import { searchSheets } from '../../../app/components/grid/find/search';
import type { WorkloadAnswers } from '../engine/workload';
import { answersOf, SHEET } from '../engine/workload';
import { BareTable } from './bare-table';
import { FilledTable, openWorkspace } from './filled-table';

const ROWS = 5_000;
const i18n = createI18n('ru', resources);
const answers = answersOf(ROWS);
const nothing: WorkloadAnswers = { sheets: { groups: [] } };
const host = document.getElementById('table') as HTMLElement;
let root: Root | null = null;
let workspace = openWorkspace(answers);

/** When the frame that is being made has been painted. */
const painted = (): Promise<number> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  });

function clear(): void {
  root?.unmount();
  host.replaceChildren();
  root = createRoot(host);
}

const show = (): void =>
  root?.render(
    <I18nextProvider i18n={i18n}>
      <FilledTable workspace={workspace} />
    </I18nextProvider>,
  );

/** Milliseconds of the work itself, and until its outcome is on the screen. */
export interface Timed {
  readonly work: number;
  readonly shown: number;
}

async function timed(run: () => void): Promise<Timed> {
  await painted();
  const start = performance.now();
  run();
  const work = performance.now() - start;
  return { work, shown: (await painted()) - start };
}

/** Rows in which the number of people is to be filled, and nothing is wrong with it. */
const wrongRows = new Set(workspace.session.live.findings.map((finding) => finding.row));
const soundRows = answers.sheets.groups.flatMap(({ id, cells }, index) =>
  cells['people'] === null || wrongRows.has(id) ? [] : [index],
);

const rowOf = (rowIndex: number): HTMLElement | null =>
  document.querySelector(`[role=gridcell][data-row="${rowIndex}"][data-column="4"]`);

const controller = (): GridController => workspace.controller;

const bench = {
  open: (): number => {
    const start = performance.now();
    workspace = openWorkspace(answers);
    return performance.now() - start;
  },
  /** Everything but the painting. */
  prepare: async (): Promise<void> => {
    workspace = openWorkspace(answers);
    clear();
    await painted();
  },
  paintOurs: () => timed(show),
  paintBare: () => timed(() => root?.render(<BareTable rows={answers.sheets.groups} />)),
  /** Types into a cell what cannot be read, or what stood there; whether it was marked in the next frame. */
  edit: async (row: number, isWrong: boolean): Promise<Timed & { readonly isMarked: boolean }> => {
    const rowIndex = soundRows[row] ?? 0;
    const text = isWrong ? 'много' : JSON.stringify(answers.sheets.groups[rowIndex]?.cells['people']);
    controller().select({ rowIndex, columnIndex: 4 });
    await painted();
    controller().openEditor({ rowIndex, columnIndex: 4 });
    const time = await timed(() => controller().commit({ kind: 'text', text }));
    return { ...time, isMarked: rowOf(rowIndex)?.getAttribute('aria-invalid') === 'true' };
  },
  copyAll: (): string => {
    controller().selectAll();
    return controller().copy();
  },
  paste: async (text: string, onto: 'rows' | 'nothing'): Promise<Timed> => {
    workspace = openWorkspace(onto === 'rows' ? answers : nothing);
    clear();
    show();
    await painted();
    controller().select({ rowIndex: 0, columnIndex: 0 });
    return timed(() => controller().paste(text));
  },
  /** Milliseconds of looking through all cells; the panel does it in slices of 8. */
  find: (query: string): { readonly time: number; readonly found: number } => {
    const start = performance.now();
    const found = [...searchSheets([workspace.models.model(SHEET)], query)].flat();
    return { time: performance.now() - start, found: found.length };
  },
  undo: () => timed(workspace.undo),
  rows: () => workspace.session.live.answers.sheets['groups']?.filter((row) => !row.removed).length ?? 0,
  /** Intervals between frames while the table is scrolled, a screen and a half a frame. */
  scroll: async (): Promise<number[]> => {
    const box = document.querySelector('[role=grid]')?.parentElement as HTMLElement;
    const intervals: number[] = [];
    let before = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < 90; frame += 1) {
      box.scrollTop += box.clientHeight * 1.5;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      intervals.push(now - before);
      before = now;
    }
    box.scrollTop = 0;
    return intervals;
  },
};

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
export type Bench = typeof bench;
