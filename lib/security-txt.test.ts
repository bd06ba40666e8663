import { expect, test } from 'vitest';
import { securityTxt } from './security-txt';

test('a security.txt says whom to tell, until when that holds, and where it is', () => {
  expect(securityTxt('mailto:security@example.com', 'https://labs.example.com/', new Date('2026-11-26T10:00:00Z'))).toBe(
    'Contact: mailto:security@example.com\r\nExpires: 2027-02-24T10:00:00.000Z\r\nPreferred-Languages: en\r\nCanonical: https://labs.example.com/.well-known/security.txt\r\n',
  );
});
