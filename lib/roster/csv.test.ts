import { describe, expect, test } from 'vitest';
import { type Listed, readRoster, rosterBytes, rosterRows } from './csv';

const tracks = { whole: { title: 'Whole lab' }, model: { title: 'Model only' } };
const read = (text: string) => readRoster(text, tracks);
const listed = (text: string): Omit<Listed, 'row'>[] => {
  const roster = read(text);
  return 'problem' in roster ? expect.unreachable(roster.problem) : roster.listed.map(({ row: _, ...rest }) => rest);
};
const refused = (text: string) => {
  const roster = read(text);
  return 'problem' in roster ? expect.unreachable(roster.problem) : roster.refused;
};
const ada = { name: 'Ada Lovelace', userName: 'ada@example.com', track: null };

describe('a list of expected people', () => {
  test.each<[string, string]>([
    ['commas', 'name,email\nAda Lovelace,ada@example.com'],
    ['semicolons, as Excel writes them where a comma is the decimal sign', 'Name;E-Mail\r\nAda Lovelace;ada@example.com\r\n'],
    ['tabs, as Excel copies them', 'Name\tMail\nAda Lovelace\tada@example.com'],
    ['a byte order mark', '\uFEFFname,email\nAda Lovelace,ada@example.com'],
    ['quotes', '"name","email"\n"Ada Lovelace","ada@example.com"'],
    ['old Macintosh line ends', 'name,email\rAda Lovelace,ada@example.com'],
    ['empty lines, before and after', '\n\nname,email\n\nAda Lovelace,ada@example.com\n,\n\n'],
    ['columns in another order, and more of them', 'Company,Email address,Diet,Full name\nX,ada@example.com,none,Ada Lovelace'],
    ['first and last names', 'First name,Last name,Email\nAda,Lovelace,ada@example.com'],
    ['what Entra ID exports', 'userPrincipalName,displayName,mail\nADA@example.com,Ada Lovelace,someone@else.example'],
    ['capitals and spaces', ' NAME , User_Name \n  Ada Lovelace  ,  Ada@Example.COM '],
    ['an address as mail programs copy it', 'name,email\nAda Lovelace,Ada Lovelace <ada@example.com>'],
    ['no titles', 'Ada Lovelace,ada@example.com'],
    ['no titles, and the address first', 'ada@example.com,Ada Lovelace'],
  ])('may have %s', (_, text) => {
    expect(listed(text)).toEqual([ada]);
  });

  test('may have addresses alone: those are the names then', () => {
    expect(listed('email\nada@example.com\nbo@example.com')).toMatchObject([{ name: 'ada@example.com' }, { name: 'bo@example.com' }]);
    expect(listed('ada@example.com\nbo@example.com')).toHaveLength(2);
  });

  test.each([
    ['whole', 'whole'],
    ['Model only', 'model'],
    ['MODEL', 'model'],
    ['', null],
  ])('may say a track: %s', (said, track) => {
    expect(listed(`name,email,track\nAda Lovelace,ada@example.com,${said}`)).toEqual([{ ...ada, track }]);
  });

  test('may say anything about tracks in a lab with only one: nobody has to know what it is called', () => {
    const roster = readRoster('name,email,track\nAda Lovelace,ada@example.com,sailing', { only: { title: 'Everything' } });
    expect(roster).toEqual({ listed: [{ row: 2, ...ada }], refused: [] });
  });

  test('keeps commas, quotes and umlauts of a name', () => {
    expect(listed('name,email\n"Müller, ""Zoë""",zoe@example.com')).toEqual([
      { ...ada, name: 'Müller, "Zoë"', userName: 'zoe@example.com' },
    ]);
  });

  test('keeps a name that a spreadsheet would calculate as what it is: text', () => {
    expect(listed('name,email\n"=HYPERLINK(""http://x"")",ada@example.com')).toMatchObject([{ name: '=HYPERLINK("http://x")' }]);
  });

  test('takes a guest of the tenant by their sign-in name', () => {
    expect(listed('name,user name\nAda Lovelace,Ada_gmail.com#EXT#@contoso.onmicrosoft.com')).toMatchObject([
      { userName: 'ada_gmail.com#ext#@contoso.onmicrosoft.com' },
    ]);
  });

  test.each([
    ['no address', 'name,email\nAda,', 'No sign-in name or email address.'],
    ['a missing cell', 'name,email\nAda', 'No sign-in name or email address.'],
    ['half an address', 'name,email\nAda,ada@', 'That is not a sign-in name or an email address.'],
    ['two addresses', 'name,email\nAda,"ada@x.example, bo@x.example"', 'That is not a sign-in name or an email address.'],
    ['a very long address', `name,email\nAda,${'a'.repeat(150_000)}@x.example`, 'That is not a sign-in name or an email address.'],
    ['a name over two lines', 'name,email\n"Ada\nLovelace",ada@x.example', 'The name has a line break or a control character in it.'],
    ['control characters in an address', 'name,email\nAda,a\u0001da@x\u007F.example', 'That is not a sign-in name or an email address.'],
    ['a name with a control character', 'name,email\nA\u0001da,ada@x.example', 'The name has a line break or a control character in it.'],
    ['a very long name', `name,email\n${'A'.repeat(101)},ada@x.example`, 'The name is longer than 100 characters.'],
    ['a track of another lab', 'name,email,track\nAda,ada@x.example,sailing', 'There is no such track. Use whole or model.'],
    [
      'a track called as a part of every object',
      'name,email,track\nAda,ada@x.example,constructor',
      'There is no such track. Use whole or model.',
    ],
  ])('refuses a row with %s, and says so', (_, text, why) => {
    expect(refused(text)).toEqual([{ row: 2, why }]);
  });

  test('takes the first of two rows with one address, whatever their case', () => {
    const text = 'name,email\nAda Lovelace,ada@example.com\nAda L.,ADA@example.com';
    expect(listed(text)).toEqual([ada]);
    expect(refused(text)).toEqual([{ row: 3, why: 'The same address as in row 2.' }]);
  });

  test.each([
    ['nothing', '', 'There is nobody in the list.'],
    ['empty lines', '\n\n ,, \n', 'There is nobody in the list.'],
    ['titles alone', 'name,email\n', 'There is nobody in the list.'],
    ['no addresses', 'name,track\nAda,whole', 'no column with sign-in names or email addresses'],
    ['four columns without titles', 'Ada,Lovelace,ada@example.com,whole', 'no column with sign-in names or email addresses'],
    ['something else', '{"people": []}', 'no column with sign-in names or email addresses'],
    ['an open quotation mark', 'name,email\n"Ada,ada@example.com\nBo,bo@example.com', 'Row 2 has a quotation mark that isn’t closed.'],
    ['a NUL in a name', 'name,email\nAda\0,ada@x.example', 'Save it as CSV UTF-8'],
    ['a NUL in an address', 'name,email\nAda,ada\0@x.example', 'Save it as CSV UTF-8'],
    ['UTF-16', Buffer.from('\uFEFFname\temail\nAda\tada@x.example', 'utf16le').toString(), 'Save it as CSV UTF-8'],
    ['too many bytes', `name,email\n${'é'.repeat(rosterBytes / 2)}`, 'at most 200 kB'],
    ['too many people', `email\n${Array.from({ length: rosterRows + 1 }, (_, i) => `p${i}@x.example`).join('\n')}`, 'at most 1000 people'],
  ])('of %s is refused as a whole', (_, text, problem) => {
    expect(read(text)).toEqual({ problem: expect.stringContaining(problem) });
  });

  test('has a thousand people at most', () => {
    expect(listed(`email\n${Array.from({ length: rosterRows }, (_, i) => `p${i}@x.example`).join('\n')}`)).toHaveLength(1000);
  });
});
