import { render } from '../../../review/formats';
import { hostileReview } from '../../support/hostile-review';
import { REVIEWED, reviewAgainstProduction } from '../../support/reviews';

const STYLE = { colors: false };

test('hostile texts reach the terminal without effect, and begin no line of their own', () => {
  const text = render(hostileReview(), 'text', STYLE);
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect(text).not.toMatch(/^\s*(::|# Heading|- item)/m);
  expect(text).toContain('\\u000a::error::pwned');
});

test('colors are those of the text itself', () => {
  const review = reviewAgainstProduction(REVIEWED['unsafe-raise']);
  const painted = render(review, 'text', { colors: true });
  expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(render(review, 'text', STYLE));
  expect(painted).toContain('\u001b[31m');
});
