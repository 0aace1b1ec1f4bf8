import { runIncidents } from './incidents/run';

process.exitCode = runIncidents(process.argv.slice(2), process);
