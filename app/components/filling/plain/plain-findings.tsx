import type { Finding } from 'engine';
import { useTranslation } from 'react-i18next';
import type { DataSheet } from '../../monitoring/data-sheets';
import { Notice } from '../../ui/notice';

interface PlainFindingsProps {
  readonly findings: readonly Finding[];
  readonly sheets: readonly DataSheet[];
}

/** Errors, then warnings, each with a link to the sheet that it is about. */
export function PlainFindings({ findings, sheets }: PlainFindingsProps) {
  const { t } = useTranslation('plain');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const others = findings.filter(({ severity }) => severity !== 'error');
  if (findings.length === 0) return <Notice tone="done" title={t('noFindings')} />;
  return (
    <>
      {errors.length === 0 ? null : (
        <Notice tone="error" title={t('errors', { number: errors.length })}>
          <FindingList findings={errors} sheets={sheets} />
        </Notice>
      )}
      {others.length === 0 ? null : (
        <Notice tone="warning" title={t('warnings', { number: others.length })}>
          <FindingList findings={others} sheets={sheets} />
        </Notice>
      )}
    </>
  );
}

function FindingList({ findings, sheets }: PlainFindingsProps) {
  const { t } = useTranslation('plain');
  return (
    <ul>
      {findings.map((finding, index) => {
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
            {sheet ? <a href={`#sheet-${sheet.id}`}>{where.join(', ')}</a> : t('wholeForm')}:{' '}
            {finding.message}
          </li>
        );
      })}
    </ul>
  );
}
