import type { ProlongationForm, ProlongationPreview, ProlongationProblem } from '../../protocol/windows';

/** What came of the last press. */
export type WindowResult =
  | { readonly kind: 'undone' | 'overtaken' }
  | {
      readonly kind: 'refused';
      readonly entered: ProlongationForm;
      readonly problems: readonly ProlongationProblem[];
    }
  | {
      readonly kind: 'preview' | 'done';
      readonly entered: ProlongationForm;
      readonly preview: ProlongationPreview;
    };
