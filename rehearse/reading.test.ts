// What a rehearsal reads of the portal: forms, streams.
import { describe, expect, test } from 'vitest';
import { eventsOf } from './events';
import { fieldOf, formsIn } from './forms';
import { rowsOf } from './told';

describe('forms', () => {
  const page = `<html><script>"<form><input name='no'/></form>"</script><form action="/x?a=1&amp;b" method="post">
    <input type="hidden" name="to" value="/join/A&quot;B&amp;C"/><input name="empty"/><input type="radio" name="track" value="one"/>
    <input type="radio" name="track" value="two" checked=""/><input type="checkbox" name="off" value="on"/><textarea name="why">a &lt;b&gt;</textarea>
    <select name="size"><option value="s">S</option><option value="m" selected="">M</option><option value="l">L</option></select>
    <select name="first"><option value="one">1</option><option value="two">2</option></select>
    <button name="press" value="{&quot;kind&quot;:&quot;verify&quot;}" disabled=""><span>Verify</span> step</button><button>Go</button></form>
    <form id="probe"><input type="hidden" name="$ACTION_2:0" value="{&quot;id&quot;:&quot;7fa0&quot;,&quot;bound&quot;:&quot;$@1&quot;}"/></form>
    <input name="elsewhere" form="probe" value="v"/><input name="nobody's"/></html>`;
  const [first, second, ...others] = formsIn(page);

  test('its fields, as a browser without JavaScript sends them', () => {
    expect(others).toEqual([]);
    expect(first?.action).toBe('/x?a=1&b');
    expect(first?.fields).toEqual([
      ['to', '/join/A"B&C'],
      ['empty', ''],
      ['track', 'two'],
      ['why', 'a <b>'],
      ['size', 'm'],
      ['first', 'one'],
    ]);
    expect(first && fieldOf(first, 'track')).toBe('two');
  });
  test('its buttons, with their words', () => {
    expect(first?.buttons).toEqual([
      { name: 'press', value: '{"kind":"verify"}', label: 'Verify step' },
      { name: '', value: '', label: 'Go' },
    ]);
  });
  test('a field may stand outside its form', () => {
    expect(second && fieldOf(second, 'elsewhere')).toBe('v');
  });
});

describe('streams', () => {
  const streamOf = (...chunks: string[]) => new Response(new Blob(chunks).stream().pipeThrough(oneByOne())).body ?? new ReadableStream();
  /** Cut where it hurts: within a character of several bytes, within a line. */
  const oneByOne = () =>
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        for (const byte of chunk) controller.enqueue(new Uint8Array([byte]));
      },
    });
  test('events, however they are cut', async () => {
    const found = [];
    for await (const event of eventsOf(streamOf('event: hello\ndata: {"é":1}\n\nevent: beat\ndata: null\n\nevent: half')))
      found.push(event);
    expect(found).toEqual([
      { name: 'hello', data: '{"é":1}' },
      { name: 'beat', data: 'null' },
    ]);
  });
});

test('what is not green of a step, trouble before what was known', () => {
  const row = (
    checkId: string,
    verdict: { status: string; message?: string; on?: string } | null,
    trouble: { status: string; message: string } | null = null,
  ) => ({
    checkId,
    verdict,
    trouble,
  });
  const down = { status: 'unreachable', message: 'down' };
  const standings = [
    row('a', { status: 'pass' }, down),
    row('b', { status: 'wrong', message: 'no' }),
    row('c', null, down),
    row('d', { status: 'waiting', on: 'it' }),
    row('e', null),
  ];
  expect(rowsOf({ status: 'wrong', standings })).toEqual([
    { check: 'b', status: 'wrong', says: 'no' },
    { check: 'c', status: 'unreachable', says: 'down' },
    { check: 'd', status: 'waiting', says: 'it' },
  ]);
});
