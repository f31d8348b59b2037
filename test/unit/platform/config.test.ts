import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { environmentSchema, readConfig } from '../../../app/config.server';

const DATABASE_URL = 'postgresql://u:p@localhost/db';

describe('configuration', () => {
  it('has defaults for everything but the database; empty counts as unset', () => {
    expect(readConfig({ DATABASE_URL, PORT: '' })).toMatchObject({
      mode: 'demo',
      port: 3000,
      logFormat: 'pretty',
    });
  });

  it('logs JSON in production, and sends cookies over TLS only where the address says https', () => {
    const config = readConfig({ DATABASE_URL, SBOR_MODE: 'production', PUBLIC_URL: 'https://sbor.example' });
    expect(config).toMatchObject({ logFormat: 'json', secureCookies: true });
  });

  it('names every wrong variable at once', () => {
    const attempt = () =>
      readConfig({ PORT: '70000', SBOR_MODE: 'test', CLOSING_GRACE_SECONDS: '1.5', PUBLIC_URL: 'ftp://x' });
    expect(attempt).toThrow(/SBOR_MODE[^]*PUBLIC_URL|PUBLIC_URL[^]*SBOR_MODE/);
    for (const name of ['SBOR_MODE', 'PORT', 'CLOSING_GRACE_SECONDS', 'PUBLIC_URL', 'DATABASE_URL']) {
      expect(attempt).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
    }
  });

  it('does not repeat values in its errors: they may be secrets', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://user:secret@host/db' })).toThrow(/^(?![^]*secret)/);
  });

  it('is described in README.md as it is', () => {
    const page = readFileSync('README.md', 'utf8');
    const rows = page.split('\n').filter((line) => /^\| `[A-Z0-9_]+`/.test(line));
    expect(rows.map(cells)).toEqual(
      Object.entries(environmentSchema.shape).map(([name, type]) => [
        `\`${name}\``,
        type._def.typeName === z.ZodFirstPartyTypeKind.ZodDefault ? `\`${type._def.defaultValue()}\`` : '',
        type.description,
      ]),
    );
  });
});

function cells(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
