/** A form of a page, as a browser without JavaScript would send it. */
export interface PageForm {
  action: string;
  /** The values of its inputs. */
  fields: [string, string][];
  buttons: { name: string; value: string; label: string }[];
}

const plain = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

function attributesOf(text: string): Map<string, string> {
  return new Map([...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name.toLowerCase(), plain(value)]));
}

/** A page without its scripts, which may contain anything. */
const withoutScripts = (html: string) =>
  html
    .split('<script')
    .map((part, i) => (i === 0 ? part : part.slice(part.indexOf('</script>') + 9)))
    .join('');

/** The forms of a page that this project has made: attributes are in double quotes, and what is in them is escaped. */
export function formsIn(html: string): PageForm[] {
  const forms: PageForm[] = [];
  const byId = new Map<string, PageForm>();
  let form: PageForm | null = null;
  /** The field of the last choice, and whether it has had an option yet. */
  let choice: { field: [string, string]; hasOption: boolean } | null = null;
  const page = withoutScripts(html);
  for (const { 1: slash, 2: tag, 3: inner = '', index, 0: whole } of page.matchAll(
    /<(\/?)(form|input|button|textarea|select|option)\b([^<>]*)>/g,
  )) {
    if (tag === 'form') {
      form = slash ? null : { action: attributesOf(inner).get('action') ?? '', fields: [], buttons: [] };
      if (form) {
        forms.push(form);
        byId.set(attributesOf(inner).get('id') ?? '', form);
      }
    }
    if (slash || tag === 'form') continue;
    const attributes = attributesOf(inner);
    const owner = byId.get(attributes.get('form') ?? '-') ?? form;
    const name = attributes.get('name') ?? '';
    if (tag === 'option') {
      // without a mark a browser takes the first
      if (choice && (!choice.hasOption || attributes.has('selected'))) choice.field[1] = attributes.get('value') ?? '';
      if (choice) choice.hasOption = true;
      continue;
    }
    if (!owner || (name === '' && tag !== 'button')) continue;
    const until = (end: string) => page.slice((index ?? 0) + whole.length, page.indexOf(end, index));
    if (tag === 'button') {
      const label = until('</button>')
        .split('<')
        .map((part, i) => (i === 0 ? part : part.slice(part.indexOf('>') + 1)));
      owner.buttons.push({ name, value: attributes.get('value') ?? '', label: plain(label.join('')).trim() });
    } else if (tag === 'select') {
      choice = { field: [name, ''], hasOption: false };
      owner.fields.push(choice.field);
    } else if (tag === 'textarea') {
      owner.fields.push([name, plain(until('</textarea>'))]);
    } else if (!/^(checkbox|radio)$/.test(attributes.get('type') ?? '') || attributes.has('checked')) {
      owner.fields.push([name, attributes.get('value') ?? '']);
    }
  }
  return forms;
}

/** The value of one of its fields. */
export const fieldOf = ({ fields }: PageForm, name: string): string | undefined => fields.find(([known]) => known === name)?.[1];
