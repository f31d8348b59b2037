/** Drives a view as a person does: pointer, keys, clipboard; and reads what it shows. */
import { act, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import type { CellPosition } from '../../../../app/components/grid/adapter';
import type { GridView } from '../../../../app/components/grid/grid';
import { Grid } from '../../../../app/components/grid/grid';
import { createI18n } from '../../../../app/i18n/create-i18n';
import { resources } from '../../../../app/i18n/ru';
import { paintingOf } from './browser';
import type { LiveSheet } from './sheet';

/** Where a view puts its cells and what it shows in them. */
export interface ViewUnderTest {
  readonly name: string;
  readonly view: GridView;
  /** The element under a cell and the point of the window to press. */
  readonly cellAt: (root: HTMLElement, cell: CellPosition) => Spot;
  readonly rowHeadAt: (root: HTMLElement, rowIndex: number) => Spot;
  readonly shown: (root: HTMLElement, cell: CellPosition) => string;
}

interface Spot {
  readonly target: Element;
  readonly x: number;
  readonly y: number;
}

const ROW_PX = 32;
const COLUMN_PX = 120;
const ROW_HEAD_PX = 48;

const find = (root: HTMLElement, selector: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};

/** Cells that are elements. */
export const inTable = (view: GridView): ViewUnderTest => ({
  name: 'table',
  view,
  cellAt: (root, { rowIndex, columnIndex }) => ({
    target: find(root, `[data-row="${rowIndex}"][data-column="${columnIndex}"]`),
    x: 0,
    y: 0,
  }),
  rowHeadAt: (root, rowIndex) => ({ target: find(root, `[data-row-head="${rowIndex}"]`), x: 0, y: 0 }),
  shown: (root, { rowIndex, columnIndex }) =>
    find(root, `[data-row="${rowIndex}"][data-column="${columnIndex}"] [data-cell-text]`).textContent,
});

/** Cells that are places on a canvas. */
export const onCanvas = (view: GridView): ViewUnderTest => ({
  name: 'spreadsheet',
  view,
  cellAt: (root, { rowIndex, columnIndex }) => ({
    target: find(root, '[role=grid]'),
    x: ROW_HEAD_PX + columnIndex * COLUMN_PX + COLUMN_PX / 2,
    y: rowIndex * ROW_PX + ROW_PX / 2,
  }),
  rowHeadAt: (root, rowIndex) => ({
    target: find(root, '[role=grid]'),
    x: ROW_HEAD_PX / 2,
    y: rowIndex * ROW_PX + ROW_PX / 2,
  }),
  shown: (root, { rowIndex, columnIndex }) =>
    paintingOf(find(root, 'canvas') as HTMLCanvasElement).textIn(
      ROW_HEAD_PX + columnIndex * COLUMN_PX,
      rowIndex * ROW_PX,
      COLUMN_PX,
      ROW_PX,
    ),
});

/** A view of a sheet in a page of its own. */
export interface Driver {
  readonly root: HTMLElement;
  press: (cell: CellPosition, held?: { readonly shift: boolean }) => Promise<void>;
  dragTo: (cell: CellPosition) => Promise<void>;
  doubleClick: (cell: CellPosition) => Promise<void>;
  pressRowHead: (rowIndex: number) => Promise<void>;
  pressColumnHead: (columnIndex: number) => Promise<void>;
  pressCorner: () => Promise<void>;
  /** In whatever has the focus; answers whether the default was prevented. */
  key: (key: string, held?: { readonly ctrl?: boolean; readonly shift?: boolean }) => Promise<boolean>;
  /** Into the editor that is open. */
  type: (text: string) => Promise<void>;
  paste: (text: string) => Promise<void>;
  copy: () => Promise<string>;
  cut: () => Promise<string>;
  shown: (cell: CellPosition) => string;
  /** What a screen reader says of the active cell. */
  spoken: () => string;
  /** Waits for what follows from a change. */
  settle: (change?: () => void) => Promise<void>;
  close: () => Promise<void>;
}

function Page({ sheet, view }: { readonly sheet: LiveSheet; readonly view: GridView }) {
  const model = useSyncExternalStore(sheet.subscribe, sheet.model);
  return (
    <Grid
      model={model}
      controller={sheet.controller}
      source={sheet.source}
      onView={ignore}
      describedBy=""
      view={view}
    />
  );
}

const ignore = (): void => undefined;

/** Shows a sheet in a view. */
export async function drive(sheet: LiveSheet, { view, ...places }: ViewUnderTest): Promise<Driver> {
  const root = document.body.appendChild(document.createElement('div'));
  const page = createRoot(root);
  const settle = (change: () => void = ignore): Promise<void> =>
    act(() => {
      change();
      return Promise.resolve();
    });
  await act(async () => {
    page.render(
      <I18nextProvider i18n={createI18n('ru', resources)}>
        <Page sheet={sheet} view={view} />
      </I18nextProvider>,
    );
    await Promise.resolve();
  });
  await settle();

  const mouse = async (type: string, spot: Spot, shift = false): Promise<void> => {
    // jsdom lays nothing out: under the pointer is what the test points at.
    document.elementFromPoint = () => spot.target;
    const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
    const options = { bubbles: true, cancelable: true, button: 0, shiftKey: shift };
    await act(async () => {
      spot.target.dispatchEvent(new Kind(type, { ...options, clientX: spot.x, clientY: spot.y }));
      await Promise.resolve();
    });
  };
  const field = (): Element => document.activeElement ?? document.body;
  const clipboard = async (type: string, given = ''): Promise<string> => {
    const held = new Map([['text/plain', given]]);
    const event = new Event(type, { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', {
      value: {
        types: ['text/plain'],
        items: [],
        files: [],
        getData: (kind: string) => held.get(kind) ?? '',
        setData: (kind: string, text: string) => held.set(kind, text),
      },
    });
    await act(async () => {
      field().dispatchEvent(event);
      await Promise.resolve();
    });
    await settle();
    return held.get('text/plain') ?? '';
  };
  return {
    root,
    press: async (cell, held) => {
      await mouse('pointerdown', places.cellAt(root, cell), held?.shift);
      await mouse('pointerup', places.cellAt(root, cell));
    },
    dragTo: async (cell) => {
      const { active } = sheet.controller.state().selection;
      await mouse('pointerdown', places.cellAt(root, active));
      await mouse('pointermove', places.cellAt(root, cell));
      await mouse('pointerup', places.cellAt(root, cell));
    },
    doubleClick: (cell) => mouse('dblclick', places.cellAt(root, cell)),
    pressRowHead: (rowIndex) => mouse('pointerdown', places.rowHeadAt(root, rowIndex)),
    pressColumnHead: (columnIndex) =>
      mouse('pointerdown', { target: find(root, `[data-column-head="${columnIndex}"]`), x: 0, y: -1 }),
    pressCorner: () => mouse('pointerdown', { target: find(root, '[data-corner]'), x: 0, y: -1 }),
    key: async (key, { ctrl = false, shift = false } = {}) => {
      const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
      const event = new KeyboardEvent('keydown', {
        ...{ key, code, ctrlKey: ctrl, shiftKey: shift },
        ...{ bubbles: true, cancelable: true },
      });
      await act(async () => {
        field().dispatchEvent(event);
        await Promise.resolve();
      });
      await settle();
      return event.defaultPrevented;
    },
    type: async (text) => {
      const input = field();
      if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement))
        throw new Error('no editor is open');
      const prototype = Object.getPrototypeOf(input) as object;
      await act(async () => {
        Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(input, text);
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await Promise.resolve();
      });
    },
    paste: async (text) => {
      await clipboard('paste', text);
    },
    copy: () => clipboard('copy'),
    cut: () => clipboard('cut'),
    shown: (cell) => places.shown(root, cell),
    spoken: () => {
      const id = root.querySelector('textarea')?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.textContent ?? '';
    },
    settle,
    close: async () => {
      await act(async () => {
        page.unmount();
        await Promise.resolve();
      });
      root.remove();
    },
  };
}
