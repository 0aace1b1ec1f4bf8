import type { Budget } from '../../capacity/budget';
import type { Declaration } from '../../capacity/declaration';
import { blocking, evaluate } from '../../capacity/evaluate';
import type { Finding } from '../../capacity/finding';
import { synthesizeResult, unruled } from '../stacks/support';
import { TODAY } from '../support/declare';
import { Crowd, type Admission } from '../support/postgres/admission';
import { presentAt, type BlockingMoment, type Present } from '../support/postgres/declared-clients';
import type { PostgresServer } from '../support/postgres/server';
import { agentConnections, deployedLimit, serverSettings } from '../support/postgres/stack-settings';
import { withServer } from '../support/postgres/with-server';
import { synthesizeChecked } from '../support/synthesize';
import { CASES, type Case } from './declarations';

const MOMENTS: readonly BlockingMoment[] = ['steady', 'rollout', 'migration'];

/** What the model says of a declaration, and the server that its stack asks for. */
interface Predicted {
  readonly budget: Budget;
  readonly usable: number;
  readonly kept: number;
  readonly errors: readonly Finding[];
  readonly present: (moment: BlockingMoment) => Present;
  /** Starts the server; those who are connected whatever happens are. */
  readonly crowd: (server: PostgresServer) => Promise<Crowd>;
}

withServer('the boundary', (server) => {
  /** Someone who is at the server, and leaves it. */
  const at = async <T>(predicted: Predicted, act: (crowd: Crowd) => Promise<T>): Promise<T> => {
    const crowd = await predicted.crowd(server());
    try {
      return await act(crowd);
    } finally {
      await crowd.leave();
    }
  };

  describe.each(CASES.map((each) => [each.what, each] as const))('%s', (_, { declaration, refusedBy }) => {
    const predicted = predict(declaration, refusedBy);
    const { budget, usable, kept, errors, present } = predicted;
    const { limit } = budget;
    const moments = MOMENTS.filter((name) => budget.moments.some((moment) => moment.name === name));

    test('is judged as said', () => {
      expect(errors.map(({ rule }) => rule)).toEqual(
        refusedBy === undefined ? [] : expect.arrayContaining([refusedBy]),
      );
    });

    test('usable + kept connect, the next is refused with 53300, and superusers get what is reserved', async () => {
      const superuser =
        limit.reserved - agentConnections(limit.connections as number, databaseOf(declaration, budget));
      await at(predicted, async (crowd) => {
        expect(await crowd.fill(limit.connections as number)).toEqual({
          admitted: usable + kept,
          refused: 1,
        });
        expect(await crowd.counted(usable + kept)).toBe(usable + kept);
        expect(await crowd.fillReserved(superuser + 1)).toEqual({ admitted: superuser, refused: 1 });
      });
    }, 60_000);

    test.each(moments)(
      '%s: as many get in as predicted',
      async (name) => {
        const { demand } = budget.moments.find((moment) => moment.name === name)!;
        const { before, after } = present(name);
        await at(predicted, async (crowd) => {
          expect(await crowd.operators(kept)).toEqual({ admitted: kept, refused: 0 });
          const measured = await crowd.openAll([...before, ...after]);
          expect(measured).toEqual(admissionOf(demand, usable));
          // Somebody else gets exactly what is left.
          const left = usable - measured.admitted;
          expect(await crowd.fill(left + 1)).toEqual({ admitted: left, refused: 1 });
          expect(await crowd.counted(usable)).toBe(usable);
        });
      },
      60_000,
    );

    test('a rollout: as many are held as predicted, once both fleets rest', async () => {
      const { held } = budget.moments.find(({ name }) => name === 'rollout')!;
      const { before, after } = present('rollout');
      await at(predicted, async (crowd) => {
        await crowd.operators(kept);
        const opened = await crowd.openHeld(before);
        await crowd.rest(before);
        const joined = await crowd.openHeld(after);
        await crowd.rest(after);
        const refused = Math.max(0, held - usable);
        expect(opened.refused + joined.refused).toBe(refused);
        expect(await crowd.counted(held - refused)).toBe(held - refused);
      });
    }, 60_000);

    test(`a refusal is seen at a moment that blocks: ${refusedBy === undefined ? 'no' : 'yes'}`, async () => {
      let refused = 0;
      for (const name of moments) {
        const { before, after } = present(name);
        refused += await at(predicted, async (crowd) => {
          await crowd.operators(kept);
          if (name !== 'rollout' || isStrict(declaration))
            return (await crowd.openAll([...before, ...after])).refused;
          const opened = await crowd.openHeld(before);
          await crowd.rest(before);
          return opened.refused + (await crowd.openHeld(after)).refused;
        });
      }
      expect(refused > 0).toBe(refusedBy !== undefined);
    }, 60_000);
  });
});

function predict(declaration: Declaration, refusedBy: Case['refusedBy']): Predicted {
  const { environments } = evaluate(declaration, { today: TODAY });
  const budget = environments[0]!.budgets.find(({ name, kind }) => name === 'main' && kind === 'database')!;
  const { limit } = budget;
  const database = databaseOf(declaration, budget);
  // A stack that the rules refuse is not written; what it would ask for is read from one built without them.
  const json =
    refusedBy === undefined
      ? synthesizeChecked(declaration, budget.environment)
      : synthesizeResult(unruled(declaration).find(({ name }) => name === budget.environment)!);
  const connections = deployedLimit(json, database.instance ?? budget.name);
  return {
    budget,
    usable: limit.usable as number,
    kept: limit.kept,
    errors: blocking(environments.flatMap(({ findings }) => findings)),
    present: (moment) =>
      presentAt(
        moment,
        budget.usedBy.map((name) => declaration.environments[name]!),
        budget.name,
      ),
    crowd: async (server) => {
      await server.start(serverSettings(connections, database, server.version));
      const crowd = new Crowd(server);
      await crowd.agents(agentConnections(connections, database));
      return crowd;
    },
  };
}

function databaseOf({ environments }: Declaration, { environment, name }: Budget) {
  return environments[environment]!.databases![name]!;
}

function isStrict({ environments }: Declaration): boolean {
  return Object.values(environments).some(({ rolloutOver }) => rolloutOver === 'error');
}

function admissionOf(demand: number, usable: number): Admission {
  const admitted = Math.min(demand, usable);
  return { admitted, refused: demand - admitted };
}
