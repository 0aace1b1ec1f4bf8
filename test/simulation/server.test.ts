import { Events } from '../../simulation/events';
import { Servers } from '../../simulation/server';
import { SERVER, storm } from '../support/storm';

const CLIENT = 2;

function serversOf(capacity: number, limit: number, refusedSlotSeconds = 0): readonly [Servers, Events] {
  const events = new Events();
  return [new Servers(storm({}, {}, { capacity, limit }), events, 0, refusedSlotSeconds), events];
}

test('it admits as many as it has for ordinary roles, and no more', () => {
  const [servers, events] = serversOf(2, 5);
  const admitted = Array.from({ length: 4 }, () => servers.admits(0, CLIENT));
  expect(admitted).toEqual([true, true, false, false]);
  expect([servers.open[0], servers.peak[0], servers.refusals[0], servers.heldBy(0, CLIENT)]).toEqual([
    2, 2, 2, 2,
  ]);
  expect(events.next()).toBeUndefined();
});

test('what is released is free again', () => {
  const [servers] = serversOf(1, 4);
  servers.admits(0, CLIENT);
  servers.release(0, CLIENT, 1);
  expect([servers.admits(0, CLIENT), servers.open[0], servers.peak[0]]).toEqual([true, 1, 1]);
});

test('a client that is about to be refused takes a slot, also one of the reserved', () => {
  const [servers, events] = serversOf(1, 3, 2);
  // One is connected, two are about to be refused: no slot is left, and the next one is sent away at the door.
  expect(Array.from({ length: 4 }, () => servers.admits(0, CLIENT))).toEqual([true, false, false, false]);
  expect([events.next()?.at, events.next()?.at, events.next()]).toEqual([2, 2, undefined]);
  servers.release(0, CLIENT, 1);
  expect(servers.admits(0, CLIENT)).toBe(false);
  for (let gone = 0; gone < 3; gone += 1) servers.refusedIsGone(0);
  expect(servers.admits(0, CLIENT)).toBe(true);
});

test('an instance that was killed passes its connections on; the server is as full as before', () => {
  const [servers] = serversOf(SERVER.capacity, SERVER.limit);
  servers.admits(0, CLIENT);
  servers.pass(0, CLIENT, 1, 1);
  expect([servers.heldBy(0, CLIENT), servers.heldBy(0, 1), servers.open[0]]).toEqual([0, 1, 1]);
});

test('it connects at once only as many as there is room for', () => {
  const [servers] = serversOf(5, 8);
  expect([servers.occupy(0, CLIENT, 3), servers.occupy(0, CLIENT, 3), servers.occupy(0, CLIENT, 1)]).toEqual([
    3, 2, 0,
  ]);
});
