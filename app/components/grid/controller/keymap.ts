/** Keys to commands, as in Excel. Pure: the same table serves every view. */
import type { EditorMode, KeyPress } from '../adapter';
import type { Direction } from './selection';

export type Command =
  | { readonly kind: 'move'; readonly direction: Direction; readonly extend: boolean }
  | { readonly kind: 'jump'; readonly direction: Direction; readonly extend: boolean }
  | { readonly kind: 'page'; readonly direction: 'up' | 'down'; readonly extend: boolean }
  | { readonly kind: 'rowStart' | 'rowEnd' | 'sheetStart' | 'sheetEnd'; readonly extend: boolean }
  | { readonly kind: 'tab' | 'enter'; readonly back: boolean }
  | { readonly kind: 'selectAll' | 'selectRow' | 'selectColumn' }
  | { readonly kind: 'edit'; readonly openPopup: boolean }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'cancel' | 'clear' | 'clearAndEdit' }
  | { readonly kind: 'undo' | 'redo' | 'fillDown' | 'fillRight' }
  /** Ctrl+Enter: into all cells of the range. */
  | { readonly kind: 'enterEverywhere' }
  /** Pixels by which the selected columns become wider. */
  | { readonly kind: 'widen'; readonly delta: number }
  | { readonly kind: 'sheet'; readonly delta: 1 | -1 }
  | { readonly kind: 'commitAndMove'; readonly direction: Direction };

const arrows: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** Letters by the place of the key, so that Ctrl+Z works in the Russian layout too. */
function controlLetter(press: KeyPress): Command | null {
  // Ctrl+Shift+R and the like are the browser's.
  if (press.shift) return press.code === 'KeyZ' ? { kind: 'redo' } : null;
  switch (press.code) {
    case 'KeyA':
      return { kind: 'selectAll' };
    case 'KeyZ':
      return { kind: 'undo' };
    case 'KeyY':
      return { kind: 'redo' };
    case 'KeyD':
      return { kind: 'fillDown' };
    case 'KeyR':
      return { kind: 'fillRight' };
    default:
      return null;
  }
}

function controlKey(press: KeyPress): Command | null {
  const arrow = arrows[press.key];
  if (arrow) return { kind: 'jump', direction: arrow, extend: press.shift };
  switch (press.key) {
    case 'Home':
      return { kind: 'sheetStart', extend: press.shift };
    case 'End':
      return { kind: 'sheetEnd', extend: press.shift };
    case 'PageUp':
      return { kind: 'sheet', delta: -1 };
    case 'PageDown':
      return { kind: 'sheet', delta: 1 };
    case ' ':
      return { kind: 'selectColumn' };
    default:
      return controlLetter(press);
  }
}

function plainKey(press: KeyPress): Command | null {
  switch (press.key) {
    case 'Home':
      return { kind: 'rowStart', extend: press.shift };
    case 'End':
      return { kind: 'rowEnd', extend: press.shift };
    case 'PageUp':
      return { kind: 'page', direction: 'up', extend: press.shift };
    case 'PageDown':
      return { kind: 'page', direction: 'down', extend: press.shift };
    case 'Tab':
      return { kind: 'tab', back: press.shift };
    case 'Enter':
      return { kind: 'enter', back: press.shift };
    case 'F2':
      return { kind: 'edit', openPopup: false };
    case 'Escape':
      return { kind: 'cancel' };
    case 'Delete':
      return { kind: 'clear' };
    case 'Backspace':
      return { kind: 'clearAndEdit' };
    default:
      return null;
  }
}

const WIDEN_STEP_PX = 16;

/** Alt+Down opens a list; Alt+Shift with left and right makes columns narrower and wider. */
function altKey(arrow: Direction | undefined, shift: boolean): Command | null {
  if (!shift) return arrow === 'down' ? { kind: 'edit', openPopup: true } : null;
  if (arrow === 'right') return { kind: 'widen', delta: WIDEN_STEP_PX };
  return arrow === 'left' ? { kind: 'widen', delta: -WIDEN_STEP_PX } : null;
}

/** What a key means while no cell is being edited; `null` leaves it to the browser. */
export function readyCommand(press: KeyPress): Command | null {
  const arrow = arrows[press.key];
  if (press.alt) return press.ctrl ? null : altKey(arrow, press.shift);
  if (press.ctrl) return controlKey(press);
  if (arrow) return { kind: 'move', direction: arrow, extend: press.shift };
  if (press.key === ' ' && press.shift) return { kind: 'selectRow' };
  const plain = plainKey(press);
  if (plain) return plain;
  // One code point: a printable key. Names of other keys are longer.
  return /^.$/su.test(press.key) ? { kind: 'type', text: press.key } : null;
}

/**
 * What a key means inside an editor; `null` leaves it to the editor's field. `popup` says that a list or a
 * calendar is open and takes the arrows itself.
 */
export function editingCommand(press: KeyPress, mode: EditorMode, popup: boolean): Command | null {
  if (press.key === 'Escape') return { kind: 'cancel' };
  if (press.key === 'Tab' && !press.ctrl && !press.alt) return { kind: 'tab', back: press.shift };
  if (press.key === 'Enter' && !press.alt)
    return press.ctrl ? { kind: 'enterEverywhere' } : { kind: 'enter', back: press.shift };
  const arrow = arrows[press.key];
  if (!arrow || mode === 'edit' || popup || press.ctrl || press.alt || press.shift) return null;
  return { kind: 'commitAndMove', direction: arrow };
}
