import { useEffect, useState } from 'react';
import type { QueueOwner } from '../queue/store';
import { openStore } from '../queue/store';
import type { Workspace } from './workspace';

const POLL_MS = 2_000;
const SLOWEST_POLL_MS = 30_000;

/** Keeps what waits in the browser's database, and takes over what closed tabs left. Answers whether that is possible. */
export function useQueueStore(workspace: Workspace, owner: QueueOwner, enabled: boolean): boolean {
  const [durable, setDurable] = useState(true);
  const { login, submissionId, clientId } = owner;
  useEffect(() => {
    if (!enabled) return;
    let left = false;
    let leave = (): void => undefined;
    void openStore({ login, submissionId, clientId }).then(async (store) => {
      leave = () => {
        workspace.queue.stop();
        store.release();
      };
      if (left) return leave();
      setDurable(store.durable);
      workspace.attach(store, await store.adopt());
    });
    return () => {
      left = true;
      leave();
    };
  }, [workspace, login, submissionId, clientId, enabled]);
  return durable;
}

/** Sees what others change: every two seconds while the page is visible, more rarely while there is no connection. */
export function usePolling(workspace: Workspace, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    let timer = 0;
    let failures = 0;
    let stopped = false;
    const next = (delayMs: number): void => {
      window.clearTimeout(timer);
      if (!stopped) timer = window.setTimeout(run, delayMs);
    };
    const run = (): void => {
      if (document.visibilityState === 'hidden') return next(POLL_MS);
      void workspace.poll().then(() => {
        failures = workspace.isOnline() ? 0 : failures + 1;
        next(Math.min(SLOWEST_POLL_MS, POLL_MS * 2 ** failures));
      });
    };
    const atOnce = (): void => {
      if (document.visibilityState === 'visible') next(0);
    };
    next(POLL_MS);
    document.addEventListener('visibilitychange', atOnce);
    window.addEventListener('focus', atOnce);
    window.addEventListener('online', atOnce);
    return () => {
      stopped = true;
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', atOnce);
      window.removeEventListener('focus', atOnce);
      window.removeEventListener('online', atOnce);
    };
  }, [workspace, enabled]);
}

/** Sends what waits when the page is left or hidden, and warns where leaving would lose or leave something behind. */
export function useLeaving(workspace: Workspace, durable: boolean): void {
  useEffect(() => {
    const flush = (): void => void workspace.queue.flush();
    const onHidden = (): void => {
      if (document.visibilityState === 'hidden') flush();
    };
    const onOnline = (): void => workspace.queue.resume();
    const onUnload = (event: BeforeUnloadEvent): void => {
      const { kind } = workspace.queue.state();
      const isStuck = kind === 'offline' || kind === 'busy' || kind === 'blocked';
      if (kind !== 'saved' && (!durable || isStuck)) event.preventDefault();
    };
    document.addEventListener('visibilitychange', onHidden);
    window.addEventListener('pagehide', flush);
    window.addEventListener('online', onOnline);
    window.addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('online', onOnline);
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [workspace, durable]);
}
