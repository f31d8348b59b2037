import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { queryRow } from '../../../app/db/sql.server';
import type { RemarkView } from '../../../app/protocol/review';
import { useDatabase } from '../../support/database';
import { createCountry, createMunicipality, createRegion } from '../../support/factories';
import {
  answer,
  cell,
  changeRemarkOf,
  coordinator,
  createReviewing,
  decide,
  look,
  ownRemarks,
  remark,
  type Reviewing,
  submitted,
  whole,
} from './support';

const database = useDatabase();

async function remarksOf(of: Reviewing): Promise<readonly RemarkView[]> {
  const reply = await ownRemarks(database.em(), of);
  return reply.outcome === 'own_remarks' ? reply.remarks : [];
}

describe('attacks', () => {
  it('[A40] coordinators elsewhere, schools, organizers and the wrong level decide nothing', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'both');
    const receipt = await submitted(em, of, 1);
    const region = await createRegion(em);
    const municipality = await createMunicipality(em, { region });
    const strangers = [
      await coordinator(em, 'municipal', municipality),
      await coordinator(em, 'regional', region),
      await coordinator(em, 'federal', await createCountry(em)),
      await coordinator(em, 'admin', await createCountry(em)),
      of.viewer,
    ];
    for (const viewer of strangers) {
      expect(await decide(em, of, viewer, { receipt, verdict: 'accepted' })).toEqual({
        outcome: 'not_found',
      });
      expect(await remark(em, of, viewer, { receipt })).toEqual({ outcome: 'not_found' });
      const isFederal = viewer.role === 'federal';
      expect((await look(em, of, viewer)) !== null).toBe(isFederal);
    }
    expect(await decide(em, of, of.regional, { receipt, verdict: 'accepted' })).toMatchObject({
      outcome: 'not_your_turn',
    });
    const row = await queryRow(em, 'select 1 from review where submission_id = $1', [of.submission.id]);
    expect(row).toBe(null);
  });

  it("nobody touches another's draft, remark or report", async () => {
    const em = database.em();
    const [of, other] = [await createReviewing(em, 'both'), await createReviewing(em, 'both')];
    const receipt = await submitted(em, of, 1);
    const theirs = await submitted(em, other, 1);
    const id = randomUUID();
    await remark(em, of, of.municipal, { receipt, id, text: 'Моё' });
    // The receipt of another school, an id that is taken, a place that is not there.
    expect(await remark(em, of, of.municipal, { receipt: theirs })).toMatchObject({ outcome: 'malformed' });
    expect(await remark(em, of, of.regional, { receipt, id, text: 'Чужое' })).toEqual({
      outcome: 'remark_closed',
    });
    expect(await remark(em, other, other.municipal, { receipt: theirs, id })).toEqual({
      outcome: 'remark_closed',
    });
    expect(await changeRemarkOf(em, of, of.regional, { kind: 'remove', id })).toEqual({
      outcome: 'remark_closed',
    });
    for (const place of [
      cell('r1', 'nothing'),
      { ...whole, sheet: 'nowhere' },
      { sheet: 'totals', row: '99', column: null },
    ]) {
      expect(await remark(em, of, of.municipal, { receipt, place })).toMatchObject({ outcome: 'malformed' });
    }
    // The region has no turn, so it settles nothing; a draft cannot be answered, nor what another school was told.
    expect(await changeRemarkOf(em, of, of.regional, { kind: 'resolve', id })).toEqual({
      outcome: 'forbidden',
    });
    expect(await answer(em, of, of.viewer, id, 'Ответ')).toEqual({ outcome: 'remark_closed' });
    await decide(em, of, of.municipal, { receipt, verdict: 'returned' });
    expect(await answer(em, of, other.viewer, id, 'Ответ')).toEqual({ outcome: 'wrong_account' });
    expect(await answer(em, other, other.viewer, id, 'Ответ')).toEqual({ outcome: 'remark_closed' });
    expect((await remarksOf(of)).map(({ text, answer: said }) => [text, said])).toEqual([['Моё', null]]);
  });

  it.each<readonly [string, unknown]>([
    ['nothing', undefined],
    ['a blank text', { kind: 'write', id: randomUUID(), receipt: 1, place: whole, text: ' \n ' }],
    ['a long text', { kind: 'write', id: randomUUID(), receipt: 1, place: whole, text: 'а'.repeat(2_001) }],
    [
      'a row of no sheet',
      { kind: 'write', id: randomUUID(), receipt: 1, place: { ...whole, row: 'r1' }, text: 'а' },
    ],
    ['another key', { kind: 'remove', id: randomUUID(), level: 'regional' }],
  ])('%s is malformed', async (_name, body) => {
    const em = database.em();
    const of = await createReviewing(em, 'both');
    await submitted(em, of, 1);
    expect(await changeRemarkOf(em, of, of.municipal, body)).toMatchObject({ outcome: 'malformed' });
  });

  it('markup and zero characters stay words', async () => {
    const em = database.em();
    const of = await createReviewing(em, 'municipal');
    const receipt = await submitted(em, of, 1);
    const text = '<img src=x onerror=alert(1)>\u0000{{count}}';
    await remark(em, of, of.municipal, { receipt, text });
    await decide(em, of, of.municipal, { receipt, verdict: 'returned', comment: text });
    expect((await remarksOf(of))[0]?.text).toBe('<img src=x onerror=alert(1)>{{count}}');
  });
});
