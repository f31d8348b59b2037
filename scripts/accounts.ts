import { Command } from 'commander';
import { closeChangeFeed } from '../app/db/change-feed.server';
import { closeOrm, forkEm } from '../app/db/orm.server';
import { replacePassword } from '../app/services/accounts/replace-password.server';

const program = new Command('accounts').description(
  'What an operator does with accounts; DATABASE_URL names the database',
);

program
  .command('replace-password <login>')
  .description('gives an account a new password, prints it once and ends its sessions')
  .requiredOption('--reason <text>', 'why, for the audit')
  .action(async (login: string, { reason }: { reason: string }) => {
    const password = await replacePassword(forkEm(), { login, reason, replacedBy: null });
    if (password === null) program.error(`There is no account "${login}" that can sign in.`);
    process.stdout.write(`${login}  ${password}\nHand it over in person or by telephone, never by e-mail.\n`);
  });

try {
  await program.parseAsync();
} finally {
  await closeChangeFeed();
  await closeOrm();
}
