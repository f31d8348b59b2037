/** Arrows, Home and End go from finding to finding; Esc closes. Fields keep their own keys. */
export function onPanelKey(panel: HTMLElement, event: KeyboardEvent, onClose: () => void): void {
  const { target } = event;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    onClose();
    return;
  }
  const buttons = [...panel.querySelectorAll<HTMLElement>('[data-finding]')];
  const here = buttons.findIndex((button) => button.closest('li')?.contains(document.activeElement) ?? false);
  const places: Readonly<Record<string, number>> = {
    ArrowDown: here + 1,
    ArrowUp: Math.max(0, here - 1),
    Home: 0,
    End: buttons.length - 1,
  };
  const place = places[event.key];
  if (place === undefined) return;
  event.preventDefault();
  buttons[Math.min(place, buttons.length - 1)]?.focus();
}
