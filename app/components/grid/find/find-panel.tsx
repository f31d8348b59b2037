import { ChevronDown, ChevronUp, X } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/icon-button';
import type { GridModel } from '../adapter';
import type { GridController } from '../controller/grid-controller';
import styles from './find.module.css';
import { foundIn, matchAt, neighbourOf } from './search';
import { useSearch } from './use-search';

/** Cells found in the sheet that is shown: indexes of columns by row id. */
export type FoundCells = ReadonlyMap<string, readonly number[]>;

/** What a search reads and where it leads. */
export interface FindTarget {
  readonly controller: GridController;
  /** All sheets in order. */
  readonly sheets: () => readonly GridModel[];
  readonly sheet: () => string;
  readonly openSheet: (sheet: string) => void;
  /** Grows with everything that is shown. */
  readonly version: () => number;
}

export interface QueryProps {
  readonly field: RefObject<HTMLInputElement>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

interface FindPanelProps extends QueryProps {
  readonly target: FindTarget;
  readonly onFound: (found: FoundCells | null) => void;
  readonly onClose: () => void;
  /** Keys that go on with the search from anywhere on the page. */
  readonly onSteps: (step: ((back: boolean) => void) | null) => void;
}

interface Finding {
  readonly count: number;
  /** From 1; 0 where the active cell is none of them. */
  readonly place: number;
  readonly isSearching: boolean;
  readonly step: (back: boolean) => void;
}

/** Looks for a text and goes from one match to the next. */
function useFinding(
  target: FindTarget,
  query: string,
  inAll: boolean,
  onFound: FindPanelProps['onFound'],
): Finding {
  const { controller } = target;
  const { selection } = useSyncExternalStore(controller.subscribe, controller.state, controller.state);
  const sheetId = target.sheet();
  const searched = useCallback(() => {
    const all = target.sheets();
    return inAll ? all : all.filter((sheet) => sheet.sheetId === sheetId);
  }, [target, inAll, sheetId]);
  const { matches, isSearching } = useSearch(searched, query, `${target.version()}`);
  const found = useMemo(() => foundIn(matches, sheetId), [matches, sheetId]);
  useEffect(() => onFound(found), [onFound, found]);
  const place = { sheetId, ...selection.active };
  const wanted = useRef<'next' | 'previous' | null>(null);
  const go = (back: boolean): void => {
    const match = matches[neighbourOf(matches, searched(), place, back)];
    if (!match) return;
    target.openSheet(match.sheetId);
    const rows = target.sheets().find((sheet) => sheet.sheetId === match.sheetId)?.rowIds ?? [];
    const rowIndex = rows.indexOf(match.rowId);
    if (rowIndex >= 0) controller.select({ rowIndex, columnIndex: match.columnIndex });
  };
  const latest = useRef(go);
  useEffect(() => {
    latest.current = go;
  });
  useEffect(() => {
    const direction = wanted.current;
    if (isSearching || direction === null) return;
    wanted.current = null;
    latest.current(direction === 'previous');
  }, [isSearching]);
  return {
    count: matches.length,
    place: matchAt(matches, searched(), place) + 1,
    isSearching,
    // Pressed before everything was looked through: done when it is.
    step: (back) => {
      if (isSearching) wanted.current = back ? 'previous' : 'next';
      else go(back);
    },
  };
}

function useWords({ count, place, isSearching }: Finding, query: string): string {
  const { t } = useTranslation('filling');
  if (query.trim() === '') return '';
  if (isSearching && count === 0) return t('find.searching');
  if (count === 0) return t('find.none');
  return place > 0 ? t('find.place', { place, count }) : t('find.count', { count });
}

/** The panel of the search, over the table. */
export function FindPanel({ target, field, query, onQuery, onFound, onClose, onSteps }: FindPanelProps) {
  const { t } = useTranslation('filling');
  const [inAll, setInAll] = useState(false);
  const finding = useFinding(target, query, inAll, onFound);
  const words = useWords(finding, query);
  const { step } = finding;
  // In the same moment: a key must not fall between two fields.
  useLayoutEffect(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  }, [field]);
  useEffect(() => () => onFound(null), [onFound]);
  useEffect(() => {
    onSteps(step);
    return () => onSteps(null);
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  const onFieldKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    step(event.shiftKey);
  };
  return (
    // Esc is heard wherever in the panel the focus stands.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div className={styles.panel} role="search" aria-label={t('find.label')} onKeyDown={onKeyDown}>
      <input
        ref={field}
        className={styles.field}
        type="text"
        value={query}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('find.what')}
        aria-label={t('find.what')}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={onFieldKey}
      />
      <span className={styles.count} role="status">
        {words}
      </span>
      <IconButton
        label={t('find.previous')}
        icon={<ChevronUp aria-hidden="true" />}
        onClick={() => step(true)}
      />
      <IconButton
        label={t('find.next')}
        icon={<ChevronDown aria-hidden="true" />}
        onClick={() => step(false)}
      />
      {target.sheets().length > 1 ? (
        <label className={styles.all}>
          <input type="checkbox" checked={inAll} onChange={(event) => setInAll(event.target.checked)} />
          {t('find.all')}
        </label>
      ) : null}
      <IconButton label={t('find.close')} icon={<X aria-hidden="true" />} onClick={onClose} />
    </div>
  );
}
