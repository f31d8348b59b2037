import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { PlainConflict, PlainEntryOfRow, PlainField, PlainRow } from '~/protocol/plain';
import type { Refusal } from '~/protocol/saving';
import { Page } from '../../layout/page';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { HINT_SIGNS, shortened } from '../../grid/shortened';
import { PlainFieldControl } from './plain-field';
import styles from './plain.module.css';

export type PlainProblem =
  | { readonly outcome: 'conflict'; readonly cells: readonly PlainConflict[] }
  | { readonly outcome: 'rejected'; readonly columns: readonly string[] }
  | { readonly outcome: Refusal['outcome'] };

interface PlainRowPageProps {
  readonly row: PlainRow;
  /** Of the next request: one that is sent twice is saved once. */
  readonly clientId: string;
  readonly formPath: string;
  readonly problem: PlainProblem | null;
  /** What was sent and could not be saved. */
  readonly entry: PlainEntryOfRow | null;
}

/** One row of a form as labelled fields, for browsers without scripts. */
export function PlainRowPage(props: PlainRowPageProps) {
  const { row, formPath, problem, entry } = props;
  const { t } = useTranslation('plain');
  const name = row.title ?? t('rowTitle', { number: row.number });
  return (
    <Page
      title={row.isNew ? t('newRow') : name}
      back={{ to: `${formPath}#sheet-${row.sheet}`, label: t('backToForm') }}
    >
      <p className={styles.where}>
        {row.collectionTitle} · {row.sheetTitle}
      </p>
      {row.sheetHint === null ? null : <p className={styles.hint}>{shortened(row.sheetHint, HINT_SIGNS)}</p>}
      {problem === null ? null : <Problem problem={problem} row={row} />}
      {row.editable ? null : <Notice tone="warning" title={t('notEditable')} />}
      <Summary row={row} />
      <Form method="post" className={styles.form} noValidate>
        <Hidden {...props} />
        <Fields row={row} entry={entry} problem={problem} />
        <Justifications row={row} entry={entry} />
        {row.editable ? (
          <div className={styles.buttons}>
            <Button type="submit" name="intent" value="save" variant="primary">
              {t('save')}
            </Button>
            {row.isNew ? (
              <Button type="submit" name="intent" value="more">
                {t('saveAndAdd')}
              </Button>
            ) : null}
            <Link to={`${formPath}#sheet-${row.sheet}`} className={styles.cancel}>
              {t('cancel')}
            </Link>
          </div>
        ) : null}
        {row.editable && row.canRemove ? (
          <details className={styles.remove}>
            <summary>{t('remove')}</summary>
            <p>{t('removeText')}</p>
            <Button type="submit" name="intent" value="remove" variant="danger">
              {t('removeNow')}
            </Button>
          </details>
        ) : null}
      </Form>
    </Page>
  );
}

function Hidden({ row, clientId, entry }: PlainRowPageProps) {
  const fields = {
    submissionId: row.submissionId,
    revision: row.revision,
    version: row.version,
    // Nothing of an entry that comes back was saved under its number, or the server finds another.
    clientId: entry?.clientId ?? clientId,
    row: entry?.row ?? row.row,
    isNew: row.isNew ? 'yes' : 'no',
  };
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}

function Problem({ problem, row }: { readonly problem: PlainProblem; readonly row: PlainRow }) {
  const { t } = useTranslation('plain');
  switch (problem.outcome) {
    case 'conflict':
      return <Notice tone="error" live title={t('conflict')} />;
    case 'rejected':
      return (
        <Notice tone="error" live title={t('rejected')}>
          <p>
            {problem.columns
              .map((column) => row.fields.find((field) => field.column === column)?.title ?? column)
              .join(', ')}
          </p>
        </Notice>
      );
    case 'closed':
    case 'not_yet_open':
      return <Notice tone="error" live title={t('closed')} />;
    case 'busy':
      return <Notice tone="error" live title={t('busy')} />;
    case 'stale_form':
      return <Notice tone="error" live title={t('staleForm')} />;
    default:
      return <Notice tone="error" live title={t('notSaved')} />;
  }
}

/** Everything that is found about the row, with links to the fields. */
function Summary({ row }: { readonly row: PlainRow }) {
  const { t } = useTranslation('plain');
  const inFields = row.fields.flatMap(({ column, title, errors }) =>
    errors.map((message) => ({ column, title, message })),
  );
  const count = row.errors.length + inFields.length;
  if (count === 0 || row.isNew) return null;
  return (
    <Notice tone="error" title={t('rowErrors', { number: count })}>
      <ul>
        {row.errors.map((message) => (
          <li key={message}>{message}</li>
        ))}
        {inFields.map(({ column, title, message }) => (
          <li key={`${column} ${message}`}>
            <a href={`#cell-${column}`}>{title}</a>: {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const isSame = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');

/** What a person typed stands where it could not be saved; elsewhere what is stored now. */
function typedInto(field: PlainField, entry: PlainEntryOfRow | null): readonly string[] {
  const sent = entry?.cells.find(({ column }) => column === field.column);
  return sent && !isSame(sent.was, sent.values) ? sent.values : field.values;
}

type FieldsProps = Pick<PlainRowPageProps, 'row' | 'entry' | 'problem'>;

/** Fields under the headings of their groups. */
function Fields({ row, entry, problem }: FieldsProps) {
  const groups: { readonly title: string | null; readonly fields: PlainField[] }[] = [];
  for (const field of row.fields) {
    const last = groups.at(-1);
    if (last?.title === field.group) last.fields.push(field);
    else groups.push({ title: field.group, fields: [field] });
  }
  const theirs = problem?.outcome === 'conflict' ? problem.cells : [];
  const control = (field: PlainField) => (
    <PlainFieldControl
      key={field.column}
      field={field}
      readOnly={!row.editable}
      typed={typedInto(field, entry)}
      // A row that is still to be filled in has no errors yet.
      showsErrors={!row.isNew || entry !== null}
      theirs={theirs.find(({ column }) => column === field.column)?.theirs ?? null}
    />
  );
  return groups.map(({ title, fields }, index) =>
    title === null ? (
      <div key={index} className={styles.fields}>
        {fields.map(control)}
      </div>
    ) : (
      <fieldset key={index} className={styles.group}>
        <legend>{title}</legend>
        <div className={styles.fields}>{fields.map(control)}</div>
      </fieldset>
    ),
  );
}

/** Explanations of warnings about the row. */
function Justifications({ row, entry }: Pick<PlainRowPageProps, 'row' | 'entry'>) {
  const { t } = useTranslation('plain');
  return row.justifications.map(({ rule, message, text }) => (
    <div key={rule} className={styles.field}>
      <label htmlFor={`why-${rule}`}>{t('why')}</label>
      <p id={`why-${rule}-for`} className={styles.warning}>
        {message}
      </p>
      <input type="hidden" name={`gave:${rule}`} value={text} />
      <textarea
        id={`why-${rule}`}
        name={`why:${rule}`}
        rows={3}
        className={styles.input}
        readOnly={!row.editable}
        aria-describedby={`why-${rule}-for`}
        defaultValue={entry?.justifications.find((one) => one.rule === rule)?.text ?? text}
      />
    </div>
  ));
}
