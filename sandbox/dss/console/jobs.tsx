/** @jsxImportSource hono/jsx */
import { service } from '../../practice.ts';
import { Table } from '../../ui/page.tsx';
import { DssError } from '../errors.ts';
import { engineName, jobLog, jobState } from '../jobs.ts';
import { at, project, type Variables, View } from './view.tsx';

/** Jobs: the list, and each one's log. */
export const jobPages = service<Variables>();

const longestLog = 200_000;

jobPages.get('/projects/:key/jobs/', (c) => {
  const p = project(c);
  const now = c.env.store.clock.now();
  const list = [...p.jobs].reverse();
  return c.html(
    <View c={c} title={`Jobs of ${p.name}`} refresh={list.some((j) => jobState(j, now) === 'RUNNING') ? 4 : undefined}>
      {list.length === 0 ? (
        <p class="card">No jobs yet.</p>
      ) : (
        <Table label="Jobs" heads={['Job', 'State', 'Engine', 'Started by']}>
          {list.map((j) => (
            <tr>
              <td>
                <a href={at(c, `/projects/${p.projectKey}/jobs/${j.id}/`)}>{j.id}</a>
              </td>
              <td>{jobState(j, now)}</td>
              <td>{engineName(j)}</td>
              <td>{j.initiator}</td>
            </tr>
          ))}
        </Table>
      )}
      <form method="post" action={at(c, `/projects/${p.projectKey}/jobs/clear`)} class="row">
        <a class="button plain" href={at(c, `/projects/${p.projectKey}/`)}>
          Back to the project
        </a>
        {list.length > 0 ? <button class="plain">Clear the job list</button> : null}
      </form>
    </View>,
  );
});

jobPages.post('/projects/:key/jobs/clear', (c) => {
  const p = project(c, 'write');
  p.jobs = [];
  c.env.store.save();
  return c.redirect(at(c, `/projects/${p.projectKey}/jobs/`), 303);
});

jobPages.get('/projects/:key/jobs/:id/', (c) => {
  const p = project(c);
  const job = p.jobs.find((j) => j.id === c.req.param('id'));
  if (!job) throw new DssError(404, 'There is no such job anymore.');
  const now = c.env.store.clock.now();
  const state = jobState(job, now);
  let log = '';
  for (const piece of jobLog(p, job, now)) {
    log += piece;
    if (log.length > longestLog) break;
  }
  return c.html(
    <View c={c} title={job.id} refresh={state === 'RUNNING' ? 3 : undefined}>
      <dl class="card">
        <dt>State</dt>
        <dd>
          <span role="status" class={state === 'FAILED' ? 'bad' : state === 'DONE' ? 'good' : ''}>
            {state}
            {state === 'FAILED' && job.failure ? `: ${job.failure}` : ''}
            {state === 'RUNNING' && now < job.readyAt ? ': waiting for the cluster or warehouse' : ''}
          </span>
        </dd>
        <dt>Recipe</dt>
        <dd>
          <a href={at(c, `/projects/${p.projectKey}/recipes/${job.recipe}/`)}>{job.recipe}</a>
        </dd>
        <dt>Engine</dt>
        <dd>{engineName(job)}</dd>
        <dt>Started by</dt>
        <dd>{job.initiator}</dd>
      </dl>
      <h2>Log</h2>
      <section class="card scroll" aria-label="Log" tabindex={0}>
        <pre>
          <code>{log.slice(0, longestLog)}</code>
        </pre>
      </section>
      <form method="post" action={at(c, `/projects/${p.projectKey}/jobs/${job.id}/abort`)} class="row">
        <a class="button plain" href={at(c, `/projects/${p.projectKey}/`)}>
          Back to the project
        </a>
        {state === 'RUNNING' ? <button class="plain">Abort</button> : null}
      </form>
    </View>,
  );
});

jobPages.post('/projects/:key/jobs/:id/abort', (c) => {
  const p = project(c, 'write');
  const job = p.jobs.find((j) => j.id === c.req.param('id'));
  if (job && jobState(job, c.env.store.clock.now()) === 'RUNNING') job.abortedAt = c.env.store.clock.now();
  c.env.store.save();
  return c.redirect(at(c, `/projects/${p.projectKey}/jobs/`), 303);
});
