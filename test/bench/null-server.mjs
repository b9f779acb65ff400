/** A target that does nothing, in a process of its own: answers 201 with a fresh id after `--delay` milliseconds. */
import { createServer } from 'node:http';

const delay = Number(process.argv[2] ?? 0);
let count = 0;
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    count += 1;
    const body = `{"id":"id${count}"}`;
    const answer = () => {
      response.writeHead(201, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    };
    if (delay > 0) setTimeout(answer, delay);
    else answer();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
