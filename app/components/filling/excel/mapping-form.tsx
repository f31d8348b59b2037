import { type CompiledForm, localize } from 'engine';
import { useId, useState } from 'react';
import type { SheetMapping, WorkbookMapping, WorkbookReadReply, WorksheetOutline } from '~/protocol/workbook';
import { Button } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { Dialog } from '../../ui/dialog';
import styles from './excel.module.css';
import { useExcelTexts } from './use-excel-texts';

interface MappingFormProps {
  readonly form: CompiledForm;
  readonly reply: WorkbookReadReply;
  readonly onBack: () => void;
  readonly onApply: (mapping: WorkbookMapping) => void;
  readonly onClosed: () => void;
}

/** People say which worksheet, heading row and columns of their own file are which of the form. */
export function MappingForm({ form, reply, onBack, onApply, onClosed }: MappingFormProps) {
  const { t } = useExcelTexts();
  const [mapping, setMapping] = useState<WorkbookMapping>(() => startOf(form, reply));
  const isEmpty = Object.values(mapping).every(
    (one) => one === null || Object.keys(one.columns).length === 0,
  );
  return (
    <Dialog
      title={t('mapping.title')}
      size="wide"
      closesOutside={false}
      onClosed={onClosed}
      footer={
        <>
          <Button onClick={onBack}>{t('mapping.back')}</Button>
          <Button
            variant="primary"
            aria-disabled={isEmpty}
            onClick={() => (isEmpty ? undefined : onApply(mapping))}
          >
            {t('mapping.apply')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>{t('mapping.text')}</p>
        {form.sheets.map((sheet) => (
          <SheetMappingPart
            key={sheet.id}
            sheet={sheet}
            outline={reply.outline}
            mapping={mapping[sheet.id] ?? null}
            onMapping={(next) => setMapping({ ...mapping, [sheet.id]: next })}
          />
        ))}
      </div>
    </Dialog>
  );
}

/** What was recognised already; a form of one sheet begins with the first worksheet. */
function startOf(form: CompiledForm, reply: WorkbookReadReply): WorkbookMapping {
  return Object.fromEntries(
    form.sheets.map((sheet) => {
      const found = reply.sheets.find((one) => one.sheet === sheet.id);
      const [first] = reply.outline;
      const outline = found ? reply.outline.find(({ name }) => name === found.worksheet) : undefined;
      if (!found) return [sheet.id, form.sheets.length === 1 && first ? blank(first) : null];
      const firstRow = found.rows[0]?.number ?? 2;
      const above = (outline?.top ?? []).filter(({ number }) => number < firstRow);
      return [
        sheet.id,
        { worksheet: found.worksheet, headingRow: above.at(-1)?.number ?? 1, columns: found.letters },
      ];
    }),
  );
}

const blank = ({ name, top }: WorksheetOutline): SheetMapping => ({
  worksheet: name,
  headingRow: headingRowOf(top),
  columns: {},
});

/** The row with the most texts among the first ones. */
function headingRowOf(top: WorksheetOutline['top']): number {
  const filled = (texts: readonly string[]): number => texts.filter((text) => text !== '').length;
  const best = [...top].sort((a, b) => filled(b.texts) - filled(a.texts) || a.number - b.number)[0];
  return best?.number ?? 1;
}

interface SheetMappingProps {
  readonly sheet: CompiledForm['sheets'][number];
  readonly outline: WorkbookReadReply['outline'];
  readonly mapping: SheetMapping;
  readonly onMapping: (mapping: SheetMapping) => void;
}

function SheetMappingPart({ sheet, outline, mapping, onMapping }: SheetMappingProps) {
  const { t, locale } = useExcelTexts();
  const id = useId();
  const title = localize(sheet.title, locale);
  const worksheet = outline.find(({ name }) => name === mapping?.worksheet);
  return (
    <section className={styles.part}>
      <div className={styles.selects}>
        <label htmlFor={`${id}w`}>
          {t('mapping.worksheet', { sheet: title })}
          <select
            id={`${id}w`}
            value={mapping?.worksheet ?? ''}
            onChange={(event) => {
              const next = outline.find(({ name }) => name === event.target.value);
              onMapping(next ? blank(next) : null);
            }}
          >
            <option value="">{t('mapping.none')}</option>
            {outline.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {mapping && worksheet ? (
          <label htmlFor={`${id}h`}>
            {t('mapping.heading')}
            <select
              id={`${id}h`}
              value={mapping.headingRow}
              onChange={(event) => onMapping({ ...mapping, headingRow: Number(event.target.value) })}
            >
              {worksheet.top.map(({ number, texts }) => (
                <option key={number} value={number}>
                  {`${number}: ${texts
                    .filter((text) => text !== '')
                    .join(' · ')
                    .slice(0, 80)}`}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </div>
      {mapping && worksheet ? (
        <ColumnTable sheet={sheet} worksheet={worksheet} mapping={mapping} onMapping={onMapping} />
      ) : null}
    </section>
  );
}

function ColumnTable({
  sheet,
  worksheet,
  mapping,
  onMapping,
}: Pick<SheetMappingProps, 'sheet' | 'onMapping'> & {
  readonly worksheet: WorksheetOutline;
  readonly mapping: NonNullable<SheetMapping>;
}) {
  const { t, locale } = useExcelTexts();
  const headings = worksheet.top.find(({ number }) => number === mapping.headingRow)?.texts ?? [];
  const sampleOf = (letter: string): string =>
    worksheet.top
      .filter(({ number }) => number > mapping.headingRow)
      .map(({ texts }) => texts[worksheet.letters.indexOf(letter)] ?? '')
      .find((text) => text !== '') ?? '';
  const choose = (column: string, letter: string): void => {
    const others = Object.entries(mapping.columns).filter(([id]) => id !== column);
    const columns = Object.fromEntries(letter === '' ? others : [...others, [column, letter]]);
    onMapping({ ...mapping, columns });
  };
  return (
    <DataTable className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('mapping.column')}</th>
          <th scope="col">{t('mapping.file')}</th>
          <th scope="col">{t('mapping.sample')}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.columns
          .filter((column) => column.value === undefined)
          .map((column) => {
            const group = localize(column.group, locale);
            const title = [group, localize(column.title, locale)].filter((text) => text !== '').join(' · ');
            const letter = mapping.columns[column.id] ?? '';
            return (
              <tr key={column.id}>
                <th scope="row">{title}</th>
                <td data-label={t('mapping.file')}>
                  <select
                    aria-label={`${t('mapping.file')}: ${title}`}
                    value={letter}
                    onChange={(event) => choose(column.id, event.target.value)}
                  >
                    <option value="">{t('mapping.none')}</option>
                    {worksheet.letters.map((one, i) => (
                      <option key={one} value={one}>
                        {headings[i] ? `${one} – ${headings[i]}` : one}
                      </option>
                    ))}
                  </select>
                </td>
                <td data-label={t('mapping.sample')} className={styles.muted}>
                  {letter === '' ? '' : sampleOf(letter)}
                </td>
              </tr>
            );
          })}
      </tbody>
    </DataTable>
  );
}
