import { FileDown } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { encodeCell, localize } from 'engine';
import type { WorkbookReadReply } from '~/protocol/workbook';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { Disclosure } from '../../ui/disclosure';
import { Notice } from '../../ui/notice';
import type { FillingSession } from '../session/filling-session';
import styles from './excel.module.css';
import { marksOf, type UploadChoices, type UploadPlan } from './plan-upload';
import { useExcelTexts } from './use-excel-texts';
import type { Upload } from './use-upload';

interface PreviewProps {
  readonly session: FillingSession;
  readonly upload: Upload;
  readonly reply: WorkbookReadReply;
  readonly plan: UploadPlan;
  readonly choices: UploadChoices;
  readonly onChoices: (choices: UploadChoices) => void;
}

/** What would become of the draft: nothing is changed yet. */
export function Preview(props: PreviewProps) {
  const { t } = useExcelTexts();
  const { reply, plan } = props;
  return (
    <>
      <Standing reply={reply} />
      <Modes {...props} />
      <SheetTable {...props} />
      {plan.changes === 0 ? (
        <Notice tone="info">
          <p>{t('nothing')}</p>
        </Notice>
      ) : null}
      <LeftOut {...props} />
      <CellChanges {...props} />
      <Findings {...props} />
    </>
  );
}

function Standing({ reply }: Pick<PreviewProps, 'reply'>) {
  const { t } = useExcelTexts();
  const { standing, olderVersion, lost, isTouched, sheets } = reply;
  const needsCare = standing === 'other_collection' || lost > 0 || isTouched || sheets.length === 0;
  return (
    <Notice tone={needsCare ? 'warning' : 'info'}>
      <p>
        {sheets.length === 0
          ? t('standing.nothing')
          : olderVersion === null
            ? t(`standing.${standing}`)
            : t('standing.older', { version: olderVersion })}
      </p>
      {lost > 0 ? <p>{t('standing.lost', { count: lost })}</p> : null}
      {isTouched ? <p>{t('standing.touched')}</p> : null}
    </Notice>
  );
}

function Modes({ plan, choices, onChoices }: PreviewProps) {
  const { t } = useExcelTexts();
  const name = useId();
  const absent = plan.merge.sheets.reduce((sum, one) => sum + one.absent.length, 0);
  const conflicts = plan.merge.sheets
    .flatMap((one) => one.conflicts)
    .reduce((sum, { cells }) => sum + cells.length, 0);
  return (
    <fieldset className={styles.modes}>
      <legend className={styles.heading}>{t('mode.label')}</legend>
      {(['merge', 'replace'] as const).map((mode) => (
        <label key={mode}>
          <input
            type="radio"
            name={name}
            checked={choices.mode === mode}
            onChange={() => onChoices({ ...choices, mode })}
          />
          {t(`mode.${mode}`)}
        </label>
      ))}
      {conflicts > 0 ? (
        <label>
          <input
            type="checkbox"
            checked={choices.fileWins}
            onChange={(event) => onChoices({ ...choices, fileWins: event.target.checked })}
          />
          {t('mode.fileWins', { count: conflicts })}
        </label>
      ) : null}
      {absent > 0 ? (
        <label>
          <input
            type="checkbox"
            checked={choices.removeAbsent}
            onChange={(event) => onChoices({ ...choices, removeAbsent: event.target.checked })}
          />
          {t('mode.removeAbsent', { count: absent })}
        </label>
      ) : null}
    </fieldset>
  );
}

