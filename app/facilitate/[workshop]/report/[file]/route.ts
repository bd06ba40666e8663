import { notFound } from 'next/navigation';
import { z } from 'zod';
import { findLab } from '@/labs';
import { audit } from '@/lib/audit';
import { type Format, fileOf, formats } from '@/lib/report/download';
import { type TableName, tableNames } from '@/lib/report/tables';
import { holdOf, requireFacilitator } from '@/lib/session';

interface Context {
  params: Promise<{ workshop: string; file: string }>;
}

const File = z.tuple([z.enum(tableNames), z.enum(formats)]);

const types: Record<Format, string> = { csv: 'text/csv; charset=utf-8', json: 'application/json' };

/** A table of a workshop as a file, `attempts.csv` or `attempts.json`, for those who run it. The download is on record. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { workshop: slug, file } = await params;
  const { person, workshop } = await requireFacilitator(slug);
  const [table, format] = File.safeParse(file.split('.')).data ?? notFound();
  const { mayGoOn } = await holdOf({ workshopId: workshop.id });
  await audit({ act: 'table.downloaded', personId: person.id, workshopId: workshop.id, detail: { table, format } });
  return new Response(streamOf(fileOf(findLab(workshop.lab), workshop.id, table satisfies TableName, format), mayGoOn), {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${workshop.slug}-${table}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

/** Reads on as fast as the file is downloaded, and stops once the person may not see the workshop anymore. */
function streamOf(parts: AsyncGenerator<string>, mayGoOn: () => Promise<boolean>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) return controller.close();
      if (!(await mayGoOn())) return controller.error(new Error('The right to see this workshop has ended.')); // the file is cut off, and shows it
      controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}
