import { type RefObject, useCallback, useEffect, useRef } from 'react';
import type { RemarkView } from '~/protocol/review';
import type { Workspace } from '../../filling/workspace/workspace';
import { inOrder } from '../place';

export const isOpen = ({ state }: RemarkView): boolean => state === 'open' || state === 'answered';

/** Alt+F8 goes to the next remark, Alt+Shift+F8 to the one before, through all sheets. Answers with the same as a function. */
export function useRemarkKeys(
  root: RefObject<HTMLElement>,
  workspace: Workspace,
  remarks: readonly RemarkView[],
  onShow: (remark: RemarkView) => void,
): (direction: 1 | -1) => void {
  const last = useRef<string | null>(null);
  const step = useCallback(
    (direction: 1 | -1) => {
      const ordered = inOrder(workspace, remarks).filter(({ place }) => place.sheet !== null);
      const from = ordered.findIndex(({ id }) => id === last.current);
      const start = from < 0 && direction < 0 ? 0 : from;
      const next = ordered[(start + direction + ordered.length) % ordered.length];
      if (!next) return;
      last.current = next.id;
      onShow(next);
    },
    [workspace, remarks, onShow],
  );
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'F8' || event.ctrlKey || !event.altKey) return;
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [root, step]);
  return step;
}