function SheetTable({ session, reply, plan }: PreviewProps) {
  const { t, locale } = useExcelTexts();
  const heads = ['sheet', 'from', 'added', 'changed', 'same', 'absent'] as const;
  return (
    <DataTable className={styles.table}>
      <caption className={styles.heading}>{t('sheets.caption')}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(`sheets.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {session.form.sheets.map((sheet) => {
          const merged = plan.merge.sheets.find((one) => one.sheet === sheet.id);
          const found = reply.sheets.find((one) => one.sheet === sheet.id);
          const count = (value: number | undefined): ReactNode => value ?? '–';
          return (
            <tr key={sheet.id}>
              <th scope="row">{localize(sheet.title, locale)}</th>
              <td data-label={t('sheets.from')}>
                {found ? found.worksheet : <span className={styles.muted}>{t('sheets.missing')}</span>}
              </td>
              <td data-label={t('sheets.added')}>{count(merged?.added.length)}</td>
              <td data-label={t('sheets.changed')}>{count(merged?.changed.length)}</td>
              <td data-label={t('sheets.same')}>{count(merged?.same)}</td>
              <td data-label={t('sheets.absent')}>{count(merged?.absent.length)}</td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

/** What of the file is not taken is said before anything is thrown away. */
function LeftOut({ session, reply, plan }: PreviewProps) {
  const { t, locale } = useExcelTexts();
  const { sheets } = plan.merge;
  const sum = (of: 'locked' | 'gone'): number => sheets.reduce((all, one) => all + one[of], 0);
  const titleOf = (id: string): string => localize(session.form.sheetById.get(id)?.title, locale);
  const maxOf = (id: string): number => {
    const rows = session.form.sheetById.get(id)?.rows;
    return rows?.kind === 'open' ? rows.max : 0;
  };
  const lines = [
    ...reply.sheets.flatMap(({ worksheet, unknown }) =>
      unknown.length === 0
        ? []
        : [
            t('left.columns', {
              sheet: worksheet,
              names: unknown
                .map(({ letter, heading }) => (heading === '' ? letter : `${letter} «${heading}»`))
                .join(', '),
            }),
          ],
    ),
    ...reply.sheets.flatMap(({ worksheet, totals, beyond }) => [
      ...(totals.length > 0 ? [t('left.totals', { sheet: worksheet, rows: ranges(totals) })] : []),
      ...(beyond > 0 ? [t('left.beyond', { sheet: worksheet, count: beyond })] : []),
    ]),
    ...(reply.leftOut.length > 0 ? [t('left.worksheets', { names: reply.leftOut.join(', ') })] : []),
    ...(sum('locked') > 0 ? [t('left.locked', { count: sum('locked') })] : []),
    ...(sum('gone') > 0 ? [t('left.gone', { count: sum('gone') })] : []),
    ...sheets.flatMap(({ sheet, noRoom }) =>
      noRoom.length === 0
        ? []
        : [t('left.noRoom', { sheet: titleOf(sheet), rows: ranges(noRoom), max: maxOf(sheet) })],
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <Notice tone="warning">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}

/** `5–9, 12`. */
function ranges(numbers: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const number of numbers) {
    const last = parts.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else parts.push([number, number]);
  }
  const shown = parts.slice(0, 20).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
  return shown.join(', ') + (parts.length > shown.length ? '…' : '');
}

const LISTED = 100;

function CellChanges({ session, reply, plan, choices }: PreviewProps) {
  const { t, locale } = useExcelTexts();
  const lines = plan.merge.sheets.flatMap(({ sheet: id, added, changed, conflicts }) => {
    const sheet = session.form.sheetById.get(id);
    const worksheet = reply.sheets.find((one) => one.sheet === id)?.worksheet ?? '';
    const name = (column: string): string => localize(sheet?.columnById.get(column)?.title, locale) || column;
    const show = (column: string, value: Parameters<typeof encodeCell>[0]): string => {
      const found = sheet?.columnById.get(column);
      const text = found ? encodeCell(value, found, locale) : '';
      return text === '' ? t('changes.empty') : `«${text.slice(0, 120)}»`;
    };
    const kept = choices.fileWins ? [] : conflicts;
    return [
      ...kept.map(({ row, number, cells }) => ({
        key: `${id} ${row} kept`,
        place: `${worksheet}, ${t('changes.row', { row: number })} (${t('changes.kept')})`,
        text: cells
          .map(
            ({ column, before, after }) =>
              `${name(column)}: ${show(column, before)} ≠ ${show(column, after)}`,
          )
          .join('; '),
      })),
      ...changed.map(({ row, number, cells }) => ({
        key: `${id} ${row}`,
        place: `${worksheet}, ${t('changes.row', { row: number })}`,
        text: cells
          .map(
            ({ column, before, after }) =>
              `${name(column)}: ${show(column, before)} → ${show(column, after)}`,
          )
          .join('; '),
      })),
      ...added.map(({ row, number, cells }) => ({
        key: `${id} ${row}`,
        place: `${worksheet}, ${t('changes.row', { row: number })} (${t('changes.added')})`,
        text: Object.entries(cells)
          .map(([column, value]) => `${name(column)}: ${show(column, value)}`)
          .join('; '),
      })),
    ];
  });
  if (lines.length === 0) return null;
  return (
    <Disclosure summary={t('changes.title')}>
      <ul className={styles.list}>
        {lines.slice(0, LISTED).map(({ key, place, text }) => (
          <li key={key}>
            <span className={styles.place}>{place}</span> {text}
          </li>
        ))}
      </ul>
      {lines.length > LISTED ? <p>{t('changes.more', { count: lines.length - LISTED })}</p> : null}
    </Disclosure>
  );
}

function Findings({ session, upload, plan }: PreviewProps) {
  const { t, locale } = useExcelTexts();
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { findings, errors, warnings } = plan;
  const download = async (): Promise<void> => {
    setBusy(true);
    setFailed(false);
    const name = (upload.file?.name ?? 'book.xlsx').replace(/(\.xlsx)?$/i, ` (${t('findings.suffix')}).xlsx`);
    setFailed(!(await upload.download(marksOf(plan), name)));
    setBusy(false);
  };
  return (
    <section className={styles.part} aria-label={t('findings.title')}>
      <h3 className={styles.heading}>{t('findings.title')}</h3>
      <p>{findings.length === 0 ? t('findings.none') : t('findings.counts', { errors, warnings })}</p>
      {findings.length === 0 ? null : (
        <>
          <ul className={styles.list}>
            {findings.slice(0, LISTED).map(({ finding, worksheet, address }, index) => (
              <li key={index} data-severity={finding.severity}>
                <span className={styles.place}>
                  {address === null
                    ? localize(session.form.sheetById.get(finding.sheet ?? '')?.title, locale)
                    : `${worksheet ?? ''}!${address}`}
                </span>{' '}
                {finding.message}
              </li>
            ))}
          </ul>
          {findings.length > LISTED ? <p>{t('findings.more', { count: findings.length - LISTED })}</p> : null}
          <Button small icon={<FileDown aria-hidden="true" />} busy={isBusy} onClick={() => void download()}>
            {t('findings.marked')}
          </Button>
          {hasFailed ? (
            <Notice tone="error" live>
              <p>{t('findings.markedFailed')}</p>
            </Notice>
          ) : null}
        </>
      )}
    </section>
  );
}
