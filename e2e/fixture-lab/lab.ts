import { map } from './map';
import { light } from './picture';
import claimLamp from './steps/claim-lamp/step';
import fitLens from './steps/fit-lens/step';
import lockUp from './steps/lock-up/step';
import showColor from './steps/show-color/step';
import signOff from './steps/sign-off/step';
import warmUp from './steps/warm-up/step';
import { lab } from './vocabulary';

export default lab.lab({
  id: 'fixture',
  folder: 'e2e/fixture-lab',
  title: 'Tend a lighthouse',
  summary: 'Claim a lamp, light it, and hand it over in the morning.',
  goals: ['Claim a lamp', 'Keep it burning', 'Hand it over'],
  consoles: {
    office: { label: 'the harbor office', url: ({ pharosUrl, harbor }) => (pharosUrl && harbor ? `${pharosUrl}/harbors/${harbor}` : null) },
    'lamp-room': { label: 'the lamp room', url: ({ pharosUrl, lampId }) => (pharosUrl && lampId ? `${pharosUrl}/lamps/${lampId}` : null) },
  },
  sections: [
    { title: 'Take over', steps: { 'claim-lamp': claimLamp, 'show-color': showColor, 'fit-lens': fitLens } },
    { title: 'Keep it burning', steps: { 'warm-up': warmUp, 'lock-up': lockUp } },
    { title: 'Hand over', steps: { 'sign-off': signOff } },
  ],
  glossary: { lens: 'The glass that gathers the light of a lamp into one beam.' },
  map,
  pictures: { light },
});
