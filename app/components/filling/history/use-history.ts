import { useCallback, useEffect, useState } from 'react';
import type { HistoryReply, PastStateReply } from '~/protocol/history';
import type { SubmissionView } from '~/protocol/views';
import { exchange, jsonHeaders, type Sent } from '../queue/transport';

type Of = Pick<SubmissionView, 'collectionId' | 'submissionId'>;

const addressOf = ({ collectionId, submissionId }: Of, path: string, query = ''): string =>
  `/lk/collections/${collectionId}/${path}?submission=${submissionId}${query}`;

/** The state after a revision, as the server makes it again. */
export const fetchPastState = (of: Of, revision: number): Promise<Sent<PastStateReply>> =>
  exchange<PastStateReply>(addressOf(of, `history/${revision}`), { headers: jsonHeaders }, ['past_state']);

const fetchPage = (of: Of, before: number | null): Promise<Sent<HistoryReply>> =>
  exchange<HistoryReply>(
    addressOf(of, 'history', before === null ? '' : `&before=${before}`),
    { headers: jsonHeaders },
    ['history'],
  );

export interface History {
  readonly entries: HistoryReply['entries'];
  readonly state: 'loading' | 'ready' | 'failed';
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly retry: () => void;
}

/** Typing makes a revision every moment; the list follows when it pauses. */
const PAUSE_MS = 1_000;

interface Pages {
  readonly entries: HistoryReply['entries'];
  readonly next: number | null;
  readonly count: number;
}

const NONE: Pages = { entries: [], next: null, count: 0 };

/** The history of a report, page by page; while only the newest page is shown, it follows what is saved. */
export function useHistory({ collectionId, submissionId }: Of, revision: number): History {
  const [pages, setPages] = useState<Pages>(NONE);
  const [state, setState] = useState<History['state']>('loading');
  const load = useCallback(
    async (before: number | null): Promise<void> => {
      const reply = await fetchPage({ collectionId, submissionId }, before);
      if (reply.outcome !== 'history') return setState('failed');
      const { entries, next } = reply;
      setPages((shown) =>
        before === null
          ? shown.count > 1
            ? shown
            : { entries, next, count: 1 }
          : { entries: [...shown.entries, ...entries], next, count: shown.count + 1 },
      );
      setState('ready');
    },
    [collectionId, submissionId],
  );
  const isEmpty = pages.count === 0;
  useEffect(() => {
    const timer = window.setTimeout(() => void load(null), isEmpty ? 0 : PAUSE_MS);
    return () => window.clearTimeout(timer);
    // Another revision asks again; the first page having come does not.
  }, [load, revision]);
  const ask = (before: number | null): void => {
    setState('loading');
    void load(before);
  };
  return {
    entries: pages.entries,
    state,
    hasMore: pages.next !== null,
    more: () => ask(pages.next),
    retry: () => ask(isEmpty ? null : pages.next),
  };
}
