// @vitest-environment jsdom
import type { WorkbookInstance } from '@fortune-sheet/react';
import type { ComponentProps } from 'react';
import { act, createElement, forwardRef, useImperativeHandle, useRef } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SpreadsheetView } from '../../../../app/components/grid/spreadsheet/spreadsheet-view';
import { standInForBrowser } from './browser';
import type { Driver } from './drivers';
import { drive, onCanvas } from './drivers';
import type { LiveSheet } from './sheet';
import { liveSheet } from './sheet';

const seen = vi.hoisted(() => ({ handle: { current: null as WorkbookInstance | null }, ops: 0 }));

// The real one, with its handle kept, as if something inside of it made a change.
vi.mock('@fortune-sheet/react', async (importOriginal) => {
  const { Workbook: Real } = await importOriginal<typeof import('@fortune-sheet/react')>();
  const Workbook = forwardRef<WorkbookInstance, ComponentProps<typeof Real>>(function Workbook(props, ref) {
    const own = useRef<WorkbookInstance>(null);
    useImperativeHandle(ref, () => {
      // fortune-sheet makes another handle whenever its state changes.
      seen.handle = own;
      return own.current as WorkbookInstance;
    });
    const onOp: typeof props.onOp = (ops) => {
      seen.ops += ops.length;
      props.onOp?.(ops);
    };
    return createElement(Real, { ...props, onOp, ref: own });
  });
  return { Workbook };
});

beforeAll(standInForBrowser);

describe('fortune-sheet behind its wrapper', () => {
  let driver: Driver;
  let sheet: LiveSheet;
  const hostile = '<img src=x onerror=alert(1)>';
  const workbook = (): WorkbookInstance => {
    if (!seen.handle.current) throw new Error('no workbook');
    return seen.handle.current;
  };
  const held = () => workbook().getAllSheets()[0]?.data ?? [];
  const inside = (): HTMLElement =>
    driver.root.querySelector<HTMLElement>('.fortune-container') as HTMLElement;

  beforeEach(async () => {
    seen.ops = 0;
    sheet = liveSheet({
      rows: [
        ['007', 123456789012, null],
        ['=1+1', 5, null],
        [hostile, 7, null],
      ],
      columns: 'TNT',
    });
    driver = await drive(sheet, onCanvas(SpreadsheetView));
  });
  afterEach(() => driver.close());

  it('holds text only, whatever it looks like, and nothing that could be markup', () => {
    const text = { ct: { fa: '@', t: 's' } };
    expect(held().map((row) => row.map((cell) => cell?.m))).toEqual([
      ['007', '123456789012', ''],
      ['=1+1', '5', ''],
      ['&lt;img src=x onerror=alert(1)&gt;', '7', ''],
    ]);
    for (const cell of held().flat()) expect(cell).toEqual({ v: cell?.m, m: cell?.m, ...text });
  });

  it('is told of an edit cell by cell, and reports nothing for that', async () => {
    const before = held();
    await driver.press({ rowIndex: 1, columnIndex: 1 });
    await driver.paste('6');
    expect(held()[1]?.[1]).toMatchObject({ v: '6', m: '6' });
    expect(held()[0]).toBe(before[0]);
    expect(seen.ops).toBe(0);
  });

  it('what it changes by itself is put back', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    await act(async () => {
      workbook().setCellValue(0, 0, 7);
      await Promise.resolve();
    });
    await driver.settle();
    expect(seen.ops).toBeGreaterThan(0);
    expect(held()[0]?.[0]).toEqual({ v: '007', m: '007', ct: { fa: '@', t: 's' } });
    expect(driver.shown({ rowIndex: 0, columnIndex: 0 })).toBe('007');
    expect(warn).toHaveBeenCalled();
    expect(sheet.applied).toEqual([]);
    warn.mockRestore();
  });

  it('is inert: neither focus nor pointer nor keys reach it', () => {
    const stage = inside().parentElement;
    expect(stage?.hasAttribute('inert')).toBe(true);
    expect(stage?.getAttribute('aria-hidden')).toBe('true');
    expect(inside().contains(document.activeElement)).toBe(false);
  });

  it('keys, presses and pastes that are sent into it all the same come to nothing', async () => {
    const overlay = driver.root.querySelector<HTMLElement>('.fortune-cell-area');
    const options = { bubbles: true, cancelable: true };
    await driver.settle(() => {
      for (const key of ['Delete', 'Backspace', 'x', 'Enter', 'F2'])
        overlay?.dispatchEvent(new KeyboardEvent('keydown', { key, ...options }));
      for (const type of ['mousedown', 'dblclick', 'contextmenu'])
        overlay?.dispatchEvent(new MouseEvent(type, options));
      overlay?.dispatchEvent(new Event('paste', options));
    });
    expect(seen.ops).toBe(0);
    expect(sheet.applied).toEqual([]);
    expect(held()[0]?.[0]).toMatchObject({ v: '007' });
    expect(workbook().getSelection()).toEqual([{ row: [0, 0], column: [0, 0] }]);
  });

  it('leaves the zoom of the browser alone', () => {
    const key = new KeyboardEvent('keydown', { key: '-', ctrlKey: true, bubbles: true, cancelable: true });
    document.body.dispatchEvent(key);
    expect(key.defaultPrevented).toBe(false);
  });
});
