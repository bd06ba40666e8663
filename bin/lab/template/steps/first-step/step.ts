import { pass, wrong } from '@/lib/lab/outcome';
import { lab } from '../../vocabulary';

export default lab.step({
  title: 'Choose a name',
  minutes: 2,
  collects: ['resourceName'],
  checks: [
    lab.check({
      id: 'first-step.name-has-prefix',
      title: 'The name starts with the prefix',
      needs: ['namePrefix', 'resourceName'],
      // This check asks no service. One that does: `ask: ({ azure }, { subscriptionId }) => azure.databricksWorkspaces({ subscriptionId })`,
      // with `clouds: { azure }` in vocabulary.ts. What `ask` returns is the first argument of `judge`.
      ask: async () => null,
      judge(_, { namePrefix, resourceName }) {
        if (resourceName.startsWith(namePrefix)) return pass(`${resourceName} starts with ${namePrefix}.`);
        return wrong('The name has another prefix.', {
          expected: `${namePrefix}…`,
          found: resourceName,
          remedy: `Choose a name that starts with ${namePrefix}, and record it here.`,
        });
      },
    }),
  ],
});
