import { useState } from 'react';
import { MOST_SELECTED } from '../../protocol/phone-list';

/** Organisations that were ticked, by login; they stay ticked on other pages of the list. */
export interface Selection {
  readonly logins: ReadonlySet<string>;
  /** More cannot be ticked. */
  readonly isFull: boolean;
  readonly set: (logins: readonly string[], chosen: boolean) => void;
  readonly clear: () => void;
}

export function useSelection(): Selection {
  const [logins, setLogins] = useState<ReadonlySet<string>>(new Set());
  return {
    logins,
    isFull: logins.size >= MOST_SELECTED,
    set: (changed, chosen) =>
      setLogins((before) => {
        const after = new Set(before);
        for (const login of changed) {
          if (!chosen) after.delete(login);
          else if (after.size < MOST_SELECTED) after.add(login);
        }
        return after;
      }),
    clear: () => setLogins(new Set()),
  };
}
