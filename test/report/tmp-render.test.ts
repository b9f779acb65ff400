import { writeFileSync } from 'node:fs';
import { collectReport } from '/work/main/src/report/report-data.ts';
import { renderHtml } from '/work/main/src/report/html/page.ts';
import { reportWorkspace } from '/work/main/test/builders/report-database.ts';
import { test } from 'vitest';
test('render', () => {
  for (const [n, reached] of [[24,'verify'],[10000,'verify'],[24,'map'],[0,'nothing']] as const) {
    const {ports}=reportWorkspace({users:n,reached,lastNames:['<script>alert(1)</script>','=cmd|calc','شركة ‮abc','🐙 Ünïcode']});
    const t=performance.now();
    const data=collectReport(ports,{now:new Date('2026-11-23T10:00:00Z')});
    const t2=performance.now();
    const h=renderHtml(data);
    console.log(n,reached,Math.round(t2-t),Math.round(performance.now()-t2),h.length);
    writeFileSync(`/tmp/report-${n}-${reached}.html`,h);
  }
});
