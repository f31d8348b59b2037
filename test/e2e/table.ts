import type { Locator, Page } from 'playwright-core';

/** Drives the filling page as a person does: by what is on the screen, and by the keyboard. */
export interface Table {
  cell(rowIndex: number, columnIndex: number): Locator;
  /** Text of a cell without the words for screen readers. */
  text(rowIndex: number, columnIndex: number): Promise<string>;
  select(rowIndex: number, columnIndex: number): Promise<void>;
  type(rowIndex: number, columnIndex: number, text: string): Promise<void>;
  paste(rowIndex: number, columnIndex: number, rows: readonly (readonly string[])[]): Promise<void>;
  saved(): Promise<void>;
}

export function tableOn(page: Page): Table {
  const cell = (rowIndex: number, columnIndex: number): Locator =>
    page.locator(`[role=gridcell][data-row="${rowIndex}"][data-column="${columnIndex}"]`);
  const select = (rowIndex: number, columnIndex: number) => cell(rowIndex, columnIndex).click();
  return {
    cell,
    select,
    text: (rowIndex, columnIndex) => cell(rowIndex, columnIndex).locator('[data-cell-text]').innerText(),
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
    saved: () =>
      page
        .getByText(/Все изменения сохранены \d/)
        .first()
        .waitFor(),
  };
}
