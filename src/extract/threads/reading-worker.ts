import { parentPort, workerData } from 'node:worker_threads';
import { MigrationError } from '../../domain/errors.ts';
import { createCapturePass } from '../capture-pass.ts';
import type { FromReader, ReaderStart, ToReader } from './messages.ts';

/** The thread that reads a capture: bytes come in, rows go out. It touches neither files nor the store. */
const port = parentPort;
if (port === null) throw new Error('this module is the start of a thread');
const { options, batch: minimum } = workerData as ReaderStart;
const pass = createCapturePass(options);
const tell = (message: FromReader): void => port.postMessage(message);

function rows(least: number): void {
  for (let batch = pass.take(least); batch !== undefined; batch = pass.take(least)) {
    const message: FromReader = { type: 'rows', batch };
    // The memory of the bodies changes hands: nothing is copied.
    port?.postMessage(message, [batch.rows.bodies.buffer]);
  }
}

port.on('message', (message: ToReader) => {
  try {
    if (message.type === 'chunk') {
      pass.push(Buffer.from(message.bytes.buffer, message.bytes.byteOffset, message.bytes.byteLength));
      rows(minimum);
      tell({ type: 'read' });
      return;
    }
    const facts = pass.end();
    rows(1);
    tell({ type: 'done', facts });
  } catch (error) {
    if (error instanceof MigrationError) {
      const { code, message: reason, hint, place } = error;
      tell({ type: 'failed', message: reason, refused: { code, message: reason, hint, place } });
    } else tell({ type: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    port.close();
  }
});
