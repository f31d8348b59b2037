import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../../app/components/grid/adapter';
import { editingCommand, readyCommand } from '../../../app/components/grid/controller/keymap';

/** `Ctrl+Shift+ArrowDown`, `Ctrl+KeyZ:я` (code and what the Russian layout calls the key). */
function press(name: string): KeyPress {
  const parts = name.split('+');
  const last = parts.pop() ?? '';
  const [code = '', key = code] = last.split(':');
  return {
    key,
    code,
    ctrl: parts.includes('Ctrl'),
    shift: parts.includes('Shift'),
    alt: parts.includes('Alt'),
  };
}

const ready: readonly (readonly [string, unknown])[] = [
  ['ArrowDown', { kind: 'move', direction: 'down', extend: false }],
  ['Shift+ArrowLeft', { kind: 'move', direction: 'left', extend: true }],
  ['Ctrl+ArrowUp', { kind: 'jump', direction: 'up', extend: false }],
  ['Ctrl+Shift+ArrowRight', { kind: 'jump', direction: 'right', extend: true }],
  ['Home', { kind: 'rowStart', extend: false }],
  ['Shift+End', { kind: 'rowEnd', extend: true }],
  ['Ctrl+Home', { kind: 'sheetStart', extend: false }],
  ['Ctrl+Shift+End', { kind: 'sheetEnd', extend: true }],
  ['PageUp', { kind: 'page', direction: 'up', extend: false }],
  ['Shift+PageDown', { kind: 'page', direction: 'down', extend: true }],
  ['Ctrl+PageDown', { kind: 'sheet', delta: 1 }],
  ['Tab', { kind: 'tab', back: false }],
  ['Shift+Tab', { kind: 'tab', back: true }],
  ['Enter', { kind: 'enter', back: false }],
  ['Shift+Enter', { kind: 'enter', back: true }],
  ['F2', { kind: 'edit', openPopup: false }],
  ['Alt+ArrowDown', { kind: 'edit', openPopup: true }],
  ['Escape', { kind: 'cancel' }],
  ['Delete', { kind: 'clear' }],
  ['Backspace', { kind: 'clearAndEdit' }],
  ['Ctrl+KeyA:a', { kind: 'selectAll' }],
  ['Ctrl+KeyA:ф', { kind: 'selectAll' }],
  ['Ctrl+KeyZ:я', { kind: 'undo' }],
  ['Ctrl+Shift+KeyZ:Я', { kind: 'redo' }],
  ['Ctrl+KeyY:н', { kind: 'redo' }],
  ['Ctrl+KeyD:в', { kind: 'fillDown' }],
  ['Ctrl+KeyR:к', { kind: 'fillRight' }],
  ['Ctrl+Shift+KeyR:К', null],
  ['Alt+Shift+ArrowRight', { kind: 'widen', delta: 16 }],
  ['Alt+Shift+ArrowLeft', { kind: 'widen', delta: -16 }],
  ['Ctrl+Space: ', { kind: 'selectColumn' }],
  ['Shift+Space: ', { kind: 'selectRow' }],
  ['KeyF:а', { kind: 'type', text: 'а' }],
  ['Digit7:7', { kind: 'type', text: '7' }],
  ['Shift+KeyF:А', { kind: 'type', text: 'А' }],
  // The browser's own: copy, cut, paste arrive as clipboard events, the rest is not ours.
  ['Ctrl+KeyC:с', null],
  ['Ctrl+KeyV:м', null],
  ['F5', null],
  ['Alt+ArrowLeft', null],
  ['Shift', null],
];

describe('[A24] keys while no cell is edited', () => {
  it.each(ready)('%s', (name, expected) => {
    expect(readyCommand(press(name))).toEqual(expected);
  });
});

describe('[A24] keys inside an editor', () => {
  it.each([
    ['Enter', 'type', false, { kind: 'enter', back: false }],
    ['Shift+Enter', 'edit', false, { kind: 'enter', back: true }],
    ['Tab', 'edit', true, { kind: 'tab', back: false }],
    ['Escape', 'edit', true, { kind: 'cancel' }],
    ['ArrowDown', 'type', false, { kind: 'commitAndMove', direction: 'down' }],
    ['ArrowLeft', 'type', false, { kind: 'commitAndMove', direction: 'left' }],
    ['ArrowDown', 'type', true, null],
    ['ArrowLeft', 'edit', false, null],
    ['Shift+ArrowLeft', 'type', false, null],
    ['Alt+Enter', 'edit', false, null],
    ['KeyA:a', 'type', false, null],
  ] as const)('%s in mode %s, popup %s', (name, mode, popup, expected) => {
    expect(editingCommand(press(name), mode, popup)).toEqual(expected);
  });
});
