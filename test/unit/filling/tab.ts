import type { Answers, CompiledForm } from 'engine';
import { applyEdits } from 'engine';
import type { SaveQueue } from '../../../app/components/filling/queue/save-queue';
import { createSaveQueue } from '../../../app/components/filling/queue/save-queue';
import type { FillingSession, SessionOptions } from '../../../app/components/filling/session/filling-session';
import { createFillingSession } from '../../../app/components/filling/session/filling-session';
import type { Clock, FakeServer } from './support';

export interface Tab {
  readonly session: FillingSession;
  readonly queue: SaveQueue;
  readonly poll: () => void;
}

/** A tab at a server: what it loads is what the server has by now. */
export function openTabOf(
  form: CompiledForm,
  server: FakeServer,
  clock: Clock,
  clientId: string,
  given: Partial<SessionOptions> = {},
): Tab {
  let rows = 0;
  const queue = createSaveQueue({
    submissionId: 'submission',
    clientId,
    definitionVersion: 1,
    timers: clock,
    transport: { save: (request) => server.save(request) },
    knownRevision: () => session.revision(),
    onSaved: (batch, reply) => {
      session.receive(reply.changes, reply.revision);
      session.acknowledge(batch);
    },
    onDropped: () => session.pendingChanged(),
    onChange: () => undefined,
  });
  const session: FillingSession = createFillingSession({
    form,
    answers: answersOn(form, server),
    revision: server.log.length,
    context: { today: '2026-04-01' },
    readOnly: false,
    pending: queue.batches,
    send: queue.append,
    newRowId: () => {
      rows += 1;
      return `${clientId}-${rows}`;
    },
    ...given,
  });
  const poll = (): void => {
    if (server.isReachable) session.receive(server.log.slice(session.revision()), server.log.length);
  };
  return { session, queue, poll };
}

/** The answers that the log of a server gives. */
export const answersOn = (form: CompiledForm, server: FakeServer): Answers =>
  server.log.reduce<Answers>((answers, change) => applyEdits(form, answers, change.edits).answers, {
    sheets: {},
  });
