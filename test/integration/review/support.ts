import { randomUUID } from 'node:crypto';
import type { OrgUnit } from '../../../app/db/entities/index.server';
import type { EntityManager } from '../../../app/db/orm.server';
import { execute } from '../../../app/db/sql.server';
import type {
  AnswerRequest,
  RemarkPlace,
  RemarkRequest,
  ReviewLevels,
  VerdictRequest,
} from '../../../app/protocol/review';
import type { Role, Viewer } from '../../../app/protocol/views';
import { answerRemark } from '../../../app/services/review/answer-remark.server';
import { decideReview } from '../../../app/services/review/decide.server';
import { openReview } from '../../../app/services/review/open-review.server';
import { listOwnRemarks } from '../../../app/services/review/own-remarks.server';
import { changeRemark } from '../../../app/services/review/write-remark.server';
import {
  createCollection,
  createDefinitionVersion,
  createMunicipality,
  createOrganisation,
  createRegion,
  createSubmission,
  createUser,
} from '../../support/factories';
import { viewerOf } from '../../support/viewers';
import { definition, insert, type Participant, save, submit, type Window } from '../collecting/support';

/** A school with something filled in, and those who answer for it. */
export interface Reviewing extends Participant {
  readonly municipal: Viewer;
  readonly regional: Viewer;
}

export const whole: RemarkPlace = { sheet: null, row: null, column: null };
export const cell = (row: string, column: string): RemarkPlace => ({ sheet: 'staff', row, column });

export async function coordinator(em: EntityManager, role: Role, orgUnit: OrgUnit): Promise<Viewer> {
  return viewerOf(em, await createUser(em, { role, orgUnit }));
}

interface Given {
  readonly window?: Window;
  /** An organisation under the region alone. */
  readonly withoutMunicipality?: boolean;
}

export async function createReviewing(
  em: EntityManager,
  levels: ReviewLevels,
  { window, withoutMunicipality = false }: Given = {},
): Promise<Reviewing> {
  const version = await createDefinitionVersion(em, { definition });
  const collection = await createCollection(em, {
    definitionVersion: version,
    reviewLevels: levels,
    ...window,
  });
  const region = await createRegion(em);
  const municipality = await createMunicipality(em, { region });
  const orgUnit = await createOrganisation(em, { region, municipality });
  const user = await createUser(em, { orgUnit });
  const submission = await createSubmission(em, {
    collection,
    orgUnit,
    region,
    municipality: withoutMunicipality ? null : municipality,
  });
  const reviewing = {
    user,
    viewer: await viewerOf(em, user),
    collection,
    version,
    submission,
    municipal: await coordinator(em, 'municipal', municipality),
    regional: await coordinator(em, 'regional', region),
  };
  await save(em, reviewing, [
    insert('r1', { name: 'Анна', hours: 20 }),
    insert('r2', { name: 'Олег', hours: 30 }, 'r1'),
  ]);
  return reviewing;
}

/** Submits the newest revision; answers with the number of the receipt. */
export async function submitted(em: EntityManager, of: Reviewing, revision: number): Promise<number> {
  const reply = await submit(em, of, revision);
  if (reply.outcome !== 'submitted') throw new Error(JSON.stringify(reply));
  return reply.number;
}

export function remark(
  em: EntityManager,
  of: Reviewing,
  by: Viewer,
  given: {
    readonly receipt: number;
    readonly place?: RemarkPlace;
    readonly text?: string;
    readonly id?: string;
  },
) {
  const body: RemarkRequest = {
    kind: 'write',
    id: given.id ?? randomUUID(),
    receipt: given.receipt,
    place: given.place ?? cell('r1', 'hours'),
    text: given.text ?? 'Проверьте часы',
  };
  return changeRemark(em, by, { submissionId: of.submission.id, body });
}

export function changeRemarkOf(em: EntityManager, of: Reviewing, by: Viewer, body: unknown) {
  return changeRemark(em, by, { submissionId: of.submission.id, body });
}

export function decide(
  em: EntityManager,
  of: Reviewing,
  by: Viewer,
  given: Pick<VerdictRequest, 'receipt' | 'verdict'> & Partial<VerdictRequest>,
) {
  const body: VerdictRequest = { comment: '', closesAt: null, ...given };
  return decideReview(em, by, { submissionId: of.submission.id, collectionId: null, body });
}

export function answer(em: EntityManager, of: Reviewing, by: Viewer, remarkId: string, text: string) {
  const body: AnswerRequest = { submissionId: of.submission.id, remarkId, text };
  return answerRemark(em, by, { collectionId: of.collection.id, body });
}

export function look(em: EntityManager, of: Reviewing, by: Viewer) {
  return openReview(em, by, { submissionId: of.submission.id, collectionId: null });
}

export function ownRemarks(em: EntityManager, of: Reviewing) {
  return listOwnRemarks(em, of.viewer, { collectionId: of.collection.id, submissionId: of.submission.id });
}

/** Moves the end of the collection; seconds from now. */
export async function closeIn(em: EntityManager, of: Reviewing, seconds: number): Promise<void> {
  await execute(
    em,
    `update collection set opens_at = least(opens_at, now() - interval '1 day'), closes_at = now() + make_interval(secs => $2) where id = $1`,
    [of.collection.id, seconds],
  );
}
