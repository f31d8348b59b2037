import { packageHead, toResource, type WrittenTable } from 'engine';
import type { Archive } from './formats/archive.server';
import type { FormatWriter } from './formats/types';
import type { ExportOrder } from './write-export.server';

interface Written {
  readonly archive: Archive;
  readonly writer: FormatWriter;
  readonly tables: readonly WrittenTable[];
  readonly dictionary: WrittenTable;
  readonly submissions: number;
  /** Rows by the name of their table. */
  readonly rows: ReadonlyMap<string, number>;
}

/** What an export says of itself: the worksheet «Сведения», or `datapackage.json`. */
export async function describeArchive(order: ExportOrder, written: Written): Promise<void> {
  const { writer, archive } = written;
  if (writer.kinds)
    archive.add('datapackage.json', `${JSON.stringify(dataPackage(order, written), null, 2)}\n`);
  await writer.finish(order.locale === 'ru' ? 'Сведения' : 'About', factsOf(order, written));
}

function dataPackage(order: ExportOrder, { writer, tables, dictionary }: Written): unknown {
  const form = order.forms.at(-1);
  if (!form || !writer.kinds) throw new Error('no package without files');
  const { kinds } = writer;
  const view = {
    kind: kinds.tables,
    values: order.values,
    constrained: order.forms.length === 1 && order.layout === 'wide',
  };
  return {
    ...packageHead(form, { title: order.title, kind: kinds.tables }),
    created: order.snapshotAt.toISOString(),
    description: order.scope,
    resources: [
      ...tables.map((table) => toResource(table, view)),
      toResource(dictionary, { ...view, kind: kinds.dictionary }),
    ],
  };
}

function factsOf(order: ExportOrder, written: Written): readonly (readonly [string, string | number])[] {
  const { locale, forms, snapshotAt } = order;
  const word = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  const moment = new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Moscow',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(snapshotAt);
  const form = forms.at(-1);
  const older =
    forms.length > 1
      ? `, ${word('также данные версий с', 'with data of versions from')} ${forms[0]?.version ?? ''}`
      : '';
  return [
    [word('Сбор данных', 'Collection'), order.title],
    [word('Форма', 'Form'), `${form?.id ?? ''}, ${word('версия', 'version')} ${form?.version ?? ''}${older}`],
    [word('Чьи данные', 'Scope'), order.scope],
    [word('Данные на момент', 'Data as of'), `${moment} ${word('МСК', 'Moscow time')}`],
    [word('Сдано отчётов', 'Reports submitted'), written.submissions],
    ...written.tables.flatMap(({ name, title }) => {
      const rows = written.rows.get(name);
      return rows === undefined ? [] : [[`${word('Строк', 'Rows')}: ${title}`, rows] as const];
    }),
  ];
}
