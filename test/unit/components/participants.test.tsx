import { describe, expect, it } from 'vitest';
import {
  readParticipantQuery,
  sortedBy,
  writeParticipantQuery,
} from '~/components/monitoring/participant-address';
import { ParticipantData } from '~/components/monitoring/participant-data';
import { ParticipantsTable } from '~/components/monitoring/participants-table';
import { pageWindow } from '~/components/ui/page-window';
import type { ExtraColumn, ParticipantQuery, ParticipantRow } from '~/protocol/views';
import { markupOf, wordsOf } from './render';

const usual: ParticipantQuery = { sort: 'login', descending: false, page: 1 };
const row: ParticipantRow = {
  submissionId: 's1',
  login: 'spo770001',
  organisation: 'Колледж связи',
  municipality: 'Мытищи',
  region: 'Московская область',
  status: 'submitted',
  startedAt: '2023-04-28T13:17:00Z',
  submittedAt: '2023-05-05T08:01:00Z',
  review: null,
  errorsLeft: 3,
  lastActivity: '2023-05-05T08:01:00Z',
  contact: { name: 'Секретарь', phone: '+7 000 123-45-67', email: 'spo770001@example.org' },
};
const nobodyChosen = {
  logins: new Set<string>(),
  isFull: false,
  set: () => undefined,
  clear: () => undefined,
};

describe('the address of the list', () => {
  it.each<[string, ParticipantQuery]>([
    ['?', usual],
    ['?q=%D0%9A%D0%BE%D0%BB&status=submitted', { ...usual, search: 'Кол', status: 'submitted' }],
    ['?unit=91-1&direct=yes', { ...usual, unit: '91-1', direct: true }],
    ['?sort=submittedAt&order=desc&page=3', { sort: 'submittedAt', descending: true, page: 3 }],
  ])('%s is read and written', (address, query) => {
    expect(readParticipantQuery(new URLSearchParams(address))).toEqual(query);
    expect(writeParticipantQuery(query)).toBe(address);
  });

  it.each([
    'page=0',
    'page=-1',
    'page=1.5',
    'page=x',
    'page=1e99',
    'sort=password',
    'status=gone',
    'order=up',
    'q=%20%20',
  ])('nonsense counts as not given: %s', (address) =>
    expect(readParticipantQuery(new URLSearchParams(address))).toEqual(usual),
  );

  it('a second press on a column turns the order round, from the first page', () => {
    const once = sortedBy({ ...usual, page: 4 }, 'status');
    expect(once).toBe('?sort=status');
    expect(sortedBy(readParticipantQuery(new URLSearchParams(once)), 'status')).toBe(
      '?sort=status&order=desc',
    );
  });
});

describe('the list', () => {
  const table = (
    rows: readonly ParticipantRow[],
    showsRegion = false,
    extraColumns: readonly ExtraColumn[] = [],
  ) => (
    <ParticipantsTable
      collectionId="c"
      rows={rows}
      query={{ ...usual, status: 'submitted' }}
      showsReview={false}
      showsRegion={showsRegion}
      extraColumns={extraColumns}
      selection={nobodyChosen}
    />
  );

  it('[A41] the columns of the manual and their values', () => {
    const words = wordsOf(table([row]));
    expect(words).toContain('Логин Пользователь Статус Дата начала работы Дата подачи');
    expect(words).toContain('spo770001 Колледж связи Мытищи Сдано 28.04.2023 16:17 05.05.2023 11:01');
  });

  it('[A41] the statuses of the manual; what has not happened is blank', () => {
    const words = wordsOf(
      table([
        { ...row, status: 'in_progress', submittedAt: null },
        { ...row, status: 'not_started', startedAt: null, submittedAt: null },
      ]),
    );
    expect(words).toMatch(/В работе 28\.04\.2023 16:17 spo770001 Колледж связи Мытищи Не приступал$/);
  });

  it('[A41] the eye leads to the window and keeps the list as it is', () => {
    expect(markupOf(table([row]))).toMatch(
      /<a aria-label="Посмотреть данные: Колледж связи"[^>]* href="\/lk\/collections\/c\/participants\/s1\?status=submitted"/,
    );
  });

  it('[A41] other columns only where they are wanted; a telephone dials', () => {
    expect(wordsOf(table([row]))).not.toMatch(/Ошибок|Контакт/);
    expect(wordsOf(table([row], false, ['errorsLeft', 'lastActivity', 'contact']))).toContain(
      'Ошибок осталось Последняя активность Контакт',
    );
    expect(markupOf(table([row], false, ['contact']))).toContain('href="tel:+70001234567"');
  });

  it('[A48] the whole country: the region too', () => {
    expect(wordsOf(table([row], true))).toContain('Московская область, Мытищи');
  });
});

describe('the data of a participant', () => {
  const long = '38.02.05 Товароведение и экспертиза качества потребительских товаров';
  const sheets = [
    {
      id: 'a',
      title: 'Лист',
      groups: [
        { title: '', span: 1 },
        { title: '1й курс', span: 1 },
      ],
      columns: [
        { id: 'code', title: 'Код', isNumber: false },
        { id: 'n', title: 'Число', isNumber: true },
      ],
      rows: [{ id: 'r', title: null, cells: [long, ''] }],
    },
  ];
  const data = (change: object) => (
    <ParticipantData
      participant={row}
      isDraft={false}
      editedSince={false}
      receipt={null}
      hasAnswers
      sheets={sheets}
      {...change}
    />
  );

  it('[A42] the participant, the cells whole in the page, «—» for blanks', () => {
    const words = wordsOf(data({}));
    expect(words).toContain('Логин spo770001 Пользователь Колледж связи Статус Сдано');
    expect(words).toContain(`1й курс № Код Число 1 ${long} —`);
    expect(words).not.toContain('черновик');
  });

  it('[A42] says whether it is a draft', () => {
    expect(wordsOf(data({ isDraft: true }))).toContain('Это черновик: организация ещё не сдала эти данные.');
    const left = { participant: { ...row, status: 'not_started', submittedAt: null }, isDraft: true };
    expect(wordsOf(data(left))).toContain('но не сдала её до закрытия сбора');
    expect(wordsOf(data({ editedSince: true }))).toContain('Показаны данные, сданные 05.05.2023 11:01');
  });

  it('[A42] for «Не приступал» it says that nothing was entered', () => {
    expect(wordsOf(data({ hasAnswers: false, sheets: [] }))).toContain('организация ещё ничего не ввела');
  });
});

describe('the numbers of pages', () => {
  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [1, 9, [1, 2, null, 9]],
    [5, 9, [1, null, 4, 5, 6, null, 9]],
    [4, 9, [1, 2, 3, 4, 5, null, 9]],
    [9, 9, [1, null, 8, 9]],
  ])('page %d of %d', (page, pages, shown) => expect(pageWindow(page, pages)).toEqual(shown));
});
