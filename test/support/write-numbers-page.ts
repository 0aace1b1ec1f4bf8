import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numbersPage } from './numbers-page';

writeFileSync(join(__dirname, '../../docs/assumptions.md'), numbersPage());
