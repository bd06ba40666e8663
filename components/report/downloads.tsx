import { ReportTable } from './report-table';

interface Props {
  slug: string;
  titles: { name: string; title: string }[];
}

/** Every table of the workshop, as files. */
export function Downloads({ slug, titles }: Props) {
  return (
    <section aria-labelledby="tables" className="print:hidden">
      <h2 id="tables">Tables</h2>
      <p>
        Everything kept about this workshop, without secrets. The tables name people, so treat them as personal data. Settings lists each
        download.
      </p>
      <ReportTable
        caption="Tables to download"
        head={['Table', 'Files']}
        rows={titles.map(({ name, title }) => [
          title,
          <span key="files" className="flex gap-4">
            {['csv', 'json'].map((format) => (
              <a
                key={format}
                href={`/facilitate/${slug}/report/${name}.${format}`}
                download
                aria-label={`${title} as ${format.toUpperCase()}`}
              >
                {format.toUpperCase()}
              </a>
            ))}
          </span>,
        ])}
      />
    </section>
  );
}
