import { describe, expect, it } from 'vitest';
import { CollectionBlock } from '~/components/publications/collection-block';
import type { CollectionBlockView, ParticipantCounts } from '~/protocol/views';
import { markupOf, wordsOf } from './render';

type Own = NonNullable<CollectionBlockView['own']>;

const title = 'Информация об ОО, реализующих программы СПО, профессиях и специальностях. 2023';
const untouched: Own = {
  submissionId: 's',
  status: 'not_started',
  changedAt: null,
  submittedAt: null,
  hasUnsubmittedEdits: false,
  receipt: null,
  review: null,
};
const begun: Own = { ...untouched, status: 'in_progress', changedAt: '2023-05-05T08:24:00Z' };
const submitted: Own = { ...begun, status: 'submitted', submittedAt: '2023-05-05T09:45:00Z' };
const counts: ParticipantCounts = { total: 1104, notStarted: 3, inProgress: 0, submitted: 1101 };

function block(
  change: Partial<CollectionBlockView>,
  state: 'not_yet' | 'open' | 'closed' = 'open',
  timeZone = 'Europe/Moscow',
) {
  const view: CollectionBlockView = {
    kind: 'collection',
    id: 'b',
    collectionId: 'c1',
    title,
    window: { opensAt: '2023-04-27T09:00:00Z', closesAt: '2023-05-29T08:00:00Z', state, prolonged: false },
    own: null,
    counts: null,
    review: null,
    ...change,
  };
  return <CollectionBlock block={view} context={{ timeZone, role: 'organisation' }} headingLevel={3} />;
}

describe('the collection block of an organisation', () => {
  it.each([
    ['Заполнить', 'open', untouched],
    ['Редактировать', 'open', begun],
    ['Редактировать', 'open', submitted],
    ['Просмотреть', 'closed', submitted],
    ['Просмотреть', 'closed', begun],
    ['Просмотреть', 'closed', untouched],
  ] as const)('[A21] the button says «%s» while %s', (label, state, own) => {
    const markup = markupOf(block({ own }, state));
    const links = [...markup.matchAll(/<a [^>]*href="([^"]*)"[^>]*>.*?<span>([^<]*)<\/span>/g)];
    expect(links.map(([, href, words]) => [href, words])).toEqual([['/lk/collections/c1/table', label]]);
  });

  it('[A20] before opening there is no button, and the time of opening', () => {
    const words = wordsOf(block({ own: untouched }, 'not_yet'));
    expect(words).toContain('Откроется 27 апреля 2023, 12:00 МСК');
    expect(words).not.toMatch(/Заполнить|Просмотреть/);
  });

  it.each([
    ['open', 'Открыт'],
    ['closed', 'Закрыт'],
  ] as const)('[A20] status of a collection that is %s, interval and the last transfer', (state, status) => {
    const words = wordsOf(block({ own: submitted }, state));
    expect(words).toContain(`${status} 27 апреля 2023, 12:00 – 29 мая 2023, 11:00 МСК`);
    expect(words).toContain('Последняя передача данных: 5 мая 2023, 12:45 МСК');
  });

  it('[A20] the own zone stands beside Moscow time where the clocks differ', () => {
    const here = wordsOf(block({ own: untouched }, 'open', 'Asia/Yekaterinburg'));
    expect(here).toContain('27 апреля 2023, 14:00 – 29 мая 2023, 13:00 по вашему времени (МСК+2)');
    expect(wordsOf(block({ own: untouched }))).not.toContain('по вашему времени');
  });

  it('[A32] [A34] says what is not submitted', () => {
    expect(wordsOf(block({ own: begun }))).toContain('Черновик не сдан');
    expect(wordsOf(block({ own: { ...submitted, hasUnsubmittedEdits: true } }))).toContain(
      'После сдачи внесены изменения',
    );
    expect(wordsOf(block({ own: begun }, 'closed'))).toContain('данные не были сданы');
    expect(wordsOf(block({ own: submitted }))).not.toMatch(/Черновик|После сдачи/);
  });
});

describe('the collection block of a coordinator', () => {
  it('[A38] four counts in the order of the manual, participants and export', () => {
    const words = wordsOf(block({ counts }, 'closed'));
    expect(words).toContain('Всего 1 104 Не приступило 3 В работе 0 Сдано 1 101');
    expect(words).toMatch(/Список участников Экспорт результатов Другие форматы… Ход сбора$/);
  });

  it('[A38] the bar shows shares without inline styles, which the content policy forbids', () => {
    const markup = markupOf(block({ counts: { total: 4, notStarted: 1, inProgress: 1, submitted: 2 } }));
    expect([...markup.matchAll(/<rect[^>]* width="([\d.]+)"/g)].map(([, width]) => width)).toEqual([
      '100',
      '75',
      '50',
    ]);
    expect(markup).not.toContain('style=');
  });
});
