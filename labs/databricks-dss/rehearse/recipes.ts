import type { Done, Hand, Task } from '@/lib/lab/rehearsal';
import type { RecipeWish } from '../practice/dss-hands';
import { type Hands, noted, noting, slip, type Tasks } from './hands';

const [toAzure, fromAzure] = ['Databricks to Cloud', 'Cloud to Databricks'];

/** Section 3: recipes on the cluster, and on the warehouse. */
export function recipes({ dss }: Hands): Tasks {
  const project = (hand: Hand) => noted(hand, 'projectKey');
  const over = (hand: Hand, kind: string) => noted(hand, `${kind}Connection`);

  /** Runs again what was made of a dataset before that was as it should be: a job that failed then does not run by itself. */
  async function runAgain(hand: Hand, dataset: string): Promise<Done> {
    for (const { inputs, outputs } of await dss.recipes(hand.who, project(hand)))
      if (inputs.includes(dataset))
        for (const output of outputs) {
          await dss.run(hand.who, project(hand), output);
          await runAgain(hand, output);
        }
    return {};
  }
  const table = (name: string, kind: string): Task => ({
    does: `imports the sample table through the ${kind}`,
    async run(hand) {
      await dss.importTable(hand.who, project(hand), over(hand, kind), name);
      return runAgain(hand, name);
    },
  });
  const withoutSchema = slip(
    'no-schema',
    'imports the table without its schema',
    (hand) => noting(dss.importTable(hand.who, project(hand), over(hand, 'cluster'), 'trips', false)),
    async (hand) => {
      await dss.detectSchema(hand.who, project(hand), 'trips');
      return runAgain(hand, 'trips');
    },
  );
  const made =
    (wish: (hand: Hand) => RecipeWish) =>
    async (hand: Hand): Promise<Done> => {
      await dss.made(hand.who, project(hand), wish(hand));
      return runAgain(hand, wish(hand).output);
    };
  const recipe = (does: string, wish: (hand: Hand) => RecipeWish) => ({ does, run: made(wish) });
  /** A visual recipe; its engine decides where it runs. */
  const visual = (kind: string, input: string, output: string) => {
    const wish = (hand: Hand): RecipeWish => ({ type: 'sampling', input, output, connection: over(hand, kind), engine: 'SQL' });
    return {
      ...recipe(`runs a visual recipe on the ${kind}`, wish),
      slips: [
        slip(
          'dss-engine',
          'runs the visual recipe in DSS, not in the database',
          async (hand) => {
            const name = await dss.recipe(hand.who, project(hand), { ...wish(hand), engine: 'DSS' });
            await dss.run(hand.who, project(hand), output);
            return { [`${output}Recipe`]: name };
          },
          async (hand) => {
            await dss.setEngine(hand.who, project(hand), noted(hand, `${output}Recipe`), 'SQL');
            return noting(dss.run(hand.who, project(hand), output));
          },
        ),
      ],
    };
  };
  const python = (kind: string, input: string, output: string) =>
    recipe(`runs a Python recipe on the ${kind}`, (hand) => ({ type: 'python', input, output, connection: over(hand, kind) }));
  const sync = (does: string, input: string, output: string, to: (hand: Hand) => string, engine: string) =>
    recipe(does, (hand) => ({ type: 'sync', input, output, connection: to(hand), engine }));

  return {
    'cluster-recipes': [
      { ...table('trips', 'cluster'), slips: [withoutSchema] },
      visual('cluster', 'trips', 'sampled'),
      python('cluster', 'trips', 'scripted'),
      sync('syncs out to the storage account', 'trips', 'out', () => 'common-adls', toAzure),
      sync('syncs back to the cluster', 'out', 'back', (hand) => over(hand, 'cluster'), fromAzure),
    ],
    'warehouse-recipes': [
      table('trips_sql', 'warehouse'),
      visual('warehouse', 'trips_sql', 'sampled_sql'),
      python('warehouse', 'trips_sql', 'scripted_sql'),
      sync('syncs out of the warehouse, which is meant to fail', 'trips_sql', 'fails', () => 'common-adls', toAzure),
      {
        does: 'changes the connection to the SAS token',
        isForgettable: true,
        run: async (hand) => {
          await dss.editConnection(hand.who, over(hand, 'warehouse'), { autoFastWriteConnection: 'common-adls-sas' });
          return noting(dss.run(hand.who, project(hand), 'scripted_sql'));
        },
      },
      sync('syncs out with the DSS engine', 'trips_sql', 'out_sql', () => 'common-adls-sas', 'DSS'),
      sync('syncs back to the warehouse', 'out_sql', 'back_sql', (hand) => over(hand, 'warehouse'), fromAzure),
    ],
  };
}
