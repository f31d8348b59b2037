import type { Finding } from 'engine';
import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { onDemand } from '../../ui/on-demand';
import type { Workspace } from '../workspace/workspace';
import styles from './errors.module.css';
import { asksToJustify, Justification } from './justification';

/** The engine explains in a script of its own, loaded when somebody asks. */
const Explanation = onDemand(async () => (await import('./explanation')).default, Looking);

function Looking() {
  const { t } = useTranslation('filling');
  return <p role="status">{t('errors.looking')}</p>;
}

interface EntryProps {
  readonly finding: Finding;
  readonly workspace: Workspace;
  readonly onShow: (finding: Finding) => void;
}

/** What is missing needs no explanation. */
const SPEAKS_FOR_ITSELF: ReadonlySet<Finding['code']> = new Set(['required', 'justify']);

/** One error or warning: a press goes to its cell. */
export function Entry({ finding, workspace, onShow }: EntryProps) {
  const { t } = useTranslation('filling');
  const place = usePlace(finding, workspace);
  const isError = finding.severity === 'error';
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <li className={styles.issue}>
      <button type="button" className={styles.issueButton} data-finding onClick={() => onShow(finding)}>
        <Icon className={isError ? styles.issueError : styles.issueWarning} size={16} aria-hidden />
        <span className="visually-hidden">{isError ? t('errors.isError') : t('errors.isWarning')}</span>
        <span>
          {place === null ? null : <span className={styles.issuePlace}>{place}</span>}
          <span className={styles.issueText}>{finding.message}</span>
        </span>
      </button>
      {SPEAKS_FOR_ITSELF.has(finding.code) ? null : (
        <Why finding={finding} workspace={workspace} onShow={onShow} />
      )}
      {asksToJustify(finding, workspace) ? <Justification finding={finding} workspace={workspace} /> : null}
    </li>
  );
}

/** The way to the explanation of a finding and to what would mend it. */
function Why(props: EntryProps) {
  const { t } = useTranslation('filling');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.why}>
      <Button variant="quiet" small aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('errors.why')}
      </Button>
      {isOpen ? <Explanation {...props} /> : null}
    </div>
  );
}

/** «строка 3, Дата 1й курс» */
function usePlace(finding: Finding, workspace: Workspace): string | null {
  const { t } = useTranslation('filling');
  const { sheet, row, column } = finding;
  if (sheet === undefined) return null;
  if (row === undefined) return t('errors.sheet');
  const model = workspace.models.model(sheet);
  const rowIndex = model.rowIds.indexOf(row);
  const view = rowIndex < 0 ? null : model.rowView(rowIndex);
  const heading = view?.title ?? (view ? String(view.rowNumber) : row);
  const title = model.columns.find((other) => other.id === column)?.title;
  return title === undefined
    ? t('errors.row', { row: heading })
    : t('errors.place', { row: heading, column: title });
}
