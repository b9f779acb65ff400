import { buffer } from 'node:stream/consumers';
import { XMLParser } from 'fast-xml-parser';
import yauzl from 'yauzl';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  isArray: (name) => ['row', 'c', 'sheet', 'si'].includes(name),
});

export interface Workbook {
  readonly sheets: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** All parts of the file, as text. */
  readonly parts: ReadonlyMap<string, string>;
}

/** Reads a workbook back with nothing of the writer's: unzips it and follows the parts of the format. */
export async function readWorkbook(file: Buffer): Promise<Workbook> {
  const parts = await unzip(file);
  const strings: string[] = parser
    .parse(parts.get('xl/sharedStrings.xml') ?? '<sst/>')
    .sst.si?.map((entry: { t: string | { '#text'?: string } }) => textOf(entry.t));
  const sheets = new Map<string, string[][]>();
  const listed: { '@name': string }[] = parser.parse(parts.get('xl/workbook.xml') ?? '').workbook.sheets.sheet;
  listed.forEach((sheet, index) => {
    const document = parser.parse(parts.get(`xl/worksheets/sheet${index + 1}.xml`) ?? '');
    const rows: { c?: { '@t'?: string; v?: string; is?: { t: string } }[] }[] = document.worksheet.sheetData.row ?? [];
    sheets.set(
      sheet['@name'],
      rows.map((row) =>
        (row.c ?? []).map((cell) =>
          cell['@t'] === 's' ? (strings[Number(cell.v)] ?? '') : cell.is ? textOf(cell.is.t) : textOf(cell.v ?? ''),
        ),
      ),
    );
  });
  return { sheets, parts };
}

function textOf(value: string | { readonly '#text'?: string }): string {
  return typeof value === 'string' ? value : (value['#text'] ?? '');
}

function unzip(file: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts = new Map<string, string>();
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure);
          parts.set(entry.fileName, (await buffer(stream)).toString('utf8'));
          zip.readEntry();
        });
      });
      zip.on('end', () => resolve(parts));
      zip.on('error', reject);
      zip.readEntry();
    });
  });
}
