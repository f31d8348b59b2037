import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { notify } from '../../../app/db/queries/notify.server';
import { execute, queryRow } from '../../../app/db/sql.server';
import { closeQueue, prepareJobTables } from '../../../app/jobs/queue.server';
import { sendLettersHandler } from '../../../app/jobs/send-letters.handler.server';
import { closeMailer } from '../../../app/mail/mailer.server';
import type { Viewer } from '../../../app/protocol/views';
import {
  confirmMail,
  findMailSettings,
  setMailAddress,
  stopMail,
} from '../../../app/services/mail/mail-settings.server';
import { markNotifications } from '../../../app/services/notifications/mark-notifications.server';
import { getLogger } from '../../../app/log.server';
import { useDatabase } from '../../support/database';
import { createCollection, createUser } from '../../support/factories';
import { type MailServer, startMailServer, subjectOf, textOf } from '../../support/mail-server';
import { viewerOf } from '../../support/viewers';

vi.hoisted(() => {
  process.env.PUBLIC_URL = 'https://sbor.test/';
  process.env.MAIL_FROM = 'Сбор <sbor@sbor.test>';
  process.env.LOG_LEVEL = 'silent';
});
const database = useDatabase();
let server: MailServer;

beforeAll(async () => {
  server = await startMailServer();
  process.env.SMTP_URL = server.url;
  await prepareJobTables(database.url);
});
beforeEach(() => {
  server.letters.length = 0;
  server.refusal = null;
});
afterAll(async () => {
  closeMailer();
  await closeQueue();
  await server.close();
});

const sendDue = () =>
  sendLettersHandler.run(
    {},
    { em: database.em(), log: getLogger(), attempt: 1, signal: new AbortController().signal },
  );

async function person(): Promise<Viewer> {
  const em = database.em();
  return viewerOf(em, await createUser(em));
}

/** Somebody whose address is confirmed. */
async function subscriber(address: string, frequency: 'at_once' | 'daily' = 'at_once'): Promise<Viewer> {
  const viewer = await person();
  await setMailAddress(database.em(), viewer, { address, frequency });
  await sendDue();
  const token = /confirm\/(\S+)/.exec(textOf(server.letters.at(-1) ?? { to: [], source: '' }))?.[1] ?? '';
  expect(await confirmMail(database.em(), viewer, token)).toBe(true);
  server.letters.length = 0;
  // Notifications of the test are told after that, whatever the clocks say.
  await execute(
    database.em(),
    `update mail_subscription set confirmed_at = now() - interval '2 days' where user_id = $1`,
    [viewer.userId],
  );
  return viewer;
}

/** As if told `seconds` ago. */
async function tell(viewer: Viewer, subject: string, seconds: number, title = 'Паспорт'): Promise<void> {
  const em = database.em();
  const { id } = await createCollection(em, { title });
  await notify(em, { kind: 'collection_opened', subject, collectionId: id }, { users: [viewer.userId] });
  await execute(
    em,
    `update notification set created_at = now() - $2 * interval '1 second' where user_id = $1 and subject = $3`,
    [viewer.userId, seconds, subject],
  );
}

it('an address gets one letter until its owner confirms it, signed in', async () => {
  const em = database.em();
  const viewer = await person();
  await tell(viewer, 'before', 100);
  expect(
    (await setMailAddress(em, viewer, { address: ' school@example.org ', frequency: 'at_once' })).ok,
  ).toBe(true);
  await sendDue();
  await sendDue();
  expect(server.letters).toHaveLength(1);
  const letter = server.letters[0] ?? { to: [], source: '' };
  expect(letter.to).toEqual(['school@example.org']);
  expect(subjectOf(letter)).toBe('Подтвердите адрес для уведомлений');
  const token = /https:\/\/sbor\.test\/lk\/mail\/confirm\/(\S+)/.exec(textOf(letter))?.[1] ?? '';
  const stored = await queryRow<{ token_hash: string }>(
    em,
    'select token_hash from mail_subscription where user_id = $1',
    [viewer.userId],
  );
  expect(stored?.token_hash).not.toBe(token);
  expect(await confirmMail(em, await person(), token)).toBe(false);
  expect(await confirmMail(em, viewer, token)).toBe(true);
  expect(await confirmMail(em, viewer, token)).toBe(false);
  expect(await findMailSettings(em, viewer)).toMatchObject({
    address: 'school@example.org',
    confirmed: true,
  });
  // What was told before is not sent afterwards.
  await sendDue();
  expect(server.letters).toHaveLength(1);
});

