import { readingNotes, readTerraform } from '../../../terraform/plan';
import { DATABASE, planOf, serviceOf, type Written } from '../../support/plan';

const named = (name: string, variables: Readonly<Record<string, string>> = {}): Written => {
  const service = serviceOf(variables, { volumes: [] });
  return { ...service, name, values: { ...service.values, name } };
};

const notesOf = (...resources: readonly Written[]): readonly string[] =>
  readingNotes(readTerraform(planOf(resources), 'plan.json')).filter((note) =>
    note.includes('none is counted'),
  );

const USER = named('user', { DB_HOST: '10.0.0.2', PGPOOL_MAX: '5' });

test('services of which nothing says that they use a database are named', () => {
  expect(notesOf(DATABASE, USER, named('web'), named('docs'))).toEqual([
    'shop services.web, services.docs: nothing says that a database is used, and none is counted; a sidecar can (--sidecar)',
  ]);
});

test('many of them are cut', () => {
  const nine = 'abcdefghi'.split('').map((letter) => named(letter));
  expect(notesOf(DATABASE, ...nine)).toEqual([
    'shop services.a, services.b, services.c, services.d, services.e, services.f, services.g, services.h and 1 more: nothing says that a database is used, and none is counted; a sidecar can (--sidecar)',
  ]);
});

test('none where all are counted, and where there is no database at all', () => {
  expect(notesOf(DATABASE, USER)).toEqual([]);
  expect(notesOf(named('web'))).toEqual([]);
});
