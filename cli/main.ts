import { capacity } from './capacity';
import { orExit } from './exit';

orExit(() => capacity(process.argv.slice(2)));
