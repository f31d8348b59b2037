import type { Finding } from 'engine';
import { CircleAlert, CircleCheck, TriangleAlert, X } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import type { Workspace } from '../workspace/workspace';
import styles from './filling.module.css';

/** The engine explains in a script of its own, loaded when somebody asks. */
const Explanation = lazy(() => import('../errors/explanation'));

interface ErrorsPanelProps {
  readonly id: string;
  readonly workspace: Workspace;
  readonly onClose: () => void;
  readonly onShow: (finding: Finding) => void;
}

/** Errors stand in the way of submission, so they come first. */
const errorsFirst = (findings: readonly Finding[]): Finding[] => [
  ...findings.filter((finding) => finding.severity === 'error'),
  ...findings.filter((finding) => finding.severity === 'warning'),
];

/** A longer list helps nobody, and mending the first ones usually mends more. */
const SHOWN_OF_SHEET = 200;

/** The explanation that a justified warning asks for. */
function Justification({ finding, workspace }: { readonly finding: Finding; readonly workspace: Workspace }) {
  const { t } = useTranslation('filling');
  const [text, setText] = useState('');
  const { rule, sheet, row } = finding;
  if (rule === undefined) return null;
  const save = (): void =>
    workspace.session.edit([
      {
        kind: 'justify',
        rule,
        text,
        ...(sheet === undefined ? {} : { sheet }),
        ...(row === undefined ? {} : { row }),
      },
    ]);
  return (
    <div className={styles.justify}>
      <textarea
        className={styles.justifyText}
        rows={2}
        value={text}
        aria-label={t('errors.justify')}
        placeholder={t('errors.justify')}
        onChange={(event) => setText(event.target.value)}
      />
      <Button small aria-disabled={text.trim() === ''} onClick={() => text.trim() !== '' && save()}>
        {t('errors.justifySave')}
      </Button>
    </div>
  );
}

function Entry({
  finding,
  workspace,
  onShow,
}: Pick<ErrorsPanelProps, 'workspace' | 'onShow'> & { readonly finding: Finding }) {
  const { t } = useTranslation('filling');
  const place = usePlace(finding, workspace);
  const Icon = finding.severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <li className={styles.issue}>
      <button type="button" className={styles.issueButton} onClick={() => onShow(finding)}>
        <Icon
          className={finding.severity === 'error' ? styles.issueError : styles.issueWarning}
          size={16}
          aria-hidden
        />
        <span className="visually-hidden">
          {finding.severity === 'error' ? t('errors.isError') : t('errors.isWarning')}:
        </span>
        <span>
          {place === null ? null : <span className={styles.issuePlace}>{place}</span>}
          <span className={styles.issueText}>{finding.message}</span>
        </span>
      </button>
      {SPEAKS_FOR_ITSELF.has(finding.code) ? null : (
        <Why finding={finding} workspace={workspace} onShow={onShow} />
      )}
      {finding.code === 'justify' ? <Justification finding={finding} workspace={workspace} /> : null}
    </li>
  );
}

/** What is missing needs no explanation. */
const SPEAKS_FOR_ITSELF: ReadonlySet<Finding['code']> = new Set(['required', 'justify']);

/** The way to the explanation of a finding and to what would mend it. */
function Why(props: Pick<ErrorsPanelProps, 'workspace' | 'onShow'> & { readonly finding: Finding }) {
  const { t } = useTranslation('filling');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles.why}>
      <Button variant="quiet" small aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('errors.why')}
      </Button>
      {isOpen ? (
        <Suspense fallback={<p role="status">{t('errors.looking')}</p>}>
          <Explanation {...props} />
        </Suspense>
      ) : null}
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

/** All errors and warnings, by sheet; a press goes to the cell. */
export function ErrorsPanel({ id, workspace, onClose, onShow }: ErrorsPanelProps) {
  const { t } = useTranslation('filling');
  const findings = errorsFirst(workspace.session.live.findings);
  const groups = [
    ...workspace.models.sheets.map((sheet) => ({
      id: sheet.id,
      title: sheet.title,
      findings: findings.filter((finding) => finding.sheet === sheet.id),
    })),
    { id: '', title: t('errors.form'), findings: findings.filter((finding) => finding.sheet === undefined) },
  ].filter((group) => group.findings.length > 0);
  return (
    <aside id={id} className={styles.panel} aria-label={t('errors.title')}>
      <header className={styles.panelHead}>
        <h2 className={styles.panelTitle}>{t('errors.title')}</h2>
        <IconButton label={t('errors.close')} icon={<X aria-hidden="true" />} onClick={onClose} />
      </header>
      <div className={styles.panelBody}>
        {groups.length === 0 ? (
          <p className={styles.noIssues}>
            <CircleCheck size={18} aria-hidden />
            {workspace.session.readOnly ? t('errors.noneReadOnly') : t('errors.none')}
          </p>
        ) : null}
        {groups.map((group) => (
          <section key={group.id} aria-label={group.title}>
            <h3 className={styles.groupTitle}>{group.title}</h3>
            <ul>
              {group.findings.slice(0, SHOWN_OF_SHEET).map((finding) => (
                <Entry
                  key={[finding.code, finding.rule, finding.row, finding.column].join(' ')}
                  finding={finding}
                  workspace={workspace}
                  onShow={onShow}
                />
              ))}
            </ul>
            {group.findings.length > SHOWN_OF_SHEET ? (
              <p className={styles.hidden}>
                {t('errors.hidden', { count: group.findings.length - SHOWN_OF_SHEET })}
              </p>
            ) : null}
          </section>
        ))}
      </div>
    </aside>
  );
}
