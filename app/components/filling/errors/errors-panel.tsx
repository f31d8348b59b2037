import type { Finding } from 'engine';
import { CircleCheck, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/icon-button';
import type { Workspace } from '../workspace/workspace';
import filling from '../page/filling.module.css';
import { Entry } from './entry';
import { onPanelKey } from './panel-keys';
import styles from './errors.module.css';

interface ErrorsPanelProps {
  readonly id: string;
  readonly workspace: Workspace;
  readonly onClose: () => void;
  readonly onShow: (finding: Finding) => void;
}

type Filter = 'all' | Finding['severity'];

const isShown = (filter: Filter) => (finding: Finding) => filter === 'all' || finding.severity === filter;

/** Errors stand in the way of submission, so they come first. */
const errorsFirst = (findings: readonly Finding[]): Finding[] => [
  ...findings.filter((finding) => finding.severity === 'error'),
  ...findings.filter((finding) => finding.severity === 'warning'),
];

/** A longer list helps nobody, and mending the first ones usually mends more. */
const SHOWN_OF_SHEET = 200;

/** All errors and warnings, by sheet; a press goes to the cell. */
export function ErrorsPanel({ id, workspace, onClose, onShow }: ErrorsPanelProps) {
  const { t } = useTranslation('filling');
  const panel = useRef<HTMLElement>(null);
  const [filter, setFilter] = useState<Filter>('all');
  const { findings } = workspace.session.live;
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent): void => onPanelKey(element, event, onClose);
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside ref={panel} id={id} className={filling.panel} aria-label={t('errors.title')}>
      <header className={filling.panelHead}>
        <h2 className={filling.panelTitle}>{t('errors.title')}</h2>
        <IconButton label={t('errors.close')} icon={<X aria-hidden="true" />} onClick={onClose} />
      </header>
      {findings.length === 0 ? null : (
        <FilterButtons workspace={workspace} filter={filter} onFilter={setFilter} />
      )}
      <div className={filling.panelBody}>
        <Groups
          findings={errorsFirst(findings.filter(isShown(filter)))}
          filter={filter}
          workspace={workspace}
          onShow={onShow}
        />
      </div>
    </aside>
  );
}

interface FilterProps {
  readonly workspace: Workspace;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

function FilterButtons({ workspace, filter, onFilter }: FilterProps) {
  const { t } = useTranslation('filling');
  const { errors, warnings } = workspace.models.issues();
  const choices = [
    ['all', t('errors.all', { number: errors + warnings })],
    ['error', t('errors.onlyErrors', { number: errors })],
    ['warning', t('errors.onlyWarnings', { number: warnings })],
  ] as const;
  return (
    <div className={styles.filter} role="group" aria-label={t('errors.filter')}>
      {choices.map(([name, label]) => (
        <button
          key={name}
          type="button"
          className={styles.choice}
          aria-pressed={filter === name}
          onClick={() => onFilter(name)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

interface GroupsProps {
  readonly findings: readonly Finding[];
  readonly filter: Filter;
  readonly workspace: Workspace;
  readonly onShow: (finding: Finding) => void;
}

function Groups({ findings, filter, workspace, onShow }: GroupsProps) {
  const { t } = useTranslation('filling');
  const groups = [
    ...workspace.models.sheets.map((sheet) => ({
      id: sheet.id,
      title: sheet.title,
      findings: findings.filter((finding) => finding.sheet === sheet.id),
    })),
    { id: '', title: t('errors.form'), findings: findings.filter((finding) => finding.sheet === undefined) },
  ].filter((group) => group.findings.length > 0);
  if (groups.length === 0) return <Nothing filter={filter} readOnly={workspace.session.readOnly} />;
  return groups.map((group) => (
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
  ));
}

function Nothing({ filter, readOnly }: { readonly filter: Filter; readonly readOnly: boolean }) {
  const { t } = useTranslation('filling');
  const text =
    filter === 'warning' ? t('errors.noWarnings') : readOnly ? t('errors.noneReadOnly') : t('errors.none');
  return (
    <p className={styles.noIssues}>
      <CircleCheck size={18} aria-hidden />
      {text}
    </p>
  );
}