it('what gathers in a minute comes in one letter, once, with links and without secrets', async () => {
  const viewer = await subscriber('one@example.org');
  await tell(viewer, 'a', 10);
  await sendDue();
  expect(server.letters).toHaveLength(0);
  await tell(viewer, 'b', 90, 'Реестр\r\nBcc: somebody@example.org');
  await Promise.all([sendDue(), sendDue()]);
  await sendDue();
  expect(server.letters).toHaveLength(1);
  const letter = server.letters[0] ?? { to: [], source: '' };
  expect(letter.to).toEqual(['one@example.org']);
  expect(subjectOf(letter)).toBe('2 новых уведомления');
  const text = textOf(letter);
  expect(text).toContain('Открыт приём: Паспорт');
  expect(text.match(/https:\/\/sbor\.test\/lk\/notifications\/[0-9a-f-]{36}\/open/g)).toHaveLength(2);
  expect(letter.source).not.toMatch(/^bcc:/im);
  expect(letter.source).not.toContain('secret-of-smtp');
});

it('a title with line breaks adds no header', async () => {
  const viewer = await subscriber('line@example.org');
  await tell(viewer, 'a', 90, 'Реестр\r\nBcc: somebody@example.org');
  await sendDue();
  const letter = server.letters[0] ?? { to: [], source: '' };
  expect(subjectOf(letter)).toBe('Открыт приём: Реестр Bcc: somebody@example.org');
  expect(letter.source).not.toMatch(/^bcc:/im);
});

it('what was read meanwhile is not sent', async () => {
  const viewer = await subscriber('read@example.org');
  await tell(viewer, 'a', 90);
  await markNotifications(database.em(), viewer, { ids: null, read: true });
  await sendDue();
  expect(server.letters).toHaveLength(0);
});

it('a digest comes once a day', async () => {
  const viewer = await subscriber('daily@example.org', 'daily');
  await tell(viewer, 'a', 3600);
  await sendDue();
  // The day of the confirmation counts as told.
  expect(server.letters).toHaveLength(0);
  await execute(
    database.em(),
    `update mail_subscription set digest_on = current_date - 1 where user_id = $1`,
    [viewer.userId],
  );
  const hour = await queryRow<{ hour: number }>(
    database.em(),
    `select extract(hour from now() at time zone 'Europe/Moscow')::int as hour`,
  );
  await sendDue();
  await sendDue();
  expect(server.letters).toHaveLength((hour?.hour ?? 0) >= 8 ? 1 : 0);
});

it('a refusal of the mail server is shown and tried again later, and nothing is lost', async () => {
  const viewer = await subscriber('full@example.org');
  await tell(viewer, 'a', 90);
  server.refusal = 'mailbox is full';
  await sendDue();
  expect((await findMailSettings(database.em(), viewer))?.failure).toContain('mailbox is full');
  server.refusal = null;
  await sendDue();
  expect(server.letters).toHaveLength(0);
  await execute(database.em(), 'update mail_subscription set next_try_at = now() where user_id = $1', [
    viewer.userId,
  ]);
  await sendDue();
  expect(server.letters).toHaveLength(1);
  expect((await findMailSettings(database.em(), viewer))?.failure).toBeNull();
});

it('nobody gets more than five confirming letters a day, and who stops gets none', async () => {
  const em = database.em();
  const viewer = await person();
  const outcomes = [];
  for (let i = 0; i < 6; i++) {
    const saved = await setMailAddress(em, viewer, { address: `victim${i}@example.org`, frequency: 'daily' });
    outcomes.push(saved.ok ? saved.value : saved.error);
  }
  expect(outcomes).toEqual(['asked', 'asked', 'asked', 'asked', 'asked', 'too_many']);
  await stopMail(em, viewer);
  expect((await findMailSettings(em, viewer))?.address).toBeNull();
  await sendDue();
  expect(server.letters).toHaveLength(0);
  const again = await setMailAddress(em, viewer, { address: 'victim@example.org', frequency: 'daily' });
  expect(again).toMatchObject({ ok: false, error: 'too_many' });
});

it.each([
  '',
  'school',
  'a b@example.org',
  'a@b',
  'a@example.org\r\nBcc: b@example.org',
  'a@example.org,b@example.org',
  '<a@b.ru>',
])('refuses the address %j', async (address) => {
  const refused = await setMailAddress(database.em(), await person(), { address, frequency: 'daily' });
  expect(refused).toMatchObject({ ok: false, error: 'bad_address' });
});

it.each(['school@пример.рф', 'имя@пример.рф', "o'neil+x@mail.example.org"])(
  'takes the address %s',
  async (address) => {
    expect((await setMailAddress(database.em(), await person(), { address, frequency: 'daily' })).ok).toBe(
      true,
    );
  },
);
