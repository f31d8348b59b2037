// The process that opens files of strangers; see pool.ts. TypeScript is read as it is everywhere else in the product.
import { register } from 'tsx/esm/api';

register();
await import(new URL('serve.ts', import.meta.url).href);
