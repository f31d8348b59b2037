import type { Page } from 'playwright-core';
import type { Table } from './table';
import { tableOn } from './table';

const ROW_HEIGHT_PX = 32;

/**
 * Drives the spreadsheet view: cells are places on a canvas, pressed by the mouse below their headings; what stands in one is
 * what a screen reader is told when it is selected.
 */
export function spreadsheetOn(page: Page): Omit<Table, 'cell'> & { openList(): Promise<void> } {
  const place = async (rowIndex: number, columnIndex: number) => {
    const heading = page.locator(`[data-column-head="${columnIndex}"]`);
    const box = await heading.boundingBox();
    const below = await heading.evaluate(
      (element) => element.closest('thead')?.getBoundingClientRect().bottom,
    );
    if (!box || below === undefined) throw new Error('the sheet is not shown');
    return { x: box.x + box.width / 2, y: below + rowIndex * ROW_HEIGHT_PX + ROW_HEIGHT_PX / 2 };
  };
  const active = page.locator('[role=gridcell][data-row]');
  const select = async (rowIndex: number, columnIndex: number): Promise<void> => {
    const { x, y } = await place(rowIndex, columnIndex);
    await page.mouse.click(x, y);
    await page.locator(`[role=gridcell][data-row="${rowIndex}"][data-column="${columnIndex}"]`).waitFor({
      state: 'attached',
    });
  };
  return {
    select,
    text: async (rowIndex, columnIndex) => {
      await select(rowIndex, columnIndex);
      return (await active.locator('[data-cell-text]').textContent()) ?? '';
    },
    async type(rowIndex, columnIndex, text) {
      await select(rowIndex, columnIndex);
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    async paste(rowIndex, columnIndex, rows) {
      const text = rows.map((row) => row.join('\t')).join('\r\n');
      await page.evaluate((value) => navigator.clipboard.writeText(value), text);
      await select(rowIndex, columnIndex);
      await page.keyboard.press('Control+V');
    },
    openList: () => page.keyboard.press('Alt+ArrowDown'),
    saved: () => tableOn(page).saved(),
  };
}
