import { runIncidents } from './incidents/run';

// Whoever reads the report may stop early: `| head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
process.exitCode = runIncidents(process.argv.slice(2), process);
