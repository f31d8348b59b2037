import type { KeyboardEvent, RefObject } from 'react';
import { useEffect, useRef } from 'react';
import type { Committed } from '../controller/grid-controller';
import type { Command } from '../controller/keymap';
import { pressOf } from '../press';
import type { EditorProps } from './types';

interface EditorBinding<Field extends HTMLElement> {
  readonly field: RefObject<Field>;
  /** Handles Enter, Tab, Esc and arrows; answers whether the key was taken. */
  readonly onKeyDown: (event: KeyboardEvent, popup: boolean) => boolean;
  readonly onBlur: () => void;
  readonly finish: (committed: Committed | null, then?: Command | null) => void;
}

/**
 * What editors have in common: take the focus, hand back once, and hand back what they hold when the focus goes
 * elsewhere, for nothing that was typed may be lost.
 */
export function useEditor<Field extends HTMLInputElement | HTMLTextAreaElement>(
  { keys, commit, state }: Pick<EditorProps, 'keys' | 'commit' | 'state'>,
  /** `null` where nothing was changed. */
  current: () => Committed | null,
): EditorBinding<Field> {
  const field = useRef<Field>(null);
  const done = useRef(false);
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus({ preventScroll: true });
    const end = element.value.length;
    element.setSelectionRange(end, end);
  }, [state.cell]);
  const finish = (committed: Committed | null, then: Command | null = null): void => {
    if (done.current) return;
    done.current = true;
    commit(committed, then);
  };
  return {
    field,
    finish,
    onBlur: () => finish(current()),
    onKeyDown: (event, popup) => {
      // The grid listens further up.
      event.stopPropagation();
      if (event.nativeEvent.isComposing) return false;
      const command = keys(pressOf(event), popup);
      if (!command) return false;
      event.preventDefault();
      if (command.kind === 'cancel') finish(null);
      else finish(current(), command);
      return true;
    },
  };
}
