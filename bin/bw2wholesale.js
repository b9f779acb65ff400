#!/usr/bin/env node
try {
  const { main } = await import('../dist/bundle/main.js');
  await main(process.argv.slice(2));
} catch (error) {
  if (error?.code === 'ERR_MODULE_NOT_FOUND' && String(error.message).includes('dist')) {
    process.stderr.write('bw2wholesale is not built yet: run `npm install && npm run build` in its folder.\n');
    process.exitCode = 2;
  } else if (String(error?.message ?? '').includes('better_sqlite3') || error?.code === 'ERR_DLOPEN_FAILED') {
    process.stderr.write(
      `better-sqlite3 does not load on Node ${process.versions.node}: run \`npm rebuild better-sqlite3\`.\n${error.message}\n`,
    );
    process.exitCode = 2;
  } else {
    throw error;
  }
}
