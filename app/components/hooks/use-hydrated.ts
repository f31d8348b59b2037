import { useSyncExternalStore } from 'react';

const subscribe = () => () => undefined;

/** False on the server and in the first paint, true once scripts run. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
