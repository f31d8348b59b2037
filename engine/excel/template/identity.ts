import { createHash } from 'node:crypto';
import type { FormDefinition } from '../../definition/generated/definition';

/** Whose workbook it is, of which form, and what it was made from. */
export interface WorkbookIdentity {
  readonly form: string;
  readonly version: number;
  /** Digest of the definition: two forms may bear one id and version. */
  readonly definition: string;
  readonly collection?: string;
  readonly organisation?: string;
  /** Name of the organisation, for people. */
  readonly organisationName?: string;
  /** Revision of the draft that was filled in. */
  readonly revision?: number;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** The identity, and whether it still stands as it was written. */
export interface FoundIdentity {
  readonly identity: WorkbookIdentity;
  readonly isIntact: boolean;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

export const definitionDigest = (definition: FormDefinition): string => digest(JSON.stringify(definition));

/** Name of the very hidden worksheet; its first cell marks it. */
export const IDENTITY_SHEET = '_sbor';
export const IDENTITY_MARK = 'sbor-workbook-1';

const NAMES = [
  'form',
  'version',
  'definition',
  'collection',
  'organisation',
  'organisationName',
  'revision',
  'createdAt',
] as const;

/** Lines of the identity's worksheet. */
export function identityLines(identity: WorkbookIdentity): readonly (readonly [string, string])[] {
  const lines = NAMES.flatMap((name) => {
    const value = identity[name];
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return [[IDENTITY_MARK, ''], ...lines, ['digest', digest(JSON.stringify(lines))]];
}

/** The identity from such lines; undefined where they hold none. */
export function readIdentity(lines: readonly (readonly [string, string])[]): FoundIdentity | undefined {
  const [mark, ...rest] = lines;
  if (mark?.[0] !== IDENTITY_MARK) return undefined;
  const known = rest.filter(([name]) => (NAMES as readonly string[]).includes(name));
  const values = new Map(known);
  const [form, version, definition] = [values.get('form'), values.get('version'), values.get('definition')];
  if (form === undefined || definition === undefined || !/^\d{1,9}$/.test(version ?? '')) return undefined;
  const revision = values.get('revision');
  const text = (name: 'collection' | 'organisation' | 'organisationName'): Partial<WorkbookIdentity> => {
    const value = values.get(name);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    identity: {
      form,
      version: Number(version),
      definition,
      ...text('collection'),
      ...text('organisation'),
      ...text('organisationName'),
      ...(revision !== undefined && /^\d{1,15}$/.test(revision) ? { revision: Number(revision) } : {}),
      createdAt: values.get('createdAt') ?? '',
    },
    isIntact: rest.find(([name]) => name === 'digest')?.[1] === digest(JSON.stringify(known)),
  };
}
