import { describe, expect, it } from 'vitest';
import type { PublicationBlock } from '../../../app/db/entities/index.server';
import { findStorageFiles } from '../../../app/db/queries/files.server';
import { getFileStore } from '../../../app/files/file-store.server';
import type { FileChange } from '../../../app/protocol/files';
import { loader as file } from '../../../app/routes/files/file';
import { manageFile } from '../../../app/services/files/manage-file.server';
import { useDataDirectory } from '../../support/data-directory';
import { useDatabase } from '../../support/database';
import { createBlock, createFile, createFileOf, createPublication } from '../../support/factories';
import { requestsOf } from '../../support/file-requests';
import { type PersonName, usePeople } from './people';

const database = useDatabase();
useDataDirectory();
const { viewer, user, places } = usePeople(database);

const newBlock = async (audience: Record<string, unknown> | null = null): Promise<PublicationBlock> =>
  createBlock(database.em(), { publication: await createPublication(database.em(), { audience }) });

describe('an organizer', () => {
  const change = async (blockId: string, wanted: FileChange) =>
    manageFile(database.em(), viewer('federal'), blockId, wanted);
  const namesFor = async (name: PersonName, blockId: string) =>
    (
      await findStorageFiles(database.em(), viewer(name), { blockId, text: '', limit: 50, offset: 0 })
    ).rows.map((row) => row.name);

  it('renames, and the kind of the file stays', async () => {
    const block = await newBlock();
    const { id: fileId } = await createFile(database.em(), { block, name: 'Старое.docx' });
    expect((await change(block.id, { intent: 'rename', fileId, name: 'Новое' })).ok).toBe(true);
    expect(await namesFor('school', block.id)).toEqual(['Новое.docx']);
    for (const [name, reason] of [
      ['///', 'name'],
      ['', 'name'],
    ] as const)
      expect(await change(block.id, { intent: 'rename', fileId, name })).toEqual({
        ok: false,
        error: { reason },
      });
    await change(block.id, { intent: 'rename', fileId, name: '../../etc/passwd.exe' });
    expect(await namesFor('school', block.id)).toEqual(['passwd.exe.docx']);
  });

  it('moves up and down, and everybody sees that order', async () => {
    const block = await newBlock();
    const ids = new Map<string, string>();
    for (const name of ['а', 'б', 'в'])
      ids.set(name, (await createFile(database.em(), { block, name, position: 0 })).id);
    const move = (name: string, direction: 'up' | 'down') =>
      change(block.id, { intent: 'move', fileId: ids.get(name) ?? '', direction });
    await move('в', 'up');
    expect(await namesFor('school', block.id)).toEqual(['а', 'в', 'б']);
    await move('а', 'down');
    expect(await namesFor('school', block.id)).toEqual(['в', 'а', 'б']);
    await move('в', 'up');
    await move('б', 'down');
    expect(await namesFor('school', block.id)).toEqual(['в', 'а', 'б']);
  });

  it('removes, and can put back for a day; nobody else sees it meanwhile', async () => {
    const block = await newBlock();
    const stored = await createFileOf(database.em(), Buffer.from('x'), { block, name: 'а' });
    await change(block.id, { intent: 'remove', fileId: stored.id });
    expect(await namesFor('school', block.id)).toEqual([]);
    expect(await namesFor('federal', block.id)).toEqual(['а']);
    const ask = await requestsOf(user('federal'));
    expect((await ask(file, { params: { fileId: stored.id } })).status).toBe(404);
    expect(await change(block.id, { intent: 'rename', fileId: stored.id, name: 'б' })).toMatchObject({
      ok: false,
    });
    await change(block.id, { intent: 'restore', fileId: stored.id });
    expect(await namesFor('school', block.id)).toEqual(['а']);
    expect(await getFileStore().size((await stored.content.loadOrFail()).storageKey)).toBe(1);
  });

  it('chooses who sees it; unknown logins and places are named', async () => {
    const block = await newBlock();
    const { id: fileId } = await createFile(database.em(), { block, name: 'а' });
    const audience = (wanted: unknown) => change(block.id, { intent: 'audience', fileId, audience: wanted });
    await audience({ logins: ['edu1', 'edu1'], roles: [] });
    expect([await namesFor('school', block.id), await namesFor('neighbour', block.id)]).toEqual([['а'], []]);
    expect(await audience({ logins: ['edu1', 'edu9'], regions: [places().municipality.id] })).toEqual({
      ok: false,
      error: { reason: 'audience', unknown: [places().municipality.id, 'edu9'] },
    });
    await audience({ roles: [], logins: [] });
    expect(await namesFor('neighbour', block.id)).toEqual(['а']);
  });

  it('changes files of the storage that is named, and of no other', async () => {
    const { id: fileId } = await createFile(database.em(), { block: await newBlock() });
    const other = await newBlock();
    expect(await change(other.id, { intent: 'remove', fileId })).toEqual({
      ok: false,
      error: { reason: 'not_found' },
    });
    for (const name of ['school', 'regional', 'municipal'] as const) {
      const block = await newBlock();
      const own = await createFile(database.em(), { block });
      expect(
        await manageFile(database.em(), viewer(name), block.id, { intent: 'remove', fileId: own.id }),
      ).toEqual({
        ok: false,
        error: { reason: 'not_found' },
      });
    }
  });
});
