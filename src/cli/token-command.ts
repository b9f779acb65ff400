import { execFile } from 'node:child_process';
import { MigrationError } from '../domain/errors.ts';
import { checkedToken, type IssuedToken } from '../webex/tokens.ts';

const TIMEOUT_MS = 60_000;

/**
 * Runs `tokenCommand` of migration.yaml through the shell, as the operator wrote it. What it prints is a secret: neither
 * its output nor its errors are shown, only how it ended.
 *
 * @throws {MigrationError} `TOKEN_REJECTED` when it fails or prints no token
 */
export function runTokenCommand(command: string, folder: string): Promise<IssuedToken> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, timeout: TIMEOUT_MS, windowsHide: true, maxBuffer: 1_000_000 };
    const [shell, flag] = process.platform === 'win32' ? ['cmd.exe', '/c'] : ['/bin/sh', '-c'];
    execFile(shell, [flag, command], options, (error, stdout) => {
      if (error !== null) {
        const how = error.killed ? `did not end within ${TIMEOUT_MS / 1000} s` : `ended with ${String(error.code)}`;
        return reject(
          new MigrationError('TOKEN_REJECTED', `tokenCommand ${how}`, {
            hint: 'Run the command of `tokenCommand` in migration.yaml by hand: it must print a token and end with 0.',
          }),
        );
      }
      try {
        resolve(readToken(stdout));
      } catch (failure) {
        reject(failure);
      }
    });
  });
}

/** The token alone, or JSON as a token endpoint answers it. */
function readToken(printed: string): IssuedToken {
  if (!printed.trimStart().startsWith('{')) return { accessToken: checkedToken(printed, 'tokenCommand') };
  let document: unknown;
  try {
    document = JSON.parse(printed);
  } catch {
    throw new MigrationError('TOKEN_REJECTED', 'tokenCommand printed broken JSON');
  }
  const read = (name: string): unknown =>
    typeof document === 'object' && document !== null ? Reflect.get(document, name) : undefined;
  const token = read('access_token');
  const life = read('expires_in');
  return {
    accessToken: checkedToken(typeof token === 'string' ? token : '', 'tokenCommand'),
    ...(typeof life === 'number' && life > 0 ? { expiresInSeconds: life } : {}),
  };
}
