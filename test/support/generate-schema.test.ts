import declaration from '../../capacity/declaration.schema.json';
import report from '../../review/report.schema.json';
import sidecar from '../../terraform/sidecar.schema.json';
import { generateReportSchema, generateSchema, generateSidecarSchema } from './generate-schema';

/** In one file: what takes the time is to load the compiler and to read the types. */
test.each([
  ['declarations', declaration, generateSchema],
  ['reports', report, generateReportSchema],
  ['sidecars', sidecar, generateSidecarSchema],
])(
  'the committed schema of %s is the one that the types make; `npm run schema` writes it',
  (_, committed, generate) => {
    expect(committed).toEqual(generate());
  },
  60_000,
);
