import type { Finding } from 'engine';
import { explainFinding } from 'engine';
import { Wrench } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import type { Workspace } from '../workspace/workspace';
import styles from './errors.module.css';

interface ExplanationProps {
  readonly finding: Finding;
  readonly workspace: Workspace;
  readonly onShow: (finding: Finding) => void;
}

/** Values beyond these say no more to anybody. */
const MOST_VALUES = 6;

/** Why a finding is there, what the rule saw, and changes of one cell that would do: each was tried. */
export default function Explanation({ finding, workspace, onShow }: ExplanationProps) {
  const { t } = useTranslation('filling');
  const { session } = workspace;
  const version = session.version();
  const explanation = useMemo(
    () => explainFinding(session.form, session.live.answers, session.context(), finding),
    // Answers change in place: the version says when.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [session, finding, version],
  );
  const values = explanation.values.filter((seen) => seen.text !== '').slice(0, MOST_VALUES);
  return (
    <div className={styles.explain}>
      {explanation.message === finding.message ? null : <p>{explanation.message}</p>}
      {values.length === 0 ? null : (
        <dl className={styles.explainValues}>
          {values.map(({ address, title, text }) => (
            <div key={`${address.row} ${address.column}`}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {session.readOnly ? null : explanation.fixes.length === 0 ? (
        <p>{t('errors.noFix')}</p>
      ) : (
        explanation.fixes.map((fix) => (
          <Button
            key={fix.message}
            small
            icon={<Wrench aria-hidden="true" />}
            onClick={() => {
              session.edit(fix.edits);
              onShow(finding);
            }}
          >
            {fix.message}
          </Button>
        ))
      )}
    </div>
  );
}
