import { useEffect, useState } from 'react';
import type { QueueOwner } from '../queue/store';
import { openStore } from '../queue/store';
import { isSignInNeeded, type Workspace } from './workspace';

const HELD_SECONDS = 20;
/** Between two questions that were answered at once. */
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

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

/**
 * Sees what others change as it happens: one request is always held by the server while the page is visible. Hidden pages
 * ask nothing, since browsers open few connections to one server. Without a connection it asks more and more rarely.
 */
export function useOthers(workspace: Workspace, enabled: boolean): void {
  // A request that is held from before would not notice that somebody has signed in again.
  const mustSignIn = isSignInNeeded(workspace);
  useEffect(() => {
    if (!enabled) return;
    let asking: AbortController | null = null;
    let timer = 0;
    let failures = 0;
    const ask = (): void => {
      if (asking || document.visibilityState === 'hidden') return;
      const asked = new AbortController();
      asking = asked;
      const since = performance.now();
      // That the connection is back, or somebody has signed in again, should be seen at once.
      const isInOrder = workspace.isOnline() && !mustSignIn;
      const waitSeconds = isInOrder ? HELD_SECONDS : 0;
      void workspace.poll({ waitSeconds, signal: asked.signal }).then(() => {
        if (asked.signal.aborted) return;
        asking = null;
        failures = workspace.isOnline() ? 0 : failures + 1;
        // A server that does not hold requests is not asked without a pause.
        const pause = failures > 0 ? Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** failures) : PAUSE_MS;
        timer = window.setTimeout(ask, Math.max(0, since + pause - performance.now()));
      });
    };
    const stop = (): void => {
      window.clearTimeout(timer);
      asking?.abort();
      asking = null;
    };
    const atOnce = (): void => {
      stop();
      ask();
    };
    const onVisibility = (): void => (document.visibilityState === 'visible' ? atOnce() : stop());
    ask();
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('online', atOnce);
    window.addEventListener('offline', atOnce);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('online', atOnce);
      window.removeEventListener('offline', atOnce);
    };
  }, [workspace, enabled, mustSignIn]);
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
