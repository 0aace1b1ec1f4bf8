import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readReadme, renewedReadme } from './readme';

writeFileSync(join(__dirname, '../../README.md'), renewedReadme(readReadme()));
