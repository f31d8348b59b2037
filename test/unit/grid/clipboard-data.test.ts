// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { parseClipboard } from '../../../app/components/grid/controller/clipboard';
import { formatClipboardHtml } from '../../../app/components/grid/controller/clipboard-html';
import { clipboardText } from '../../../app/components/grid/table/clipboard-data';

const pasted = (plain: string, html: string): string[][] =>
  parseClipboard(
    clipboardText({ getData: (kind) => (kind === 'text/html' ? html : kind === 'text/plain' ? plain : '') }),
  );
const excel = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>';

describe('[A24] what the clipboard says in HTML', () => {
  it('plain text of a spreadsheet stays the word', () => {
    expect(pasted('007\t"a\nb"\r\n', `${excel}<table><tr><td>7<td>a b</table>`)).toEqual([['007', 'a\nb']]);
  });

  it('numbers that a narrow column shows as #### are read from the table', () => {
    const html = `${excel}<table><tr><td x:num="1234567.5">####</td><td>x</td></tr></table>`;
    expect(pasted('####\tx\r\n', html)).toEqual([['1234567,5', 'x']]);
    expect(pasted('####\tx\r\n', `${excel}<table><tr><td>####</td><td>x</td></tr></table>`)).toEqual([
      ['####', 'x'],
    ]);
  });

  it('cells of several paragraphs from a document stay one cell; hidden cells are blank', () => {
    const html = `<table><tr><td colspan=2><p>Первый</p><p>второй &amp;&nbsp;третий</p></td></tr>
      <tr><td rowspan=2>a</td><td>b<br>c</td></tr><tr><td>  d
        e </td></tr></table>`;
    expect(pasted('Первый\nвторой & третий\na\tb\nc\nd e', html)).toEqual([
      ['Первый\nвторой & третий', ''],
      ['a', 'b\nc'],
      ['', 'd e'],
    ]);
  });

  it('without a table the text is taken, without a text the table', () => {
    expect(pasted('a\tb', '<p>a b</p>')).toEqual([['a', 'b']]);
    expect(pasted('', '<table><tr><td>a</td><td>b</td></tr></table>')).toEqual([['a', 'b']]);
  });

  it('scripts and images of a page do nothing', () => {
    const html =
      '<table><tr><td><script>window.hit=1</script><img src=x onerror="window.hit=1">a</td></tr></table>';
    expect(pasted('a', html)).toEqual([['a']]);
    expect('hit' in window).toBe(false);
  });

  it('law: what is copied as HTML is read back', () => {
    const rows = [['007', ' a  b ', '<b>&"x"', 'строка\nвторая', '']];
    const html = formatClipboardHtml(rows, ['text', 'choice', 'text', 'text', 'integer']);
    expect(pasted('', html)[0]?.map((text) => text.trim())).toEqual(rows[0]?.map((text) => text.trim()));
    expect(html).toContain(`mso-number-format:'\\@'`);
  });
});
