import type { Edit } from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled } from '../engine/support';
import { Clock, FakeServer } from './support';
import { answersOn, openTabOf } from './tab';

/** First values from the register, from another cell, and one that follows from a first value. */
const form = compiled({
  format: 1,
  id: 'first',
  version: 1,
  title: 'Первые значения',
  sheets: [
    {
      id: 'given',
      title: 'Постоянный',
      rows: {
        kind: 'fixed',
        items: [
          { id: '01', title: 'Всего' },
          { id: '02', title: 'Из них' },
        ],
      },
      columns: [
        { id: 'region', title: 'Регион', type: 'text', prefill: { var: '$org.region' } },
        { id: 'copy', title: 'Ещё раз', type: 'text', prefill: { var: 'region' } },
      ],
    },
    {
      id: 'open',
      title: 'Открытый',
      rows: { kind: 'open', max: 9 },
      columns: [
        { id: 'n', title: 'Число', type: 'integer' },
        { id: 'twice', title: 'Вдвое', type: 'integer', prefill: { '*': [{ var: 'n' }, 2] } },
      ],
    },
  ],
});

const context = { today: '2026-04-01', org: { region: '77' } };
const set = (sheet: string, row: string, cells: Record<string, string | number | null>): Edit => ({
  kind: 'set',
  sheet,
  row,
  cells,
});
const open = (server: FakeServer, clientId: string, readOnly = false) =>
  openTabOf(form, server, new Clock(), clientId, { context, readOnly });
type Session = ReturnType<typeof open>['session'];
const valueOf = ({ live }: Session, sheet: string, row: string, column: string) =>
  live.cellState(sheet, row, column).value;

describe('[A29] first values', () => {
  it('are shown when the form is opened, and nothing is sent', async () => {
    const server = new FakeServer();
    const { session, queue } = open(server, 'a');
    expect(valueOf(session, 'given', '02', 'region')).toBe('77');
    expect(valueOf(session, 'given', '02', 'copy')).toBe('77');
    expect(session.heldValues()).toBe(4);
    await queue.flush();
    expect(server.log).toEqual([]);
    expect(queue.state()).toEqual({ kind: 'saved' });
    expect(session.canUndo()).toBe(false);
  });

  it('go with the first edit, before it', async () => {
    const server = new FakeServer();
    const { session, queue } = open(server, 'a');
    session.edit([set('given', '01', { region: 'свой' })]);
    await queue.flush();
    expect(session.heldValues()).toBe(0);
    expect(answersOn(form, server).sheets['given']).toEqual([
      { id: '01', cells: { region: 'свой', copy: '77' } },
      { id: '02', cells: { region: '77', copy: '77' } },
    ]);
    session.undo();
    expect(valueOf(session, 'given', '01', 'region')).toBe('77');
  });

  it('give way to what somebody else has entered or emptied meanwhile', async () => {
    const server = new FakeServer();
    const [a, b] = [open(server, 'a'), open(server, 'b')];
    a.session.edit([set('given', '01', { region: 'свой', copy: null })]);
    await a.queue.flush();
    b.session.edit([set('open', b.session.rowIds('open')[0] ?? '', { n: 1 })]);
    await b.queue.flush();
    a.poll();
    for (const { session } of [a, b]) {
      expect(valueOf(session, 'given', '01', 'region')).toBe('свой');
      expect(valueOf(session, 'given', '01', 'copy')).toBeNull();
      expect(session.live.answers).toEqual(answersOn(form, server));
    }
  });

  it('of a new row come with what is typed into it, as one step to undo; an emptied one stays empty', () => {
    const { session } = open(new FakeServer(), 'a');
    const [row = ''] = session.rowIds('open');
    session.edit([set('open', row, { n: 4 })]);
    expect(valueOf(session, 'open', row, 'twice')).toBe(8);
    session.edit([set('open', row, { twice: null })]);
    session.edit([set('open', row, { n: 5 })]);
    expect(valueOf(session, 'open', row, 'twice')).toBeNull();
    session.undo();
    session.undo();
    session.undo();
    expect(session.live.answers.sheets['open']?.filter((one) => !one.removed)).toEqual([]);
    session.redo();
    expect(valueOf(session, 'open', row, 'twice')).toBe(8);
  });

  it('are sent when asked for, such as before submitting', async () => {
    const server = new FakeServer();
    const { session, queue } = open(server, 'a');
    session.sendHeld();
    await queue.flush();
    expect(session.heldValues()).toBe(0);
    expect(answersOn(form, server)).toEqual(session.live.answers);
  });

  it('are none where nothing may be edited', () => {
    const { session } = open(new FakeServer(), 'a', true);
    expect(valueOf(session, 'given', '01', 'region')).toBeNull();
  });

  it('that a refresh brings are held as well', () => {
    const { session } = open(new FakeServer(), 'a');
    session.restart({ answers: { sheets: {} }, revision: 0, context: { ...context, org: { region: '91' } } });
    expect(valueOf(session, 'given', '02', 'copy')).toBe('91');
    expect(session.heldValues()).toBe(4);
  });
});
