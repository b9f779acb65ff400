/** Result text of a command on stdout; progress and messages go to stderr. Writes are synchronous enough for pipes. */
export function printResult(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
