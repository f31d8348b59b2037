import type { Finding } from 'engine';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { justificationOf } from '../model/summary';
import type { Workspace } from '../workspace/workspace';
import styles from './errors.module.css';

interface JustificationProps {
  /** A warning that asks for an explanation, or the demand for one that is missing. */
  readonly finding: Finding;
  readonly workspace: Workspace;
}

/** Whether a finding is a warning whose explanation is given, or the demand for it. */
export function asksToJustify(finding: Finding, workspace: Workspace): boolean {
  if (finding.code === 'justify') return true;
  return givenTo(finding, workspace) !== null;
}

const givenTo = (finding: Finding, { session }: Workspace): string | null =>
  finding.severity === 'warning' && finding.rule !== undefined
    ? justificationOf(finding, session.live.answers.justifications)
    : null;

/** The explanation of a warning: asked for, or shown with the ways to change it and to withdraw it. */
export function Justification({ finding, workspace }: JustificationProps) {
  const { t } = useTranslation('filling');
  const [isEditing, setEditing] = useState(false);
  const given = givenTo(finding, workspace);
  const { session } = workspace;
  const write = (text: string): void => {
    const { rule, sheet, row } = finding;
    if (rule === undefined || text.trim() === (given ?? '')) return;
    session.edit([
      {
        kind: 'justify',
        rule,
        text: text.trim(),
        ...(sheet === undefined ? {} : { sheet }),
        ...(row === undefined ? {} : { row }),
      },
    ]);
  };
  if (given === null || isEditing) {
    return <Editor given={given ?? ''} onWrite={write} onClose={() => setEditing(false)} />;
  }
  return (
    <div className={styles.justify}>
      <p className={styles.given}>
        <span className={styles.givenLabel}>{t('errors.justify')}</span>
        <span>{given}</span>
      </p>
      {session.readOnly ? null : (
        <div className={styles.justifyButtons}>
          <Button variant="quiet" small onClick={() => setEditing(true)}>
            {t('errors.justifyChange')}
          </Button>
          <Button variant="quiet" small onClick={() => write('')}>
            {t('errors.justifyWithdraw')}
          </Button>
        </div>
      )}
    </div>
  );
}

interface EditorProps {
  readonly given: string;
  readonly onWrite: (text: string) => void;
  readonly onClose: () => void;
}

/** What is typed is written when the field is left, so that nothing is lost with the panel. */
function Editor({ given, onWrite, onClose }: EditorProps) {
  const { t } = useTranslation('filling');
  const [text, setText] = useState(given);
  const write = (): void => {
    if (text.trim() !== '') onWrite(text);
  };
  return (
    <div className={styles.justify}>
      <textarea
        className={styles.justifyText}
        rows={3}
        value={text}
        aria-label={t('errors.justify')}
        placeholder={t('errors.justify')}
        onChange={(event) => setText(event.target.value)}
        onBlur={write}
      />
      <Button
        small
        aria-disabled={text.trim() === ''}
        onClick={() => {
          write();
          if (text.trim() !== '') onClose();
        }}
      >
        {t('errors.justifySave')}
      </Button>
    </div>
  );
}
