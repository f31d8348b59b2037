import { useTranslation } from 'react-i18next';
import type { WindowsPage } from '../../protocol/windows';
import { CollectionWindow } from '../publications/collection-window';
import { Notice } from '../ui/notice';
import { ProlongationFields } from './prolongation-fields';
import { ProlongationHistory } from './prolongation-history';
import { ProlongationPreviewCard } from './prolongation-preview';
import type { WindowResult } from './window-result';
import styles from './windows.module.css';

/** The window as it is, a form that changes it in two steps, and what was changed so far. */
export function Windows({
  page,
  result,
}: {
  readonly page: WindowsPage;
  readonly result: WindowResult | null;
}) {
  const { t } = useTranslation('monitoring');
  const { collection, prolongations } = page;
  const isSettled = result === null || result.kind === 'done' || result.kind === 'undone';
  return (
    <div className={styles.windows}>
      <section className={styles.now} aria-label={t('window.now')}>
        <h2>{collection.title}</h2>
        <CollectionWindow window={collection.window} timeZone="Europe/Moscow" />
      </section>
      {result?.kind === 'done' || result?.kind === 'undone' ? (
        <Notice tone="done" live>
          <p>{t(`window.${result.kind}`)}</p>
        </Notice>
      ) : null}
      {result?.kind === 'overtaken' ? (
        <Notice tone="warning" live>
          <p>{t('window.overtaken')}</p>
        </Notice>
      ) : null}
      {result?.kind === 'preview' ? (
        <ProlongationPreviewCard entered={result.entered} preview={result.preview} />
      ) : null}
      <ProlongationFields
        key={isSettled ? `${prolongations.length}` : 'entered'}
        page={page}
        entered={result?.kind === 'refused' || result?.kind === 'preview' ? result.entered : null}
        problems={result?.kind === 'refused' ? result.problems : []}
      />
      <ProlongationHistory prolongations={prolongations} />
    </div>
  );
}
