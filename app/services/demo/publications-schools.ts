import type { Audience } from '~/db/queries/audiences.server';
import { textDocument } from './files';
import type { DemoPublication } from './publications';
import { bold, doc, heading, paragraph, steps } from './rich-text';

const forSchools: Audience = { kinds: ['edu', 'ksh'] };
const onlyOrganisations: Audience = { roles: ['organisation'] };

const SUBJECTS: readonly (readonly [subject: string, grades: readonly number[], minutes: number])[] = [
  ['Русский язык', [4, 5, 6, 7, 8], 60],
  ['Математика', [4, 5, 6, 7, 8], 60],
  ['Окружающий мир', [4], 45],
  ['История', [5, 6, 7, 8], 45],
  ['Биология', [5, 6, 7, 8], 45],
  ['География', [6, 7, 8], 45],
  ['Обществознание', [6, 7, 8], 45],
  ['Физика', [7, 8], 45],
  ['Химия', [8], 90],
  ['Английский язык', [7, 8], 45],
  ['Немецкий язык', [7, 8], 45],
];

/** A description for each subject and grade: more than a page of them (A17). */
const descriptions = SUBJECTS.flatMap(([subject, grades, minutes]) =>
  grades.map((grade) =>
    textDocument(`${subject}. ${grade} класс. Описание работы`, [
      `Предмет: ${subject.toLowerCase()}. Класс: ${grade}.`,
      `На выполнение работы отводится ${minutes} минут.`,
      'Работа проверяет, как усвоен материал прошлого учебного года. Справочники и телефоны не нужны.',
      'Верный ответ на задание с кратким ответом оценивается одним баллом, с развёрнутым – до трёх баллов.',
    ]),
  ),
);

/** What schools and those who answer for them see in «ВПР». */
export const schoolPublications: readonly DemoPublication[] = [
  {
    title: 'Образцы и описания проверочных работ',
    daysAgo: 21,
    audience: forSchools,
    blocks: [
      {
        kind: 'info',
        body: doc(
          paragraph(
            'Описания работ по предметам для 4–8 классов: что проверяется, сколько времени и как оценивать.',
          ),
          paragraph('В раскрытом хранилище файлы можно искать по названию предмета и классу.'),
        ),
      },
      { kind: 'storage', title: 'Описания работ', files: descriptions },
    ],
  },
  {
    title: 'Порядок проведения ВПР в школах',
    daysAgo: 45,
    audience: forSchools,
    blocks: [
      {
        kind: 'info',
        body: doc(
          paragraph('Работы проводятся в дни, которые школа выбрала сама, на втором – четвёртом уроке.'),
          heading('Порядок'),
          steps(
            'Приказом назначьте ответственного за проведение и экспертов по каждому предмету.',
            'Внесите дни работ в расписание и сообщите о них родителям.',
            'В день работы скачайте материалы, распечатайте их и раздайте участникам коды.',
            'Проверьте работы в течение трёх дней и заполните форму сбора результатов.',
          ),
          paragraph(
            bold('Обратите внимание: '),
            'коды выдаются участникам один раз и нужны для всех предметов.',
          ),
        ),
      },
      {
        kind: 'storage',
        title: 'Материалы для школ',
        files: [
          textDocument('Порядок проведения', [
            'Участники садятся по одному. Учитель предмета в своём классе работу не проводит.',
            'Опоздавший начинает работу вместе со всеми, время ему не продлевается.',
          ]),
          textDocument(
            'Памятка ответственного (только для ОО)',
            ['За неделю до работы проверьте вход в кабинет: логин и пароль вводятся с учётом регистра.'],
            onlyOrganisations,
          ),
        ],
      },
    ],
  },
];
