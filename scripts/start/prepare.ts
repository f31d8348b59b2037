import { z } from 'zod';
import { run } from '../process/run.mjs';

const loginsSchema = z
  .array(z.object({ role: z.string(), login: z.string(), password: z.string() }))
  .readonly();

export type DemoLogins = z.infer<typeof loginsSchema>;

/**
 * Migrates and, in demo mode, loads the demo data once, with the environment of the application. Returns whom one may
 * sign in as.
 */
export async function prepareDatabase(root: string, environment: NodeJS.ProcessEnv): Promise<DemoLogins> {
  const output = await run(process.execPath, ['--import', 'tsx', 'scripts/start/prepare-database.ts'], {
    cwd: root,
    env: environment,
  });
  const [last = ''] = output.trimEnd().split('\n').slice(-1);
  return loginsSchema.parse(JSON.parse(last));
}

/** The demo logins as a table for the terminal; nothing when there are none. */
export function loginTable(logins: DemoLogins): string {
  const rows = [{ role: 'role', login: 'login', password: 'password' }, ...logins];
  const width = (column: keyof DemoLogins[number]) => Math.max(...rows.map((row) => row[column].length)) + 2;
  const lines = rows.map(
    ({ role, login, password }) =>
      `  ${role.padEnd(width('role'))}${login.padEnd(width('login'))}${password}\n`,
  );
  return logins.length === 0 ? '' : `\n${lines.join('')}`;
}
