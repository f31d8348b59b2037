import type { RichInline, RichNode, RichText } from '~/protocol/views';
import type { Audience } from '~/db/queries/audiences.server';

export interface DemoFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
  readonly audience: Audience;
}

export type DemoBlock =
  | { readonly kind: 'info'; readonly body: RichText }
  | { readonly kind: 'storage'; readonly title: string; readonly files: readonly DemoFile[] }
  | { readonly kind: 'collection'; readonly collection: 'schedule' | 'professions' };

export interface DemoPublication {
  readonly section: string;
  readonly slug: string;
  readonly title: string;
  readonly daysAgo: number;
  readonly audience: Audience;
  readonly blocks: readonly DemoBlock[];
}

export const demoSections = [
  { slug: 'vpr', title: 'ВПР' },
  { slug: 'vpr-spo', title: 'ВПР СПО' },
  { slug: 'tekhnicheskaia-podderzhka', title: 'Техническая поддержка' },
] as const;

const text = (content: string): RichInline => ({ type: 'text', text: content });
const paragraph = (...content: readonly (string | RichInline)[]): RichNode => ({
  type: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? text(part) : part)),
});
const bold = (content: string): RichInline => ({ type: 'text', text: content, marks: [{ type: 'bold' }] });
const link = (content: string, href: string): RichInline => ({
  type: 'text',
  text: content,
  marks: [{ type: 'link', attrs: { href } }],
});
const steps = (...items: readonly string[]): RichNode => ({
  type: 'orderedList',
  content: items.map((item) => ({ type: 'listItem', content: [paragraph(item)] })),
});
const doc = (...content: readonly RichNode[]): RichText => ({ type: 'doc', content });
const info = (...content: readonly RichNode[]): DemoBlock => ({ kind: 'info', body: doc(...content) });

const note = (name: string, lines: readonly string[], audience: Audience = null): DemoFile => ({
  name,
  mediaType: 'text/plain; charset=utf-8',
  content: `${['Демонстрационный файл.', '', ...lines].join('\r\n')}\r\n`,
  audience,
});

const table = (name: string, rows: readonly (readonly string[])[], audience: Audience = null): DemoFile => ({
  name,
  mediaType: 'text/csv; charset=utf-8',
  // The mark makes Excel read it as UTF-8.
  content: `\ufeff${rows.map((row) => row.join(';')).join('\r\n')}\r\n`,
  audience,
});

const SUBJECTS = [
  'Русский язык',
  'Математика',
  'История',
  'Обществознание',
  'География',
  'Физика',
  'Химия',
  'Биология',
];
const onlyOrganisations: Audience = { roles: ['organisation'] };

/** Sample materials: a file for each subject and grade. */
const samples = SUBJECTS.flatMap((subject) =>
  [4, 5, 6, 7].map((grade) =>
    note(`${subject}. ${grade} класс. Описание работы.txt`, [
      `Предмет: ${subject}`,
      `Класс: ${grade}`,
      'Время: 45 минут.',
    ]),
  ),
);

