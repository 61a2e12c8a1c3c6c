import { crc32, deflateSync } from 'node:zlib';

/** A picture of a brush stroke, 320 × 200: ink on paper, made here so that no binary lies in the repository. */
export function pictureFile(): Buffer {
  const [width, height] = [320, 200];
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + width * 3, 0xf1);
    row[0] = 0;
    for (let x = 40; x < width - 40; x += 1) {
      const middle = height / 2 + Math.sin(x / 48) * 26;
      const thick = 8 + 12 * Math.abs(Math.sin(x / 70));
      if (Math.abs(y - middle) < thick) row.fill(0x22, 1 + x * 3, 4 + x * 3);
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const parts = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A page of paper with nothing on it. */
export function paperFile(): Buffer {
  return Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n' +
      '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  );
}

/** Stands for a film: the page around it is what is looked at. */
export function filmFile(): Buffer {
  return Buffer.from('film');
}
