import { markup, Markup } from '../../../../review/formats/html/markup';

test('text is escaped, wherever it stands', () => {
  const name = `<img src=x onerror="a('b')"> & more`;
  expect(markup`<p title="${name}">${name}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt; &amp; more">&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt; &amp; more</p>',
  );
});

test('markup is not escaped again, and lists are joined', () => {
  expect(markup`<ul>${['a', '<b>'].map((item) => markup`<li>${item}</li>`)}</ul>`.text).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li></ul>',
  );
  expect(markup`${new Markup('<hr>')}`.text).toBe('<hr>');
});

test('nothing is nothing, and 0 is 0', () => {
  expect(markup`a${undefined}b${false}c${0}d${''}e`.text).toBe('abc0de');
});

test('what nobody sees is spelled out: ANSI, line breaks, text turned around, half a character', () => {
  expect(markup`${'\u001b[31mred\nnext\u202egnp.exe\u200b\ud800'}`.text).toBe(
    '\\u001b[31mred\\u000anext\\u202egnp.exe\\u200b\\ud800',
  );
});

test('what looks like a placeholder is text', () => {
  expect(markup`${'${process.env.HOME} {{b}} $1'}`.text).toBe('${process.env.HOME} {{b}} $1');
});

test('a text without end is cut, and says so', () => {
  expect(markup`${'a'.repeat(4000)}`.text).toBe('a'.repeat(4000));
  expect(markup`${'<'.repeat(4001)}`.text).toBe(`${'&lt;'.repeat(3999)}…`);
});
