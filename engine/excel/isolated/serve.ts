/** Does one task after the other for the process that started this one, and ends with it. */
import { WorkbookRefused } from '../open/refused';
import { doTask, type IsolatedReply, type IsolatedTask } from './tasks';

interface Asked {
  readonly id: number;
  readonly task: IsolatedTask;
}

async function answer({ id, task }: Asked): Promise<IsolatedReply> {
  try {
    return { id, ok: true, value: await doTask(task) };
  } catch (error) {
    const code = error instanceof WorkbookRefused ? error.code : 'internal';
    const detail = error instanceof Error ? error.message : String(error);
    return { id, ok: false, code, detail: detail.slice(0, 500) };
  }
}

process.on('message', (message) => {
  void answer(message as Asked).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
