import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diffDefinitions } from 'engine';
import { describe, expect, it } from 'vitest';
import { DIFFS } from './evolve-cases';
import { COLUMN_PROPERTIES } from './evolve-column-cases';
import { FORM_PROPERTIES } from './evolve-form-cases';
import type { Json } from './evolve-support';
import { parsed } from './support';

type Case = readonly [name: string, from: Json, to: Json, changes: readonly string[]];

const CASES: readonly Case[] = [
  ...DIFFS.map(([name, from, to, changes]): Case => [name, from, to, changes.map((one) => one.join(' '))]),
  ...[...FORM_PROPERTIES, ...COLUMN_PROPERTIES].map(([name, from, to, ...changes]): Case => [
    name,
    from,
    to,
    changes,
  ]),
];

/** The part of a definition that a JSON Pointer names. */
const partAt = (json: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((part, name) => (part as Json | undefined)?.[name], json);

describe('diffDefinitions', () => {
  it.each(CASES)('[E1] [E3] %s', (_name, from, to, expected) => {
    const changes = diffDefinitions(parsed(from), parsed(to));
    expect(changes.map(({ kind, effect, path }) => `${kind} ${effect} ${path}`)).toEqual(expected);
    for (const { message } of changes) expect(message).toMatch(/^[А-ЯЁ][^{}]*\.$/);
    for (const { message } of diffDefinitions(parsed(from), parsed(to), 'en'))
      expect(message).toMatch(/^[A-Z][^{}]*\.$/);
  });

  it.each(CASES)('[E2] paths point into the new definition, or into the old one: %s', (_name, from, to) => {
    for (const { path } of diffDefinitions(parsed(from), parsed(to)))
      expect(partAt(to, path) ?? partAt(from, path), path).toBeDefined();
  });

  it('[E4] every property of the format is told apart by some change', () => {
    const told = new Set(
      CASES.filter(([name, , , changes]) => changes.length > 0 || name === 'the version alone').flatMap(
        ([, from, to]) => [...differing(from, to)],
      ),
    );
    // It can have one value only.
    expect([...allProperties()].filter((name) => !told.has(name))).toEqual(['FormDefinition.format']);
  });
});

interface Schema {
  readonly $ref?: string;
  readonly const?: string | number;
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const META = JSON.parse(readFileSync(join(root, 'engine/definition/meta-schema.json'), 'utf8')) as Schema & {
  readonly definitions: Readonly<Record<string, Schema>>;
};

/** A schema with the name that its properties are told under. */
type Named = readonly [owner: string, schema: Schema];

function resolved([owner, schema]: Named): readonly Named[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return resolved([name, META.definitions[name] ?? {}]);
  }
  const branches = schema.anyOf ?? schema.oneOf;
  if (!branches) return [[owner, schema]];
  return branches.flatMap((branch) => {
    const kind = branch.properties?.['kind']?.const;
    return resolved([kind === undefined ? owner : `${owner}.${String(kind)}`, branch]);
  });
}

function* allProperties(named: Named = ['FormDefinition', META]): Generator<string> {
  for (const [owner, { properties = {}, additionalProperties, items }] of resolved(named)) {
    for (const [name, schema] of Object.entries(properties)) {
      yield `${owner}.${name}`;
      yield* allProperties([`${owner}.${name}`, schema]);
    }
    if (additionalProperties) yield* allProperties([owner, additionalProperties]);
    if (items) yield* allProperties([owner, items]);
  }
}

/** The properties that two definitions differ in, where both have the part that they belong to. */
function* differing(a: unknown, b: unknown, named: Named = ['FormDefinition', META]): Generator<string> {
  if (JSON.stringify(a) === JSON.stringify(b) || !isPart(a) || !isPart(b)) return;
  for (const [owner, { properties, additionalProperties, items }] of resolved(named)) {
    const [kindA, kindB] = [properties?.['kind']?.const, a['kind']];
    if (kindA !== undefined && kindA !== kindB && kindA !== b['kind']) continue;
    for (const [name, schema] of Object.entries(properties ?? {})) {
      if (JSON.stringify(a[name]) === JSON.stringify(b[name])) continue;
      yield `${owner}.${name}`;
      yield* differing(a[name], b[name], [`${owner}.${name}`, schema]);
    }
    const member = items ?? additionalProperties;
    if (member) for (const name of Object.keys(a)) yield* differing(a[name], b[name], [owner, member]);
  }
}

const isPart = (value: unknown): value is Json => typeof value === 'object' && value !== null;