export const demoPublications: readonly DemoPublication[] = [
  {
    section: 'vpr-spo',
    slug: 'grafik-provedeniia-vpr-spo',
    title: 'График проведения ВПР СПО',
    daysAgo: 10,
    audience: { kinds: ['spo'] },
    blocks: [
      info(
        paragraph(
          'Укажите, в какие дни и в скольких аудиториях ваша организация проведёт проверочные работы.',
        ),
        steps(
          'Откройте таблицу кнопкой «Заполнить».',
          'На каждом из трёх листов выберите предметы или значение «ОО не участвует».',
          'Проверьте, что ошибок нет, и нажмите «Сдать отчет».',
        ),
        paragraph(
          bold('Важно. '),
          'На один предмет отводится не больше пяти дней для каждой категории участников.',
        ),
      ),
      {
        kind: 'storage',
        title: 'Материалы для проведения',
        files: [
          note('Инструкция для организатора в аудитории.txt', [
            '1. Раздайте бланки.',
            '2. Объявите время начала.',
            '3. Соберите бланки.',
          ]),
          note(
            'Ключи к работам (для ОО).txt',
            ['Ключи доступны только образовательным организациям.'],
            onlyOrganisations,
          ),
          table('Расписание по предметам.csv', [
            ['Предмет', 'Минут'],
            ...SUBJECTS.map((subject) => [subject, '60']),
          ]),
        ],
      },
      { kind: 'collection', collection: 'schedule' },
    ],
  },
  {
    section: 'vpr-spo',
    slug: 'informatsiia-ob-oo-realizuiushchikh-programmy-spo-2023',
    title: 'Информация об ОО, реализующих программы СПО, профессиях и специальностях. 2023',
    daysAgo: 70,
    audience: { kinds: ['spo'] },
    blocks: [
      info(
        paragraph('Сбор сведений о профессиях и специальностях завершён. Сданные данные можно просмотреть.'),
        paragraph('Вопросы о заполнении граф собраны в разделе «Техническая поддержка».'),
      ),
      { kind: 'collection', collection: 'professions' },
    ],
  },
  {
    section: 'vpr-spo',
    slug: 'metodicheskie-rekomendatsii-vpr-spo',
    title: 'Методические рекомендации по проведению ВПР СПО',
    daysAgo: 34,
    audience: { kinds: ['spo'] },
    blocks: [
      info(
        paragraph(
          'Рекомендации для администрации колледжей и техникумов: подготовка аудиторий, состав участников, хранение работ.',
        ),
      ),
      {
        kind: 'storage',
        title: 'Документы',
        files: [note('Рекомендации.txt', ['Подготовьте аудитории за день до работы.'])],
      },
    ],
  },
  {
    section: 'vpr',
    slug: 'obraztsy-i-opisaniia-rabot',
    title: 'Образцы и описания проверочных работ',
    daysAgo: 21,
    audience: { kinds: ['edu', 'ksh'] },
    blocks: [
      info(
        paragraph(
          'Описания работ по предметам для 4–7 классов. Раскройте хранилище, чтобы искать по названию.',
        ),
      ),
      { kind: 'storage', title: 'Описания работ', files: samples },
    ],
  },
  {
    section: 'vpr',
    slug: 'poriadok-provedeniia-vpr',
    title: 'Порядок проведения ВПР в школах',
    daysAgo: 45,
    audience: { kinds: ['edu', 'ksh'] },
    blocks: [
      info(
        paragraph('Работы проводятся в дни, выбранные школой, на втором–четвёртом уроке.'),
        steps('Назначьте ответственного.', 'Скачайте материалы.', 'Проведите работы и загрузите результаты.'),
      ),
      {
        kind: 'storage',
        title: 'Материалы для школ',
        files: [note('Памятка ответственного.txt', ['Проверьте вход в кабинет заранее.'], onlyOrganisations)],
      },
    ],
  },
  {
    section: 'tekhnicheskaia-podderzhka',
    slug: 'instruktsiia-po-zamene-parolia',
    title: 'Инструкция по замене пароля при необходимости',
    daysAgo: 120,
    audience: null,
    blocks: [
      info(
        paragraph(
          'Если пароль утерян, его заменяет федеральный организатор. О замене сообщает региональный координатор.',
        ),
        steps(
          'Руководитель организации подписывает заявку с логином и причиной замены.',
          'Заявка передаётся региональному координатору.',
          'Новые реквизиты выдаются организации лично; прежние перестают действовать.',
        ),
        paragraph(bold('Пароль нельзя пересылать по электронной почте.')),
      ),
    ],
  },
  {
    section: 'tekhnicheskaia-podderzhka',
    slug: 'tekhnicheskii-reglament-raboty',
    title: 'Технический регламент работы в кабинете',
    daysAgo: 150,
    audience: null,
    blocks: [
      info(
        paragraph('Рекомендуется Яндекс.Браузер. Подходят и текущие версии Chromium, Firefox и Safari.'),
        paragraph(
          'Как заменить пароль: ',
          link('инструкция', '/lk/publications/tekhnicheskaia-podderzhka/instruktsiia-po-zamene-parolia'),
          '.',
        ),
      ),
    ],
  },
  {
    section: 'tekhnicheskaia-podderzhka',
    slug: 'voprosy-koordinatorov',
    title: 'Вопросы и ответы для координаторов',
    daysAgo: 15,
    audience: { roles: ['municipal', 'regional'] },
    blocks: [
      info(
        paragraph('«В работе» – организации, которые начали заполнять форму и ни разу её не сдали.'),
        paragraph('«Сдано» – организации, которые нажали «Сдать отчет»; последующие правки этого не меняют.'),
      ),
    ],
  },
];
