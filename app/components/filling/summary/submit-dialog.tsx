import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubmissionView } from '~/protocol/views';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { countRows, justificationOf } from '../model/summary';
import type { Workspace } from '../workspace/workspace';
import { DifferenceList } from './difference';
import styles from './summary.module.css';

interface SubmitDialogProps {
  readonly workspace: Workspace;
  readonly submission: SubmissionView;
  readonly busy: boolean;
  /** Why the last try failed. */
  readonly problem: string | null;
  readonly onSubmit: () => void;
  readonly onClosed: () => void;
}

/** Sums up what will be submitted; the revision that is summed up is the one that is sent. */
export function SubmitDialog({
  workspace,
  submission,
  busy,
  problem,
  onSubmit,
  onClosed,
}: SubmitDialogProps) {
  const { t } = useTranslation('filling');
  const revision = workspace.session.revision();
  const [opened] = useState(revision);
  const { errors } = workspace.models.issues();
  return (
    <Dialog
      title={t('summary.title')}
      closesOutside={!busy}
      onClosed={onClosed}
      footer={
        <>
          <Button onClick={onClosed}>{t('summary.back')}</Button>
          <Button
            variant="primary"
            busy={busy}
            aria-disabled={errors > 0}
            onClick={() => (errors > 0 ? undefined : onSubmit())}
          >
            {t('summary.confirm')}
          </Button>
        </>
      }
    >
      <div className={styles.summary}>
        {revision === opened ? null : (
          <Notice tone="warning" live>
            <p>{t('summary.newer')}</p>
          </Notice>
        )}
        {errors > 0 ? (
          <Notice tone="error" live>
            <p>{t('submit.blocked', { count: errors })}</p>
          </Notice>
        ) : null}
        {problem === null ? null : (
          <Notice tone="error" live>
            <p>{problem}</p>
          </Notice>
        )}
        <Sheets workspace={workspace} submission={submission} />
        <Warnings workspace={workspace} />
        <section className={styles.part}>
          <h3 className={styles.heading}>{t('summary.difference')}</h3>
          <DifferenceList workspace={workspace} submission={submission} />
        </section>
      </div>
    </Dialog>
  );
}

function Sheets({ workspace, submission }: Pick<SubmitDialogProps, 'workspace' | 'submission'>) {
  const { t } = useTranslation('filling');
  const { session, models } = workspace;
  const counts = countRows(session.form, session.live.answers, submission.context);
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{t('summary.sheets')}</h3>
      <ul className={styles.sheets}>
        {models.sheets.map(({ id, title }) => {
          const { totals, columns } = models.model(id);
          const summed = (totals ?? []).flatMap((total, index) =>
            total === null || total.text === ''
              ? []
              : [`${columns[index]?.title ?? ''} – ${total.label.toLowerCase()}: ${total.text}`],
          );
          return (
            <li key={id}>
              <p className={styles.sheet}>
                <span>{title}</span>
                <strong>{t('summary.rows', { count: counts.get(id) ?? 0 })}</strong>
              </p>
              {summed.map((text) => (
                <p key={text} className={styles.total}>
                  {text}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A longer list is in the panel of errors and warnings. */
const LISTED_WARNINGS = 50;

function Warnings({ workspace }: Pick<SubmitDialogProps, 'workspace'>) {
  const { t } = useTranslation('filling');
  const { findings, answers } = workspace.session.live;
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  return (
    <section className={styles.part}>
      <h3 className={styles.heading}>{t('summary.warnings', { count: warnings.length })}</h3>
      {warnings.length === 0 ? <p>{t('summary.noWarnings')}</p> : null}
      <ul className={styles.warnings}>
        {warnings.slice(0, LISTED_WARNINGS).map((finding, index) => {
          const text = justificationOf(finding, answers.justifications);
          return (
            <li key={index}>
              <p>{finding.message}</p>
              {text === null ? null : <p className={styles.total}>{t('summary.justified', { text })}</p>}
            </li>
          );
        })}
      </ul>
      {warnings.length > LISTED_WARNINGS ? (
        <p className={styles.total}>{t('errors.hidden', { count: warnings.length - LISTED_WARNINGS })}</p>
      ) : null}
    </section>
  );
}
