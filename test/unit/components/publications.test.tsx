import { describe, expect, it } from 'vitest';
import { isUnfolded, withUnfolded } from '~/components/publications/address';
import { PublicationBlocks } from '~/components/publications/publication-blocks';
import { PublicationCard } from '~/components/publications/publication-card';
import { RichText } from '~/components/publications/rich-text';
import { safeHref } from '~/components/publications/safe-href';
import { StorageBlock } from '~/components/publications/storage-block';
import type {
  FileView,
  PublicationView,
  RichText as RichTextDocument,
  StorageBlockView,
} from '~/protocol/views';
import { isPublicPath, passwordHelpPath } from '~/routes/publications/public-publication';
import { toSlug } from '~/services/publications/slug';
import { markupOf, wordsOf } from './render';

const context = { timeZone: 'Europe/Moscow', role: 'organisation' } as const;
const publication: PublicationView = {
  id: 'p',
  sectionSlug: 'vpr-spo',
  slug: 'grafik',
  title: 'График проведения',
  publishedAt: '2023-04-26T21:30:00Z',
  blocks: [
    {
      kind: 'info',
      id: 'i',
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Текст' }] }] },
    },
  ],
};

describe('a publication in a list', () => {
  it('[A11] [A12] folded: title and date in Moscow, two icons, nothing else', () => {
    const card = <PublicationCard publication={publication} unfolded={false} context={context} />;
    expect(wordsOf(card)).toBe('График проведения 27 апреля 2023');
    expect(markupOf(card).match(/<svg/g)).toHaveLength(2);
    expect(markupOf(card)).toContain('aria-expanded="false"');
  });

  it('[A12] a plain link unfolds it and another folds it, and keeps the rest of the address', () => {
    const at = '/lk/publications/vpr-spo?open=other';
    const folded = markupOf(
      <PublicationCard publication={publication} unfolded={false} context={context} />,
      { at },
    );
    expect(folded).toContain('href="/lk/publications/vpr-spo?open=other&amp;open=grafik"');
    const unfolded = markupOf(<PublicationCard publication={publication} unfolded context={context} />, {
      at: `${at}&open=grafik`,
    });
    expect(unfolded).toContain('href="/lk/publications/vpr-spo?open=other"');
    expect(unfolded).toContain('Текст');
  });

  it('[A9] unfolded, it gives its permanent address', () => {
    const markup = markupOf(<PublicationCard publication={publication} unfolded context={context} />);
    expect(markup).toContain('href="/lk/publications/vpr-spo/grafik"');
  });

  it('folding and unfolding are the inverse of each other', () => {
    const before = new URLSearchParams('open=a&files=x');
    const after = new URLSearchParams(withUnfolded(before, 'files', ['y', 'z'], true));
    expect(isUnfolded(after, 'files', 'y')).toBe(true);
    expect(withUnfolded(after, 'files', ['y', 'z'], false)).toBe('?open=a&files=x');
    expect(withUnfolded(new URLSearchParams('open=a'), 'open', ['a'], false)).toBe('');
  });
});

describe('general information', () => {
  const link = (href: string): RichTextDocument => ({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'см. <b>', marks: [{ type: 'link', attrs: { href } }] }],
      },
    ],
  });

  it('[A14] shows headings, lists, bold and links', () => {
    const body: RichTextDocument = {
      type: 'doc',
      content: [
        { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Шаги' }] },
        {
          type: 'orderedList',
          content: [
            {
              type: 'listItem',
              content: [
                { type: 'paragraph', content: [{ type: 'text', text: 'Раз', marks: [{ type: 'bold' }] }] },
              ],
            },
          ],
        },
      ],
    };
    expect(markupOf(<RichText body={body} />)).toContain(
      '<h3>Шаги</h3><ol><li><p><strong>Раз</strong></p></li></ol>',
    );
  });

  it('text stays text, and a link that could run a script is only words', () => {
    expect(markupOf(<RichText body={link('javascript:alert(1)')} />)).not.toContain('<a');
    expect(markupOf(<RichText body={link('https://example.org/')} />)).toContain(
      '<a href="https://example.org/" target="_blank" rel="noopener noreferrer">см. &lt;b&gt;</a>',
    );
  });

  it.each([
    ['https://example.org/a', true],
    ['mailto:a@example.org', true],
    ['tel:+70000000000', true],
    ['/lk/publications/vpr', true],
    ['//example.org', false],
    ['/\\example.org', false],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['java\nscript:alert(1)', false],
    ['\u0001javascript:alert(1)', false],
    ['/\t/example.org', false],
    ['data:text/html,x', false],
    ['vbscript:x', false],
    ['lk', false],
  ])('address %j may be followed: %s', (href, allowed) => {
    expect(safeHref(href)).toBe(allowed ? href : null);
  });
});

