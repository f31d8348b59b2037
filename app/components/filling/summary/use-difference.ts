import { diffAnswers, toSubmittedAnswers, type ValidationContext } from 'engine';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { DiffWords, LastSubmittedReply } from '~/protocol/history';
import type { SubmissionView } from '~/protocol/views';
import { useLocale } from '../../../i18n/use-format';
import { toDiffWords } from '../../../wording/diff-words';
import { exchange, jsonHeaders } from '../queue/transport';
import type { Workspace } from '../workspace/workspace';

export type Difference =
  | { readonly state: 'loading' | 'failed' | 'never' }
  | {
      readonly state: 'ready';
      readonly number: number;
      readonly at: string;
      readonly changes: DiffWords;
    };

/** What submitting now would change in what was submitted last. */
export function useDifference(
  workspace: Workspace,
  { collectionId, submissionId, context }: SubmissionView,
): { readonly difference: Difference; readonly retry: () => void } {
  const locale = useLocale();
  const [last, setLast] = useState<LastSubmittedReply['submitted'] | 'loading' | 'failed'>('loading');
  const load = useCallback(async (): Promise<void> => {
    const address = `/lk/collections/${collectionId}/submitted?submission=${submissionId}`;
    const reply = await exchange<LastSubmittedReply>(address, { headers: jsonHeaders }, ['last_submitted']);
    setLast(reply.outcome === 'last_submitted' ? reply.submitted : 'failed');
  }, [collectionId, submissionId]);
  useEffect(() => void load(), [load]);
  const { form, live } = workspace.session;
  const { answers } = live;
  const difference = useMemo((): Difference => {
    if (last === 'loading' || last === 'failed') return { state: last };
    if (last === null) return { state: 'never' };
    const inLocale: ValidationContext = { ...context, locale };
    const now = toSubmittedAnswers(form, answers, inLocale);
    const changes = toDiffWords(form, locale, diffAnswers(form, last.answers, now));
    return { state: 'ready', number: last.number, at: last.at, changes };
  }, [last, form, answers, context, locale]);
  const retry = (): void => {
    setLast('loading');
    void load();
  };
  return { difference, retry };
}
