// `npm run build`: what `npm start` does by itself.
import { fileURLToPath } from 'node:url';
import { ensureBuild } from './setup/build.mjs';
import { openProgress } from './setup/progress.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const progress = openProgress('Build', performance.now());
await progress.step('application', (announce) => ensureBuild(root, announce));
