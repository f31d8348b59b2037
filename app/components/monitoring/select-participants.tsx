import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Selection } from './use-selection';

export const SELECTION_FORM = 'phone-list-form';

/** Ticks an organisation. It belongs to the form of the list for phoning, so it is sent before scripts arrive, too. */
export function SelectOne({
  selection,
  login,
  organisation,
}: {
  readonly selection: Selection;
  readonly login: string;
  readonly organisation: string;
}) {
  const { t } = useTranslation('monitoring');
  const isChosen = selection.logins.has(login);
  return (
    <input
      type="checkbox"
      name="login"
      value={login}
      form={SELECTION_FORM}
      aria-label={t('participants.select', { organisation })}
      checked={isChosen}
      disabled={selection.isFull && !isChosen}
      onChange={(event) => selection.set([login], event.currentTarget.checked)}
    />
  );
}

/** Ticks all that the page shows, or none of them. */
export function SelectShown({
  selection,
  shown,
}: {
  readonly selection: Selection;
  readonly shown: readonly string[];
}) {
  const { t } = useTranslation('monitoring');
  const box = useRef<HTMLInputElement>(null);
  const chosen = shown.filter((login) => selection.logins.has(login)).length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = chosen > 0 && chosen < shown.length;
  });
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={t('participants.selectShown')}
      checked={shown.length > 0 && chosen === shown.length}
      onChange={() => selection.set(shown, chosen < shown.length)}
    />
  );
}
