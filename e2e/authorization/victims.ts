import { randomUUID } from 'node:crypto';
import { findLab } from '@/labs';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { planFor } from '@/lib/replay/read';
import { misjudge } from '../misjudged';

/** An attendee who may be removed. */
class Guest {
  private personId = '';
  enrolmentId = '';

  async arrives(workshopId: string): Promise<void> {
    const name = 'Authz removed';
    const ids = { tenantId: env().ENTRA_TENANT_ID, objectId: randomUUID(), homeAccountId: '' };
    this.personId = (await db().person.create({ data: { ...ids, name, userName: `${ids.objectId}@practice.example` } })).id;
    this.enrolmentId = (await db().enrolment.create({ data: { workshopId, personId: this.personId } })).id;
  }
  hasLeft = async (): Promise<boolean> => (await db().enrolment.count({ where: { id: this.enrolmentId } })) === 0;
  async goes(): Promise<void> {
    await db().enrolment.deleteMany({ where: { personId: this.personId } });
    await db().person.delete({ where: { id: this.personId } });
  }
}

/** A workshop that may be deleted. */
class Victim {
  private id = '';
  slug = '';

  async opens(createdById: string | null): Promise<void> {
    this.id = randomUUID();
    this.slug = `authz-${this.id.slice(0, 8)}`;
    const more = { lab: 'databricks-dss', title: 'Who may', isPractice: true, settings: {}, createdById };
    await db().workshop.create({ data: { id: this.id, slug: this.slug, joinCode: this.id.slice(0, 8), ...more } });
  }
  isGone = async (): Promise<boolean> => (await db().workshop.count({ where: { id: this.id } })) === 0;
}

/** Somebody whom a check told what it would not say today. */
class Listed {
  key = '';

  async of(workshopId: string, enrolmentId: string): Promise<void> {
    await misjudge({ workshopId, enrolmentId });
    const { entries } = await planFor(findLab('databricks-dss'), workshopId);
    this.key = entries.find((e) => e.enrolmentId === enrolmentId)?.key ?? '';
  }
}

export const listed = new Listed();
export const guest = new Guest();
export const victim = new Victim();
