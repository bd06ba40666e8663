import { missing, pass, wrong } from '@/lib/lab/outcome';
import { lab } from '../../vocabulary';

/** On both tracks. Tests take Pharos down here, so that the check cannot be made. */
export default lab.step({
  title: 'Sign off',
  minutes: 1,
  collects: ['hours'],
  secrets: ['keeperKey'],
  checks: [
    lab.check({
      id: 'pharos.log-is-signed',
      title: 'You signed the log',
      needs: ['harbor', 'userName', 'hours'],
      ask: ({ pharos }, { harbor, userName }) => pharos(userName).log(harbor),
      judge(log, { userName, hours }) {
        const entry = log.find(({ keeper }) => keeper === userName);
        if (!entry) return missing('You have not signed the log yet.', 'Sign it at the office.');
        if (String(entry.hours) === hours) return pass(`You signed for ${hours} hours.`);
        return wrong('The log has other hours.', { expected: hours, found: String(entry.hours), remedy: 'Correct the log.' });
      },
    }),
  ],
});
