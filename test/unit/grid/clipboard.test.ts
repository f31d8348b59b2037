import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatClipboard, parseClipboard } from '../../../app/components/grid/controller/clipboard';

describe('[A24] clipboard text of Excel and LibreOffice', () => {
  it.each([
    ['one cell', 'a', [['a']]],
    [
      'a line end after the last row is not a row',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'blank cells at the ends',
      '\ta\t\r\n\t\t\r\n',
      [
        ['', 'a', ''],
        ['', '', ''],
      ],
    ],
    ['a line break inside a cell', '"one\ntwo"\tb\r\n', [['one\ntwo', 'b']]],
    ['quotes inside a cell with a line break', '"say ""yes""\nor no"\r\n', [['say "yes"\nor no']]],
    ['quotes that Excel leaves bare', '"Ромашка"\tООО "Ромашка"\r\n', [['"Ромашка"', 'ООО "Ромашка"']]],
    ['quotes that LibreOffice doubles', '"ООО ""Ромашка"""\t1\n', [['ООО "Ромашка"', '1']]],
    ['a quote that nothing closes', '"12 дюймов\tb\n', [['"12 дюймов', 'b']]],
    ['a tab inside a cell', '"a\tb"\tc', [['a\tb', 'c']]],
    ['rows of different length', 'a\nb\tc', [['a'], ['b', 'c']]],
    ['old line ends', 'a\rb', [['a'], ['b']]],
    ['codes stay codes', '007\t38.02.01\t000000000012', [['007', '38.02.01', '000000000012']]],
  ])('%s', (_name, source, expected) => {
    expect(parseClipboard(source)).toEqual(expected);
  });

  it('law: what was copied is read back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'я', '"', '\t', '\n', ' ', '7', '=') });
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }),
      );
    fc.assert(
      fc.property(block, (rows) => {
        // A last line that is blank altogether cannot be told from the end of the text.
        fc.pre(rows.at(-1)?.join('') !== '' || rows.at(-1)?.length !== 1);
        expect(parseClipboard(formatClipboard(rows))).toEqual(rows);
      }),
    );
  });
});