describe('a storage of files', () => {
  const file = (id: string, change: Partial<FileView> = {}): FileView => ({
    id,
    name: `${id}.pdf`,
    sizeBytes: 1536,
    uploadedAt: '2023-05-01T06:00:00Z',
    shown: false,
    downloadable: true,
    downloadedAt: null,
    recipients: null,
    managed: null,
    ...change,
  });
  const block = (files: readonly FileView[], change: Partial<StorageBlockView> = {}): StorageBlockView => ({
    kind: 'storage',
    id: 'b',
    title: '',
    files,
    total: files.length,
    matching: files.length,
    unfolded: false,
    search: '',
    page: 1,
    pageSize: 5,
    managed: false,
    counted: false,
    deliveries: [],
    ...change,
  });
  const storage = (files: readonly FileView[], change: Partial<StorageBlockView> = {}) => (
    <StorageBlock block={block(files, change)} headingLevel={3} />
  );

  it('[A15] name, size, link, and when this user downloaded it', () => {
    const part = storage([file('a', { downloadedAt: '2023-05-10T06:24:00Z' }), file('b')]);
    expect(wordsOf(part)).toBe(
      'Хранилище файлов 2 файла Скачать файл a.pdf 1,5 КБ Скачан 10.05.2023 09:24 Скачать файл b.pdf 1,5 КБ',
    );
    expect(markupOf(part)).toContain('href="/lk/files/a"');
  });

  it('[A16] a file for organisations only is listed, explained, and has no link', () => {
    const part = storage([file('keys', { downloadable: false })]);
    expect(wordsOf(part)).toContain('keys.pdf 1,5 КБ Только для образовательных организаций');
    expect(markupOf(part)).not.toContain('/lk/files/');
  });

  it('[A15] a file that was changed after the download says so', () => {
    const at = { downloadedAt: '2023-05-10T06:24:00Z', uploadedAt: '2023-05-11T06:24:00Z' };
    expect(wordsOf(storage([file('a', at)]))).toContain(
      'Файл обновлён 11.05.2023 09:24, после вашего скачивания',
    );
  });

  it('[A14] what browsers show harmlessly can be opened besides being saved', () => {
    expect(markupOf(storage([file('a', { shown: true })]))).toContain('href="/lk/files/a?view"');
    expect(markupOf(storage([file('a')]))).not.toContain('?view');
  });

  it('[A18] coordinators see how many have it, and ask for a report', () => {
    const part = storage([file('a', { downloadable: false, recipients: { downloaded: 12, total: 1040 } })], {
      counted: true,
    });
    expect(wordsOf(part)).toContain('Скачали 12 из 1 040');
    expect(markupOf(part)).toContain('href="/lk/files/a/downloads"');
    expect(markupOf(part)).toContain('action="/lk/storages/b/report"');
    expect(markupOf(storage([file('a')]))).not.toContain('/report');
  });

  it('[A17] a large one shows five files and «Раскрыть»; unfolded, a search and pages', () => {
    const files = Array.from({ length: 20 }, (_, index) => file(`f${index}`));
    const folded = storage(files.slice(0, 5), { total: 32, matching: 32 });
    expect(wordsOf(folded)).toContain('32 файла Раскрыть');
    expect(markupOf(folded).match(/<li/g)).toHaveLength(5);
    const part = storage(files, { total: 32, matching: 32, unfolded: true, pageSize: 20, search: 'f' });
    const at = '/lk/publications/s/p?files=b&files=other&page-other=2&q-b=f&page-b=1';
    const unfolded = markupOf(part, { at });
    expect(unfolded).toContain('type="search"');
    expect(unfolded.match(/\/lk\/files\//g)).toHaveLength(20);
    expect(wordsOf(part, { at })).toContain('1–20 из 32');
    // Another page and another search keep what else is unfolded, also without scripts.
    expect(unfolded).toContain('files=b&amp;files=other&amp;page-other=2&amp;q-b=f&amp;page-b=2');
    expect(unfolded).toContain('<input type="hidden" name="page-other" value="2"/>');
    expect(unfolded).not.toContain('<input type="hidden" name="page-b"');
  });

  it('[A17] where nothing is found it says what was sought', () => {
    const part = storage([], { total: 32, unfolded: true, pageSize: 20, search: 'химия' });
    expect(wordsOf(part)).toContain('Нет файлов, в названии которых есть «химия».');
  });

  it('organizers have a plain form for small files until the tools are there', () => {
    const markup = markupOf(storage([], { managed: true }), { at: '/lk/publications/s/p?files=b' });
    expect(markup).toContain('action="/lk/storages/b/files"');
    expect(markup).toContain('name="returnTo" value="/lk/publications/s/p?files=b"');
  });

  it('[A17] several storages: «Показать все» unfolds them all, and «Свернуть все» folds them', () => {
    const files = [file('a')];
    const blocks = ['x', 'y'].map((id) => block(files, { id, title: id }));
    const part = (
      <PublicationBlocks publication={{ ...publication, blocks }} context={context} headingLevel={3} />
    );
    expect(markupOf(part)).toMatch(/href="\/\?files=x&amp;files=y"[^>]*>Показать все/);
    expect(markupOf(part, { at: '/?files=x&files=y' })).toMatch(/href="\/"[^>]*>Свернуть все/);
  });

  it('a small one has nothing to unfold', () => {
    expect(wordsOf(storage([file('a')]))).not.toContain('Раскрыть');
  });
});

it('[A8] the address that the login page links to is that of the publication about passwords', () => {
  expect(passwordHelpPath).toBe(
    `/lk/publications/${toSlug('Техническая поддержка')}/${toSlug('Инструкция по замене пароля')}`,
  );
  expect(isPublicPath(passwordHelpPath)).toBe(true);
  expect(isPublicPath('/lk/publications/vpr/obiavlenie')).toBe(false);
});
