import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { describe, expect, it } from 'vitest';
import type { CellView, GridGestures, GridModel } from '../../../app/components/grid/adapter';
import { single } from '../../../app/components/grid/controller/selection';
import { TableView } from '../../../app/components/grid/table/table-view';
import { createI18n } from '../../../app/i18n/create-i18n';
import { resources } from '../../../app/i18n/ru';

const plain: CellView = {
  text: '',
  placeholder: 'Текст',
  kind: 'text',
  required: false,
  notEnabled: false,
  readOnly: false,
  computed: false,
  error: null,
  remark: null,
  warning: null,
  hint: null,
};

const nothing = (): void => undefined;
const gestures: GridGestures = {
  pointerDown: nothing,
  pointerMove: nothing,
  pointerUp: nothing,
  doubleClick: nothing,
  selectRow: nothing,
  selectColumn: nothing,
  selectAll: nothing,
  keyDown: () => false,
  text: nothing,
  paste: nothing,
  copy: () => '',
  cut: () => '',
  resizeColumn: nothing,
};

const column = { group: null, hint: null, type: 'text', width: 120, align: 'start', remark: null } as const;

/** The table as the server paints it. */
function painted(rowCount: number, cell: Partial<CellView> = {}, title = 'Дата'): string {
  const model: GridModel = {
    sheetId: 's',
    title: 'Лист',
    columns: [
      { ...column, id: 'a', title, hint: 'Как заполнять' },
      { ...column, id: 'b', title: 'B', group: '1й курс' },
      { ...column, id: 'c', title: 'C', group: '1й курс', width: 90 },
    ],
    hasRowTitles: false,
    readOnly: false,
    rowIds: Array.from({ length: rowCount }, (_, index) => `r${index}`),
    rowView: (rowIndex) => ({
      id: `r${rowIndex}`,
      rowNumber: rowIndex + 1,
      title: null,
      ghost: false,
      cells: [{ ...plain, ...cell }, plain, plain],
      error: null,
      remark: null,
    }),
    totals: null,
  };
  const first = { rowIndex: 0, columnIndex: 0 };
  return renderToStaticMarkup(
    <I18nextProvider i18n={createI18n('ru', resources)}>
      <TableView
        model={model}
        selection={single(first)}
        reveal={first}
        editing={null}
        widths={{ b: 200 }}
        gestures={gestures}
      />
    </I18nextProvider>,
  );
}

describe('the table view, as the server paints it', () => {
  it('is an ARIA grid that counts all rows and paints the first ones', () => {
    const html = painted(5_000);
    expect(html).toContain('role="grid"');
    expect(html).toContain('aria-rowcount="5002"');
    expect(html).toContain('aria-colcount="4"');
    expect(html.match(/role="rowheader"/g)?.length).toBeLessThan(100);
    expect(html).toContain('aria-rowindex="3"');
  });

  it('keeps the place of the rows that it does not paint', () => {
    const rows = painted(5_000).match(/role="rowheader"/g)?.length ?? 0;
    expect(painted(5_000)).toContain(`height="${(5_000 - rows) * 32}"`);
  });

  it('needs no inline style, for the strict content policy forbids it', () => {
    expect(painted(3)).not.toMatch(/ style=/);
    expect(painted(3)).toContain('<col width="200"/>');
  });

  it('groups headings and names the icon of a hint', () => {
    const html = painted(1);
    expect(html).toMatch(
      /<th[^>]*scope="colgroup"[^>]*colSpan="2"[^>]*>1й курс<\/th>|<th[^>]*colSpan="2"[^>]*>1й курс/i,
    );
    expect(html).toContain('aria-label="Подсказка: Дата"');
  });

  it('says errors and states in words, not by colour alone', () => {
    const html = painted(1, { error: 'Слишком поздно', required: true, hint: 'Будний день' });
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('aria-required="true"');
    expect(html).toContain('Ошибка: Слишком поздно. Подсказка: Будний день');
    expect(painted(1, { notEnabled: true, placeholder: '---' })).toMatch(
      /aria-readonly="true"[\s\S]*не заполняется/,
    );
  });

  it('endless texts are painted as far as a cell reaches, and isolated from what stands beside them', () => {
    const html = painted(1, { text: `\u202e${'😀'.repeat(50_000)}`, error: 'ы'.repeat(100_000) });
    expect(html.length).toBeLessThan(20_000);
    expect(html).toContain('<bdi class');
    // No half of a letter is left.
    expect(html).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  it('hostile texts stay texts', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    const html = painted(1, { text: hostile, error: hostile }, hostile);
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});
