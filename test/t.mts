import { openIsolation } from '../engine/excel/index.ts';
import { readFileSync } from 'node:fs';
const iso = openIsolation(); const def=JSON.parse(readFileSync('form-definitions/vpr-spo-schedule/1.json','utf8'));
let t=performance.now();
const r = await iso.run({kind:'read',bytes:readFileSync('/tmp/lo/a.xlsx'),definition:def,codeLists:{}}); console.log(Math.round(performance.now()-t), r.read.sheets.map(s=>[s.sheet,s.rows.length,s.columns.length]), r.read.identity, r.read.leftOut, r.outline.map(o=>o.name));
t=performance.now();
const m = await iso.run({kind:'mark',bytes:readFileSync('/tmp/lo/a.xlsx'),marks:[{worksheet:'РАБОТЫ НА БЛАНКЕ',address:'B5',severity:'error',message:'Плохо <b>'},{worksheet:'РАБОТЫ НА БЛАНКЕ',address:'C300',severity:'warning',message:'x'}],locale:'ru'});
console.log(Math.round(performance.now()-t), m.length); (await import('node:fs')).writeFileSync('/tmp/marked.xlsx',m);
await iso.run({kind:'read',bytes:Buffer.from('PK not'),definition:def,codeLists:{}}).catch(e=>console.log(e.code,e.message));
