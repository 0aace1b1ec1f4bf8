import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../stacks/support';

test('a stack becomes text without a trace in the temporary folder', () => {
  const folder = mkdtempSync(join(os.tmpdir(), 'capacity-trace-'));
  const tmpdir = jest.spyOn(os, 'tmpdir').mockReturnValue(folder);
  try {
    expect(synthesize({}).terraform['required_version']).toBe('>= 1.5.0');
    expect([tmpdir.mock.calls.length > 0, readdirSync(folder)]).toEqual([true, []]);
  } finally {
    tmpdir.mockRestore();
    rmSync(folder, { recursive: true });
  }
});
