import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canBeShown,
  cleanFileName,
  extensionOf,
  freeName,
  mediaTypeOf,
  refusedName,
} from '../../../app/services/files/file-names';

describe('names of files', () => {
  it.each([
    ['Отчёт за 2023 год.pdf', 'Отчёт за 2023 год.pdf'],
    ['C:\\Users\\я\\отчёт.pdf', 'отчёт.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['отчё\u0442\u0000.pdf', 'отчёт.pdf'],
    ['а\u0438\u0306.pdf', 'ай.pdf'],
    ['отчёт\u202efdp.exe', 'отчётfdp.exe'],
    ['что? где* "так".pdf', 'что_ где_ _так_.pdf'],
    ['  .. отчёт .pdf. ', 'отчёт .pdf'],
    ['..', ''],
    ['/', ''],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it('long ones keep their extension', () => {
    const name = cleanFileName(`${'ы'.repeat(500)}.docx`);
    expect(Array.from(name)).toHaveLength(200);
    expect(name.endsWith('.docx')).toBe(true);
  });

  it('cleaning again changes nothing, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const once = cleanFileName(given);
        expect(cleanFileName(once)).toBe(once);
        expect(once).not.toMatch(/[/\\\u0000-\u001f]/);
      }),
      { numRuns: 500 },
    );
  });

  it('programs are refused, documents are not', () => {
    for (const name of ['a.exe', 'a.PDF.Js', 'a.lnk', 'a.bat']) expect(refusedName(name)).toBe('type');
    for (const name of ['a.pdf', 'a', 'a.docx', 'exe']) expect(refusedName(name)).toBeNull();
    expect(refusedName('')).toBe('name');
  });

  it('[A14] what can run is never shown, only saved', () => {
    for (const name of ['a.html', 'a.svg', 'a.xml', 'a.htm', 'a.xhtml', 'a.js', 'a.mhtml', 'a', 'a.unknown'])
      expect([name, canBeShown(mediaTypeOf(name))]).toEqual([name, false]);
    expect(canBeShown(mediaTypeOf('a.PDF'))).toBe(true);
    expect(mediaTypeOf('a.svg')).toBe('application/octet-stream');
  });

  it('a taken name gets the next number', () => {
    const taken = new Set(['a.tar.gz', 'a.tar (2).gz', 'b']);
    expect(freeName('a.tar.gz', (name) => taken.has(name))).toBe('a.tar (3).gz');
    expect(freeName('b', (name) => taken.has(name))).toBe('b (2)');
    expect(extensionOf('.hidden')).toBe('');
  });
});
