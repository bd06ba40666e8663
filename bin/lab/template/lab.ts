import firstStep from './steps/first-step/step';
import { lab } from './vocabulary';

/** The id and the slugs of steps, like the ids of checks, are in the database: never rename one. */
export default lab.lab({
  id: 'template-lab',
  folder: 'labs/template-lab',
  title: 'Template lab',
  summary: 'One sentence about what people build here.',
  goals: ['Choose a name that fits the workshop'],
  sections: [
    {
      title: 'Get started',
      steps: {
        'first-step': firstStep,
      },
    },
  ],
});
