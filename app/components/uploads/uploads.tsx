import { useRevalidator } from '@remix-run/react';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { onDemand } from '../ui/on-demand';
import { memoryOf, waitForLine } from './browser';
import { httpTransport } from './transport';
import { UploadManager } from './upload-manager';

const UploadsContext = createContext<UploadManager | null>(null);
const nothing: ReturnType<UploadManager['getItems']> = [];

const Tray = onDemand(async () => (await import('./upload-tray')).UploadTray);

/** Uploads of the cabinet: they go on while people move about in it, and are shown at the bottom of every page. */
export function UploadsProvider({ children }: { readonly children: ReactNode }) {
  const { revalidate } = useRevalidator();
  const [manager] = useState(
    () =>
      new UploadManager({
        transport: httpTransport,
        memoryOf,
        wait: waitForLine,
        now: () => performance.now(),
      }),
  );
  useEffect(() => manager.whenDone(revalidate), [manager, revalidate]);
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (manager.isBusy) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [manager]);
  const items = useSyncExternalStore(manager.subscribe, manager.getItems, () => nothing);
  return (
    <UploadsContext.Provider value={manager}>
      {children}
      {items.length === 0 ? null : <Tray items={items} manager={manager} />}
    </UploadsContext.Provider>
  );
}

export function useUploads(): UploadManager {
  const manager = useContext(UploadsContext);
  if (!manager) throw new Error('uploads are for pages of the cabinet');
  return manager;
}
