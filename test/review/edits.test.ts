import { findingText } from '../../review/finding-text';
import { findingsOf } from '../support/declare';
import { balanced } from '../support/examples/ingress';

const fixesOf = (rule: string, declaration: Parameters<typeof findingsOf>[1]): readonly string[] => {
  const [finding] = findingsOf(rule, declaration);
  const text = findingText(finding!, {
    colors: false,
    sourceOf: (file) => ({ file, prefix: '' }),
  });
  return text
    .split('\n')
    .filter((line) => line.startsWith('        '))
    .map((line) => line.trim().split(/ {3}/)[1]!);
};

test('of a list, what is added and what is removed', () => {
  expect(
    fixesOf('ingress/certificate-coverage', balanced({ certificateDomains: ['www.example.com'] })),
  ).toEqual(['+ api.example.com  + app.example.com  − www.example.com']);
});

test('a list that was not there', () => {
  expect(fixesOf('ingress/invokers', balanced({}, { 'services.api.invokers': undefined }))).toEqual([
    'not set → allUsers',
  ]);
});

test('a field that is left out', () => {
  expect(fixesOf('ingress/serverless-health-check', balanced({ healthCheck: { path: '/health' } }))).toEqual([
    '/health → not set',
  ]);
});
