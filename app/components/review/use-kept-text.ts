import { useCallback, useEffect, useState } from 'react';

/**
 * A text that is being written, kept for this tab until it is sent: another page, a reload or a new sign-in loses nothing. Setting it to
 * the empty text forgets it. Without storage it lives with the component.
 */
export function useKeptText(key: string, initial = ''): readonly [string, (text: string) => void] {
  const [text, setText] = useState(initial);
  useEffect(() => {
    setText(read(key) ?? initial);
    // What was there first belongs to the key.
  }, [key]);
  const keep = useCallback(
    (next: string) => {
      setText(next);
      try {
        if (next === '') sessionStorage.removeItem(key);
        else sessionStorage.setItem(key, next);
      } catch {
        // Full or forbidden: it is still on the page.
      }
    },
    [key],
  );
  return [text, keep];
}

function read(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
