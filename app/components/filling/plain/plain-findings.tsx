import type { Finding } from 'engine';
import { useTranslation } from 'react-i18next';
import type { DataSheet } from '../../monitoring/data-sheets';
import { Notice } from '../../ui/notice';

/** Something said of a place. */
type Placed = Pick<Finding, 'sheet' | 'row' | 'column' | 'message'>;

interface PlainFindingsProps {
  readonly formPath: string;
  /** Findings lead to the pages on which rows are edited. */
  readonly editable: boolean;
  readonly findings: readonly Finding[];
  readonly sheets: readonly DataSheet[];
}

/** Errors, then warnings, each with a link to the sheet that it is about. */
export function PlainFindings({ findings, ...where }: PlainFindingsProps) {
  const { t } = useTranslation('plain');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity !== 'error');
  if (findings.length === 0) return <Notice tone="done" title={t('noFindings')} />;
  return (
    <>
      {errors.length === 0 ? null : (
        <Notice tone="error" title={t('errors', { number: errors.length })}>
          <FindingList findings={errors} {...where} />
        </Notice>
      )}
      {others.length === 0 ? null : (
        <Notice tone="warning" title={t('warnings', { number: others.length })}>
          <FindingList findings={others} {...where} />
        </Notice>
      )}
    </>
  );
}

/** A longer list helps nobody, and mending the first ones usually mends more. */
const LISTED = 100;

interface FindingListProps extends Omit<PlainFindingsProps, 'findings'> {
  readonly findings: readonly Placed[];
}

/** Each with a link to where it is. */
export function FindingList({ findings, sheets, formPath, editable }: FindingListProps) {
  const { t } = useTranslation('plain');
  const addressOf = ({ sheet = '', row, column }: Placed): string =>
    editable && row !== undefined
      ? `${formPath}/${sheet}/${encodeURIComponent(row)}${column === undefined ? '' : `#cell-${column}`}`
      : `#sheet-${sheet}`;
  return (
    <ul>
      {findings.slice(0, LISTED).map((finding, index) => {
        const sheet = sheets.find(({ id }) => id === finding.sheet);
        const place = sheet?.rows.findIndex(({ id }) => id === finding.row) ?? -1;
        const row = sheet?.rows[place];
        const where = [
          sheet?.title,
          row && (row.title ?? t('row', { number: place + 1 })),
          sheet?.columns.find(({ id }) => id === finding.column)?.title,
        ].filter((part) => part !== undefined);
        return (
          <li key={index}>
            {sheet ? <a href={addressOf(finding)}>{where.join(', ')}</a> : t('wholeForm')}: {finding.message}
          </li>
        );
      })}
      {findings.length > LISTED ? <li>{t('more', { number: findings.length - LISTED })}</li> : null}
    </ul>
  );
}
