import { SqlDatabaseInstance } from '@cdktf/provider-google/lib/sql-database-instance';
import { Testing } from 'cdktf';
import { declaration } from '../environments';
import { synthesizeChecked } from './support/synthesize';
import './support/matchers';

Testing.setupJest();

test('production fits', () => {
  expect(declaration).toFit('production');
  expect(synthesizeChecked(declaration, 'production')).toHaveResource(SqlDatabaseInstance);
});
