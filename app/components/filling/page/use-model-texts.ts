import { useTranslation } from 'react-i18next';
import type { ModelTexts } from '../model/sheet-models';

/** Words of the interface that stand in cells. */
export function useModelTexts(): ModelTexts {
  const { t } = useTranslation('filling');
  const placeholder = (kind: keyof ModelTexts['placeholders']): string => t(`placeholder.${kind}`);
  const total = (kind: keyof ModelTexts['totals']): string => t(`total.${kind}`);
  return {
    placeholders: {
      text: placeholder('text'),
      list: placeholder('list'),
      number: placeholder('number'),
      date: placeholder('date'),
      off: placeholder('off'),
    },
    totals: {
      sum: total('sum'),
      count: total('count'),
      avg: total('avg'),
      lowest: total('lowest'),
      highest: total('highest'),
    },
  };
}
